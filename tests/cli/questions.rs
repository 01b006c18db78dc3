//! The questions about who knew what, and when, as people and programs ask them.

use serde_json::Value;

use super::Desk;

const DAYS: &str = "amazon-v-nokia 2024-07-31 2024-08-01";

fn keys(document: &Value) -> Vec<&str> {
    document.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn each_document_has_the_keys_that_programs_rely_on() {
    let desk = Desk::with_demo();
    let diff = desk.json(&format!("diff {DAYS} --by published --json"));
    assert_eq!(diff["schema"], "docket/diff/1");
    for key in ["from", "to", "changes", "entries"] {
        assert!(!diff[key].is_null(), "{key}");
    }
    assert_eq!(keys(&diff["entries"]), ["added", "withdrawn"]);
    for key in ["field", "from", "to", "because"] {
        assert!(diff["changes"][0].get(key).is_some(), "{key}");
    }
    let conflicts = desk.json("conflicts --json");
    let first = &conflicts["items"][0];
    assert_eq!(keys(first), ["case", "field", "how", "values"]);
    assert_eq!(keys(&first["values"][0]), ["events", "sources", "value"]);
    let order = desk.json(
        "order nokia-v-amazon/proceedings-techradar amazon-v-nokia/complaint-techradar --json",
    );
    assert_eq!((&order["schema"], &order["before"]), (&"docket/order/1".into(), &"yes".into()));
    assert!(order["why"].as_str().is_some_and(|why| why.contains("2023-10")), "{order}");
    let known = desk.json("first-known amazon-v-nokia patents_in_suit=12 --by published --json");
    assert_eq!(known["clocks"][0]["first_said"]["day"], "2024-08-01");
    assert_eq!(known["clocks"][0]["first_corroborated"], Value::Null);
    let why = desk.json("why amazon-v-nokia filed --json");
    assert_eq!(
        (why["value"].as_str(), why["support"].as_str()),
        (Some("2024-07-30"), Some("stated"))
    );
    assert_eq!(why["since"]["published"], Value::Null);
    let found = desk.json("find reinvention --in statements --json");
    assert_eq!(found["items"].as_array().map(Vec::len), Some(3));
    let timeline = desk.json("timeline pherah-v-zoho --json");
    assert_eq!(timeline["items"][0]["act"], "acts/complaint");
}

#[test]
fn a_diff_names_its_clock_and_cuts_it_once() {
    let desk = Desk::with_demo();
    desk.fails(2, &format!("diff {DAYS}")).says("--by");
    desk.fails(2, &format!("diff {DAYS} --by published --published-by 2024-01-01"))
        .says("compare by another clock");
    desk.fails(2, "diff amazon-v-nokia @1 @2 --by published").says("only the recorded clock");
    desk.fails(4, "diff amazon-v-nokia @1 @2000 --by recorded").says("not recorded yet");
    let same = desk.ok("diff amazon-v-nokia 2024-08-01 2024-08-01 --by published --exit-code");
    assert_eq!(same, "nothing differs\n");
    let run = desk.run(&format!("diff {DAYS} --by published --exit-code"));
    assert_eq!(run.code, 7);
    assert!(run.out.contains("patents_in_suit") && !run.err.contains("error"), "{run:?}");
    // Before anything of the case was recorded there is nothing to compare with, and that is fine.
    let from_nothing = desk.json("diff nokia-v-amazon @0 @66 --by recorded --json");
    assert!(from_nothing["changes"].as_array().is_some_and(|changes| changes.len() > 10));
}

#[test]
fn a_field_that_is_not_known_is_said_to_be_so_with_the_nearest_one() {
    let desk = Desk::with_demo();
    desk.fails(4, "why amazon-v-nokia patents_in_siut").says("did you mean `patents_in_suit`?");
    desk.fails(4, "first-known amazon-v-nokia patents_in_suit=13").says("nobody inside this cut");
    desk.fails(4, "why amazon-v-nokia patents_in_suit --published-by 2024-07-31")
        .says("nothing is known");
    desk.ok("why amazon-v-nokia parties/nokia");
    desk.fails(4, "order amazon-v-nokia/complaint amazon-v-nokia/complaint-techradar")
        .says("no event");
    desk.fails(4, "knew-before amazon-v-nokia/complaint-techradar amazon-v-nokia/complaint-unsigned --published-by 2024-07-01")
        .says("is not inside this cut");
    desk.fails(2, "find !!!").says("no word");
    desk.fails(2, "first-known amazon-v-nokia patents_in_suit=").says("names no value");
    let run = desk.command("why amazon-v-nokia").arg("").output().expect("a program");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("these are known: status, "));
}

#[test]
fn what_was_known_to_us_does_not_count_what_nobody_had_told_us() {
    let desk = Desk::with_demo();
    let public = desk.json("known amazon-v-nokia 2024-07-31 --json");
    assert!(public["not_yet_known"]["facts"].as_u64().is_some_and(|facts| facts > 0));
    let ours = desk.json("known amazon-v-nokia @20 --to us --published-by 2024-07-31 --json");
    assert_eq!(ours["not_yet_known"], Value::Null);
    assert_eq!(ours["cut"]["recorded_by"], "@20");
}

#[test]
fn a_timeline_is_drawn_to_a_file_and_the_same_each_time() {
    let desk = Desk::with_demo();
    assert_eq!(desk.ok("timeline pherah-v-zoho --svg -o one.svg"), "");
    let drawn = desk.read("one.svg");
    assert_eq!(drawn, desk.ok("timeline pherah-v-zoho --svg"));
    assert!(drawn.starts_with("<svg") && drawn.trim_end().ends_with("</svg>"), "{drawn}");
    desk.fails(2, "timeline pherah-v-zoho -o one.svg").says("--svg");
}
