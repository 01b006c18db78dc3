use proptest::prelude::*;

use super::{any_set, meaning, members};
use crate::{Day, DaySet, Meaning};

fn together(a: &str, b: &str) -> Option<String> {
    let both = meaning(a).intersect(&meaning(b));
    assert_eq!(both, meaning(b).intersect(&meaning(a)), "{a} and {b}, the other way round");
    both.map(|both| both.to_string())
}

#[test]
fn claims_about_one_happening_say_more_together() {
    for (a, b, both) in [
        ("2024-07-30", "[2024-07-28..2024-08-01]", Some("2024-07-30")),
        ("[..2024-07-31]", "[2024-07-28..2024-08-01]", Some("[2024-07-28..2024-07-31]")),
        ("2023-10", "2023", Some("2023-10")),
        ("2023-10", "2024", None),
        ("[2024-07-01,2024-07-30]", "[2024-07-02..2024-07-29]", None),
        ("2016/2020", "2016-05/2020", Some("2016-05/2020")),
        ("2016/2020", "2017/2020", None),
        ("../2020", "2016/..", Some("2016/2020")),
        // A moment with room for the whole span narrows it; a smaller one lies inside.
        ("[..2024]", "2016/2020", Some("2016/2020")),
        ("[..2020-05]", "2016/2020", Some("from 2016 to [2020-01..2020-05]")),
        ("2018-05", "2016/2020", Some("2018-05")),
        ("2015-05", "2016/2020", None),
        ("{2023-10,2023-11}", "2023", Some("{2023-10,2023-11}")),
        ("{2023-10,2023-11}", "2023-10", None),
        ("{2023-10,2023-11}", "2023-10/2024", Some("{2023-10,2023-11}")),
        ("{2023-10,2023-11}", "{2023-11-05,2023}", Some("{2023-10,2023-11-05}")),
        ("{2023-10,2023-11}", "{2023,2023}", Some("{2023-10,2023-11}")),
        ("{2023-10,2023-11}", "{2023-10,2023-11,2023-12}", None),
        ("{2023-10,2023-11}", "{2023-10,2023-10}", None),
    ] {
        assert_eq!(together(a, b).as_deref(), both, "{a} and {b}");
    }
}

#[test]
fn long_lists_agree_as_wholes() {
    let list = |month: u32| {
        let days: Vec<String> = (1..=12).map(|day| format!("2024-{month:02}-{day:02}")).collect();
        format!("{{{}}}", days.join(","))
    };
    assert_eq!(together(&list(3), &list(3)), Some(meaning(&list(3)).to_string()));
    assert_eq!(together(&list(3), &list(4)), None);
    let vague = format!("{{{}}}", ["2024-03"; 12].join(","));
    assert_eq!(together(&list(3), &vague), Some(list(3)).map(|text| meaning(&text).to_string()));
}

fn filled_set() -> impl Strategy<Value = DaySet> {
    any_set().prop_filter("a claim names a day", |set| !set.is_empty())
}

/// The ways to choose a day from each set, without regard to order.
fn choices(sets: &[DaySet]) -> std::collections::BTreeSet<Vec<Day>> {
    let mut choices = vec![Vec::new()];
    for set in sets {
        choices = choices
            .iter()
            .flat_map(|days: &Vec<Day>| {
                members(set).into_iter().map(|day| [days.as_slice(), &[day]].concat())
            })
            .collect();
    }
    for days in &mut choices {
        days.sort_unstable();
    }
    choices.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn spans_keep_exactly_the_common_worlds(
        a in (filled_set(), filled_set()), b in (filled_set(), filled_set()),
    ) {
        let pairs = |meaning: &Meaning| -> Vec<(Day, Day)> {
            let (from, to) = match meaning {
                Meaning::Moment(days) => return members(days).into_iter().map(|day| (day, day)).collect(),
                Meaning::Span { from, to } => (from, to),
                Meaning::Several(_) => return Vec::new(),
            };
            let (from, to) = (members(from), members(to));
            from.iter().flat_map(|first| to.iter().map(move |last| (*first, *last)))
                .filter(|(first, last)| first <= last).collect()
        };
        let a = Meaning::Span { from: a.0, to: a.1 };
        let b = Meaning::Span { from: b.0, to: b.1 };
        let theirs = pairs(&b);
        let common: Vec<_> = pairs(&a).into_iter().filter(|pair| theirs.contains(pair)).collect();
        prop_assert_eq!(a.intersect(&b).as_ref().map(pairs).unwrap_or_default(), common);
    }

    #[test]
    fn lists_agree_exactly_when_they_have_a_common_choice(
        a in prop::collection::vec(filled_set(), 3), b in prop::collection::vec(filled_set(), 3),
    ) {
        let common: Vec<_> = choices(&a).intersection(&choices(&b)).cloned().collect();
        let both = Meaning::several(a).intersect(&Meaning::several(b));
        prop_assert_eq!(both.is_some(), !common.is_empty());
        if let Some(Meaning::Several(sets)) = both {
            let kept = choices(&sets);
            prop_assert!(common.iter().all(|choice| kept.contains(choice)));
        }
    }

    #[test]
    fn moments_can_be_folded_in_any_order(a in any_set(), b in any_set(), c in any_set()) {
        let [a, b, c] = [a, b, c].map(Meaning::Moment);
        let left = a.intersect(&b).and_then(|both| both.intersect(&c));
        let right = b.intersect(&c).and_then(|both| both.intersect(&a));
        prop_assert_eq!(left, right);
    }

    #[test]
    fn a_claim_agrees_with_itself(a in super::any_meaning()) {
        let again = a.intersect(&a).map(|both| both.days());
        prop_assert_eq!(again.unwrap_or_else(DaySet::empty), a.days());
    }
}
