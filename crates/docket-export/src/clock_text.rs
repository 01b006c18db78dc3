//! Days as text that sorts as they do, up to a cut that leaves nothing out.

use docket_time::Day;

/// What stands for a clock without a cut. It sorts after every day, so that it is a point of the
/// clock like any other, and the last.
pub(crate) const WHENEVER: &str = "whenever";

/// The first day that can be asked about: what is earlier was so from the beginning.
const FIRST: Day = Day(-719_528);
/// The last day that can be asked about: what is later is so only without a cut.
const LAST: Day = Day(2_932_896);

/// A point of a clock from which on something is inside a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Since {
    /// The end of a day of four-digit years.
    Day(Day),
    /// No day: only where the clock is not cut.
    Whenever,
}

impl Since {
    /// The beginning of every clock.
    pub(crate) const BEGINNING: Self = Self::Day(FIRST);

    /// The point at which something comes to lie certainly inside, whose latest day is this.
    pub(crate) fn latest(day: Option<Day>) -> Self {
        match day {
            Some(day) if day <= LAST => Self::Day(day.max(FIRST)),
            Some(_) | None => Self::Whenever,
        }
    }

    /// The point as text.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Whenever => WHENEVER.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_sort_as_their_texts_do() {
        let day = |year, month, day| Day::from_ymd(year, month, day);
        assert_eq!(day(0, 1, 1), Some(FIRST));
        assert_eq!(day(9_999, 12, 31), Some(LAST));
        let points = [day(-5, 1, 1), day(476, 9, 4), day(2024, 7, 31), day(9_999, 12, 31), None];
        let points = points.map(Since::latest);
        assert!(points.is_sorted());
        assert!(points.map(Since::text).is_sorted());
        assert_eq!(Since::latest(day(-5, 1, 1)), Since::BEGINNING);
        assert_eq!(Since::latest(day(17_000, 1, 1)), Since::Whenever);
    }
}
