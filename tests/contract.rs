//! What every log does.

use std::sync::Arc;

use docket_core::{Log, MemoryLog, Position, Revision};
use docket_time::Tz;

use crate::testkit::{Ticking, all, motions};

/// Runs the whole contract against one kind of log; `make` gives an empty one.
fn contract(make: &dyn Fn(Arc<Ticking>) -> Box<dyn Log>) {
    appending_gives_places_and_reading_gives_the_events(make);
}

#[test]
fn the_memory_log_keeps_the_contract() {
    contract(&|host| Box::new(MemoryLog::new(Tz::UTC, host)));
}

type Make<'a> = &'a dyn Fn(Arc<Ticking>) -> Box<dyn Log>;

fn fresh(make: Make<'_>) -> Box<dyn Log> {
    make(Arc::new(Ticking::forward()))
}

fn appending_gives_places_and_reading_gives_the_events(make: Make<'_>) {
    let log = fresh(make);
    let receipt = log.append(motions(&["a/1", "b/1", "a/2"])).expect("an append");
    let places: Vec<_> = receipt.lines.iter().map(|line| (line.position.0, line.revision.0)).collect();
    assert_eq!(places, [(1, 1), (2, 1), (3, 2)]);
    let entries = all(&*log);
    assert_eq!(entries.len(), 3);
    for (entry, line) in entries.iter().zip(&receipt.lines) {
        assert_eq!((entry.position, entry.revision), (line.position, line.revision));
        assert_eq!(entry.recorded_at, line.recorded_at);
        assert_eq!(entry.event.event_id(), line.id);
    }
    let head = log.head().expect("a head");
    assert_eq!(head.size, Position(3));
    assert_eq!(log.cases().expect("cases")[0].1, Revision(2));
}
