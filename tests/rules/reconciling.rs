//! Reconciling: what several claims of one thing come to.

use docket_core::{Cut, Support};

use super::{CASE, COMPLAINT, after_the_complaint, now};
use crate::story::{day, fact, invented, members, state, told, view};

#[test]
fn firm_claims_that_exclude_each_other_are_a_conflict_without_a_majority() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "gazette-says"
        act = "complaint"
        verb = "filed"
        kind = "Complaint"
        source = "gazette"
        occurred = "2024-07-30"
        facts = { patents = 13 }

        [[event]]
        id = "nameless-says"
        act = "complaint"
        verb = "filed"
        kind = "Complaint"
        source = "nameless"
        occurred = "2024-07"
        facts = { patents = 13 }
        "#,
    );
    let state = now(&docket);
    assert_eq!(told(&state, "patents"), (String::new(), Support::Conflict));
    let claimed: Vec<_> =
        fact(&state, "patents").values.iter().map(|one| one.sources.len()).collect();
    assert_eq!(claimed, [1, 2]);
    assert_eq!(told(&state, "filed"), ("2024-07-30".to_owned(), Support::Stated));
}

#[test]
fn a_qualified_claim_contests_and_a_courts_docket_outranks() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "about"
        act = "complaint"
        verb = "filed"
        kind = "Complaint"
        source = "gazette"
        occurred = "2024-06~"
        facts = { patents = { about = 12 }, judge = "A. Smith" }

        [[event]]
        id = "docket"
        act = "complaint"
        verb = "filed"
        kind = "Complaint"
        source = "court"
        occurred = "2024-07-30"
        published = "2024-07-30"
        facts = { judge = "B. Jones" }
        "#,
    );
    let state = now(&docket);
    assert_eq!(told(&state, "filed"), ("2024-07-30".to_owned(), Support::Contested));
    assert_eq!(told(&state, "patents"), ("12".to_owned(), Support::Stated));
    assert_eq!(told(&state, "judge"), ("B. Jones".to_owned(), Support::Contested));
}

#[test]
fn across_acts_the_later_in_docket_order_replaces() {
    let amended = r#"
        [[event]]
        id = "amended"
        verb = "filed"
        kind = "AmendedComplaint"
        source = "paper"
        occurred = "2024-07-31"
        facts = { patents = 10 }
        "#;
    let docket = after_the_complaint(amended);
    assert_eq!(told(&now(&docket), "patents").0, "10");
    let by = Cut::occurred_by(day("2024-07-30"));
    assert_eq!(told(&state(&docket, CASE, by), "patents").0, "12");
    assert_eq!(told(&now(&invented(&format!("{amended}{COMPLAINT}"))), "patents").0, "10");
}

#[test]
fn a_set_is_one_claim_for_each_member() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "gazette-says"
        act = "complaint"
        verb = "filed"
        kind = "Complaint"
        source = "gazette"
        facts = { relief = ["damages", "injunction"] }

        [[event]]
        id = "nameless-says"
        act = "complaint"
        verb = "filed"
        kind = "Complaint"
        source = "nameless"
        facts = { relief = ["damages"] }
        "#,
    );
    let relief = members(&now(&docket), "relief");
    assert_eq!(relief["damages"], ["gazette", "nameless"]);
    assert_eq!(relief["injunction"], ["gazette"]);
}

/// A suit that the gazette and one more source date, each in its own words.
fn suit_dated(gazette: &str, source: &str, other: &str) -> docket_case::CaseState {
    let report = |id: &str, source: &str, date: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\nact = \"suit\"\nverb = \"filed\"\nkind = \"Complaint\"\n\
             source = \"{source}\"\noccurred = \"{date}\"\n"
        )
    };
    now(&invented(&(report("one", "gazette", gazette) + &report("other", source, other))))
}

#[test]
fn a_date_that_two_sources_mark_as_vague_stays_vague() {
    let state = suit_dated("2024-06~", "paper", "2024-06~");
    assert_eq!(told(&state, "filed"), ("2024-06~".to_owned(), Support::Stated));
}

#[test]
fn of_two_vague_dates_the_courts_outranks() {
    let state = suit_dated("2024-06~", "court", "2024-07-30?");
    assert_eq!(told(&state, "filed"), ("2024-07-30?".to_owned(), Support::Contested));
}

#[test]
fn two_estimates_that_agree_stay_estimates() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "estimate"
        verb = "announced"
        kind = "Background"
        source = "gazette"
        occurred = "2024-08-01"
        facts = { patents = { about = 12 } }

        [[event]]
        id = "another"
        act = "estimate"
        verb = "announced"
        kind = "Background"
        source = "nameless"
        occurred = "2024-08-01"
        facts = { patents = { about = 11 } }
        "#,
    );
    assert_eq!(told(&now(&docket), "patents"), ("about 11".to_owned(), Support::Stated));
}

#[test]
fn who_leaves_a_date_open_is_still_named_where_nobody_says_more() {
    let docket = invented(
        r#"
        [[event]]
        id = "one"
        act = "suit"
        verb = "filed"
        kind = "Complaint"
        source = "nameless"

        [[event]]
        id = "other"
        act = "suit"
        verb = "filed"
        kind = "Complaint"
        source = "nameless"
        occurred = { phrase = "on Thursday" }
        "#,
    );
    for cut in [Cut::none(), Cut::published_by(day("2024-08-09")).possibly()] {
        let view = view(&docket, CASE, cut);
        assert_eq!(view.resolve().acts[0].occurred.because().len(), 2);
    }
}
