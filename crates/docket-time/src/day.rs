use std::fmt;

use chrono::NaiveDate;

use crate::civil;

/// A calendar day, counted from 1970-01-01 in the proleptic Gregorian calendar.
///
/// The count is an `i64` because EDTF writes years that no date type of a library reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

impl Day {
    /// Finds the day with this date; the year 0 is the one before the year 1.
    ///
    /// There is none if the month or day does not exist, or the year is further than 10^15 from
    /// year zero.
    #[must_use]
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Option<Day> {
        let real = year.abs() <= civil::LIMIT_YEAR
            && (1..=12).contains(&month)
            && (1..=civil::days_in_month(year, month)).contains(&day);
        real.then(|| Day(civil::day_number(year, month, day)))
    }

    /// Gives the year, the month from 1 and the day of the month from 1.
    #[must_use]
    pub fn ymd(self) -> (i64, u8, u8) {
        civil::year_month_day(self.0)
    }

    /// Gives the day as chrono's date, where chrono can hold it.
    #[must_use]
    pub fn to_naive(self) -> Option<NaiveDate> {
        let (year, month, day) = self.ymd();
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.into(), day.into())
    }

    /// Gives the day so many days later, or earlier for a negative count.
    #[must_use]
    pub fn plus(self, days: i64) -> Day {
        Day(self.0.saturating_add(days))
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Day {
        Day(date.signed_duration_since(NaiveDate::default()).num_days())
    }
}

/// Writes `2024-07-30`; years of more than four digits take EDTF's letter, as in `Y17000-01-01`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        let Ok(short @ 0..=9_999) = u16::try_from(year) else {
            return write!(f, "{}-{month:02}-{day:02}", Year(year));
        };
        // Nearly all days, and nearly all that a state prints: in one piece, digit by digit.
        let digit = |number: u16, unit: u16| b'0' + (number / unit % 10) as u8;
        let [year1, year2, year3, year4] = [1_000, 100, 10, 1].map(|unit| digit(short, unit));
        let [month1, month2] = [10, 1].map(|unit| digit(month.into(), unit));
        let [day1, day2] = [10, 1].map(|unit| digit(day.into(), unit));
        let text = [year1, year2, year3, year4, b'-', month1, month2, b'-', day1, day2];
        f.write_str(str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

/// A year as EDTF writes it: four digits, or `Y` and more.
pub(crate) struct Year(pub(crate) i64);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            year @ 0..=9_999 => write!(f, "{year:04}"),
            year @ -9_999..0 => write!(f, "-{:04}", -year),
            year => write!(f, "Y{year}"),
        }
    }
}
