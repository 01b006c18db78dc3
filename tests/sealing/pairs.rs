//! Two ledgers that differ in nothing but what is sealed: whoever may not see it cannot tell them apart.
//!
//! `DOCKET_SEALED_PAIRS` says how many pairs of random histories are tried.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use docket_audit::{Fields, Timeline, conflicts, find};
use docket_case::CaseState;
use docket_core::{
    Batch, Bookkeeping, Cut, Docket, Effect, Event, EventId, FactValue, Field, Kind, Log,
    MemoryLog, Party, Position, RecordedBy, Restricted, Target, Ticking, Verb,
};
use docket_export::{markdown, timelinejs, write_csv};
use docket_statements::StatementHistory;
use docket_time::Tz;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;

use crate::law::cuts;
use crate::testkit::{case, id, key, said};
use docket_testkit::histories::{CASES, history};

/// How many pairs an ordinary run tries.
const PAIRS: u32 = 200;

/// What is to be closed: an event of the first case, by its number, and how much of it.
type Closing = (usize, Restricted);

fn closings() -> impl Strategy<Value = Vec<(Closing, Index)>> {
    let what = select(vec![Restricted::Document, Restricted::Text, Restricted::Line]);
    proptest::collection::vec(((0..6_usize, what), any::<Index>()), 1..4)
}

/// The history with the orders to seal in it, none of which anything can lift.
fn sealed(mut events: Vec<Event>, closings: &[(Closing, Index)]) -> Vec<Event> {
    for (number, ((at, what), place)) in closings.iter().enumerate() {
        let name = key(&format!("seal-{number}"));
        let mut order = Event::new(case(CASES[0]), name, Kind::Order, Verb::Announced);
        order.source = Some(key("court"));
        let target = Target::Event(target(*at));
        order.effects = vec![Effect::Restricts { target, what: *what }];
        events.insert(place.index(events.len() + 1), order);
    }
    events
}

fn target(at: usize) -> EventId {
    id(&format!("{}/e{at}", CASES[0]))
}

/// The same history with other content wherever it is sealed.
fn other(events: &[Event], closings: &[(Closing, Index)]) -> Vec<Event> {
    let mut closed: BTreeMap<EventId, Restricted> = BTreeMap::new();
    for ((at, what), _) in closings {
        let known = closed.entry(target(*at)).or_insert(*what);
        *known = (*known).max(*what);
    }
    // Since when a sealed order closes something else shows in that, so its days stay as they are.
    let orders: BTreeSet<EventId> =
        events.iter().filter(|event| closes(event)).map(Event::event_id).collect();
    let mut events = events.to_vec();
    for event in &mut events {
        if let Some(what) = closed.get(&event.event_id()) {
            change(event, *what);
        }
        for effect in &mut event.effects {
            if let Effect::Corrects { target, field, to } = effect {
                change_correction(&closed, &orders, target, *field, to);
            }
        }
        if let Some(Bookkeeping::TranscriptionFixed { field, target, to }) = &mut event.bookkeeping
        {
            change_correction(&closed, &orders, target, *field, to);
        }
    }
    events
}

fn closes(event: &Event) -> bool {
    event.effects.iter().any(|effect| matches!(effect, Effect::Restricts { .. }))
}

fn change(event: &mut Event, what: Restricted) {
    for value in event.facts.values_mut() {
        *value = "another secret".into();
    }
    event.facts.insert(key("secret"), "of the other ledger".into());
    for wording in &mut event.wordings {
        wording.text = vec!["we said something else".to_owned()];
        wording.speaker = Party::named("Somebody Else");
    }
    if what >= Restricted::Text {
        event.text = Some("ANOTHER TEXT, longer than the one before".into());
        event.by = vec![Party::named("Omega")];
        event.against.clear();
        event.on_behalf_of = vec![Party::named("Sigma")];
        event.effects.push(Effect::PartyJoins {
            party: Party::named("Omega"),
            role: docket_core::Role::Defendant,
        });
    }
    if what == Restricted::Line {
        event.document_number = Some("666".into());
        event.refers_to.clear();
        if event.verb != Verb::Settled {
            (event.verb, event.kind) = (Verb::Filed, Kind::Motion);
        }
    }
}

/// Changes what a closed field really says.
fn change_correction(
    closed: &BTreeMap<EventId, Restricted>,
    orders: &BTreeSet<EventId>,
    target: &Target,
    field: Field,
    to: &mut FactValue,
) {
    let Some(event) = target.event() else { return };
    let Some(what) = closed.get(event) else { return };
    let is_order = orders.contains(event);
    let is_part = matches!(target, Target::Part(..));
    match field {
        Field::Value => *to = 99_i64.to_string().as_str().into(),
        Field::Speaker => *to = "Somebody Else".into(),
        Field::By if *what >= Restricted::Text => *to = "Omega".into(),
        Field::Text if is_part || *what >= Restricted::Text => *to = "another text".into(),
        Field::DocumentNumber if *what == Restricted::Line => *to = "667".into(),
        Field::Occurred | Field::Published if *what == Restricted::Line && !is_order => {
            *to = "2024-07-27".into();
        }
        Field::Kind
        | Field::Against
        | Field::Occurred
        | Field::Published
        | Field::Text
        | Field::DocumentNumber
        | Field::By => {}
    }
}

/// All that a reader without the right can be told of a ledger, but for hashes.
fn told(events: &[Event], cuts: &[Cut]) -> String {
    told_by(Docket::public, events, cuts)
}

/// All that a docket tells of a ledger, but for hashes.
fn told_by(docket: fn(Arc<dyn Log>) -> Docket, events: &[Event], cuts: &[Cut]) -> String {
    let log = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
    for event in events {
        log.append(Batch::of(vec![event.clone()])).expect("a valid event");
    }
    let docket = docket(Arc::new(log));
    let size = docket.log().head().expect("a head").size;
    let mut told = format!("{:?}\n{:?}\n", docket.log().cases(), docket.log().expunged());
    let mut say = |what: String| writeln!(told, "{what}").expect("a text takes it");
    for kept in docket.log().kept(Position(1)..size.next()) {
        say(format!("{kept:?}"));
    }
    let mut csv = Vec::new();
    write_csv(&docket, &mut csv, || ()).expect("a table");
    say(String::from_utf8(csv).expect("text"));
    let positions = [size, Position(size.0 / 2), Position(size.0 - 1)];
    let by = |cut: &Cut| {
        let cut = cut.clone();
        positions.map(move |at| Cut { recorded_by: Some(RecordedBy::Position(at)), ..cut.clone() })
    };
    let cuts = cuts.iter().flat_map(|cut| by(cut).into_iter().chain([cut.clone()]));
    for cut in cuts.chain([Cut::none()]) {
        for name in CASES {
            let Some(view) = docket.at(cut.clone()).case(&case(name)).expect("readable") else {
                say(format!("no {name}"));
                continue;
            };
            let (state, statements): (CaseState, StatementHistory) = view.project();
            say(format!("{state}\n{statements:?}\n{:?}", docket_case::known(&view)));
            say(format!("{:?}\n{:?}", view.entries(), view.resolve()));
            say(format!("{:?}\n{:?}", view.restrictions(), view.withheld()));
            say(format!("{:?}\n{:?}", Fields::of(&view), conflicts(&view)));
            for words in ["secret", "we", "Omega", "another"] {
                say(format!("{:?}", find(&view, words, &[])));
            }
            say(format!("{:?}\n{}\n{}", Timeline::of(&view), markdown(&view), timelinejs(&view)));
        }
    }
    told
}

fn pairs() -> u32 {
    let given = std::env::var("DOCKET_SEALED_PAIRS").ok();
    given.map_or(PAIRS, |given| given.parse().expect("a number of pairs"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: pairs(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ledgers_that_differ_in_what_is_sealed_are_one_to_the_public(
        events in history(), closings in closings(), cuts in cuts(),
    ) {
        let one = sealed(events, &closings);
        let other = other(&one, &closings);
        let (first, second) = (told(&one, &cuts), told(&other, &cuts));
        let differing = first.lines().zip(second.lines()).find(|(one, other)| one != other);
        prop_assert_eq!(differing, None);
        prop_assert_eq!(first.len(), second.len());
    }
}

/// The control: who may see everything tells the ledgers apart.
#[test]
fn the_pairs_do_differ_to_who_may_see_everything() {
    let mut differing = 0;
    let strategy = (history(), closings(), cuts());
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..50 {
        let (events, closings, cuts) = strategy.new_tree(&mut runner).expect("a history").current();
        let one = sealed(events, &closings);
        let other = other(&one, &closings);
        let [first, second] = [&one, &other].map(|events| told_by(Docket::new, events, &cuts));
        differing += u32::from(first != second);
    }
    said(&format!("{differing} of 50 pairs differ"));
    assert!(differing > 25, "{differing} of 50 pairs differ");
}
