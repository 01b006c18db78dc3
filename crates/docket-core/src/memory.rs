//! The log in memory: the reference that the others are held against.

use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use docket_proof::{Hash, NodeId, Tree};
use docket_time::Tz;

use crate::draft::{Drafts, Placed, Restored};
use crate::entry::{LogEntry, Position, Revision};
use crate::error::{Error, Head, Origin, Result};
use crate::expunged::Kept;
use crate::id::{CaseId, EventId};
use crate::index::{IdHash, Index};
use crate::log::{AllKept, Batch, Entries, Host, Log, Receipt};

/// A log that is gone with the process: for tests, and for questions about events in files.
pub struct MemoryLog {
    zone: Tz,
    host: Arc<dyn Host>,
    state: RwLock<State>,
}

/// Invariant: the index, the entries and the tree have the same size; [`State::keep`] grows them.
#[derive(Default)]
struct State {
    index: Index,
    kept: Vec<Kept>,
    tree: Tree,
    /// The nodes of the tree, by the entries that completed them.
    nodes: Vec<Vec<Hash>>,
    restored: bool,
}

impl MemoryLog {
    /// Makes an empty log.
    #[must_use]
    pub fn new(zone: Tz, host: Arc<dyn Host>) -> Self {
        Self { zone, host, state: RwLock::default() }
    }

    // A panic of an argument (a host, an iterator) leaves the state as it was before or after one
    // entry, so a poisoned lock is taken all the same.
    fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn state_mut(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn keep(&mut self, placed: Placed) {
        let mut nodes = Vec::with_capacity(2);
        self.tree.push(placed.leaf, &mut nodes);
        self.nodes.push(nodes);
        self.kept.push(placed.kept);
    }

    fn kept(&self, position: Position) -> Option<Kept> {
        kept(&self.kept, position)
    }

    fn head(&self) -> Head {
        Head {
            size: self.index.size(),
            recorded_at: self.index.recorded_at(),
            root: self.tree.root(),
            origin: if self.restored { Origin::RestoredUnverified } else { Origin::Recorded },
        }
    }
}

fn kept(all: &[Kept], position: Position) -> Option<Kept> {
    all.get(usize::try_from(position.0.checked_sub(1)?).ok()?).cloned()
}

/// An entry that the index names.
fn known(all: &[Kept], position: Position) -> Kept {
    kept(all, position).expect("the index knows what is there")
}

impl Log for MemoryLog {
    fn append(&self, batch: Batch) -> Result<Receipt> {
        let drafts = Drafts::of(batch, &*self.host)?;
        let mut state = self.state_mut();
        let State { index, kept, .. } = &mut *state;
        let read = &mut |position| Ok(known(kept, position));
        let (receipt, placed) = drafts.place(index, &*self.host, read)?;
        for placed in placed {
            state.keep(placed);
        }
        Ok(receipt)
    }

    fn restore(&self, all: &mut dyn Iterator<Item = Result<Kept>>) -> Result<Head> {
        let mut state = self.state_mut();
        if state.index.size() > Position(0) {
            return Err(Error::NotEmpty { size: state.index.size().0 });
        }
        for restored in all {
            let State { index, kept, .. } = &mut *state;
            let placed = Restored::of(restored?)?.place(index, &mut |at| Ok(known(kept, at)))?;
            state.keep(placed);
            state.restored = true;
        }
        Ok(state.head())
    }

    fn kept(&self, range: Range<Position>) -> AllKept<'_> {
        let end = range.end.0.min(self.state().index.size().0 + 1);
        let positions = range.start.0.max(1)..end;
        Box::new(positions.filter_map(|position| self.state().kept(Position(position)).map(Ok)))
    }

    fn case_entries(&self, case: &CaseId) -> Entries<'_> {
        let state = self.state();
        let positions = state.index.positions(case, state.index.size());
        Box::new(
            positions
                .into_iter()
                .filter_map(|position| self.state().kept(position)?.entry().map(Ok)),
        )
    }

    fn find(&self, id: &EventId) -> Result<Option<LogEntry>> {
        let state = self.state();
        let size = state.index.size();
        if let Some(position) = state.index.expunged(id, size) {
            return Err(Error::Expunged { id: id.clone(), position });
        }
        let mut candidates = state.index.candidates(IdHash::of(id), size);
        let entry = |at| state.kept(at)?.entry().filter(|entry| entry.event.event_id() == *id);
        Ok(candidates.find_map(entry))
    }

    fn expunged(&self) -> Result<Vec<Position>> {
        let state = self.state();
        Ok(state.index.all_expunged(state.index.size()))
    }

    fn cases(&self) -> Result<Vec<(CaseId, Revision)>> {
        let state = self.state();
        Ok(state.index.cases(state.index.size()))
    }

    fn head(&self) -> Result<Head> {
        Ok(self.state().head())
    }

    fn node(&self, node: NodeId) -> Result<Hash> {
        let state = self.state();
        let at = usize::try_from(node.completed_by() - 1).ok();
        let found = at.and_then(|at| state.nodes.get(at)?.get(node.slot()).copied());
        found.ok_or_else(|| Error::Damaged {
            expected: node.to_string(),
            found: "nothing".to_owned(),
        })
    }

    fn zone(&self) -> Tz {
        self.zone
    }
}
