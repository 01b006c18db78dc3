//! Papers: what sealing needs to know of a report, without anything that can be sealed.

use docket_time::{Meaning, Truth, Tz};

use crate::books::Books;
use crate::cut::Cut;
use crate::entry::{LogEntry, Position, RecordedAt};
use crate::id::{CaseId, EventId, Key};
use crate::report::Report;
use crate::source::SourceKind;

/// A report by its names and dates.
#[derive(Clone, Debug)]
pub(super) struct Paper {
    pub(super) event: EventId,
    pub(super) act: (CaseId, Key),
    pub(super) position: Position,
    pub(super) recorded_at: RecordedAt,
    pub(super) source: Option<Key>,
    /// Whether the press or a party told it: what they print is theirs, and public.
    pub(super) is_of_press_or_party: bool,
    is_of_court: bool,
    place: Option<u64>,
    published: Meaning,
    occurred: Meaning,
    zone: Tz,
}

/// Whether something is inside a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Inside(Truth);

impl Inside {
    pub(super) fn is_certain(self) -> bool {
        self.0 == Truth::Yes
    }

    pub(super) fn is_possible(self) -> bool {
        self.0 != Truth::No
    }
}

impl Paper {
    pub(super) fn of(entry: &LogEntry, books: &Books, zone: Tz) -> Option<Self> {
        let report = Report::inside(entry, books, zone, None, true)?;
        let event = &entry.event;
        let (occurred, _) = report.occurred(&report.event);
        let kind = report.source.map(|source| source.kind);
        Some(Self {
            event: event.event_id(),
            act: (event.case.clone(), event.act_key().clone()),
            position: entry.position,
            recorded_at: entry.recorded_at,
            source: event.source.clone(),
            is_of_press_or_party: matches!(kind, Some(SourceKind::Press | SourceKind::Party)),
            is_of_court: matches!(kind, Some(SourceKind::Court | SourceKind::Archive)),
            place: event.place,
            occurred: occurred.meaning,
            published: report.published,
            zone,
        })
    }

    /// Whether it was published, and happened, inside a cut.
    pub(super) fn is_inside(&self, cut: &Cut) -> Inside {
        let by = |date: &Meaning, day| {
            if date.is_unknown() { Truth::Unknown } else { date.by(day) }
        };
        let clocks = [(&self.published, cut.published_by), (&self.occurred, cut.occurred_by)];
        let inside =
            clocks.map(|(date, cut)| cut.map_or(Truth::Yes, |cut| by(date, cut.day(self.zone))));
        Inside(match inside {
            [Truth::Yes, Truth::Yes] => Truth::Yes,
            [Truth::No, _] | [_, Truth::No] => Truth::No,
            _ => Truth::Unknown,
        })
    }

    /// Whether it may lift what an order closed: a court, or whoever told of the order.
    pub(super) fn may_lift(&self, order: &Self) -> bool {
        self.is_of_court || self.source.is_some() && self.source == order.source
    }

    /// Whether both were read out of one line of a docket.
    pub(super) fn is_of_line(&self, other: &Self) -> bool {
        self.place.is_some()
            && (&self.act.0, &self.source, self.place) == (&other.act.0, &other.source, other.place)
    }
}
