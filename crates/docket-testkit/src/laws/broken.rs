//! Broken laws, with the two histories and the first line in which their states differ.

use std::fmt;

use docket_core::{Bookkeeping, Cut, Event, Position};

use crate::history::{History, Recorded};
use crate::law::Law;
use crate::outline::{first_difference, set_in};

/// A law that something breaks, and how that was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The law.
    pub law: Law,
    /// What breaks it: the name of the kit.
    pub by: String,
    /// What was seen, with the two histories: text for a person.
    pub seen: String,
}

/// What one of two histories came to.
pub(crate) struct Side<'a> {
    /// What is special about it, in words.
    pub(crate) what: &'a str,
    pub(crate) history: &'a History,
    pub(crate) cut: &'a Cut,
    pub(crate) state: String,
}

/// What was seen of two states that should be one; nothing where they are.
pub(crate) fn compare(one: &Side<'_>, other: &Side<'_>) -> Result<(), String> {
    let Some((line, first, second)) = first_difference(&one.state, &other.state) else {
        return Ok(());
    };
    let is_same = other.history == one.history;
    let history = told(one.history);
    let other_history =
        if is_same { "  the same entries\n".to_owned() } else { told(other.history) };
    let (what, cut) = (one.what, one.cut);
    let (other_what, other_cut) = (other.what, other.cut);
    Err(format!(
        "one: {what}, {cut}\n{history}other: {other_what}, {other_cut}\n{other_history}\
         line {line} is the first that differs:\n  one:   {first}\n  other: {second}"
    ))
}

/// How many entries of a history are told.
const TOLD: usize = 30;

/// The entries of a history, a line each; those that only describe cases and sources share one.
pub(super) fn told(history: &History) -> String {
    let is_described = |entry: &Recorded| {
        use Bookkeeping::{CaseOpened, SourceDescribed};
        matches!(entry.event.bookkeeping, Some(CaseOpened(_) | SourceDescribed(_)))
    };
    let described = history.entries().iter().filter(|entry| is_described(entry)).count();
    let entries = (1..).zip(history.entries()).filter(|(_, entry)| !is_described(entry));
    let told =
        entries.map(|(at, entry)| format!("{:4} {}", Position(at).to_string(), line(&entry.event)));
    let left = (history.entries().len() - described).saturating_sub(TOLD);
    let left = (left > 0).then(|| format!("and {left} more"));
    let described =
        (described > 0).then(|| format!("and {described} descriptions of cases and sources"));
    let lines: Vec<String> = told.take(TOLD).chain(left).chain(described).collect();
    if lines.is_empty() { "  no entries\n".to_owned() } else { set_in(&lines.join("\n"), "  ") }
}

/// An event on one line: its name, and what it has besides.
fn line(event: &Event) -> String {
    let mut rest = serde_json::to_value(event).expect("an event is JSON");
    if let Some(fields) = rest.as_object_mut() {
        for name in ["case", "id", "verb", "kind", "source"] {
            fields.remove(name);
        }
    }
    let kind = serde_json::to_value(&event.kind).expect("a kind is JSON");
    let kind = kind.as_str().map_or_else(|| kind.to_string(), str::to_owned);
    let source = event.source.as_ref().map_or_else(String::new, |source| format!(" by {source}"));
    format!("{}: {kind}{source} {rest}", event.event_id())
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} breaks a law: {}\n\n{}", self.by, self.law, self.seen)
    }
}
