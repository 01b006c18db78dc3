//! Days between captures.

use docket_time::{Day, Tz, When};

/// The day that a date is, if it is one: a docket is captured on a day.
#[must_use]
pub fn day_of(date: &When) -> Option<Day> {
    let meaning = date.meaning(Tz::UTC);
    meaning.earliest().filter(|_| meaning.earliest() == meaning.latest())
}

/// Some day after one capture and up to another: when the court made public what only the later one
/// shows. A capture stands for the end of its day.
pub(crate) fn between(before: Option<Day>, by: Day) -> Option<When> {
    let first = before.map(|day| day.plus(1));
    match first {
        None => format!("[..{by}]").parse().ok(),
        Some(first) if first >= by => Some(When::from_day(by)),
        Some(first) => format!("[{first}..{by}]").parse().ok(),
    }
}
