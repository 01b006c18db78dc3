//! Where the rows of each docket are in a CSV file.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;

use csv::{Position, Reader, StringRecord};
use docket_core::CaseId;
use docket_time::Tz;

use crate::csv_columns::{Columns, RowFault};
use crate::csv_fault::Stop;
use crate::csv_runs::{Run, Runs};
use crate::docket_number::zone_of;

/// What is noted of a file when all of its rows are looked at: a few bytes for each row at the most.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Where the rows of each docket are, by the order of first rows.
    runs: Vec<Runs>,
    /// The run that the last row is in, and its docket.
    open: Option<(u32, Run)>,
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
        index.close();
        if index.runs.is_empty() {
            return Err(Stop::file("the file has a header and no rows"));
        }
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

    /// Where the rows of a docket are; none where there is no such docket.
    pub(crate) fn runs(&self, docket: usize) -> Option<Vec<Run>> {
        self.runs.get(docket).map(|runs| runs.iter().collect())
    }

    fn note(&mut self, docket: u32, start: u64) {
        match &mut self.open {
            Some((last, run)) if *last == docket => run.rows += 1,
            Some(_) | None => {
                self.close();
                self.open = Some((docket, Run { rows: 1, start }));
            }
        }
    }

    /// Notes the run that is ended.
    fn close(&mut self) {
        let Some((docket, run)) = self.open.take() else { return };
        let at = docket as usize;
        if self.runs.len() <= at {
            self.runs.resize_with(at + 1, Runs::default);
        }
        self.runs[at].push(run);
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
