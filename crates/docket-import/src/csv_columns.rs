//! The columns of a CSV file, and what its rows say by them.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;
use docket_core::{Key, MAX_EVENT_BYTES, restored};
use docket_time::{Tz, When};
use serde::Serializer;

use crate::court_name::{court_id, unknown_court};
use crate::date::entered;
use crate::docket_number::DocketNames;
use crate::fault::Fault;
use crate::mapping::{Cell, Column, CsvMapping, Field, Told};
use crate::mapping_read::{did_you_mean, list, nearest};
use crate::sheet::{SheetAttachment, SheetLine};

/// Up to this size the event of a row is never too large, whatever has to be escaped in it.
const SMALL: usize = MAX_EVENT_BYTES / 16;

/// What is wrong with a row, and in which of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowFault {
    pub(crate) cell: Option<usize>,
    pub(crate) message: String,
}

/// Where something is told, in this very file.
#[derive(Clone, Debug)]
struct Source {
    cell: Cell,
    /// The column; none where it is said once for all rows.
    at: Option<usize>,
}

/// Something that is told of the docket, beside its court and number.
#[derive(Clone, Debug)]
struct Head {
    /// Its name in the mapping; a fact's behind [`FACT`].
    name: String,
    is_date: bool,
    source: Source,
}

/// The columns of a file, as a mapping reads them.
pub(crate) struct Columns {
    names: Vec<String>,
    fields: BTreeMap<Field, Source>,
    heads: Vec<Head>,
    /// Columns that are neither read nor ignored.
    unread: Vec<usize>,
    blank: Vec<String>,
    is_guarded: bool,
    courts: BTreeMap<String, Key>,
}

impl Columns {
    /// Finds the columns of a mapping in a header; faults are in the mapping.
    pub(crate) fn of(header: &StringRecord, mapping: &CsvMapping) -> Result<Self, Vec<Fault>> {
        let names = names(header);
        let mut faults = Vec::new();
        let mut find = |cell: &Cell| {
            let at = match &cell.told {
                Told::Always(_) => None,
                Told::Column(column) => match names.iter().position(|name| *name == column.name) {
                    None => {
                        faults.push(no_column(column, &names));
                        None
                    }
                    found => found,
                },
            };
            Source { cell: cell.clone(), at }
        };
        let told = |(field, cell): (&Field, &Cell)| (*field, find(cell));
        let mut fields: BTreeMap<Field, Source> = mapping.fields.iter().map(told).collect();
        let head = |(field, key): (Field, &str)| {
            let (name, is_date) = (key.to_owned(), field.is_date());
            let source = if field.is_of_head() { fields.remove(&field) } else { None };
            source.map(|source| Head { name, is_date, source })
        };
        let mut heads: Vec<Head> = Field::ALL.into_iter().filter_map(head).collect();
        heads.extend(mapping.facts.iter().map(|(key, cell)| {
            let name = format!("{FACT}{key}");
            Head { name, is_date: false, source: find(cell) }
        }));
        if !faults.is_empty() {
            faults.sort_by_key(|fault| (fault.place.line, fault.place.column));
            return Err(faults);
        }
        let read = fields.values().chain(heads.iter().map(|head| &head.source));
        let read: BTreeSet<usize> = read.filter_map(|source| source.at).collect();
        let ignored = |name: &str| mapping.ignore.iter().any(|column| column.name == name);
        let unread = (0..names.len()).filter(|at| !read.contains(at) && !ignored(&names[*at]));
        Ok(Self {
            unread: unread.collect(),
            fields,
            heads,
            blank: mapping.blank.clone(),
            is_guarded: mapping.is_guarded,
            courts: mapping.courts.clone(),
            names,
        })
    }

    pub(crate) fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    pub(crate) fn unread(&self) -> &[usize] {
        &self.unread
    }

    /// What a cell says; none where it says nothing.
    pub(crate) fn said<'r>(&self, cell: &'r str) -> Option<&'r str> {
        let cell = if self.is_guarded { restored(cell) } else { cell };
        let bare = cell.trim();
        (!bare.is_empty() && !self.blank.iter().any(|blank| blank == bare)).then_some(cell)
    }

    fn told<'r>(&'r self, source: &'r Source, row: &'r StringRecord) -> Option<&'r str> {
        match &source.cell.told {
            Told::Always(text) => Some(text),
            Told::Column(_) => self.said(row.get(source.at?)?),
        }
    }

    fn field<'r>(&'r self, field: Field, row: &'r StringRecord) -> Option<&'r str> {
        self.told(self.fields.get(&field)?, row)
    }

    fn fault(&self, field: Field, message: String) -> RowFault {
        RowFault { cell: self.fields.get(&field).and_then(|source| source.at), message }
    }

    /// Whether a row says nothing at all, as spreadsheets leave them below a table.
    pub(crate) fn is_empty(row: &StringRecord) -> bool {
        row.iter().all(|cell| cell.trim().is_empty())
    }

    /// The court and the docket number as a row writes them.
    pub(crate) fn docket<'r>(
        &'r self,
        row: &'r StringRecord,
    ) -> Result<(&'r str, &'r str), RowFault> {
        let (expected, found) = (self.names.len(), row.len());
        if found > expected {
            let message = format!(
                "the row has {found} cells, and the header has {expected}; a cell that holds what \
                 parts cells stands in quotation marks"
            );
            return Err(RowFault { cell: Some(expected), message });
        }
        if found < expected {
            let message = format!("the row has {found} cells, and the header has {expected}");
            return Err(RowFault { cell: None, message });
        }
        let told = |field, what: &str| {
            let missing = || self.fault(field, format!("every row needs its {what}"));
            self.field(field, row).map(str::trim).ok_or_else(missing)
        };
        Ok((told(Field::Court, "court")?, told(Field::DocketNumber, "docket number")?))
    }

    /// The id of a court and the names of a docket.
    pub(crate) fn names_of(
        &self,
        (court, number): (&str, &str),
    ) -> Result<(String, DocketNames), RowFault> {
        let id = self.courts.get(court).map(Key::as_str).or_else(|| court_id(court));
        let id = id.ok_or_else(|| self.fault(Field::Court, unknown_court(court)))?;
        let names = DocketNames::of(id, number)
            .map_err(|error| self.fault(Field::DocketNumber, error.to_string()))?;
        Ok((id.to_owned(), names))
    }

    /// What a row says of its docket beside court and number, by the names of the mapping.
    pub(crate) fn heads<'r>(
        &'r self,
        row: &'r StringRecord,
    ) -> impl Iterator<Item = (&'r str, Option<&'r str>)> {
        let told = |head: &'r Head| self.told(&head.source, row).map(str::trim);
        self.heads.iter().map(move |head| (head.name.as_str(), told(head)))
    }

    /// The day that the head of a docket says.
    pub(crate) fn day_of_head(&self, name: &str, text: &str, zone: Tz) -> Option<When> {
        let head = self.heads.iter().find(|head| head.name == name)?;
        head.source.cell.date(text, zone).ok()
    }

    /// Looks whether a row can be read as a line of a docket.
    pub(crate) fn check(&self, row: &StringRecord, zone: Tz) -> Result<(), RowFault> {
        for field in [Field::Filed, Field::Entered] {
            self.day(self.fields.get(&field), row, zone)?;
        }
        for head in self.heads.iter().filter(|head| head.is_date) {
            self.day(Some(&head.source), row, zone)?;
        }
        if row.as_slice().len() <= SMALL {
            return Ok(());
        }
        let longest = || (0..row.len()).max_by_key(|&at| row[at].len());
        let fault = |message| RowFault { cell: longest(), message };
        self.line(row, zone)?.too_large().map_or(Ok(()), |message| Err(fault(message)))
    }

    /// The line that a row is, with the row as the file has it.
    pub(crate) fn line(&self, row: &StringRecord, zone: Tz) -> Result<SheetLine, RowFault> {
        let text = self.field(Field::Text, row).unwrap_or_default().to_owned();
        let bare = |field| self.field(field, row).map(str::trim);
        let day = |field| self.day(self.fields.get(&field), row, zone);
        Ok(SheetLine {
            number: bare(Field::Number).map(str::to_owned),
            filed: day(Field::Filed)?,
            entered: day(Field::Entered)?.or_else(|| entered(&text)),
            short: bare(Field::Short).unwrap_or_default().to_owned(),
            is_sealed: false,
            attachments: self.attachments(row),
            raw: self.raw(row),
            text,
        })
    }

    fn day(
        &self,
        source: Option<&Source>,
        row: &StringRecord,
        zone: Tz,
    ) -> Result<Option<When>, RowFault> {
        let Some(source) = source else { return Ok(None) };
        let Some(text) = self.told(source, row).map(str::trim) else { return Ok(None) };
        let fault = |message| RowFault { cell: source.at, message };
        source.cell.date(text, zone).map(Some).map_err(fault)
    }

    fn attachments(&self, row: &StringRecord) -> Vec<SheetAttachment> {
        let Some(source) = self.fields.get(&Field::Attachments) else { return Vec::new() };
        let split = source.cell.split.as_deref().unwrap_or(";");
        let parts = self.told(source, row).unwrap_or_default().split(split).map(str::trim);
        let numbered = parts.filter(|part| !part.is_empty()).zip(1..);
        numbered.map(|(text, number)| SheetAttachment { number, text: text.to_owned() }).collect()
    }

    /// A row as JSON: its cells by their columns, in the order of the file, without the empty ones.
    fn raw(&self, row: &StringRecord) -> String {
        let mut json = Vec::with_capacity(row.as_slice().len() * 2);
        let cells = self.names.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        // Texts are JSON, and writing to memory does not fail.
        let _ = serde_json::Serializer::new(&mut json).collect_map(cells);
        String::from_utf8(json).unwrap_or_default()
    }
}

/// What stands before the names of facts among what is told of a docket.
pub(crate) const FACT: &str = "facts.";

/// The names of the columns; one without a name is called by its place.
pub(crate) fn names(header: &StringRecord) -> Vec<String> {
    let name = |(at, name): (usize, &str)| match name.trim() {
        "" => format!("(column {})", at + 1),
        name => name.to_owned(),
    };
    header.iter().enumerate().map(name).collect()
}

/// The column that has the name of one before it, if there is one.
pub(crate) fn repeated(header: &StringRecord) -> Option<RowFault> {
    let names = names(header);
    let (at, first) = (0..names.len())
        .find_map(|at| Some((at, names[..at].iter().position(|name| *name == names[at])?)))?;
    let message = format!(
        "two columns are called `{}`, the {} and the {}; rename one",
        names[at],
        ordinal(first + 1),
        ordinal(at + 1)
    );
    Some(RowFault { cell: Some(at), message })
}

fn ordinal(number: usize) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

fn no_column(column: &Column, names: &[String]) -> Fault {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let all = || format!("its columns are {}", list(&names));
    let help = nearest(&column.name, names.iter().copied()).map_or_else(all, did_you_mean);
    let message = format!("the file has no column `{}`: {help}", column.name);
    Fault { place: column.place.clone(), message }
}
