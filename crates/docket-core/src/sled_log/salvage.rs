//! Salvage: what can still be read of a store that does not open.
//!
//! The store is tried as copies, each prepared in another way, because sled gives up at different
//! places: what any of them gives and whose checks hold was stored so. A value is checked against
//! its key, so nothing is read that was not written there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use docket_proof::{Hash, Tree};
use docket_time::Tz;

use crate::entry::Position;
use crate::error::{Error, Result};
use crate::log::AllKept;

use super::anchor::Anchored;
use super::chunk::Chunk;
use super::closed::Acknowledged;
use super::directory::copy_directory;
use super::store::{Store, file_length, missing};
use super::value::Meta;

/// sled writes its file in pieces of this length.
const SEGMENT: u64 = 512 << 10;

/// So many positions are tried behind the last that could be read, where nothing tells how many
/// there were.
const PROBES: u64 = 20_000;

/// What can be read of a damaged store.
pub struct Salvage {
    copies: Vec<Copy>,
    attempts: Vec<Attempt>,
}

/// One way to open the store, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// How the copy was prepared.
    pub how: &'static str,
    /// How many entries could be read, or why none.
    pub outcome: Result<u64, String>,
}

/// Entries from the first on, held against what was stored beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How many have the leaf that is stored.
    pub agreeing: u64,
    /// How many have another leaf than is stored.
    pub differing: u64,
    /// Of how many the leaf cannot be read.
    pub unreadable: u64,
    /// The root of the Merkle tree over them.
    pub root: Option<Hash>,
    /// Whether they have the root that the anchor has, where they are as many.
    pub has_acknowledged_root: Option<bool>,
}

/// A copy that sled could open.
struct Copy {
    /// Taken when dropped.
    store: Option<Store>,
    /// The chunks that can be read: the first position and the one behind the last.
    chunks: BTreeMap<u64, u64>,
    /// Positions in them whose events cannot be read.
    unreadable: BTreeSet<u64>,
}

/// Prepares a copy; `None` where that would change nothing.
type Prepare = fn(&Path, Option<&Anchored>) -> std::io::Result<Option<()>>;

const WAYS: [(&str, Prepare); 4] = [
    ("as it is", |_, _| Ok(Some(()))),
    ("without what sled can make anew", |store, _| forget(store).map(Some)),
    ("with zeros in place of its lost end", |store, anchored| {
        let length = fs::metadata(store.join("db"))?.len();
        let whole = length.max(anchored.map_or(0, |anchored| anchored.length));
        resize(store, length, whole.next_multiple_of(SEGMENT))
    }),
    ("cut to whole segments", |store, _| {
        let length = fs::metadata(store.join("db"))?.len();
        resize(store, length, length / SEGMENT * SEGMENT)
    }),
];

impl Salvage {
    pub(super) fn of(store: &Path, work: &Path, anchored: Option<&Anchored>) -> Result<Self> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            |source| Error::Io { path, source }
        };
        fs::create_dir(work).map_err(failed(work))?;
        let mut salvage = Self { copies: Vec::new(), attempts: Vec::new() };
        for (number, (how, prepare)) in WAYS.into_iter().enumerate() {
            // Even of an empty ledger the zone is to be read.
            let is_open = !salvage.copies.is_empty();
            if is_open && anchored.is_some_and(|anchored| salvage.is_all(anchored.size)) {
                break;
            }
            let copy = work.join(number.to_string());
            copy_directory(store, &copy).map_err(failed(store))?;
            if file_length(&copy)?.is_none() {
                let outcome = Err("the store's file `db` is gone".to_owned());
                salvage.attempts.push(Attempt { how, outcome });
                break;
            }
            if prepare(&copy, anchored).map_err(failed(&copy))?.is_none() {
                continue;
            }
            let opened = Store::open_damaged(copy);
            let outcome = opened.map(|store| salvage.read(store, anchored));
            let outcome = outcome.map_err(|fault| fault.to_string());
            salvage.attempts.push(Attempt { how, outcome });
        }
        Ok(salvage)
    }

    /// The ways in which the store was opened, in order.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// The ledger's zone, where that can be read.
    #[must_use]
    pub fn zone(&self) -> Option<Tz> {
        let zone = |copy: &Copy| {
            let name = copy.store().meta(Meta::Zone).ok()??;
            std::str::from_utf8(&name).ok()?.parse().ok()
        };
        self.copies.iter().find_map(zone)
    }

    /// The runs of positions whose entries can be read, in order and with gaps between them.
    #[must_use]
    pub fn readable(&self) -> Vec<Range<Position>> {
        let mut runs: Vec<_> = self.copies.iter().flat_map(Copy::runs).collect();
        runs.sort_by_key(|run| run.start);
        let mut merged: Vec<Range<u64>> = Vec::new();
        for run in runs {
            match merged.last_mut() {
                Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
                _ => merged.push(run),
            }
        }
        merged.into_iter().map(|run| Position(run.start)..Position(run.end)).collect()
    }

    /// What is kept at the positions in `range`, where it can be read.
    #[must_use]
    pub fn kept(&self, range: Range<Position>) -> AllKept<'_> {
        let within =
            move |run: Range<Position>| run.start.0.max(range.start.0)..run.end.0.min(range.end.0);
        let positions = self.readable().into_iter().flat_map(within);
        let mut last: Option<(usize, Chunk)> = None;
        Box::new(positions.map(move |at| {
            let position = Position(at);
            let copy = self.copies.iter().position(|copy| copy.holds(at));
            let copy = copy.ok_or_else(|| missing(position))?;
            let (copy, chunk) = match last.take() {
                Some((of, chunk)) if of == copy && chunk.holds(position) => (copy, chunk),
                _ => (copy, self.copies[copy].chunk(at)?),
            };
            let kept = chunk.kept(position);
            last = Some((copy, chunk));
            kept
        }))
    }

    /// Holds the entries 1 to `last` against the leaves that are stored beside them, and against
    /// the anchor.
    ///
    /// # Errors
    /// When an entry cannot be read any more.
    pub fn agreement(&self, last: Position, promised: Option<&Acknowledged>) -> Result<Agreement> {
        let (mut tree, mut found) = (Tree::empty(), Agreement::default());
        let hold = |tree: &Tree| {
            let promised = promised.filter(|promised| promised.size.0 == tree.size());
            promised.map(|promised| promised.root == tree.root())
        };
        found.has_acknowledged_root = hold(&tree);
        for kept in self.kept(Position(1)..last.next()) {
            let kept = kept?;
            let leaf = kept.leaf().hash();
            match self.leaf(kept.position().0) {
                Some(stored) if stored == leaf => found.agreeing += 1,
                Some(_) => found.differing += 1,
                None => found.unreadable += 1,
            }
            tree.push(leaf, &mut Vec::new());
            found.has_acknowledged_root = found.has_acknowledged_root.or_else(|| hold(&tree));
        }
        found.root = Some(tree.root());
        Ok(found)
    }

    /// The leaf that is stored for an entry.
    fn leaf(&self, position: u64) -> Option<Hash> {
        let leaf = |copy: &Copy| {
            let (first, _) = copy.chunks.range(..=position).next_back()?;
            copy.store().leaf(*first, position).ok()
        };
        self.copies.iter().find_map(leaf)
    }

    /// Whether everything up to a position can be read.
    fn is_all(&self, size: Position) -> bool {
        self.readable().first().map_or(Position(1), |run| run.end) > size
            && self.readable().first().is_none_or(|run| run.start == Position(1))
    }

    /// Reads what a store gives; tells how many entries.
    fn read(&mut self, store: Store, anchored: Option<&Anchored>) -> u64 {
        let mut copy =
            Copy { store: Some(store), chunks: BTreeMap::new(), unreadable: BTreeSet::new() };
        copy.read(anchored.map(|anchored| anchored.size.0));
        let entries = copy.runs().iter().map(|run| run.end - run.start).sum();
        self.copies.push(copy);
        entries
    }
}

impl Copy {
    fn store(&self) -> &Store {
        self.store.as_ref().expect("it is taken only when the copy is dropped")
    }

    /// Reads every chunk that can be read. Where one cannot even be looked for, the next position is
    /// tried: a page that is damaged hides what lies in it and nothing behind it.
    fn read(&mut self, promised: Option<u64>) {
        let last = self.store().last_chunk().ok().flatten();
        let limit = promised.max(last);
        let (mut at, mut good) = (0, 0);
        loop {
            match self.store().chunk_after(at) {
                Ok(Some(first)) => {
                    self.take(first);
                    (at, good) = (first, first);
                }
                Err(_) if at < limit.unwrap_or(good + PROBES) => at += 1,
                Ok(None) | Err(_) => break,
            }
        }
    }

    fn take(&mut self, first: u64) {
        let Ok(chunk) = self.store().chunk_at(first) else { return };
        self.chunks.insert(first, chunk.end().0);
        let is_unreadable = |at: &u64| chunk.kept(Position(*at)).is_err();
        self.unreadable.extend((first..chunk.end().0).filter(is_unreadable));
    }

    fn holds(&self, position: u64) -> bool {
        let chunk = self.chunks.range(..=position).next_back();
        chunk.is_some_and(|(_, end)| position < *end) && !self.unreadable.contains(&position)
    }

    fn chunk(&self, position: u64) -> Result<Chunk> {
        let first =
            self.chunks.range(..=position).next_back().map_or(position, |(first, _)| *first);
        self.store().chunk_at(first)
    }

    /// The runs of positions that it holds.
    fn runs(&self) -> Vec<Range<u64>> {
        let mut runs: Vec<Range<u64>> = Vec::new();
        for position in self.chunks.iter().flat_map(|(first, end)| *first..*end) {
            match runs.last_mut() {
                _ if !self.holds(position) => {}
                Some(last) if last.end == position => last.end += 1,
                _ => runs.push(position..position + 1),
            }
        }
        runs
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let store = self.store.take();
        // A damaged store may panic when it is closed; it is a copy that goes.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(store)));
    }
}

/// Removes what sled can make anew: its settings, which are the usual ones, and its snapshots.
fn forget(store: &Path) -> std::io::Result<()> {
    for item in fs::read_dir(store)? {
        let item = item?;
        let name = item.file_name();
        if name == "conf" || name.to_string_lossy().starts_with("snap.") {
            fs::remove_file(item.path())?;
        }
    }
    Ok(())
}

fn resize(store: &Path, length: u64, to: u64) -> std::io::Result<Option<()>> {
    if to == length {
        return Ok(None);
    }
    forget(store)?;
    File::options().write(true).open(store.join("db"))?.set_len(to)?;
    Ok(Some(()))
}

#[cfg(test)]
mod tests;
