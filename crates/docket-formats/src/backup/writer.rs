//! Writing a backup.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::num::NonZeroU64;
use std::path::Path;

use docket_core::{Hash, Head, Log, Position, RecordedAt};
use sha2::{Digest, Sha256};

use super::error::{BackupError, io};
use super::manifest::{Hex, Listed, MANIFEST, Manifest, PARTIAL, Text, is_ours, name};
use crate::jsonl_write::write_kept;

/// How many entries a file of a new backup holds before it is closed.
pub const FILE_ENTRIES: NonZeroU64 = NonZeroU64::new(10_000).expect("ten thousand is not zero");

const LOCK: &str = "lock";

/// What a backup holds after it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// How many entries it holds.
    pub entries: u64,
    /// How many of them it did not hold before.
    pub new: u64,
    /// The root of the Merkle tree over them.
    pub root: Hash,
    /// When the last of them was recorded.
    pub recorded_at: Option<RecordedAt>,
    /// In how many files they are.
    pub files: usize,
}

/// Writes a backup of a log into a directory, or adds to the one that is there what is new.
///
/// The backup is of the size that the log has when it begins; the log may be appended to meanwhile.
/// The entries are read from the first file on that is not closed; `step` is called for each. The
/// tree is gone on with from the closed files and has to come to the log's own root, so the backup
/// before was of a prefix of this log. Files with entries that were expunged since are written anew. Files of a new backup are closed at `entries_in_a_file`.
///
/// Whenever the process is killed, there is the backup from before or the new one.
///
/// # Errors
/// [`BackupError::OtherLedger`], [`BackupError::Ahead`], [`BackupError::Occupied`],
/// [`BackupError::InUse`]; [`BackupError::Damaged`] when the manifest is not what was written, or a
/// file is gone or of another length; [`BackupError::Log`], [`BackupError::Io`].
pub fn back_up(
    log: &dyn Log,
    directory: &Path,
    entries_in_a_file: NonZeroU64,
    step: &mut dyn FnMut(),
) -> Result<BackedUp, BackupError> {
    let head = log.head()?;
    let _lock = lock(directory)?;
    let earlier = earlier(directory)?;
    let expunged = log.expunged()?;
    if let Some(earlier) = &earlier {
        may_follow(earlier, log, &head, directory)?;
        // What an interrupted writer left.
        sweep(directory, earlier)?;
        let is_stale = |(first, file): (u64, &Listed)| file.is_stale(first, &expunged);
        if earlier.entries == head.size.0 && !earlier.files_from().any(is_stale) {
            return Ok(told(earlier, 0));
        }
    }
    let nothing = Manifest::empty(log.zone(), entries_in_a_file.get());
    let before = earlier.unwrap_or_else(|| nothing.clone());
    let written = Writer { log, directory, before: &before, expunged, step }.write(&head);
    // Whatever failed: the manifest that is there says which files are of use.
    sweep(directory, Manifest::read(directory)?.as_ref().unwrap_or(&nothing))?;
    let now = written?;
    Ok(told(&now, now.entries - before.entries))
}

fn told(manifest: &Manifest, new: u64) -> BackedUp {
    let Manifest { entries, root: Text(root), recorded_at, ref files, .. } = *manifest;
    BackedUp { entries, new, root, recorded_at, files: files.len() }
}

/// Locks the directory, which is made where there is none.
fn lock(directory: &Path) -> Result<File, BackupError> {
    if !directory.exists() {
        fs::create_dir_all(directory).map_err(io(directory))?;
        let parent = directory.parent().filter(|parent| !parent.as_os_str().is_empty());
        sync_directory(parent.unwrap_or(Path::new(".")))?;
    }
    let path = directory.join(LOCK);
    if !path.exists() && !directory.join(MANIFEST).exists() {
        // Not even a lock is left in a directory that is something else.
        is_empty(directory)?;
    }
    let lock = File::options().write(true).create(true).truncate(false).open(&path);
    let lock = lock.map_err(io(&path))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(BackupError::InUse { path: directory.to_owned() }),
        Err(TryLockError::Error(source)) => Err(BackupError::Io { path, source }),
    }
}

/// The manifest of the backup that is there, whose files all are.
fn earlier(directory: &Path) -> Result<Option<Manifest>, BackupError> {
    let Some(manifest) = Manifest::read(directory)? else {
        return is_empty(directory).map(|()| None);
    };
    manifest.files.iter().try_for_each(|file| file.is_there(directory).map(drop))?;
    Ok(Some(manifest))
}

/// Whether nothing but what an interrupted first backup may have left is in a directory.
fn is_empty(directory: &Path) -> Result<(), BackupError> {
    for item in fs::read_dir(directory).map_err(io(directory))? {
        let name = item.map_err(io(directory))?.file_name();
        if name != LOCK && !is_ours(&name.to_string_lossy()) {
            return Err(BackupError::Occupied { path: directory.to_owned() });
        }
    }
    Ok(())
}

/// Whether a backup can be one of this log, as far as is seen without reading much.
fn may_follow(
    earlier: &Manifest,
    log: &dyn Log,
    head: &Head,
    directory: &Path,
) -> Result<(), BackupError> {
    let Manifest { entries, root: Text(root), zone: Text(zone), recorded_at, .. } = *earlier;
    if zone != log.zone() {
        return Err(other(directory, format!("the zone {zone}"), log.zone().to_string()));
    }
    if entries > head.size.0 {
        let (path, ledger) = (directory.to_owned(), head.size.0);
        return Err(BackupError::Ahead { path, backup: entries, ledger });
    }
    if entries == head.size.0 && root != head.root {
        return Err(other_root(directory, earlier, head.root));
    }
    let at = Position(entries);
    let last = log.kept(at..at.next()).next().transpose()?;
    let found = last.map(|kept| kept.recorded_at());
    if found == recorded_at {
        return Ok(());
    }
    let instant = |at: Option<RecordedAt>| at.map_or("never".to_owned(), |at| at.to_string());
    Err(other(directory, format!("{at} recorded at {}", instant(recorded_at)), instant(found)))
}

fn other(directory: &Path, expected: String, found: String) -> BackupError {
    BackupError::OtherLedger { path: directory.to_owned(), expected, found }
}

fn other_root(directory: &Path, earlier: &Manifest, found: Hash) -> BackupError {
    let expected = format!("the root {} at @{}", earlier.root.0, earlier.entries);
    other(directory, expected, found.to_string())
}

/// Removes the files of a backup that its manifest does not name.
fn sweep(directory: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    for item in fs::read_dir(directory).map_err(io(directory))? {
        let item = item.map_err(io(directory))?;
        let name = item.file_name();
        let name = name.to_string_lossy();
        let is_named = name == MANIFEST || manifest.files.iter().any(|file| file.name == name);
        if is_ours(&name) && !is_named {
            fs::remove_file(item.path()).map_err(io(&item.path()))?;
        }
    }
    Ok(())
}

struct Writer<'a> {
    log: &'a dyn Log,
    directory: &'a Path,
    before: &'a Manifest,
    /// Where events were expunged.
    expunged: Vec<Position>,
    step: &'a mut dyn FnMut(),
}

impl Writer<'_> {
    fn write(mut self, head: &Head) -> Result<Manifest, BackupError> {
        let before = self.before;
        let mut tree = before.tree().expect("a manifest that was read has the peaks of a tree");
        let mut now = Manifest { files: before.closed().to_vec(), ..before.clone() };
        for ((first, file), now) in before.files_from().zip(&mut now.files) {
            if file.is_stale(first, &self.expunged) {
                *now = self.file(first, first + file.entries - 1, &mut |_| Ok(()))?;
            }
        }
        while tree.size() < head.size.0 {
            let first = tree.size() + 1;
            let last = head.size.0.min(tree.size().saturating_add(now.entries_in_a_file));
            let file = self.file(first, last, &mut |leaf| {
                tree.push(leaf);
                let is_other = tree.size() == before.entries && tree.root() != before.root.0;
                if is_other { Err(other_root(self.directory, before, tree.root())) } else { Ok(()) }
            })?;
            if file.entries == now.entries_in_a_file {
                now.peaks = tree.peaks().iter().copied().map(Text).collect();
            }
            now.files.push(file);
        }
        if tree.root() != head.root {
            let expected = format!("a backup whose tree comes to {} at {}", head.root, head.size);
            return Err(other(self.directory, expected, tree.root().to_string()));
        }
        (now.entries, now.root, now.recorded_at) = (head.size.0, Text(head.root), head.recorded_at);
        sync_directory(self.directory)?;
        whole(self.directory, MANIFEST, |out, path| {
            out.write_all(now.text().as_bytes()).map_err(io(path))
        })?;
        sync_directory(self.directory)?;
        Ok(now)
    }

    /// Writes the file with these entries, whose leaves `take` takes.
    fn file(
        &mut self,
        first: u64,
        last: u64,
        take: &mut dyn FnMut(Hash) -> Result<(), BackupError>,
    ) -> Result<Listed, BackupError> {
        let name = name(first, last, count_in(&self.expunged, first, last));
        let (log, step) = (self.log, &mut *self.step);
        let (bytes, sha256) = whole(self.directory, &name, |out, path| {
            for kept in log.kept(Position(first)..Position(last).next()) {
                take(write_kept(&kept?, &mut *out).map_err(io(path))?)?;
                step();
            }
            Ok(())
        })?;
        Ok(Listed { bytes, entries: last + 1 - first, name, sha256 })
    }
}

/// How many of the positions from `first` to `last` are among those in order.
fn count_in(positions: &[Position], first: u64, last: u64) -> u64 {
    let before = |position: u64| positions.partition_point(|at| at.0 < position);
    (before(last + 1) - before(first)) as u64
}

impl Listed {
    /// Whether more of its entries, which begin at `first`, were expunged since it was written.
    fn is_stale(&self, first: u64, expunged: &[Position]) -> bool {
        self.expunged() != Some(count_in(expunged, first, first + self.entries - 1))
    }
}

/// Writes a file under another name and gives it its own when it is whole and durable. Tells its
/// length and SHA-256.
fn whole(
    directory: &Path,
    name: &str,
    write: impl FnOnce(&mut dyn Write, &Path) -> Result<(), BackupError>,
) -> Result<(u64, String), BackupError> {
    let partial = directory.join(format!("{name}{PARTIAL}"));
    let file = File::create(&partial).map_err(io(&partial))?;
    let mut out = Hashing { out: BufWriter::new(file), hash: Sha256::new(), bytes: 0 };
    write(&mut out, &partial)?;
    let synced = out.flush().and_then(|()| out.out.get_ref().sync_all());
    synced.map_err(io(&partial))?;
    fs::rename(&partial, directory.join(name)).map_err(io(&partial))?;
    Ok((out.bytes, Hex(out.hash.finalize()).to_string()))
}

/// Makes the names in a directory durable.
fn sync_directory(path: &Path) -> Result<(), BackupError> {
    File::open(path).and_then(|directory| directory.sync_all()).map_err(io(path))
}

/// Hashes and counts what is written.
struct Hashing<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, some: &[u8]) -> io::Result<usize> {
        self.out.write_all(some)?;
        self.hash.update(some);
        self.bytes += some.len() as u64;
        Ok(some.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
