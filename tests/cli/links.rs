//! Statements linked and taken apart, by the program and by hand.

use serde_json::Value;

use super::Desk;
use crate::story::bundled;

const LIGHT_READING: &str = "amazon-v-nokia/complaint-light-reading#pioneered";
const TECHRADAR: &str = "amazon-v-nokia/complaint-techradar#pioneered";

/// A desk with a ledger of a bundled case in which every wording is a statement of its own.
pub(super) fn unlinked() -> Desk {
    let desk = Desk::with_ledger();
    let text = bundled("amazon-v-nokia");
    let lines = text.lines().filter(|line| !line.starts_with("statement = "));
    desk.write("case.toml", lines.collect::<Vec<_>>().join("\n"));
    desk.ok("record case.toml");
    desk
}

/// How many statements there are, and how many wordings the one of a wording has.
fn statements(desk: &Desk, wording: &str) -> (usize, usize) {
    let json = desk.json("statements amazon-v-nokia --json");
    let items = json["items"].as_array().expect("items");
    let (event, id) = wording.split_once('#').expect("a wording");
    let holds = |item: &&Value| {
        let wordings = item["wordings"].as_array().expect("wordings");
        wordings.iter().any(|one| one["event"] == event && one["id"] == id)
    };
    let item = items.iter().find(holds).expect("its statement");
    (items.len(), item["wordings"].as_array().expect("wordings").len())
}

#[test]
fn what_is_alike_is_shown_and_linked_once() {
    let desk = unlinked();
    let pairs = desk.json("link amazon-v-nokia --json");
    assert_eq!(pairs["schema"], "docket/candidates/1");
    let shown: Vec<_> = pairs["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| (item["score"].as_u64().expect("a score"), item["linked_by_record"] == true))
        .collect();
    assert_eq!(shown, [(100, true), (96, true), (90, true), (84, false)]);
    let before = statements(&desk, LIGHT_READING);

    let receipt = desk.json("link amazon-v-nokia --record --json");
    let ids: Vec<_> = receipt["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["event"].as_str().expect("an id"))
        .collect();
    assert_eq!(
        ids,
        ["amazon-v-nokia/linked:1", "amazon-v-nokia/linked:2", "amazon-v-nokia/linked:3"]
    );
    assert_eq!(statements(&desk, LIGHT_READING), (before.0 - 3, 1));
    let size = desk.json("log --json")["items"].as_array().expect("items").len();
    desk.run("link amazon-v-nokia --record").says_somewhere("no two statements are 85 % alike");
    assert_eq!(desk.json("log --json")["items"].as_array().expect("items").len(), size);

    let log = desk.ok("export jsonl");
    let how = r#""how":{"method":"word-similarity","rule":1,"score":100}"#;
    assert!(log.contains(how), "{log}");
    desk.write("log.jsonl", &log);
    desk.ok("import jsonl log.jsonl --ledger copy");
    assert_eq!(desk.ok("export jsonl --ledger copy"), log);
}

#[test]
fn a_person_links_takes_apart_and_links_again() {
    let desk = unlinked();
    let (apart, _) = statements(&desk, LIGHT_READING);
    let link = format!("link {TECHRADAR} {LIGHT_READING}");
    let separate = format!("separate {LIGHT_READING} {TECHRADAR}");
    desk.run(&separate).says_somewhere("they are different statements already");
    desk.run(&link).says_somewhere("amazon-v-nokia/linked:1");
    assert_eq!(statements(&desk, TECHRADAR), (apart - 1, 2));
    desk.run(&link).says_somewhere("they are one statement already");
    desk.run(&separate).says_somewhere("amazon-v-nokia/separated:1");
    assert_eq!(statements(&desk, TECHRADAR), (apart, 1));
    desk.run("link amazon-v-nokia").says_somewhere("taken apart before");
    desk.run(&link).says_somewhere("amazon-v-nokia/linked:2");
    assert_eq!(statements(&desk, TECHRADAR), (apart - 1, 2));
}

#[test]
fn what_cannot_be_linked_is_said() {
    let desk = Desk::with_demo();
    let other = "nokia-v-amazon/patel-unsigned#first-choice";
    desk.fails(2, "link").says("required");
    desk.fails(2, &format!("link {TECHRADAR}")).says("name two wordings or more");
    desk.fails(2, &format!("link {TECHRADAR} {TECHRADAR}")).says("name two wordings or more");
    desk.fails(2, &format!("link {TECHRADAR} complaint")).says("`complaint` is no wording");
    desk.fails(2, &format!("link {TECHRADAR} {LIGHT_READING} --record")).says("of a case");
    desk.fails(3, &format!("link {TECHRADAR} {other}")).says("different cases");
    desk.fails(4, &format!("separate {TECHRADAR} {LIGHT_READING}s")).says(LIGHT_READING);
    desk.fails(4, "link amazon-v-nokai").says("did you mean `amazon-v-nokia`?");
    desk.fails(4, "link x-v-y/a#b x-v-y/c#d").says("there is no case x-v-y");
}
