//! Opening: what the store holds, held against what it had acknowledged.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind};
use std::path::Path;

use docket_proof::{Tree, root_at};
use docket_time::Tz;

use crate::entry::Position;
use crate::error::{Error, Head, Origin, Result};
use crate::id::CaseId;
use crate::index::{Index, Row};

use super::anchor::Anchored;
use super::directory::{Directory, FORMAT_VERSION};
use super::store::{Store, file_length};
use super::value::Meta;

/// How much is read of the store's file at a time.
const READ_BYTES: usize = 1 << 18;

/// A store that holds what it should, and what was found in it.
pub(super) struct Opened {
    pub(super) store: Store,
    pub(super) zone: Tz,
    pub(super) index: Index,
    pub(super) tree: Tree,
    pub(super) head: Head,
}

impl Opened {
    /// Opens the store of a ledger.
    ///
    /// sled repairs what it opens: what it cannot read it takes for what was never written, and writes
    /// over it, and a file that has lost its end it repairs to nothing. So the file is read once before,
    /// and kept from sled when the device refuses. A file that is shorter than it was is first tried as
    /// a copy: most likely it is damaged, but sled also cuts off space that it does not need, at any
    /// time.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the store does not hold what was acknowledged; [`Error::Io`],
    /// [`Error::Store`], [`Error::UnknownVersion`].
    pub(super) fn of(directory: &Directory, anchored: &Anchored) -> Result<Self> {
        let path = directory.store();
        readable(&path)?;
        let length = file_length(&path)?;
        if length.is_some_and(|length| length < anchored.length) {
            let found = length.unwrap_or_default();
            directory.rehearse(|copy| Self::at(copy, anchored).map(drop)).map_err(|fault| {
                Error::Damaged {
                    expected: format!("{} bytes in {}", anchored.length, path.join("db").display()),
                    found: format!("{found} bytes ({fault})"),
                }
            })?;
        }
        Self::at(&path, anchored)
    }

    /// Opens the store at a path, and holds it against the anchor.
    ///
    /// # Errors
    /// As for [`of`](Opened::of).
    pub(super) fn at(path: &Path, anchored: &Anchored) -> Result<Self> {
        let store = Store::open(path.to_owned())?;
        let (zone, origin) = meta(&store)?;
        let index = index(&store)?;
        if index.size() < anchored.size {
            return Err(Error::Damaged {
                expected: format!("{} entries", anchored.size.0),
                found: format!("{}", index.size().0),
            });
        }
        let root = root_at(anchored.size.0, |node| store.node(node))?;
        if root != anchored.root {
            return Err(Error::Damaged {
                expected: format!("the root {} at {}", anchored.root, anchored.size),
                found: root.to_string(),
            });
        }
        let tree = Tree::load(index.size().0, |node| store.node(node))?;
        let (size, recorded_at) = (index.size(), index.recorded_at());
        let head = Head { size, recorded_at, root: tree.root(), origin };
        Ok(Self { store, zone, index, tree, head })
    }
}

/// Reads all of a store's file.
fn readable(store: &Path) -> Result<()> {
    let path = store.join("db");
    let read = match File::open(&path) {
        Ok(file) => io::copy(&mut BufReader::with_capacity(READ_BYTES, file), &mut io::sink()),
        // That it is not there is told by who opens it.
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(0),
        Err(fault) => Err(fault),
    };
    read.map(drop).map_err(|source| Error::Io { path, source })
}

fn meta(store: &Store) -> Result<(Tz, Origin)> {
    let damaged = |expected: &str, found: Option<Vec<u8>>| Error::Damaged {
        expected: expected.to_owned(),
        found: found.map_or("nothing".to_owned(), |found| format!("{found:02x?}")),
    };
    let format = store.meta(Meta::Format)?;
    let version = format.as_ref().and_then(|bytes| Some(u32::from_le_bytes(*bytes.as_array()?)));
    match version {
        Some(FORMAT_VERSION) => {}
        Some(found) => {
            let (what, known) = ("the ledger's layout", FORMAT_VERSION);
            return Err(Error::UnknownVersion { what, found, known });
        }
        None => return Err(damaged("the layout's version", format)),
    }
    let zone = store.meta(Meta::Zone)?;
    let name = zone.as_ref().and_then(|zone| std::str::from_utf8(zone).ok());
    let tz = name
        .and_then(|name| name.parse().ok())
        .ok_or_else(|| damaged("the ledger's zone", zone))?;
    let origin = match store.meta(Meta::Origin)? {
        None => Origin::Recorded,
        Some(origin) if origin == [1] => Origin::RestoredUnverified,
        other => return Err(damaged("the entries' origin", other)),
    };
    Ok((tz, origin))
}

/// Rebuilds the index from the columns of the chunks.
fn index(store: &Store) -> Result<Index> {
    let mut index = Index::default();
    for name in store.case_names() {
        let (key, name) = name?;
        let number = index.numbered();
        if name.is_empty() {
            // All that named it was expunged.
            index.pass_number();
            continue;
        }
        let case = String::from_utf8(name).ok().and_then(|name| CaseId::try_from(name).ok());
        let next = key.get(1..) == Some(&u32::try_from(number).unwrap_or_default().to_be_bytes());
        if case.filter(|_| next).is_none_or(|case| index.number(&case).0 as usize != number) {
            return Err(Error::Damaged {
                expected: format!("the name of case number {number}"),
                found: format!("something else under {key:02x?}"),
            });
        }
    }
    for chunk in store.chunks() {
        for row in chunk?.rows() {
            let next = index.size().next();
            let damaged = |found| Error::Damaged { expected: format!("entry {next}"), found };
            if let Some(twin) = twin(&index, row, store)? {
                return Err(damaged(format!("its event id stands at {twin} already")));
            }
            index.push(row).map_err(damaged)?;
        }
    }
    Ok(index)
}

/// Where the event of a row stands already.
fn twin(index: &Index, row: &Row, store: &Store) -> Result<Option<Position>> {
    if row.home.is_none() {
        return Ok(None);
    }
    for position in index.candidates(row.id, index.size()) {
        let chunk = store.chunk_with(position)?;
        if chunk.rows().iter().any(|other| other.position == position && other.id == row.id) {
            return Ok(Some(position));
        }
    }
    Ok(None)
}
