//! The writer: the one thread that appends, a group of batches at a time.

use std::sync::mpsc::{Receiver, SyncSender};
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use docket_proof::{Hash, Tree};

use crate::draft::{Drafts, Placed, Restored};
use crate::entry::Position;
use crate::error::{Error, Head, Origin, Result};
use crate::expunged::Kept;
use crate::index::Index;
use crate::log::{Host, Receipt};

use super::anchor::{Anchor, Anchored};
use super::chunk;
use super::reader::Reader;
use super::store::{Commit, Store};
use super::value::{Key, Meta};

/// No more is taken into a group that has so many entries or bytes.
const GROUP_ENTRIES: usize = 10_000;
const GROUP_BYTES: usize = 8 << 20;

/// What the writer and the readers share.
pub(super) struct Shared {
    state: RwLock<State>,
    /// Why the last commit failed; nothing is written after that.
    failure: OnceLock<String>,
}

/// Invariant: the head is what is durable; the index may be ahead of it, by the group that is being
/// written.
pub(super) struct State {
    pub(super) index: Index,
    pub(super) head: Head,
}

impl Shared {
    pub(super) fn new(index: Index, head: Head) -> Self {
        Self { state: RwLock::new(State { index, head }), failure: OnceLock::new() }
    }

    /// What readers may see. The writer's panic harms nothing here: the head moves last.
    pub(super) fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn state_mut(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refuses, once a commit has failed.
    ///
    /// # Errors
    /// [`Error::OutcomeUnknown`].
    pub(super) fn sound(&self) -> Result<()> {
        match self.failure.get() {
            None => Ok(()),
            Some(why) => Err(Error::OutcomeUnknown { why: why.clone() }),
        }
    }
}

/// What the writer is asked, and where the answer goes.
pub(super) enum Command {
    /// To append a batch.
    Append(Drafts, SyncSender<Result<Receipt>>),
    /// To restore entries into an empty log.
    Restore(Vec<Restored>, SyncSender<Result<Head>>),
    /// To restore more entries after those.
    RestoreMore(Vec<Restored>, SyncSender<Result<Head>>),
}

/// The one that writes.
pub(super) struct Writer {
    pub(super) store: Arc<Store>,
    pub(super) shared: Arc<Shared>,
    pub(super) host: Arc<dyn Host>,
    pub(super) tree: Tree,
    pub(super) anchor: Anchor,
    /// How many cases have their names in the store.
    pub(super) named: usize,
}

/// Commands that are answered together, and the entries they make.
#[derive(Default)]
struct Group {
    placed: Vec<Placed>,
    appends: Vec<(SyncSender<Result<Receipt>>, Result<Receipt>)>,
    restores: Vec<(SyncSender<Result<Head>>, Result<()>)>,
    bytes: usize,
}

impl Group {
    fn has_room(&self) -> bool {
        self.placed.len() < GROUP_ENTRIES && self.bytes < GROUP_BYTES
    }

    fn extend(&mut self, placed: Vec<Placed>) {
        self.bytes += placed.iter().map(|placed| placed.stored.len()).sum::<usize>();
        self.placed.extend(placed);
    }

    fn refuse(&mut self, command: Command, why: Error) {
        match command {
            Command::Append(_, to) => self.appends.push((to, Err(why))),
            Command::Restore(_, to) | Command::RestoreMore(_, to) => {
                self.restores.push((to, Err(why)));
            }
        }
    }

    fn answer(self, outcome: &Result<Head, String>) {
        let unknown = |why: &String| Error::OutcomeUnknown { why: why.clone() };
        // A caller that does not wait for the answer any more is none of the writer's business.
        for (to, receipt) in self.appends {
            let _ = to.send(outcome.as_ref().map_err(unknown).and(receipt));
        }
        for (to, restored) in self.restores {
            let head = outcome.as_ref().map_err(unknown);
            let _ = to.send(head.and_then(|head| restored.map(|()| head.clone())));
        }
    }
}

impl Writer {
    /// Takes commands until nobody can give any more.
    pub(super) fn run(mut self, commands: &Receiver<Command>) {
        while let Ok(command) = commands.recv() {
            let mut group = Group::default();
            self.take(command, &mut group);
            // What has come while the last group was written is the next; nobody waits for more.
            while group.has_room()
                && let Ok(command) = commands.try_recv()
            {
                self.take(command, &mut group);
            }
            let outcome = self.write(&group);
            if let Err(why) = &outcome {
                let _ = self.shared.failure.set(why.clone());
            }
            group.answer(&outcome);
        }
        if self.shared.sound().is_ok() {
            // Nobody is left to tell: what is not done here is done when the ledger is opened.
            let _ = self.settle();
        }
    }

    /// Notes how long the store's file is at the end: the store cuts off space it does not need.
    fn settle(&mut self) -> Result<()> {
        self.store.sync()?;
        let length = self.store.length()?;
        self.anchor.write(Anchored { length, ..self.anchor.last() })?;
        self.anchor.sync()
    }

    /// Checks a command and gives its entries their places. After a failure nobody knows what the
    /// places are, and the answer is the group's.
    fn take(&mut self, command: Command, group: &mut Group) {
        if let Err(unknown) = self.shared.sound() {
            return group.refuse(command, unknown);
        }
        let mut state = self.shared.state_mut();
        let State { index, head } = &mut *state;
        match command {
            Command::Append(drafts, to) => {
                let mut reader = Reader::new(&self.store);
                let read = &mut |position| read(position, head.size, &group.placed, &mut reader);
                let outcome = drafts.place(index, &*self.host, read);
                let receipt = outcome.map(|(receipt, placed)| {
                    group.extend(placed);
                    receipt
                });
                group.appends.push((to, receipt));
            }
            Command::Restore(entries, to) => {
                let empty = match index.size() {
                    Position(0) => Ok(()),
                    Position(size) => Err(Error::NotEmpty { size }),
                };
                let outcome = empty.and_then(|()| self.restore(entries, (index, head.size), group));
                group.restores.push((to, outcome));
            }
            Command::RestoreMore(entries, to) => {
                let outcome = self.restore(entries, (index, head.size), group);
                group.restores.push((to, outcome));
            }
        }
    }

    /// Places entries up to the first that is out of place.
    fn restore(
        &self,
        entries: Vec<Restored>,
        (index, durable): (&mut Index, Position),
        group: &mut Group,
    ) -> Result<()> {
        let mut reader = Reader::new(&self.store);
        for entry in entries {
            let read = &mut |position| read(position, durable, &group.placed, &mut reader);
            let placed = entry.place(index, read)?;
            group.extend(vec![placed]);
        }
        Ok(())
    }

    /// Makes a group durable and lets the readers see it.
    fn write(&mut self, group: &Group) -> Result<Head, String> {
        if let Some(why) = self.shared.failure.get() {
            return Err(why.clone());
        }
        let mut head = self.shared.state().head.clone();
        let Some(last) = group.placed.last() else { return Ok(head) };
        if !group.restores.is_empty() {
            head.origin = Origin::RestoredUnverified;
        }
        let commit = self.commit_of(group);
        head.size = last.row.position;
        head.recorded_at = Some(last.row.recorded_at);
        head.root = self.tree.root();
        self.commit(commit, &head).map_err(|failure| failure.to_string())?;
        let mut state = self.shared.state_mut();
        state.head = head.clone();
        self.named = state.index.numbered();
        Ok(head)
    }

    fn commit_of(&mut self, group: &Group) -> Commit {
        let mut commit = Commit::default();
        for chunk in chunk::part(&group.placed) {
            let first = chunk.first().expect("no part is empty").row.position;
            let mut nodes = Vec::new();
            for placed in chunk {
                self.tree.push(placed.leaf, &mut nodes);
            }
            commit.put_chunk(first, &chunk::encode(chunk));
            let nodes: Vec<u8> = nodes.iter().flat_map(Hash::as_bytes).copied().collect();
            commit.put(Key::Nodes(first.0), &nodes);
        }
        for (number, case) in self.shared.state().index.numbered_from(self.named) {
            let number = u32::try_from(number).expect("a case's number");
            commit.put(Key::Case(number), case.as_str().as_bytes());
        }
        if !group.restores.is_empty() {
            commit.put(Key::Meta(Meta::Origin), &[1]);
        }
        commit
    }

    fn commit(&mut self, commit: Commit, head: &Head) -> Result<()> {
        self.store.commit(commit)?;
        let length = self.store.length()?;
        self.anchor.write(Anchored { size: head.size, root: head.root, length })
    }
}

/// Reads an entry that is durable, or one that this group is going to make so.
fn read(
    position: Position,
    durable: Position,
    placed: &[Placed],
    reader: &mut Reader<'_>,
) -> Result<Kept> {
    if position <= durable {
        return reader.kept(position);
    }
    let at = placed.binary_search_by_key(&position, |placed| placed.row.position);
    Ok(placed[at.expect("what is not durable is of this group")].kept.clone())
}
