//! Effects on reports: who corrects, retracts and disputes, and what comes of it.

use docket_core::{Cut, EntryState, Support};

use super::{CASE, COMPLAINT, acts, after_the_complaint, entry_state, now, published_by};
use crate::story::{day, invented, state, told};

#[test]
fn a_publisher_corrects_itself_and_the_old_value_stays_in_the_past() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "correction"
        verb = "announced"
        kind = "PressStatement"
        source = "paper-later"
        effects = [{ corrects = "complaint#patents", field = "value", to = 10 }]
        "#,
    );
    assert_eq!(told(&now(&docket), "patents"), ("10".to_owned(), Support::Stated));
    assert_eq!(told(&published_by(&docket, "2024-08-04"), "patents").0, "12");
    assert_eq!(entry_state(&docket, "complaint"), EntryState::Corrected);
}

#[test]
fn what_another_paper_corrects_is_contested_and_stands() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "correction"
        verb = "announced"
        kind = "PressStatement"
        source = "gazette"
        effects = [{ corrects = "complaint#patents", field = "value", to = 10 }]
        "#,
    );
    assert_eq!(told(&now(&docket), "patents"), ("12".to_owned(), Support::Contested));
    assert_eq!(entry_state(&docket, "complaint"), EntryState::Stands);
}

#[test]
fn a_party_disputes_a_newspaper_and_cannot_retract_it() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "denial"
        verb = "announced"
        kind = "PressStatement"
        source = "beta"
        effects = [{ retracts = "complaint" }]
        "#,
    );
    assert_eq!(told(&now(&docket), "patents").1, Support::Contested);
    assert_eq!(now(&docket).filed.expect("filed").support, Support::Contested);
}

#[test]
fn two_retractions_of_each_other_leave_both_contested() {
    let docket = invented(
        r#"
        [[event]]
        id = "one"
        verb = "announced"
        kind = "PressStatement"
        source = "paper"
        facts = { patents = 1 }
        effects = [{ retracts = "other" }]

        [[event]]
        id = "other"
        verb = "announced"
        kind = "PressStatement"
        source = "paper"
        facts = { courts = 2 }
        effects = [{ retracts = "one" }]
        "#,
    );
    assert_eq!(told(&now(&docket), "patents").1, Support::Contested);
    assert_eq!(told(&now(&docket), "courts").1, Support::Contested);
}

#[test]
fn a_possible_retraction_removes_nothing_and_contests() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "retraction"
        verb = "announced"
        kind = "PressStatement"
        source = "paper"
        published = "[2024-08-01..2024-08-09]"
        effects = [{ retracts = "complaint" }]
        "#,
    );
    let by = Cut::published_by(day("2024-08-05"));
    assert_eq!(told(&state(&docket, CASE, by.clone()), "patents").1, Support::Stated);
    let possibly = state(&docket, CASE, by.possibly());
    assert_eq!(told(&possibly, "patents"), ("12".to_owned(), Support::Contested));
    assert_eq!(now(&docket).filed, None);
}

#[test]
fn of_two_corrections_the_certainly_later_one_counts_and_else_they_are_a_conflict() {
    let corrections = |later: &str| {
        after_the_complaint(&format!(
            r#"
            [[event]]
            id = "first"
            verb = "announced"
            kind = "PressStatement"
            source = "paper-later"
            effects = [{{ corrects = "complaint#patents", field = "value", to = 10 }}]

            [[event]]
            id = "second"
            verb = "announced"
            kind = "PressStatement"
            source = "paper-later"
            published = "{later}"
            effects = [{{ corrects = "complaint#patents", field = "value", to = 11 }}]
            "#
        ))
    };
    assert_eq!(told(&now(&corrections("2024-08-06")), "patents").0, "11");
    assert_eq!(told(&now(&corrections("2024-08-05")), "patents").1, Support::Conflict);
}

#[test]
fn a_correction_may_come_before_its_target() {
    let docket = invented(&format!(
        r#"
        [[event]]
        id = "correction"
        verb = "announced"
        kind = "PressStatement"
        source = "paper-later"
        effects = [{{ corrects = "complaint#patents", field = "value", to = 10 }}]
        {COMPLAINT}"#
    ));
    assert_eq!(told(&now(&docket), "patents").0, "10");
}

#[test]
fn a_court_corrects_papers_filed_with_it() {
    let docket = invented(
        r#"
        [[event]]
        id = "reply"
        verb = "responded"
        kind = "Reply"
        source = "court"
        published = "2024-08-01"
        by = "Beta"

        [[event]]
        id = "clerk"
        verb = "announced"
        kind = "ClerkNotice"
        source = "court"
        published = "2024-08-02"
        effects = [{ corrects = "reply", field = "kind", to = "Answer" }]
        "#,
    );
    let kind = |state: docket_case::CaseState| {
        state.acts.into_iter().find(|act| act.act.as_str() == "reply").map(|act| act.kind.name())
    };
    assert_eq!(kind(now(&docket)).as_deref(), Some("Answer"));
    assert_eq!(kind(published_by(&docket, "2024-08-01")).as_deref(), Some("Reply"));
}

#[test]
fn of_a_publisher_that_cannot_be_named_we_may_retract() {
    let docket = invented(
        r#"
        [[event]]
        id = "claim"
        verb = "announced"
        kind = "Background"
        source = "nameless"
        facts = { patents = 12 }

        [[event]]
        id = "ours"
        verb = "announced"
        kind = "Background"
        source = "us"
        effects = [{ retracts = "claim", reason = "the quotation is another company's" }]
        "#,
    );
    assert!(!now(&docket).facts.contains_key("patents"));
    let before = Cut::published_by(day("2024-08-05")).possibly();
    assert_eq!(told(&state(&docket, CASE, before), "patents").0, "12");
}

#[test]
fn a_disputed_report_stands_and_weighs_what_it_weighed() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "line"
        act = "complaint"
        verb = "filed"
        kind = "Complaint"
        source = "court"
        occurred = "2024-07-30"
        published = "2024-07-30"
        facts = { patents = 10 }

        [[event]]
        id = "dismissal"
        verb = "settled"
        manner = 12
        scope = "parties"
        source = "court"
        occurred = "2024-08-01"
        published = "2024-08-01"
        effects = [{ party_leaves = "Beta" }]

        [[event]]
        id = "denial"
        verb = "announced"
        kind = "PressStatement"
        source = "beta"
        effects = [{ disputes = "line" }, { disputes = "dismissal" }]
        "#,
    );
    let state = now(&docket);
    assert_eq!(told(&state, "patents"), ("10".to_owned(), Support::Contested));
    assert_eq!((state.defending(), state.status.name()), (0, "dismissed"));
    let beta = state.parties.iter().find(|party| party.name == "Beta").expect("a party");
    assert_eq!(beta.support, Support::Contested);
}

#[test]
fn a_source_may_take_back_everything_else_it_said() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "withdrawn"
        verb = "announced"
        kind = "PressStatement"
        source = "paper"
        published = "2024-08-02"
        effects = [{ retracts = "source:paper" }]
        "#,
    );
    assert_eq!(acts(&docket), ["withdrawn"]);
}

#[test]
fn many_corrections_in_conflict_are_all_conflicts() {
    let keys = ["a", "b", "c", "d", "e", "f"];
    let facts: Vec<String> = keys.iter().map(|key| format!("{key} = 0")).collect();
    let correct = |id: &str, to: u8| {
        let effect =
            |key: &&str| format!("{{ corrects = \"claim#{key}\", field = \"value\", to = {to} }}");
        let effects: Vec<String> = keys.iter().map(effect).collect();
        format!(
            "[[event]]\nid = \"{id}\"\nverb = \"announced\"\nkind = \"PressStatement\"\n\
             source = \"paper-later\"\neffects = [{}]\n",
            effects.join(", ")
        )
    };
    let docket = invented(&format!(
        "[[event]]\nid = \"claim\"\nverb = \"announced\"\nkind = \"Background\"\n\
         source = \"paper\"\nfacts = {{ {} }}\n{}{}",
        facts.join(", "),
        correct("one", 1),
        correct("two", 2)
    ));
    for key in keys {
        assert_eq!(told(&now(&docket), key).1, Support::Conflict, "{key}");
    }
}

#[test]
fn a_correction_that_was_taken_back_corrects_nothing() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "correction"
        verb = "announced"
        kind = "PressStatement"
        source = "paper-later"
        effects = [{ corrects = "complaint#patents", field = "value", to = 10 }]

        [[event]]
        id = "taken-back"
        verb = "announced"
        kind = "PressStatement"
        source = "paper-later"
        published = "2024-08-07"
        effects = [{ retracts = "correction" }]
        "#,
    );
    assert_eq!(told(&now(&docket), "patents"), ("12".to_owned(), Support::Stated));
    assert_eq!(told(&published_by(&docket, "2024-08-06"), "patents").0, "10");
}

#[test]
fn a_court_corrects_a_partys_paper_and_not_what_the_press_says_of_it() {
    let corrected = |source: &str| {
        now(&invented(&format!(
            r#"
            [[event]]
            id = "paper-filed"
            verb = "filed"
            kind = "Motion"
            source = "{source}"
            facts = {{ pages = 9 }}

            [[event]]
            id = "clerk"
            verb = "announced"
            kind = "ClerkNotice"
            source = "court"
            published = "2024-08-04"
            effects = [{{ corrects = "paper-filed#pages", field = "value", to = 10 }}]
            "#
        )))
    };
    assert_eq!(told(&corrected("beta"), "pages"), ("10".to_owned(), Support::Stated));
    assert_eq!(told(&corrected("gazette"), "pages"), ("9".to_owned(), Support::Contested));
}

#[test]
fn a_source_that_is_taken_back_is_taken_back_in_every_case() {
    let docket = after_the_complaint("");
    let other = r#"
        [case]
        id = "other"

        [source.paper-later]
        publisher = "The Paper"
        kind = "press"
        published = "2024-08-05"

        [[event]]
        id = "withdrawn"
        verb = "announced"
        kind = "PressStatement"
        source = "paper-later"
        effects = [{ retracts = "source:paper" }]
        "#;
    for event in crate::story::events(other) {
        docket.log().append(docket_core::Batch::of(vec![event])).expect("valid");
    }
    assert_eq!(acts(&docket), [""; 0]);
    assert_eq!(published_by(&docket, "2024-08-04").acts.len(), 1);
}

#[test]
fn a_correction_of_what_a_report_does_not_say_leaves_it_as_it_stands() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "correction"
        verb = "announced"
        kind = "PressStatement"
        source = "paper-later"
        effects = [{ corrects = "complaint#pages", field = "value", to = 10, expected = true }]
        "#,
    );
    assert_eq!(entry_state(&docket, "complaint"), EntryState::Stands);
}
