//! What every log does. The same functions run against each implementation.

mod appends;
mod races;
mod reads;
mod restores;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use docket_core::{Batch, Event, Head, Log, MemoryLog, Receipt, Revision, SledLog, Ticking};
use docket_time::Tz;

use crate::testkit::{all, case, motion, motions};

/// Makes an empty log with a host.
type Make<'a> = &'a dyn Fn(Arc<Ticking>) -> Box<dyn Log>;

/// A fact that a log has to keep true, and what to call it when it does not.
type Fact = (&'static str, fn(Make<'_>));

const CONTRACT: &[Fact] = &[
    ("an empty log has no entries", reads::an_empty_log_has_no_entries),
    ("appending gives places", appends::appending_gives_places),
    ("a batch is stored whole or not at all", appends::a_batch_is_stored_whole_or_not_at_all),
    ("recording again gives the first receipt", appends::recording_again_gives_the_first_receipt),
    ("an id has one content", appends::an_id_has_one_content),
    (
        "ids whose hashes begin alike are two events",
        appends::ids_whose_hashes_begin_alike_are_two_events,
    ),
    (
        "an expected revision is held against the case",
        appends::an_expected_revision_is_held_against_the_case,
    ),
    ("of two writers one wins", races::of_two_writers_one_wins),
    ("sixteen appenders leave no gap", races::sixteen_appenders_leave_no_gap),
    ("one id raced for is recorded once", races::one_id_raced_for_is_recorded_once),
    ("instants grow whatever the clock does", appends::instants_grow_whatever_the_clock_does),
    ("a clock outside of time is refused", appends::a_clock_outside_of_time_is_refused),
    ("a case sees what concerns it", reads::a_case_sees_what_concerns_it),
    ("a range is clipped to the log", reads::a_range_is_clipped_to_the_log),
    ("an event is found by its id", reads::an_event_is_found_by_its_id),
    ("events that break a rule are refused", appends::events_that_break_a_rule_are_refused),
    ("large events are kept", reads::large_events_are_kept),
    ("a batch has ten thousand events at most", appends::a_batch_has_ten_thousand_events_at_most),
    ("an event may concern many cases", reads::an_event_may_concern_many_cases),
    ("hostile strings are kept byte for byte", reads::hostile_strings_are_kept_byte_for_byte),
    ("the nodes of the tree prove every entry", reads::the_nodes_of_the_tree_prove_every_entry),
    ("restoring keeps everything", restores::restoring_keeps_everything),
    (
        "what was expunged is restored and never taken again",
        restores::what_was_expunged_is_restored_and_never_taken_again,
    ),
    ("only an empty log is restored into", restores::only_an_empty_log_is_restored_into),
    ("entries out of place are not restored", restores::entries_out_of_place_are_not_restored),
    (
        "the first error among restored entries is told",
        restores::the_first_error_of_a_restore_is_told,
    ),
];

fn contract(make: Make<'_>) {
    let fails = |(_, check): &&Fact| catch_unwind(AssertUnwindSafe(|| check(make))).is_err();
    let broken: Vec<_> = CONTRACT.iter().filter(fails).map(|(fact, _)| *fact).collect();
    assert!(broken.is_empty(), "the log does not keep: {broken:#?}");
}

#[test]
fn the_memory_log_keeps_the_contract() {
    contract(&|host| Box::new(MemoryLog::new(Tz::UTC, host)));
}

#[test]
fn the_log_on_sled_keeps_the_contract() {
    let directory = tempfile::tempdir().expect("a directory");
    let number = AtomicU32::new(0);
    contract(&|host| {
        let number = number.fetch_add(1, Ordering::Relaxed);
        let path = directory.path().join(number.to_string());
        Box::new(SledLog::create(&path, Tz::UTC, host).expect("a new ledger"))
    });
}

fn fresh(make: Make<'_>) -> Box<dyn Log> {
    make(Arc::new(Ticking::default()))
}

fn places(receipt: &Receipt) -> Vec<(u64, u64, bool)> {
    receipt.lines.iter().map(|line| (line.position.0, line.revision.0, line.is_new)).collect()
}

fn head(log: &dyn Log) -> Head {
    log.head().expect("a head")
}

fn of_case(log: &dyn Log, name: &str) -> Vec<String> {
    let entries = log.case_entries(&case(name));
    entries.map(|entry| entry.expect("a readable entry").event.event_id().to_string()).collect()
}

fn expecting(names: &[&str], expected: &[(&str, u64)]) -> Batch {
    let expected = expected.iter().map(|(name, at)| (case(name), Revision(*at))).collect();
    Batch { expected, ..motions(names) }
}

/// Positions, revisions and instants are as they should be, and the root is that of the leaves.
pub(crate) fn is_in_order(log: &dyn Log) {
    let (entries, head) = (all(log), head(log));
    let mut revisions: BTreeMap<_, u64> = BTreeMap::new();
    let mut tree = docket_proof::Tree::empty();
    for (at, entry) in (1..).zip(&entries) {
        let revision = revisions.entry(entry.event.case.clone()).or_default();
        *revision += 1;
        assert_eq!((entry.position.0, entry.revision.0), (at, *revision));
        tree.push(entry.leaf_hash(), &mut Vec::new());
    }
    assert!(entries.is_sorted_by(|a, b| a.recorded_at < b.recorded_at), "instants grow");
    assert_eq!(head.size.0, entries.len() as u64);
    assert_eq!(head.recorded_at, entries.last().map(|entry| entry.recorded_at));
    assert_eq!(head.root, tree.root());
    let cases: Vec<_> = revisions.into_iter().map(|(case, at)| (case, Revision(at))).collect();
    assert_eq!(log.cases().expect("cases"), cases);
}

/// A motion whose canonical JSON has just so many bytes.
fn motion_of(name: &str, bytes: usize) -> Event {
    let mut event = motion(name);
    event.text = Some("".into());
    let bare = docket_core::canonical(&event).len();
    event.text = Some("x".repeat(bytes - bare).into());
    event
}

#[test]
fn both_logs_have_the_same_entries_and_root() {
    let directory = tempfile::tempdir().expect("a directory");
    let host = || Arc::new(Ticking::default());
    let memory = MemoryLog::new(Tz::UTC, host());
    let sled =
        SledLog::create(&directory.path().join("ledger"), Tz::UTC, host()).expect("a ledger");
    for n in 0..50 {
        let mut batch = motions(&[&format!("a/{n}"), &format!("b/{}", n / 2), &format!("a/{n}")]);
        if n % 10 == 0 {
            batch.events.push(motion_of(&format!("a/large-{n}"), 20_000));
        }
        if n % 7 == 0 {
            batch.expected = [(case("b"), Revision(n))].into();
        }
        let outcomes =
            [&memory as &dyn Log, &sled].map(|log| format!("{:?}", log.append(batch.clone())));
        assert_eq!(outcomes[0], outcomes[1]);
    }
    assert_eq!(all(&memory), all(&sled));
    assert_eq!(head(&memory), head(&sled));
    let cases: BTreeSet<_> = memory.cases().expect("cases").into_iter().collect();
    assert_eq!(cases, sled.cases().expect("cases").into_iter().collect());
}
