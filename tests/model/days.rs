//! Dates as sets of days, where one summer has a bit for each of its days.

use docket_time::{Day, DaySet, Meaning, Truth};

/// How many days the summer of 2024 has, from the first of June on.
const SUMMER: i64 = 122;
/// Days that no random history tells apart: before the year 0, before the summer, a day of the
/// summer each, after the summer, after the year 9999.
const BITS: i64 = SUMMER + 4;

/// A set of days, with a bit for the days that come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Days(u128);

fn day(year: i64, month: u8, day: u8) -> Day {
    Day::from_ymd(year, month, day).expect("a day of the calendar")
}

/// The first and the last of the days that a bit stands for; none where there is no end.
fn ends(bit: i64) -> (Option<Day>, Option<Day>) {
    let summer = |number: i64| Some(day(2024, 5, 31).plus(number));
    match bit - 1 {
        -1 => (None, Some(day(0, 1, 1).plus(-1))),
        0 => (Some(day(0, 1, 1)), summer(0)),
        number if number <= SUMMER => (summer(number), summer(number)),
        number if number == SUMMER + 1 => (summer(number), Some(day(9999, 12, 31))),
        _ => (Some(day(9999, 12, 31).plus(1)), None),
    }
}

impl Days {
    fn of(set: &DaySet) -> Self {
        let holds = |bit: &i64| {
            let (first, last) = ends(*bit);
            set.contains(first.or(last).expect("a day has an end"))
        };
        Self((0..BITS).filter(holds).map(|bit| 1 << bit).sum())
    }

    fn bits(self) -> impl DoubleEndedIterator<Item = i64> + Clone {
        (0..BITS).filter(move |bit| self.0 & (1 << bit) != 0)
    }

    /// A moment on one of the days.
    fn moment(self) -> Meaning {
        let day = |bit| DaySet::range(ends(bit).0, ends(bit).1);
        Meaning::Moment(self.bits().fold(DaySet::empty(), |days, bit| days.union(&day(bit))))
    }

    fn all_by(self, last: Day) -> bool {
        self.bits().all(|bit| ends(bit).1.is_some_and(|day| day <= last))
    }

    fn none_by(self, last: Day) -> bool {
        self.bits().all(|bit| ends(bit).0.is_some_and(|day| day > last))
    }
}

/// Whether all of it happened by the end of a day.
pub(super) fn happened_by(date: &Meaning, last: Day) -> Truth {
    let lasts: Vec<Days> = match date {
        Meaning::Moment(set) => vec![Days::of(set)],
        Meaning::Span { to, .. } => vec![Days::of(to)],
        Meaning::Several(moments) => moments.iter().map(Days::of).collect(),
    };
    if lasts.iter().all(|end| end.all_by(last)) {
        Truth::Yes
    } else if lasts.iter().any(|end| end.none_by(last)) {
        Truth::No
    } else {
        Truth::Unknown
    }
}

/// Whether one date is certainly over before another begins.
pub(super) fn certainly_before(one: &Meaning, other: &Meaning) -> bool {
    let last = Days::of(&one.days()).bits().next_back();
    let first = Days::of(&other.days()).bits().next();
    last.zip(first).is_some_and(|(last, first)| last < first)
}

/// A moment on any of the days that any of the dates may touch.
pub(super) fn any_of<'a>(dates: impl Iterator<Item = &'a Meaning>) -> Meaning {
    let days = dates.map(|date| Days::of(&date.days()).0).fold(0, |days, more| days | more);
    Days(days).moment()
}

/// What two dates say together; none when they exclude each other.
pub(super) fn meet(one: &Meaning, other: &Meaning) -> Option<Meaning> {
    let (Meaning::Moment(left), Meaning::Moment(right)) = (one, other) else {
        // Spans and lists meet by the rules of dates, which are tested where dates are.
        return one.intersect(other);
    };
    let both = Days(Days::of(left).0 & Days::of(right).0);
    (both.0 != 0).then(|| both.moment())
}
