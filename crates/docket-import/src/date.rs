//! Dates as courts' systems write them.

use std::sync::LazyLock;

use docket_time::{Day, Tz, When};
use regex::Regex;

use crate::fault::Fault;
use crate::json::JsonValue;

/// Reads `2024-03-05`, or a time of that day: with its distance from UTC it is the day in the court's
/// zone, without one it is the day it says.
pub(crate) fn date(value: &JsonValue<'_>, zone: Tz) -> Result<Option<When>, Fault> {
    let Some(text) = value.text()? else { return Ok(None) };
    match iso(&text, zone) {
        Some(day) => Ok(Some(day)),
        None => Err(value.fault(format!("`{text}` is not a date such as 2024-03-05"))),
    }
}

/// The day of `2024-03-05`, or of a time of that day.
pub(crate) fn iso(text: &str, zone: Tz) -> Option<When> {
    let date: Option<When> = text.replacen(' ', "T", 1).parse().ok();
    let day = date.filter(|_| text.len() >= 10).and_then(|date| {
        let meaning = date.meaning(zone);
        meaning.earliest().filter(|_| meaning.earliest() == meaning.latest())
    });
    day.map(When::from_day)
}

/// The day on which a line says that it was entered: `(Entered: 03/05/2024)`.
pub(crate) fn entered(text: &str) -> Option<When> {
    static ENTERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[(\[]Entered: (\d{1,2})/(\d{1,2})/(\d{4})[^)\]]*[)\]]\s*$")
            .unwrap_or_else(|error| unreachable!("a test uses it: {error}"))
    });
    of_captures(&ENTERED.captures(text)?)
}

/// The day on which a clerk changed a line: `Modified on 2/2/2016`.
pub(crate) fn modified(text: &str) -> Option<When> {
    static MODIFIED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bmodified on (\d{1,2})/(\d{1,2})/(\d{4})")
            .unwrap_or_else(|error| unreachable!("a test uses it: {error}"))
    });
    of_captures(&MODIFIED.captures(text)?)
}

/// Month, day and year, as digits.
pub(crate) fn american([month, day, year]: [&str; 3]) -> Option<When> {
    let day = Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some(When::from_day(day))
}

fn of_captures(parts: &regex::Captures<'_>) -> Option<When> {
    american([&parts[1], &parts[2], &parts[3]])
}
