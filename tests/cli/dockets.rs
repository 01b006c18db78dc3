//! Dockets of courts, imported on the command line.

use serde_json::{Value, json};

use super::Desk;
use super::exhibits::is_shown;
use crate::testkit::{fixtures, said};

/// An invented docket, as juriscraper parses them.
fn docket() -> Value {
    let line = |number: Value, filed: &str, entered: &str, text: &str| {
        json!({
            "document_number": number,
            "date_filed": filed,
            "date_entered": entered,
            "description": text,
            "pages_scanned": 3,
        })
    };
    json!({
        "court_id": "ded",
        "docket_number": "1:24-cv-00010-ABC",
        "case_name": "Alder Inc. v. Birch GmbH",
        "date_filed": "2024-01-02",
        "nature_of_suit": "830 Patent",
        "docket_entries": [
            line(json!("1"), "2024-01-02", "2024-01-03",
                "COMPLAINT for patent infringement against Birch GmbH, filed by Alder Inc."),
            line(json!("2"), "2024-02-01", "2024-02-01",
                "ANSWER to 1 Complaint with Jury Demand, COUNTERCLAIM against Alder Inc. by Birch GmbH."),
            line(Value::Null, "2024-02-02", "2024-02-02", "Zephyr noted."),
            line(json!("3"), "2024-05-06", "2024-05-08",
                "STIPULATION of Dismissal with prejudice by Alder Inc., Birch GmbH."),
        ],
        "parties": [
            {"name": "Alder Inc.", "type": "Plaintiff"},
            {"name": "Birch GmbH", "type": "Defendant"},
        ],
    })
}

#[test]
fn a_docket_becomes_events_and_a_report_says_what_was_understood() {
    let desk = Desk::with_ledger();
    desk.write("docket.json", docket().to_string());
    let report = desk.ok("import juriscraper docket.json --captured-on 2024-06-01 --full");
    is_shown("import_docket", "import juriscraper docket.json", &report);
    let show = desk.ok("show ded/1:24-cv-00010");
    is_shown("imported_docket", "show ded/1:24-cv-00010", &show);
    let again = desk.ok("import juriscraper docket.json --captured-on 2024-06-01 --full");
    assert!(again.contains("0 events recorded"), "{}", again);
    let why = desk.ok("why ded/1:24-cv-00010 acts/3");
    assert!(why.contains("(by the rule dismissal-by-notice)"), "{}", why);
}

#[test]
fn a_later_capture_tells_what_was_overwritten() {
    let desk = Desk::with_ledger();
    desk.write("june.json", docket().to_string());
    desk.ok("import juriscraper june.json --captured-on 2024-06-01 --full");
    let mut later = docket();
    later["docket_entries"][1]["description"] =
        json!("ANSWER to 1 Complaint, COUNTERCLAIM against Alder Inc. by Birch GmbH. (Modified)");
    later["docket_entries"].as_array_mut().expect("lines").remove(2);
    desk.write("july.json", later.to_string());
    desk.ok("import juriscraper july.json --captured-on 2024-07-01 --full");
    let diff = desk.ok("diff ded/1:24-cv-00010 2024-06-01 2024-07-01 --by published");
    is_shown("recaptured_docket", "diff, between two captures", &diff);
    let known = desk.ok("known ded/1:24-cv-00010 2024-06-15 --json");
    assert!(known.contains("with Jury Demand") && known.contains("Zephyr"));
    let now = desk.ok("show ded/1:24-cv-00010");
    assert!(!now.contains("with Jury Demand") && !now.contains("Zephyr noted"), "{}", now);
}

#[test]
fn a_file_with_a_fault_imports_nothing_and_the_next_is_imported_if_asked() {
    let desk = Desk::with_ledger();
    desk.write("a.json", docket().to_string());
    desk.write("b.json", "{\"court_id\": \"ded\",\n \"docket_number\": 5, \"docket_entries\": 7}");
    desk.write("c.json", b"{\"court_id\": \"\xff\"}");
    let failed = desk.fails(3, "import juriscraper a.json b.json c.json");
    failed.says("b.json:2:40: docket_entries: a list is expected, not a number");
    assert!(desk.ok("cases").lines().count() <= 1, "nothing is recorded");
    let passed = desk.run("import juriscraper a.json b.json c.json --keep-going");
    assert_eq!(passed.code, 3);
    passed.says("2 files were passed over");
    assert!(passed.out.contains("c.json:1:15: the file is not UTF-8"), "{}", passed.out);
    assert!(desk.ok("cases").contains("ded/1:24-cv-00010"));
    desk.write("empty.json", "\n");
    desk.fails(3, "import juriscraper empty.json").says("empty.json:1:1: the file is empty");
    desk.fails(3, "import juriscraper missing.json").says("missing.json");
    std::fs::create_dir(desk.path("empty")).expect("a directory");
    desk.fails(4, "import juriscraper empty").says("no file ends in .json");
}

#[test]
fn what_cannot_be_meant_is_a_usage_error() {
    let desk = Desk::with_ledger();
    desk.write("a.json", docket().to_string());
    desk.fails(2, "import juriscraper a.json --full").says("--captured-on");
    desk.fails(2, "import juriscraper a.json --captured-on 06/01/2024").says("2024-06-01");
    desk.fails(2, "import juriscraper a.json --captured-on 2024-06").says("a day");
    desk.fails(2, "--ledger new import jsonl a.json b.json").says("b.json");
    desk.fails(2, "--ledger new import jsonl a.json --dry-run").says("--dry-run");
    desk.fails(2, "import juriscraper").says("PATH");
    desk.fails(2, "import pacer-rss a.json --captured-on 2024-06-01 --full").says("--full");
}

#[test]
fn a_dry_run_reports_and_records_nothing() {
    let desk = Desk::with_ledger();
    desk.write("a.json", docket().to_string());
    let report = desk.ok("import juriscraper . --dry-run --json");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(report["schema"], "docket/import/1");
    assert_eq!((&report["lines"], &report["files"]), (&json!(4), &json!(1)));
    assert_eq!(report["unread"], json!(["docket_entries.pages_scanned"]));
    assert_eq!(report["unclassified"][0]["text"], "Zephyr noted.");
    assert!(desk.ok("cases").lines().count() <= 1, "nothing is recorded");
}

#[test]
fn a_file_too_large_to_be_read_whole_is_refused_unread() {
    let desk = Desk::with_ledger();
    let file = std::fs::File::create(desk.path("huge.json")).expect("a file");
    file.set_len(1 << 30).expect("a length");
    for format in ["courtlistener", "pacer-rss"] {
        let failed = desk.fails(3, &format!("import {format} huge.json"));
        failed.says("huge.json: the file has 1024 MiB");
    }
    // Of a list no more than one docket is held, so it may be of any size.
    desk.fails(3, "import juriscraper huge.json")
        .says("huge.json:1:1: the value has more than 64 MiB");
}

#[test]
fn every_docket_of_the_folder_goes_out_as_lines_of_json_and_comes_back() {
    let Some(fixtures) = fixtures() else {
        return said("skipped: dockets, for DOCKET_FIXTURES is not set");
    };
    let desk = Desk::with_ledger();
    let folder = fixtures.join("dockets/juriscraper");
    let imported = desk.json(&format!("import juriscraper {} --json", folder.display()));
    assert_eq!((&imported["files"], &imported["lines"]), (&json!(97), &json!(4_122)));
    desk.ok("export jsonl -o first.jsonl");
    desk.ok("--ledger second import jsonl first.jsonl");
    desk.ok("--ledger second export jsonl -o second.jsonl");
    let first = desk.read("first.jsonl");
    assert!(first == desk.read("second.jsonl"), "the second export differs from the first");
    let (lines, events) = (first.lines().count(), imported["events"].as_u64());
    assert!(events.is_some_and(|events| lines as u64 > events && events > 4_122), "{lines} lines");
    let cases = "cases --json";
    assert_eq!(desk.ok(cases), desk.ok(&format!("--ledger second {cases}")));
}

#[test]
fn a_line_that_no_event_can_hold_is_found_before_anything_is_recorded() {
    let desk = Desk::with_ledger();
    let mut long = docket();
    long["docket_number"] = json!("1:24-cv-00011");
    long["docket_entries"][3]["description"] = json!("x".repeat(600_000));
    desk.write("a.json", docket().to_string());
    desk.write("b.json", long.to_string());
    let entry = json!({
        "id": 1, "docket": 2, "entry_number": 1, "date_filed": "2024-01-02",
        "description": "x".repeat(600_000), "recap_documents": [],
    });
    desk.write("c.json", entry.to_string());
    desk.fails(3, "import juriscraper a.json b.json").says("b.json:1:");
    desk.fails(3, "import juriscraper b.json").says("docket_entries[3]: the line and what is kept");
    desk.fails(3, "import courtlistener c.json").says("c.json:1:1: the line and what is kept");
    assert!(!desk.ok("cases").contains("ded"));
}

#[test]
fn a_capture_shows_nothing_that_was_entered_after_it() {
    let desk = Desk::with_ledger();
    desk.write("a.json", docket().to_string());
    let mut other = docket();
    other["docket_number"] = json!("1:24-cv-00011");
    other["docket_entries"].as_array_mut().expect("lines").truncate(3);
    desk.write("b.json", other.to_string());
    // The last line is filed on 6 May and entered on 8 May.
    let failed = desk.fails(3, "import juriscraper b.json a.json --captured-on 2024-05-06 --full");
    for said in ["a.json: ", "2024-05-06", "2024-05-08", "line 3: STIPULATION of Dismissal"] {
        failed.says(said);
    }
    desk.fails(3, "import juriscraper a.json --captured-on 2024-05-06").says("2024-05-08");
    assert!(!desk.ok("cases").contains("ded"), "nothing is recorded");
    let passed = desk.run("import juriscraper a.json b.json --captured-on 2024-05-06 --keep-going");
    assert_eq!(passed.code, 3);
    assert!(passed.out.contains("passed over: 1"), "{}", passed.out);
    // The day of the capture may be one of another zone.
    desk.ok("import juriscraper a.json --captured-on 2024-05-07 --full");
    let api = json!([
        {"id": 1, "court_id": "ded", "docket_number": "1:24-cv-00012"},
        {"id": 2, "docket": 1, "entry_number": 7, "recap_documents": [],
         "description": "ORDER. (Entered: 05/08/2024)"},
    ]);
    desk.write("api.json", api.to_string());
    let failed = desk.fails(3, "import courtlistener api.json --captured-on 2024-05-06");
    failed.says("api.json: captured on 2024-05-06");
    failed.says("line 7: ORDER");
    desk.ok("import courtlistener api.json --captured-on 2024-05-07");
}

#[test]
fn nothing_was_captured_on_a_day_to_come() {
    let desk = Desk::with_ledger();
    desk.write("a.json", docket().to_string());
    let failed = desk.fails(2, "import juriscraper a.json --captured-on 2999-01-01 --full");
    failed.says("2999-01-01 is still to come");
    assert!(!desk.ok("cases").contains("ded"), "nothing is recorded");
}

/// How many events of a kind an import recorded.
fn events(report: &Value, kind: &str) -> u64 {
    let kinds = report["kinds"].as_array().expect("kinds");
    let of_kind = kinds.iter().filter(|one| one["kind"] == json!(kind));
    of_kind.filter_map(|one| one["events"].as_u64()).sum()
}

#[test]
fn the_same_docket_twice_in_one_import_is_captured_twice_on_one_day() {
    let mut more = docket();
    let entries = more["docket_entries"].as_array_mut().expect("lines");
    let mut order = entries[3].clone();
    order["document_number"] = json!("4");
    order["description"] = json!("ORDER granting 3 Stipulation of Dismissal.");
    entries.push(order);
    for day in ["", " --captured-on 2024-06-01", " --captured-on 2024-06-01 --full"] {
        let desk = Desk::with_ledger();
        desk.write("twice.json", json!([docket(), docket()]).to_string());
        desk.write("a.json", docket().to_string());
        desk.write("b.json", more.to_string());
        let twice = format!("import juriscraper twice.json{day} --json");
        let twice = desk.json(&format!("--ledger ledger {twice}"));
        assert_eq!((events(&twice, "Complaint"), &twice["lines"]), (1, &json!(4)), "{day}");
        desk.ok("--ledger other init");
        let files = format!("--ledger other import juriscraper a.json b.json{day} --json");
        let both = desk.json(&files);
        let recorded = ["Complaint", "Other: DocketLine"].map(|kind| events(&both, kind));
        assert_eq!(recorded, [1, 1], "{day}");
        desk.ok("--ledger other why ded/1:24-cv-00010 acts/4");
        assert_eq!(desk.json(&files)["events"], json!(0), "{day}");
    }
}
