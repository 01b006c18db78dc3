use smallvec::SmallVec;

use crate::Day;

/// Stands for a range's missing first day.
pub(crate) const PAST: i64 = i64::MIN;
/// Stands for a range's missing last day.
pub(crate) const FUTURE: i64 = i64::MAX;

/// A set of days.
///
/// Kept as inclusive ranges that are
/// * non-empty,
/// * in ascending order,
/// * apart: between two of them at least one day is missing.
///
/// The first may lack a start and the last an end; the least and the greatest `i64` stand for that
/// and cannot be days of a set. Two sets are equal exactly when they hold the
/// same days.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DaySet(Ranges);

/// Nearly every claimed date is one range.
type Ranges = SmallVec<[Range; 1]>;

/// First and last day number, with [`PAST`] and [`FUTURE`] for "no end".
pub(crate) type Range = (i64, i64);

impl DaySet {
    /// Every day.
    pub(crate) const ALL: DaySet = DaySet(Ranges::from_const([(PAST, FUTURE)]));

    /// Holds every day.
    #[must_use]
    pub fn all() -> DaySet {
        DaySet::ALL
    }

    /// Holds no day.
    #[must_use]
    pub fn empty() -> DaySet {
        DaySet(Ranges::new())
    }

    /// Holds one day.
    #[must_use]
    pub fn single(day: Day) -> DaySet {
        DaySet(Ranges::from_buf([(day.0, day.0)]))
    }

    /// Holds the days from the first through the last, where `None` means without end.
    ///
    /// The set is empty if the last comes before the first.
    #[must_use]
    pub fn range(first: Option<Day>, last: Option<Day>) -> DaySet {
        let first = first.map_or(PAST, |day| day.0);
        let last = last.map_or(FUTURE, |day| day.0);
        DaySet::from_ranges([(first, last)])
    }

    /// Holds the days up to and including this one.
    #[must_use]
    pub fn through(last: Day) -> DaySet {
        DaySet::range(None, Some(last))
    }

    /// Holds the days from this one on.
    #[must_use]
    pub fn since(first: Day) -> DaySet {
        DaySet::range(Some(first), None)
    }

    /// Holds the days of all the ranges, which may come in any order, overlap or be empty.
    pub(crate) fn from_ranges(ranges: impl IntoIterator<Item = Range>) -> DaySet {
        let mut ranges: Ranges = ranges.into_iter().collect();
        ranges.retain(|(first, last)| first <= last);
        if ranges.len() < 2 {
            return DaySet(ranges);
        }
        ranges.sort_unstable();
        let mut apart = Ranges::with_capacity(ranges.len());
        for (first, last) in ranges {
            match apart.last_mut() {
                Some(previous) if first <= previous.1.saturating_add(1) => {
                    previous.1 = previous.1.max(last);
                }
                _ => apart.push((first, last)),
            }
        }
        DaySet(apart)
    }

    /// Holds the days that are in either set.
    #[must_use]
    pub fn union(&self, other: &DaySet) -> DaySet {
        DaySet::from_ranges(self.0.iter().chain(&other.0).copied())
    }

    /// Holds the days that are in both sets.
    #[must_use]
    pub fn intersect(&self, other: &DaySet) -> DaySet {
        let (mut left, mut right) = (self.0.as_slice(), other.0.as_slice());
        let mut common = Ranges::new();
        while let ([a, rest_left @ ..], [b, rest_right @ ..]) = (left, right) {
            common.push((a.0.max(b.0), a.1.min(b.1)));
            if a.1 < b.1 {
                left = rest_left;
            } else {
                right = rest_right;
            }
        }
        DaySet::from_ranges(common)
    }

    /// Holds everything from the first day of the set through its last.
    #[must_use]
    pub fn hull(&self) -> DaySet {
        DaySet::from_ranges(self.extent())
    }

    /// Tells whether there is no day in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells whether every day is in the set.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.0[..] == [(PAST, FUTURE)]
    }

    /// Tells whether the day is in the set.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        let after = self.0.partition_point(|range| range.0 <= day.0);
        after.checked_sub(1).is_some_and(|at| day.0 <= self.0[at].1)
    }

    /// Tells whether every day of this set is in the other.
    #[must_use]
    pub fn is_subset(&self, other: &DaySet) -> bool {
        self.intersect(other) == *self
    }

    /// Gives the first day; `None` if the set reaches back without end, or is empty.
    #[must_use]
    pub fn first(&self) -> Option<Day> {
        self.extent().and_then(|(first, _)| bounded(first))
    }

    /// Gives the last day; `None` if the set goes on without end, or is empty.
    #[must_use]
    pub fn last(&self) -> Option<Day> {
        self.extent().and_then(|(_, last)| bounded(last))
    }

    /// Gives the day of a set that holds exactly one.
    #[must_use]
    pub fn is_single(&self) -> Option<Day> {
        match self.0.as_slice() {
            [(first, last)] if first == last => Some(Day(*first)),
            _ => None,
        }
    }

    /// Lists the ranges in ascending order, each with its first and last day, `None` for no end.
    #[must_use]
    pub fn ranges(&self) -> impl ExactSizeIterator<Item = (Option<Day>, Option<Day>)> + '_ {
        self.0.iter().map(|(first, last)| (bounded(*first), bounded(*last)))
    }

    /// Counts the days; `None` if they have no end.
    #[must_use]
    pub fn len(&self) -> Option<u64> {
        self.ranges().try_fold(0_u64, |sum, (first, last)| {
            Some(sum.saturating_add(last?.0.abs_diff(first?.0)).saturating_add(1))
        })
    }

    /// Lists the days of a set that has both ends.
    pub(crate) fn days(&self) -> impl Iterator<Item = Day> + '_ {
        self.0.iter().flat_map(|(first, last)| (*first..=*last).map(Day))
    }

    /// Gives the outermost day numbers, with [`PAST`] and [`FUTURE`]; `None` if empty.
    pub(crate) fn extent(&self) -> Option<Range> {
        Some((self.0.first()?.0, self.0.last()?.1))
    }
}

fn bounded(number: i64) -> Option<Day> {
    (number != PAST && number != FUTURE).then_some(Day(number))
}
