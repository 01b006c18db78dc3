//! Mappings: which column of a CSV file holds what of a docket.

use std::collections::BTreeMap;

use chrono::format::{Item, StrftimeItems};
use chrono::{NaiveDate, NaiveTime};
use docket_core::Key;
use docket_time::{Day, Tz, When};

use crate::date::iso;
use crate::fault::{Fault, Place};
use crate::mapping_read::read;

/// Which column of a CSV file holds what.
///
/// Written as TOML; all of it but `court`, `docket_number` and `text` may be left out:
///
/// ```
/// use docket_import::CsvMapping;
///
/// let mapping = CsvMapping::parse(r#"
/// court = { always = "txed" }        # for every row; or a column, with names in [courts]
/// docket_number = "Case No."         # a column by its name, or { column = "Case No." }
/// title = "Case"
/// case_filed = { column = "Opened", format = "%m/%d/%Y" }     # and case_closed
/// number = "Dkt #"
/// filed = { column = "Date Filed", format = "%m/%d/%Y" }      # 2024-03-05 without a format
/// entered = { column = "Date Entered", format = "%m/%d/%Y" }
/// text = "Docket Text"
/// short = "Event"
/// attachments = { column = "Exhibits", split = ";" }
/// ignore = ["Notes"]                 # columns that are known and not read
/// blank = ["N/A", "-"]               # cells that say nothing
/// delimiter = ";"                    # found in the header where it is not stated
/// guarded = true                     # an apostrophe before a cell is not the text's own
///
/// [facts]                            # facts of the case, under any name
/// nature_of_suit = "NOS"
///
/// [courts]                           # courts that the file does not call by id or name
/// "E.D. Tex." = "txed"
/// "#).unwrap();
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvMapping {
    /// What parts the cells, where it is stated.
    pub(crate) delimiter: Option<u8>,
    /// Whether the first apostrophe of a cell is a guard against formulas.
    pub(crate) is_guarded: bool,
    /// What stands in cells that say nothing.
    pub(crate) blank: Vec<String>,
    /// Columns that are known and not read.
    pub(crate) ignore: Vec<Column>,
    /// Where each field is told.
    pub(crate) fields: BTreeMap<Field, Cell>,
    /// Facts of the case, and where they are told.
    pub(crate) facts: BTreeMap<Key, Cell>,
    /// Courts as the file writes them, and their ids.
    pub(crate) courts: BTreeMap<String, Key>,
}

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Court,
    DocketNumber,
    Title,
    CaseFiled,
    CaseClosed,
    Number,
    Filed,
    Entered,
    Text,
    Short,
    Attachments,
}

/// Where something is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) told: Told,
    /// How dates are written; as ISO 8601 has them where nothing is said.
    pub(crate) format: Option<String>,
    /// What parts several of a kind in one cell.
    pub(crate) split: Option<String>,
}

/// In a column, or once for all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Column(Column),
    Always(String),
}

/// The name of a column, and where the mapping has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) place: Place,
}

impl CsvMapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// All its faults, each with its place; of what is no TOML the first.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        read(text)
    }
}

impl Field {
    /// All fields, by the keys that a mapping has for them.
    pub(crate) const ALL: [(Field, &str); 11] = [
        (Field::Court, "court"),
        (Field::DocketNumber, "docket_number"),
        (Field::Title, "title"),
        (Field::CaseFiled, "case_filed"),
        (Field::CaseClosed, "case_closed"),
        (Field::Number, "number"),
        (Field::Filed, "filed"),
        (Field::Entered, "entered"),
        (Field::Text, "text"),
        (Field::Short, "short"),
        (Field::Attachments, "attachments"),
    ];

    /// Whether no file can be read without it.
    pub(crate) fn is_required(self) -> bool {
        matches!(self, Self::Court | Self::DocketNumber | Self::Text)
    }

    pub(crate) fn is_date(self) -> bool {
        matches!(self, Self::CaseFiled | Self::CaseClosed | Self::Filed | Self::Entered)
    }

    /// Whether it is told of the docket, and not of each line.
    pub(crate) fn is_of_docket(self) -> bool {
        matches!(self, Self::Court | Self::DocketNumber) || self.is_of_head()
    }

    /// Whether it is told of the docket and does not tell which docket it is.
    pub(crate) fn is_of_head(self) -> bool {
        matches!(self, Self::Title | Self::CaseFiled | Self::CaseClosed)
    }
}

impl Cell {
    /// Reads a date as the column writes dates.
    pub(crate) fn date(&self, text: &str, zone: Tz) -> Result<When, String> {
        let Some(format) = &self.format else {
            return iso(text, zone).ok_or_else(|| {
                format!(
                    "`{text}` is not a date such as 2024-03-05; a mapping says how a column \
                     writes dates: {{ column = .., format = \"%m/%d/%Y\" }}"
                )
            });
        };
        let day = date_in(text, format).ok_or_else(|| {
            format!("`{text}` is no date of the format `{format}`, such as {}", example(format))
        })?;
        Ok(When::from_day(day))
    }
}

/// The day that a text is in a format. A year of two digits is no year of four.
pub(crate) fn date_in(text: &str, format: &str) -> Option<Day> {
    let day = Day::from(NaiveDate::parse_from_str(text, format).ok()?);
    (day.ymd().0 >= 1000).then_some(day)
}

/// What is wrong with a format for dates.
pub(crate) fn fault_of_format(format: &str) -> Option<String> {
    if StrftimeItems::new(format).any(|item| item == Item::Error) {
        return Some(format!("`{format}` is no format for dates, such as %m/%d/%Y"));
    }
    let is_whole = date_in(&example(format), format).is_some();
    (!is_whole).then(|| format!("`{format}` tells no day: it needs day, month and year"))
}

/// A date in a format.
fn example(format: &str) -> String {
    use std::fmt::Write;
    let day = NaiveDate::from_ymd_opt(2024, 3, 25).unwrap_or_default();
    let mut text = String::new();
    // A format may ask for what no date has, such as a zone; then it is no format for dates.
    let _ = write!(text, "{}", day.and_time(NaiveTime::MIN).format(format));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_for_dates_tells_a_day() {
        for good in ["%m/%d/%Y", "%d.%m.%y", "%B %d, %Y", "%Y%m%d", "%m/%d/%Y %I:%M %p", "%F"] {
            assert_eq!(fault_of_format(good), None, "{good}");
        }
        for bad in ["", "%", "%m/%Y", "%Q", "%H:%M", "mm/dd/yyyy", "%m/%d", "%z", "%Y-%m-%d %Z"] {
            assert!(fault_of_format(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn a_date_is_read_as_its_column_writes_dates() {
        for (text, format, day) in [
            ("03/05/2024", "%m/%d/%Y", Some("2024-03-05")),
            ("3/5/2024", "%m/%d/%Y", Some("2024-03-05")),
            ("03/05/2024", "%d/%m/%Y", Some("2024-05-03")),
            ("3/5/24", "%m/%d/%y", Some("2024-03-05")),
            ("March 5, 2024", "%B %d, %Y", Some("2024-03-05")),
            ("03/05/2024 02:15 PM", "%m/%d/%Y %I:%M %p", Some("2024-03-05")),
            ("3/5/24", "%m/%d/%Y", None),
            ("02/30/2024", "%m/%d/%Y", None),
            ("03/05/2024x", "%m/%d/%Y", None),
        ] {
            let read = date_in(text, format).map(|day| day.to_string());
            assert_eq!(read.as_deref(), day, "{text} {format}");
        }
    }
}
