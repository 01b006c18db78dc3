//! The project's own projections, put to the test as anybody's are.

use docket_case::CaseState;
use docket_core::{Cut, EventId, Projection};
use docket_statements::StatementHistory;
use docket_testkit::{History, Kit, Law, assert_exhibit};
use serde_json::Value;

use crate::exhibits::snapshots;
use crate::story::BUNDLED;

/// The state of a case, as people read it.
fn states() -> Kit<CaseState> {
    Kit::of().shown_by(ToString::to_string)
}

fn statements() -> Kit<StatementHistory> {
    Kit::of().shown_by(ToString::to_string).showing_reports()
}

fn bundled(name: &str) -> History {
    let path = format!("{}/examples/cases/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    History::of_case_file(path).expect("a case file")
}

#[test]
fn the_state_of_a_case_obeys_all_laws() {
    states().with_example(&bundled("nokia-v-amazon")).obeys_all();
    states().heeds_every_verb();
}

#[test]
fn the_history_of_statements_obeys_all_laws() {
    statements().with_example(&bundled("amazon-v-nokia")).obeys_all();
}

#[test]
fn both_in_one_pass_obey_all_laws() {
    let kit = Kit::<(CaseState, StatementHistory)>::of().showing_reports();
    kit.with_effort(32).obeys_all();
}

/// What is told of a state without the reports behind it.
fn without_reports(value: &mut Value) {
    let is_event = |item: &Value| item.as_str().is_some_and(|text| text.parse::<EventId>().is_ok());
    match value {
        Value::Object(fields) => fields.values_mut().for_each(without_reports),
        Value::Array(items) => {
            items.retain(|item| !is_event(item));
            items.iter_mut().for_each(without_reports);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_report_that_is_told_twice_counts_once_in_the_state() {
    let kit = Kit::<CaseState>::of().shown_by(|state| {
        let mut json = serde_json::to_value(state).expect("a state is JSON");
        without_reports(&mut json);
        format!("{json:#}")
    });
    kit.obeys(Law::ToldTwice);
}

#[test]
fn the_bundled_disputes_as_they_grew() {
    snapshots().bind(|| {
        for name in BUNDLED {
            assert_exhibit!(states().timeline(&bundled(name)));
        }
    });
}

#[test]
fn two_hundred_lines_of_a_docket_grow_in_less_than_four_hundred() {
    let Some(history) =
        crate::imports::history("juriscraper/docket_history_reports/gand_234816.json")
    else {
        return;
    };
    let timeline = states().timeline(&history);
    let lines = timeline.text().lines().count();
    assert!((198..400).contains(&lines), "{lines} lines:\n{timeline}");
}

#[test]
fn a_dispute_by_what_was_public_and_what_was_recorded() {
    snapshots().bind(|| {
        assert_exhibit!(states().grid(&bundled("nokia-v-amazon")));
        let history = bundled("amazon-v-nokia");
        assert_exhibit!(docket_testkit::statements(&history, &Cut::none()));
        let days = ["2024-07-31", "2024-08-01"].map(docket_testkit::published_by);
        assert_exhibit!(states().diff(&history, &days[0], &days[1]));
    });
}

#[test]
fn a_history_is_known_as_it_is_to_the_ledger() {
    let history = bundled("pherah-v-zoho");
    let docket = crate::story::real();
    let view = docket.now().case(history.case()).expect("readable").expect("recorded");
    let known: CaseState = history.known(&Cut::none());
    assert_eq!(known, view.project());
    assert_eq!(known.case, CaseState::new(history.case()).case);
}
