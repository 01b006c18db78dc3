//! The log as readers without the right may read it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use docket_proof::{Hash, NodeId};
use docket_time::Tz;

use crate::cut::Cut;
use crate::docket::read;
use crate::entry::{LogEntry, Position, RecordedAt, Revision};
use crate::error::{Error, Head, Result};
use crate::expunged::Kept;
use crate::id::{CaseId, EventId};
use crate::log::{AllKept, Batch, Entries, Log, Receipt};

use super::{OpenEntry, Policy, Restriction, Seals, cases_of};

/// A log without what is closed now, for reading.
///
/// Everything that is read through it has been opened, so whatever asks it needs to know nothing of
/// sealing. A line that is closed as a whole is left out; of others there is what
/// [`Restricted`](crate::Restricted) leaves open, without the salt, so that no guess can be held against
/// the leaf. Positions, instants, the head and the nodes of the tree are those of the log: the leaf of an entry
/// that was changed is not its own.
pub struct PublicLog {
    log: Arc<dyn Log>,
    known: Mutex<Known>,
}

/// What is closed, as far as somebody asked, in a log of one size.
#[derive(Default)]
struct Known {
    size: Position,
    seals: BTreeMap<CaseId, Arc<Seals>>,
    policies: BTreeMap<BTreeSet<CaseId>, Arc<Policy>>,
}

/// A line that is closed as a whole: that it is there, and by whose order nobody may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// The place in the log.
    pub position: Position,
    /// When the log learned it.
    pub recorded_at: RecordedAt,
    /// What is closed and who ordered it.
    pub restriction: Restriction,
}

impl PublicLog {
    /// The log without what is closed.
    #[must_use]
    pub fn new(log: Arc<dyn Log>) -> Self {
        Self { log, known: Mutex::default() }
    }

    /// What is closed now of an entry, and by whose order; none where all of it is open.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn restriction(&self, entry: &LogEntry) -> Result<Option<Restriction>> {
        let cases = cases_of(entry);
        let seals = self.joined(&cases)?;
        Ok(seals.told(&*self.policy(cases)?, &entry.event.event_id()))
    }

    /// The orders that may close something of some entries, under any cut.
    pub(crate) fn seals_of(&self, entries: &[LogEntry]) -> Result<Seals> {
        let cases: BTreeSet<CaseId> = entries.iter().flat_map(cases_of).collect();
        self.joined(&cases)
    }

    fn joined(&self, cases: &BTreeSet<CaseId>) -> Result<Seals> {
        let mut joined = Seals::default();
        for case in cases {
            let seals = self.seals(case)?;
            if !seals.is_empty() {
                joined.join(&seals);
            }
        }
        Ok(joined)
    }

    fn seals(&self, case: &CaseId) -> Result<Arc<Seals>> {
        let size = self.log.head()?.size;
        if let Some(seals) = self.known(size).seals.get(case) {
            return Ok(Arc::clone(seals));
        }
        let seals = match read(&*self.log, case, size)? {
            None => Seals::default(),
            Some(view) => Seals::read(view.entries(), view.books(), view.zone(), self.log.zone()),
        };
        let seals = Arc::new(seals);
        self.known(size).seals.insert(case.clone(), Arc::clone(&seals));
        Ok(seals)
    }

    fn policy(&self, cases: BTreeSet<CaseId>) -> Result<Arc<Policy>> {
        let size = self.log.head()?.size;
        if let Some(policy) = self.known(size).policies.get(&cases) {
            return Ok(Arc::clone(policy));
        }
        let policy = Arc::new(self.joined(&cases)?.under(&Cut::none()));
        self.known(size).policies.insert(cases, Arc::clone(&policy));
        Ok(policy)
    }

    /// What is known of a log of a size; of another, nothing.
    fn known(&self, size: Position) -> MutexGuard<'_, Known> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.size != size {
            *known = Known { size, ..Known::default() };
        }
        known
    }

    fn opened(&self, entry: LogEntry) -> Result<Option<LogEntry>> {
        let policy = self.policy(cases_of(&entry))?;
        Ok(OpenEntry::of(entry, &policy).map(OpenEntry::into_entry))
    }
}

impl Log for PublicLog {
    fn append(&self, _: Batch) -> Result<Receipt> {
        Err(Error::ReadOnly)
    }

    fn restore(&self, _: &mut dyn Iterator<Item = Result<Kept>>) -> Result<Head> {
        Err(Error::ReadOnly)
    }

    fn kept(&self, range: Range<Position>) -> AllKept<'_> {
        let opened = |kept: Result<Kept>| match kept {
            Ok(Kept::Entry(entry)) => {
                self.opened(entry).transpose().map(|entry| entry.map(Kept::Entry))
            }
            kept => Some(kept),
        };
        Box::new(self.log.kept(range).filter_map(opened))
    }

    fn case_entries(&self, case: &CaseId) -> Entries<'_> {
        let entries = self.log.case_entries(case);
        Box::new(entries.filter_map(|entry| entry.and_then(|entry| self.opened(entry)).transpose()))
    }

    fn find(&self, id: &EventId) -> Result<Option<LogEntry>> {
        self.log.find(id)?.map_or(Ok(None), |entry| self.opened(entry))
    }

    fn expunged(&self) -> Result<Vec<Position>> {
        self.log.expunged()
    }

    fn cases(&self) -> Result<Vec<(CaseId, Revision)>> {
        let mut cases = self.log.cases()?;
        let mut fault = None;
        cases.retain(|(case, _)| {
            let mut entries = self.case_entries(case);
            let at_home =
                entries.find(|entry| !matches!(entry, Ok(entry) if entry.event.case != *case));
            match at_home {
                Some(Err(error)) => {
                    fault.get_or_insert(error);
                    false
                }
                at_home => at_home.is_some(),
            }
        });
        fault.map_or(Ok(cases), Err)
    }

    fn head(&self) -> Result<Head> {
        self.log.head()
    }

    fn node(&self, node: NodeId) -> Result<Hash> {
        self.log.node(node)
    }

    fn zone(&self) -> Tz {
        self.log.zone()
    }
}
