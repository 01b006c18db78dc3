//! Where the rows of each docket are in a CSV file.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;

use csv::{Position, Reader, StringRecord};
use docket_core::CaseId;
use docket_time::Tz;

use crate::csv_columns::{Columns, RowFault};
use crate::csv_fault::Stop;
use crate::docket_number::zone_of;

/// Rows of one docket that follow each other, those that say nothing left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The docket, by the order of first rows.
    pub(crate) docket: u32,
    /// How many rows.
    pub(crate) rows: u32,
    /// Where the first begins.
    pub(crate) start: u64,
}

/// What is noted of a file when all of its rows are looked at: a few bytes for each row at the most.
#[derive(Debug, Default)]
pub(crate) struct Index {
    pub(crate) runs: Vec<Run>,
    dockets: BTreeMap<CaseId, u32>,
    /// For each docket what was said of it first, as hashes: 0 where nothing was.
    heads: Vec<Vec<u64>>,
    /// What is in the file and not read.
    pub(crate) unread: BTreeSet<String>,
}

/// The docket of a row: as the row writes it, its court's zone, and its number in the index.
struct Last {
    court: String,
    number: String,
    zone: Tz,
    docket: u32,
}

impl Index {
    /// Reads all rows below a header.
    pub(crate) fn read(rows: &mut Reader<impl Read>, columns: &Columns) -> Result<Self, Stop> {
        let mut index = Self::default();
        let mut row = StringRecord::new();
        let mut unseen = columns.unread().to_vec();
        let mut last: Option<Last> = None;
        while let Some(start) = next_row(rows, &mut row)? {
            let fault = |fault| Stop::Row(start, fault);
            let written = columns.docket(&row).map_err(fault)?;
            let known = last.take().filter(|last| (&*last.court, &*last.number) == written);
            let docket = match known {
                Some(known) => known,
                None => index.docket(columns, written).map_err(fault)?,
            };
            columns.check(&row, docket.zone).map_err(fault)?;
            index.note(docket.docket, start);
            index.compare(docket.docket, columns, &row);
            last = Some(docket);
            unseen.retain(|&at| {
                let is_said = columns.said(&row[at]).is_some();
                index.unread.extend(is_said.then(|| columns.name(at).to_owned()));
                !is_said
            });
        }
        if index.runs.is_empty() {
            return Err(Stop::file("the file has a header and no rows"));
        }
        // In place: there may be millions.
        index.runs.sort_unstable_by_key(|run| (run.docket, run.start));
        Ok(index)
    }

    /// How many dockets there are.
    pub(crate) fn dockets(&self) -> usize {
        self.dockets.len()
    }

    fn docket(&mut self, columns: &Columns, written: (&str, &str)) -> Result<Last, RowFault> {
        let (court_id, names) = columns.names_of(written)?;
        let new = u32::try_from(self.dockets.len()).unwrap_or(u32::MAX);
        let docket = *self.dockets.entry(names.case).or_insert(new);
        let (court, number) = (written.0.to_owned(), written.1.to_owned());
        Ok(Last { court, number, zone: zone_of(&court_id), docket })
    }

    fn note(&mut self, docket: u32, start: u64) {
        match self.runs.last_mut() {
            Some(run) if run.docket == docket && run.rows < u32::MAX => run.rows += 1,
            Some(_) | None => self.runs.push(Run { docket, rows: 1, start }),
        }
    }

    /// Notes where a row says something else of its docket than the first that said it.
    fn compare(&mut self, docket: u32, columns: &Columns, row: &StringRecord) {
        let at = docket as usize;
        if self.heads.len() <= at {
            self.heads.resize(at + 1, Vec::new());
        }
        let heads = &mut self.heads[at];
        for (nth, (name, text)) in columns.heads(row).enumerate() {
            if heads.len() <= nth {
                heads.push(0);
            }
            let Some(hash) = text.map(hash) else { continue };
            if heads[nth] == 0 {
                heads[nth] = hash;
            } else if heads[nth] != hash {
                let what = format!("{name}, where rows of one docket differ: the first counts");
                self.unread.insert(what);
            }
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish().max(1)
}

/// Reads the next row that says something, and tells where it begins.
pub(crate) fn next_row(
    rows: &mut Reader<impl Read>,
    row: &mut StringRecord,
) -> Result<Option<u64>, Stop> {
    while rows.read_record(row)? {
        if !Columns::is_empty(row) {
            return Ok(row.position().map(Position::byte));
        }
    }
    Ok(None)
}
