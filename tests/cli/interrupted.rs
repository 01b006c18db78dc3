//! Imports that are killed: what was recorded stays, and the next import completes it.

use std::fmt::Write;
use std::fs;
use std::process::Stdio;

use super::Desk;

/// More lines than one append takes, so that an import can end between two.
const LINES: usize = 12_000;

const IMPORT: &str = "import juriscraper docket.json --captured-on 2024-06-01 --full";

/// An invented docket.
fn docket() -> String {
    let mut lines = String::new();
    for number in 1..=LINES {
        let comma = if number == 1 { "" } else { "," };
        let day = format!("20{:02}-0{}-01", 10 + number / 1_000, 1 + number / 120 % 9);
        let text =
            ["NOTICE of Appearance", "LETTER from counsel", "ORDER on the letter"][number % 3];
        write!(
            lines,
            r#"{comma}{{"document_number":"{number}","date_filed":"{day}","description":"{text}"}}"#
        )
        .expect("a text takes it");
    }
    format!(
        r#"{{"court_id":"ded","docket_number":"1:10-cv-00001","case_name":"Alder v. Birch","docket_entries":[{lines}]}}"#
    )
}

fn desk(docket: &str) -> Desk {
    let desk = Desk::with_ledger();
    desk.write("docket.json", docket);
    desk
}

/// How many entries there are.
fn recorded(desk: &Desk) -> usize {
    desk.ok("log --json").lines().filter(|line| line.contains("\"position\"")).count()
}

/// Starts an import and kills it when it has written to the ledger so many times.
fn killed_after(desk: &Desk, writes: usize) {
    let mut child = desk.command(IMPORT).stdout(Stdio::null()).spawn().expect("a program");
    let anchor = || fs::read(desk.path("ledger/anchor")).unwrap_or_default();
    let (mut last, mut seen) = (anchor(), 0);
    while seen < writes && child.try_wait().expect("a process").is_none() {
        let now = anchor();
        seen += usize::from(now != last);
        last = now;
    }
    child.kill().expect("a kill");
    child.wait().expect("an end");
}

#[test]
fn an_import_that_was_killed_is_completed_by_the_next() {
    let docket = docket();
    let whole = desk(&docket);
    whole.ok(IMPORT);
    let (entries, state) = (recorded(&whole), whole.ok("show ded/1:10-cv-00001 --json"));
    let mut partial = Vec::new();
    for writes in 1..=6 {
        let desk = desk(&docket);
        killed_after(&desk, writes);
        let kept = recorded(&desk);
        desk.ok(IMPORT);
        assert_eq!(recorded(&desk), entries, "killed with {kept} entries");
        assert_eq!(desk.ok("show ded/1:10-cv-00001 --json"), state);
        if 0 < kept && kept < entries {
            partial.push(kept);
        }
    }
    assert!(!partial.is_empty(), "no import was killed half way");
}
