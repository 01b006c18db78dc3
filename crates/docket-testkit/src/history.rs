//! Histories: what was recorded of a case, and when.

use std::fs;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use docket_core::{
    Batch, CaseId, Cut, Docket, Event, Host, Kept, Log, MemoryLog, Projection, RecordedAt, Salt,
};
use docket_formats::{EmptyLedger, Fault, line_col, parse, read_jsonl};
use docket_time::Tz;

use crate::cuts;
use crate::error::Error;
use crate::names::case;

/// What was recorded, entry by entry, and the case that is asked about.
///
/// A history is given, and then grows as time passes:
///
/// ```
/// use docket_core::{Cut, Kind, Position};
/// use docket_testkit::{History, press, told};
///
/// let history = History::of("alpha-v-beta")
///     .given(press("gazette", "2024-07-31"))
///     .given(told("alpha-v-beta/complaint", "gazette", Kind::Complaint).on("2024-07-30"))
///     .when_recorded("2024-08-05", told("alpha-v-beta/answer", "gazette", Kind::Answer));
///
/// assert_eq!(history.entries().len(), 3);
/// assert_eq!(history.entries()[2].at.to_string(), "2024-08-05T00:00:00.000000Z");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    case: CaseId,
    entries: Vec<Recorded>,
}

/// An event, and when it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// When the log learned it.
    pub at: RecordedAt,
    /// The event.
    pub event: Event,
}

/// 2024-01-01, midnight UTC: when a history begins that does not say when it does.
const BEGINNING: RecordedAt = RecordedAt(1_704_067_200_000_000);
/// What lies between two entries that were recorded on one day.
const SECOND: i64 = 1_000_000;

impl History {
    /// The history of a case of which nothing is recorded; it begins on 2024-01-01.
    ///
    /// # Panics
    /// When the name is none of a case.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self { case: case(name), entries: Vec::new() }
    }

    /// The history in which these events are recorded one a second.
    #[must_use]
    pub fn of_events(case: CaseId, events: impl IntoIterator<Item = Event>) -> Self {
        events.into_iter().fold(Self { case, entries: Vec::new() }, Self::given)
    }

    /// What a case file comes to, its descriptions first.
    ///
    /// # Errors
    /// [`Error::Unreadable`] and [`Error::CaseFile`].
    pub fn of_case_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = fs::read_to_string(path)
            .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        let file = parse(&text).map_err(|faults| {
            let told = |fault: &Fault| {
                let (line, column) = line_col(&text, fault.span.start);
                let help = fault.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
                format!("{line}:{column}: {}{help}", fault.message)
            };
            let faults = faults.iter().map(told).collect::<Vec<_>>().join("\n");
            Error::CaseFile { path: path.to_owned(), faults }
        })?;
        Ok(Self::of_events(file.case.clone(), file.batch(&EmptyLedger).events))
    }

    /// What `docket export jsonl` wrote of a whole ledger, asked about one of its cases. What was
    /// expunged is left out.
    ///
    /// # Errors
    /// [`Error::Unreadable`] and [`Error::Jsonl`].
    ///
    /// # Panics
    /// When the name is none of a case.
    pub fn of_jsonl(path: impl AsRef<Path>, name: &str) -> Result<Self, Error> {
        let path = path.as_ref();
        let of_jsonl = |source| Error::Jsonl { path: path.to_owned(), source };
        let file = fs::File::open(path)
            .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        let mut history = Self::of(name);
        for kept in read_jsonl(BufReader::new(file)).map_err(of_jsonl)? {
            if let Kept::Entry(entry) = kept.map_err(of_jsonl)? {
                history.entries.push(Recorded { at: entry.recorded_at, event: entry.event });
            }
        }
        Ok(history)
    }

    /// With one more event, recorded a second after the one before.
    #[must_use]
    pub fn given(self, event: impl Into<Event>) -> Self {
        let at = self.entries.last().map_or(BEGINNING, |last| RecordedAt(last.at.0 + SECOND));
        self.and(at, event.into())
    }

    /// With one more event, recorded on a day.
    ///
    /// # Panics
    /// When it is no day, or one before what is recorded already.
    #[must_use]
    pub fn when_recorded(self, day: &str, event: impl Into<Event>) -> Self {
        let midnight = cuts::read(day).to_naive().and_then(|day| day.and_hms_opt(0, 0, 0));
        let midnight = midnight.unwrap_or_else(|| panic!("`{day}` is no day of this calendar"));
        let midnight = RecordedAt::from(midnight.and_utc());
        let last = self.entries.last().map(|last| last.at);
        let begun = BEGINNING.instant().date_naive();
        let is_same_day =
            |at: &RecordedAt| at.instant().date_naive() == midnight.instant().date_naive();
        if last.as_ref().is_some_and(is_same_day) {
            return self.given(event);
        }
        let last_day = last.map_or(begun, |last| last.instant().date_naive());
        assert!(
            last < Some(midnight),
            "{day} is before {last_day}, when the last entry was recorded; what is given first is recorded on {begun}"
        );
        self.and(midnight, event.into())
    }

    /// The state that is known at a cut, to be looked at.
    ///
    /// # Panics
    /// When nothing is recorded of the case at the cut.
    #[expect(clippy::return_self_not_must_use, reason = "the last look need not be used")]
    pub fn then_known<P: Projection>(self, cut: &Cut, look: impl FnOnce(&P)) -> Self {
        look(&self.known(cut));
        self
    }

    /// The state that is known at a cut.
    ///
    /// # Panics
    /// When nothing is recorded of the case at the cut.
    #[must_use]
    pub fn known<P: Projection>(&self, cut: &Cut) -> P {
        let view = self.docket().at(cut.clone()).case(&self.case).expect("a readable log");
        view.unwrap_or_else(|| panic!("nothing is recorded of {}, {cut}", self.case)).project()
    }

    /// The case that is asked about.
    #[must_use]
    pub fn case(&self) -> &CaseId {
        &self.case
    }

    /// What was recorded, in order: the first has position 1.
    #[must_use]
    pub fn entries(&self) -> &[Recorded] {
        &self.entries
    }

    /// A log in memory that holds the history.
    ///
    /// # Panics
    /// When an event breaks a rule of the log, with the rule.
    #[must_use]
    pub fn docket(&self) -> Docket {
        let host = Arc::new(Scripted::default());
        let log = MemoryLog::new(Tz::UTC, host.clone());
        for Recorded { at, event } in &self.entries {
            host.now.store(at.0, Ordering::Relaxed);
            let name = event.event_id();
            let appended = log.append(Batch::of(vec![event.clone()]));
            appended.unwrap_or_else(|error| panic!("{name} cannot be recorded: {error}"));
        }
        Docket::new(Arc::new(log))
    }

    fn and(mut self, at: RecordedAt, event: Event) -> Self {
        self.entries.push(Recorded { at, event });
        self
    }

    /// The same case with other entries.
    pub(crate) fn with(&self, entries: Vec<Recorded>) -> Self {
        Self { case: self.case.clone(), entries }
    }

    /// The first entries alone.
    pub(crate) fn until(&self, size: usize) -> Self {
        self.with(self.entries[..size].to_vec())
    }

    /// Without the entry at an index.
    pub(crate) fn without(&self, at: usize) -> Self {
        let mut entries = self.entries.clone();
        entries.remove(at);
        self.with(entries)
    }

    /// The same instants with these events.
    pub(crate) fn retold(&self, events: impl IntoIterator<Item = Event>) -> Self {
        let entries = std::iter::zip(&self.entries, events);
        self.with(entries.map(|(old, event)| Recorded { at: old.at, event }).collect())
    }

    /// The indices of the reports, which are what is not bookkeeping.
    pub(crate) fn reports(&self) -> Vec<usize> {
        let is_report = |at: &usize| self.entries[*at].event.bookkeeping.is_none();
        (0..self.entries.len()).filter(is_report).collect()
    }
}

/// A host whose clock stands still until it is set, and whose salts are numbered.
#[derive(Default)]
struct Scripted {
    now: AtomicI64,
    salts: AtomicU64,
}

impl Host for Scripted {
    fn now(&self) -> RecordedAt {
        RecordedAt(self.now.load(Ordering::Relaxed))
    }

    fn salt(&self) -> Salt {
        let number = self.salts.fetch_add(1, Ordering::Relaxed) + 1;
        Salt::from_bytes(u128::from(number).to_be_bytes())
    }
}
