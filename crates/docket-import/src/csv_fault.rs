//! What stops the reading of a CSV file.

use std::io::{self, Read, Seek, SeekFrom};

use csv::{ErrorKind, Position, ReaderBuilder, StringRecord};

use crate::csv_columns::{RowFault, names};
use crate::csv_scan::{ScanFault, Spot, spot_of};
use crate::fault::{Fault, Place};

/// Why a CSV file is not read.
#[derive(Debug, thiserror::Error)]
pub enum CsvFault {
    /// Something is wrong with the file.
    #[error(transparent)]
    File(#[from] Fault),
    /// The mapping and the file do not go together; the places are in the mapping.
    #[error("the mapping does not fit the file")]
    Mapping(Vec<Fault>),
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The same where it happens: a place is looked for when somebody is to be told of it.
pub(crate) enum Stop {
    /// In the row that begins at a byte.
    Row(u64, RowFault),
    Scan(ScanFault),
    Mapping(Vec<Fault>),
    Io(io::Error),
}

impl Stop {
    /// Something that is wrong with the whole file.
    pub(crate) fn file(message: &str) -> Self {
        Self::Row(0, RowFault { cell: None, message: message.to_owned() })
    }

    /// The fault that it is, with its place.
    pub(crate) fn told(self, input: &mut (impl Read + Seek), delimiter: u8) -> CsvFault {
        let found = match self {
            Self::Mapping(faults) => return CsvFault::Mapping(faults),
            Self::Io(error) => return CsvFault::Io(error),
            Self::Scan(ScanFault { spot, message }) => {
                placed(input, delimiter, (spot, Some(spot.cell)), message)
            }
            Self::Row(start, RowFault { cell, message }) => {
                let spot = spot_of(input, delimiter, start, cell.unwrap_or(0));
                spot.and_then(|spot| placed(input, delimiter, (spot, cell), message))
            }
        };
        found.map_or_else(CsvFault::Io, CsvFault::File)
    }
}

fn placed(
    input: &mut (impl Read + Seek),
    delimiter: u8,
    (spot, cell): (Spot, Option<usize>),
    message: String,
) -> io::Result<Fault> {
    let in_header = spot.row == 1;
    let name = match cell {
        Some(cell) if !in_header => name_of(input, delimiter, cell)?,
        Some(_) | None => None,
    };
    let column = name.map_or(String::new(), |name| format!(", column `{name}`"));
    let path = format!("row {}{column}", spot.row);
    Ok(Fault { place: Place { line: spot.line, column: spot.column, path }, message })
}

/// The name of a column, from the header.
fn name_of(
    input: &mut (impl Read + Seek),
    delimiter: u8,
    cell: usize,
) -> io::Result<Option<String>> {
    input.seek(SeekFrom::Start(0))?;
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(input);
    let mut header = StringRecord::new();
    let is_read = rows.read_record(&mut header).unwrap_or_default();
    Ok(names(&header).get(cell).filter(|_| is_read).cloned())
}

/// What an error of the reader says.
impl From<csv::Error> for Stop {
    fn from(error: csv::Error) -> Self {
        let message = error.to_string();
        let kind = error.into_kind();
        if let ErrorKind::Utf8 { pos, err } = &kind {
            let message = "the cell is not UTF-8; save the file as UTF-8".to_owned();
            let start = pos.as_ref().map_or(0, Position::byte);
            return Self::Row(start, RowFault { cell: Some(err.field()), message });
        }
        let ErrorKind::Io(error) = kind else { return Self::Io(io::Error::other(message)) };
        error.downcast::<ScanFault>().map_or_else(Self::Io, Self::Scan)
    }
}
