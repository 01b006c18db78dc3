//! Every answer against an enumeration of the possible worlds, each a list of days on which
//! something was going on, in order.

use proptest::prelude::*;

use super::{UNIVERSE, any_meaning, members};
use crate::{Day, Meaning, Truth};

fn worlds(meaning: &Meaning) -> Vec<Vec<Day>> {
    match meaning {
        Meaning::Moment(set) => members(set).into_iter().map(|day| vec![day]).collect(),
        Meaning::Span { from, to } => members(from)
            .into_iter()
            .flat_map(|first| members(to).into_iter().map(move |last| vec![first, last]))
            .filter(|world| world[0] <= world[1])
            .collect(),
        Meaning::Several(sets) => sets.iter().fold(vec![Vec::new()], |worlds, set| {
            worlds
                .iter()
                .flat_map(|world: &Vec<Day>| {
                    members(set).into_iter().map(|day| [world.as_slice(), &[day]].concat())
                })
                .collect()
        }),
    }
}

fn all_or_none(answers: impl IntoIterator<Item = bool>) -> Truth {
    let answers: Vec<bool> = answers.into_iter().collect();
    match (answers.contains(&true), answers.contains(&false)) {
        (true, false) => Truth::Yes,
        (false, true) => Truth::No,
        _ => Truth::Unknown,
    }
}

fn for_pairs(a: &Meaning, b: &Meaning, holds: fn(&[Day], &[Day]) -> bool) -> Truth {
    let theirs = worlds(b);
    all_or_none(worlds(a).iter().flat_map(|a| theirs.iter().map(move |b| holds(a, b))))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn by_a_day_means_by_it_in_every_world(a in any_meaning(), limit in -1..=UNIVERSE) {
        let limit = Day(limit);
        let expected = all_or_none(worlds(&a).iter().map(|world| world.iter().all(|day| *day <= limit)));
        prop_assert_eq!(a.by(limit), expected);
    }

    #[test]
    fn before_means_wholly_earlier_in_every_world(a in any_meaning(), b in any_meaning()) {
        let expected = for_pairs(&a, &b, |a, b| a.iter().max() < b.iter().min());
        prop_assert_eq!(a.before(&b), expected);
    }

    #[test]
    fn same_day_means_one_day_for_both_in_every_world(a in any_meaning(), b in any_meaning()) {
        let expected = for_pairs(&a, &b, |a, b| {
            a.iter().chain(b).all(|day| *day == a[0])
        });
        prop_assert_eq!(a.same_day(&b), expected);
    }

    #[test]
    fn the_days_reach_exactly_as_far_as_the_worlds(a in any_meaning()) {
        let touched: Vec<Day> = worlds(&a).concat();
        prop_assert_eq!(a.earliest(), touched.iter().min().copied());
        prop_assert_eq!(a.latest(), touched.iter().max().copied());
        prop_assert!(touched.iter().all(|day| a.days().contains(*day)));
    }

    #[test]
    fn agreeing_claims_keep_a_world_of_both_or_are_one_inside_the_other(
        a in any_meaning(), b in any_meaning(),
    ) {
        let both = a.intersect(&b);
        prop_assert_eq!(&both, &b.intersect(&a));
        if let (Meaning::Moment(ours), Meaning::Moment(theirs)) = (&a, &b) {
            let common: Vec<Day> = members(ours).into_iter().filter(|day| theirs.contains(*day)).collect();
            prop_assert_eq!(both.as_ref().map(|both| members(&both.days())).unwrap_or_default(), common);
        }
        if let Some(both) = both {
            prop_assert!(both.days().is_subset(&a.days().union(&b.days())));
            prop_assert!(!both.days().is_empty());
        }
    }

    #[test]
    fn a_span_in_normal_form_has_the_same_worlds(a in any_meaning()) {
        if let Meaning::Span { from, to } = &a {
            let ends = |meaning: &Meaning| -> Vec<(Day, Day)> {
                worlds(meaning).iter().map(|world| (world[0], world[world.len() - 1])).collect()
            };
            let normal = Meaning::span(from, to);
            prop_assert_eq!(normal.as_ref().map(&ends).unwrap_or_default(), ends(&a));
        }
    }
}

#[test]
fn a_gap_in_the_set_excludes_the_days_in_it() {
    let choice = super::meaning("[2024-07-01,2024-07-30]");
    assert_eq!(choice.same_day(&super::meaning("2024-07-15")), Truth::No);
    assert_eq!(choice.same_day(&super::meaning("2024-07-30")), Truth::Unknown);
    assert_eq!(choice.intersect(&super::meaning("2024-07-15")), None);
}

#[test]
fn a_claim_without_a_world_answers_nothing() {
    let none = [
        Meaning::Moment(crate::DaySet::empty()),
        Meaning::Span { from: super::days("2024"), to: super::days("2023") },
        Meaning::Several(Vec::new()),
    ];
    for none in none {
        assert_eq!(none.by(Day(0)), Truth::Unknown, "{none:?}");
        assert_eq!(none.before(&Meaning::on(Day(0))), Truth::Unknown);
        assert_eq!(none.same_day(&none), Truth::Unknown);
    }
}

#[test]
fn an_unknown_date_answers_nothing_and_changes_nothing() {
    let unknown = Meaning::unknown();
    assert_eq!(unknown.by(Day(0)), Truth::Unknown);
    assert_eq!(unknown.before(&unknown), Truth::Unknown);
    assert_eq!(unknown.same_day(&Meaning::on(Day(0))), Truth::Unknown);
    assert_eq!(unknown.intersect(&super::meaning("2016/2020")), Some(super::meaning("2016/2020")));
}

#[test]
fn truth_is_kleenes() {
    use Truth::{No, Unknown, Yes};
    for (a, b, and, or) in [
        (Yes, Yes, Yes, Yes),
        (Yes, Unknown, Unknown, Yes),
        (Yes, No, No, Yes),
        (Unknown, Unknown, Unknown, Unknown),
        (Unknown, No, No, Unknown),
        (No, No, No, No),
    ] {
        assert_eq!((a.and(b), b.and(a)), (and, and));
        assert_eq!((a.or(b), b.or(a)), (or, or));
        assert_eq!(!(a.and(b)), (!a).or(!b));
    }
}
