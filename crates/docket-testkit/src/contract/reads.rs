//! What is read is what was appended.

use docket_proof::{Checkpoint, InclusionProof, NodeId, SigningKey, prove_inclusion};
use docket_time::Tz;

use docket_core::{
    Batch, Effect, Error, Event, Head, Kind, Manner, Origin, Party, Position, Scope, Target, Verb,
};

use crate::names::{case, id, key};

use super::motions::{all, motion, motion_of, motions};
use super::strings::hostile_strings;
use super::{Make, expecting, fresh, head, is_in_order, of_case};

pub(super) fn an_empty_log_has_no_entries(make: Make<'_>) {
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

pub(super) fn a_case_sees_what_concerns_it(make: Make<'_>) {
    let log = fresh(make);
    let mut shown = motion("a/shown");
    shown.also_in = [case("b"), case("c")].into();
    let mut retracting = motion("a/retracting");
    retracting.effects = vec![Effect::Retracts { reason: None, target: Target::Event(id("b/1")) }];
    let mut ending =
        Event::new(case("lead"), key("1"), Kind::Manner(Manner::Settlement), Verb::Settled);
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

pub(super) fn a_range_is_clipped_to_the_log(make: Make<'_>) {
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

pub(super) fn an_event_is_found_by_its_id(make: Make<'_>) {
    let log = fresh(make);
    log.append(motions(&["a/b/1", "a/1", "a/2"])).expect("an append");
    for entry in all(&*log) {
        assert_eq!(log.find(&entry.event.event_id()).expect("an answer"), Some(entry));
    }
    for absent in ["a/3", "a/b/2", "b/1", "A/1"] {
        assert_eq!(log.find(&id(absent)).expect("an answer"), None);
    }
}

pub(super) fn large_events_are_kept(make: Make<'_>) {
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

pub(super) fn an_event_may_concern_many_cases(make: Make<'_>) {
    let log = fresh(make);
    let mut event = motion("a/1");
    event.also_in = (0..3_000).map(|n| case(&format!("member-{n}"))).collect();
    log.append(Batch::of(vec![motion("a/0"), event, motion("a/2")])).expect("an append");
    for n in [0, 1_234, 2_999] {
        assert_eq!(of_case(&*log, &format!("member-{n}")), ["a/1"]);
    }
    is_in_order(&*log);
}

pub(super) fn hostile_strings_are_kept_byte_for_byte(make: Make<'_>) {
    let log = fresh(make);
    let strings = hostile_strings();
    let event = |(at, string): (usize, &String)| {
        let mut event = motion(&format!("a/{at}"));
        event.by = vec![Party::named(string), Party { id: Some(string.clone()), name: "x".into() }];
        event.text = Some(string.into());
        event
    };
    let events: Vec<_> = strings.iter().enumerate().map(event).collect();
    log.append(Batch::of(events.clone())).expect("an append");
    let kept: Vec<_> = all(&*log).into_iter().map(|entry| entry.event).collect();
    assert_eq!(kept, events);
    is_in_order(&*log);
}

pub(super) fn the_nodes_of_the_tree_prove_every_entry(make: Make<'_>) {
    let log = fresh(make);
    for n in 0..9 {
        log.append(motions(&[&format!("a/{n}"), &format!("b/{n}")])).expect("an append");
    }
    let size = head(&*log).size.0;
    let read = |node| log.node(node);
    for to in 1..=size {
        let root = docket_proof::root_at(to, read).expect("nodes");
        assert_eq!(root == head(&*log).root, to == size);
        let checkpoint = Checkpoint { origin: "log".to_owned(), size: to, root };
        let key = SigningKey::from_seed(Some("log"), [7; 32]).expect("a key");
        let checkpoint = checkpoint.signed(&key).expect("a signature");
        for entry in &all(&*log)[..usize::try_from(to).expect("a size")] {
            let hashes = prove_inclusion(to, entry.position.0, read).expect("nodes");
            let proof =
                InclusionProof { leaf: entry.leaf(), hashes, checkpoint: checkpoint.clone() };
            assert_eq!(proof.verify(key.verifying_key()).map(|proved| proved.size), Ok(to));
        }
    }
    let behind = NodeId::last_completed_by(size + 1).expect("a node");
    let behind = log.node(behind).expect_err("the log has no such entry");
    assert!(matches!(behind, Error::Damaged { .. }), "{behind}");
}
