//! The EDTF text of a set of days.

use crate::{Day, DaySet, When, civil, day::Year};

impl DaySet {
    /// Writes the set as the shortest EDTF text that means it.
    ///
    /// A whole month or year is written as such (`2023-10`, `2014`), more than one range as "one
    /// of" (`[2023-10-01..2023-10-03,2023-11-02]`), a missing end with dots (`[..2024-07-31]`).
    /// There is no text for the empty set, for all days, for a set that starts or ends inside a year
    /// of more than four digits, which EDTF can only write whole, and where it would be longer than
    /// [`When::MAX_LEN`].
    #[must_use]
    pub fn to_edtf(&self) -> Option<String> {
        if let Some(date) = self.to_edtf_date() {
            return Some(date);
        }
        if self.is_empty() || self.is_all() {
            return None;
        }
        let elements: Option<Vec<String>> =
            self.ranges().map(|(first, last)| element(first, last)).collect();
        let text = format!("[{}]", elements?.join(","));
        (text.len() <= When::MAX_LEN).then_some(text)
    }

    /// Writes the set as a single date: a day, a month or a year, if it is one.
    pub(crate) fn to_edtf_date(&self) -> Option<String> {
        let mut ranges = self.ranges();
        match (ranges.next()?, ranges.next()) {
            ((Some(first), Some(last)), None) if first == last => Unit::Day.text(first),
            ((Some(first), Some(last)), None) => {
                Unit::SHORTEST_FIRST.into_iter().find_map(|unit| unit.one(first, last))
            }
            _ => None,
        }
    }
}

fn element(first: Option<Day>, last: Option<Day>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) => Unit::SHORTEST_FIRST
            .into_iter()
            .find_map(|unit| unit.one(first, last))
            .or_else(|| Unit::SHORTEST_FIRST.into_iter().find_map(|unit| unit.run(first, last))),
        (Some(first), None) => Some(format!("{}..", start_text(first)?)),
        (None, Some(last)) => Some(format!("..{}", end_text(last)?)),
        (None, None) => None,
    }
}

/// Writes the day as the start of something without end.
pub(crate) fn start_text(first: Day) -> Option<String> {
    Unit::Day.start(first).or_else(|| Unit::Year.start(first))
}

/// Writes the day as the end of something without start.
pub(crate) fn end_text(last: Day) -> Option<String> {
    Unit::Day.end(last).or_else(|| Unit::Year.end(last))
}

/// What an EDTF date can be precise to.
#[derive(Clone, Copy)]
enum Unit {
    Year,
    Month,
    Day,
}

impl Unit {
    const SHORTEST_FIRST: [Unit; 3] = [Unit::Year, Unit::Month, Unit::Day];

    /// Writes the days as one year, month or day.
    fn one(self, first: Day, last: Day) -> Option<String> {
        let text = self.start(first)?;
        (self.end(last)? == text).then_some(text)
    }

    /// Writes the days as a run of years, months or days.
    fn run(self, first: Day, last: Day) -> Option<String> {
        Some(format!("{}..{}", self.start(first)?, self.end(last)?))
    }

    /// Writes the unit that starts on this day, if one does.
    fn start(self, day: Day) -> Option<String> {
        let starts = match (self, day.ymd()) {
            (Unit::Day, _) | (Unit::Month, (_, _, 1)) | (Unit::Year, (_, 1, 1)) => true,
            (Unit::Month | Unit::Year, _) => false,
        };
        starts.then(|| self.text(day)).flatten()
    }

    /// Writes the unit that ends on this day, if one does.
    fn end(self, day: Day) -> Option<String> {
        let (year, month, date) = day.ymd();
        let ends = match self {
            Unit::Day => true,
            Unit::Month => date == civil::days_in_month(year, month),
            Unit::Year => (month, date) == (12, 31),
        };
        ends.then(|| self.text(day)).flatten()
    }

    fn text(self, day: Day) -> Option<String> {
        let (year, month, _) = day.ymd();
        let short = (-9_999..=9_999).contains(&year);
        match self {
            Unit::Year => Some(Year(year).to_string()),
            Unit::Month => short.then(|| format!("{}-{month:02}", Year(year))),
            Unit::Day => short.then(|| day.to_string()),
        }
    }
}
