//! Histories out of files, and what is said of files that are none.

use std::fs;
use std::io::Write;

use docket_core::{Batch, Cut, Position};
use docket_formats::write_jsonl;

use super::exhibits::suit;
use super::sample::Papers;
use crate::{Error, History, court, recorded_by};

#[test]
fn a_history_out_of_json_lines_is_the_one_that_was_written() {
    let history = suit();
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("ledger.jsonl");
    let mut file = fs::File::create(&path).expect("a file");
    let docket = history.docket();
    let (log, head) = (docket.log(), docket.log().head().expect("a head"));
    let kept = log.kept(Position(1)..head.size.next());
    write_jsonl(&head, log.zone(), kept, &mut file).expect("lines");
    file.flush().expect("a file");
    assert_eq!(History::of_jsonl(&path, "alpha-v-beta").expect("a history"), history);

    let text =
        fs::read_to_string(&path).expect("lines").replace("they took it all", "they took nothing");
    fs::write(&path, text).expect("a file");
    let refused = History::of_jsonl(&path, "alpha-v-beta").expect_err("another event");
    assert!(matches!(refused, Error::Jsonl { .. }), "{refused}");
    assert!(refused.to_string().contains("leaf"), "{refused}");
}

#[test]
fn the_faults_of_a_case_file_are_told_with_their_places() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("case.toml");
    fs::write(&path, "[case]\nid = \"a\"\nclerk = 1\n").expect("a file");
    let refused = History::of_case_file(&path).expect_err("an unknown key").to_string();
    assert!(refused.contains("case.toml is no case file:\n3:1: unknown key `clerk`"), "{refused}");
    let missing = History::of_case_file(directory.path().join("none")).expect_err("no file");
    assert!(matches!(missing, Error::Unreadable { .. }), "{missing}");
}

#[test]
fn time_passes_as_it_is_written_down() {
    let history = suit();
    let days: Vec<String> =
        history.entries().iter().map(|entry| entry.at.to_string()[..10].to_owned()).collect();
    assert_eq!(days[2..], ["2024-01-01", "2024-08-01", "2024-08-03", "2024-08-05"]);
    let at = |cut: &Cut| history.known::<Papers>(cut).acts.len();
    assert_eq!((at(&recorded_by("2024-08-04")), at(&Cut::recorded_by(Position(6)))), (1, 2));
}

#[test]
#[should_panic(expected = "2024-07-01 is before 2024-08-05, when the last entry was recorded")]
fn time_does_not_go_back() {
    let _ = suit().when_recorded("2024-07-01", court("late"));
}

#[test]
#[should_panic(expected = "ledger/source:court cannot be recorded")]
fn an_event_that_breaks_a_rule_is_named() {
    let mut other = court("court");
    other.text = Some("another".into());
    let _ = History::of("a").given(court("court")).given(other).docket();
}

#[test]
fn a_history_is_recorded_one_entry_at_a_time() {
    let docket = suit().docket();
    assert_eq!(docket.log().head().expect("a head").size, Position(6));
    let again = suit().entries()[3].event.clone();
    let receipt = docket.log().append(Batch::of(vec![again])).expect("the same event");
    assert_eq!(receipt.lines[0].position, Position(4));
}
