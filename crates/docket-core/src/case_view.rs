//! A case inside a cut: taken once, then asked.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use docket_time::Tz;

use crate::bearing::bearing;
use crate::books::Books;
use crate::cut::{Cut, RecordedBy};
use crate::docket::follow;
use crate::entry::{LogEntry, Position, Revision};
use crate::event::Event;
use crate::id::{CaseId, EventId};
use crate::projection::Projection;
use crate::report::Report;
use crate::resolve::{Happenings, Resolution, reports_inside};
use crate::sealing::{OpenEntry, Policy, Restriction, Seals, Withheld};

/// What a log holds of one case inside a cut: taken once, then asked.
///
/// It holds the entries, so later appends to the log do not reach it.
#[derive(Clone)]
pub struct CaseView {
    case: CaseId,
    entries: Arc<[LogEntry]>,
    size: usize,
    books: Arc<Books>,
    cut: Cut,
    zone: Tz,
    ledger_zone: Tz,
    /// Whether entries of other cases are read for what they do to those that concern this one.
    leads_elsewhere: bool,
    narrowing: Option<Arc<Narrowing>>,
    sealed: Option<Arc<Sealed>>,
}

/// What a view for readers without the right is made of, at each of its cuts.
struct Sealed {
    /// The entries without what is closed now.
    open_now: Arc<[LogEntry]>,
    seals: Seals,
}

/// The view that a narrowed one was, and what it kept.
struct Narrowing {
    whole: CaseView,
    kept: HashSet<Position>,
}

impl CaseView {
    /// A view of entries that come in any order, some perhaps twice.
    pub(crate) fn with_entries(case: CaseId, mut entries: Vec<LogEntry>, ledger_zone: Tz) -> Self {
        entries.sort_by_key(|entry| entry.position);
        // An event that concerns two of the cases read comes with both.
        entries.dedup_by_key(|entry| entry.position);
        let entries: Arc<[LogEntry]> = entries.into();
        let size = entries.len();
        let books = Arc::new(Books::read(&case, &entries));
        let zone = books.zone(ledger_zone);
        let is_own = |event: &Event| event.is_about(&case) || event.is_about(&CaseId::ledger());
        let leads_elsewhere = entries.iter().any(|entry| !is_own(&entry.event));
        let (cut, narrowing, sealed) = (Cut::none(), None, None);
        Self {
            case,
            entries,
            size,
            books,
            cut,
            zone,
            ledger_zone,
            leads_elsewhere,
            narrowing,
            sealed,
        }
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
        Self { cut, ..self.clone() }.opened()
    }

    /// The view as it was when a position had just been recorded.
    #[must_use]
    pub fn until(&self, position: Position) -> Self {
        self.recorded_by(RecordedBy::Position(position))
    }

    /// The view under an earlier recorded cut; a later one than its own changes nothing.
    #[must_use]
    pub fn recorded_by(&self, by: RecordedBy) -> Self {
        match &self.sealed {
            None => self.prefix(by),
            Some(sealed) => {
                // Not cut out of what another cut had closed more of.
                let entries = Arc::clone(&sealed.open_now);
                let before = |entry: &LogEntry| {
                    let cut = self.cut.recorded_by;
                    cut.is_none_or(|cut| {
                        cut.includes(entry.position, entry.recorded_at, self.ledger_zone)
                    })
                };
                let size = entries.partition_point(before);
                Self { entries, size, ..self.clone() }.prefix(by).opened()
            }
        }
    }

    fn prefix(&self, by: RecordedBy) -> Self {
        let size = self.entries().partition_point(|entry| {
            by.includes(entry.position, entry.recorded_at, self.ledger_zone)
        });
        let cut = Cut { recorded_by: Some(by), ..self.cut.clone() };
        if size == self.size {
            return Self { cut, ..self.clone() };
        }
        if self.leads_elsewhere {
            return match &self.narrowing {
                None => Self { cut, ..self.led_to(size) },
                // What is left leads elsewhere by what was left out.
                Some(of) => {
                    let view = of.whole.with_cut(&self.cut).recorded_by(by);
                    view.narrowed(|entry| of.kept.contains(&entry.position))
                }
            };
        }
        let books = Arc::new(Books::read(&self.case, &self.entries[..size]));
        let zone = books.zone(self.ledger_zone);
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
        self.happenings().resolution()
    }

    fn happenings(&self) -> Happenings<'_> {
        Happenings::inside(&self.case, self.entries(), &self.books, &self.cut, self.zone)
    }

    /// Whether an event is read for its own sake, and not for what it does to another that is.
    fn is_of(&self, event: &Event) -> bool {
        event.is_about(&self.case) || event.is_about(&CaseId::ledger())
    }

    /// The view of a prefix that leads to less of other cases than the whole does.
    fn led_to(&self, size: usize) -> Self {
        let prefix = &self.entries[..size];
        let mut entries: Vec<LogEntry> =
            prefix.iter().filter(|entry| self.is_of(&entry.event)).cloned().collect();
        let about = |home: &CaseId| {
            Ok(prefix.iter().filter(|entry| entry.event.is_about(home)).cloned().collect())
        };
        follow(&self.case, &mut entries, about).expect("what is at hand can be read");
        let sealed = self.sealed.as_ref().map(|sealed| sealed.seals.clone());
        let view = Self::with_entries(self.case.clone(), entries, self.ledger_zone);
        match sealed {
            Some(seals) => view.sealed_by(seals),
            None => view,
        }
    }

    /// The same view for readers who may not see what these seals close.
    pub(crate) fn sealed_by(self, seals: Seals) -> Self {
        let open_now = Arc::clone(&self.entries);
        Self { sealed: Some(Arc::new(Sealed { open_now, seals })), ..self }
    }

    /// The view without what is closed under its cut, in addition to what is closed now.
    fn opened(self) -> Self {
        let Some(sealed) = &self.sealed else { return self };
        let policy = sealed.seals.under(&self.cut);
        let entries: Arc<[LogEntry]> = if policy.is_empty() {
            Arc::clone(&sealed.open_now)
        } else {
            let open = |entry: &LogEntry| OpenEntry::of(entry.clone(), &policy);
            sealed.open_now.iter().filter_map(open).map(OpenEntry::into_entry).collect()
        };
        let is_inside = |entry: &LogEntry| {
            let includes =
                |by: RecordedBy| by.includes(entry.position, entry.recorded_at, self.ledger_zone);
            self.cut.recorded_by.is_none_or(includes)
        };
        let size = entries.partition_point(is_inside);
        let books = Arc::new(Books::read(&self.case, &entries[..size]));
        let zone = books.zone(self.ledger_zone);
        Self { entries, size, books, zone, ..self }
    }

    /// What is closed of the view's entries to its readers: nothing for readers who may see everything.
    #[must_use]
    pub fn restrictions(&self) -> BTreeMap<EventId, Restriction> {
        let (Some(sealed), Some(closed)) = (&self.sealed, self.closed()) else {
            return BTreeMap::new();
        };
        let events = self.entries().iter().map(|entry| entry.event.event_id());
        let told = |event| sealed.seals.told(&closed, &event).map(|told| (event, told));
        events.filter_map(told).collect()
    }

    /// The lines of the case, inside the recorded cut, that are closed as a whole to the readers of this
    /// view.
    #[must_use]
    pub fn withheld(&self) -> Vec<Withheld> {
        let (Some(sealed), Some(closed)) = (&self.sealed, self.closed()) else { return Vec::new() };
        sealed.seals.withheld(&closed, &self.case, &self.cut)
    }

    /// What is closed now, or was under the cut.
    fn closed(&self) -> Option<Policy> {
        let seals = &self.sealed.as_ref()?.seals;
        Some(seals.under(&Cut::none()).or(&seals.under(&self.cut)))
    }

    /// The same view without the reports that `keep` leaves out; bookkeeping stays, and so does what
    /// may lead to other cases: when it was recorded decides since when they are read.
    ///
    /// What it answers is the whole view's answer wherever what is left out has no bearing on it.
    #[must_use]
    pub fn narrowed(&self, keep: impl Fn(&LogEntry) -> bool) -> Self {
        let leads = |event: &Event| self.leads_elsewhere && event.case != self.case;
        let stays = |entry: &&LogEntry| {
            entry.event.bookkeeping.is_some() || leads(&entry.event) || keep(entry)
        };
        let entries: Arc<[LogEntry]> = self.entries().iter().filter(stays).cloned().collect();
        let sealed = self.sealed.as_ref().map(|sealed| {
            // What is closed under this cut may be open under another, and is left out there too.
            let kept: HashSet<Position> = entries.iter().map(|entry| entry.position).collect();
            let is_kept = |entry: &&LogEntry| kept.contains(&entry.position);
            let open_now = sealed.open_now.iter().filter(is_kept).cloned().collect();
            Arc::new(Sealed { open_now, seals: sealed.seals.clone() })
        });
        let narrowing = self.leads_elsewhere.then(|| {
            let kept = entries.iter().map(|entry| entry.position).collect();
            Arc::new(Narrowing { whole: self.clone(), kept })
        });
        Self { size: entries.len(), entries, narrowing, sealed, ..self.clone() }
    }

    /// The same view with the reports that `seed` picks, and with whatever bears on what is known by
    /// them: what may tell one act with them, what points at one of them, and so on.
    ///
    /// An act that holds a report so picked is in it just as in the whole view. Wordings that render
    /// one statement may be parted.
    #[must_use]
    pub fn bearing_on(&self, seed: impl Fn(&Event) -> bool) -> Self {
        let inside = bearing(self.entries(), self.books.joints(), seed);
        let inside: HashSet<Position> = std::iter::zip(self.entries(), inside)
            .filter_map(|(entry, inside)| inside.then_some(entry.position))
            .collect();
        self.narrowed(|entry| inside.contains(&entry.position))
    }

    /// Folds the acts inside the cut into a state.
    #[must_use]
    pub fn project<P: Projection>(&self) -> P {
        let mut state = P::new(&self.case);
        self.happenings().told().for_each(|act| state.apply(&act));
        state
    }
}
