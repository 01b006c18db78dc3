//! Cuts: what a question leaves out.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use docket_time::{Day, Tz, day_of, end_of_day};

use crate::entry::{Position, RecordedAt};

/// What a question leaves out: whatever a clock had not reached.
///
/// Each clock is cut by itself; a clock without a cut leaves nothing out. The recorded cut is
/// always a prefix of the log, so what it answers can never change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// Acts that had happened by then.
    pub occurred_by: Option<By>,
    /// Reports that were public by then.
    pub published_by: Option<By>,
    /// Entries that were in the log by then.
    pub recorded_by: Option<RecordedBy>,
    /// Whether to add what is only possibly inside.
    pub possibly: bool,
}

impl Cut {
    /// Leaves nothing out.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Acts that had happened by the end of a day.
    #[must_use]
    pub fn occurred_by(day: Day) -> Self {
        Self { occurred_by: Some(By::EndOf(day)), ..Self::default() }
    }

    /// Reports that were public by the end of a day.
    #[must_use]
    pub fn published_by(day: Day) -> Self {
        Self { published_by: Some(By::EndOf(day)), ..Self::default() }
    }

    /// Entries up to a position of the log.
    #[must_use]
    pub fn recorded_by(position: Position) -> Self {
        Self { recorded_by: Some(RecordedBy::Position(position)), ..Self::default() }
    }

    /// The same cut, with what is only possibly inside.
    #[must_use]
    pub fn possibly(self) -> Self {
        Self { possibly: true, ..self }
    }

    /// The same cut without the published clock.
    #[must_use]
    pub fn whenever_published(&self) -> Self {
        Self { published_by: None, ..self.clone() }
    }
}

/// Until when, by the occurred or the published clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// To the end of a day, in the case's zone.
    EndOf(Day),
    /// To an instant; claimed dates are days, so it counts as its day in the case's zone.
    Instant(DateTime<Utc>),
}

impl By {
    /// The last day inside the cut, for a case in `zone`.
    #[must_use]
    pub fn day(self, zone: Tz) -> Day {
        match self {
            Self::EndOf(day) => day,
            Self::Instant(instant) => day_of(instant, zone),
        }
    }
}

/// Until when, by the recorded clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordedBy {
    /// To the end of a day, in the ledger's zone.
    EndOf(Day),
    /// To an instant, itself included.
    Instant(DateTime<Utc>),
    /// To a position, itself included.
    Position(Position),
}

impl RecordedBy {
    /// Whether what was recorded at a position at an instant is inside, for a ledger in `zone`.
    #[must_use]
    pub fn includes(self, position: Position, at: RecordedAt, zone: Tz) -> bool {
        match self {
            Self::Position(last) => position <= last,
            Self::Instant(instant) => at.instant() <= instant,
            // A day that no calendar reaches ends after everything.
            Self::EndOf(day) => end_of_day(day, zone).is_none_or(|end| at.instant() < end),
        }
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EndOf(day) => day.fmt(f),
            Self::Instant(instant) => f.write_str(&in_full(*instant)),
        }
    }
}

impl fmt::Display for RecordedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EndOf(day) => day.fmt(f),
            Self::Instant(instant) => f.write_str(&in_full(*instant)),
            Self::Position(position) => position.fmt(f),
        }
    }
}

fn in_full(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// A cut in words: "published by 2024-07-31, recorded by @57".
impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clocks = [
            self.occurred_by.map(|by| format!("occurred by {by}")),
            self.published_by.map(|by| format!("published by {by}")),
            self.recorded_by.map(|by| format!("recorded by {by}")),
        ];
        let said: Vec<String> = clocks.into_iter().flatten().collect();
        f.write_str(if said.is_empty() { "everything recorded" } else { "" })?;
        f.write_str(&said.join(", "))?;
        f.write_str(if self.possibly { ", certainly or possibly" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_reads_as_words() {
        let day = Day::from_ymd(2024, 7, 31).unwrap();
        assert_eq!(Cut::none().to_string(), "everything recorded");
        let cut = Cut { occurred_by: Some(By::EndOf(day)), ..Cut::recorded_by(Position(57)) };
        assert_eq!(
            cut.possibly().to_string(),
            "occurred by 2024-07-31, recorded by @57, certainly or possibly"
        );
    }
}
