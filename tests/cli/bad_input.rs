//! What the program is given by mistake, and how it ends then.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};

use serde_json::Value;

use super::Desk;
use crate::testkit::start;

/// A case file of one event with these further lines.
fn case_file(event: &str) -> String {
    format!(
        "[case]\nid = \"a\"\n[source.paper]\nkind = \"press\"\n[[event]]\nid = \"e\"\nverb = \"filed\"\n\
         kind = \"Motion\"\nsource = \"paper\"\n{event}\n"
    )
}

/// Checks and records a file that has a fault of this code; neither leaves a trace.
fn is_refused(desk: &Desk, name: &str, content: &str, code: &str) {
    desk.write(name, content);
    for command in ["check", "record"] {
        let run = desk.fails(3, &format!("{command} {name}"));
        run.says(&format!("error[{code}]"));
        run.says(&format!("--> {name}:"));
    }
    assert_eq!(desk.json("log --json")["items"], Value::Array(Vec::new()));
}

#[test]
fn faulty_files_are_refused_with_the_place_and_the_code() {
    let desk = Desk::with_ledger();
    for (name, content, code) in [
        ("key", case_file("txet = \"x\""), "D0003"),
        ("kind", case_file("").replace("Motion", "Notion"), "D0005"),
        ("date", case_file("occurred = \"2024-02-30\""), "D0008"),
        ("target", case_file("refers_to = [{ relation = \"mentions\", target = \"x\" }]"), "D0040"),
        ("source", case_file("").replace("source.paper", "source.other"), "D0042"),
        ("syntax", case_file("text = \"open"), "D0001"),
        (
            "twice",
            case_file(
                &case_file("").split_once("[[event]]").unwrap().1.replace("id", "[[event]]\nid"),
            ),
            "D0014",
        ),
        ("large", case_file(&format!("text = \"{}\"", "x".repeat(1 << 20))), "D0027"),
    ] {
        is_refused(&desk, &format!("{name}.toml"), &content, code);
    }
}

#[test]
fn an_expected_target_may_be_nowhere() {
    let desk = Desk::with_ledger();
    let target = "refers_to = [{ relation = \"mentions\", target = \"x\", expected = true }]";
    desk.write("expected.toml", case_file(target));
    desk.ok("record expected.toml");
}

#[test]
fn all_faults_of_all_files_come_at_once() {
    let desk = Desk::empty();
    desk.write("one.toml", case_file("txet = \"x\"\noccurred = \"2024-13\""));
    desk.write("two.toml", case_file("txet = \"x\""));
    desk.write("latin.toml", b"text = \"\xe9\"");
    // Both files are of one case and have one event: that is seen though both are faulty.
    let run = desk.run("check one.toml two.toml latin.toml missing.toml --json");
    assert_eq!(run.code, 3);
    let found: Value = serde_json::from_str(&run.out).unwrap();
    let place = |item: &Value| format!("{}:{} {}", item["path"], item["line"], item["code"]);
    let places: Vec<String> = found["items"].as_array().unwrap().iter().map(place).collect();
    assert_eq!(
        places,
        [
            "\"latin.toml\":1 \"not_utf8\"",
            "\"missing.toml\":null \"io\"",
            "\"one.toml\":10 \"D0003\"",
            "\"one.toml\":11 \"D0008\"",
            "\"two.toml\":2 \"D0045\"",
            "\"two.toml\":6 \"D0043\"",
            "\"two.toml\":10 \"D0003\"",
        ]
    );
}

#[test]
fn what_is_no_case_file_is_refused() {
    let desk = Desk::with_ledger();
    desk.write("latin.toml", b"text = \"\xe9\"");
    desk.write("empty.toml", "");
    for command in ["check", "record"] {
        desk.fails(3, &format!("{command} latin.toml")).says("latin.toml:1:9: byte 8 is not UTF-8");
        desk.fails(3, &format!("{command} empty.toml")).says("empty.toml is empty");
        desk.fails(3, &format!("{command} ledger")).says("ledger is a directory, not a file");
        desk.fails(4, &format!("{command} missing.toml")).says("missing.toml");
    }
}

#[test]
fn a_batch_has_a_limit() {
    let desk = Desk::with_ledger();
    let mut content = case_file("");
    for number in 0..10_000 {
        write!(
            content,
            "[[event]]\nid=\"m{number}\"\nverb=\"filed\"\nkind=\"Motion\"\nsource=\"paper\"\n"
        )
        .unwrap();
    }
    desk.write("many.toml", content);
    for command in ["record many.toml", "record many.toml --dry-run"] {
        desk.fails(3, command).says("a batch of 10003 events; at most 10000");
    }
}

#[test]
fn a_directory_that_is_no_ledger_is_told_from_one_that_is_not_there() {
    let desk = Desk::empty();
    desk.write("file", "x");
    fs::create_dir(desk.path("other")).unwrap();
    desk.fails(4, "cases").says("`docket init` makes one");
    desk.fails(3, "--ledger file cases").says("it is not a directory");
    desk.fails(3, "--ledger other cases").says("other is not a ledger");
    desk.fails(1, "init file").says("file");
    desk.fails(1, "init file/ledger").says("file/ledger");
}

#[test]
fn a_directory_that_may_not_be_written_holds_no_new_ledger() {
    let desk = Desk::empty();
    let closed = desk.path("closed");
    fs::create_dir(&closed).unwrap();
    let mut permissions = fs::metadata(&closed).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&closed, permissions).unwrap();
    // A superuser may write everywhere.
    if fs::write(closed.join("probe"), "").is_err() {
        desk.fails(1, "init closed/ledger").says("closed/ledger");
    }
}

#[test]
fn a_ledger_that_lost_entries_is_an_integrity_failure() {
    let desk = Desk::with_sample();
    desk.ok("init other");
    fs::remove_dir_all(desk.path("ledger/log")).unwrap();
    fs::rename(desk.path("other/log"), desk.path("ledger/log")).unwrap();
    desk.fails(6, "cases").says("the ledger is damaged");
}

#[test]
fn a_ledger_that_another_process_has_open_names_it() {
    let desk = Desk::with_sample();
    let mut other = start("hold", &desk.path("ledger"));
    let mut said = BufReader::new(other.stdout.take().expect("its output")).lines();
    assert!(said.any(|line| line.expect("a line").contains("open")));
    let run = desk.fails(1, "cases");
    run.says(&format!("in use by another process (process {})", other.id()));
    drop(other.stdin.take());
    assert!(other.wait().expect("an end").success());
    desk.ok("cases");
}

#[test]
fn an_unknown_case_suggests_the_nearest_inside_the_recorded_cut() {
    let desk = Desk::with_sample();
    desk.fails(4, "show sampel").says("did you mean `sample`?");
    let run = desk.fails(4, "show sampel --recorded-by @0");
    assert!(!run.err.contains("`sample`"), "{}", run.err);
    desk.fails(4, "show elsewhere").says("`docket cases` lists the cases");
}

#[test]
fn a_point_in_time_that_cannot_be_cut_at_is_a_usage_error() {
    let desk = Desk::with_sample();
    for when in ["2024/..", "2024-07-31T12:00:00", "31.07.2024", "@57", "sample/opened"] {
        desk.fails(2, &format!("show sample --published-by {when}"));
    }
    desk.fails(4, "show sample --recorded-by @57").says("the last entry is @5");
    desk.fails(4, "show sample --recorded-by sample/nothing").says("no event sample/nothing");
}

#[test]
fn a_bare_as_of_is_refused_with_the_three_clocks() {
    let desk = Desk::with_sample();
    let known = "known sample 2024-03-08 --as-of";
    for command in ["show sample --as-of 2024", "log --as-of", "cases --as-of 2024", known] {
        let run = desk.fails(2, command);
        for flag in ["--occurred-by", "--published-by", "--recorded-by"] {
            run.says(flag);
        }
    }
}

#[test]
fn known_cuts_its_clock_once() {
    let desk = Desk::with_sample();
    desk.fails(2, "known sample 2024-03-08 --published-by 2024").says("--published-by");
    desk.fails(2, "known sample @3 --to us --recorded-by @4").says("--recorded-by");
    desk.fails(2, "known sample @3").says("--to us");
    desk.ok("known sample 2024-03-08 --recorded-by @4");
    desk.ok("known sample @4 --to us --published-by 2024-03-08");
}

#[test]
fn an_error_in_json_is_one_object_on_stderr() {
    let desk = Desk::empty();
    for (code, arguments, name) in [
        (4, "cases --json", "no_ledger"),
        (4, "cases --jsonl", "no_ledger"),
        (2, "show --json", "usage"),
        (2, "frobnicate --json", "usage"),
    ] {
        let run = desk.fails(code, arguments);
        assert!(run.err.starts_with("{\"schema\":\"docket/error/1\","), "{}", run.err);
        let error: Value = serde_json::from_str(&run.err).unwrap();
        assert_eq!(error["code"], name);
        assert!(error["message"].is_string() && error["help"].is_string());
    }
}
