//! Lines of the log: entries with their three clocks and what became of them.

use std::collections::BTreeSet;

use chrono::SecondsFormat;
use docket_audit::EntryDates;
use docket_core::{
    Act, Books, CaseView, EntryState, EventId, LogEntry, Position, RecordedAt, Resolution,
    Restriction,
};
use docket_time::{Meaning, Truth, Tz};
use serde_json::{Value, json};

use crate::closed::{as_json, in_words};
use crate::document::value;
use crate::lines::Lines;
use crate::table::table;
use crate::words;

/// An entry as the log shows it: as it was recorded, with its dates resolved.
#[derive(Clone, Debug)]
pub(crate) struct LogLine {
    pub(crate) entry: LogEntry,
    pub(crate) state: EntryState,
    occurred: Meaning,
    published: Meaning,
    /// What is closed of it to who asks.
    closed: Option<Restriction>,
}

impl LogLine {
    fn of(entry: &LogEntry, state: EntryState, books: &Books, zone: Tz) -> Self {
        let EntryDates { occurred, published } = EntryDates::of(&entry.event, books, zone);
        Self { entry: entry.clone(), state, occurred, published, closed: None }
    }

    /// The entries of a case inside its view's cut, in log order. Bookkeeping obeys the recorded
    /// cut alone.
    pub(crate) fn inside(view: &CaseView) -> Vec<Self> {
        let inside = Inside::of(view);
        let lines = view.entries().iter().filter(|entry| entry.event.is_about(view.case()));
        let mut closed = view.restrictions();
        let lines = lines.filter_map(|entry| inside.line(entry));
        lines
            .map(|line| Self { closed: closed.remove(&line.entry.event.event_id()), ..line })
            .collect()
    }

    /// A line of bookkeeping, of whichever case.
    pub(crate) fn of_books(entry: &LogEntry, view: &CaseView) -> Option<Self> {
        let line = || Self::of(entry, EntryState::Stands, view.books(), view.zone());
        entry.event.bookkeeping.as_ref().map(|_| line())
    }

    /// The entry as JSON.
    pub(crate) fn as_json(&self) -> Value {
        let LogEntry { position, revision, recorded_at, event, .. } = &self.entry;
        let mut json = json!({
            "position": position,
            "revision": revision,
            "recorded_at": recorded_at,
            "event": event.event_id(),
            "case": event.case,
            "act": event.bookkeeping.is_none().then(|| event.act_key()),
            "verb": event.verb,
            "kind": event.kind,
            "occurred": self.occurred.to_edtf(),
            "published": self.published.to_edtf(),
            "source": event.source,
            "text": event.text,
            "effects": event.effects,
            "state": self.state,
        });
        if let Some(what) = &event.bookkeeping {
            json["bookkeeping"] = value(what);
        }
        if let Some(closed) = &self.closed {
            json["restricted"] = as_json(closed);
        }
        json
    }

    /// The lines as a table, each with what else it says under it.
    pub(crate) fn as_table(lines: &[Self]) -> String {
        rows_as_table(lines.iter().map(|line| (line.row(), line.more())))
    }

    pub(crate) fn row(&self) -> Vec<String> {
        let LogEntry { position, recorded_at, event, .. } = &self.entry;
        let date = |meaning: &Meaning| match event.bookkeeping {
            Some(_) => "-".to_owned(),
            None => meaning.to_string(),
        };
        let recorded = recorded_at.instant().to_rfc3339_opts(SecondsFormat::Secs, true);
        let state = match self.state {
            EntryState::Stands => "",
            EntryState::Corrected => " [corrected]",
            EntryState::Restricted => " [restricted]",
            EntryState::Ended => " [ended]",
            EntryState::Retracted => " [retracted]",
            EntryState::Expunged => " [expunged]",
        };
        vec![
            position.to_string(),
            recorded,
            date(&self.published),
            date(&self.occurred),
            format!("{}{state}", words::event(event)),
        ]
    }

    /// The event's name and source, its text and its effects.
    pub(crate) fn more(&self) -> Vec<String> {
        let event = &self.entry.event;
        let mut lines = vec![match &event.source {
            Some(source) => format!("{} from {source}", event.event_id()),
            None => event.event_id().to_string(),
        }];
        lines.extend(event.text.iter().flat_map(|text| text.lines()).map(str::to_owned));
        lines.extend(event.effects.iter().map(words::effect));
        lines.extend(self.closed.iter().map(in_words));
        lines
    }

    /// The published date in words.
    pub(crate) fn published_words(&self) -> String {
        if self.published.is_unknown() {
            "publication date unknown".to_owned()
        } else {
            format!("published {}", self.published)
        }
    }
}

/// The row of an entry of which nothing else is told.
pub(crate) fn row_without(position: Position, at: RecordedAt, state: &str) -> Vec<String> {
    let recorded = at.instant().to_rfc3339_opts(SecondsFormat::Secs, true);
    let [position, dash, state] = [position.to_string(), "-".to_owned(), state.to_owned()];
    vec![position, recorded, dash.clone(), dash, state]
}

/// Rows of the log as a table, each with what else it says under it.
pub(crate) fn rows_as_table(rows: impl Iterator<Item = (Vec<String>, Vec<String>)>) -> String {
    let headings = ["entry", "recorded", "published", "occurred", "what"];
    let (rows, more): (Vec<_>, Vec<_>) = rows.unzip();
    let table = table(&headings, rows);
    let mut rows = table.lines();
    let mut text: Lines = rows.next().into_iter().collect();
    for (row, more) in rows.zip(more) {
        text.push(row);
        text.push_all("       ", &more.join("\n"));
    }
    text.into_text()
}

/// What is inside a view's cut.
struct Inside<'v> {
    view: &'v CaseView,
    resolution: Resolution<'v>,
    acts: BTreeSet<EventId>,
}

impl<'v> Inside<'v> {
    fn of(view: &'v CaseView) -> Self {
        let resolution = view.resolve();
        let acts = resolution.acts.iter().flat_map(Act::events).collect();
        Self { view, resolution, acts }
    }

    fn line(&self, entry: &LogEntry) -> Option<LogLine> {
        let line = |state| LogLine::of(entry, state, self.view.books(), self.view.zone());
        if entry.event.bookkeeping.is_some() {
            return Some(line(EntryState::Stands));
        }
        let state = *self.resolution.states.get(&entry.position)?;
        Some(line(state)).filter(|line| self.has_occurred(line))
    }

    /// The occurred cut chooses among acts; what belongs to no act goes by its own date.
    fn has_occurred(&self, line: &LogLine) -> bool {
        let cut = self.view.cut();
        let Some(by) = cut.occurred_by else { return true };
        let of_act = self.acts.contains(&line.entry.event.event_id());
        let inside = || match line.occurred.by(by.day(self.view.zone())) {
            Truth::Yes => true,
            Truth::Unknown => cut.possibly,
            Truth::No => false,
        };
        of_act || (line.state == EntryState::Retracted && inside())
    }
}
