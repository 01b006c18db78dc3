//! The ledger's directory: what lies in it, who has it open.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The version of the whole layout, in the file `FORMAT`.
pub(super) const FORMAT_VERSION: u32 = 1;

const FORMAT_NAME: &str = "docket ledger";

/// The file that says that the new store is whole and takes the place of the old.
const EXPUNGING: &str = "expunging";

/// A ledger's directory, locked for this one opener until it is dropped.
#[derive(Debug)]
pub(super) struct Directory {
    path: PathBuf,
    lock: File,
}

impl Directory {
    /// Makes and locks a directory; it is no ledger before [`finish`](Directory::finish).
    ///
    /// # Errors
    /// [`Error::Occupied`], [`Error::Io`].
    pub(super) fn create(path: &Path) -> Result<Self> {
        match fs::create_dir(path) {
            Ok(()) => {}
            Err(fault) if fault.kind() == ErrorKind::AlreadyExists => empty(path)?,
            Err(source) => return Err(Error::Io { path: path.to_owned(), source }),
        }
        let directory = Self::lock(path)?;
        // Somebody else may have been quicker.
        empty(path)?;
        Ok(directory)
    }

    /// Opens and locks a directory that is a ledger.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::NotALedger`], [`Error::UnknownVersion`], [`Error::InUse`],
    /// [`Error::Io`].
    pub(super) fn open(path: &Path) -> Result<Self> {
        let not_a_ledger =
            |why: &str| Error::NotALedger { path: path.to_owned(), why: why.to_owned() };
        let failed = |source| Error::Io { path: path.to_owned(), source };
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(not_a_ledger("it is not a directory")),
            Err(fault) if fault.kind() == ErrorKind::NotFound => {
                return Err(Error::Missing { path: path.to_owned() });
            }
            Err(source) => return Err(failed(source)),
        }
        let format = match fs::read_to_string(path.join("FORMAT")) {
            Ok(format) => format,
            Err(fault) if fault.kind() == ErrorKind::NotFound => {
                return Err(not_a_ledger("it has no file FORMAT"));
            }
            Err(fault) if fault.kind() == ErrorKind::InvalidData => {
                return Err(not_a_ledger("its file FORMAT is not text"));
            }
            Err(source) => return Err(failed(source)),
        };
        let version = format
            .strip_prefix(FORMAT_NAME)
            .and_then(|rest| rest.strip_prefix(", version "))
            .and_then(|rest| rest.lines().next()?.parse().ok())
            .ok_or_else(|| not_a_ledger("its file FORMAT names something else"))?;
        if version != FORMAT_VERSION {
            let (what, known) = ("the ledger", FORMAT_VERSION);
            return Err(Error::UnknownVersion { what, found: version, known });
        }
        let directory = Self::lock(path)?;
        directory.settle_expunging()?;
        Ok(directory)
    }

    fn lock(path: &Path) -> Result<Self> {
        let lock = path.join("lock");
        let failed = |source| Error::Io { path: lock.clone(), source };
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&lock)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let read = file.read_to_string(&mut holder);
                let holder = read.ok().and_then(|_| holder.trim_end().parse().ok());
                return Err(Error::InUse { path: path.to_owned(), holder });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        let named = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
        named.map_err(failed)?;
        Ok(Self { path: path.to_owned(), lock: file })
    }

    /// Makes the directory a ledger, once everything in it is durable: a directory in which this
    /// was not reached is none.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn finish(&self) -> Result<()> {
        let parent = self.path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let finish = || -> io::Result<()> {
            sync_store(&self.store())?;
            sync_directory(&self.path)?;
            let mut format = File::create_new(self.path.join("FORMAT"))?;
            writeln!(format, "{FORMAT_NAME}, version {FORMAT_VERSION}")?;
            format.sync_all()?;
            sync_directory(&self.path)?;
            sync_directory(parent.unwrap_or(Path::new(".")))
        };
        finish().map_err(|source| Error::Io { path: self.path.clone(), source })
    }

    /// Where the store is.
    pub(super) fn store(&self) -> PathBuf {
        self.path.join("log")
    }

    /// Where a store is made from which entries are expunged.
    pub(super) fn new_store(&self) -> PathBuf {
        self.path.join("log.new")
    }

    /// Puts the new store in the place of the old, which is removed. Both are closed, and the new one is
    /// durable.
    ///
    /// A file says that the new store is the ledger's from now on: whenever the process is killed, the
    /// next opener ends what was begun, or removes a store that was not said to be whole.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn replace_store(&self) -> Result<()> {
        let marked = || -> io::Result<()> {
            sync_store(&self.new_store())?;
            sync_directory(&self.path)?;
            File::create_new(self.path.join(EXPUNGING))?.sync_all()?;
            sync_directory(&self.path)
        };
        marked().map_err(|source| Error::Io { path: self.path.clone(), source })?;
        self.settle_expunging()
    }

    /// Ends an expunging that was said to be whole; removes what is left of one that was not.
    fn settle_expunging(&self) -> Result<()> {
        let (marker, new, store) = (self.path.join(EXPUNGING), self.new_store(), self.store());
        let settle = || -> io::Result<()> {
            if !marker.exists() {
                return remove_directory(&new);
            }
            // A copy to try the old store on may be there too.
            remove_directory(&self.rehearsal())?;
            if new.exists() {
                remove_directory(&store)?;
                fs::rename(&new, &store)?;
                sync_directory(&self.path)?;
            }
            fs::remove_file(&marker)?;
            sync_directory(&self.path)
        };
        settle().map_err(|source| Error::Io { path: self.path.clone(), source })
    }

    /// Where the anchor is.
    pub(super) fn anchor(&self) -> PathBuf {
        self.path.join("anchor")
    }

    fn rehearsal(&self) -> PathBuf {
        self.path.join("rehearsal")
    }

    /// Copies the store, so that it can be tried without touching it, and removes the copy after.
    ///
    /// # Errors
    /// What `attempt` says; [`Error::Io`].
    pub(super) fn rehearse(&self, attempt: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        let copy = self.rehearsal();
        let failed = |source| Error::Io { path: copy.clone(), source };
        if copy.exists() {
            fs::remove_dir_all(&copy).map_err(failed)?;
        }
        copy_directory(&self.store(), &copy).map_err(failed)?;
        let outcome = attempt(&copy);
        fs::remove_dir_all(&copy).map_err(failed)?;
        outcome
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        // Closing the file would do, were it not for processes that are just being started: until
        // they run their own program they have it open too.
        let _ = self.lock.unlock();
    }
}

/// Checks that there is a directory with nothing in it but the lock.
fn empty(path: &Path) -> Result<()> {
    let is_other =
        |item: io::Result<fs::DirEntry>| item.is_ok_and(|item| item.file_name() != "lock");
    match fs::read_dir(path).map(|items| items.into_iter().any(is_other)) {
        Ok(false) => Ok(()),
        Ok(true) | Err(_) => Err(Error::Occupied { path: path.to_owned() }),
    }
}

/// Removes a directory with all that is in it, if it is there.
fn remove_directory(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Makes a store that was just made durable, with all its files: sled writes its `conf` once and never
/// syncs it, and without it no store opens.
fn sync_store(store: &Path) -> io::Result<()> {
    for item in fs::read_dir(store)? {
        File::open(item?.path())?.sync_all()?;
    }
    sync_directory(store)
}

/// Makes the names in a directory durable.
fn sync_directory(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Copies a directory with all that is in it.
pub(super) fn copy_directory(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for item in fs::read_dir(from)? {
        let item = item?;
        let (from, to) = (item.path(), to.join(item.file_name()));
        if item.file_type()?.is_dir() {
            copy_directory(&from, &to)?;
        } else {
            fs::copy(from, to)?;
        }
    }
    Ok(())
}
