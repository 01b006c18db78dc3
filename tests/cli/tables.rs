//! Docket lines in tables, imported on the command line. The cases are invented.

use std::path::Path;

use serde_json::{Value, json};

use super::Desk;
use super::exhibits::is_shown;

/// A desk with a ledger and the table and the mapping of the examples.
fn desk() -> Desk {
    let desk = Desk::with_ledger();
    for name in ["docket-lines.csv", "docket-lines.toml"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tables").join(name);
        desk.write(name, std::fs::read(path).expect("an example"));
    }
    desk
}

const IMPORT: &str = "import csv docket-lines.csv --mapping docket-lines.toml";

#[test]
fn the_example_becomes_events_of_its_two_dockets() {
    let desk = desk();
    let captured = format!("{IMPORT} --captured-on 2024-06-01 --full");
    is_shown("import_table", IMPORT, &desk.ok(&captured));
    is_shown("imported_table", "show txed/2:24-cv-00010", &desk.ok("show txed/2:24-cv-00010"));
    assert!(desk.ok("show ded/1:24-cv-00044").contains("Dogwood Corp"));
    assert!(desk.ok(&captured).contains("0 events recorded"));
    // A line that a later capture lacks is no longer on the docket.
    let later = desk.read("docket-lines.csv").replace("Minute Entry", "AMENDED Minute Entry");
    let later: Vec<&str> = later.lines().filter(|line| !line.contains("STIPULATION")).collect();
    desk.write("docket-lines.csv", later.join("\n"));
    desk.ok(&format!("{IMPORT} --captured-on 2024-07-01 --full"));
    let diff = desk.ok("diff txed/2:24-cv-00010 2024-06-01 2024-07-01 --by published");
    assert!(diff.contains("AMENDED Minute Entry") && diff.contains("dismissed"), "{diff}");
}

#[test]
fn a_mapping_to_start_from_says_what_has_to_be_completed() {
    let desk = desk();
    let draft = desk.ok("import csv docket-lines.csv --mapping new");
    is_shown("draft_mapping", "import csv docket-lines.csv --mapping new", &draft);
    desk.write("mapping.toml", &draft);
    let import = "import csv docket-lines.csv --mapping mapping.toml";
    desk.fails(3, import).says("courts.\"D. Del.\": the id of the court is missing");
    let draft = draft.replace("\"D. Del.\" = \"\"", "\"D. Del.\" = \"ded\"");
    desk.write("mapping.toml", draft.replace("\"E.D. Tex.\" = \"\"", "\"E.D. Tex.\" = \"txed\""));
    let report = desk.json(&format!("{import} --dry-run --json"));
    assert_eq!((&report["dockets"], &report["lines"]), (&json!(2), &json!(5)));
    assert_eq!(report["unread"], json!(["Notes"]));
    assert!(desk.ok("cases").lines().count() <= 1, "nothing is recorded");
    let drafted = desk.json("import csv docket-lines.csv --mapping new --json");
    assert!(drafted["toml"].as_str().is_some_and(|toml| toml.contains("docket_number")));
}

#[test]
fn a_table_with_a_fault_imports_nothing_and_the_next_is_imported_if_asked() {
    let desk = desk();
    let table = desk.read("docket-lines.csv");
    desk.write("bad.csv", table.replace("05/06/2024", "05/32/2024"));
    desk.write("other.csv", table.replace("Docket Text", "Text"));
    let import = "import csv bad.csv other.csv docket-lines.csv --mapping docket-lines.toml";
    let failed = desk.fails(3, import);
    failed.says("bad.csv:6:63: row 6, column `Date Filed`: `05/32/2024` is no date of the format");
    assert!(desk.ok("cases").lines().count() <= 1, "nothing is recorded");
    let passed = desk.run(&format!("{import} --keep-going"));
    assert_eq!(passed.code, 3);
    passed.says("2 files were passed over");
    assert!(passed.out.contains("other.csv does not fit the mapping"), "{}", passed.out);
    assert!(
        passed.out.contains("docket-lines.toml:13:8: text: the file has no column `Docket Text`"),
        "{}",
        passed.out
    );
    assert!(desk.ok("cases").contains("txed/2:24-cv-00010"));
}

#[test]
fn what_cannot_be_meant_is_an_error() {
    let desk = desk();
    desk.fails(2, "import csv docket-lines.csv").says("docket-lines.csv --mapping new");
    desk.write("empty.csv", "");
    desk.fails(3, "import csv empty.csv --mapping new").says("the file is empty");
    desk.fails(2, "import csv a.csv b.csv --mapping new").says("one file");
    desk.fails(2, "import juriscraper a.json --mapping docket-lines.toml").says("--mapping");
    desk.fails(4, "import csv docket-lines.csv --mapping missing.toml").says("missing.toml");
    desk.fails(4, "import csv missing.csv --mapping new").says("missing.csv");
    desk.fails(3, "import csv missing.csv --mapping docket-lines.toml").says("missing.csv");
    desk.write("bad.toml", b"court = \"\xff\"");
    desk.fails(3, "import csv docket-lines.csv --mapping bad.toml")
        .says("bad.toml:1: the file is not UTF-8");
    desk.write("bad.toml", "court = \"Court\ntext = 5");
    desk.fails(3, "import csv docket-lines.csv --mapping bad.toml").says("bad.toml:1:");
    desk.write("bad.toml", "court = \"Court\"\ntxet = \"Text\"\ndocket_number = 5");
    let run = desk.fails(3, "import csv docket-lines.csv --mapping bad.toml --json");
    let error: Value = serde_json::from_str(&run.err).expect("JSON");
    let message = error["message"].as_str().expect("a message");
    assert!(
        message.contains("bad.toml:2:1: no key is called `txet`: did you mean `text`?"),
        "{message}"
    );
    assert!(message.contains("bad.toml:3:17: docket_number: a text"), "{message}");
}
