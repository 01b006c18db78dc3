//! The law, on random histories: a past answer never changes, and the order of recording never
//! shows in the final state.

use std::collections::BTreeMap;
use std::sync::Arc;

use docket_case::CaseState;
use docket_core::{
    Batch, By, CaseView, Cut, Docket, Event, Log, MemoryLog, Position, RecordedBy, Ticking,
};
use docket_statements::StatementHistory;
use docket_time::{Day, Tz};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::testkit::case;
use docket_testkit::histories::{CASES, bookkeeping, descriptions, reports};

/// Everything that can be asked of a case, as bytes; positions are those of the log.
fn answer(docket: &Docket, cut: &Cut) -> String {
    let views = CASES.map(|name| docket.at(cut.clone()).case(&case(name)).expect("a readable log"));
    let answers: Vec<Value> =
        views.iter().map(|view| view.as_ref().map_or(Value::Null, told)).collect();
    serde_json::to_string(&answers).expect("answers are JSON")
}

fn told(view: &CaseView) -> Value {
    let (state, facts) = docket_case::known(view);
    assert_eq!((&state, facts), (&marked(view).0, marked(view).1), "folded once or twice");
    let history: StatementHistory = view.project();
    let resolution = view.resolve();
    let states: BTreeMap<u64, _> =
        resolution.states.iter().map(|(position, state)| (position.0, *state)).collect();
    let entries: Vec<String> =
        view.entries().iter().map(|entry| entry.event.event_id().to_string()).collect();
    json!({
        "entries": entries,
        "exhibits": [state.to_string(), history.to_string()],
        "not_yet_known": [resolution.not_yet_known, facts as u64],
        "revision": view.revision(),
        "state": state,
        "statements": history,
        "states": states,
        "zone": view.zone().to_string(),
    })
}

/// What is known and what was not yet public, by two folds whatever there is to be marked.
fn marked(view: &CaseView) -> (CaseState, usize) {
    let mut state: CaseState = view.project();
    if view.cut().published_by.is_none() {
        return (state, 0);
    }
    let whole: CaseState = view.with_cut(&view.cut().whenever_published()).project();
    let marked = docket_case::mark_not_yet_public(&mut state, &whole);
    (state, marked)
}

pub(crate) fn record(events: impl IntoIterator<Item = Event>) -> (Docket, Arc<MemoryLog>) {
    let log = Arc::new(MemoryLog::new(Tz::UTC, Arc::new(Ticking::default())));
    for event in events {
        log.append(Batch::of(vec![event])).expect("a valid event");
    }
    (Docket::new(log.clone()), log)
}

/// Cuts by the clocks of the world, with and without what is possible.
pub(crate) fn cuts() -> impl Strategy<Value = Vec<Cut>> {
    let day = proptest::option::of(select(vec![27_u8, 29, 30, 31]))
        .prop_map(|day| day.and_then(|day| Day::from_ymd(2024, 7, day)).map(By::EndOf));
    let cut =
        (day.clone(), day, any::<bool>()).prop_map(|(occurred_by, published_by, possibly)| Cut {
            occurred_by,
            published_by,
            possibly,
            recorded_by: None,
        });
    proptest::collection::vec(cut, 3)
}

/// A history in one order of recording, with bookkeeping anywhere among the reports.
pub(crate) fn history() -> impl Strategy<Value = Vec<Event>> {
    (reports().prop_shuffle(), bookkeeping(), any::<u64>()).prop_map(|(reports, notes, seed)| {
        let mut events = descriptions();
        let after = events.len();
        events.extend(reports);
        let mut place = seed;
        for note in notes {
            // Each note goes behind the one before, at a place that the seed chooses.
            let room = events.len() - after + 1;
            let at = after + usize::try_from(place % room as u64).expect("a small number");
            events.insert(at, note);
            place /= 7;
        }
        events
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_known_never_changes(events in history(), cuts in cuts()) {
        let (docket, log) = record(Vec::new());
        let mut then: Vec<(Position, Vec<String>)> = Vec::new();
        for event in events {
            let receipt = log.append(Batch::of(vec![event])).expect("a valid event");
            let answers = cuts.iter().map(|cut| answer(&docket, cut)).collect();
            then.push((receipt.lines[0].position, answers));
        }
        for (position, answers) in then {
            let at = log.entries(position..position.next()).next().expect("an entry").expect("readable");
            for (cut, then) in cuts.iter().zip(answers) {
                let by_position = Cut { recorded_by: Some(RecordedBy::Position(position)), ..cut.clone() };
                prop_assert_eq!(&answer(&docket, &by_position), &then);
                let instant = RecordedBy::Instant(at.recorded_at.instant());
                let by_instant = Cut { recorded_by: Some(instant), ..cut.clone() };
                prop_assert_eq!(&answer(&docket, &by_instant), &then);
            }
        }
    }

    #[test]
    fn the_order_of_recording_does_not_show(
        (events, shuffled) in reports().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())),
        notes in bookkeeping(),
        cuts in cuts(),
    ) {
        // Among bookkeeping the later position decides, so only the reports change places.
        let recorded = |reports: Vec<Event>| {
            record(descriptions().into_iter().chain(notes.clone()).chain(reports)).0
        };
        let (one, other) = (recorded(events), recorded(shuffled));
        for cut in &cuts {
            for name in CASES {
                let told = |docket: &Docket| {
                    let view = docket.at(cut.clone()).case(&case(name)).expect("readable").expect("opened");
                    let (state, history): (CaseState, StatementHistory) = view.project();
                    let known = docket_case::known(&view);
                    let resolution = view.resolve();
                    let states: BTreeMap<String, _> = view.entries().iter()
                        .filter_map(|entry| Some((entry.event.event_id().to_string(), *resolution.states.get(&entry.position)?)))
                        .collect();
                    json!([state, history, known, states, resolution.not_yet_known]).to_string()
                };
                prop_assert_eq!(told(&one), told(&other));
            }
        }
    }

    #[test]
    fn two_replays_are_byte_identical(events in history(), cuts in cuts()) {
        let (one, other) = (record(events.clone()).0, record(events).0);
        for cut in &cuts {
            prop_assert_eq!(answer(&one, cut), answer(&other, cut));
            prop_assert_eq!(answer(&one, cut), answer(&one, cut));
        }
    }
}
