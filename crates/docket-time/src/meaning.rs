use crate::{
    Day, DaySet, Truth,
    day_set::{FUTURE, PAST},
};

/// What a claimed date means.
///
/// A meaning stands for the *worlds* it allows; a question is answered yes if it holds in all of
/// them, no if in none. The worlds of two meanings are independent of each other. A meaning that
/// allows no world (an empty set, a span whose start lies after its end) answers everything with
/// [`Truth::Unknown`].
///
/// [`Meaning::span`] and [`Meaning::several`] build the last two in a normal form, in which equal
/// meanings are equal values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// A moment, on exactly one day of the set. All days: the date is unknown.
    Moment(DaySet),
    /// Something that lasts, from one day of `from` through one day of `to`, which is not earlier.
    Span {
        /// The days on which it may start.
        from: DaySet,
        /// The days on which it may end.
        to: DaySet,
    },
    /// Several moments, one on a day of each set.
    Several(Vec<DaySet>),
}

impl Meaning {
    /// What nothing is known about, to be pointed at.
    pub const UNKNOWN: &Meaning = &Meaning::Moment(DaySet::ALL);

    /// Means that nothing is known about the date.
    #[must_use]
    pub fn unknown() -> Meaning {
        Meaning::Moment(DaySet::all())
    }

    /// Means a moment on this day.
    #[must_use]
    pub fn on(day: Day) -> Meaning {
        Meaning::Moment(DaySet::single(day))
    }

    /// Means a span between the two sets, without the days that no such span can use.
    ///
    /// A span that can only be one day long is a moment. `None` if every start is later than
    /// every end.
    #[must_use]
    pub fn span(from: &DaySet, to: &DaySet) -> Option<Meaning> {
        let (from, to) = feasible(from, to)?;
        match (from.is_single(), to.is_single()) {
            (Some(first), Some(last)) if first == last => Some(Meaning::Moment(from)),
            _ => Some(Meaning::Span { from, to }),
        }
    }

    /// Means several moments, in ascending order; one alone is a moment, and none is unknown.
    #[must_use]
    pub fn several(mut moments: Vec<DaySet>) -> Meaning {
        moments.sort_unstable();
        match moments.len() {
            0 => Meaning::unknown(),
            1 => Meaning::Moment(moments.swap_remove(0)),
            _ => Meaning::Several(moments),
        }
    }

    /// Tells whether nothing is known about the date.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self, Meaning::Moment(days) if days.is_all())
    }

    /// Gives every day that the date may touch; for a span everything between its ends.
    #[must_use]
    pub fn days(&self) -> DaySet {
        match self {
            Meaning::Moment(days) => days.clone(),
            Meaning::Span { from, to } => {
                feasible(from, to).map_or_else(DaySet::empty, |(from, to)| from.union(&to).hull())
            }
            Meaning::Several(moments) => {
                moments.iter().fold(DaySet::empty(), |days, moment| days.union(moment))
            }
        }
    }

    /// Gives the first day the date may touch; `None` if there is no bound.
    #[must_use]
    pub fn earliest(&self) -> Option<Day> {
        match self {
            Meaning::Moment(days) => days.first(),
            Meaning::Span { .. } | Meaning::Several(_) => self.days().first(),
        }
    }

    /// Gives the last day the date may touch; `None` if there is no bound.
    #[must_use]
    pub fn latest(&self) -> Option<Day> {
        match self {
            Meaning::Moment(days) => days.last(),
            Meaning::Span { .. } | Meaning::Several(_) => self.days().last(),
        }
    }

    /// Tells whether all of it happened on this day or earlier.
    #[must_use]
    pub fn by(&self, day: Day) -> Truth {
        self.ends().map_or(Truth::Unknown, |ends| {
            let never_later = ends.last.1 <= day.0;
            let always_later = ends.last.0 > day.0;
            decide(never_later, always_later)
        })
    }

    /// Tells whether all of it happened on days earlier than any day of the other.
    ///
    /// Days are compared, not times: of two things on the same day neither is before the other.
    #[must_use]
    pub fn before(&self, other: &Meaning) -> Truth {
        match (self.ends(), other.ends()) {
            (Some(ours), Some(theirs)) => {
                let always = ours.last.1 < theirs.first.0;
                let never = ours.last.0 >= theirs.first.1;
                decide(always, never)
            }
            _ => Truth::Unknown,
        }
    }

    /// Tells whether both happened entirely on one and the same day.
    #[must_use]
    pub fn same_day(&self, other: &Meaning) -> Truth {
        if self.ends().is_none() || other.ends().is_none() {
            return Truth::Unknown;
        }
        let only = self.days().is_single();
        let always = only.is_some() && only == other.days().is_single();
        let never = self.one_day().intersect(&other.one_day()).is_empty();
        decide(always, never)
    }

    /// Gives the days on which all of it may have happened.
    fn one_day(&self) -> DaySet {
        match self {
            Meaning::Moment(days) => days.clone(),
            Meaning::Span { from, to } => from.intersect(to),
            Meaning::Several(moments) => {
                moments.iter().fold(DaySet::all(), |days, moment| days.intersect(moment))
            }
        }
    }

    /// Gives how far its first and its last day can move; `None` if it allows no world.
    fn ends(&self) -> Option<Ends> {
        match self {
            Meaning::Moment(days) => days.extent().map(|range| Ends { first: range, last: range }),
            Meaning::Span { from, to } => {
                let (from, to) = feasible(from, to)?;
                Some(Ends { first: from.extent()?, last: to.extent()? })
            }
            Meaning::Several(moments) => several_ends(moments),
        }
    }
}

/// The least and the greatest number that the first and the last day can have.
struct Ends {
    first: (i64, i64),
    last: (i64, i64),
}

fn several_ends(moments: &[DaySet]) -> Option<Ends> {
    if moments.is_empty() {
        return None;
    }
    let mut ends = Ends { first: (FUTURE, FUTURE), last: (PAST, PAST) };
    for moment in moments {
        let (least, greatest) = moment.extent()?;
        ends.first = (ends.first.0.min(least), ends.first.1.min(greatest));
        ends.last = (ends.last.0.max(least), ends.last.1.max(greatest));
    }
    Some(ends)
}

/// Leaves of both sets what some span can use: the starts with an end, the ends with a start.
fn feasible(from: &DaySet, to: &DaySet) -> Option<(DaySet, DaySet)> {
    let (earliest, _) = from.extent()?;
    let (_, latest) = to.extent()?;
    let from = from.intersect(&DaySet::from_ranges([(PAST, latest)]));
    let to = to.intersect(&DaySet::from_ranges([(earliest, FUTURE)]));
    (!from.is_empty() && !to.is_empty()).then_some((from, to))
}

fn decide(always: bool, never: bool) -> Truth {
    match (always, never) {
        (true, _) => Truth::Yes,
        (false, true) => Truth::No,
        (false, false) => Truth::Unknown,
    }
}
