//! Wordings of one statement beside each other: which is the reference, who printed it first, how
//! alike they are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use docket_core::Cut;
use docket_statements::{Candidate, Fidelity, Statement, StatementHistory, similarity};
use serde_json::Value;

use crate::story::{bundled, day, history, invented, ledger, real, statement, view};
use crate::testkit::said;

const CASE: &str = "alpha-v-beta";

/// An event in which Beta says something, in an act of its own.
fn told(id: &str, source: &str, occurred: &str, wording: &str) -> String {
    format!(
        "\n[[event]]\nid = \"{id}\"\nverb = \"announced\"\nkind = \"PressStatement\"\n\
         source = \"{source}\"\noccurred = \"{occurred}\"\n\n\
         [[event.wording]]\nid = \"w\"\nstatement = \"fight\"\nspeaker = \"Beta\"\n{wording}\n"
    )
}

const SOURCES: &str = r#"
[source.reprint]
publisher = "The Reprint"
kind = "press"
published = "2024-08-04"
via = "copy"

[source.copy]
publisher = "The Copy"
kind = "press"
via = "paper"
"#;

const QUOTED: &str = "form = \"quoted\"\ntext = \"We will fight this in court.\"";
const PARTIAL: &str = "form = \"partial\"\ntext = \"fight this in court\"";
const REWORDED: &str = "form = \"quoted\"\ntext = \"We shall resist.\"";

fn fight(events: &[String]) -> Statement {
    statement(&invented(&(SOURCES.to_owned() + &events.concat())), CASE, "fight")
}

/// The source of the reference.
fn reference(statement: &Statement) -> &str {
    let wording = statement.wordings.iter().find(|wording| wording.reference).expect("a reference");
    wording.source.as_ref().expect("a source").as_str()
}

#[test]
fn the_reference_is_the_best_reports_whichever_act_comes_first() {
    let press = |day: &str| told("a-press", "paper", day, QUOTED);
    let party = |day: &str| told("z-party", "beta", day, PARTIAL);
    for (first, second) in [("2024-07-01", "2024-07-02"), ("2024-07-02", "2024-07-01")] {
        let statement = fight(&[press(first), party(second)]);
        assert_eq!(reference(&statement), "beta", "a party goes before the press");
        let sources: Vec<_> =
            statement.wordings.iter().filter_map(|one| one.source.clone()).collect();
        assert_eq!(
            sources.iter().map(docket_core::Key::as_str).collect::<Vec<_>>(),
            ["beta", "paper"]
        );
        let later = told("a-later", "gazette", first, QUOTED);
        let earlier = told("z-earlier", "paper", second, PARTIAL);
        assert_eq!(
            reference(&fight(&[later, earlier])),
            "paper",
            "the earlier published goes first"
        );
        let (a, b) = (told("a", "paper", second, PARTIAL), told("b", "paper", first, QUOTED));
        let statement = fight(&[b, a]);
        let best = statement.wordings.iter().find(|one| one.reference).expect("a reference");
        assert_eq!(best.event.key.as_str(), "a", "then the event id decides");
    }
}

#[test]
fn the_reference_is_the_longest_quotation_of_a_report_that_is_certainly_there() {
    let more = "\n[[event.wording]]\nid = \"x\"\nstatement = \"fight\"\nspeaker = \"Beta\"\n";
    let both = told("a", "paper", "2024-07-01", PARTIAL) + more + QUOTED;
    let sources = SOURCES.to_owned();
    let docket = invented(&(sources + &both + &told("b", "nameless", "2024-07-01", QUOTED)));
    // The source without a date is only possibly there, and so comes last.
    let cut = Cut::published_by(day("2024-07-31")).possibly();
    let history = history(&docket, CASE, cut);
    let wordings = history.statements[0].wordings.iter();
    let found: Vec<_> =
        wordings.map(|one| (one.target().to_string(), one.certain, one.reference)).collect();
    let expected = [("a#w", true, false), ("a#x", true, true), ("b#w", false, false)];
    let expected = expected.map(|(id, certain, is)| (format!("{CASE}/{id}"), certain, is));
    assert_eq!(found, expected);
    let roots: Vec<_> = history.statements[0].roots.iter().map(|root| root.name.as_str()).collect();
    assert_eq!(roots, ["The Paper"], "what is only possibly there corroborates nothing");
}

#[test]
fn a_better_report_that_comes_later_has_the_others_compared_anew() {
    let statement = fight(&[
        told("press", "paper", "2024-07-01", QUOTED),
        told("gazette", "gazette", "2024-07-02", PARTIAL),
        told("party", "beta", "2024-07-03", REWORDED),
    ]);
    let fidelities: Vec<_> = statement.wordings.iter().map(|one| one.fidelity).collect();
    assert_eq!(fidelities, [Fidelity::Verbatim, Fidelity::Reworded, Fidelity::Reworded]);
    assert_eq!(statement.words_support, docket_core::Support::Conflict);
}

#[test]
fn sources_that_lean_on_one_another_are_one_root() {
    let day = "2024-07-01";
    let from = |id: &str, source: &str| told(id, source, day, QUOTED);
    let names = |statement: &Statement| {
        statement.roots.iter().map(|root| root.name.clone()).collect::<Vec<_>>()
    };
    let one = fight(&[from("a", "paper"), from("b", "paper-later"), from("c", "reprint")]);
    assert_eq!(names(&one), ["The Paper"]);
    let sources: Vec<_> = one.roots[0].sources.iter().map(docket_core::Key::as_str).collect();
    assert_eq!(sources, ["paper", "paper-later", "reprint"]);
    let both = fight(&[from("a", "reprint"), from("b", "gazette"), from("c", "nameless")]);
    assert_eq!(names(&both), ["The Gazette", "The Paper", "nameless"]);
}

#[test]
fn wordings_by_one_agency_are_one_root_and_an_e_mail_is_nobody() {
    let via = |id: &str, source: &str, via: &str| {
        told(id, source, "2024-07-01", &format!("via = \"{via}\"\n{QUOTED}"))
    };
    let roots = |events: &[String]| fight(events).roots.len();
    assert_eq!(roots(&[via("a", "paper", "Reuters"), via("b", "gazette", "REUTERS")]), 1);
    assert_eq!(roots(&[via("a", "paper", "Reuters"), via("b", "gazette", "The Paper")]), 2);
    assert_eq!(roots(&[via("a", "paper", "AFP"), via("b", "paper-later", "Reuters")]), 2);
    assert_eq!(roots(&[via("a", "copy", "e-mail"), via("b", "gazette", "The Paper")]), 1);
    assert_eq!(roots(&[via("a", "paper", "e-mail"), via("b", "gazette", "E-mail")]), 2);
}

#[test]
fn who_printed_nokias_defence_first_is_not_known_while_one_story_has_no_date() {
    let defend = statement(&real(), "amazon-v-nokia", "defend");
    let first: Vec<_> = defend.first_published.wordings.iter().map(ToString::to_string).collect();
    assert!(!defend.first_published.known);
    assert_eq!(
        first,
        ["amazon-v-nokia/reply-light-reading#defend", "amazon-v-nokia/reply-unsigned#defend"]
    );
    let pioneered = statement(&real(), "amazon-v-nokia", "pioneered");
    assert!(pioneered.first_published.known);
    assert_eq!(
        pioneered.first_published.wordings[0].to_string(),
        "amazon-v-nokia/complaint-light-reading#pioneered"
    );
}

#[test]
fn a_history_says_nothing_of_alignments_unless_a_statement_is_aligned() {
    let mut strategy = statement(&real(), "amazon-v-nokia", "strategy");
    let json = |statement: &Statement| serde_json::to_value(statement).expect("JSON");
    assert!(json(&strategy)["wordings"][1].get("alignment").is_none());
    strategy.align();
    let aligned = json(&strategy);
    assert_eq!(aligned["wordings"][1]["alignment"][0]["left_out"], "Nokia's");
    assert_eq!(aligned["wordings"][1]["alignment"][2]["changed"]["to"], "involve[s]");
    assert!(aligned["wordings"][3].get("alignment").is_none(), "our own words are not aligned");
}

/// What somebody is quoted with in the stories, by the id of the fact; and the groups of facts that
/// are wordings of one thing.
struct Quotations {
    words: BTreeMap<String, String>,
    groups: BTreeMap<String, BTreeSet<String>>,
}

/// The quotations of the stories, where `DOCKET_FIXTURES` says where they are.
fn quotations() -> Option<Quotations> {
    let Some(fixtures) = std::env::var_os("DOCKET_FIXTURES") else {
        said("skipped: the wordings of the stories, for DOCKET_FIXTURES is not set");
        return None;
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(fixtures).join("articles/facts.json");
    let text = std::fs::read_to_string(&path).expect("facts.json");
    let json: Value = serde_json::from_str(&text).expect("JSON");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let facts = json["facts"].as_array().expect("facts").iter();
    let words = facts.map(|fact| (text(&fact["id"]), text(&fact["quote"]))).collect();
    let group = |(name, members): (&String, &Value)| {
        let members = members.as_array().expect("a group").iter();
        (name.clone(), members.map(|member| text(&member[0])).collect())
    };
    let groups = json["variant_groups"].as_object().expect("groups").iter().map(group).collect();
    Some(Quotations { words, groups })
}

/// A bundled case in which every wording is a statement of its own.
fn without_statements(name: &str) -> docket_core::Docket {
    let text = bundled(name);
    let lines = text.lines().filter(|line| !line.starts_with("statement = "));
    ledger(&[lines.collect::<Vec<_>>().join("\n")])
}

#[test]
fn of_the_real_cases_the_statements_that_are_one_are_found_again() {
    let mut suggested = Vec::new();
    let mut linked = Vec::new();
    for name in ["amazon-v-nokia", "nokia-v-amazon", "huawei-v-verizon"] {
        let docket = without_statements(name);
        let view = view(&docket, name, Cut::none());
        let history: StatementHistory = view.project();
        let candidates = history.candidates(view.books());
        let told = |one: &Candidate| {
            let [this, that] = &one.statements;
            format!("{this} = {that}: {} %, {}", one.score, one.occasion.words())
        };
        suggested.extend(candidates.iter().map(told));
        linked.extend(history.links(&candidates).into_iter().map(told));
    }
    assert_eq!(
        suggested,
        [
            "reply-light-reading:respect-ip = reply-unsigned:respect-ip: 100 %, same act",
            "complaint-light-reading:strategy = complaint-techradar:strategy: 96 %, same act",
            "reply-light-reading:defend = reply-techradar:defend: 90 %, same act",
            "complaint-light-reading:pioneered = complaint-techradar:pioneered: 84 %, same act",
        ]
    );
    assert_eq!(linked, suggested[..3]);
}

#[test]
fn wordings_of_the_stories_are_as_alike_as_they_were_found_to_be() {
    let Some(Quotations { words, .. }) = quotations() else { return };
    let sentence = words["A42"].split_once(". ").expect("two sentences").1;
    let quoted = |words: &str| {
        let (_, rest) =
            words.split_once('“').or_else(|| words.split_once('\'')).expect("a quotation");
        let end = rest.find(['”', '\'']).expect("its end");
        rest[..end].to_owned()
    };
    let (moment, chance) = (quoted(&words["A26"]), quoted(&words["A27"]));
    assert_eq!(
        (moment.as_str(), chance.as_str()),
        ("moment of reinvention", "second chance at reinvention")
    );
    for (what, one, other, found_before) in [
        ("truncated", sentence, &words["A43"], 89),
        ("edited in brackets", &words["A22"], &words["A23"], 90),
        ("reworded in quotation marks", &words["A22"], &words["A24"], 70),
        ("reworded without", &words["A44"], &words["A43"], 50),
        ("other words altogether", &moment, &chance, 40),
    ] {
        let score = similarity(one, other);
        assert!(score.abs_diff(found_before) <= 2, "{what}: {score}, not about {found_before}");
    }
}

/// Every pair of facts that is alike enough to be suggested, whoever says it. A42 is two statements
/// in one; its second sentence and A43 are the truncated pair above.
const ALIKE: [(&str, &str, u8); 14] = [
    ("A03", "A15", 75),
    ("A06", "A07", 68),
    ("A06", "A33", 58),
    ("A09", "A10", 66),
    ("A20", "A21", 100),
    ("A22", "A23", 88),
    ("A22", "A24", 68),
    ("A23", "A24", 65),
    ("A26", "A27", 82),
    ("A28", "A29", 65),
    ("A30", "A31", 89),
    ("A40", "A41", 100),
    ("A43", "A44", 51),
    ("A50", "N02", 80),
];

#[test]
fn what_is_linked_or_suggested_of_the_stories_are_wordings_of_one_thing() {
    let Some(Quotations { words, groups }) = quotations() else { return };
    let all: Vec<_> = words.iter().collect();
    let mut alike = Vec::new();
    for (at, (one, text)) in all.iter().enumerate() {
        for (other, other_text) in &all[at + 1..] {
            let score = similarity(text, other_text);
            if score >= docket_statements::SUGGESTED {
                alike.push((one.as_str(), other.as_str(), score));
            }
        }
    }
    assert_eq!(alike, ALIKE);
    for (one, other, score) in alike {
        let of_one = groups.values().any(|group| group.contains(one) && group.contains(other));
        assert!(of_one || score < docket_statements::LINKED, "{one} and {other} are linked");
    }
}
