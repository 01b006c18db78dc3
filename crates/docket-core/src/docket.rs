//! The docket: a log, asked.

use std::collections::BTreeSet;
use std::sync::Arc;

use docket_time::Tz;

use crate::books::Books;
use crate::cut::{Cut, RecordedBy};
use crate::entry::{LogEntry, Position, Revision};
use crate::error::Result;
use crate::id::{CaseId, EventId, Target};
use crate::log::Log;
use crate::projection::{Projection, fold};
use crate::report::Report;
use crate::resolve::{Resolution, reports_inside, resolve};

/// A log that answers questions.
#[derive(Clone)]
pub struct Docket {
    log: Arc<dyn Log>,
}

impl Docket {
    /// Asks this log.
    #[must_use]
    pub fn new(log: Arc<dyn Log>) -> Self {
        Self { log }
    }

    /// The log.
    #[must_use]
    pub fn log(&self) -> &dyn Log {
        &*self.log
    }

    /// Asks about everything that is recorded.
    #[must_use]
    pub fn now(&self) -> View<'_> {
        self.at(Cut::none())
    }

    /// Asks about what is inside a cut.
    #[must_use]
    pub fn at(&self, cut: Cut) -> View<'_> {
        View { docket: self, cut }
    }
}

/// A docket under a cut.
#[derive(Clone)]
pub struct View<'d> {
    docket: &'d Docket,
    cut: Cut,
}

impl View<'_> {
    /// What the log holds of a case inside the recorded cut; none where it holds nothing then.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn case(&self, case: &CaseId) -> Result<Option<CaseView>> {
        let log = self.docket.log();
        let mut entries = self.prefix(log, case)?;
        if entries.is_empty() {
            return Ok(None);
        }
        if !case.is_ledger() {
            entries.extend(self.prefix(log, &CaseId::ledger())?);
        }
        self.follow(log, case, &mut entries)?;
        entries.sort_by_key(|entry| entry.position);
        // An event that concerns two of the cases read comes with both.
        entries.dedup_by_key(|entry| entry.position);
        Ok(Some(CaseView::new(case.clone(), entries.into(), self.cut.clone(), log.zone())))
    }

    /// The cases with an entry inside the recorded cut, in order of id.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn cases(&self) -> Result<Vec<CaseView>> {
        let mut views = Vec::new();
        for (case, _) in self.docket.log().cases()? {
            if !case.is_ledger() {
                views.extend(self.case(&case)?);
            }
        }
        Ok(views)
    }

    /// Adds what undoes in its own case an entry of another case that affects this one.
    fn follow(&self, log: &dyn Log, case: &CaseId, entries: &mut Vec<LogEntry>) -> Result<()> {
        let mut read: BTreeSet<CaseId> = [case.clone(), CaseId::ledger()].into();
        let mut known: BTreeSet<EventId> = BTreeSet::new();
        let mut new = 0..entries.len();
        while !new.is_empty() {
            let foreign = entries[new.clone()].iter().map(|entry| entry.event.case.clone());
            let unread: Vec<CaseId> = foreign.filter(|home| !read.contains(home)).collect();
            if unread.is_empty() {
                break;
            }
            known.extend(entries[new].iter().map(|entry| entry.event.event_id()));
            let from = entries.len();
            for home in unread {
                if read.insert(home.clone()) {
                    let affects = |entry: &LogEntry| {
                        let mut targets = entry.event.targets().filter_map(Target::event);
                        targets.any(|target| known.contains(target) || target.case == home)
                    };
                    let there = self.prefix(log, &home)?;
                    entries.extend(there.into_iter().filter(affects));
                }
            }
            new = from..entries.len();
        }
        Ok(())
    }

    fn prefix(&self, log: &dyn Log, case: &CaseId) -> Result<Vec<LogEntry>> {
        let inside =
            |entry: &LogEntry| self.cut.recorded_by.is_none_or(|by| by.includes(entry, log.zone()));
        let entries = log.case_entries(case);
        entries.take_while(|entry| entry.as_ref().map_or(true, inside)).collect()
    }
}

/// What a log holds of one case inside a cut: taken once, then asked.
///
/// It holds the entries, so later appends to the log do not reach it.
#[derive(Clone)]
pub struct CaseView {
    case: CaseId,
    entries: Arc<[LogEntry]>,
    size: usize,
    books: Books,
    cut: Cut,
    zone: Tz,
    ledger_zone: Tz,
}

impl CaseView {
    fn new(case: CaseId, entries: Arc<[LogEntry]>, cut: Cut, ledger_zone: Tz) -> Self {
        let size = entries.len();
        let books = Books::read(&case, &entries);
        let zone = books.zone(ledger_zone);
        Self { case, entries, size, books, cut, zone, ledger_zone }
    }

    /// The case.
    #[must_use]
    pub fn case(&self) -> &CaseId {
        &self.case
    }

    /// The cut.
    #[must_use]
    pub fn cut(&self) -> &Cut {
        &self.cut
    }

    /// The case's legal zone, in which claimed instants and bare dates in questions are days.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// What bookkeeping says.
    #[must_use]
    pub fn books(&self) -> &Books {
        &self.books
    }

    /// The entries inside the recorded cut that concern the case, and the ledger's bookkeeping, in
    /// log order.
    #[must_use]
    pub fn entries(&self) -> &[LogEntry] {
        &self.entries[..self.size]
    }

    /// The case's revision at the recorded cut.
    #[must_use]
    pub fn revision(&self) -> Revision {
        let home = self.entries().iter().rev().find(|entry| entry.event.case == self.case);
        home.map_or(Revision::default(), |entry| entry.revision)
    }

    /// The same view with another published or occurred cut, or none.
    #[must_use]
    pub fn with_cut(&self, cut: &Cut) -> Self {
        let cut = Cut { recorded_by: self.cut.recorded_by, ..cut.clone() };
        Self { cut, ..self.clone() }
    }

    /// The view as it was when a position had just been recorded.
    #[must_use]
    pub fn until(&self, position: Position) -> Self {
        self.recorded_by(RecordedBy::Position(position))
    }

    /// The view under an earlier recorded cut; a later one than its own changes nothing.
    #[must_use]
    pub fn recorded_by(&self, by: RecordedBy) -> Self {
        let size = self.entries().partition_point(|entry| by.includes(entry, self.ledger_zone));
        let books = Books::read(&self.case, &self.entries[..size]);
        let zone = books.zone(self.ledger_zone);
        let cut = Cut { recorded_by: Some(by), ..self.cut.clone() };
        Self { size, books, cut, zone, ..self.clone() }
    }

    /// The reports inside the recorded and the published cut as they were made, before any of them
    /// retracts, corrects or disputes another.
    #[must_use]
    pub fn reports(&self) -> Vec<Report<'_>> {
        reports_inside(self.entries(), &self.books, &self.cut, self.zone)
    }

    /// The acts inside the cut, and what became of each report.
    #[must_use]
    pub fn resolve(&self) -> Resolution<'_> {
        resolve(&self.case, self.entries(), &self.books, &self.cut, self.zone)
    }

    /// The same view without the reports that `keep` leaves out; bookkeeping stays.
    ///
    /// What it answers is the whole view's answer wherever what is left out has no bearing on it.
    #[must_use]
    pub fn narrowed(&self, keep: impl Fn(&LogEntry) -> bool) -> Self {
        let stays = |entry: &&LogEntry| entry.event.bookkeeping.is_some() || keep(entry);
        let entries: Arc<[LogEntry]> = self.entries().iter().filter(stays).cloned().collect();
        Self { size: entries.len(), entries, ..self.clone() }
    }

    /// Folds the acts inside the cut into a state.
    #[must_use]
    pub fn project<P: Projection>(&self) -> P {
        fold(&self.case, &self.resolve().acts)
    }
}
