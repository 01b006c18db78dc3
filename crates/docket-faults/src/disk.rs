//! The disk: what may be on it when the power goes at a point of a trace.
//!
//! What was written to a file since it was last synced is there, or not, or in part, sector by sector or
//! cut off at a byte; a length may be there without its bytes. Names made, changed and removed in a
//! directory since that was last synced are there up to some point.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fastrand::Rng;

use crate::Result;
use crate::trace::{Kind, Node, ROOT, Step};

/// What a device writes whole.
const SECTOR: usize = 512;

/// A larger file was never written here.
const MAX_LENGTH: u64 = 256 << 20;

/// What is kept of a file or directory when the power goes.
pub(crate) struct Disk {
    nodes: BTreeMap<Node, Content>,
}

enum Content {
    File { durable: Vec<u8>, pending: Vec<Change> },
    Directory { durable: BTreeMap<String, Node>, pending: Vec<Names> },
}

enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Resize(usize),
}

/// The names in a directory after a change.
type Names = BTreeMap<String, Node>;

/// What a sync makes durable. Anything but everything is for negative controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syncs {
    All,
    NotOfFiles,
    NotOfDirectories,
}

impl Disk {
    /// The disk after some steps, with the power still on.
    pub(crate) fn after(steps: &[Step], syncs: Syncs) -> Result<Self> {
        let mut disk = Self { nodes: BTreeMap::from([(ROOT, Content::new(Kind::Directory))]) };
        let mut has_begun = false;
        for step in steps {
            has_begun |= matches!(step, Step::Began);
            // What was there before is durable, whatever is tried.
            disk.step(step, if has_begun { syncs } else { Syncs::All })?;
        }
        Ok(disk)
    }

    fn step(&mut self, step: &Step, syncs: Syncs) -> Result<()> {
        match step {
            Step::Make { dir, name, node, kind } => {
                self.nodes.insert(*node, Content::new(*kind));
                self.names(*dir, |names| {
                    names.insert(name.clone(), *node);
                })
            }
            Step::Remove { dir, name } => self.names(*dir, |names| {
                names.remove(name);
            }),
            Step::Rename { dir, name, to_dir, to } => {
                let mut moved = None;
                // Within one directory it is one change.
                self.names(*dir, |names| {
                    moved = names.remove(name);
                    if let Some(node) = moved.filter(|_| dir == to_dir) {
                        names.insert(to.clone(), node);
                    }
                })?;
                let node = moved.ok_or("what is renamed is there")?;
                if dir == to_dir {
                    return Ok(());
                }
                self.names(*to_dir, |names| {
                    names.insert(to.clone(), node);
                })
            }
            Step::Write { node, at, bytes } => {
                let at = usize::try_from(*at)?;
                self.change(*node, Change::Write { at, bytes: bytes.clone() })
            }
            Step::Resize { node, length } => {
                self.change(*node, Change::Resize(usize::try_from(*length)?))
            }
            Step::Sync { node } => {
                self.nodes.get_mut(node).ok_or("what is synced is there")?.sync(syncs);
                Ok(())
            }
            Step::Say(_) | Step::Began | Step::Attempt(..) => Ok(()),
        }
    }

    fn names(&mut self, dir: Node, change: impl FnOnce(&mut Names)) -> Result<()> {
        let Some(Content::Directory { durable, pending }) = self.nodes.get_mut(&dir) else {
            return Err("names are in directories".into());
        };
        let mut names = pending.last().unwrap_or(durable).clone();
        change(&mut names);
        pending.push(names);
        Ok(())
    }

    fn change(&mut self, node: Node, change: Change) -> Result<()> {
        let Some(Content::File { pending, .. }) = self.nodes.get_mut(&node) else {
            return Err("bytes are in files".into());
        };
        pending.push(change);
        Ok(())
    }

    /// Turns the power off, and puts what is left where a program can open it.
    pub(crate) fn cut(&self, to: &Path, dice: &mut Rng) -> Result<()> {
        let mut open = vec![(to.to_owned(), ROOT)];
        while let Some((path, node)) = open.pop() {
            match self.nodes.get(&node).ok_or("what has a name is there")? {
                Content::File { durable, pending } => {
                    fs::write(path, left(durable, pending, dice))?;
                }
                Content::Directory { durable, pending } => {
                    fs::create_dir(&path)?;
                    let names = match kept(pending.len(), dice) {
                        0 => durable,
                        kept => &pending[kept - 1],
                    };
                    open.extend(names.iter().map(|(name, node)| (path.join(name), *node)));
                }
            }
        }
        Ok(())
    }
}

impl Content {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::File => Self::File { durable: Vec::new(), pending: Vec::new() },
            Kind::Directory => Self::Directory { durable: BTreeMap::new(), pending: Vec::new() },
        }
    }

    fn sync(&mut self, syncs: Syncs) {
        match self {
            Self::File { durable, pending } if syncs != Syncs::NotOfFiles => {
                pending.drain(..).for_each(|change| change.apply(durable));
            }
            Self::Directory { durable, pending } if syncs != Syncs::NotOfDirectories => {
                *durable = pending.pop().unwrap_or_else(|| durable.clone());
                pending.clear();
            }
            Self::File { .. } | Self::Directory { .. } => {}
        }
    }
}

impl Change {
    fn apply(self, file: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => write(file, at, &bytes),
            Self::Resize(length) => file.resize(length, 0),
        }
    }
}

fn write(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    assert!(end as u64 <= MAX_LENGTH, "no file of a workload is that long");
    if file.len() < end {
        file.resize(end, 0);
    }
    file[at..end].copy_from_slice(bytes);
}

/// How many of some changes in a row are kept: often none or all.
fn kept(changes: usize, dice: &mut Rng) -> usize {
    match dice.u8(..3) {
        0 => 0,
        1 => changes,
        _ => dice.usize(..=changes),
    }
}

/// What is left of a file.
fn left(durable: &[u8], pending: &[Change], dice: &mut Rng) -> Vec<u8> {
    let mut file = durable.to_vec();
    // One share for the whole file, so that nothing, all, and all but one are tried too.
    let share = [0, 0, 20, 128, 235, 255][dice.usize(..6)];
    for change in pending {
        let is_kept = share == 255 || dice.u8(..) < share;
        match change {
            Change::Resize(length) if is_kept => file.resize(*length, 0),
            Change::Write { at, bytes } if is_kept => write(&mut file, *at, bytes),
            Change::Write { at, bytes } => torn(&mut file, *at, bytes, dice),
            Change::Resize(_) => {}
        }
    }
    file
}

/// Writes nothing, or some of the bytes.
fn torn(file: &mut Vec<u8>, at: usize, bytes: &[u8], dice: &mut Rng) {
    match dice.u8(..8) {
        0 => write(file, at, &bytes[..dice.usize(..=bytes.len())]),
        1 => {
            let from = dice.usize(..=bytes.len());
            write(file, at + from, &bytes[from..]);
        }
        2 => file.resize(file.len().max(at + bytes.len()), 0),
        3 => {
            let mut from = 0;
            while from < bytes.len() {
                let to = ((at + from) / SECTOR * SECTOR + SECTOR - at).min(bytes.len());
                if dice.bool() {
                    write(file, at + from, &bytes[from..to]);
                }
                from = to;
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Vec<Step> {
        let make = |name: &str, node, kind| {
            let name = name.to_owned();
            Step::Make { dir: ROOT, name, node, kind }
        };
        let write = |at, bytes: &[u8]| Step::Write { node: 1, at, bytes: bytes.to_vec() };
        let sync = |node| Step::Sync { node };
        let (name, to) = ("a".to_owned(), "b".to_owned());
        let rename = Step::Rename { dir: ROOT, name, to_dir: ROOT, to };
        let file = make("a", 1, Kind::File);
        vec![Step::Began, file, write(0, b"one"), sync(1), sync(ROOT), write(3, b"two"), rename]
    }

    fn cuts(steps: &[Step], syncs: Syncs) -> std::collections::BTreeSet<Vec<(String, Vec<u8>)>> {
        let disk = Disk::after(steps, syncs).unwrap();
        let scratch = tempfile::tempdir().unwrap();
        let cut = |seed| {
            let to = scratch.path().join(format!("{seed}"));
            disk.cut(&to, &mut Rng::with_seed(seed)).unwrap();
            let items = fs::read_dir(&to).unwrap().map(|item| item.unwrap());
            let name = |item: &fs::DirEntry| item.file_name().into_string().unwrap();
            items.map(|item| (name(&item), fs::read(item.path()).unwrap())).collect()
        };
        (0..400).map(cut).collect()
    }

    #[test]
    fn what_was_synced_is_kept_and_what_was_not_is_kept_in_every_way() {
        let cuts = cuts(&steps(), Syncs::All);
        let contents: Vec<_> = cuts.iter().map(|files| &files[0]).collect();
        assert!(cuts.iter().all(|files| files.len() == 1));
        assert!(contents.iter().all(|(_, bytes)| bytes.starts_with(b"one")));
        for bytes in [&b"one"[..], b"onetwo", b"onet", b"one\0\0\0", b"one\0wo"] {
            for name in ["a", "b"] {
                assert!(contents.contains(&&(name.to_owned(), bytes.to_vec())), "{contents:?}");
            }
        }
    }

    #[test]
    fn without_a_sync_nothing_need_be_there() {
        let without_files = cuts(&steps(), Syncs::NotOfFiles);
        assert!(without_files.contains(&vec![("a".to_owned(), Vec::new())]));
        assert!(cuts(&steps(), Syncs::NotOfDirectories).contains(&Vec::new()));
    }
}
