//! The log on disk, kept by sled.
//!
//! A ledger is a directory:
//!
//! | name | what |
//! |---|---|
//! | `FORMAT` | says that it is a ledger, and of which version |
//! | `lock` | locked while it is open; holds the process id of who has it open |
//! | `log/` | the store: one sled tree of sealed values |
//! | `log.new/`, `expunging` | a store from which entries are expunged, until it is in place |
//! | `anchor` | size and root of the log when it was last durable, and the length of `log/db` |
//!
//! The store's `flush` does not survive a power cut, a damaged store may open as an empty one, and
//! two trees do not commit together. Therefore everything of a commit is one batch of one tree, the
//! file is made durable through a descriptor of our own before anybody is told, and what was true
//! then is written where the store cannot lose it.

mod again;
mod anchor;
mod chunk;
mod closed;
mod directory;
mod expunging;
mod opening;
mod reader;
mod salvage;
mod store;
mod value;
mod waker;
mod writer;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, JoinHandle};

use docket_proof::{Hash, NodeId, Tree};
use docket_time::Tz;

use crate::draft::{Drafts, Restored};
use crate::entry::{LogEntry, Position, Revision};
use crate::error::{Error, Head, Origin, Result};
use crate::expunged::Kept;
use crate::id::{CaseId, EventId};
use crate::index::{IdHash, Index};
use crate::log::{AllKept, Batch, Entries, Host, Log, Receipt};

pub use again::chunk_again;
pub use closed::{Acknowledged, ClosedLedger};
pub use expunging::expunge;
pub use salvage::{Agreement, Attempt, Salvage};

use anchor::{Anchor, Anchored};
use directory::{Directory, FORMAT_VERSION};
use opening::Opened;
use reader::Reader;
use store::{Commit, Store};
use value::{Key, Meta};
use writer::{Command, Shared, Writer};

/// So many entries, or bytes, are restored in one commit.
const RESTORE_ENTRIES: usize = 1_000;
const RESTORE_BYTES: usize = 8 << 20;

/// A log in a directory.
///
/// One process has it open at a time. Appending waits for the disk; callers that append at the same
/// time wait for the same write.
pub struct SledLog {
    zone: Tz,
    host: Arc<dyn Host>,
    shared: Arc<Shared>,
    store: Arc<Store>,
    writing: Option<Writing>,
    /// Dropped last: the directory stays locked until the store is closed.
    _directory: Directory,
}

/// The writer's thread, and the way to it.
struct Writing {
    commands: Sender<Command>,
    thread: JoinHandle<()>,
}

impl SledLog {
    /// Makes a ledger in a directory that is not there or empty, with its zone for ever.
    ///
    /// # Errors
    /// [`Error::Occupied`], [`Error::InUse`], [`Error::Io`], [`Error::Store`].
    pub fn create(path: &Path, zone: Tz, host: Arc<dyn Host>) -> Result<Self> {
        let directory = Directory::create(path)?;
        let store = Store::create(directory.store())?;
        let mut commit = Commit::default();
        commit.put(Key::Meta(Meta::Format), &FORMAT_VERSION.to_le_bytes());
        commit.put(Key::Meta(Meta::Zone), zone.name().as_bytes());
        store.commit(commit)?;
        let anchor = Anchor::create(directory.anchor(), store.length()?)?;
        directory.finish()?;
        let (index, tree) = (Index::default(), Tree::empty());
        let head = Head {
            size: Position(0),
            recorded_at: None,
            root: tree.root(),
            origin: Origin::Recorded,
        };
        Self::start(directory, Opened { store, zone, index, tree, head }, anchor, host)
    }

    /// Opens a ledger, and checks that it holds what it had acknowledged.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::NotALedger`], [`Error::InUse`], [`Error::UnknownVersion`],
    /// [`Error::Damaged`], [`Error::Io`], [`Error::Store`].
    pub fn open(path: &Path, host: Arc<dyn Host>) -> Result<Self> {
        let directory = Directory::open(path)?;
        let mut anchor = Anchor::open(directory.anchor())?;
        let opened = Opened::of(&directory, &anchor.last())?;
        // What an interrupted writer left may be seen and not yet durable; whoever asks for it from
        // now on is told that it is recorded.
        opened.store.sync()?;
        let length = opened.store.length()?;
        anchor.write(Anchored { size: opened.head.size, root: opened.head.root, length })?;
        anchor.sync()?;
        Self::start(directory, opened, anchor, host)
    }

    fn start(
        directory: Directory,
        opened: Opened,
        anchor: Anchor,
        host: Arc<dyn Host>,
    ) -> Result<Self> {
        let Opened { store, zone, index, tree, head } = opened;
        let named = index.numbered();
        let (store, shared) = (Arc::new(store), Arc::new(Shared::new(index, head)));
        let writer = Writer {
            store: Arc::clone(&store),
            shared: Arc::clone(&shared),
            host: Arc::clone(&host),
            tree,
            anchor,
            named,
        };
        let (commands, received): (Sender<Command>, Receiver<Command>) = channel();
        let thread = thread::Builder::new()
            .name("docket-writer".to_owned())
            .spawn(move || writer.run(&received))
            .map_err(|fault| Error::Store(format!("no thread for the writer: {fault}")))?;
        let writing = Some(Writing { commands, thread });
        Ok(Self { zone, host, shared, store, writing, _directory: directory })
    }

    /// Asks the writer and waits for its answer.
    fn ask<T>(&self, command: impl FnOnce(SyncSender<Result<T>>) -> Command) -> Result<T> {
        let gone = || Error::OutcomeUnknown { why: "the writer is gone".to_owned() };
        let (to, answer) = sync_channel(1);
        let writing = self.writing.as_ref().ok_or_else(gone)?;
        writing.commands.send(command(to)).map_err(|_| gone())?;
        answer.recv().map_err(|_| gone())?
    }

    fn reader(&self) -> Reader<'_> {
        Reader::new(&self.store)
    }
}

impl Log for SledLog {
    fn append(&self, batch: Batch) -> Result<Receipt> {
        self.shared.sound()?;
        let mut drafts = Drafts::of(batch, &*self.host)?;
        {
            let state = self.shared.state();
            drafts.find(&state.index, state.head.size);
            drafts.refuse_expunged(&state.index, state.head.size)?;
        }
        let mut reader = self.reader();
        drafts.compare(&mut |position| reader.kept(position))?;
        if let Some(receipt) = drafts.receipt() {
            return Ok(receipt);
        }
        self.ask(|to| Command::Append(drafts, to))
    }

    fn restore(&self, all: &mut dyn Iterator<Item = Result<Kept>>) -> Result<Head> {
        self.shared.sound()?;
        let first = some_of(all)?;
        if first.is_empty() {
            let head = self.head()?;
            return match head.size {
                Position(0) => Ok(head),
                Position(size) => Err(Error::NotEmpty { size }),
            };
        }
        let mut head = self.ask(|to| Command::Restore(first, to))?;
        loop {
            let more = some_of(all)?;
            if more.is_empty() {
                return Ok(head);
            }
            head = self.ask(|to| Command::RestoreMore(more, to))?;
        }
    }

    fn kept(&self, range: Range<Position>) -> AllKept<'_> {
        let size = self.shared.state().head.size;
        let positions = range.start.0.max(1)..range.end.0.min(size.0 + 1);
        Box::new(self.reader().all(positions.map(Position)))
    }

    fn case_entries(&self, case: &CaseId) -> Entries<'_> {
        let state = self.shared.state();
        let positions = state.index.positions(case, state.head.size);
        Box::new(self.reader().entries(positions.into_iter()))
    }

    fn find(&self, id: &EventId) -> Result<Option<LogEntry>> {
        let candidates: Vec<_> = {
            let state = self.shared.state();
            let size = state.head.size;
            if let Some(position) = state.index.expunged(id, size) {
                return Err(Error::Expunged { id: id.clone(), position });
            }
            state.index.candidates(IdHash::of(id), size).collect()
        };
        let mut entries = self.reader().entries(candidates.into_iter());
        entries
            .find(|entry| !matches!(entry, Ok(entry) if entry.event.event_id() != *id))
            .transpose()
    }

    fn expunged(&self) -> Result<Vec<Position>> {
        let state = self.shared.state();
        Ok(state.index.all_expunged(state.head.size))
    }

    fn cases(&self) -> Result<Vec<(CaseId, Revision)>> {
        let state = self.shared.state();
        Ok(state.index.cases(state.head.size))
    }

    fn head(&self) -> Result<Head> {
        Ok(self.shared.state().head.clone())
    }

    fn node(&self, node: NodeId) -> Result<Hash> {
        self.store.node(node)
    }

    fn zone(&self) -> Tz {
        self.zone
    }
}

/// Drafts as many of the entries as are restored in one commit.
fn some_of(all: &mut dyn Iterator<Item = Result<Kept>>) -> Result<Vec<Restored>> {
    let (mut some, mut bytes) = (Vec::new(), 0);
    while some.len() < RESTORE_ENTRIES
        && bytes < RESTORE_BYTES
        && let Some(kept) = all.next()
    {
        let restored = Restored::of(kept?)?;
        bytes += restored.bytes();
        some.push(restored);
    }
    Ok(some)
}

impl Drop for SledLog {
    fn drop(&mut self) {
        if let Some(Writing { commands, thread }) = self.writing.take() {
            drop(commands);
            // A writer that panicked has told its callers that the outcome is unknown.
            let _ = thread.join();
        }
    }
}
