//! Cuts, by days as people write them.

use docket_core::{Cut, RecordedBy};
use docket_time::Day;

use crate::told::when;

/// What was certainly public by the end of a day, `2024-07-31`.
///
/// # Panics
/// When it is no day, as are the other functions here.
#[must_use]
pub fn published_by(day: &str) -> Cut {
    Cut::published_by(read(day))
}

/// What had certainly occurred by the end of a day.
///
/// # Panics
/// When it is no day.
#[must_use]
pub fn occurred_by(day: &str) -> Cut {
    Cut::occurred_by(read(day))
}

/// What was recorded by the end of a day.
///
/// # Panics
/// When it is no day.
#[must_use]
pub fn recorded_by(day: &str) -> Cut {
    Cut { recorded_by: Some(RecordedBy::EndOf(read(day))), ..Cut::none() }
}

pub(crate) fn read(day: &str) -> Day {
    when(day).as_day().unwrap_or_else(|| panic!("`{day}` is no day"))
}
