//! The log as a table that comes back whole and that no spreadsheet runs.

use csv::ReaderBuilder;
use docket_core::{Docket, Event};
use docket_export::{CsvEntry, read_csv, write_csv};
use proptest::prelude::*;

use super::{hostile, told};
use crate::law::{history, record};
use crate::story::real;
use crate::testkit::all;

fn written(docket: &Docket) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_csv(docket, &mut bytes, || ()).expect("a readable log");
    bytes
}

fn events(bytes: &[u8]) -> Vec<Event> {
    let read: Result<Vec<CsvEntry>, _> = read_csv(bytes).collect();
    read.unwrap_or_else(|fault| panic!("{fault}")).into_iter().map(|one| one.event).collect()
}

fn comes_back(docket: &Docket) {
    let entries = all(docket.log());
    let read: Vec<CsvEntry> =
        read_csv(&*written(docket)).collect::<Result<_, _>>().expect("a readable table");
    let kept: Vec<CsvEntry> = entries
        .into_iter()
        .map(|entry| CsvEntry {
            position: entry.position,
            revision: entry.revision,
            recorded_at: entry.recorded_at,
            event: entry.event,
        })
        .collect();
    assert_eq!(read, kept);
}

/// Every cell of a table, as a spreadsheet takes it.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut rows = ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let row = |row: csv::StringRecord| row.iter().map(str::to_owned).collect::<Vec<_>>();
    rows.records().map(|record| row(record.expect("a row"))).collect()
}

#[test]
fn the_bundled_cases_come_back_the_same() {
    comes_back(&real());
}

#[test]
fn hostile_texts_come_back_the_same_and_no_cell_begins_like_a_formula() {
    let texts = hostile();
    let docket = told(&texts);
    comes_back(&docket);
    let rows = cells(&written(&docket));
    assert_eq!(rows.len(), texts.len() + 3);
    for cell in rows.iter().flatten() {
        let first = cell.chars().next().unwrap_or('x');
        assert!(!"=+-@\t\r\n＝＋－＠".contains(first), "{cell:?}");
        let shown = cell.trim_start().chars().next().unwrap_or('x');
        assert!(!"=+-@＝＋－＠".contains(shown), "{cell:?}");
    }
    let column = |name: &str| rows[0].iter().position(|one| one == name).expect("a column");
    for (row, text) in rows[3..].iter().zip(&texts) {
        let cell = &row[column("text")];
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), text);
    }
}

#[test]
fn each_row_has_the_three_clocks() {
    let rows = cells(&written(&real()));
    let column = |name: &str| rows[0].iter().position(|one| one == name).expect("a column");
    let event = "pherah-v-zoho/dismissal-zoho";
    let named = |row: &&Vec<String>| row[column("event")] == event;
    let row = rows.iter().find(named).expect("a row");
    assert_eq!(row[column("occurred")], "2016-03-21");
    assert_eq!(row[column("published")], "2016-03-22");
    assert!(row[column("recorded_at")].starts_with("2024-07-30T00:0"), "{row:?}");
}

#[test]
fn an_edited_row_is_refused_at_its_place() {
    let good = String::from_utf8(written(&real())).expect("UTF-8");
    let fault = |text: &str| {
        let read: Result<Vec<_>, _> = read_csv(text.as_bytes()).collect();
        read.expect_err("a fault").to_string()
    };
    let edited = good.replacen("\"PressStatement\"", "\"Interview\"", 1);
    assert!(fault(&edited).contains("kind is `Interview`, and in json `PressStatement`"));
    let row =
        cells(good.as_bytes()).iter().position(|row| row.contains(&"PressStatement".to_owned()));
    let row = row.expect("a statement") + 1;
    assert!(fault(&edited).starts_with(&format!("row {row}: ")), "{}", fault(&edited));
    assert!(fault(&good.replacen("\"verb\"", "\"werb\"", 1)).contains("the columns are not"));
    assert!(
        fault(&good.replacen("\r\n\"2\",", "\r\n\"two\",", 1)).contains("position is no number")
    );
    assert!(fault(&good.replacen("\r\n\"2\",", "\r\n", 1)).contains("14 cells instead of 15"));
    // A spreadsheet may put a mark of its own at the beginning.
    assert_eq!(events(format!("\u{feff}{good}").as_bytes()), events(good.as_bytes()));
    assert!(events(b"").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_history_comes_back_the_same(history in history(), texts in any::<Vec<String>>()) {
        let mut history = history;
        for (event, text) in history.iter_mut().filter(|one| one.bookkeeping.is_none()).zip(texts) {
            event.text = Some(text.into());
        }
        comes_back(&record(history).0);
    }
}
