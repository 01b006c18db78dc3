//! The days that an EDTF date stands for.

use edtf_core::{Bound, BoundDate, Date, DateField, Edtf, Year, YearKind};

use crate::{
    Day, DaySet, civil,
    day_set::{FUTURE, PAST, Range},
};

/// A date with unspecified digits that would take more ranges than this becomes its hull.
const RANGE_LIMIT: usize = 4_096;

/// Gives the days that a date may be.
///
/// * Qualifiers never move a bound.
/// * Unspecified digits: exactly the days that fit, or everything from the first through the last
///   of them where that would take more than [`RANGE_LIMIT`] ranges (`XXXX-12-XX`).
/// * Seasons without a hemisphere (21 to 24) are the northern ones, and seasons begin with a month:
///   spring in March. A winter runs into the next year. EDTF leaves this to its users.
/// * A year further than 10^15 from year zero is only known to be beyond that: the set goes on
///   without end.
pub(crate) fn days_of(date: &Date) -> DaySet {
    if is_one_stretch(date) {
        return hull_of(date);
    }
    matching_days(date).unwrap_or_else(|| hull_of(date))
}

/// Tells whether the days that fit follow each other without a gap: nothing is specified after the
/// first unspecified digit.
fn is_one_stretch(date: &Date) -> bool {
    let YearKind::Standard { digits: year, .. } = date.year.kind else { return true };
    let parts = [date.month, date.day].into_iter().flatten();
    let digits = year.into_iter().chain(parts.flat_map(|part| part.digits));
    digits.skip_while(Option::is_some).all(|digit| digit.is_none())
}

/// Gives everything from the first through the last day that a date may be.
pub(crate) fn hull_of(date: &Date) -> DaySet {
    let bounds = Edtf::Date(*date).bounds();
    match (bounds.earliest, bounds.latest) {
        (Bound::Date(first), Bound::Date(last)) => {
            DaySet::from_ranges([(number(first, PAST), number(last, FUTURE))])
        }
        _ => beyond_numbers(&date.year),
    }
}

/// Numbers a bound; one beyond the limit moves to `end` or to the limit, whichever widens the set.
fn number(bound: BoundDate, end: i64) -> i64 {
    if bound.year.abs() <= civil::LIMIT_YEAR {
        return civil::day_number(bound.year, bound.month, bound.day);
    }
    if (bound.year > 0) == (end == FUTURE) { end } else { limit_day(bound.year < 0).0 }
}

/// Gives the days of a year that no number of 64 bits holds.
fn beyond_numbers(year: &Year) -> DaySet {
    let negative = match year.kind {
        YearKind::Exponential { significand, .. } => significand < 0,
        YearKind::Big { value } => value < 0,
        YearKind::Standard { negative, .. } => negative,
    };
    let limit = limit_day(negative);
    if negative { DaySet::through(limit) } else { DaySet::since(limit) }
}

fn limit_day(negative: bool) -> Day {
    let year = if negative { -civil::LIMIT_YEAR } else { civil::LIMIT_YEAR };
    Day(civil::day_number(year, 1, 1))
}

/// Enumerates what fits a date with unspecified digits, unless it is too much.
fn matching_days(date: &Date) -> Option<DaySet> {
    let YearKind::Standard { negative, digits } = date.year.kind else { return None };
    let years = matching_numbers(&digits);
    let mut ranges: Vec<Range> = Vec::new();
    for year in years {
        let year = if negative { -year } else { year };
        for range in ranges_in_year(date, year) {
            match ranges.last_mut() {
                Some(previous) if previous.1.checked_add(1) == Some(range.0) => {
                    previous.1 = range.1;
                }
                _ => ranges.push(range),
            }
        }
        if ranges.len() > RANGE_LIMIT {
            return None;
        }
    }
    Some(DaySet::from_ranges(ranges))
}

fn ranges_in_year(date: &Date, year: i64) -> Vec<Range> {
    let Some(month) = date.month else {
        return vec![(civil::day_number(year, 1, 1), civil::day_number(year, 12, 31))];
    };
    if month.value().is_some_and(|code| code > 12) {
        return season(date, year).into_iter().collect();
    }
    let months = fitting(month, 12);
    months.into_iter().flat_map(|month| ranges_in_month(date.day, year, month)).collect()
}

fn ranges_in_month(day: Option<DateField>, year: i64, month: u8) -> Vec<Range> {
    let last = civil::days_in_month(year, month);
    let number = |day| civil::day_number(year, month, day);
    match day {
        None => vec![(number(1), number(last))],
        // The same days as below, without counting through ten thousand years of them.
        Some(day) if day.digits == [None, None] => vec![(number(1), number(last))],
        Some(day) => fitting(day, last).into_iter().map(|day| (number(day), number(day))).collect(),
    }
}

/// Gives the season of a date whose year is unspecified, in one of the years that fit.
fn season(date: &Date, year: i64) -> Option<Range> {
    let mut digits = [Some(0); 4];
    let mut rest = year.unsigned_abs();
    for digit in digits.iter_mut().rev() {
        *digit = u8::try_from(rest % 10).ok();
        rest /= 10;
    }
    let kind = YearKind::Standard { negative: year < 0, digits };
    hull_of(&Date { year: Year { kind, ..date.year }, ..*date }).extent()
}

/// Lists the months or days from 1 to `last` that fit the field, in order.
fn fitting(field: DateField, last: u8) -> Vec<u8> {
    let fits = |digit: Option<u8>, value: u8| digit.is_none_or(|digit| digit == value);
    (1..=last)
        .filter(|value| fits(field.digits[0], value / 10) && fits(field.digits[1], value % 10))
        .collect()
}

/// Lists the numbers that fit the digits, in order.
fn matching_numbers(digits: &[Option<u8>]) -> Vec<i64> {
    digits.iter().fold(vec![0], |numbers, digit| {
        let choices = digit.map_or(0..=9, |digit| digit..=digit);
        numbers
            .into_iter()
            .flat_map(|number| choices.clone().map(move |digit| number * 10 + i64::from(digit)))
            .collect()
    })
}
