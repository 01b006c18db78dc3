use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{UNIVERSE, any_set, days, members};
use crate::{Day, DaySet, When};

fn as_tree(set: &DaySet) -> BTreeSet<i64> {
    (-1..=UNIVERSE).filter(|day| set.contains(Day(*day))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn sets_are_sets(a in any_set(), b in any_set()) {
        let (x, y) = (as_tree(&a), as_tree(&b));
        prop_assert_eq!(as_tree(&a.union(&b)), x.union(&y).copied().collect::<BTreeSet<_>>());
        prop_assert_eq!(as_tree(&a.intersect(&b)), x.intersection(&y).copied().collect::<BTreeSet<_>>());
        prop_assert_eq!(a.is_subset(&b), x.is_subset(&y));
        prop_assert_eq!(a == b, x == y);
        prop_assert_eq!(a.is_empty(), x.is_empty());
        prop_assert_eq!(a.first().map(|day| day.0), x.first().copied());
        prop_assert_eq!(a.last().map(|day| day.0), x.last().copied());
        prop_assert_eq!(a.len(), Some(x.len() as u64));
        prop_assert_eq!(a.is_single().is_some(), x.len() == 1);
    }

    #[test]
    fn an_open_range_holds_everything_on_its_side(a in any_set(), edge in 0..UNIVERSE) {
        let tail = a.intersect(&DaySet::since(Day(edge)));
        prop_assert_eq!(members(&tail), members(&a).into_iter().filter(|day| day.0 >= edge).collect::<Vec<_>>());
        prop_assert_eq!(DaySet::since(Day(edge)).union(&DaySet::through(Day(edge - 1))), DaySet::all());
        prop_assert!(!DaySet::since(Day(edge)).union(&DaySet::through(Day(edge - 2))).is_all());
        prop_assert!(a.is_subset(&DaySet::all()));
        prop_assert_eq!(a.intersect(&DaySet::all()), a.clone());
        prop_assert_eq!(a.union(&DaySet::since(Day(edge))).last(), None);
    }

    #[test]
    fn ranges_are_ordered_and_apart(a in any_set()) {
        let ranges: Vec<_> = a.ranges().map(|(first, last)| (first.unwrap().0, last.unwrap().0)).collect();
        prop_assert!(ranges.iter().all(|(first, last)| first <= last));
        prop_assert!(ranges.windows(2).all(|pair| pair[0].1 + 1 < pair[1].0));
    }

    #[test]
    fn the_text_of_a_set_means_the_set(
        starts in prop::collection::vec((-800_000_i64..800_000, 0_i64..900), 1..4),
        open in 0..4,
    ) {
        let set = starts.iter().fold(DaySet::empty(), |set, (first, more)| {
            set.union(&DaySet::range(Some(Day(*first)), Some(Day(first + more))))
        });
        let set = match open {
            1 => set.union(&DaySet::since(set.last().unwrap().plus(9))),
            2 => set.union(&DaySet::through(set.first().unwrap().plus(-9))),
            _ => set,
        };
        let text = set.to_edtf().unwrap();
        prop_assert_eq!(days(&text), set, "{}", text);
    }
}

#[test]
fn a_set_is_written_as_shortly_as_edtf_allows() {
    for (written, shortest) in [
        ("2024-07-30", "2024-07-30"),
        ("[2023-10-01..2023-10-31]", "2023-10"),
        ("[2014-01..2014-12]", "2014"),
        ("[2024-07-28..2024-07-31]", "[2024-07-28..2024-07-31]"),
        ("[..2024-07-31]", "[..2024-07-31]"),
        ("[2024-07-28..]", "[2024-07-28..]"),
        ("[..2024]", "[..2024-12-31]"),
        ("[2023-10-01..2023-10-03,2023-11-02]", "[2023-10-01..2023-10-03,2023-11-02]"),
        ("[2023-10-01..2023-12-31]", "[2023-10..2023-12]"),
        ("200X", "[2000..2009]"),
        ("[2023-10,2023-12-05,2025]", "[2023-10,2023-12-05,2025]"),
        ("-0044-03-15", "-0044-03-15"),
        ("Y-170000002", "Y-170000002"),
        ("[9000..Y17000]", "[9000..Y17000]"),
        ("[Y17000..]", "[Y17000..]"),
        ("2024-02", "2024-02"),
    ] {
        assert_eq!(days(written).to_edtf().as_deref(), Some(shortest), "{written}");
        assert_eq!(days(shortest), days(written));
    }
}

#[test]
fn some_sets_have_no_text() {
    assert_eq!(DaySet::all().to_edtf(), None);
    assert_eq!(DaySet::empty().to_edtf(), None);
    let inside = days("Y17000").first().unwrap().plus(5);
    assert_eq!(DaySet::since(inside).to_edtf(), None);
    assert_eq!(When::from_day(inside).text(), "Y17000");
}
