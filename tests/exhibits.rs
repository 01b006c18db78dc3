//! Whole states at telling moments, as exhibits a person can read.

use docket_core::Cut;
use insta::Settings;

use crate::story::{day, history, real, state};

/// All snapshots stand in the top-level folder, each under the name it is given.
pub(crate) fn snapshots() -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// Compares an exhibit with the snapshot of this name.
fn exhibit(name: &str, description: &str, text: &str) {
    let mut settings = snapshots();
    settings.set_description(description);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_real_disputes_as_we_know_them_now() {
    let docket = real();
    for name in crate::story::BUNDLED {
        let state = state(&docket, name, Cut::none());
        exhibit(
            &format!("{name}.now"),
            "The state of the case, everything recorded.",
            &state.to_string(),
        );
    }
}

#[test]
fn amazon_v_nokia_as_the_public_learned_of_it() {
    let docket = real();
    for date in ["2024-07-30", "2024-07-31", "2024-08-01"] {
        let state = state(&docket, "amazon-v-nokia", Cut::published_by(day(date)));
        let name = format!("amazon-v-nokia.published-by-{date}");
        exhibit(
            &name,
            &format!("What was certainly public by the end of {date}."),
            &state.to_string(),
        );
    }
    let possibly = Cut::published_by(day("2024-07-31")).possibly();
    exhibit(
        "amazon-v-nokia.published-by-2024-07-31-possibly",
        "What was certainly or possibly public by the end of 2024-07-31.",
        &state(&docket, "amazon-v-nokia", possibly).to_string(),
    );
}

#[test]
fn nokia_v_amazon_on_the_day_two_papers_had_told_of_it() {
    let state = state(&real(), "nokia-v-amazon", Cut::published_by(day("2024-08-01")));
    exhibit(
        "nokia-v-amazon.published-by-2024-08-01",
        "What was certainly public by the end of 2024-08-01: the papers disagree on the number.",
        &state.to_string(),
    );
}

#[test]
fn pherah_on_the_day_between_an_order_and_its_entry() {
    let docket = real();
    let date = day("2016-03-30");
    for (clock, cut) in
        [("occurred", Cut::occurred_by(date)), ("published", Cut::published_by(date))]
    {
        let name = format!("pherah-v-zoho.{clock}-by-2016-03-30");
        let description = "The order of 2016-03-29 was entered on 2016-03-31.";
        exhibit(&name, description, &state(&docket, "pherah-v-zoho", cut).to_string());
    }
}

#[test]
fn who_said_what() {
    let docket = real();
    for name in ["amazon-v-nokia", "nokia-v-amazon", "huawei-v-verizon"] {
        let history = history(&docket, name, Cut::none());
        exhibit(&format!("{name}.statements"), "The history of statements.", &history.to_string());
    }
}

#[test]
fn the_state_of_a_case_as_json() {
    let state = state(&real(), "nokia-v-amazon", Cut::none());
    let json = serde_json::to_value(&state).expect("a state is JSON");
    let text = serde_json::to_string_pretty(&json).expect("JSON is text");
    exhibit("nokia-v-amazon.now.json", "The state of the case, as JSON.", &text);
}
