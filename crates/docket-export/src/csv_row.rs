//! The columns of a CSV file, and what stands in them.

use docket_core::{Event, Key, LogEntry, Position, RecordedAt, Revision, canonical};
use docket_time::Meaning;

use crate::standing::{Standing, state_name};

/// The columns, in order.
pub(crate) const COLUMNS: [&str; 15] = [
    "position",
    "revision",
    "recorded_at",
    "event",
    "case",
    "act",
    "verb",
    "kind",
    "source",
    "document_number",
    "text",
    "published",
    "occurred",
    "state",
    "json",
];

/// How many of the columns, from the left, follow from the entry alone.
pub(crate) const FROM_ENTRY: usize = 11;

/// The cells that follow from an entry alone, before any of them is defused.
pub(crate) fn cells(
    position: Position,
    revision: Revision,
    recorded_at: RecordedAt,
    event: &Event,
) -> [String; FROM_ENTRY] {
    let act = if event.bookkeeping.is_some() { "" } else { event.act_key().as_str() };
    let source = event.source.as_ref().map(Key::as_str);
    [
        position.0.to_string(),
        revision.to_string(),
        recorded_at.to_string(),
        event.event_id().to_string(),
        event.case.to_string(),
        act.to_owned(),
        event.verb.name().to_owned(),
        event.kind.name(),
        source.unwrap_or_default().to_owned(),
        event.document_number.as_deref().unwrap_or_default().to_owned(),
        event.text.as_deref().unwrap_or_default().to_owned(),
    ]
}

/// All cells of a row, before any of them is defused. Bookkeeping has no dates of its own.
pub(crate) fn row(entry: &LogEntry, standing: &Standing) -> Vec<String> {
    let Standing { dates, state } = standing;
    let edtf = |date: &Meaning| match entry.event.bookkeeping {
        Some(_) => String::new(),
        None => date.to_edtf().unwrap_or_default(),
    };
    let known = [edtf(&dates.published), edtf(&dates.occurred), state_name(*state).to_owned()];
    let LogEntry { position, revision, recorded_at, event, .. } = entry;
    let cells = cells(*position, *revision, *recorded_at, event);
    cells.into_iter().chain(known).chain([canonical(event)]).collect()
}
