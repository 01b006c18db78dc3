mod agreement;
mod calendar;
mod corpora;
mod courts;
mod day_sets;
mod meanings;
mod phrases;
mod suggestions;
mod when;
mod worlds;
mod zones;

use proptest::prelude::*;

use crate::{Day, DaySet, Meaning, Tz, When};

/// The number of days in the small universe of the brute-force tests, starting at day 0.
const UNIVERSE: i64 = 8;

fn day(text: &str) -> Day {
    When::parse(text).unwrap().meaning(Tz::UTC).days().is_single().unwrap()
}

fn meaning(text: &str) -> Meaning {
    When::parse(text).unwrap().meaning(Tz::UTC)
}

fn days(text: &str) -> DaySet {
    meaning(text).days()
}

/// Any set of days out of the universe, the empty one included.
fn any_set() -> impl Strategy<Value = DaySet> {
    (0_u32..1 << UNIVERSE).prop_map(|bits| {
        (0..UNIVERSE)
            .filter(|day| bits & (1 << day) != 0)
            .fold(DaySet::empty(), |set, day| set.union(&DaySet::single(Day(day))))
    })
}

fn any_meaning() -> impl Strategy<Value = Meaning> {
    let filled = || any_set().prop_filter("a claim names a day", |set| !set.is_empty());
    prop_oneof![
        filled().prop_map(Meaning::Moment),
        (filled(), filled()).prop_map(|(from, to)| Meaning::Span { from, to }),
        prop::collection::vec(filled(), 1..3).prop_map(Meaning::Several),
    ]
}

fn members(set: &DaySet) -> Vec<Day> {
    (0..UNIVERSE).map(Day).filter(|day| set.contains(*day)).collect()
}
