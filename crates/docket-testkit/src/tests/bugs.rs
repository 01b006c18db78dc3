//! Bugs that projections are known for, each with the law that finds it.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use docket_core::{
    Act, CaseId, CaseView, Cut, Docket, Effect, Event, LogEntry, Position, Projection, RecordedBy,
};

use super::sample::{Papers, line, projection};
use crate::{Kit, Law};

/// The laws that a kit breaks.
fn broken<P: Debug + 'static>(kit: &Kit<P>) -> Vec<Law> {
    kit.broken().iter().map(|broken| broken.law).collect()
}

/// Says which law finds a bug.
#[track_caller]
fn found<P: Debug + 'static>(law: Law, kit: &Kit<P>) {
    let broken = broken(kit);
    assert!(broken.contains(&law), "{law:?} does not find it, but {broken:?}");
}

fn view(docket: &Docket, case: &CaseId, cut: &Cut) -> Option<CaseView> {
    docket.at(cut.clone()).case(case).expect("a readable log")
}

/// The reports of a view as they stand in the log.
fn entries(view: &CaseView) -> impl Iterator<Item = &LogEntry> {
    view.entries().iter().filter(|entry| entry.event.bookkeeping.is_none())
}

// Replaying.

projection!(HashMapOutput(HashMap<String, usize>), |state, act| {
    *state.entry(format!("{:?} {:?}", act.kind, act.by)).or_default() += 1;
});

#[test]
fn a_hash_map_in_the_output() {
    found(Law::Replay, &Kit::<HashMapOutput>::of());
}

projection!(WallClock(Vec<u128>), |state, _| {
    #[expect(clippy::disallowed_methods, reason = "it is the bug")]
    state.push(std::time::Instant::now().elapsed().as_nanos() + now());
});

#[expect(clippy::disallowed_methods, reason = "it is the bug")]
fn now() -> u128 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_nanos())
}

#[test]
fn a_wall_clock() {
    found(Law::Replay, &Kit::<WallClock>::of());
}

static NUMBERS: AtomicUsize = AtomicUsize::new(0);

projection!(NumberedForEver(Vec<usize>), |state, _| {
    state.push(NUMBERS.fetch_add(1, Ordering::Relaxed));
});

#[test]
fn a_counter_that_outlives_the_replay() {
    found(Law::Replay, &Kit::<NumberedForEver>::of());
}

projection!(Address(Vec<String>), |state, act| {
    let boxed = Box::new(act.kind.clone());
    state.push(format!("{:p}", &raw const *boxed));
    std::mem::forget(boxed);
});

#[test]
fn an_address_in_the_output() {
    found(Law::Replay, &Kit::<Address>::of());
}

// Pieces.

#[test]
fn a_field_that_is_not_stored() {
    let forgetful = |state: Papers| Papers { open: 0, ..state };
    found(Law::Pieces, &Kit::<Papers>::of().carried_by(forgetful));
}

#[test]
fn a_map_that_is_stored_without_its_last_row() {
    let forgetful = |mut state: Papers| {
        state.facts.pop_last();
        state
    };
    found(Law::Pieces, &Kit::<Papers>::of().carried_by(forgetful));
}

// Threads.

thread_local! {
    static SEEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

#[test]
fn numbers_that_each_thread_gives_out_itself() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let papers = view(docket, case, cut)?.project::<Papers>();
        // The same name has the same number, as long as one thread asks.
        SEEN.with_borrow_mut(|seen| {
            let number = |name: String| {
                let known = seen.iter().position(|known| *known == name);
                known.unwrap_or_else(|| {
                    seen.push(name);
                    seen.len() - 1
                })
            };
            Some(papers.acts.into_iter().map(number).collect::<Vec<_>>())
        })
    };
    found(Law::Parallel, &Kit::asking("numbers", ask));
}

// The recorded clock.

#[test]
fn a_state_that_is_kept_for_each_case() {
    let kept: Mutex<BTreeMap<(usize, CaseId), Papers>> = Mutex::default();
    let ask = move |docket: &Docket, case: &CaseId, cut: &Cut| {
        let log = std::ptr::from_ref(docket.log()).addr();
        let mut kept = kept.lock().expect("one at a time");
        let state = || Some(view(docket, case, cut)?.project());
        let known = kept.get(&(log, case.clone())).cloned();
        let state = known.or_else(state)?;
        kept.insert((log, case.clone()), state.clone());
        Some(state)
    };
    found(Law::Past, &Kit::asking("kept", ask));
}

/// What was recorded before a position, where the position itself should be inside.
#[test]
fn a_recorded_cut_that_is_off_by_one() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let recorded_by = match cut.recorded_by {
            Some(RecordedBy::Position(Position(at))) => {
                Some(RecordedBy::Position(Position(at - 1)))
            }
            other => other,
        };
        Some(view(docket, case, &Cut { recorded_by, ..cut.clone() })?.project::<Papers>())
    };
    let kit = Kit::asking("early", ask);
    found(Law::Past, &kit);
    found(Law::Whole, &kit);
}

#[test]
fn what_is_recorded_later_shows_in_the_past() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        view(docket, case, cut)?;
        let cut = Cut { recorded_by: None, ..cut.clone() };
        Some(view(docket, case, &cut)?.project::<Papers>())
    };
    found(Law::Past, &Kit::asking("later", ask));
}

/// Corrections are looked for in the latest state, and applied to all of the past.
#[test]
fn a_correction_that_is_applied_before_it_was_made() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let then = view(docket, case, cut)?.project::<Papers>();
        let now =
            view(docket, case, &Cut { recorded_by: None, ..cut.clone() })?.project::<Papers>();
        let latest = |name: &String| (name.clone(), now.facts.get(name).cloned());
        Some(then.facts.keys().map(latest).collect::<BTreeMap<_, _>>())
    };
    found(Law::Past, &Kit::asking("rewritten", ask));
}

/// Retracted reports are looked for in the whole log.
#[test]
fn a_retraction_that_erases_the_past() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let now = view(docket, case, &Cut { recorded_by: None, ..cut.clone() })?;
        let standing = |event: &Event| {
            now.resolve().acts.iter().any(|act| act.events().contains(&event.event_id()))
        };
        let then = view(docket, case, cut)?;
        let events = entries(&then).map(|entry| &entry.event).filter(|event| standing(event));
        Some(events.map(|event| event.id.to_string()).collect::<Vec<_>>().len())
    };
    found(Law::Past, &Kit::asking("erased", ask));
}

// The clocks of the world.

#[test]
fn a_published_cut_that_is_off_by_one() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let earlier = cut
            .published_by
            .map(|by| docket_core::By::EndOf(by.day(docket_time::Tz::UTC).plus(-1)));
        Some(view(docket, case, &Cut { published_by: earlier, ..cut.clone() })?.project::<Papers>())
    };
    found(Law::Whole, &Kit::asking("a day early", ask));
}

#[test]
fn an_occurred_cut_that_is_off_by_one() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let earlier =
            cut.occurred_by.map(|by| docket_core::By::EndOf(by.day(docket_time::Tz::UTC).plus(-1)));
        Some(view(docket, case, &Cut { occurred_by: earlier, ..cut.clone() })?.project::<Papers>())
    };
    found(Law::Whole, &Kit::asking("a day early", ask));
}

#[test]
fn a_leak_of_what_was_not_yet_public() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let inside = view(docket, case, cut)?;
        // The count is of all that is recorded, whenever it became public.
        Some((inside.project::<Papers>(), entries(&inside).count()))
    };
    found(Law::Leak, &Kit::asking("counted", ask));
}

#[test]
fn a_published_cut_that_is_forgotten() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        Some(view(docket, case, &cut.whenever_published())?.project::<Papers>())
    };
    found(Law::Leak, &Kit::asking("whenever", ask));
}

// The order of recording.

projection!(ByArrival(BTreeMap<u64, String>), |state, act| {
    let first = act.reports.iter().map(|report| report.entry.position.0).min();
    state.insert(first.unwrap_or_default(), line(act));
});

#[test]
fn a_state_keyed_by_the_order_of_arrival() {
    found(Law::Order, &Kit::<ByArrival>::of());
}

projection!(RecordedDate(Vec<String>), |state, act| {
    let dates = act.reports.iter().map(|report| report.entry.recorded_at);
    state.push(dates.min().map_or_else(String::new, |at| at.to_string()));
});

#[test]
fn the_day_of_recording_for_the_day_of_the_act() {
    found(Law::Order, &Kit::<RecordedDate>::of());
}

#[test]
fn the_last_recorded_for_the_last() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let inside = view(docket, case, cut)?;
        let reports = inside.reports();
        let last = reports.iter().max_by_key(|report| report.entry.position);
        Some(last.map(|report| format!("{:?} {:?}", report.event.kind, report.event.by)))
    };
    found(Law::Order, &Kit::asking("last", ask));
}

projection!(Salted(Vec<String>), |state, act| {
    state
        .push(act.reports.first().map_or_else(String::new, |report| report.entry.salt.to_string()));
});

#[test]
fn a_salt_in_the_output() {
    found(Law::Order, &Kit::<Salted>::of());
}

// What reports do to each other.

projection!(AsRecorded(Vec<String>), |state, act| {
    for report in &act.reports {
        let event = &report.entry.event;
        state.push(format!(
            "{:?} {:?} {:?} {:?}",
            event.kind, event.by, event.occurred, event.facts
        ));
    }
    state.sort();
    state.dedup();
});

#[test]
fn a_correction_that_is_ignored() {
    found(Law::Correction, &Kit::<AsRecorded>::of());
}

#[test]
fn a_retraction_that_is_ignored() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let inside = view(docket, case, cut)?;
        let kinds =
            inside.reports().iter().map(|report| format!("{:?}", report.event.kind)).collect();
        Some::<Vec<String>>(kinds)
    };
    found(Law::Retraction, &Kit::asking("reports", ask));
}

/// Whatever a retraction names is gone, whatever becomes of the retraction.
#[test]
fn a_retraction_that_cannot_be_taken_back() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let inside = view(docket, case, cut)?;
        let resolution = inside.resolve();
        let named = |effect: &Effect| {
            let retracts = matches!(effect, Effect::Retracts { .. });
            effect.target().filter(|_| retracts)?.event().cloned()
        };
        let effects = entries(&inside).flat_map(|entry| &entry.event.effects);
        let gone: Vec<_> = effects.filter_map(named).collect();
        let stands = |act: &&Act<'_>| !act.events().iter().any(|event| gone.contains(event));
        Some(resolution.acts.iter().filter(stands).map(line).collect::<Vec<_>>())
    };
    found(Law::Reinstatement, &Kit::asking("gone", ask));
}

projection!(ReportsForActs(BTreeMap<String, usize>), |state, act| {
    *state.entry(format!("{:?}", act.kind)).or_default() += act.reports.len();
});

#[test]
fn reports_that_are_counted_twice() {
    found(Law::ToldTwice, &Kit::<ReportsForActs>::of());
}

// Other cases.

#[test]
fn the_reports_of_all_cases() {
    let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
        let inside = view(docket, case, cut)?;
        let size = inside.entries().last()?.position;
        let all = docket.log().entries(Position(1)..size.next());
        let kinds = all.filter_map(Result::ok).filter(|entry| entry.event.bookkeeping.is_none());
        Some(kinds.map(|entry| format!("{:?}", entry.event.verb)).collect::<Vec<_>>().len())
    };
    found(Law::OtherCases, &Kit::asking("all", ask));
}

#[test]
fn bookkeeping_for_acts() {
    let ask =
        |docket: &Docket, case: &CaseId, cut: &Cut| Some(view(docket, case, cut)?.entries().len());
    found(Law::OtherCases, &Kit::asking("entries", ask));
}
