//! Cuts and order: what is inside, certainly or possibly, and in which order.

use docket_core::{Cut, Support};

use super::{CASE, acts, after_the_complaint, now, published_by};
use crate::story::{day, invented, state, told};

#[test]
fn an_unknown_publication_is_certain_in_no_cut_and_possible_in_all() {
    let docket = invented(
        r#"
        [[event]]
        id = "claim"
        verb = "announced"
        kind = "Background"
        source = "nameless"
        facts = { patents = 12 }
        "#,
    );
    for date in ["1900-01-01", "2024-08-01", "2999-12-31"] {
        let by = Cut::published_by(day(date));
        assert_eq!(told(&state(&docket, CASE, by.clone()), "patents").1, Support::NotYetPublic);
        let possibly = state(&docket, CASE, by.possibly());
        assert_eq!(told(&possibly, "patents"), ("12".to_owned(), Support::Possible), "{date}");
    }
}

#[test]
fn undated_acts_come_last_and_the_sources_own_order_parts_a_day() {
    let line = |id: &str, rest: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\nverb = \"announced\"\nkind = \"Order\"\nsource = \"court\"\n\
             published = \"2024-08-09\"\n{rest}\n"
        )
    };
    let docket = invented(
        &[
            line("unknown", "occurred = { phrase = \"on Thursday\" }\nsource = \"nameless\"")
                .replacen("source = \"court\"\npublished = \"2024-08-09\"\n", "", 1),
            line("second", "occurred = \"2024-08-01\"\nplace = 2"),
            line("first", "occurred = \"2024-08-01\"\nplace = 1"),
            line("unplaced", "occurred = \"2024-08-01\""),
            line("vague", "occurred = \"2024-07\""),
            line("earlier", "occurred = \"2024-07-31\""),
        ]
        .concat(),
    );
    assert_eq!(acts(&docket), ["vague", "earlier", "first", "second", "unplaced", "unknown"]);
}

#[test]
fn a_question_about_a_day_is_asked_in_the_cases_zone() {
    // 23:30 on the last of July in Delaware is the first of August in London.
    let docket = invented(
        r#"
        [[event]]
        id = "order"
        verb = "announced"
        kind = "Order"
        source = "court"
        occurred = "2024-08-01T03:30:00Z"
        published = "2024-08-01T03:30:00Z"
        "#,
    );
    assert_eq!(now(&docket).acts[0].occurred.as_deref(), Some("2024-07-31"));
    assert_eq!(published_by(&docket, "2024-07-31").acts.len(), 1);
    assert_eq!(state(&docket, CASE, Cut::occurred_by(day("2024-07-31"))).acts.len(), 1);
}

#[test]
fn what_only_possibly_occurred_by_a_day_is_left_out_unless_it_is_asked_for() {
    let docket = invented(
        r#"
        [[event]]
        id = "complaint"
        verb = "filed"
        kind = "Complaint"
        source = "paper"
        by = "Alpha"
        against = "Beta"
        occurred = "2024-07"
        facts = { patents = 12 }
        "#,
    );
    let by = Cut::occurred_by(day("2024-07-15"));
    assert_eq!(state(&docket, CASE, by.clone()).acts, []);
    let possibly = state(&docket, CASE, by.possibly());
    assert_eq!(told(&possibly, "patents"), ("12".to_owned(), Support::Possible));
    assert!(!possibly.acts[0].certain);
    assert_eq!(possibly.status.name(), "unknown");
    let certain = state(&docket, CASE, Cut::occurred_by(day("2024-07-31")));
    assert_eq!(told(&certain, "patents").1, Support::Stated);
}

#[test]
fn what_is_possible_takes_nothing_away_from_what_is_certain() {
    let docket = after_the_complaint(
        r#"
        [[event]]
        id = "earlier"
        verb = "filed"
        kind = "Complaint"
        source = "nameless"
        by = "Zed"
        occurred = "2024-07-01"

        [[event]]
        id = "background"
        verb = "announced"
        kind = "Background"
        source = "nameless"
        occurred = "2024-08-01"
        facts = { patents = 20 }

        [[event]]
        id = "background-too"
        act = "background"
        verb = "announced"
        kind = "Background"
        source = "nameless"
        occurred = "2024-08-01"
        facts = { patents = 21 }
        "#,
    );
    let by = Cut::published_by(day("2024-08-10"));
    let (certain, possible) =
        (state(&docket, CASE, by.clone()), state(&docket, CASE, by.possibly()));
    assert_eq!(told(&certain, "patents"), ("12".to_owned(), Support::Stated));
    assert_eq!(told(&possible, "patents"), ("12".to_owned(), Support::Contested));
    assert_eq!((possible.status, &possible.filed), (certain.status, &certain.filed));
    for party in &certain.parties {
        assert!(possible.parties.contains(party), "{}", party.name);
    }
}

#[test]
fn a_filing_that_only_a_later_correction_makes_one_is_not_yet_public() {
    let docket = invented(
        r#"
        [[event]]
        id = "paper-1"
        verb = "filed"
        kind = "Notice"
        source = "court"
        occurred = "2024-07-01"
        published = "2024-07-01"

        [[event]]
        id = "correction"
        verb = "announced"
        kind = "ClerkNotice"
        source = "court"
        occurred = "2024-08-01"
        published = "2024-08-01"
        effects = [{ corrects = "paper-1", field = "kind", to = "Complaint" }]
        "#,
    );
    let filed = |date| published_by(&docket, date).facts.get("filed").map(|fact| fact.support);
    assert_eq!(filed("2024-07-15"), Some(Support::NotYetPublic));
    assert_eq!(filed("2024-08-01"), Some(Support::Stated));
}
