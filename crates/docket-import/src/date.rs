//! Dates as courts' systems write them.

use std::sync::LazyLock;

use docket_time::{Day, When};
use regex::Regex;

use crate::fault::Fault;
use crate::json::JsonValue;

/// Reads `2024-03-05` or an instant that begins with it, which on a docket stands for that day.
pub(crate) fn date(value: &JsonValue<'_>) -> Result<Option<When>, Fault> {
    let Some(text) = value.text()? else { return Ok(None) };
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let fault = || value.fault(format!("`{text}` is not a date such as 2024-03-05"));
    let date: When = day.parse().map_err(|_| fault())?;
    if day.len() == 10 { Ok(Some(date)) } else { Err(fault()) }
}

/// The day on which a line says that it was entered: `(Entered: 03/05/2024)`.
pub(crate) fn entered(text: &str) -> Option<When> {
    static ENTERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[(\[]Entered: (\d{1,2})/(\d{1,2})/(\d{4})[^)\]]*[)\]]\s*$")
            .unwrap_or_else(|error| unreachable!("a test uses it: {error}"))
    });
    american(&ENTERED.captures(text)?)
}

/// The day on which a clerk changed a line: `Modified on 2/2/2016`.
pub(crate) fn modified(text: &str) -> Option<When> {
    static MODIFIED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bmodified on (\d{1,2})/(\d{1,2})/(\d{4})")
            .unwrap_or_else(|error| unreachable!("a test uses it: {error}"))
    });
    american(&MODIFIED.captures(text)?)
}

/// Month, day and year.
fn american(parts: &regex::Captures<'_>) -> Option<When> {
    let number = |at: usize| parts.get(at)?.as_str().parse::<u16>().ok();
    let (month, day) = (u8::try_from(number(1)?).ok()?, u8::try_from(number(2)?).ok()?);
    Some(When::from_day(Day::from_ymd(number(3)?.into(), month, day)?))
}
