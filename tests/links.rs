//! Links of statements: which pairs are shown to a person, and which are made without one.

use docket_core::{Cut, Docket};
use docket_statements::{Candidate, StatementHistory};

use crate::story::{invented, view};

const CASE: &str = "alpha-v-beta";

const FIGHT: &str = "We will fight this claim in court with all we have.";
const FIGHT_ON: &str = "We will fight this claim in court with all we have got.";
const FIGHT_AND: &str = "We will fight this claim in court, and win.";

/// A report of the act `act`, by one source, on a day.
fn report(id: &str, act: &str, source: &str, day: &str) -> String {
    format!(
        "\n[[event]]\nid = \"{id}\"\nverb = \"announced\"\nkind = \"PressStatement\"\n\
         act = \"{act}\"\nsource = \"{source}\"\noccurred = \"{day}\"\n"
    )
}

/// What somebody is quoted with in the report before it, as a statement of its own.
fn quoted(id: &str, speaker: &str, text: &str) -> String {
    wording(id, speaker, text, "form = \"quoted\"")
}

fn wording(id: &str, speaker: &str, text: &str, more: &str) -> String {
    format!("\n[[event.wording]]\nid = \"{id}\"\nspeaker = {speaker}\ntext = \"{text}\"\n{more}\n")
}

const BETA: &str = "\"Beta\"";
const SPOKESMAN: &str = "{ name = \"a spokesman\", id = \"BETA, Inc.\" }";

fn told(candidate: &Candidate) -> String {
    let [one, other] = &candidate.statements;
    let separated = if candidate.separated { ", separated" } else { "" };
    format!("{one} = {other}: {} %, {}{separated}", candidate.score, candidate.occasion.words())
}

/// The candidates, and those among them that are linked without asking.
fn found(docket: &Docket) -> (Vec<String>, Vec<String>) {
    let view = view(docket, CASE, Cut::none());
    let history: StatementHistory = view.project();
    let candidates = history.candidates(view.books());
    let links = history.links(&candidates).into_iter().map(told).collect();
    (candidates.iter().map(told).collect(), links)
}

fn candidates(events: &[String]) -> Vec<String> {
    found(&invented(&events.concat())).0
}

#[test]
fn quotations_of_one_speaker_in_one_act_are_compared() {
    let one = |speaker: &str, text: &str| {
        candidates(&[
            report("a", "said", "paper", "2024-07"),
            quoted("w", BETA, FIGHT),
            report("b", "said", "gazette", "2024-07"),
            quoted("w", speaker, text),
        ])
    };
    assert_eq!(one(BETA, FIGHT), ["a:w = b:w: 100 %, same act"]);
    assert_eq!(one(SPOKESMAN, FIGHT_ON), ["a:w = b:w: 95 %, same act"]);
    assert_eq!(one(SPOKESMAN, FIGHT_AND), ["a:w = b:w: 77 %, same act"]);
    assert_eq!(one("\"Alpha\"", FIGHT), [""; 0]);
    assert_eq!(one(BETA, "No."), [""; 0]);
}

#[test]
fn an_occasion_is_an_act_a_place_or_a_day() {
    let two = |one: &str, other: &str, day: &str| {
        candidates(&[
            report("a", "first", "paper", "2024-07-01"),
            wording("w", BETA, FIGHT, &format!("form = \"quoted\"\n{one}")),
            report("b", "second", "gazette", day),
            wording("w", BETA, FIGHT, &format!("form = \"quoted\"\n{other}")),
            report("c", "plea", "court", "2024-06"),
            wording("x", "\"Alpha\"", "Beta says so.", "form = \"quoted\""),
        ])
    };
    assert_eq!(two("", "", "2024-07-01"), ["a:w = b:w: 100 %, same day"]);
    assert_eq!(two("", "", "2024-07-02"), [""; 0]);
    // Both in July is not one day.
    assert_eq!(two("", "", "2024-07"), [""; 0]);
    let plea = "within = \"c\"";
    assert_eq!(two(plea, plea, "2024-07-02"), ["a:w = b:w: 100 %, same act"]);
    assert_eq!(two("", "within = \"a\"", "2024-07-02"), ["a:w = b:w: 100 %, same act"]);
    let statement = "within = \"c#x\"";
    let within = ["a:w = b:w: 100 %, within the same statement"];
    assert_eq!(two(statement, statement, "2024-07-02"), within);
    assert_eq!(two(plea, statement, "2024-07-02"), [""; 0]);
    let unheard_of = "within = { target = \"x-v-y/z\", expected = true }";
    assert_eq!(two(unheard_of, unheard_of, "2024-07-02"), ["a:w = b:w: 100 %, same act"]);
}

#[test]
fn what_is_no_quotation_or_stands_in_one_event_is_not_compared() {
    let indirect = "form = \"indirect\"\nspan = [1, 2]";
    let events = [
        report("a", "said", "paper", "2024-07"),
        quoted("v", BETA, FIGHT),
        quoted("w", BETA, FIGHT_ON),
        report("b", "said", "gazette", "2024-07"),
        wording("w", BETA, FIGHT, indirect),
    ];
    assert_eq!(candidates(&events), [""; 0]);
}

#[test]
fn what_another_case_reports_is_not_compared() {
    let here = [
        report("a", "said", "paper", "2024-07-01"),
        quoted("w", BETA, FIGHT),
        report("b", "said", "gazette", "2024-07-01"),
        quoted("w", BETA, FIGHT_ON),
    ]
    .concat();
    let there = "[case]\nid = \"gamma-v-delta\"\n".to_owned()
        + &report("c", "said", "court", "2024-07-01")
        + "also_in = [\"alpha-v-beta\"]\n"
        + &quoted("w", BETA, FIGHT);
    let docket = invented(&here);
    for event in crate::story::events(&there) {
        docket.log().append(docket_core::Batch::of(vec![event])).expect("valid");
    }
    let history: StatementHistory = view(&docket, CASE, Cut::none()).project();
    assert_eq!(history.statements.len(), 3);
    assert_eq!(found(&docket).0, ["a:w = b:w: 95 %, same act"]);
}

#[test]
fn links_are_made_where_nothing_speaks_against_them() {
    let third = |source: &str, text: &str| {
        [report("c", "said", source, "2024-07"), quoted("w", BETA, text)].concat()
    };
    let two = [
        report("a", "said", "paper", "2024-07"),
        quoted("w", BETA, FIGHT),
        report("b", "said", "gazette", "2024-07"),
        quoted("w", BETA, FIGHT_ON),
    ]
    .concat();
    let (all, links) = found(&invented(&(two.clone() + &third("beta", FIGHT))));
    assert_eq!(all.len(), 3);
    // Two links make three statements one.
    assert_eq!(links, ["a:w = c:w: 100 %, same act", "a:w = b:w: 95 %, same act"]);
    let (_, links) = found(&invented(&(two.clone() + &third("beta", FIGHT_AND))));
    assert_eq!(links, ["a:w = b:w: 95 %, same act"], "what is less alike is left to a person");
    // One event tells two statements that are like one of another event: only one can be it.
    let (all, links) = found(&invented(&(two + &quoted("v", BETA, FIGHT))));
    assert_eq!(all.len(), 2);
    assert_eq!(links, ["a:w = b:v: 100 %, same act"]);
}

#[test]
fn what_a_person_took_apart_is_not_linked_again_but_by_a_person() {
    let two = [
        report("a", "said", "paper", "2024-07"),
        quoted("w", BETA, FIGHT),
        report("b", "said", "gazette", "2024-07"),
        quoted("w", BETA, FIGHT_ON),
    ]
    .concat();
    let note = |id: &str, does: &str| {
        let targets = "targets = [\"a#w\", \"b#w\"]";
        format!("\n[[event]]\nid = \"{id}\"\nbookkeeping = {{ {does} = {{ {targets} }} }}\n")
    };
    let apart = two.clone() + &note("apart", "separated");
    let (all, links) = found(&invented(&apart));
    assert_eq!(all, ["a:w = b:w: 95 %, same act, separated"]);
    assert_eq!(links, [""; 0]);
    // Nor over a third that is like both.
    let third = [report("c", "said", "beta", "2024-07"), quoted("w", BETA, FIGHT)].concat();
    let (_, links) = found(&invented(&(apart.clone() + &third)));
    assert_eq!(links, ["a:w = c:w: 100 %, same act"]);
    let again = apart + &note("again", "linked");
    assert_eq!(found(&invented(&again)).0, [""; 0], "it is one statement again");
}
