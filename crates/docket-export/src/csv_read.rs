//! Reading a log that was written as CSV.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};
use docket_core::{Event, Position, RecordedAt, Revision, from_json, restored};

use crate::csv_row::{COLUMNS, FROM_ENTRY, cells};
use crate::error::CsvError;

/// An entry as a CSV file tells it: all of it but the salt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvEntry {
    /// The place in the log.
    pub position: Position,
    /// The place in the home case.
    pub revision: Revision,
    /// When the log learned it.
    pub recorded_at: RecordedAt,
    /// The event.
    pub event: Event,
}

/// Reads what [`write_csv`](crate::write_csv) wrote, row by row; after an error there is no more.
///
/// The event is read from the last column. A row whose other columns say something else is refused:
/// somebody edited it, and would take what they wrote for recorded. Dates and state are not looked
/// at, for they follow from other entries too.
pub fn read_csv(input: impl Read) -> impl Iterator<Item = Result<CsvEntry, CsvError>> {
    let rows = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
    let mut is_over = false;
    let mut is_first = true;
    rows.into_records().filter_map(move |row| {
        if is_over {
            return None;
        }
        let is_header = std::mem::take(&mut is_first);
        let read = row.map_err(|error| broken(&error)).and_then(|row| {
            if is_header { header(&row).map(|()| None) } else { entry(&row).map(Some) }
        });
        is_over = read.is_err();
        read.transpose()
    })
}

fn broken(error: &csv::Error) -> CsvError {
    CsvError { row: number(error.position()), message: error.to_string() }
}

fn fault(row: &StringRecord, message: impl Into<String>) -> CsvError {
    CsvError { row: number(row.position()), message: message.into() }
}

fn number(position: Option<&csv::Position>) -> u64 {
    position.map_or(1, |position| position.record() + 1)
}

fn header(row: &StringRecord) -> Result<(), CsvError> {
    if row.iter().eq(COLUMNS) {
        return Ok(());
    }
    Err(fault(row, format!("the columns are not {}", COLUMNS.join(", "))))
}

fn entry(row: &StringRecord) -> Result<CsvEntry, CsvError> {
    let found = row.len();
    let Some((json, others)) = row.iter().collect::<Vec<_>>().split_last().map(|(json, others)| {
        let others = others.iter().map(|cell| restored(cell)).collect::<Vec<_>>();
        (restored(json), others)
    }) else {
        return Err(fault(row, "the row is empty"));
    };
    if found != COLUMNS.len() {
        return Err(fault(row, format!("{found} cells instead of {}", COLUMNS.len())));
    }
    let event =
        from_json(json).map_err(|error| fault(row, format!("the event is no event: {error}")))?;
    let number = |at: usize| {
        let fault = || fault(row, format!("{} is no number: `{}`", COLUMNS[at], others[at]));
        others[at].parse::<u64>().map_err(|_| fault())
    };
    let (position, revision) = (Position(number(0)?), Revision(number(1)?));
    let recorded_at = instant(others[2])
        .ok_or_else(|| fault(row, format!("recorded_at is no instant: `{}`", others[2])))?;
    let expected = cells(position, revision, recorded_at, &event);
    if let Some(at) = (0..FROM_ENTRY).find(|&at| others[at] != expected[at]) {
        let message =
            format!("{} is `{}`, and in json `{}`", COLUMNS[at], others[at], expected[at]);
        return Err(fault(row, message));
    }
    Ok(CsvEntry { position, revision, recorded_at, event })
}

fn instant(text: &str) -> Option<RecordedAt> {
    serde_json::from_value(serde_json::Value::from(text)).ok()
}
