//! Who made a statement public first.

use docket_core::Target;
use docket_time::Meaning;
use serde::Serialize;

/// Which wordings of a statement were made public first, as far as can be said.
///
/// Days are compared, so there may be several. A wording is certainly first when no other can have
/// been public on an earlier day than it was; it may have been first when none certainly was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FirstPublished {
    /// Whether it is certain that no other wording was public earlier.
    pub known: bool,
    /// The wordings that certainly were first; where none was, all that may have been.
    pub wordings: Vec<Target>,
}

/// Finds the first by their days of publication: whether they are known, and their places.
pub(crate) fn first<'a>(published: impl Iterator<Item = &'a Meaning>) -> (bool, Vec<usize>) {
    // Without a bound a day may be as early, or as late, as one likes.
    let bounds = |days: &Meaning| (days.earliest(), (days.latest().is_none(), days.latest()));
    let bounds: Vec<_> = published.map(bounds).collect();
    let soonest = bounds.iter().map(|&(_, latest)| latest).min();
    let (mut earliest, mut second) = (None, None);
    for &(own, _) in &bounds {
        if earliest.is_none_or(|earliest| own < earliest) {
            (second, earliest) = (earliest, Some(own));
        } else if second.is_none_or(|second| own < second) {
            second = Some(own);
        }
    }
    let certainly = |&(own, (is_open, latest)): &(_, (bool, _))| {
        // The earliest that any of the others can be.
        let others = if earliest == Some(own) { second } else { earliest };
        others.is_none_or(|others| !is_open && latest <= others)
    };
    let possibly = |&(own, _): &(Option<_>, _)| {
        soonest.is_none_or(|(is_open, soonest)| is_open || own <= soonest)
    };
    let known = bounds.iter().any(certainly);
    let is_first = |at: &usize| {
        if known { certainly(&bounds[*at]) } else { possibly(&bounds[*at]) }
    };
    (known, (0..bounds.len()).filter(is_first).collect())
}

#[cfg(test)]
mod tests {
    use docket_time::{Tz, When};

    use super::*;

    /// Whether the first is known, and which of the wordings `a`, `b` .. with these dates it is.
    fn first(dates: &[&str]) -> (bool, String) {
        let days: Vec<Meaning> = dates
            .iter()
            .map(|date| match *date {
                "" => Meaning::unknown(),
                date => date.parse::<When>().unwrap().meaning(Tz::UTC),
            })
            .collect();
        let (known, places) = super::first(days.iter());
        (known, places.into_iter().filter_map(|at| ('a'..).nth(at)).collect())
    }

    fn known(letters: &str) -> (bool, String) {
        (true, letters.to_owned())
    }

    fn one_of(letters: &str) -> (bool, String) {
        (false, letters.to_owned())
    }

    #[test]
    fn the_first_is_known_where_no_other_can_be_earlier() {
        assert_eq!(first(&["2024-08-01", "2024-07-31", "2024-08-02"]), known("b"));
        assert_eq!(first(&["2024-07-31", "2024-07-31"]), known("ab"));
        assert_eq!(first(&["2024-07-31", "2024-08", "[2024-07-31..2024-08-03]"]), known("a"));
        assert_eq!(first(&["2024-07"]), known("a"));
        assert_eq!(first(&[""]), known("a"));
        assert_eq!(first(&[]), one_of(""));
    }

    #[test]
    fn where_it_is_not_known_all_that_may_be_first_are_named() {
        assert_eq!(first(&["2024-07-31", "", "2024-08-01"]), one_of("ab"));
        assert_eq!(first(&["2024-07", "2024-07-15", "2024-08"]), one_of("ab"));
        assert_eq!(first(&["", ""]), one_of("ab"));
        assert_eq!(first(&["[2024-07-01..]", ""]), one_of("ab"));
        assert_eq!(first(&["[..2024-07-31]", "2024-08-01", "2024-07-01"]), one_of("ac"));
        assert_eq!(first(&["[2024-07-30..2024-07-31]", "2024-07-30", "2024-07-30"]), known("bc"));
    }
}
