//! Events to record, and what a log has of them.

use docket_core::{Batch, Event, EventId, Kind, Log, LogEntry, Party, Position, Verb, canonical};

use crate::names::{id, key};

/// A motion, by its id `CASE/KEY`.
///
/// # Panics
/// When it is no id.
#[must_use]
pub fn motion(name: &str) -> Event {
    let EventId { case, key: event } = id(name);
    let mut motion = Event::new(case, event, Kind::Motion, Verb::Filed);
    motion.source = Some(key("docket"));
    motion.by = vec![Party::named("Nokia Technologies Oy")];
    motion.text = Some(format!("MOTION {name}").into());
    motion
}

/// A motion whose canonical JSON has just so many bytes.
///
/// # Panics
/// When it is no id, or when a motion of that name has more.
#[must_use]
pub fn motion_of(name: &str, bytes: usize) -> Event {
    let mut event = motion(name);
    event.text = Some("".into());
    let bare = canonical(&event).len();
    event.text = Some("x".repeat(bytes - bare).into());
    event
}

/// A batch of motions.
///
/// # Panics
/// When one of the names is no id.
#[must_use]
pub fn motions(names: &[&str]) -> Batch {
    Batch::of(names.iter().map(|name| motion(name)).collect())
}

/// Everything in a log, in order.
///
/// # Panics
/// When the log cannot be read.
#[must_use]
pub fn all(log: &dyn Log) -> Vec<LogEntry> {
    let size = log.head().expect("a head").size;
    log.entries(Position(1)..size.next()).collect::<Result<_, _>>().expect("readable entries")
}
