//! Effects on effects: corrections of corrections, retractions of retractions, and our own typos.

use docket_core::{Cut, EntryState, Support};

use super::{CASE, after_the_complaint, entry_state, now, published_by};
use crate::story::{state, told};

#[test]
fn a_retracted_retraction_reinstates_and_each_stage_stays_in_the_past() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "retraction"
        verb = "announced"
        kind = "PressStatement"
        source = "paper"
        published = "2024-08-02"
        effects = [{ retracts = "complaint" }]

        [[event]]
        id = "reinstated"
        verb = "announced"
        kind = "PressStatement"
        source = "paper"
        published = "2024-08-04"
        effects = [{ retracts = "retraction" }]
        "#,
    );
    let filed = |date| published_by(&docket, date).status.name() == "pending";
    assert!(filed("2024-08-01") && !filed("2024-08-03") && filed("2024-08-04"));
    assert_eq!(entry_state(&docket, "retraction"), EntryState::Retracted);
}

/// Twelve patents by the paper, and ten by its own correction of 5 August.
fn corrected_to_ten(more: &str) -> docket_core::Docket {
    after_the_complaint(&format!(
        r#"
        [[event]]
        id = "correction"
        verb = "announced"
        kind = "PressStatement"
        source = "paper-later"
        effects = [{{ corrects = "complaint#patents", field = "value", to = 10 }}]
        {more}"#
    ))
}

#[test]
fn a_publisher_corrects_its_own_correction_and_each_stage_stays_in_the_past() {
    let docket = corrected_to_ten(
        r#"
        [[event]]
        id = "second"
        verb = "announced"
        kind = "PressStatement"
        source = "paper-later"
        published = "2024-08-09"
        effects = [{ corrects = "complaint#patents", field = "value", to = 11 }]
        "#,
    );
    assert_eq!(told(&now(&docket), "patents"), ("11".to_owned(), Support::Stated));
    assert_eq!(told(&published_by(&docket, "2024-08-08"), "patents").0, "10");
    assert_eq!(told(&published_by(&docket, "2024-08-04"), "patents").0, "12");
}

#[test]
fn what_a_disputed_correction_says_is_contested() {
    let docket = corrected_to_ten(
        r#"
        [[event]]
        id = "denial"
        verb = "announced"
        kind = "PressStatement"
        source = "beta"
        published = "2024-08-07"
        effects = [{ disputes = "correction", reason = "twelve it was" }]
        "#,
    );
    assert_eq!(told(&now(&docket), "patents"), ("10".to_owned(), Support::Contested));
    assert_eq!(told(&published_by(&docket, "2024-08-06"), "patents").1, Support::Stated);
    let repeated = corrected_to_ten(
        r#"
        [[event]]
        id = "denial"
        verb = "announced"
        kind = "PressStatement"
        source = "beta"
        published = "2024-08-07"
        effects = [{ disputes = "correction", reason = "twelve it was" }]

        [[event]]
        id = "repeated"
        verb = "announced"
        kind = "PressStatement"
        source = "paper-later"
        effects = [{ corrects = "complaint#patents", field = "value", to = 10 }]
        "#,
    );
    assert_eq!(told(&now(&repeated), "patents").1, Support::Stated, "nobody disputes the second");
}

#[test]
fn what_we_typed_wrong_was_never_said() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "typo"
        bookkeeping = { transcription_fixed = { target = "complaint#patents", field = "value", to = 21 } }
        "#,
    );
    assert_eq!(told(&now(&docket), "patents"), ("21".to_owned(), Support::Stated));
    assert_eq!(told(&published_by(&docket, "2024-07-31"), "patents").0, "21", "also in the past");
    let before = crate::story::position(&docket, "alpha-v-beta/complaint");
    let as_recorded = state(&docket, CASE, Cut::recorded_by(before));
    assert_eq!(told(&as_recorded, "patents").0, "12", "but not before we knew");
    assert_eq!(entry_state(&docket, "complaint"), EntryState::Stands);
}
