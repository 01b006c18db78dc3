//! Points in time as people write them on the command line.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use docket_core::{By, EventId, Position, RecordedBy};
use docket_time::{Day, Tz, When, day_of};

use crate::failure::Failure;

/// A point in time: a date, an instant, a distance from today, or a place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhenArg {
    /// The end of a day.
    Day(Day),
    /// An instant, itself included.
    Instant(DateTime<Utc>),
    /// So many days before today; `today` is none before.
    DaysAgo(u32),
    /// After an entry was recorded.
    Position(Position),
    /// After the entry of an event was recorded.
    Event(EventId),
}

impl WhenArg {
    /// The point by the occurred or the published clock, for a case in `zone`.
    pub(crate) fn claimed(&self, zone: Tz, now: DateTime<Utc>) -> Result<By, Failure> {
        match self {
            Self::Day(day) => Ok(By::EndOf(*day)),
            Self::Instant(instant) => Ok(By::Instant(*instant)),
            Self::DaysAgo(days) => Ok(By::EndOf(days_ago(*days, zone, now))),
            Self::Position(_) | Self::Event(_) => {
                let message =
                    format!("`{self}` is a place in the log: only the recorded clock has those");
                Err(Failure::usage(message).help("give a date, or use --recorded-by"))
            }
        }
    }

    /// The point by the recorded clock, for a ledger in `zone`; `position` finds an event's.
    pub(crate) fn recorded(
        &self,
        zone: Tz,
        now: DateTime<Utc>,
        position: impl FnOnce(&EventId) -> Result<Position, Failure>,
    ) -> Result<RecordedBy, Failure> {
        Ok(match self {
            Self::Day(day) => RecordedBy::EndOf(*day),
            Self::Instant(instant) => RecordedBy::Instant(*instant),
            Self::DaysAgo(days) => RecordedBy::EndOf(days_ago(*days, zone, now)),
            Self::Position(position) => RecordedBy::Position(*position),
            Self::Event(id) => RecordedBy::Position(position(id)?),
        })
    }
}

fn days_ago(days: u32, zone: Tz, now: DateTime<Utc>) -> Day {
    day_of(now, zone).plus(-i64::from(days))
}

impl FromStr for WhenArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "today" {
            return Ok(Self::DaysAgo(0));
        }
        if let Some(position) = text.strip_prefix('@') {
            let position = position.parse().map_err(|_| "a position is written @57".to_owned())?;
            return Ok(Self::Position(Position(position)));
        }
        if let Some(days) = text.strip_prefix('-').and_then(|rest| rest.strip_suffix('d')) {
            let days = days.parse().map_err(|_| "days ago are written -30d".to_owned())?;
            return Ok(Self::DaysAgo(days));
        }
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self::Instant(instant.to_utc()));
        }
        date(text)
    }
}

const POINTS: &str = "a point in time is a date, an instant, `today`, `-30d`, and for the recorded \
                      clock @57 or CASE/event";

/// A date in EDTF stands for its last possible day; what is no date at all may name an event.
fn date(text: &str) -> Result<WhenArg, String> {
    let when = match When::parse(text) {
        Ok(when) => when,
        Err(error) => {
            // What looks like a date in another notation is meant as one.
            let names = text.contains('/') && error.suggestions().is_empty();
            let event = names.then(|| text.parse().ok()).flatten();
            return event.map(WhenArg::Event).ok_or_else(|| format!("{error}; {POINTS}"));
        }
    };
    if text.contains('T') {
        return Err("a time of day is written with its distance from UTC, as in \
                    2024-07-31T17:00:00-04:00"
            .to_owned());
    }
    // A day so many years away that no date can be written of it is none that anybody means.
    let is_written = |day: &Day| When::from_day(*day).meaning(Tz::UTC).latest() == Some(*day);
    let last = when.meaning(Tz::UTC).latest().filter(is_written);
    last.map(WhenArg::Day).ok_or_else(|| format!("`{text}` has no last day to cut at"))
}

/// Writes what [`WhenArg::from_str`] reads.
impl fmt::Display for WhenArg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => When::from_day(*day).fmt(f),
            Self::Instant(instant) => f.write_str(&instant.to_rfc3339()),
            Self::DaysAgo(0) => f.write_str("today"),
            Self::DaysAgo(days) => write!(f, "-{days}d"),
            Self::Position(position) => position.fmt(f),
            Self::Event(id) => id.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i64, month: u8, day: u8) -> WhenArg {
        WhenArg::Day(Day::from_ymd(year, month, day).unwrap())
    }

    #[test]
    fn a_date_stands_for_its_last_possible_day() {
        for (text, last) in [
            ("2024-07-31", day(2024, 7, 31)),
            ("2024-07", day(2024, 7, 31)),
            ("2024?", day(2024, 12, 31)),
            ("2016/2020", day(2020, 12, 31)),
            ("[2024-07-28..2024-08-01]", day(2024, 8, 1)),
            ("../2024-08-01", day(2024, 8, 1)),
        ] {
            assert_eq!(text.parse(), Ok(last), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["2024-07-31", "Y17000", "Y-17000", "today", "-30d", "@57", "a-v-b/order"] {
            let when: WhenArg = text.parse().unwrap();
            assert_eq!(when.to_string(), text);
        }
    }

    #[test]
    fn what_has_no_last_day_is_refused() {
        for text in [
            "2024/..",
            "2024/",
            "[2024..]",
            "Y-692E9005",
            "",
            "July 31",
            "2024-07-31T12:00:00",
            "2024-02-30",
        ] {
            assert!(text.parse::<WhenArg>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_ago_positions_and_events_are_told_from_dates() {
        assert_eq!("today".parse(), Ok(WhenArg::DaysAgo(0)));
        assert_eq!("-30d".parse(), Ok(WhenArg::DaysAgo(30)));
        assert_eq!("@57".parse(), Ok(WhenArg::Position(Position(57))));
        assert_eq!("a-v-b/order".parse(), Ok(WhenArg::Event("a-v-b/order".parse().unwrap())));
        for text in ["-d", "-3w", "@", "@x", "--30d"] {
            assert!(text.parse::<WhenArg>().is_err(), "{text}");
        }
    }

    #[test]
    fn today_is_the_day_in_the_zone_that_is_asked_about() {
        let now = "2024-08-01T02:00:00Z".parse().unwrap();
        let by = |zone| WhenArg::DaysAgo(0).claimed(zone, now).unwrap().to_string();
        assert_eq!(by(Tz::UTC), "2024-08-01");
        assert_eq!(by(Tz::America__New_York), "2024-07-31");
    }

    #[test]
    fn only_the_recorded_clock_knows_positions() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        assert!(WhenArg::Position(Position(1)).claimed(Tz::UTC, now).is_err());
    }
}
