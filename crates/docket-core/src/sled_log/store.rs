//! The store: one sled tree, whose commits are made durable and whose panics stay here.

mod copying;

use std::fs::{self, File};
use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use docket_proof::{Hash, NodeId, nodes_completed_by};
use sled::{Batch, Db, IVec};

use crate::entry::Position;
use crate::error::{Error, Result};

use super::chunk::Chunk;
use super::value::{CASE, CHUNK, Key, MAX_BODY, Meta, seal, unseal};
use super::waker::Waker;

const CACHE_BYTES: u64 = 16 << 20;

/// How often a chunk is looked up again once it was read.
///
/// sled counts the pages in its cache in 256 parts, each only at every 64th look (0.34.7, `lru.rs`), and
/// a page with chunks is large: a walk through all of them, with a look or two at each page, would hold
/// hundreds of megabytes, whatever the size of the cache.
const MORE_LOOKS: usize = 8;

/// sled reclaims space only while it flushes by itself.
const FLUSH_EVERY_MS: u64 = 500;

/// How often, and how long apart, opening is tried while an earlier opener in this process still
/// lets go of the file; the ledger's own lock keeps other processes out.
const LOCK_ATTEMPTS: u32 = 200;
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// A sled tree of sealed values, and a descriptor of its file to make it durable with.
pub(super) struct Store {
    path: PathBuf,
    /// Taken when the store is closed.
    db: Option<Db>,
    waker: Waker,
    file: File,
}

impl Store {
    /// Makes an empty store.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub(super) fn create(path: PathBuf) -> Result<Self> {
        Self::start(path)
    }

    /// Opens a store that is there.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is not, or not whole; [`Error::Io`], [`Error::Store`].
    pub(super) fn open(path: PathBuf) -> Result<Self> {
        if file_length(&path)?.is_none() {
            return Err(Error::Damaged {
                expected: "the store's file `db`".to_owned(),
                found: "nothing".to_owned(),
            });
        }
        remove_unfinished_snapshots(&path)?;
        let store = Self::start(path)?;
        store.no_blobs()?;
        Ok(store)
    }

    /// Opens a copy of a store as far as it goes, whatever it holds.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Io`], [`Error::Store`].
    pub(super) fn open_damaged(path: PathBuf) -> Result<Self> {
        remove_unfinished_snapshots(&path)?;
        Self::start(path)
    }

    fn start(path: PathBuf) -> Result<Self> {
        let config = sled::Config::new()
            .path(&path)
            .cache_capacity(CACHE_BYTES)
            .flush_every_ms(Some(FLUSH_EVERY_MS));
        let mut attempts = LOCK_ATTEMPTS;
        let db = loop {
            match contained(&path, || config.open()) {
                Err(Error::Io { source, .. }) if attempts > 0 && is_locked(&source) => {
                    attempts -= 1;
                    thread::sleep(LOCK_PAUSE);
                }
                opened => break opened?,
            }
        };
        let file = File::options().read(true).write(true).open(path.join("db"));
        let file = file.map_err(|source| Error::Io { path: path.join("db"), source })?;
        let waker = Waker::of(&db);
        Ok(Self { path, db: Some(db), waker, file })
    }

    /// The same store, made durable through another file: one that refuses, for tests.
    #[cfg(test)]
    pub(super) fn synced_by(mut self, file: File) -> Self {
        self.file = file;
        self
    }

    fn db(&self) -> &Db {
        self.db.as_ref().expect("a store is closed when nobody has it")
    }

    /// Blobs are values too large for a page. They would not be durable, so there are none.
    fn no_blobs(&self) -> Result<()> {
        let blobs = self.path.join("blobs");
        match fs::read_dir(&blobs).map(|mut blobs| blobs.next()) {
            Ok(None) | Err(_) => Ok(()),
            Ok(Some(_)) => Err(Error::Damaged {
                expected: "no files in `blobs`".to_owned(),
                found: "a value outside the store's file".to_owned(),
            }),
        }
    }

    /// Writes a batch and makes it, with all before it, durable.
    ///
    /// # Errors
    /// When that is not certain; the store is not to be written again then.
    pub(super) fn commit(&self, batch: Commit) -> Result<()> {
        contained(&self.path, || self.db().apply_batch(batch.0))?;
        self.sync()
    }

    /// Makes what the store holds durable.
    ///
    /// # Errors
    /// When that is not certain.
    pub(super) fn sync(&self) -> Result<()> {
        // sled's flush hands the bytes to the system and waits; only `sync_data` makes them stay.
        contained(&self.path, || self.waker.while_flushing(|| self.db().flush()))?;
        self.file.sync_data().map_err(|source| Error::Io { path: self.path.join("db"), source })
    }

    /// The length of the store's file.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn length(&self) -> Result<u64> {
        let metadata = self.file.metadata();
        let failed = |source| Error::Io { path: self.path.join("db"), source };
        metadata.map(|metadata| metadata.len()).map_err(failed)
    }

    /// Reads what is said once of the log.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Io`], [`Error::Store`].
    pub(super) fn meta(&self, meta: Meta) -> Result<Option<Vec<u8>>> {
        self.get(Key::Meta(meta))
    }

    /// The names of the cases, in the order of their numbers.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Io`], [`Error::Store`].
    pub(super) fn case_names(&self) -> impl Iterator<Item = Result<(Vec<u8>, Vec<u8>)>> {
        self.of_kind(CASE)
    }

    /// All chunks, in order.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Io`], [`Error::Store`].
    pub(super) fn chunks(&self) -> impl Iterator<Item = Result<Chunk>> {
        self.of_kind(CHUNK).map(|value| {
            let (key, piece) = value?;
            self.assemble(&key, piece)
        })
    }

    /// The chunk that holds the entry at a position, if any does.
    ///
    /// # Errors
    /// [`Error::Damaged`] when none begins at or before it; [`Error::Io`], [`Error::Store`].
    pub(super) fn chunk_with(&self, position: Position) -> Result<Chunk> {
        let after = Key::Chunk(position.next().0).bytes();
        let value = contained(&self.path, || self.db().get_lt(&after))?;
        let (key, value) = value.ok_or_else(|| missing(position))?;
        self.assemble(&key, unseal(&key, &value)?.to_vec())
    }

    /// The hash of a node of the log's tree.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is not there; [`Error::Io`], [`Error::Store`].
    pub(super) fn node(&self, node: NodeId) -> Result<Hash> {
        let missing = || Error::Damaged { expected: node.to_string(), found: "nothing".to_owned() };
        let after = Key::Nodes(node.completed_by() + 1).bytes();
        let value = contained(&self.path, || self.db().get_lt(&after))?;
        let (key, value) = value.ok_or_else(missing)?;
        let hashes = unseal(&key, &value)?;
        let first = first_of(&key, Key::Nodes).ok_or_else(missing)?;
        let before: usize = (first..node.completed_by()).map(nodes_completed_by).sum();
        let hash = hashes.as_chunks().0.get(before + node.slot()).ok_or_else(missing)?;
        Ok(Hash::from_bytes(*hash))
    }

    /// The first position of the chunk after a position, whose value is not looked at.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Io`], [`Error::Store`].
    pub(super) fn chunk_after(&self, position: u64) -> Result<Option<u64>> {
        let before = Key::Chunk(position).bytes();
        let found = contained(&self.path, || self.db().get_gt(&before))?;
        Ok(found.and_then(|(key, _)| first_of(&key, Key::Chunk)))
    }

    /// The first position of the last chunk.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Io`], [`Error::Store`].
    pub(super) fn last_chunk(&self) -> Result<Option<u64>> {
        let found = contained(&self.path, || self.db().get_lt([CHUNK + 1]))?;
        Ok(found.and_then(|(key, _)| first_of(&key, Key::Chunk)))
    }

    /// The chunk that begins at a position.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Io`], [`Error::Store`].
    pub(super) fn chunk_at(&self, first: u64) -> Result<Chunk> {
        let value = self.get(Key::Chunk(first))?.ok_or_else(|| missing(Position(first)))?;
        self.assemble(&Key::Chunk(first).bytes(), value)
    }

    /// The leaf that is stored for an entry of the chunk that begins at `first`.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Io`], [`Error::Store`].
    pub(super) fn leaf(&self, first: u64, position: u64) -> Result<Hash> {
        let hashes = self.get(Key::Nodes(first))?.unwrap_or_default();
        let before: usize = (first..position).map(nodes_completed_by).sum();
        let leaf = hashes.as_chunks().0.get(before);
        leaf.copied().map(Hash::from_bytes).ok_or_else(|| missing(Position(position)))
    }

    fn get(&self, key: Key) -> Result<Option<Vec<u8>>> {
        let key = key.bytes();
        let value = contained(&self.path, || self.db().get(&key))?;
        value.map(|value| unseal(&key, &value).map(<[u8]>::to_vec)).transpose()
    }

    /// The keys and unwrapped values of a kind, in order, up to the first error.
    fn of_kind(&self, kind: u8) -> impl Iterator<Item = Result<(Vec<u8>, Vec<u8>)>> {
        let range = (Bound::Included(vec![kind]), Bound::Excluded(vec![kind + 1]));
        let mut values = self.db().range::<Vec<u8>, _>(range);
        std::iter::from_fn(move || {
            let next = contained(&self.path, || values.next().transpose());
            let unsealed = |(key, value): (IVec, IVec)| {
                let body = unseal(&key, &value)?.to_vec();
                Ok((key.to_vec(), body))
            };
            next.transpose().map(|value| value.and_then(unsealed))
        })
    }

    /// Puts a chunk together from its first piece and those that continue it.
    fn assemble(&self, key: &[u8], mut bytes: Vec<u8>) -> Result<Chunk> {
        for _ in 0..MORE_LOOKS {
            contained(&self.path, || self.db().get(key))?;
        }
        let first = first_of(key, Key::Chunk).ok_or_else(|| Error::Damaged {
            expected: "the key of a chunk".to_owned(),
            found: format!("{key:02x?}"),
        })?;
        let length = Chunk::length(&bytes).unwrap_or_default();
        for piece in 1.. {
            if bytes.len() >= length {
                break;
            }
            let more = self.get(Key::Continuation(first, piece))?;
            bytes.extend(more.filter(|more| !more.is_empty()).ok_or_else(|| Error::Damaged {
                expected: format!("piece {piece} of the chunk at @{first}"),
                found: "nothing".to_owned(),
            })?);
        }
        Chunk::decode(Position(first), bytes)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.waker.stop();
        let db = self.db.take();
        // sled panics where its file cannot be synced. What was acknowledged is durable already.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(db)));
    }
}

/// That an entry is not there.
pub(super) fn missing(position: Position) -> Error {
    Error::Damaged { expected: format!("entry {position}"), found: "no chunk with it".to_owned() }
}

/// The position in a key, if the key is of a kind.
fn first_of(key: &[u8], kind: fn(u64) -> Key) -> Option<u64> {
    let first = u64::from_be_bytes(*key.get(1..)?.first_chunk()?);
    (kind(first).bytes() == key).then_some(first)
}

/// The length of a store's file, if there is one.
///
/// # Errors
/// [`Error::Io`].
pub(super) fn file_length(store: &Path) -> Result<Option<u64>> {
    let path = store.join("db");
    match fs::metadata(&path) {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Io { path, source }),
    }
}

/// Values that are written together or not at all.
#[derive(Debug, Default)]
pub(super) struct Commit(Batch);

impl Commit {
    /// Adds a value.
    pub(super) fn put(&mut self, key: Key, body: &[u8]) {
        let key = key.bytes();
        let value = seal(&key, body);
        self.0.insert(key, value);
    }

    /// Adds a chunk, in as many values as it needs.
    pub(super) fn put_chunk(&mut self, first: Position, chunk: &[u8]) {
        let mut pieces = chunk.chunks(MAX_BODY);
        self.put(Key::Chunk(first.0), pieces.next().unwrap_or_default());
        for (number, piece) in (1..).zip(pieces) {
            self.put(Key::Continuation(first.0, number), piece);
        }
    }
}

/// Asks sled for something; what goes wrong, even by a panic, is an error.
fn contained<T>(path: &Path, ask: impl FnOnce() -> sled::Result<T>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(ask)) {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(sled::Error::Io(source))) => Err(Error::Io { path: path.to_owned(), source }),
        Ok(Err(fault @ sled::Error::Corruption { .. })) => Err(damaged(&fault.to_string())),
        Ok(Err(
            fault @ (sled::Error::CollectionNotFound(_)
            | sled::Error::Unsupported(_)
            | sled::Error::ReportableBug(_)),
        )) => Err(Error::Store(fault.to_string())),
        Err(panic) => {
            let said = panic.downcast_ref::<String>().map(String::as_str);
            let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(damaged(&format!("a panic ({})", said.unwrap_or("without a message"))))
        }
    }
}

fn damaged(found: &str) -> Error {
    Error::Damaged { expected: "a readable store".to_owned(), found: found.to_owned() }
}

/// sled has no error of its own for a file that is locked.
fn is_locked(fault: &std::io::Error) -> bool {
    fault.to_string().starts_with("could not acquire lock")
}

/// Removes snapshots that a process was killed while it wrote.
///
/// sled writes a snapshot, a cache of what the file holds, under a name that ends so and renames it
/// when it is whole; but looking for the newest it passes over another ending (0.34.7,
/// `get_snapshot_files`), takes the unfinished one, and refuses to open.
fn remove_unfinished_snapshots(path: &Path) -> Result<()> {
    let failed = |source| Error::Io { path: path.to_owned(), source };
    for file in fs::read_dir(path).map_err(failed)? {
        let file = file.map_err(failed)?;
        let name = file.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            fs::remove_file(file.path()).map_err(failed)?;
        }
    }
    Ok(())
}
