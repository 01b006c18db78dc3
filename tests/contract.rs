//! What every log does. The same functions run against each implementation.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Barrier};
use std::thread;

use docket_core::{
    Batch, Effect, Error, Event, Hash, Head, Kind, Log, LogEntry, MAX_BATCH_EVENTS, MemoryLog,
    Origin, Party, Position, Receipt, RecordedAt, Revision, Scope, SledLog, Target, Verb,
};
use docket_time::Tz;

use crate::testkit::{START, Ticking, all, blns, case, id, key, motion, motions};

/// Makes an empty log with a host.
type Make<'a> = &'a dyn Fn(Arc<Ticking>) -> Box<dyn Log>;

/// A fact that a log has to keep true, and what to call it when it does not.
type Fact = (&'static str, fn(Make<'_>));

const CONTRACT: &[Fact] = &[
    ("an empty log has no entries", an_empty_log_has_no_entries),
    ("appending gives places", appending_gives_places),
    ("a batch is stored whole or not at all", a_batch_is_stored_whole_or_not_at_all),
    ("recording again gives the first receipt", recording_again_gives_the_first_receipt),
    ("an id has one content", an_id_has_one_content),
    (
        "an expected revision is held against the case",
        an_expected_revision_is_held_against_the_case,
    ),
    ("of two writers one wins", of_two_writers_one_wins),
    ("sixteen appenders leave no gap", sixteen_appenders_leave_no_gap),
    ("one id raced for is recorded once", one_id_raced_for_is_recorded_once),
    ("instants grow whatever the clock does", instants_grow_whatever_the_clock_does),
    ("a clock outside of time is refused", a_clock_outside_of_time_is_refused),
    ("a case sees what concerns it", a_case_sees_what_concerns_it),
    ("a range is clipped to the log", a_range_is_clipped_to_the_log),
    ("an event is found by its id", an_event_is_found_by_its_id),
    ("events that break a rule are refused", events_that_break_a_rule_are_refused),
    ("large events are kept", large_events_are_kept),
    ("a batch has ten thousand events at most", a_batch_has_ten_thousand_events_at_most),
    ("an event may concern many cases", an_event_may_concern_many_cases),
    ("hostile strings are kept byte for byte", hostile_strings_are_kept_byte_for_byte),
    ("restoring keeps everything", restoring_keeps_everything),
    ("only an empty log is restored into", only_an_empty_log_is_restored_into),
    ("entries out of place are not restored", entries_out_of_place_are_not_restored),
    ("the first error among restored entries is told", the_first_error_of_a_restore_is_told),
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
    let number = std::sync::atomic::AtomicU32::new(0);
    contract(&|host| {
        let number = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let path = directory.path().join(number.to_string());
        Box::new(SledLog::create(&path, Tz::UTC, host).expect("a new ledger"))
    });
}

fn fresh(make: Make<'_>) -> Box<dyn Log> {
    make(Arc::new(Ticking::forward()))
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

fn an_empty_log_has_no_entries(make: Make<'_>) {
    let log = fresh(make);
    assert!(all(&*log).is_empty() && of_case(&*log, "a").is_empty());
    assert_eq!(log.cases().expect("cases"), []);
    assert_eq!(log.find(&id("a/1")).expect("an answer"), None);
    assert_eq!(log.zone(), Tz::UTC);
    let (size, root) = (Position(0), docket_proof::Tree::empty().root());
    assert_eq!(head(&*log), Head { size, recorded_at: None, root, origin: Origin::Recorded });
    let nothing = log.append(Batch::default()).expect("an empty batch");
    assert_eq!(nothing.lines, []);
    assert_eq!(head(&*log).size, Position(0));
}

fn appending_gives_places(make: Make<'_>) {
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

fn a_batch_is_stored_whole_or_not_at_all(make: Make<'_>) {
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

fn recording_again_gives_the_first_receipt(make: Make<'_>) {
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

fn an_id_has_one_content(make: Make<'_>) {
    let log = fresh(make);
    log.append(motions(&["a/0", "a/1"])).expect("an append");
    let mut other = motion("a/1");
    other.text = Some("MOTION a/1 ".to_owned());
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

fn an_expected_revision_is_held_against_the_case(make: Make<'_>) {
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

fn of_two_writers_one_wins(make: Make<'_>) {
    for round in 0..20 {
        let log = fresh(make);
        log.append(motions(&["a/0"])).expect("an append");
        let start = Barrier::new(2);
        let outcomes = thread::scope(|scope| {
            let writers = ["x", "y"].map(|writer| {
                let (log, start) = (&log, &start);
                scope.spawn(move || {
                    let names = [1, 2].map(|n| format!("a/{writer}{n}"));
                    let batch = expecting(&[&names[0], &names[1]], &[("a", 1)]);
                    start.wait();
                    log.append(batch)
                })
            });
            writers.map(|writer| writer.join().expect("no panic"))
        });
        let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        assert_eq!((won.len(), lost.len()), (1, 1), "round {round}");
        let error = lost.into_iter().find_map(Result::err).expect("one lost");
        assert!(matches!(
            error,
            Error::Conflict { expected: Revision(1), actual: Revision(3), .. }
        ));
        let stored: Vec<_> =
            won.into_iter().flatten().flat_map(|won| won.lines).map(|line| line.id).collect();
        let entries: Vec<_> =
            all(&*log).into_iter().skip(1).map(|entry| entry.event.event_id()).collect();
        assert_eq!(entries, stored, "nothing of the other batch is there");
        is_in_order(&*log);
    }
}

fn sixteen_appenders_leave_no_gap(make: Make<'_>) {
    const EACH: usize = 25;
    let log = fresh(make);
    let receipts: Vec<Receipt> = thread::scope(|scope| {
        let appenders = (0..16).map(|at| {
            let log = &log;
            scope.spawn(move || {
                let names = (0..EACH).map(|n| [format!("own{at}/{n}"), format!("shared/{at}-{n}")]);
                names
                    .map(|[a, b]| log.append(motions(&[&a, &b])).expect("an append"))
                    .collect::<Vec<_>>()
            })
        });
        let appenders: Vec<_> = appenders.collect();
        appenders.into_iter().flat_map(|appender| appender.join().expect("no panic")).collect()
    });
    is_in_order(&*log);
    assert_eq!(head(&*log).size.0, 16 * 2 * EACH as u64);
    let entries = all(&*log);
    for receipt in &receipts {
        let [own, shared] = &receipt.lines[..] else { panic!("two lines") };
        assert_eq!(own.position.next(), shared.position, "a batch stays together");
        for line in [own, shared] {
            let place = usize::try_from(line.position.0 - 1).expect("a small log");
            assert_eq!(entries[place].event.event_id(), line.id);
            assert_eq!(entries[place].revision, line.revision);
        }
    }
}

fn one_id_raced_for_is_recorded_once(make: Make<'_>) {
    let log = fresh(make);
    for round in 0..20 {
        let name = format!("a/{round}");
        let start = Barrier::new(4);
        let mut news: Vec<bool> = thread::scope(|scope| {
            let appenders = [(); 4].map(|()| {
                scope.spawn(|| {
                    start.wait();
                    log.append(motions(&[&name])).expect("the same content").lines[0].is_new
                })
            });
            appenders.map(|appender| appender.join().expect("no panic")).into()
        });
        news.sort_unstable();
        assert_eq!(news, [false, false, false, true]);
    }
    assert_eq!(head(&*log).size, Position(20));
    is_in_order(&*log);
}

fn instants_grow_whatever_the_clock_does(make: Make<'_>) {
    for step in [-1_000_000, 0, 1, 1_000_000] {
        let log = make(Arc::new(Ticking::by(step)));
        for n in 0..20 {
            log.append(motions(&[&format!("a/{n}"), &format!("b/{n}")])).expect("an append");
        }
        is_in_order(&*log);
        let first = all(&*log)[0].recorded_at;
        assert_eq!(first, RecordedAt(START), "the clock's own instant, where it fits");
    }
}

fn a_clock_outside_of_time_is_refused(make: Make<'_>) {
    for start in [i64::MAX, i64::MAX - 1, i64::MIN] {
        let log = make(Arc::new(Ticking::from(start, 0)));
        let error = log.append(motions(&["a/1", "a/2"])).expect_err("no instant");
        assert!(matches!(error, Error::Store(_)), "{error}");
        assert_eq!(head(&*log).size, Position(0));
    }
}

fn a_case_sees_what_concerns_it(make: Make<'_>) {
    let log = fresh(make);
    let mut shown = motion("a/shown");
    shown.also_in = [case("b"), case("c")].into();
    let mut retracting = motion("a/retracting");
    retracting.effects = vec![Effect::Retracts { reason: None, target: Target::Event(id("b/1")) }];
    let mut ending = Event::new(
        case("lead"),
        key("1"),
        Kind::Manner(docket_core::Manner::Settlement),
        Verb::Settled,
    );
    ending.source = Some(key("docket"));
    ending.scope = Some(Scope::Case);
    ending.in_cases = [(case("b"), Scope::Case)].into();
    log.append(motions(&["b/1"])).expect("an append");
    log.append(Batch::of(vec![shown, motion("b/2"), retracting])).expect("an append");
    log.append(Batch::of(vec![ending, motion("a/2")])).expect("an append");

    assert_eq!(of_case(&*log, "a"), ["a/shown", "a/retracting", "a/2"]);
    assert_eq!(of_case(&*log, "b"), ["b/1", "a/shown", "b/2", "a/retracting", "lead/1"]);
    assert_eq!(of_case(&*log, "c"), ["a/shown"]);
    assert_eq!(of_case(&*log, "lead"), ["lead/1"]);
    assert_eq!(of_case(&*log, "d"), [""; 0]);
    let revisions: Vec<_> =
        log.cases().expect("cases").iter().map(|(case, at)| format!("{case} {at}")).collect();
    assert_eq!(revisions, ["a 3", "b 2", "lead 1"], "c has nothing at home");
    log.append(expecting(&["c/1"], &[("c", 0)])).expect("what is shown takes no revision");
    is_in_order(&*log);
}

fn a_range_is_clipped_to_the_log(make: Make<'_>) {
    let log = fresh(make);
    let names: Vec<_> = (1..=40).map(|n| format!("a/{n}")).collect();
    for some in names.chunks(7) {
        log.append(Batch::of(some.iter().map(|name| motion(name)).collect())).expect("an append");
    }
    let read = |from, to| -> Vec<u64> {
        let entries = log.entries(Position(from)..Position(to));
        entries.map(|entry| entry.expect("a readable entry").position.0).collect()
    };
    for from in 0..43 {
        for to in 0..43 {
            assert_eq!(
                read(from, to),
                (from.max(1)..to.min(41)).collect::<Vec<_>>(),
                "{from}..{to}"
            );
        }
    }
    assert_eq!(read(39, u64::MAX), [39, 40]);
    assert_eq!(read(u64::MAX, u64::MAX), [0; 0]);
}

fn an_event_is_found_by_its_id(make: Make<'_>) {
    let log = fresh(make);
    log.append(motions(&["a/b/1", "a/1", "a/2"])).expect("an append");
    for entry in all(&*log) {
        assert_eq!(log.find(&entry.event.event_id()).expect("an answer"), Some(entry));
    }
    for absent in ["a/3", "a/b/2", "b/1", "A/1"] {
        assert_eq!(log.find(&id(absent)).expect("an answer"), None);
    }
}

fn events_that_break_a_rule_are_refused(make: Make<'_>) {
    let log = fresh(make);
    let mut broken = motion("a/1");
    broken.verb = Verb::Settled;
    let error = log.append(Batch::of(vec![broken])).expect_err("a motion is filed");
    let Error::Invalid { id: of, problem } = error else { panic!("{error}") };
    assert_eq!((of, problem.field), (id("a/1"), "kind"));
    assert_eq!(head(&*log).size, Position(0));
}

/// A motion whose canonical JSON has just so many bytes.
fn motion_of(name: &str, bytes: usize) -> Event {
    let mut event = motion(name);
    event.text = Some(String::new());
    let bare = docket_core::canonical(&event).len();
    event.text = Some("x".repeat(bytes - bare));
    event
}

fn large_events_are_kept(make: Make<'_>) {
    let log = fresh(make);
    let sizes = [1_024, 4_096, 6_000, 6_070, 6_144, 6_145, 12_300, 65_536, 500_000, 1 << 20];
    let events: Vec<_> = sizes.iter().map(|size| motion_of(&format!("a/{size}"), *size)).collect();
    for (at, event) in events.iter().enumerate() {
        log.append(Batch::of(vec![event.clone(), motion(&format!("b/{at}"))])).expect("an append");
    }
    let more: Vec<_> =
        (5_900..6_200).step_by(7).map(|size| motion_of(&format!("c/{size}"), size)).collect();
    log.append(Batch::of(more.clone())).expect("sizes around that of a chunk");
    let kept: Vec<_> = all(&*log)
        .into_iter()
        .map(|entry| entry.event)
        .filter(|event| event.case != case("b"))
        .collect();
    assert_eq!(kept, [events, more].concat());
    is_in_order(&*log);

    let error =
        log.append(Batch::of(vec![motion_of("a/over", (1 << 20) + 1)])).expect_err("too large");
    let Error::Invalid { problem, .. } = error else { panic!("{error}") };
    assert_eq!(problem.field, "event");
}

fn a_batch_has_ten_thousand_events_at_most(make: Make<'_>) {
    let log = fresh(make);
    let batch = |events: usize| Batch::of((0..events).map(|n| motion(&format!("a/{n}"))).collect());
    let error = log.append(batch(MAX_BATCH_EVENTS + 1)).expect_err("one too many");
    assert!(matches!(error, Error::BatchTooLarge { events: 10_001, limit: 10_000 }), "{error}");
    assert_eq!(head(&*log).size, Position(0));
    log.append(batch(MAX_BATCH_EVENTS)).expect("as many as there may be");
    is_in_order(&*log);
}

fn an_event_may_concern_many_cases(make: Make<'_>) {
    let log = fresh(make);
    let mut event = motion("a/1");
    event.also_in = (0..3_000).map(|n| case(&format!("member-{n}"))).collect();
    log.append(Batch::of(vec![motion("a/0"), event, motion("a/2")])).expect("an append");
    for n in [0, 1_234, 2_999] {
        assert_eq!(of_case(&*log, &format!("member-{n}")), ["a/1"]);
    }
    is_in_order(&*log);
}

fn hostile_strings_are_kept_byte_for_byte(make: Make<'_>) {
    let log = fresh(make);
    let strings = blns();
    let event = |(at, string): (usize, &String)| {
        let mut event = motion(&format!("a/{at}"));
        event.by =
            vec![Party::named(string), Party { id: Some(string.clone()), name: "x".to_owned() }];
        event.text = Some(string.clone());
        event
    };
    let events: Vec<_> = strings.iter().enumerate().map(event).collect();
    log.append(Batch::of(events.clone())).expect("an append");
    let kept: Vec<_> = all(&*log).into_iter().map(|entry| entry.event).collect();
    assert_eq!(kept, events);
    is_in_order(&*log);
}

fn some_entries(make: Make<'_>) -> (Vec<LogEntry>, Head) {
    let log = fresh(make);
    for n in 0..30 {
        let mut shown = motion(&format!("a/{n}"));
        shown.also_in = [case("c")].into();
        log.append(Batch::of(vec![shown, motion(&format!("b/{n}"))])).expect("an append");
    }
    log.append(Batch::of(vec![motion_of("a/large", 100_000)])).expect("an append");
    (all(&*log), head(&*log))
}

fn restore(log: &dyn Log, entries: &[LogEntry]) -> docket_core::Result<Head> {
    log.restore(&mut entries.iter().cloned().map(Ok))
}

fn restoring_keeps_everything(make: Make<'_>) {
    let (entries, original) = some_entries(make);
    let leaves: Vec<Hash> = entries.iter().map(LogEntry::leaf_hash).collect();
    let log = fresh(make);
    let restored = restore(&*log, &entries).expect("a restore");
    assert_eq!(restored, Head { origin: Origin::RestoredUnverified, ..original });
    assert_eq!((head(&*log), all(&*log)), (restored, entries.clone()));
    assert_eq!(all(&*log).iter().map(LogEntry::leaf_hash).collect::<Vec<_>>(), leaves);
    assert_eq!(of_case(&*log, "c").len(), 30);
    is_in_order(&*log);

    let again = log.append(motions(&["b/3"])).expect("recorded already");
    assert_eq!(places(&again), [(8, 4, false)]);
    let next = log.append(motions(&["b/new"])).expect("an append");
    assert_eq!(places(&next), [(62, 31, true)]);
    assert_eq!(head(&*log).origin, Origin::RestoredUnverified, "once restored, always restored");
    is_in_order(&*log);
}

fn only_an_empty_log_is_restored_into(make: Make<'_>) {
    let (entries, _) = some_entries(make);
    let log = fresh(make);
    log.append(motions(&["z/1"])).expect("an append");
    for some in [&entries[..], &[]] {
        let error = restore(&*log, some).expect_err("it is not empty");
        assert!(matches!(error, Error::NotEmpty { size: 1 }), "{error}");
    }
    assert_eq!(all(&*log).len(), 1);
    assert_eq!(head(&*log).origin, Origin::Recorded);
    let empty = fresh(make);
    assert_eq!(restore(&*empty, &[]).expect("nothing to restore").size, Position(0));
}

/// A way to put entries out of place.
type Breaking = (&'static str, fn(&mut Vec<LogEntry>));

fn entries_out_of_place_are_not_restored(make: Make<'_>) {
    let (entries, _) = some_entries(make);
    let broken: [Breaking; 9] = [
        ("a first position of 0", |entries| entries[0].position = Position(0)),
        ("a gap", |entries| drop(entries.remove(5))),
        ("an entry twice", |entries| entries.insert(5, entries[5].clone())),
        ("two in the wrong order", |entries| entries.swap(7, 8)),
        ("a revision out of turn", |entries| entries[4].revision = Revision(4)),
        ("a revision 0", |entries| entries[0].revision = Revision(0)),
        ("an instant that stands still", |entries| entries[6].recorded_at = entries[5].recorded_at),
        ("an instant out of range", |entries| entries[60].recorded_at = RecordedAt(i64::MAX)),
        ("an id twice", |entries| entries[6].event.id = entries[4].event.id.clone()),
    ];
    for (what, breaking) in broken {
        let mut entries = entries.clone();
        breaking(&mut entries);
        let error = restore(&*fresh(make), &entries).expect_err(what);
        assert!(matches!(error, Error::OutOfPlace { .. }), "{what}: {error}");
    }
    let mut invalid = entries;
    invalid[3].event.source = None;
    let error = restore(&*fresh(make), &invalid).expect_err("a report without a source");
    assert!(matches!(error, Error::Invalid { .. }), "{error}");
}

fn the_first_error_of_a_restore_is_told(make: Make<'_>) {
    let (entries, _) = some_entries(make);
    let fault = || Err(Error::Store("the file ends here".to_owned()));
    let mut entries = entries.into_iter().take(3).map(Ok).chain([fault()]);
    let error = fresh(make).restore(&mut entries).expect_err("the file's error");
    assert!(matches!(&error, Error::Store(why) if why == "the file ends here"), "{error}");
}

#[test]
fn both_logs_have_the_same_entries_and_root() {
    let directory = tempfile::tempdir().expect("a directory");
    let host = || Arc::new(Ticking::forward());
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
