//! The rules of reading, one invented story each: cuts, effects on reports, effects in the world,
//! reconciling, docket order and bookkeeping.

use docket_core::{Cut, Docket, EntryState, Support};

use crate::story::{day, fact, invented, members, position, state, told, view};

const CASE: &str = "alpha-v-beta";

fn now(docket: &Docket) -> docket_case::CaseState {
    state(docket, CASE, Cut::none())
}

fn published_by(docket: &Docket, date: &str) -> docket_case::CaseState {
    state(docket, CASE, Cut::published_by(day(date)))
}

fn acts(docket: &Docket) -> Vec<String> {
    now(docket).acts.iter().map(|act| act.act.clone()).collect()
}

fn entry_state(docket: &Docket, id: &str) -> EntryState {
    let view = view(docket, CASE, Cut::none());
    view.resolve().states[&position(docket, &format!("{CASE}/{id}"))]
}

/// A complaint that the paper reports, with twelve patents.
const COMPLAINT: &str = r#"
[[event]]
id = "complaint"
verb = "filed"
kind = "Complaint"
source = "paper"
by = "Alpha"
against = "Beta"
occurred = "2024-07-30"
facts = { patents = 12 }
"#;

fn after_the_complaint(text: &str) -> Docket {
    invented(&format!("{COMPLAINT}\n{text}"))
}

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
        state.acts.into_iter().find(|act| act.act == "reply").map(|act| act.kind.name())
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
