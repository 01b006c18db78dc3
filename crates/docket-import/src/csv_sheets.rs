//! Dockets of a CSV file, read docket by docket without holding the file.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, SeekFrom};

use csv::{Position, Reader, ReaderBuilder, StringRecord};

use crate::csv_columns::{Columns, FACT, repeated};
use crate::csv_fault::{CsvFault, Stop};
use crate::csv_index::{Index, next_row};
use crate::csv_runs::Run;
use crate::csv_scan::{Guard, delimiter_of};
use crate::docket_number::{is_same, zone_of};
use crate::fault::{Fault, Place};
use crate::juriscraper::oldest_first;
use crate::mapping::CsvMapping;
use crate::recapture::hexadecimal;
use crate::sheet::{Sheet, SheetLine};

/// The dockets of a CSV file, one after the other, in the order of their first rows.
///
/// Every row was looked at when this was made, and where the rows of each docket are was noted: of the
/// file no more than one docket is ever held. The rows of a docket may be scattered over the file; they
/// keep their order, turned around where they come the newest first.
pub struct CsvSheets<R> {
    rows: Reader<R>,
    delimiter: u8,
    columns: Columns,
    index: Index,
    next: usize,
    sha256: String,
}

/// A docket as far as its rows were read.
#[derive(Default)]
struct Docket {
    court: String,
    number: String,
    head: BTreeMap<String, String>,
    lines: Vec<SheetLine>,
}

impl<R: Read + Seek> CsvSheets<R> {
    /// Looks at every row of a file.
    ///
    /// # Errors
    /// [`CsvFault`]: the first row that cannot be read, with its place; or all that the mapping names
    /// and the file does not have.
    pub fn read(mut input: R, mapping: &CsvMapping) -> Result<Self, CsvFault> {
        is_text(&mut input)?;
        let delimiter = match mapping.delimiter {
            Some(delimiter) => delimiter,
            None => delimiter_of(&mut input)?,
        };
        let look = look(&mut input, mapping, delimiter);
        let (columns, index, sha256) = look.map_err(|stop| stop.told(&mut input, delimiter))?;
        input.seek(SeekFrom::Start(0))?;
        let rows = reader(input, delimiter);
        Ok(Self { rows, delimiter, columns, index, next: 0, sha256 })
    }

    /// How many dockets there are.
    #[must_use]
    pub fn dockets(&self) -> usize {
        self.index.dockets()
    }

    /// What is in the file and not read: columns, which each line keeps in its raw form.
    #[must_use]
    pub fn unread(&self) -> &BTreeSet<String> {
        &self.index.unread
    }

    /// SHA-256 of the file, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Reads the rows of a docket.
    fn docket(&mut self, runs: &[Run]) -> Result<Docket, Stop> {
        let mut docket = Docket::default();
        let mut row = StringRecord::new();
        for run in runs {
            self.seek(run.start)?;
            for _ in 0..run.rows {
                let start = next_row(&mut self.rows, &mut row)?.ok_or_else(changed)?;
                self.add(&mut docket, &row, start)?;
            }
        }
        oldest_first(&mut docket.lines);
        Ok(docket)
    }

    fn add(&self, docket: &mut Docket, row: &StringRecord, start: u64) -> Result<(), Stop> {
        let fault = |fault| Stop::Row(start, fault);
        let written = self.columns.docket(row).map_err(fault)?;
        if docket.lines.is_empty() {
            let (court, _) = self.columns.names_of(written).map_err(fault)?;
            (docket.court, docket.number) = (court, written.1.to_owned());
        } else if !is_same(&docket.number, written.1) {
            return Err(changed());
        }
        for (name, text) in self.columns.heads(row) {
            if let Some(text) = text.filter(|_| !docket.head.contains_key(name)) {
                docket.head.insert(name.to_owned(), text.to_owned());
            }
        }
        docket.lines.push(self.columns.line(row, zone_of(&docket.court)).map_err(fault)?);
        Ok(())
    }

    fn sheet(&self, docket: Docket) -> Sheet {
        let Docket { court, number, mut head, lines } = docket;
        let zone = zone_of(&court);
        let day = |name: &str| self.columns.day_of_head(name, head.get(name)?, zone);
        let (filed, terminated) = (day("case_filed"), day("case_closed"));
        let title = head.remove("title").unwrap_or_default();
        let fact = |(name, text): (String, String)| {
            Some((name.strip_prefix(FACT)?.to_owned().into(), text))
        };
        let facts = head.into_iter().filter_map(fact).collect();
        let (parties, is_feed) = (Vec::new(), false);
        Sheet { court, number, title, filed, terminated, facts, parties, lines, is_feed }
    }

    /// Goes to a row. The end of the line before it is read again: at the very beginning of what it
    /// reads the reader would take a byte order mark for the file's, and it may be the row's.
    fn seek(&mut self, start: u64) -> Result<(), Stop> {
        if self.rows.position().byte() == start {
            return Ok(());
        }
        let mut before = Position::new();
        before.set_byte(start.saturating_sub(1));
        Ok(self.rows.seek(before)?)
    }
}

impl<R: Read + Seek> Iterator for CsvSheets<R> {
    type Item = Result<Sheet, CsvFault>;

    /// After an error there is no more.
    fn next(&mut self) -> Option<Self::Item> {
        let runs = self.index.runs(self.next)?;
        self.next += 1;
        Some(match self.docket(&runs) {
            Ok(docket) => Ok(self.sheet(docket)),
            Err(stop) => {
                self.next = usize::MAX;
                Err(stop.told(self.rows.get_mut(), self.delimiter))
            }
        })
    }
}

/// The first walk through a file.
fn look(
    input: &mut (impl Read + Seek),
    mapping: &CsvMapping,
    delimiter: u8,
) -> Result<(Columns, Index, String), Stop> {
    let mut rows = reader(Guard::new(input, delimiter), delimiter);
    let mut header = StringRecord::new();
    let start = next_row(&mut rows, &mut header)?;
    let start = start.ok_or_else(|| Stop::file("the file is empty"))?;
    if let Some(fault) = repeated(&header) {
        return Err(Stop::Row(start, fault));
    }
    let columns = Columns::of(&header, mapping).map_err(Stop::Mapping)?;
    let index = Index::read(&mut rows, &columns)?;
    Ok((columns, index, hexadecimal(&rows.into_inner().digest())))
}

pub(crate) fn reader<R: Read>(input: R, delimiter: u8) -> Reader<R> {
    let mut reader = ReaderBuilder::new();
    reader.delimiter(delimiter).has_headers(false).flexible(true).from_reader(input)
}

fn changed() -> Stop {
    Stop::Io(io::Error::other("the file was changed while it was read"))
}

/// Refuses what is no text, or text in another encoding, as far as its first bytes tell.
pub(crate) fn is_text(input: &mut (impl Read + Seek)) -> Result<(), CsvFault> {
    let mut first = Vec::new();
    input.seek(SeekFrom::Start(0))?;
    input.by_ref().take(4).read_to_end(&mut first)?;
    input.seek(SeekFrom::Start(0))?;
    let message = if first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff") {
        "the file is UTF-16; save it as UTF-8"
    } else if first.starts_with(b"PK\x03\x04") {
        "the file is a spreadsheet, not CSV; save it as CSV in UTF-8"
    } else {
        return Ok(());
    };
    let place = Place { line: 1, column: 1, path: String::new() };
    Err(Fault { place, message: message.to_owned() }.into())
}
