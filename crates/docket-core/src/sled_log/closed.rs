//! A ledger that is not open: what can be said of it, and saved, though it may be damaged.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use docket_proof::Hash;

use crate::entry::Position;
use crate::error::{Error, Result};

use super::anchor::Anchor;
use super::salvage::Salvage;

/// What a ledger had acknowledged, by its anchor. It may hold more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// How many entries.
    pub size: Position,
    /// The root of the Merkle tree over them.
    pub root: Hash,
}

/// A ledger that nobody has open, and that nobody opens while this is held, however damaged it is.
///
/// Nothing in its directory is changed.
#[derive(Debug)]
pub struct ClosedLedger {
    path: PathBuf,
    lock: Option<File>,
}

impl ClosedLedger {
    /// Keeps others from opening the ledger at a path.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::NotALedger`] where nothing of a ledger is left,
    /// [`Error::InUse`], [`Error::Io`].
    pub fn at(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        if !["FORMAT", "anchor", "log"].iter().any(|part| path.join(part).exists()) {
            let why = "it has no FORMAT, no anchor and no log".to_owned();
            return Err(Error::NotALedger { path: path.to_owned(), why });
        }
        Ok(Self { path: path.to_owned(), lock: lock(path)? })
    }

    /// Reads what the ledger had acknowledged; its store is not looked at.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the anchor is gone or no slot of it is whole; [`Error::Io`].
    pub fn acknowledged(&self) -> Result<Acknowledged> {
        let anchored = Anchor::read(&self.path.join("anchor"))?;
        Ok(Acknowledged { size: anchored.size, root: anchored.root })
    }

    /// Finds what can be read in copies of the store, which are made in a new directory `work` and
    /// are not needed after that.
    ///
    /// # Errors
    /// [`Error::Io`] when the store cannot be copied.
    pub fn salvage(&self, work: &Path) -> Result<Salvage> {
        let anchored = Anchor::read(&self.path.join("anchor")).ok();
        Salvage::of(&self.path.join("log"), work, anchored.as_ref())
    }
}

/// Locks without writing: a ledger that lost its lock is open nowhere.
fn lock(path: &Path) -> Result<Option<File>> {
    let place = path.join("lock");
    let mut file = match File::open(&place) {
        Ok(file) => file,
        Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::Io { path: place, source }),
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let read = file.read_to_string(&mut holder);
            let holder = read.ok().and_then(|_| holder.trim_end().parse().ok());
            Err(Error::InUse { path: path.to_owned(), holder })
        }
        Err(TryLockError::Error(source)) => Err(Error::Io { path: place, source }),
    }
}

impl Drop for ClosedLedger {
    fn drop(&mut self) {
        // As with a ledger that was open: a process that is just being started has the file too.
        let _ = self.lock.as_ref().map(File::unlock);
    }
}
