//! What a ledger has recorded already, for those who check and record case files.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    Bookkeeping, Books, CaseDescription, CaseId, Error, EventId, Key, Log, LogEntry, Source,
};
use docket_formats::{Current, Known};

use crate::failure::Failure;
use crate::ledger::Ledger;

/// The names in a ledger and the descriptions in force.
///
/// Its answers cannot say that the ledger was not readable; [`Recorded::conclude`] does.
pub(crate) struct Recorded<'a> {
    log: &'a dyn Log,
    books: Books,
    sources: BTreeMap<Key, u32>,
    cases: BTreeSet<CaseId>,
    failed: RefCell<Option<Error>>,
}

impl<'a> Recorded<'a> {
    pub(crate) fn of(ledger: &'a Ledger) -> Result<Self, Failure> {
        let log = ledger.log();
        let id = CaseId::ledger();
        let entries = log.case_entries(&id).collect::<Result<Vec<LogEntry>, _>>()?;
        let mut sources = BTreeMap::new();
        for entry in &entries {
            if let Some(Bookkeeping::SourceDescribed(source)) = &entry.event.bookkeeping {
                *sources.entry(source.id.clone()).or_insert(0) += 1;
            }
        }
        let cases = log.cases()?.into_iter().map(|(case, _)| case).collect();
        let books = Books::read(&id, &entries);
        Ok(Self { log, books, sources, cases, failed: RefCell::default() })
    }

    /// Tells whether all answers could be given.
    pub(crate) fn conclude(self) -> Result<(), Failure> {
        self.failed.into_inner().map_or(Ok(()), |error| Err(error.into()))
    }

    fn noted<T>(&self, answer: Result<T, Error>) -> Option<T> {
        answer.map_err(|error| *self.failed.borrow_mut() = Some(error)).ok()
    }
}

impl Known for Recorded<'_> {
    fn parts(&self, event: &EventId) -> Option<BTreeSet<Key>> {
        let found = self.log.find(event);
        if let Err(Error::Expunged { .. }) = found {
            // It was there, and nobody knows what was in it.
            return Some(BTreeSet::new());
        }
        let event = self.noted(found)??.event;
        let wordings = event.wordings.iter().map(|wording| wording.id.clone());
        Some(event.facts.keys().cloned().chain(wordings).collect())
    }

    fn has_source(&self, id: &Key) -> bool {
        self.sources.contains_key(id)
    }

    fn has_case(&self, id: &CaseId) -> bool {
        self.cases.contains(id)
    }
}

impl Current for Recorded<'_> {
    fn case(&self, id: &CaseId) -> Option<(CaseDescription, u32)> {
        let entries = self.noted(self.log.case_entries(id).collect::<Result<Vec<_>, _>>())?;
        let opens = |entry: &&LogEntry| {
            entry.event.case == *id
                && matches!(entry.event.bookkeeping, Some(Bookkeeping::CaseOpened(_)))
        };
        let times = entries.iter().filter(opens).count();
        let description = Books::read(id, &entries).description().clone();
        (times > 0).then(|| (description, u32::try_from(times).unwrap_or(u32::MAX)))
    }

    fn source(&self, id: &Key) -> Option<(Source, u32)> {
        Some((self.books.source(id.as_str())?.clone(), *self.sources.get(id)?))
    }
}
