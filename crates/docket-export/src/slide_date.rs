//! Dates of slides: a day, or the days between which something lies and words for the doubt.

use docket_audit::TimelineRow;
use docket_core::Support;
use docket_time::{Day, DaySet, Meaning};
use serde::Serialize;

/// When a slide stands on the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SlideDate {
    /// What is shown in place of the dates, where they say more than is known.
    #[serde(rename = "display_date", skip_serializing_if = "Option::is_none")]
    display: Option<String>,
    #[serde(rename = "end_date", skip_serializing_if = "Option::is_none")]
    end: Option<DateJson>,
    #[serde(rename = "start_date")]
    start: DateJson,
}

/// A day; the year 0 is the one before the year 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct DateJson {
    day: u8,
    month: u8,
    year: i64,
}

/// The years that a browser's calendar reaches, either way, in whole thousands.
const FARTHEST_YEAR: i64 = 271_000;

/// Days so far apart tell nothing: `XXXX-XX-XX` is some day of ten thousand years.
const TOO_LONG: i64 = 365_000;

impl SlideDate {
    /// The date of an act; none where no day bounds it, where it may be any day of a thousand years,
    /// and where no browser can draw it.
    pub(crate) fn of(when: &Meaning, row: &TimelineRow) -> Option<Self> {
        let (from, to) = (when.earliest(), when.latest());
        let start = from.or(to)?;
        let end = to.unwrap_or(start);
        if !is_drawable(start) || !is_drawable(end) || end.0 - start.0 > TOO_LONG {
            return None;
        }
        Some(Self {
            display: displayed(when, row),
            end: (end != start).then(|| DateJson::of(end)),
            start: DateJson::of(start),
        })
    }
}

impl DateJson {
    fn of(day: Day) -> Self {
        let (year, month, day) = day.ymd();
        Self { day, month, year }
    }
}

fn is_drawable(day: Day) -> bool {
    day.ymd().0.abs() <= FARTHEST_YEAR
}

/// What is shown of a date that is not simply one day that nobody doubts. The texts are made of EDTF,
/// in which no mark of HTML occurs.
fn displayed(when: &Meaning, row: &TimelineRow) -> Option<String> {
    let edtf = row.occurred.edtf.as_deref();
    let words = in_words(when);
    let (is_plain, doubt) = match row.support {
        Support::Stated => (true, ""),
        Support::Contested => (false, " (contested)"),
        Support::Conflict => (false, " (in conflict)"),
        Support::Possible => (false, " (possibly)"),
        Support::NotYetPublic | Support::Unknown => (false, ""),
    };
    // `2024-07-30?` is one day, and not quite that.
    let as_written =
        edtf.filter(|edtf| edtf.contains(['?', '~', '%'])).map(|edtf| format!(" [{edtf}]"));
    let is_one_day = when.earliest().is_some() && when.earliest() == when.latest();
    if is_one_day && is_plain && as_written.is_none() {
        return None;
    }
    Some(format!("{words}{}{doubt}", as_written.unwrap_or_default()))
}

fn in_words(when: &Meaning) -> String {
    match when {
        Meaning::Moment(days) => moment(days),
        Meaning::Span { from, to } => format!("from {} to {}", end(from), end(to)),
        Meaning::Several(moments) => moments.iter().map(moment).collect::<Vec<_>>().join(" and "),
    }
}

/// One day among several, in words.
fn moment(days: &DaySet) -> String {
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("between {first} and {last}"),
        (Some(first), None) => format!("{first} or later"),
        (None, Some(last)) => format!("{last} or earlier"),
        (None, None) => "an unknown day".to_owned(),
    }
}

/// An end of something that lasts.
fn end(days: &DaySet) -> String {
    let is_one_day = days.first() == days.last();
    let is_bounded = days.first().is_some() && days.last().is_some();
    if is_bounded && !is_one_day { format!("a day {}", moment(days)) } else { moment(days) }
}
