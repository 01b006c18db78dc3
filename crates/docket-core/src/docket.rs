//! The docket: a log, asked.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use docket_time::Tz;

use crate::bearing::bearing;
use crate::books::Books;
use crate::cut::{Cut, RecordedBy};
use crate::entry::{LogEntry, Position, Revision};
use crate::error::Result;
use crate::event::Event;
use crate::id::{CaseId, EventId, Target};
use crate::log::Log;
use crate::projection::Projection;
use crate::report::Report;
use crate::resolve::{Happenings, Resolution, reports_inside};

/// A log that answers questions.
///
/// It keeps what it read last of some cases. Entries never change, so that is right until something
/// is appended to the log.
#[derive(Clone)]
pub struct Docket {
    log: Arc<dyn Log>,
    recent: Arc<Mutex<Recent>>,
}

impl Docket {
    /// Asks this log.
    #[must_use]
    pub fn new(log: Arc<dyn Log>) -> Self {
        Self { log, recent: Arc::default() }
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

    /// All that the log holds of a case; none where it holds nothing.
    fn read(&self, case: &CaseId) -> Result<Option<CaseView>> {
        let size = self.log.head()?.size;
        if let Some(view) = self.recent().get(case, size) {
            return Ok(Some(view));
        }
        let Some(view) = read(&*self.log, case, size)? else { return Ok(None) };
        self.recent().keep(&view, size);
        Ok(Some(view))
    }

    fn recent(&self) -> MutexGuard<'_, Recent> {
        // Nobody can leave it half changed.
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The views that were read last, of a log of one size.
#[derive(Default)]
struct Recent {
    size: Position,
    /// The one that was asked for last stands last.
    views: Vec<CaseView>,
}

/// As many entries are kept as fit into some tens of megabytes.
const RECENT_ENTRIES: usize = 32_768;

impl Recent {
    fn get(&mut self, case: &CaseId, size: Position) -> Option<CaseView> {
        if self.size != size {
            self.views.clear();
            self.size = size;
        }
        let at = self.views.iter().position(|view| view.case == *case)?;
        let view = self.views.remove(at);
        self.views.push(view.clone());
        Some(view)
    }

    fn keep(&mut self, view: &CaseView, size: Position) {
        let entries = |views: &[CaseView]| views.iter().map(|view| view.size).sum::<usize>();
        if self.size != size || view.size > RECENT_ENTRIES {
            return;
        }
        self.views.retain(|known| known.case != view.case);
        self.views.push(view.clone());
        while entries(&self.views) > RECENT_ENTRIES {
            self.views.remove(0);
        }
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
        let Some(whole) = self.docket.read(case)? else { return Ok(None) };
        let Some(by) = self.cut.recorded_by else { return Ok(Some(whole.with_cut(&self.cut))) };
        let view = whole.recorded_by(by);
        let holds_some = view.entries().iter().any(|entry| entry.event.is_about(case));
        Ok(holds_some.then(|| view.with_cut(&self.cut)))
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
}

/// Reads what concerns a case, the ledger's bookkeeping, and what bears on them elsewhere, all of it
/// from the log as it was at one size: somebody may append in between.
fn read(log: &dyn Log, case: &CaseId, size: Position) -> Result<Option<CaseView>> {
    let about = |case: &CaseId| -> Result<Vec<LogEntry>> {
        let is_inside =
            |entry: &Result<LogEntry>| entry.as_ref().map_or(true, |entry| entry.position <= size);
        log.case_entries(case).take_while(is_inside).collect()
    };
    let mut entries = about(case)?;
    if entries.is_empty() {
        return Ok(None);
    }
    if !case.is_ledger() {
        entries.extend(about(&CaseId::ledger())?);
    }
    follow(case, &mut entries, about)?;
    Ok(Some(CaseView::with_entries(case.clone(), entries, log.zone())))
}

/// Adds what undoes in its own case an entry of another case that affects this one; `about` gives
/// the entries that concern a case.
fn follow(
    case: &CaseId,
    entries: &mut Vec<LogEntry>,
    about: impl Fn(&CaseId) -> Result<Vec<LogEntry>>,
) -> Result<()> {
    let mut read: BTreeSet<CaseId> = [case.clone(), CaseId::ledger()].into();
    let mut known: BTreeSet<EventId> = BTreeSet::new();
    let mut new = 0..entries.len();
    while !new.is_empty() {
        let foreign = entries[new.clone()].iter().map(|entry| &entry.event.case);
        let unread: BTreeSet<CaseId> =
            foreign.filter(|home| !read.contains(*home)).cloned().collect();
        if unread.is_empty() {
            break;
        }
        known.extend(entries[new].iter().map(|entry| entry.event.event_id()));
        let from = entries.len();
        for home in unread {
            let bears = |target: &EventId| known.contains(target) || target.case == home;
            let affects =
                |entry: &LogEntry| entry.event.targets().filter_map(Target::event).any(bears);
            entries.extend(about(&home)?.into_iter().filter(affects));
            read.insert(home);
        }
        new = from..entries.len();
    }
    Ok(())
}

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
}

/// The view that a narrowed one was, and what it kept.
struct Narrowing {
    whole: CaseView,
    kept: HashSet<Position>,
}

impl CaseView {
    /// A view of entries that come in any order, some perhaps twice.
    fn with_entries(case: CaseId, mut entries: Vec<LogEntry>, ledger_zone: Tz) -> Self {
        entries.sort_by_key(|entry| entry.position);
        // An event that concerns two of the cases read comes with both.
        entries.dedup_by_key(|entry| entry.position);
        let entries: Arc<[LogEntry]> = entries.into();
        let size = entries.len();
        let books = Arc::new(Books::read(&case, &entries));
        let zone = books.zone(ledger_zone);
        let is_own = |event: &Event| event.is_about(&case) || event.is_about(&CaseId::ledger());
        let leads_elsewhere = entries.iter().any(|entry| !is_own(&entry.event));
        let (cut, narrowing) = (Cut::none(), None);
        Self { case, entries, size, books, cut, zone, ledger_zone, leads_elsewhere, narrowing }
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
        Self::with_entries(self.case.clone(), entries, self.ledger_zone)
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
        let narrowing = self.leads_elsewhere.then(|| {
            let kept = entries.iter().map(|entry| entry.position).collect();
            Arc::new(Narrowing { whole: self.clone(), kept })
        });
        Self { size: entries.len(), entries, narrowing, ..self.clone() }
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
