//! What came of an import of dockets, told at its end.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use docket_core::{Event, EventId};
use docket_import::Imported;
use serde_json::json;

use crate::document::Document;
use crate::session::Session;
use crate::words::count;

/// How many lines of a kind the report shows to people; all of them are in the JSON.
const SHOWN: usize = 10;

/// What came of an import.
#[derive(Default)]
pub(crate) struct ImportReport {
    /// How many items of a list are shown.
    most: usize,
    pub(crate) files: usize,
    dockets: usize,
    lines: usize,
    events: usize,
    /// Events by verb and kind.
    kinds: BTreeMap<(String, String), usize>,
    unclassified: Listed<(EventId, String)>,
    differing: Listed<EventId>,
    /// Fields and columns that nobody reads.
    pub(crate) unread: BTreeSet<String>,
    /// Where a file shows that a docket is not all there.
    pub(crate) lacking: Vec<String>,
    /// What was passed over, and why.
    pub(crate) faults: Vec<String>,
}

/// What is listed in a report, as far as it is shown: of millions of lines many may be of one kind.
struct Listed<T> {
    all: usize,
    shown: Vec<T>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { all: 0, shown: Vec::new() }
    }
}

impl<T> Listed<T> {
    fn extend(&mut self, items: Vec<T>, most: usize) {
        self.all += items.len();
        self.shown.extend(items.into_iter().take(most.saturating_sub(self.shown.len())));
    }
}

impl ImportReport {
    pub(crate) fn new(session: &Session) -> Self {
        let most = if session.output.is_text() { SHOWN } else { usize::MAX };
        Self { most, ..Self::default() }
    }

    /// Notes events that were appended, as far as they were new.
    pub(crate) fn note(&mut self, events: &[Event], new: impl Iterator<Item = bool>) {
        for (event, is_new) in events.iter().zip(new) {
            if is_new {
                self.events += 1;
                let kind = (event.verb.name().to_owned(), event.kind.name());
                *self.kinds.entry(kind).or_default() += 1;
            }
        }
    }

    /// Notes what a docket came to.
    pub(crate) fn add(&mut self, imported: Imported) {
        self.dockets += 1;
        self.lines += imported.lines;
        self.unclassified.extend(imported.unclassified, self.most);
        self.differing.extend(imported.differing, self.most);
    }

    pub(crate) fn text(&self, dry_run: bool) -> String {
        let mut text = String::new();
        let done = if dry_run { "would be recorded" } else { "recorded" };
        // Writing to a text does not fail.
        let _ = writeln!(
            text,
            "{}, {}, {}: {} {done}",
            count(self.files, "file", "files"),
            count(self.dockets, "docket", "dockets"),
            count(self.lines, "line", "lines"),
            count(self.events, "event", "events"),
        );
        for ((verb, kind), events) in &self.kinds {
            let _ = writeln!(text, "  {events:>7}  {verb}: {kind}");
        }
        let lines =
            self.unclassified.shown.iter().map(|(id, words)| format!("{id}  {}", short(words)));
        let heading = "not classified: no rule knows the line";
        list(&mut text, heading, self.unclassified.all, lines);
        let same = self.differing.shown.iter().map(ToString::to_string);
        let heading =
            "reads otherwise than recorded, and no day (--captured-on) tells which is later";
        list(&mut text, heading, self.differing.all, same);
        let (unread, faults) = (self.unread.iter().cloned(), self.faults.iter().cloned());
        list(&mut text, "fields that are kept with the line and not read", unread.len(), unread);
        let lacking = self.lacking.iter().cloned();
        list(&mut text, "not all of it is there", lacking.len(), lacking);
        list(&mut text, "passed over", faults.len(), faults);
        text
    }

    pub(crate) fn document(&self) -> Document {
        let kinds = self
            .kinds
            .iter()
            .map(|((verb, kind), events)| json!({"verb": verb, "kind": kind, "events": events}));
        let unclassified = self
            .unclassified
            .shown
            .iter()
            .map(|(id, words)| json!({"event": id.to_string(), "text": words}));
        let report = json!({
            "files": self.files,
            "dockets": self.dockets,
            "lines": self.lines,
            "events": self.events,
            "kinds": kinds.collect::<Vec<_>>(),
            "unclassified": unclassified.collect::<Vec<_>>(),
            "differing": self.differing.shown.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "lacking": self.lacking,
            "unread": self.unread,
            "faults": self.faults,
        });
        Document::new("docket/import/1", &report)
    }
}

fn list(text: &mut String, heading: &str, all: usize, items: impl Iterator<Item = String>) {
    if all == 0 {
        return;
    }
    let _ = writeln!(text, "{heading}: {all}");
    for item in items.take(SHOWN) {
        let _ = writeln!(text, "  {item}");
    }
    if all > SHOWN {
        let _ = writeln!(text, "  and {} more (--json lists them)", all - SHOWN);
    }
}

fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let head: String = line.chars().take(80).collect();
    if head.len() < line.len() { format!("{head}..") } else { head }
}
