//! Docket lines in tables, by a mapping that says which column is what.
//!
//! All cases, parties and lines in here are invented.

mod draft;
mod faults;
mod mapping;
mod rows;

use std::io::{Cursor, Read, Seek, SeekFrom};

use csv::{ReaderBuilder, Terminator, WriterBuilder};
use docket_import::{
    CsvFault, CsvMapping, CsvSheets, DocketNames, Rules, Sheet, SheetLine, draft_mapping,
    fingerprint, read_sheet,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::testkit::{blns, fixtures};

/// A mapping for the header `Court,Case,No,Filed,Text`.
const MAPPING: &str = r#"
court = "Court"
docket_number = "Case"
number = "No"
filed = "Filed"
text = "Text"
"#;

const HEADER: &str = "Court,Case,No,Filed,Text\n";

fn mapping(text: &str) -> CsvMapping {
    CsvMapping::parse(text).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn open(mapping_text: &str, table: &[u8]) -> Result<CsvSheets<Cursor<Vec<u8>>>, CsvFault> {
    CsvSheets::read(Cursor::new(table.to_vec()), &mapping(mapping_text))
}

fn sheets(mapping_text: &str, table: impl AsRef<[u8]>) -> Vec<Sheet> {
    let opened = open(mapping_text, table.as_ref()).unwrap_or_else(|fault| panic!("{fault:?}"));
    opened.map(|sheet| sheet.unwrap_or_else(|fault| panic!("{fault}"))).collect()
}

/// The only docket of a table that [`MAPPING`] reads, whose rows are these.
fn sheet(rows: impl AsRef<[u8]>) -> Sheet {
    let table = [HEADER.as_bytes(), rows.as_ref()].concat();
    let [sheet] = <[Sheet; 1]>::try_from(sheets(MAPPING, table)).expect("one docket");
    sheet
}

fn lines(rows: impl AsRef<[u8]>) -> Vec<SheetLine> {
    sheet(rows).lines
}

/// What is wrong with a table whose rows are these.
fn fault(rows: impl AsRef<[u8]>) -> String {
    fault_of(MAPPING, [HEADER.as_bytes(), rows.as_ref()].concat())
}

fn fault_of(mapping: &str, table: impl AsRef<[u8]>) -> String {
    match open(mapping, table.as_ref()) {
        Ok(_) => panic!("no fault"),
        Err(CsvFault::Mapping(faults)) => told(&faults),
        Err(fault) => fault.to_string(),
    }
}

fn told(faults: &[docket_import::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// What is wrong with a mapping.
fn slips(text: &str) -> String {
    told(&CsvMapping::parse(text).expect_err("a fault"))
}

/// What a list of rows comes to as CSV, as a spreadsheet writes it.
fn written(rows: &[Vec<&str>], delimiter: u8, terminator: Terminator) -> Vec<u8> {
    let mut csv =
        WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
    for row in rows {
        csv.write_record(row).expect("a row");
    }
    csv.into_inner().expect("a table")
}

fn texts(lines: &[SheetLine]) -> Vec<&str> {
    lines.iter().map(|line| &*line.text).collect()
}
