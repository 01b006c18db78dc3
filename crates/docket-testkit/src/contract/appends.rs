//! What appending takes, and what it refuses.

use std::sync::Arc;

use docket_core::{
    Batch, Error, Kept, MAX_BATCH_EVENTS, Position, RecordedAt, Revision, Ticking, Verb,
};

use crate::names::{case, id};

use super::motions::{all, motion, motions};
use super::{Make, expecting, fresh, head, is_in_order, of_case, places};

/// 2024-07-30, midnight UTC.
const START: i64 = 1_722_297_600_000_000;

pub(super) fn appending_gives_places(make: Make<'_>) {
    let log = fresh(make);
    let receipt = log.append(motions(&["a/1", "b/1", "a/2"])).expect("an append");
    assert_eq!(places(&receipt), [(1, 1, true), (2, 1, true), (3, 2, true)]);
    let more = log.append(motions(&["b/2"])).expect("an append");
    assert_eq!(places(&more), [(4, 2, true)]);
    let entries = all(&*log);
    for (entry, line) in entries.iter().zip(receipt.lines.iter().chain(&more.lines)) {
        assert_eq!((entry.position, entry.revision), (line.position, line.revision));
        assert_eq!(entry.recorded_at, line.recorded_at);
        assert_eq!(entry.event, motion(&line.id.to_string()));
    }
    assert_eq!(entries.len(), 4);
    assert_ne!(entries[0].salt, entries[1].salt);
    is_in_order(&*log);
}

pub(super) fn a_batch_is_stored_whole_or_not_at_all(make: Make<'_>) {
    let log = fresh(make);
    log.append(motions(&["a/1", "a/2"])).expect("an append");
    let before = (all(&*log), head(&*log));
    let mut broken = motion("a/4");
    broken.source = None;
    let mut differing = motion("a/2");
    differing.text = None;
    let attempts = [
        Batch::of(vec![motion("a/3"), broken]),
        Batch::of(vec![motion("a/3"), differing]),
        expecting(&["a/3", "b/1"], &[("a", 2), ("b", 1)]),
        expecting(&["a/3", "b/1"], &[("a", 2), ("c", 1)]),
    ];
    for attempt in attempts {
        log.append(attempt).expect_err("a batch with a fault");
        assert_eq!((all(&*log), head(&*log)), before);
        assert_eq!(log.find(&id("a/3")).expect("an answer"), None);
        assert_eq!(of_case(&*log, "b"), [""; 0]);
    }
    let receipt = log.append(motions(&["b/1", "a/3"])).expect("an append");
    assert_eq!(places(&receipt), [(3, 1, true), (4, 3, true)]);
    is_in_order(&*log);
}

pub(super) fn recording_again_gives_the_first_receipt(make: Make<'_>) {
    let log = fresh(make);
    let first = log.append(motions(&["a/1", "a/2"])).expect("an append");
    log.append(motions(&["a/3"])).expect("an append");
    let before = (all(&*log), head(&*log));

    let again = log.append(motions(&["a/2", "a/1"])).expect("the same again");
    assert_eq!(places(&again), [(2, 2, false), (1, 1, false)]);
    assert_eq!(again.lines[1].recorded_at, first.lines[0].recorded_at);
    let expecting_the_past = expecting(&["a/1", "a/2"], &[("a", 0), ("b", 7)]);
    assert_eq!(places(&log.append(expecting_the_past).expect("recorded already")).len(), 2);
    assert_eq!((all(&*log), head(&*log)), before);

    let mixed = log.append(motions(&["a/3", "a/4", "a/1", "a/4"])).expect("old and new");
    assert_eq!(places(&mixed), [(3, 3, false), (4, 4, true), (1, 1, false), (4, 4, false)]);
    is_in_order(&*log);
}

pub(super) fn an_id_has_one_content(make: Make<'_>) {
    let log = fresh(make);
    log.append(motions(&["a/0", "a/1"])).expect("an append");
    let mut other = motion("a/1");
    other.text = Some("MOTION a/1 ".into());
    let error =
        log.append(Batch::of(vec![motion("a/2"), other.clone()])).expect_err("other content");
    let Error::ContentDiffers { id: of, position } = error else { panic!("{error}") };
    assert_eq!((of, position), (id("a/1"), Position(2)));

    // The same key in another case is another event.
    log.append(motions(&["b/1"])).expect("an append");

    let mut twice = motion("a/3");
    twice.text = None;
    let error = log.append(Batch::of(vec![motion("a/3"), twice])).expect_err("two contents");
    let Error::Repeated { id: of } = error else { panic!("{error}") };
    assert_eq!(of, id("a/3"));
    let once = log.append(motions(&["a/3", "a/3"])).expect("one content");
    assert_eq!(places(&once), [(4, 3, true), (4, 3, false)]);
    is_in_order(&*log);
}

/// The SHA-256 of these begin with the same forty bits, all that a log keeps of them in memory. Found
/// by trying two million numbers.
const ALIKE: [&str; 2] = ["a/382130", "a/1166520"];

pub(super) fn ids_whose_hashes_begin_alike_are_two_events(make: Make<'_>) {
    let [one, other] = ALIKE;
    for first in [motions(&[one]), motions(&["a/1", one]), motions(&[one, other, one])] {
        let log = fresh(make);
        log.append(first).expect("the first");
        log.append(motions(&[other])).expect("the other");
        let again = log.append(motions(&[other, one, "b/1", "b/1"])).expect("both, and a new one");
        let new: Vec<bool> = again.lines.iter().map(|line| line.is_new).collect();
        assert_eq!(new, [false, false, true, false]);
        for name in ALIKE {
            let found = log.find(&id(name)).expect("an answer").expect("an entry");
            assert_eq!(found.event.event_id(), id(name));
        }
        let mut differs = motion(other);
        differs.text = Some("another text".into());
        let error = log.append(Batch::of(vec![differs])).expect_err("another content");
        assert!(matches!(&error, Error::ContentDiffers { id, .. } if id.to_string() == other));
        let copy = fresh(make);
        copy.restore(&mut all(&*log).into_iter().map(Kept::Entry).map(Ok)).expect("a restore");
        assert_eq!(all(&*copy), all(&*log));
    }
}

pub(super) fn an_expected_revision_is_held_against_the_case(make: Make<'_>) {
    let log = fresh(make);
    log.append(expecting(&["a/1", "b/1"], &[("a", 0), ("b", 0)])).expect("both are empty");
    log.append(expecting(&["a/2", "a/3"], &[("a", 1)])).expect("it is at 1");
    log.append(expecting(&["b/2"], &[("a", 3)])).expect("a case may be expected without an event");
    log.append(expecting(&["a/4"], &[])).expect("nothing is expected");
    for (expected, actual) in [(0, 4), (3, 4), (5, 4)] {
        let error = log.append(expecting(&["a/5"], &[("a", expected)])).expect_err("a conflict");
        let Error::Conflict { case: of, expected: told, actual: found } = error else {
            panic!("{error}")
        };
        assert_eq!((of, told.0, found.0), (case("a"), expected, actual));
    }
    let error = log.append(expecting(&["a/5"], &[("a", 4), ("z", 1)])).expect_err("a conflict");
    assert!(matches!(error, Error::Conflict { actual: Revision(0), .. }), "{error}");
    is_in_order(&*log);
}

pub(super) fn events_that_break_a_rule_are_refused(make: Make<'_>) {
    let log = fresh(make);
    let mut broken = motion("a/1");
    broken.verb = Verb::Settled;
    let error = log.append(Batch::of(vec![broken])).expect_err("a motion is filed");
    let Error::Invalid { id: of, problem } = error else { panic!("{error}") };
    assert_eq!((of, problem.field), (id("a/1"), "kind"));
    assert_eq!(head(&*log).size, Position(0));
}

pub(super) fn a_batch_has_ten_thousand_events_at_most(make: Make<'_>) {
    let log = fresh(make);
    let batch = |events: usize| Batch::of((0..events).map(|n| motion(&format!("a/{n}"))).collect());
    let error = log.append(batch(MAX_BATCH_EVENTS + 1)).expect_err("one too many");
    assert!(matches!(error, Error::BatchTooLarge { events: 10_001, limit: 10_000 }), "{error}");
    assert_eq!(head(&*log).size, Position(0));
    log.append(batch(MAX_BATCH_EVENTS)).expect("as many as there may be");
    is_in_order(&*log);
}

pub(super) fn instants_grow_whatever_the_clock_does(make: Make<'_>) {
    for step in [-1_000_000, 0, 1, 1_000_000] {
        let log = make(Arc::new(Ticking::from(RecordedAt(START), step)));
        for n in 0..20 {
            log.append(motions(&[&format!("a/{n}"), &format!("b/{n}")])).expect("an append");
        }
        is_in_order(&*log);
        let first = all(&*log)[0].recorded_at;
        assert_eq!(first, RecordedAt(START), "the clock's own instant, where it fits");
    }
}

pub(super) fn a_clock_outside_of_time_is_refused(make: Make<'_>) {
    for start in [i64::MAX, i64::MAX - 1, i64::MIN] {
        let log = make(Arc::new(Ticking::from(RecordedAt(start), 0)));
        let error = log.append(motions(&["a/1", "a/2"])).expect_err("no instant");
        assert!(matches!(error, Error::Store(_)), "{error}");
        assert_eq!(head(&*log).size, Position(0));
    }
}
