//! Questions about who knew what, held against asking the plain way, on random histories.

use std::collections::BTreeSet;

use docket_audit::{
    Clock, Diff, FieldPath, Fields, FirstKnown, Held, Picture, Point, Stretch, Why,
};
use docket_case::FactState;
use docket_core::{
    By, CaseView, Cut, Docket, Event, EventId, Position, RecordedBy, Support, from_json,
};
use docket_time::Day;
use proptest::prelude::*;

use crate::law::{cuts, history, record};
use crate::testkit::case;
use docket_testkit::histories::CASES;

fn views(docket: &Docket, cut: &Cut) -> Vec<CaseView> {
    let view = |name| docket.at(cut.clone()).case(&case(name)).expect("a readable log");
    CASES.into_iter().filter_map(view).collect()
}

/// All of a state, as bytes.
fn state(view: &CaseView) -> String {
    let picture: Picture = view.project();
    serde_json::json!([picture.case, picture.statements]).to_string()
}

/// Every point of a clock at which something could be asked, asked the plain way.
fn everywhere(view: &CaseView, clock: Clock) -> Vec<(Point, CaseView)> {
    let days = || {
        let first = Day::from_ymd(2024, 6, 28).expect("a day");
        let days = (0..45).map(move |n| first.plus(n));
        let far = Day::from_ymd(2025, 1, 1).expect("a day");
        days.chain([far])
    };
    let cut = view.cut().clone();
    match clock {
        Clock::Recorded => {
            let entries = view.entries().iter();
            let at = |position| view.recorded_by(RecordedBy::Position(position));
            entries
                .map(|entry| (Point::Entry(entry.position, entry.recorded_at), at(entry.position)))
                .collect()
        }
        Clock::Published => days()
            .map(|day| {
                let cut = Cut { published_by: Some(By::EndOf(day)), ..cut.clone() };
                (Point::Day(day), view.with_cut(&cut))
            })
            .collect(),
        Clock::Occurred => days()
            .map(|day| {
                let cut = Cut { occurred_by: Some(By::EndOf(day)), ..cut.clone() };
                (Point::Day(day), view.with_cut(&cut))
            })
            .collect(),
    }
}

/// What the stretches say of a point.
fn at(stretches: &[Stretch<Held>], point: Point) -> Option<&Held> {
    let holds = |stretch: &&Stretch<Held>| {
        stretch.from <= point && stretch.until.is_none_or(|until| point < until)
    };
    stretches.iter().find(holds).map(|stretch| &stretch.held)
}

/// The events inside a view's cut.
fn inside(view: &CaseView) -> BTreeSet<EventId> {
    view.reports().iter().map(|report| report.entry.event.event_id()).collect()
}

fn some_paths(fields: &Fields) -> Vec<FieldPath> {
    fields.iter().map(|field| field.path.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_diff_turns_the_state_before_into_the_state_after(
        events in history(), cuts in cuts(), from in 0_u64..20, to in 0_u64..20,
    ) {
        let (docket, _) = record(events);
        for view in views(&docket, &Cut::none()) {
            let at = |cut: &Cut, position| {
                view.with_cut(cut).recorded_by(RecordedBy::Position(Position(position)))
            };
            let (before, after) = (at(&cuts[0], from), at(&cuts[1], to));
            let diff = Diff::between(&before, &after);
            prop_assert_eq!(diff.apply(&Fields::of(&before)), Fields::of(&after));
            // The fields are the state: where they are the same, so is every byte of it.
            if diff.changes.is_empty() && Fields::of(&before) == Fields::of(&after) {
                prop_assert_eq!(state(&before), state(&after));
            }
            let known = |state: &FactState| state.support != Support::Unknown;
            for change in &diff.changes {
                // Of what is unknown before and after (a list without members) nobody says anything.
                if !change.from.iter().chain(&change.to).any(known) {
                    continue;
                }
                prop_assert!(!change.because.is_empty(), "{} has no cause", change.field);
            }
        }
    }

    #[test]
    fn first_known_agrees_with_asking_at_every_point(events in history(), cuts in cuts()) {
        let (docket, _) = record(events);
        for view in views(&docket, &Cut::none()) {
            let view = view.with_cut(&cuts[0]);
            for clock in Clock::ALL {
                let whole: Vec<(Point, Fields)> = everywhere(&view, clock)
                    .into_iter()
                    .map(|(point, view)| (point, Fields::of(&view)))
                    .collect();
                let paths: BTreeSet<FieldPath> =
                    whole.iter().flat_map(|(_, fields)| some_paths(fields)).collect();
                for path in paths {
                    let known = FirstKnown::of(&view, &path, None, clock);
                    let inside = |point: &Point| match point {
                        Point::Day(day) => {
                            let by = match clock {
                                Clock::Occurred => view.cut().occurred_by,
                                Clock::Published => view.cut().published_by,
                                Clock::Recorded => None,
                            };
                            by.is_none_or(|by| *day <= by.day(view.zone()))
                        }
                        Point::Beginning | Point::Entry(..) => true,
                    };
                    for (point, fields) in whole.iter().filter(|(point, _)| inside(point)) {
                        let asked = fields.get(&path).filter(|one| one.support != Support::Unknown);
                        let told = at(&known.stretches, *point).map(|held| &held.state);
                        prop_assert_eq!(told, asked, "{} {} {}", path, clock.name(), point);
                    }
                }
            }
        }
    }

    #[test]
    fn why_names_only_events_inside_the_cut(events in history(), cuts in cuts(), by in 0_u64..20) {
        let (docket, _) = record(events);
        for view in views(&docket, &Cut::none()) {
            let view = view.with_cut(&cuts[0]).recorded_by(RecordedBy::Position(Position(by)));
            let inside = inside(&view);
            for field in Fields::of(&view).iter() {
                let why = Why::of(&view, &field.path).expect("a known field has a reason");
                prop_assert_eq!(&why.state, &field.state, "{}", field.path);
                if field.state.support != Support::Unknown {
                    prop_assert!(!why.evidence.is_empty(), "{} has no evidence", field.path);
                    prop_assert!(!why.rules.is_empty(), "{} has no rule", field.path);
                }
                for one in &why.evidence {
                    prop_assert!(inside.contains(&one.event), "{}: {}", field.path, one.event);
                }
            }
        }
    }
}

/// A link joins the report to one of another case, which is read only from the day on which that case
/// has something to say of this one: bearing on the act, and recorded elsewhere.
#[test]
fn what_leads_to_another_case_is_not_left_out_of_a_question_about_one_act() {
    let told = |text: &str| -> Event { from_json(text).expect("an event") };
    let report = |id: &str, effects: &str| {
        told(&format!(
            r#"{{"case":"{}","effects":[{effects}],"id":"{}","kind":"Complaint","source":"court","verb":"filed"}}"#,
            id.split_once('/').expect("a case").0,
            id.split_once('/').expect("a key").1,
        ))
    };
    let link = r#"{"bookkeeping":{"linked":{"targets":["alpha/first","gamma/second"]}},
        "case":"alpha","id":"link","kind":"Linked","verb":"announced"}"#;
    let corrects =
        |target: &str| format!(r#"{{"corrects":"{target}","field":"document_number","to":"7"}}"#);
    let (docket, _) = record([
        told(link),
        report("alpha/first", ""),
        report("alpha/other", ""),
        report("gamma/zero", ""),
        report("gamma/second", &corrects("gamma/zero")),
        report("gamma/leads", &corrects("alpha/other")),
    ]);
    let view = docket.now().case(&case("alpha")).expect("a readable log").expect("recorded");
    let is_it = |path: &FieldPath| path.to_string() == "acts/first";
    let path = some_paths(&Fields::of(&view)).into_iter().find(is_it).expect("the act is there");
    let known = FirstKnown::of(&view, &path, None, Clock::Recorded);
    for (point, view) in everywhere(&view, Clock::Recorded) {
        let fields = Fields::of(&view);
        assert_eq!(
            at(&known.stretches, point).map(|held| &held.state),
            fields.get(&path),
            "{point}"
        );
    }
    let because: Vec<usize> =
        known.stretches.iter().map(|stretch| stretch.held.state.because.len()).collect();
    assert_eq!(because, [1, 2], "told by one report, then by both");
}
