//! What `CourtListener`'s API answers, imported on the command line. The case is invented.

use serde_json::{Value, json};

use super::Desk;
use super::exhibits::is_shown;

const API: &str = "https://www.courtlistener.com/api/rest/v4/";

fn docket(id: u64) -> Value {
    json!({
        "id": id,
        "court_id": "ded",
        "docket_number": format!("1:24-cv-000{id}"),
        "case_name": "Alder Inc. v. Birch GmbH",
        "date_filed": "2024-01-02",
        "nature_of_suit": "830 Patent",
    })
}

fn entry(
    id: u64,
    docket: u64,
    number: Option<u64>,
    day: &str,
    text: &str,
    uploaded: Option<&str>,
) -> Value {
    json!({
        "id": id,
        "docket": format!("{API}dockets/{docket}/"),
        "date_filed": day,
        "entry_number": number,
        "recap_sequence_number": format!("{day}.{id:03}"),
        "description": text,
        "recap_documents": [{
            "document_type": 1,
            "date_upload": uploaded,
            "is_sealed": id == 3,
            "plain_text": "",
        }],
    })
}

fn page(own: &str, next: Option<&str>, previous: Option<&str>, results: &[Value]) -> String {
    let address = |page: &str| format!("{API}docket-entries/?{page}docket=10");
    json!({
        "count": address(&format!("count=on&{own}")),
        "next": next.map(address),
        "previous": previous.map(address),
        "results": results,
    })
    .to_string()
}

/// A desk with all files of the docket, the newest entries first.
fn desk() -> Desk {
    let desk = Desk::with_ledger();
    std::fs::create_dir(desk.path("fetched")).expect("a directory");
    let complaint = "COMPLAINT for patent infringement against Birch GmbH, filed by Alder Inc. \
                     (Entered: 01/03/2024)";
    let motion = "MOTION to Dismiss by Birch GmbH. (Entered: 02/01/2024)";
    let sealed = "DECLARATION re 2 Motion by Birch GmbH. (Entered: 02/01/2024)";
    let stipulation =
        "STIPULATION of Dismissal with prejudice by Alder Inc., Birch GmbH. (Entered: 05/08/2024)";
    let newer = [
        entry(5, 10, Some(4), "2024-05-06", stipulation, Some("2024-06-20T10:00:00-04:00")),
        entry(4, 10, None, "2024-02-02", "Zephyr noted.", None),
    ];
    let older = [
        entry(3, 10, Some(3), "2024-02-01", sealed, None),
        entry(2, 10, Some(2), "2024-02-01", motion, Some("2024-02-03T10:00:00-04:00")),
        entry(1, 10, Some(1), "2024-01-02", complaint, Some("2024-01-05T10:00:00-04:00")),
    ];
    let party = |id: u64, name: &str, role: &str| {
        json!({
            "id": id,
            "name": name,
            "party_types": [{"docket_id": 10, "name": role, "extra_info": "a company"}],
            "attorneys": [{"docket_id": 10, "attorney_id": id * 10, "role": 2}],
        })
    };
    let parties = [party(1, "Alder Inc.", "Plaintiff"), party(2, "Birch GmbH", "Defendant")];
    let attorney = |id: u64, name: &str| json!({"id": id, "name": name, "parties_represented": []});
    let attorneys = [attorney(10, "A. Fir"), attorney(20, "B. Gorse")];
    desk.write("fetched/docket.json", docket(10).to_string());
    desk.write("fetched/entries-1.json", page("", Some("cursor=b&"), None, &newer));
    desk.write("fetched/entries-2.json", page("cursor=b&", None, Some("cursor=a&"), &older));
    desk.write("fetched/parties.json", json!({"results": parties}).to_string());
    desk.write("fetched/attorneys.json", json!(attorneys).to_string());
    desk
}

#[test]
fn all_pages_of_one_import_become_a_docket_and_a_report_says_what_was_understood() {
    let desk = desk();
    let report = desk.ok("import courtlistener fetched --captured-on 2024-07-01 --full");
    is_shown("import_courtlistener", "import courtlistener fetched", &report);
    let show = desk.ok("show ded/1:24-cv-00010");
    is_shown("imported_courtlistener", "show ded/1:24-cv-00010", &show);
    let again = desk.ok("import courtlistener fetched --captured-on 2024-07-01 --full");
    assert!(again.contains("0 events recorded"), "{again}");
    let dry = desk.ok("import courtlistener fetched --captured-on 2024-08-01 --dry-run --json");
    let dry: Value = serde_json::from_str(&dry).expect("JSON");
    assert_eq!((&dry["files"], &dry["dockets"], &dry["lines"]), (&json!(5), &json!(1), &json!(5)));
    assert_eq!((&dry["events"], &dry["lacking"]), (&json!(1), &json!([])));
}

#[test]
fn the_archives_own_clock_is_asked_for() {
    let desk = desk();
    desk.ok("import courtlistener fetched --archive");
    let status = |day: &str| -> (Value, usize) {
        let known = desk.ok(&format!("known ded/1:24-cv-00010 {day} --json"));
        let known: Value = serde_json::from_str(&known).expect("JSON");
        (known["status"].clone(), known["acts"].as_array().map_or(0, Vec::len))
    };
    assert_eq!(status("2024-05-31"), (json!("pending"), 2));
    assert_eq!(status("2024-06-20"), (json!("dismissed"), 3));
    desk.ok("import courtlistener fetched");
    // The court told it first, and both told one act.
    assert_eq!(status("2024-05-08").0, json!("dismissed"));
    let why = desk.ok("why ded/1:24-cv-00010 acts/4");
    assert!(why.contains("ded-1:24-cv-00010-archive"), "{why}");
    let why = desk.ok("why ded/1:24-cv-00010 acts/4#occurred");
    assert!(why.contains("an archive's copy of the court's docket"), "{why}");
    desk.fails(2, "import juriscraper fetched --archive").says("--archive");
}

#[test]
fn what_is_on_a_docket_that_is_not_there_is_an_error_or_passed_over() {
    let desk = desk();
    let stray = [entry(6, 11, Some(1), "2024-01-02", "COMPLAINT.", None)];
    desk.write("fetched/other.json", serde_json::to_string_pretty(&stray).expect("JSON"));
    let failed = desk.fails(3, "import courtlistener fetched");
    let place = "other.json:5:15: [0].docket: a docket entry cannot be placed: the docket \
                 https://www.courtlistener.com/api/rest/v4/dockets/11/ is not among the files";
    failed.says(place);
    failed.says("--keep-going");
    assert!(desk.ok("cases").lines().count() <= 1, "nothing is recorded");
    let passed = desk.run("import courtlistener fetched --keep-going");
    assert_eq!(passed.code, 3);
    assert!(passed.out.contains("passed over: 1\n  "), "{}", passed.out);
    assert!(passed.out.contains(place), "{}", passed.out);
    assert!(desk.ok("cases").contains("ded/1:24-cv-00010"));
}

#[test]
fn a_file_with_a_fault_imports_nothing() {
    let desk = desk();
    desk.write("fetched/entries-2.json", "{\"results\": [{\"id\": 7,\n \"entry_number\": 5}]}");
    let failed = desk.fails(3, "import courtlistener fetched");
    failed.says("entries-2.json:1:14: results[0]: a docket entry needs the field `docket`");
    assert!(desk.ok("cases").lines().count() <= 1, "nothing is recorded");
    let passed = desk.run("import courtlistener fetched --keep-going");
    assert!(passed.out.contains("4 files, 1 docket, 2 lines"), "{}", passed.out);
}

#[test]
fn what_is_not_all_there_is_told_and_never_taken_for_full() {
    let desk = desk();
    std::fs::remove_file(desk.path("fetched/entries-2.json")).expect("a file");
    let failed = desk.fails(3, "import courtlistener fetched --captured-on 2024-07-01 --full");
    failed.says("entries-1.json:1:");
    failed.says("next: the next page, \"https://www.courtlistener.com/api/rest/v4/docket-entries/");
    assert!(desk.ok("cases").lines().count() <= 1, "nothing is recorded");
    let report = desk.ok("import courtlistener fetched --captured-on 2024-07-01");
    assert!(report.contains("not all of it is there: 1\n"), "{report}");
}

#[test]
fn a_docket_that_the_archive_has_twice_is_one() {
    let desk = Desk::with_ledger();
    let complaint = "COMPLAINT against Birch GmbH, filed by Alder Inc.";
    let mut again = docket(10);
    again["id"] = json!(12);
    let files = json!([
        docket(10),
        entry(1, 10, Some(1), "2024-01-02", complaint, None),
        again,
        entry(7, 12, Some(1), "2024-01-02", complaint, None),
        entry(8, 12, Some(2), "2024-02-01", "MOTION to Dismiss by Birch GmbH.", None),
    ]);
    desk.write("a.json", files.to_string());
    for day in ["--captured-on 2024-06-01", "--captured-on 2024-07-01 --full"] {
        let import = format!("import courtlistener a.json {day}");
        desk.ok(&import);
        let show = desk.json("show ded/1:24-cv-00010 --json");
        let acts = show["acts"].as_array().expect("acts");
        let lines: Vec<&Value> = acts.iter().filter_map(|act| act.get("document_number")).collect();
        assert_eq!(lines, [&json!("1"), &json!("2")], "{show}");
        assert!(desk.ok(&import).contains("0 events recorded"));
    }
}

#[test]
fn a_list_that_counts_more_than_came_is_not_all_there() {
    let desk = desk();
    let mut lines = json!([entry(3, 10, Some(3), "2024-02-01", "DECLARATION.", None)]);
    lines = json!({"count": 40, "next": null, "previous": null, "results": lines});
    std::fs::remove_file(desk.path("fetched/entries-1.json")).expect("a file");
    desk.write("fetched/entries-2.json", lines.to_string());
    let failed = desk.fails(3, "import courtlistener fetched --captured-on 2024-07-01 --full");
    failed.says("entries-2.json:1:10: count: the list has 40 results, and of them 1 is here");
    assert!(desk.ok("cases").lines().count() <= 1, "nothing is recorded");
    let report = desk.ok("import courtlistener fetched --captured-on 2024-07-01");
    assert!(report.contains("not all of it is there: 1\n"), "{report}");
}
