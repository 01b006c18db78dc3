//! Bookkeeping: what we do to our own records.

use docket_core::Cut;

use super::{CASE, acts, after_the_complaint, now, published_by};
use crate::story::{history, invented, position, state, told};

#[test]
fn bookkeeping_reaches_into_the_past_but_not_before_it_was_recorded() {
    let docket = invented(
        r#"
        [[event]]
        id = "claim"
        verb = "announced"
        kind = "Background"
        source = "gazette"
        occurred = "2024-07-01"
        facts = { patents = 21 }

        [[event]]
        id = "typo"
        bookkeeping = { transcription_fixed = { target = "claim#patents", field = "value", to = 12 } }
        "#,
    );
    assert_eq!(told(&published_by(&docket, "2024-08-02"), "patents").0, "12");
    let before = Cut::recorded_by(position(&docket, "alpha-v-beta/claim"));
    assert_eq!(told(&state(&docket, CASE, before), "patents").0, "21");
    assert!(acts(&docket).iter().all(|act| act != "typo"));
}

#[test]
fn a_sources_date_that_is_found_later_resolves_a_phrase_from_then_on() {
    let docket = invented(
        r#"
        [[event]]
        id = "claim"
        verb = "announced"
        kind = "Background"
        source = "nameless"
        occurred = { phrase = "on Thursday" }
        "#,
    );
    let before = now(&docket).acts[0].occurred.clone();
    assert_eq!(before, None);
    let found = docket_core::Source {
        published: Some("2024-08-02".parse().expect("a date")),
        ..nameless()
    };
    let what = docket_core::Bookkeeping::SourceDescribed(found);
    let id = crate::testkit::key("source:nameless:2");
    let event = docket_core::Event::bookkeeping(docket_core::CaseId::ledger(), id, what);
    docket.log().append(docket_core::Batch::of(vec![event])).expect("valid");
    assert_eq!(now(&docket).acts[0].occurred.as_deref(), Some("2024-08-01"));
    let then = Cut::recorded_by(position(&docket, "alpha-v-beta/claim"));
    assert_eq!(state(&docket, CASE, then).acts[0].occurred, None);
}

fn nameless() -> docket_core::Source {
    docket_core::Source {
        author: None,
        file: None,
        id: crate::testkit::key("nameless"),
        kind: docket_core::SourceKind::Press,
        published: None,
        publisher: None,
        sha256: None,
        title: None,
        url: None,
        via: None,
    }
}

#[test]
fn a_link_joins_acts_and_a_separation_parts_them() {
    let two = r#"
        [[event]]
        id = "here"
        verb = "filed"
        kind = "Complaint"
        source = "paper"
        occurred = "2024-07"

        [[event]]
        id = "there"
        verb = "filed"
        kind = "Complaint"
        source = "gazette"
        occurred = "2024-07-30"

        [[event]]
        id = "link"
        bookkeeping = { linked = { targets = ["here", "there"] } }
        "#;
    assert_eq!(acts(&invented(two)), ["here"]);
    assert_eq!(now(&invented(two)).acts[0].events.len(), 2);
    let parted = format!(
        "{two}\n[[event]]\nid = \"parted\"\n\
         bookkeeping = {{ separated = {{ targets = [\"here\", \"there\"] }} }}\n"
    );
    assert_eq!(acts(&invented(&parted)), ["there", "here"]);
}

/// Three reports: two name one statement, the third another.
const THREE_WORDINGS: &str = r#"
    [[event]]
    id = "here"
    verb = "announced"
    kind = "PressStatement"
    act = "said"
    source = "paper"
    [[event.wording]]
    id = "w"
    statement = "fight"
    speaker = "Beta"
    form = "quoted"
    text = "We will fight this."

    [[event]]
    id = "there"
    verb = "announced"
    kind = "PressStatement"
    act = "said"
    source = "gazette"
    [[event.wording]]
    id = "w"
    statement = "fight"
    speaker = "Beta"
    form = "quoted"
    text = "We will fight this."

    [[event]]
    id = "elsewhere"
    verb = "announced"
    kind = "PressStatement"
    act = "said"
    source = "beta"
    [[event.wording]]
    id = "w"
    statement = "struggle"
    speaker = "Beta"
    form = "quoted"
    text = "We will fight this all the way."
    "#;

/// The statements, each with the events of its wordings, once these notes are recorded in turn.
fn statements_after(notes: &[&str]) -> Vec<String> {
    let event = |(at, note): (usize, &&str)| {
        format!("\n[[event]]\nid = \"note-{at}\"\nbookkeeping = {{ {note} }}\n")
    };
    let notes: Vec<String> = notes.iter().enumerate().map(event).collect();
    let history =
        history(&invented(&(THREE_WORDINGS.to_owned() + &notes.concat())), CASE, Cut::none());
    let told = |one: &docket_statements::Statement| {
        let events: Vec<_> = one.wordings.iter().map(|word| word.event.key.as_str()).collect();
        format!("{}: {}", one.id, events.join(" "))
    };
    history.statements.iter().map(told).collect()
}

#[test]
fn a_link_of_wordings_is_taken_apart_and_made_again() {
    let link = r#"linked = { targets = ["there#w", "elsewhere#w"] }"#;
    let part = r#"separated = { targets = ["there#w", "elsewhere#w"] }"#;
    let apart = ["struggle: elsewhere", "fight: here there"];
    assert_eq!(statements_after(&[]), apart);
    assert_eq!(statements_after(&[link]), ["fight: elsewhere here there"]);
    assert_eq!(statements_after(&[link, part]), apart);
    assert_eq!(statements_after(&[link, part, link]), ["fight: elsewhere here there"]);
    // What never was together is not parted, and the last word is the latest.
    assert_eq!(statements_after(&[part]), apart);
    assert_eq!(statements_after(&[part, link]), ["fight: elsewhere here there"]);
}

#[test]
fn a_separation_parts_what_one_key_or_another_link_still_holds_together() {
    let own = r#"separated = { targets = ["here#w", "there#w"] }"#;
    assert_eq!(statements_after(&[own]), ["struggle: elsewhere", "here:w: here", "there:w: there"]);
    let link = r#"linked = { targets = ["there#w", "elsewhere#w"] }"#;
    let part = r#"separated = { targets = ["here#w", "elsewhere#w"] }"#;
    assert_eq!(
        statements_after(&[link, part]),
        ["elsewhere:w: elsewhere", "here:w: here", "fight: there"]
    );
}

#[test]
fn an_alias_makes_two_names_one_party() {
    let joins = |alias: &str| {
        after_the_complaint(&format!(
            r#"
            [[event]]
            id = "joined"
            verb = "announced"
            kind = "Order"
            source = "court"
            occurred = "2024-08-01"
            published = "2024-08-01"
            effects = [{{ party_leaves = "Beta Holdings" }}]
            {alias}"#
        ))
    };
    let alias = r#"
            [[event]]
            id = "alias-beta"
            bookkeeping = { alias = { name = "Beta Holdings", of = "Beta" } }
        "#;
    assert_eq!(now(&joins("")).defending(), 1);
    assert_eq!(now(&joins(alias)).defending(), 0);
}

#[test]
fn a_separation_parts_what_a_link_joined_and_nothing_else() {
    let line = |id: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\nverb = \"filed\"\nkind = \"Motion\"\nsource = \"paper\"\n\
             occurred = \"2024-07-01\"\n"
        )
    };
    let parted_from = |other: &str| {
        acts(&invented(&format!(
            "{}{}{}[[event]]\nid = \"parted\"\n\
             bookkeeping = {{ separated = {{ targets = [\"first\", \"{other}\"] }} }}\n",
            line("first"),
            line("second"),
            "[[event]]\nid = \"link\"\n\
             bookkeeping = { linked = { targets = [\"first\", \"second\"] } }\n",
        )))
    };
    assert_eq!(parted_from("second"), ["first", "second"]);
    assert_eq!(parted_from("gone"), ["first"]);
}

#[test]
fn a_ring_of_aliases_is_one_party_with_every_name_that_leads_into_it() {
    let alias = |name: &str, of: &str| {
        format!(
            "[[event]]\nid = \"alias-{name}\"\n\
             bookkeeping = {{ alias = {{ name = \"{name}\", of = \"{of}\" }} }}\n"
        )
    };
    let docket = after_the_complaint(&format!(
        "[[event]]\nid = \"left\"\nverb = \"announced\"\nkind = \"Order\"\nsource = \"court\"\n\
         occurred = \"2024-08-01\"\npublished = \"2024-08-01\"\n\
         effects = [{{ party_leaves = \"Acme\" }}]\n{}{}{}",
        alias("Acme", "Beta"),
        alias("Beta", "Zed"),
        alias("Zed", "Beta"),
    ));
    assert_eq!(now(&docket).defending(), 0);
}
