//! Broken laws, with the two histories and the first line in which their states differ.

use std::fmt;

use docket_core::{Cut, Event, Position};

use crate::history::History;
use crate::law::Law;
use crate::outline::first_difference;

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
    let mut seen = format!("one: {}, {}\n{}", one.what, one.cut, told(one.history));
    seen += &format!("other: {}, {}\n", other.what, other.cut);
    if other.history == one.history {
        seen += "  the same entries\n";
    } else {
        seen += &told(other.history);
    }
    seen += &format!("line {line} is the first that differs:\n  one:   {first}\n  other: {second}");
    Err(seen)
}

/// How many entries of a history are told.
const TOLD: usize = 30;

fn told(history: &History) -> String {
    let mut told = String::new();
    for (at, entry) in (1..).zip(history.entries()).take(TOLD) {
        told += &format!("  {:4} {}\n", Position(at).to_string(), line(&entry.event));
    }
    let left = history.entries().len().saturating_sub(TOLD);
    if left > 0 {
        told += &format!("  and {left} more\n");
    }
    told
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
