//! What the tables share: numbers, dates, lists, and the positions of events.

use std::collections::BTreeMap;
use std::fmt::Display;

use docket_core::{CaseView, EventId};
use docket_time::Meaning;

/// A number as a database counts; no log comes near the end of that.
pub(super) fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A place in a list, from 1.
pub(super) fn place(at: usize) -> i64 {
    number(at as u64 + 1)
}

/// A date as EDTF with its first and its last possible day.
pub(super) fn dates(meaning: &Meaning) -> [Option<String>; 3] {
    let day = |day: Option<docket_time::Day>| day.map(|day| day.to_string());
    [meaning.to_edtf(), day(meaning.earliest()), day(meaning.latest())]
}

/// Texts, one in a line; none where there are none.
pub(super) fn lines<T: Display>(items: impl IntoIterator<Item = T>) -> Option<String> {
    let lines: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Where the events of a view stand in the log, and who told them.
pub(super) struct Places<'v>(BTreeMap<EventId, (i64, Option<&'v str>)>);

impl<'v> Places<'v> {
    pub(super) fn of(view: &'v CaseView) -> Self {
        let place = |entry: &'v docket_core::LogEntry| {
            let source = entry.event.source.as_ref().map(docket_core::Key::as_str);
            (entry.event.event_id(), (number(entry.position.0), source))
        };
        Self(view.entries().iter().map(place).collect())
    }

    /// The position and the source of an event.
    pub(super) fn get(&self, event: &EventId) -> Option<(i64, Option<&'v str>)> {
        self.0.get(event).copied()
    }
}
