//! A first mapping for a CSV file, guessed from its header and its first rows.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::{Read, Seek};

use csv::StringRecord;
use docket_time::Tz;

use crate::court_name::{assignment, court_id};
use crate::csv_columns::names;
use crate::csv_fault::{CsvFault, Stop};
use crate::csv_index::next_row;
use crate::csv_scan::{Guard, delimiter_of};
use crate::csv_sheets::{is_text, reader};
use crate::date::iso;
use crate::mapping::{Field, date_in};

/// How many rows are looked at.
const ROWS: usize = 500;

/// What columns are called that hold a field, the likeliest name first; folded as [`fold`] does.
const NAMES: [(Field, &[&str]); 11] = [
    (Field::Court, &["court", "courtid", "courtname", "district", "venue"]),
    (
        Field::DocketNumber,
        &["docketnumber", "casenumber", "civilactionnumber", "civilaction", "docket", "caseid"],
    ),
    (Field::Title, &["casename", "casetitle", "casecaption", "caption", "title", "case"]),
    (
        Field::CaseFiled,
        &["casefiled", "datecasefiled", "casefileddate", "casefilingdate", "opened", "caseopened"],
    ),
    (
        Field::CaseClosed,
        &["caseclosed", "dateterminated", "terminated", "dateclosed", "closed", "caseterminated"],
    ),
    (
        Field::Number,
        &[
            "dktnumber",
            "docnumber",
            "documentnumber",
            "docketentrynumber",
            "entrynumber",
            "ecfnumber",
            "number",
            "dkt",
            "ecf",
        ],
    ),
    (
        Field::Filed,
        &["datefiled", "filed", "fileddate", "filedon", "filingdate", "docketdate", "date"],
    ),
    (
        Field::Entered,
        &[
            "dateentered",
            "entered",
            "entereddate",
            "enteredon",
            "entrydate",
            "docketed",
            "datedocketed",
        ],
    ),
    (
        Field::Text,
        &[
            "dockettext",
            "docketentrytext",
            "entrytext",
            "fulltext",
            "docketentry",
            "text",
            "description",
            "docketdescription",
            "entrydescription",
            "proceedings",
            "proceeding",
            "entry",
        ],
    ),
    (
        Field::Short,
        &[
            "event",
            "shortdescription",
            "eventtype",
            "documenttype",
            "entrytype",
            "documenttitle",
            "type",
        ],
    ),
    (Field::Attachments, &["attachments", "exhibits"]),
];

/// What columns are called that hold facts of the case.
const FACTS: [(&str, &[&str]); 4] = [
    ("nature_of_suit", &["natureofsuit", "nos"]),
    ("assigned_to", &["judge", "assignedto", "presidingjudge", "districtjudge"]),
    ("referred_to", &["magistratejudge", "referredto", "magistrate"]),
    ("cause", &["cause", "causeofaction"]),
];

/// Formats of dates, the likeliest first. Where a month and a day are both numbers, the one that
/// follows in the list is the other way round.
const FORMATS: [&str; 12] = [
    "%m/%d/%Y",
    "%d/%m/%Y",
    "%m/%d/%y",
    "%d/%m/%y",
    "%m-%d-%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%B %d, %Y",
    "%d %B %Y",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %H:%M",
    "%Y/%m/%d",
];

/// The first rows of a file.
struct Sample {
    names: Vec<String>,
    rows: Vec<StringRecord>,
    taken: BTreeSet<usize>,
}

/// Writes a mapping for a file, to be looked over and completed by whoever knows the file; `name` is
/// what the file is called.
///
/// # Errors
/// [`CsvFault`] when the file, as far as its first rows, cannot be read.
pub fn draft_mapping(mut input: impl Read + Seek, name: &str) -> Result<String, CsvFault> {
    is_text(&mut input)?;
    let delimiter = delimiter_of(&mut input)?;
    let mut rows = reader(Guard::new(&mut input, delimiter), delimiter);
    let mut row = StringRecord::new();
    let mut read = Vec::new();
    while read.len() <= ROWS {
        match next_row(&mut rows, &mut row) {
            Ok(Some(_)) => read.push(row.clone()),
            Ok(None) => break,
            Err(stop) => {
                drop(rows);
                return Err(stop.told(&mut input, delimiter));
            }
        }
    }
    drop(rows);
    if read.is_empty() {
        return Err(Stop::file("the file is empty").told(&mut input, delimiter));
    }
    let header = read.remove(0);
    let mut sample = Sample { names: names(&header), rows: read, taken: BTreeSet::new() };
    Ok(sample.mapping(name))
}

impl Sample {
    fn mapping(&mut self, file: &str) -> String {
        let mut text = format!(
            "# Which column of {} holds what: a guess from its header and first rows, to be looked over.\n",
            file.replace(char::is_control, "?")
        );
        let (mut courts, mut absent) = (Vec::new(), Vec::new());
        for (field, key) in Field::ALL {
            let aliases = NAMES.iter().find(|(named, _)| *named == field).map(|(_, names)| *names);
            let Some(at) = self.column(aliases.unwrap_or_default()) else {
                text += missing(field);
                absent.extend((!field.is_required()).then_some(key));
                continue;
            };
            if field == Field::Court {
                courts = self.unknown_courts(at);
            }
            let (format, remark) =
                if field.is_date() { self.format(at) } else { Default::default() };
            // Writing to a text does not fail.
            let _ = writeln!(text, "{key} = {{ column = {}{format} }}{remark}", self.quoted(at));
        }
        let facts = self.facts();
        if !absent.is_empty() {
            let _ = writeln!(text, "# No column looks like: {}.", absent.join(", "));
        }
        self.rest(&mut text);
        text += &facts;
        if !courts.is_empty() {
            text += "\n[courts] # the id of each, such as \"txed\"\n";
        }
        for court in courts {
            text += &(assignment(&court, "") + "\n");
        }
        text
    }

    /// The column that has one of these names, and was not taken for another.
    fn column(&mut self, aliases: &[&str]) -> Option<usize> {
        let named = |alias: &&str| {
            let is_it = |at: &usize| fold(&self.names[*at]) == **alias && !self.taken.contains(at);
            (0..self.names.len()).find(is_it)
        };
        let at = aliases.iter().find_map(named)?;
        self.taken.insert(at);
        Some(at)
    }

    fn quoted(&self, at: usize) -> toml::Value {
        toml::Value::from(self.names[at].as_str())
    }

    fn cells(&self, at: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |row| row.get(at));
        cells.map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// How a column writes dates, and what to look at.
    fn format(&self, at: usize) -> (String, String) {
        if self.cells(at).all(|cell| iso(cell, Tz::UTC).is_some()) {
            return Default::default();
        }
        let fits = |format: &&&str| self.cells(at).all(|cell| date_in(cell, format).is_some());
        let fitting: Vec<&&str> = FORMATS.iter().filter(fits).collect();
        match fitting[..] {
            [] => {
                let remark =
                    " # dates are written otherwise: add format = \"%m/%d/%Y\" or the like";
                (String::new(), remark.to_owned())
            }
            [format] => (format!(", format = \"{format}\""), String::new()),
            [format, other, ..] => {
                let remark = format!(" # or is it \"{other}\"? both fit the first rows");
                (format!(", format = \"{format}\""), remark)
            }
        }
    }

    /// Courts that are written in a way of the file's own.
    fn unknown_courts(&self, at: usize) -> Vec<String> {
        let unknown = |cell: &&str| court_id(cell).is_none() && !cell.contains(char::is_control);
        let courts: BTreeSet<&str> = self.cells(at).filter(unknown).collect();
        courts.into_iter().map(str::to_owned).collect()
    }

    fn facts(&mut self) -> String {
        let mut text = String::new();
        for (fact, aliases) in FACTS {
            if let Some(at) = self.column(aliases) {
                let _ = writeln!(text, "{fact} = {{ column = {} }}", self.quoted(at));
            }
        }
        if text.is_empty() { text } else { format!("\n[facts]\n{text}") }
    }

    /// The columns that nothing was guessed of.
    fn rest(&self, text: &mut String) {
        let rest = (0..self.names.len()).filter(|at| !self.taken.contains(at));
        let rest: Vec<String> = rest.map(|at| self.quoted(at).to_string()).collect();
        if !rest.is_empty() {
            let _ =
                writeln!(text, "# Other columns; each row is kept whole, whatever is read of it:");
            let _ = writeln!(text, "# ignore = [{}]", rest.join(", ").replace('\n', " "));
        }
    }
}

/// What to write where no column looks like what every mapping needs.
fn missing(field: Field) -> &'static str {
    match field {
        Field::Court => {
            "court = { always = \"\" } # no column looks like it: the court's id, such as \"txed\"\n"
        }
        Field::DocketNumber => {
            "docket_number = { always = \"\" } # no column looks like it: the number of the docket\n"
        }
        Field::Text => "text = { column = \"\" } # no column looks like it: what each line says\n",
        Field::Title
        | Field::CaseFiled
        | Field::CaseClosed
        | Field::Number
        | Field::Filed
        | Field::Entered
        | Field::Short
        | Field::Attachments => "",
    }
}

/// A name as it is compared: letters and digits, and one word for numbers.
fn fold(name: &str) -> String {
    let name = name.to_lowercase().replace('#', "number");
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    words.map(|word| if ["no", "num", "nr"].contains(&word) { "number" } else { word }).collect()
}
