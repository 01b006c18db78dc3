//! Calendar arithmetic on day numbers.
//!
//! chrono stops at the year 262142 and EDTF does not, so the conversion between a day number and
//! year, month and day is done here, in the proleptic Gregorian calendar with a year zero. Years
//! are computed exactly within [`LIMIT_YEAR`]; far beyond it day numbers stop at the ends of `i64`.

/// The largest year, of either sign, that day numbers are computed for.
pub(crate) const LIMIT_YEAR: i64 = 1_000_000_000_000_000;

const DAYS_PER_ERA: i64 = 146_097;
const YEARS_PER_ERA: i64 = 400;
/// Days from 0000-03-01, where an era starts, to 1970-01-01.
const EPOCH: i64 = 719_468;

/// Numbers a day; the caller vouches for a real month and day.
pub(crate) fn day_number(year: i64, month: u8, day: u8) -> i64 {
    let march_year = if month <= 2 { year - 1 } else { year };
    let era = march_year.div_euclid(YEARS_PER_ERA);
    let year_of_era = march_year.rem_euclid(YEARS_PER_ERA);
    let month_from_march = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era.saturating_mul(DAYS_PER_ERA).saturating_add(day_of_era - EPOCH)
}

/// Splits a day number into year, month and day.
pub(crate) fn year_month_day(number: i64) -> (i64, u8, u8) {
    let shifted = number.saturating_add(EPOCH);
    let era = shifted.div_euclid(DAYS_PER_ERA);
    let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * YEARS_PER_ERA + year_of_era + i64::from(month <= 2);
    (year, small(month), small(day))
}

/// Counts the days of a month from 1 to 12.
pub(crate) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Tells whether a year has a 29 February.
pub(crate) fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Moves a month by a number of months; months count from 1.
pub(crate) fn add_months(year: i64, month: u8, months: i64) -> (i64, u8) {
    let total = year * 12 + i64::from(month) - 1 + months;
    (total.div_euclid(12), small(total.rem_euclid(12) + 1))
}

fn small(value: i64) -> u8 {
    u8::try_from(value).expect("a month is at most 12 and a day at most 31")
}
