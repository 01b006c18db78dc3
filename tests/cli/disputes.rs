//! The questions that the real disputes raise, asked of the program as a person would.

use std::fmt::Write;

use serde_json::Value;

use super::Desk;
use crate::exhibits::snapshots;

/// A question, the command that asks it, and what of the answer's document is wanted; where
/// nothing is named, the answer is the whole text.
struct Asked(&'static str, &'static str, &'static [&'static str]);

const AMAZON: &str = "amazon-v-nokia";

const QUESTIONS: &[Asked] = &[
    Asked(
        "1. The state of Amazon v. Nokia",
        "show amazon-v-nokia",
        &[
            "/status",
            "/court",
            "/filed/occurred",
            "/parties/*/role+name",
            "/facts/patents_in_suit",
            "/facts/relief",
        ],
    ),
    Asked("2. When was it filed, and who says so?", "show amazon-v-nokia", &["/filed"]),
    Asked(
        "2. The same, by what was certainly public on 2024-08-01",
        "known amazon-v-nokia 2024-08-01",
        &["/filed/occurred", "/filed/support"],
    ),
    Asked(
        "3. What was public by 2024-07-31?",
        "known amazon-v-nokia 2024-07-31",
        &["/status", "/filed/occurred", "/court", "/facts/patents_in_suit", "/not_yet_known"],
    ),
    Asked(
        "3. And what only possibly?",
        "known amazon-v-nokia 2024-07-31 --possibly",
        &["/facts/patents_in_suit", "/court"],
    ),
    Asked(
        "4. What did 2024-08-01 add?",
        "known amazon-v-nokia 2024-08-01",
        &["/court", "/facts/patents_in_suit", "/acts/*/kind", "/not_yet_known"],
    ),
    Asked(
        "4. ... and to Nokia v. Amazon?",
        "known nokia-v-amazon 2024-08-01",
        &["/facts/number_of_proceedings", "/facts/jurisdictions/value/*/value+sources"],
    ),
    Asked(
        "5. What was public by 2024-07-30?",
        "known amazon-v-nokia 2024-07-30",
        &["/status", "/acts", "/facts/*/support", "/not_yet_known"],
    ),
    Asked("6. What did Nokia say it would do?", "statements amazon-v-nokia --variants defend", &[]),
    Asked(
        "7. What did the board chairman call it?",
        "statements amazon-v-nokia --variants reinvention",
        &[],
    ),
    Asked("8. What did Song Liuping say?", "statements huawei-v-verizon --speaker Huawei", &[]),
    Asked("11. Did Amazon comment?", "statements amazon-v-nokia --variants no-comment", &[]),
    Asked(
        "12. In which jurisdictions?",
        "show nokia-v-amazon",
        &["/facts/jurisdictions/value/*/value+sources"],
    ),
    Asked("13. How many proceedings?", "show nokia-v-amazon", &["/facts/number_of_proceedings"]),
    Asked("14. When did Nokia v. Amazon begin?", "show nokia-v-amazon", &["/filed"]),
    Asked("15. Is Amazon's suit a response?", "show amazon-v-nokia", &["/facts/in_response_to"]),
    Asked(
        "16. Huawei v. Verizon: when, where, over what?",
        "show huawei-v-verizon",
        &[
            "/filed/occurred",
            "/filed/support",
            "/court",
            "/facts/patents_in_suit",
            "/facts/licence_patents",
            "/facts/licence_fees",
        ],
    ),
    Asked(
        "17. Did Verizon respond? Was it dismissed?",
        "show huawei-v-verizon",
        &["/acts/*/verb+kind", "/dispositions", "/status"],
    ),
    Asked("18. What is settled?", "show nokia-v-amazon", &["/dispositions"]),
    Asked(
        "18. ... and in Pherah v. Zoho, which shows the fourth verb?",
        "show pherah-v-zoho",
        &["/status", "/dispositions/*/occurred+manner+parties"],
    ),
];

#[test]
fn the_questions_of_the_disputes_are_answered_on_the_command_line() {
    let desk = Desk::with_demo();
    let mut told = String::new();
    for Asked(question, command, wanted) in QUESTIONS {
        writeln!(told, "{question}\n$ docket {command}").expect("a string");
        if wanted.is_empty() {
            told.push_str(&desk.ok(command));
        } else {
            let document = desk.json(&format!("{command} --json"));
            for path in *wanted {
                let found = pick(&document, path).unwrap_or(Value::Null);
                writeln!(told, "{path}: {found}").expect("a string");
            }
        }
        told.push('\n');
    }
    snapshots().bind(|| insta::assert_snapshot!("cli.disputes", told));
}

/// Follows a path; `*` takes every item, and `a+b` several keys of one.
fn pick(value: &Value, path: &str) -> Option<Value> {
    let Some((step, rest)) = path.strip_prefix('/').map(|path| {
        path.split_once('/')
            .map_or((path, String::new()), |(step, rest)| (step, format!("/{rest}")))
    }) else {
        return Some(value.clone());
    };
    match (step, value) {
        ("*", Value::Array(items)) => items.iter().map(|item| pick(item, &rest)).collect(),
        ("*", Value::Object(map)) => map.values().map(|item| pick(item, &rest)).collect(),
        (keys, value) if keys.contains('+') => {
            keys.split('+').map(|key| value.get(key).cloned().or(Some(Value::Null))).collect()
        }
        (key, value) => pick(value.get(key)?, &rest),
    }
}

/// 21. Two replays are the same to the byte, and the order of recording does not show.
#[test]
fn two_replays_are_byte_identical_and_files_may_be_recorded_in_any_order() {
    let desk = Desk::with_demo();
    for command in ["replay amazon-v-nokia --jsonl", "replay pherah-v-zoho"] {
        assert_eq!(desk.ok(command), desk.ok(command));
    }
    let other = Desk::empty();
    other.ok("init");
    for name in ["pherah-v-zoho", "huawei-v-verizon", "nokia-v-amazon", AMAZON] {
        other.write(&format!("{name}.toml"), crate::story::bundled(name));
        other.ok(&format!("record {name}.toml --yes"));
    }
    for name in [AMAZON, "nokia-v-amazon", "huawei-v-verizon", "pherah-v-zoho"] {
        let ask = format!("show {name} --json");
        assert_eq!(desk.json(&ask), other.json(&ask), "{name}");
    }
}
