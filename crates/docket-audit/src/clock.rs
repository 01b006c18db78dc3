//! The three clocks, and the points at which they can change an answer.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

use docket_core::{By, CaseView, Cut, Position, RecordedAt, RecordedBy};
use docket_time::{Day, Meaning};
use serde::Serialize;

/// One of the clocks by which a question can be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// In the world.
    Occurred,
    /// Made public by its source.
    Published,
    /// Known to this ledger.
    Recorded,
}

impl Clock {
    /// The clocks, in the order in which something happens, is told, and is recorded.
    pub const ALL: [Self; 3] = [Self::Occurred, Self::Published, Self::Recorded];

    /// The clock's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Occurred => "occurred",
            Self::Published => "published",
            Self::Recorded => "recorded",
        }
    }

    /// The points at which a view's answers can change, earliest first, up to its own cut.
    #[must_use]
    pub fn points(self, view: &CaseView) -> Vec<Point> {
        match self {
            Self::Recorded => {
                let entries = view.entries().iter();
                entries.map(|entry| Point::Entry(entry.position, entry.recorded_at)).collect()
            }
            Self::Published => {
                let reports = view.with_cut(&view.cut().whenever_published());
                let reports = reports.reports();
                days(view, view.cut().published_by, reports.iter().map(|report| &report.published))
            }
            Self::Occurred => {
                let whenever = view.with_cut(&Cut { occurred_by: None, ..view.cut().clone() });
                let resolution = whenever.resolve();
                let acts = resolution.acts.iter().chain(&resolution.elsewhere);
                days(view, view.cut().occurred_by, acts.map(docket_core::Act::when))
            }
        }
    }

    /// The view with this clock cut at a point, and the others as they were.
    #[must_use]
    pub fn at(self, view: &CaseView, point: Point) -> CaseView {
        let by = match point {
            Point::Entry(position, _) => return view.recorded_by(RecordedBy::Position(position)),
            Point::Beginning => By::EndOf(Day(i64::MIN)),
            Point::Day(day) => By::EndOf(day),
        };
        match self {
            Self::Occurred => view.with_cut(&Cut { occurred_by: Some(by), ..view.cut().clone() }),
            Self::Published => view.with_cut(&Cut { published_by: Some(by), ..view.cut().clone() }),
            Self::Recorded => view.recorded_by(RecordedBy::Position(Position(0))),
        }
    }
}

/// A point on a clock: the end of a day, or the instant at which an entry was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// Before any day: what has no earliest day is possibly inside every cut.
    Beginning,
    /// The end of a day, in the case's zone.
    Day(Day),
    /// When an entry had just been recorded.
    Entry(Position, RecordedAt),
}

impl Display for Point {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Beginning => f.write_str("the beginning"),
            Self::Day(day) => day.fmt(f),
            Self::Entry(position, recorded_at) => write!(f, "{position} ({recorded_at})"),
        }
    }
}

impl Serialize for Point {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let (day, position, recorded_at) = match self {
            Self::Beginning => (None, None, None),
            Self::Day(day) => (Some(day.to_string()), None, None),
            Self::Entry(position, recorded_at) => (None, Some(position), Some(recorded_at)),
        };
        PointJson { day, position, recorded_at }.serialize(s)
    }
}

#[derive(Serialize)]
struct PointJson<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<&'p Position>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded_at: Option<&'p RecordedAt>,
}

/// The days on which dates come to lie inside a cut certainly or, where that is asked, possibly.
fn days<'m>(
    view: &CaseView,
    limit: Option<By>,
    dates: impl Iterator<Item = &'m Meaning>,
) -> Vec<Point> {
    let limit = limit.map(|by| by.day(view.zone()));
    let mut days = BTreeSet::new();
    for date in dates {
        days.extend(date.latest());
        days.extend(date.earliest().filter(|_| view.cut().possibly));
    }
    let inside = |day: &Day| limit.is_none_or(|limit| *day <= limit);
    let beginning = view.cut().possibly.then_some(Point::Beginning);
    beginning.into_iter().chain(days.into_iter().filter(inside).map(Point::Day)).collect()
}
