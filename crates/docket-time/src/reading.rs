//! What a rule makes of a phrase, and the days that this is when it is said on a given day.

use chrono::Weekday;

use crate::{Day, DaySet, civil};

/// A phrase as a rule understood it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// From so many through so many days back.
    DaysBack(i64, i64),
    /// From so many through so many months back, and so many days more on either side.
    MonthsBack(i64, i64, i64),
    /// The week so far, whether weeks start on Sunday or on Monday.
    ThisWeek,
    /// The week before.
    LastWeek,
    /// The latest such weekday, today included.
    Weekday(Weekday),
    /// The latest such weekday before today, or the one a week before that.
    LastWeekday(Weekday),
    /// The month so far.
    ThisMonth,
    /// The whole month before.
    LastMonth,
    /// The year so far.
    ThisYear,
    /// From one month through another of the year before.
    LastYear(u8, u8),
    /// The latest such month that has begun.
    Month(u8),
    /// The latest such month that is over, and if it is of the running year the one before it too.
    LastMonthNamed(u8),
    /// The latest such date, today included.
    Date(u8, u8),
    /// That month of the running year.
    MonthThisYear(u8),
    /// From a month of one year through a month of another, whoever says it.
    Months((i64, u8), (i64, u8)),
    /// Any day so far.
    Earlier,
}

impl Reading {
    /// Gives the days of a reading that does not depend on when it is said.
    pub(crate) fn without_anchor(&self) -> Option<DaySet> {
        let Reading::Months((from_year, from), (to_year, to)) = *self else { return None };
        Some(span(month_start(from_year, from), month_end(to_year, to)))
    }

    /// Gives the days that are meant when it is said on this day.
    pub(crate) fn said_on(&self, today: Day) -> DaySet {
        let (year, month, _) = today.ymd();
        match *self {
            Reading::DaysBack(from, to) => span(today.plus(-from), today.plus(-to)),
            Reading::MonthsBack(from, to, more) => {
                span(months_back(today, from).plus(-more), months_back(today, to).plus(more))
            }
            Reading::ThisWeek => span(monday_or_sunday(today), today),
            Reading::LastWeek => span(monday_or_sunday(today).plus(-7), last_of_last_week(today)),
            Reading::Weekday(weekday) => DaySet::single(latest(weekday, today)),
            Reading::LastWeekday(weekday) => {
                let day = latest(weekday, today.plus(-1));
                DaySet::single(day).union(&DaySet::single(day.plus(-7)))
            }
            Reading::ThisMonth => span(month_start(year, month), today),
            Reading::LastMonth => {
                let (year, month) = civil::add_months(year, month, -1);
                span(month_start(year, month), month_end(year, month))
            }
            Reading::ThisYear => span(month_start(year, 1), today),
            Reading::LastYear(from, to) => {
                span(month_start(year - 1, from), month_end(year - 1, to))
            }
            Reading::Month(named) => {
                let year = if named <= month { year } else { year - 1 };
                span(month_start(year, named), month_end(year, named))
            }
            Reading::LastMonthNamed(named) => {
                let before = span(month_start(year - 1, named), month_end(year - 1, named));
                let this_year = span(month_start(year, named), month_end(year, named));
                if named < month { before.union(&this_year) } else { before }
            }
            Reading::Date(named, date) => latest_date(named, date, today),
            Reading::MonthThisYear(named) => span(month_start(year, named), month_end(year, named)),
            Reading::Months((from_year, from), (to_year, to)) => {
                span(month_start(from_year, from), month_end(to_year, to))
            }
            Reading::Earlier => DaySet::through(today),
        }
    }
}

fn span(first: Day, last: Day) -> DaySet {
    DaySet::range(Some(first), Some(last))
}

fn month_start(year: i64, month: u8) -> Day {
    Day(civil::day_number(year, month, 1))
}

fn month_end(year: i64, month: u8) -> Day {
    Day(civil::day_number(year, month, civil::days_in_month(year, month)))
}

/// Gives the same date so many months earlier, or the end of a month that is too short for it.
fn months_back(today: Day, months: i64) -> Day {
    let (year, month, day) = today.ymd();
    let (year, month) = civil::add_months(year, month, -months);
    Day(civil::day_number(year, month, day.min(civil::days_in_month(year, month))))
}

/// Gives the latest such weekday that is not after the day.
fn latest(weekday: Weekday, day: Day) -> Day {
    // 1970-01-01 was a Thursday.
    let today = (day.0.rem_euclid(7) + 3) % 7;
    let named = i64::from(weekday.num_days_from_monday());
    day.plus(-(today - named).rem_euclid(7))
}

/// Gives the latest such date that is not after the day; the longest wait is for a 29 February.
fn latest_date(month: u8, date: u8, day: Day) -> DaySet {
    const LONGEST_WAIT: i64 = 8;
    let (year, ..) = day.ymd();
    (0..=LONGEST_WAIT)
        .filter_map(|back| Day::from_ymd(year - back, month, date))
        .find(|found| *found <= day)
        .map_or_else(DaySet::empty, DaySet::single)
}

/// Gives the start of the week, of the two conventions the one that starts earlier.
fn monday_or_sunday(today: Day) -> Day {
    latest(Weekday::Mon, today).min(latest(Weekday::Sun, today))
}

/// Gives the end of the week before, of the two conventions the one that ends later.
fn last_of_last_week(today: Day) -> Day {
    latest(Weekday::Mon, today).max(latest(Weekday::Sun, today)).plus(-1)
}
