//! The shape of the JSON that others rely on.

use serde_json::Value;

use super::Desk;

/// The documents of every command that reads, with the items that a list has.
const READING: [(&str, &str); 11] = [
    ("cases", "docket/cases/1"),
    ("show amazon-v-nokia", "docket/case/1"),
    ("known amazon-v-nokia 2024-07-31", "docket/case/1"),
    ("known amazon-v-nokia @20 --to us", "docket/case/1"),
    ("log", "docket/log/1"),
    ("log nokia-v-amazon", "docket/log/1"),
    ("replay nokia-v-amazon", "docket/replay/1"),
    ("statements amazon-v-nokia", "docket/statements/1"),
    ("link amazon-v-nokia", "docket/candidates/1"),
    ("explain", "docket/explanations/1"),
    ("explain D0003", "docket/explanation/1"),
];

fn has(json: &Value, keys: &[&str]) {
    for key in keys {
        assert!(json.get(key).is_some(), "no `{key}` in {json}");
    }
}

fn items(json: &Value) -> &Vec<Value> {
    json["items"].as_array().expect("a list has items")
}

#[test]
fn every_document_begins_with_its_schema_and_sorts_the_other_keys() {
    let desk = Desk::with_demo();
    for (arguments, schema) in READING {
        let text = desk.ok(&format!("{arguments} --json"));
        assert!(
            text.starts_with(&format!("{{\n  \"schema\": \"{schema}\",\n")),
            "{arguments}: {text}"
        );
        let keys: Vec<&str> = text
            .lines()
            .skip(2)
            .filter_map(|line| line.strip_prefix("  \"")?.split('"').next())
            .collect();
        assert!(keys.is_sorted(), "{arguments}: {keys:?}");
    }
}

#[test]
fn a_list_in_lines_has_the_items_of_the_document() {
    let desk = Desk::with_demo();
    for (arguments, _) in READING {
        let document = desk.json(&format!("{arguments} --json"));
        let lines = desk.ok(&format!("{arguments} --jsonl"));
        let lines: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        match document.get("items") {
            Some(Value::Array(items)) => assert_eq!(lines, *items, "{arguments}"),
            _ => assert_eq!(lines, [document], "{arguments}"),
        }
    }
}

#[test]
fn the_state_of_a_case_has_its_keys() {
    let desk = Desk::with_demo();
    let state = desk.json("show amazon-v-nokia --json");
    has(&state, &["case", "title", "cut", "status", "court", "filed", "parties", "facts", "acts"]);
    has(&state["cut"], &["occurred_by", "published_by", "recorded_by", "possibly"]);
    has(&state["filed"], &["occurred", "support"]);
    has(&state["parties"][0], &["name", "role"]);
    has(&state["facts"]["patents_in_suit"], &["value", "support", "sources", "because"]);
    has(&state["facts"], &["court", "filed"]);
    has(&state["acts"][0], &["verb", "kind", "occurred", "published", "events"]);
    assert_eq!(state["status"], "pending");
    assert_eq!(state["filed"]["occurred"], "2024-07-30");
    assert_eq!(state["facts"]["patents_in_suit"]["value"], 12);
    assert_eq!(state["facts"]["in_response_to"]["value"], Value::Null);
    assert_eq!(state["facts"]["in_response_to"]["values"].as_array().unwrap().len(), 2);
    has(&state["facts"]["relief"]["value"][0], &["value", "support", "sources", "because"]);
    assert_eq!(state["not_yet_known"], Value::Null);
}

#[test]
fn what_was_known_counts_what_was_not() {
    let desk = Desk::with_demo();
    let known = desk.json("known amazon-v-nokia 2024-07-31 --json");
    assert_eq!(known["cut"]["published_by"], "2024-07-31");
    assert_eq!(known["facts"]["patents_in_suit"]["support"], "not_yet_public");
    assert_eq!(known["not_yet_known"]["entries"], 14);
    assert_eq!(known["not_yet_known"]["facts"], 10);
    assert_eq!(known["entries"].as_array().unwrap().len(), 10);
    let nothing = desk.json("known amazon-v-nokia 2024-07-30 --json");
    assert_eq!(nothing["filed"]["support"], "not_yet_public");
    assert_eq!(nothing["not_yet_known"]["entries"], 23);
    let to_us = desk.json("known amazon-v-nokia @7 --to us --json");
    assert_eq!(to_us["cut"]["recorded_by"], "@7");
    assert_eq!(to_us["not_yet_known"], Value::Null);
}

#[test]
fn a_line_of_the_log_has_its_keys() {
    let desk = Desk::with_demo();
    let log = desk.json("log amazon-v-nokia --json");
    let keys = [
        "position",
        "revision",
        "event",
        "case",
        "act",
        "verb",
        "kind",
        "occurred",
        "published",
        "recorded_at",
        "source",
        "text",
        "effects",
        "state",
    ];
    for item in items(&log) {
        has(item, &keys);
    }
    let phrase =
        items(&log).iter().find(|item| item["event"] == "amazon-v-nokia/complaint-techradar");
    assert_eq!(phrase.unwrap()["occurred"], "[2024-07-28..2024-08-01]");
    let everything = desk.json("log --json");
    let positions: Vec<u64> =
        items(&everything).iter().map(|item| item["position"].as_u64().unwrap()).collect();
    assert_eq!(positions, (1..=positions.len() as u64).collect::<Vec<_>>());
}

#[test]
fn the_log_tells_what_became_of_an_entry() {
    let desk = Desk::with_demo();
    let log = desk.json("log pherah-v-zoho --json");
    let state = |key: &str| {
        let id = format!("pherah-v-zoho/{key}");
        items(&log).iter().find(|item| item["event"] == *id).map(|item| item["state"].clone())
    };
    assert_eq!(state("notice-gooddata").unwrap(), "retracted");
    assert_eq!(state("complaint").unwrap(), "stands");
    assert_eq!(state("opened").unwrap(), "stands");
}

#[test]
fn an_occurred_cut_leaves_out_entries_of_later_acts() {
    let desk = Desk::with_demo();
    let count = |flags: &str| items(&desk.json(&format!("log pherah-v-zoho {flags} --json"))).len();
    assert_eq!(count(""), 21);
    assert_eq!(count("--occurred-by 2015-11-05"), 2);
    assert_eq!(count("--occurred-by 2015-11-04"), 1);
}

#[test]
fn a_statement_has_its_keys() {
    let desk = Desk::with_demo();
    let statements = desk.json("statements amazon-v-nokia --variants defend --json");
    let [statement] = &items(&statements)[..] else { panic!("one statement: {statements}") };
    has(statement, &["id", "case", "speaker", "within", "occurred", "wordings", "links"]);
    has(statement, &["first_published", "roots"]);
    has(&statement["first_published"], &["known", "wordings"]);
    has(&statement["roots"][0], &["name", "sources"]);
    assert!(statement["wordings"][1].get("alignment").is_some(), "the view of variants has it");
    let all = desk.json("statements amazon-v-nokia --json");
    let wordings = items(&all).iter().flat_map(|one| one["wordings"].as_array().unwrap());
    assert!(wordings.clone().count() > 20);
    assert!(wordings.clone().all(|one| one.get("alignment").is_none()));
    let keys =
        ["event", "source", "speaker", "via", "published", "text", "form", "fidelity", "reference"];
    for wording in statement["wordings"].as_array().unwrap() {
        has(wording, &keys);
    }
    let by = |name: &str| {
        items(&desk.json(&format!("statements amazon-v-nokia --speaker {name} --json"))).len()
    };
    assert_eq!(by("Nokia"), by("nokia"));
    assert_eq!(by("Amazon"), by("AMAZON,-Inc."));
    assert!(by("Nokia") > 0 && by("Amazon") > 0);
    assert_eq!(by("Nobody"), 0);
    desk.fails(4, "statements amazon-v-nokia --variants defnd").says("did you mean `defend`?");
}

#[test]
fn a_replay_has_one_whole_state_for_each_entry() {
    let desk = Desk::with_demo();
    let lines = desk.ok("replay amazon-v-nokia --jsonl");
    let states: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(states.len(), 24);
    assert_eq!(states[0]["status"], "unknown");
    for state in &states {
        has(state, &["schema", "case", "status", "facts", "acts", "entry", "changes"]);
        let position = &state["entry"]["position"];
        assert_eq!(state["cut"]["recorded_by"], format!("@{position}"));
    }
    let mut last = states[23].clone();
    let now = desk.json("show amazon-v-nokia --json");
    for key in ["entry", "changes", "cut"] {
        last.as_object_mut().unwrap().remove(key);
    }
    for (key, value) in last.as_object().unwrap() {
        assert_eq!(now[key], *value, "{key}");
    }
}

#[test]
fn a_past_answer_by_the_recorded_clock_never_changes() {
    let desk = Desk::with_sample();
    let asked = ["show sample --recorded-by @4 --json", "log --recorded-by @4 --json"];
    let before = asked.map(|question| desk.ok(question));
    let more = "\n[[event]]\nid = \"more\"\nverb = \"filed\"\nkind = \"Motion\"\nsource = \"sample-docket\"\n";
    desk.write("sample-case.toml", desk.read("sample-case.toml") + more);
    desk.ok("record sample-case.toml");
    assert_eq!(asked.map(|question| desk.ok(question)), before);
}
