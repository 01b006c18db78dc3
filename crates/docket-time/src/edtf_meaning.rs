//! What an EDTF expression means.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use edtf_core::{
    Date, DateTime as EdtfDateTime, Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement,
    SetKind, TimeShift,
};

use crate::{
    Day, DaySet, Meaning, civil, day_of,
    day_set::FUTURE,
    day_set::PAST,
    edtf_days::{days_of, hull_of},
};

/// A run of list members longer than this is not written out one by one.
const MEMBER_LIMIT: usize = 1_000;

/// With more members that have unspecified digits than this, each of them stands for everything
/// between its first and last day.
const MASKED_LIMIT: usize = 16;

/// Gives the meaning of an expression; `zone` decides on which day an instant falls.
pub(crate) fn meaning_of(edtf: &Edtf, zone: Tz) -> Meaning {
    match edtf {
        Edtf::Date(date) => Meaning::Moment(days_of(date)),
        Edtf::DateTime(time) => Meaning::Moment(day_of_time(time, zone)),
        Edtf::Interval(interval) => span_of(interval),
        Edtf::Set(set) => {
            let days_of = if masked(set) > MASKED_LIMIT { hull_of } else { days_of };
            match set.kind {
                SetKind::OneMember => Meaning::Moment(one_of(&set.elements, days_of)),
                SetKind::AllMembers => all_of(&set.elements, days_of),
            }
        }
    }
}

/// Gives the day of a time: in `zone` if it says how far it is from UTC, else as it is written.
///
/// A leap second belongs to the day of the second before it.
fn day_of_time(time: &EdtfDateTime, zone: Tz) -> DaySet {
    let written = days_of(&time.date);
    let minutes = match time.time.shift {
        None => return written,
        Some(TimeShift::Utc) => 0,
        Some(TimeShift::Offset { minutes, .. }) => minutes,
    };
    let second = i64::from(time.time.second.min(59));
    let local = TimeDelta::hours(time.time.hour.into())
        + TimeDelta::minutes(i64::from(time.time.minute) - i64::from(minutes))
        + TimeDelta::seconds(second);
    let instant = written.is_single().and_then(|day| instant_at(day, local));
    instant.map_or(written, |instant| DaySet::single(day_of(instant, zone)))
}

fn instant_at(day: Day, since_midnight: TimeDelta) -> Option<DateTime<Utc>> {
    let midnight = day.to_naive()?.and_hms_opt(0, 0, 0)?;
    Some(midnight.checked_add_signed(since_midnight)?.and_utc())
}

/// Gives the span of an interval. An open end and an unknown end put no bound on it.
fn span_of(interval: &Interval) -> Meaning {
    let from = endpoint(&interval.start);
    let to = endpoint(&interval.end);
    Meaning::span(&from, &to).unwrap_or(Meaning::Span { from, to })
}

fn endpoint(endpoint: &IntervalEndpoint) -> DaySet {
    match endpoint {
        IntervalEndpoint::Date(date) => days_of(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => DaySet::all(),
        IntervalEndpoint::OnOrBefore(date) => through(date),
        IntervalEndpoint::OnOrAfter(date) => since(date),
    }
}

fn masked(set: &Set) -> usize {
    let is_masked = |element: &&SetElement| match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => {
            date.has_unspecified()
        }
        SetElement::Range(..) => false,
    };
    set.elements.iter().filter(is_masked).count()
}

fn one_of(elements: &[SetElement], days_of: fn(&Date) -> DaySet) -> DaySet {
    elements.iter().fold(DaySet::empty(), |days, element| {
        days.union(&match element {
            SetElement::Date(date) => days_of(date),
            SetElement::OnOrBefore(date) => through(date),
            SetElement::OnOrAfter(date) => since(date),
            SetElement::Range(first, last) => through(last).intersect(&since(first)),
        })
    })
}

/// Gives the members of a list, one moment each.
///
/// An endless run is its dated member and one moment somewhere in the rest. A run of more than a
/// thousand members is its first, its last and one moment between them, so that its ends are exact.
fn all_of(elements: &[SetElement], days_of: fn(&Date) -> DaySet) -> Meaning {
    let mut moments = Vec::new();
    for element in elements {
        match element {
            SetElement::Date(date) => moments.push(days_of(date)),
            SetElement::OnOrBefore(date) => {
                moments.push(days_of(date));
                moments.extend(days_of(date).first().map(|day| DaySet::through(day.plus(-1))));
            }
            SetElement::OnOrAfter(date) => {
                moments.push(days_of(date));
                moments.extend(days_of(date).last().map(|day| DaySet::since(day.plus(1))));
            }
            SetElement::Range(first, last) => members(first, last, &mut moments),
        }
    }
    Meaning::several(moments)
}

fn members(first: &Date, last: &Date, moments: &mut Vec<DaySet>) {
    let run = through(last).intersect(&since(first));
    let mut next = days_of(first);
    let end = days_of(last);
    for _ in 0..MEMBER_LIMIT {
        moments.push(next.clone());
        match next.last() {
            Some(day) if next != end => next = unit_at(day.plus(1), first.precision()),
            _ => return,
        }
    }
    if let (Some(before), Some(after)) = (next.first(), end.first()) {
        moments.push(DaySet::range(Some(before), Some(after.plus(-1))).intersect(&run));
    }
    moments.push(end);
}

/// Gives the year, month or day that starts on this day.
fn unit_at(day: Day, precision: Precision) -> DaySet {
    let (year, month, _) = day.ymd();
    let last = match precision {
        Precision::Year => civil::day_number(year, 12, 31),
        Precision::Month => civil::day_number(year, month, civil::days_in_month(year, month)),
        Precision::Day | Precision::Season => day.0,
    };
    DaySet::range(Some(day), Some(Day(last)))
}

fn through(date: &Date) -> DaySet {
    let last = hull_of(date).extent().map_or(FUTURE, |(_, last)| last);
    DaySet::from_ranges([(PAST, last)])
}

fn since(date: &Date) -> DaySet {
    let first = hull_of(date).extent().map_or(PAST, |(first, _)| first);
    DaySet::from_ranges([(first, FUTURE)])
}
