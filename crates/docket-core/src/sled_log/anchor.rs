//! The anchor: what the log had acknowledged, kept outside the store that may forget it.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use docket_proof::{Hash, Tree};

use crate::entry::Position;
use crate::error::{Error, Result};

/// The slots lie in different sectors, so that no torn write harms both.
const SLOT_STRIDE: usize = 512;
const SLOT_BYTES: usize = 60;
const FILE_BYTES: usize = 2 * SLOT_STRIDE;

/// What was true of the log at one moment, after it was made durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchored {
    pub(super) size: Position,
    pub(super) root: Hash,
    /// The length of the store's file.
    pub(super) length: u64,
}

/// The anchor file: two checksummed slots.
///
/// It is written after the log is durable and not itself made durable each time, so it may lag
/// behind the log and never leads it. What was made durable last is not written over before the
/// other slot has been: a power cut may tear every write that it finds under way.
#[derive(Debug)]
pub(super) struct Anchor {
    path: PathBuf,
    file: File,
    sequence: u64,
    last: Anchored,
    /// The slot that has `last`.
    written: usize,
    /// A slot that is whole and durable.
    durable: usize,
}

impl Anchor {
    /// Makes the anchor of an empty log.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn create(path: PathBuf, length: u64) -> Result<Self> {
        let open = || {
            let mut file =
                OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
            file.write_all(&[0; FILE_BYTES])?;
            Ok(file)
        };
        let file = open().map_err(io(&path))?;
        let last = Anchored { size: Position(0), root: Tree::empty().root(), length };
        let mut anchor = Self { path, file, sequence: 0, last, written: 0, durable: 0 };
        anchor.write(last)?;
        anchor.sync()?;
        Ok(anchor)
    }

    /// Reads the anchor: the newer of its slots that are whole.
    ///
    /// # Errors
    /// [`Error::Damaged`] when neither is, or the file is gone; [`Error::Io`].
    pub(super) fn open(path: PathBuf) -> Result<Self> {
        let file = OpenOptions::new().read(true).write(true).open(&path);
        let file = file.map_err(not_there(&path))?;
        let (written, sequence, last) = newest(&file, &path)?;
        let mut anchor = Self { path, file, sequence, last, written, durable: written };
        // The process that wrote it may have been killed before it did this.
        anchor.sync()?;
        Ok(anchor)
    }

    /// Reads what an anchor that nobody writes has.
    ///
    /// # Errors
    /// As for [`open`](Anchor::open).
    pub(super) fn read(path: &Path) -> Result<Anchored> {
        let file = File::open(path).map_err(not_there(path))?;
        newest(&file, path).map(|(_, _, last)| last)
    }

    /// The same anchor, written to another file: one that refuses, for tests.
    #[cfg(test)]
    pub(super) fn written_to(self, file: File) -> Self {
        Self { file, ..self }
    }

    /// What was written last.
    pub(super) fn last(&self) -> Anchored {
        self.last
    }

    /// Writes what has been made durable over the slot that need not be there.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn write(&mut self, anchored: Anchored) -> Result<()> {
        let (sequence, slot) = (self.sequence + 1, 1 - self.durable);
        let place = SeekFrom::Start((slot * SLOT_STRIDE) as u64);
        let written =
            self.file.seek(place).and_then(|_| self.file.write_all(&encode(sequence, &anchored)));
        written.map_err(io(&self.path))?;
        (self.sequence, self.last, self.written) = (sequence, anchored, slot);
        Ok(())
    }

    /// Makes the anchor itself durable.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn sync(&mut self) -> Result<()> {
        self.file.sync_data().map_err(io(&self.path))?;
        self.durable = self.written;
        Ok(())
    }
}

/// The newer of the slots that are whole: its number, its sequence, and what it has.
fn newest(mut file: &File, path: &Path) -> Result<(usize, u64, Anchored)> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(io(path))?;
    let slots = [0, SLOT_STRIDE].map(|at| bytes.get(at..at + SLOT_BYTES).and_then(decode));
    let whole = (0..).zip(slots).filter_map(|(slot, whole)| {
        let (sequence, anchored) = whole?;
        Some((slot, sequence, anchored))
    });
    let newest = whole.max_by_key(|(_, sequence, _)| *sequence);
    let none = || format!("no whole slot in the {} bytes of {}", bytes.len(), path.display());
    newest.ok_or_else(|| damaged(none()))
}

fn not_there(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    |source| {
        if source.kind() == ErrorKind::NotFound {
            return damaged(format!("no file {}", path.display()));
        }
        Error::Io { path, source }
    }
}

fn damaged(found: String) -> Error {
    Error::Damaged { expected: "an anchor".to_owned(), found }
}

fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    |source| Error::Io { path, source }
}

fn encode(sequence: u64, anchored: &Anchored) -> Vec<u8> {
    let mut slot = Vec::with_capacity(SLOT_BYTES);
    slot.extend(sequence.to_le_bytes());
    slot.extend(anchored.size.0.to_le_bytes());
    slot.extend(anchored.length.to_le_bytes());
    slot.extend(anchored.root.as_bytes());
    slot.extend(crc32c::crc32c(&slot).to_le_bytes());
    slot
}

fn decode(slot: &[u8]) -> Option<(u64, Anchored)> {
    let (fields, sum) = slot.split_last_chunk()?;
    if crc32c::crc32c(fields) != u32::from_le_bytes(*sum) {
        return None;
    }
    let (sequence, fields) = fields.split_first_chunk()?;
    let (size, fields) = fields.split_first_chunk()?;
    let (length, fields) = fields.split_first_chunk()?;
    let root = Hash::from_bytes(*fields.first_chunk()?);
    let size = Position(u64::from_le_bytes(*size));
    Some((
        u64::from_le_bytes(*sequence),
        Anchored { size, root, length: u64::from_le_bytes(*length) },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchored(size: u64) -> Anchored {
        Anchored { size: Position(size), root: Hash::from_bytes([7; 32]), length: 512 * size }
    }

    fn anchor_of(writes: u64) -> (tempfile::TempDir, PathBuf) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("anchor");
        let mut anchor = Anchor::create(path.clone(), 0).unwrap();
        (1..=writes).for_each(|size| anchor.write(anchored(size)).unwrap());
        (directory, path)
    }

    #[test]
    fn what_was_written_last_is_read() {
        for writes in 1..5 {
            let (_directory, path) = anchor_of(writes);
            assert_eq!(Anchor::open(path.clone()).unwrap().last(), anchored(writes));
            let mut anchor = Anchor::open(path.clone()).unwrap();
            anchor.write(anchored(9)).unwrap();
            assert_eq!(Anchor::open(path).unwrap().last(), anchored(9));
        }
    }

    #[test]
    fn what_was_written_since_a_sync_leaves_what_was_durable_then() {
        let (_directory, path) = anchor_of(3);
        for durable in 4..7 {
            let mut anchor = Anchor::open(path.clone()).unwrap();
            anchor.write(anchored(durable)).unwrap();
            anchor.sync().unwrap();
            let before = std::fs::read(&path).unwrap();
            for later in 1..4 {
                anchor.write(anchored(durable + 10 * later)).unwrap();
            }
            let after = std::fs::read(&path).unwrap();
            // A power cut may leave any part of what was written since.
            let changed = || (0..after.len()).filter(|&at| before[at] != after[at]);
            assert!(changed().count() > 0);
            for first in changed() {
                let mut torn = before.clone();
                torn[first..].copy_from_slice(&after[first..]);
                torn[first] ^= 1;
                std::fs::write(&path, &torn).unwrap();
                let read = Anchor::open(path.clone()).unwrap().last();
                assert_eq!(read, anchored(durable), "from byte {first}");
            }
            std::fs::write(&path, &before).unwrap();
        }
    }

    #[test]
    fn an_anchor_without_a_whole_slot_is_damaged() {
        for bytes in [Vec::new(), vec![0; FILE_BYTES], vec![0xff; 70]] {
            let (_directory, path) = anchor_of(1);
            std::fs::write(&path, &bytes).unwrap();
            assert!(matches!(Anchor::open(path), Err(Error::Damaged { .. })));
        }
    }
}
