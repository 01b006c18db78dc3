//! Effects in the world: what acts do to each other and to the case.

use docket_core::{Cut, EntryState};

use super::{CASE, acts, after_the_complaint, entry_state, now};
use crate::story::{day, invented, position, state, view};

#[test]
fn what_an_order_does_ends_when_the_order_is_vacated() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "dismissal"
        verb = "settled"
        manner = 6
        scope = "parties"
        source = "court"
        occurred = "2024-08-01"
        published = "2024-08-01"
        effects = [{ party_leaves = "Beta" }]

        [[event]]
        id = "vacatur"
        verb = "announced"
        kind = "Order"
        source = "court"
        occurred = "2024-08-04"
        published = "2024-08-04"
        effects = [{ ends = "dismissal", how = "vacated" }]
        "#,
    );
    let by = |date| state(&docket, CASE, Cut::occurred_by(day(date)));
    assert_eq!((by("2024-08-03").defending(), by("2024-08-03").status.name()), (0, "judgment"));
    assert_eq!((by("2024-08-04").defending(), by("2024-08-04").status.name()), (1, "pending"));
    assert_eq!(entry_state(&docket, "dismissal"), EntryState::Ended);
    assert!(!by("2024-08-04").dispositions[0].stands);
}

#[test]
fn another_case_may_end_what_this_one_decided() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "judgment"
        verb = "settled"
        manner = 6
        scope = "case"
        source = "court"
        occurred = "2024-08-01"
        published = "2024-08-01"
        "#,
    );
    assert_eq!(now(&docket).status.name(), "judgment");
    let appeal = r#"
        [case]
        id = "appeal"

        [[event]]
        id = "opinion"
        verb = "announced"
        kind = "Opinion"
        source = "court"
        occurred = "2024-08-09"
        published = "2024-08-09"
        effects = [{ ends = "alpha-v-beta/judgment", how = "vacated", expected = true }]
        "#;
    for event in crate::story::events(appeal) {
        docket.log().append(docket_core::Batch::of(vec![event])).expect("valid");
    }
    assert_eq!(now(&docket).status.name(), "pending");
    assert!(acts(&docket).iter().all(|act| act != "opinion"), "it is not shown here");
}

#[test]
fn a_paper_with_a_vague_date_does_not_reopen_a_case_that_was_disposed_of() {
    let docket = invented(
        r#"
        [[event]]
        id = "complaint"
        verb = "filed"
        kind = "Complaint"
        source = "paper-later"
        by = "Alpha"
        against = "Beta"

        [[event]]
        id = "dismissal"
        verb = "settled"
        manner = 13
        scope = "case"
        source = "court"
        occurred = "2024-08-01"
        published = "2024-08-01"
        "#,
    );
    assert_eq!(now(&docket).status.name(), "settled");
}

#[test]
fn an_act_shown_in_another_case_disposes_of_nothing_there() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "order"
        verb = "settled"
        manner = 12
        scope = "case"
        source = "court"
        occurred = "2024-08-01"
        published = "2024-08-01"
        also_in = ["other"]
        in = { member = "case" }
        "#,
    );
    let dispositions = |name| state(&docket, name, Cut::none()).dispositions.len();
    assert_eq!((dispositions(CASE), dispositions("other"), dispositions("member")), (1, 0, 1));
}

#[test]
fn what_is_undone_in_another_case_is_undone_here() {
    let docket = after_the_complaint("");
    let lead = r#"
        [case]
        id = "lead"

        [[event]]
        id = "dismissal"
        verb = "settled"
        manner = 12
        scope = "case"
        source = "court"
        occurred = "2024-08-01"
        published = "2024-08-01"
        in = { alpha-v-beta = "case" }
        "#;
    let vacated = r#"
        [[event]]
        id = "vacatur"
        verb = "announced"
        kind = "Order"
        source = "court"
        occurred = "2024-08-02"
        published = "2024-08-02"
        effects = [{ ends = "dismissal", how = "vacated" }]
        "#;
    let record = |text: &str| {
        for event in crate::story::events(text) {
            docket.log().append(docket_core::Batch::of(vec![event])).expect("valid");
        }
    };
    record(lead);
    assert_eq!(now(&docket).status.name(), "dismissed");
    record(&format!("{lead}{vacated}"));
    assert_eq!(now(&docket).status.name(), "pending");
}

#[test]
fn another_case_may_close_what_this_one_tells() {
    let docket = after_the_complaint("");
    let lead = r#"
        [case]
        id = "lead"

        [[event]]
        id = "seal"
        verb = "announced"
        kind = "Order"
        source = "court"
        occurred = "2024-08-02"
        published = "2024-08-02"
        effects = [{ restricts = "alpha-v-beta/complaint", expected = true }]
        "#;
    assert_eq!(entry_state(&docket, "complaint"), EntryState::Stands);
    for event in crate::story::events(lead) {
        docket.log().append(docket_core::Batch::of(vec![event])).expect("valid");
    }
    assert_eq!(entry_state(&docket, "complaint"), EntryState::Restricted);
}

#[test]
fn a_restriction_that_is_only_possibly_known_closes_nothing() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "order"
        verb = "announced"
        kind = "Order"
        source = "court"
        occurred = "2024-08-02"
        published = "2024-08-02"

        [[event]]
        id = "hearsay"
        act = "order"
        verb = "announced"
        kind = "Order"
        source = "nameless"
        occurred = "2024-08-02"
        effects = [{ restricts = "complaint" }]
        "#,
    );
    let cut = Cut::published_by(day("2024-08-09")).possibly();
    let view = view(&docket, CASE, cut);
    let complaint = position(&docket, "alpha-v-beta/complaint");
    assert_eq!(view.resolve().states[&complaint], EntryState::Stands);
    assert_eq!(entry_state(&docket, "complaint"), EntryState::Restricted);
}

#[test]
fn a_case_is_not_emptied_while_a_party_may_have_been_there_whose_joining_is_undated() {
    let story = |joined: &str| {
        after_the_complaint(&format!(
            r#"
        [[event]]
        id = "dismissal"
        verb = "settled"
        manner = 12
        scope = "parties"
        source = "court"
        occurred = "2024-08-01"
        published = "2024-08-01"
        effects = [{{ party_leaves = "Beta" }}]

        [[event]]
        id = "head"
        verb = "announced"
        kind = "Background"
        source = "court"
        occurred = "{joined}"
        published = "2024-08-20"
        effects = [{{ party_joins = "Gamma", role = "Defendant" }}]
        "#
        ))
    };
    assert_eq!(now(&story("[2024-07-30..]")).status.name(), "pending");
    assert_eq!(now(&story("2024-08-09")).status.name(), "dismissed", "it joined later");
}
