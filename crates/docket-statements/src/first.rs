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

impl FirstPublished {
    /// Finds the first among wordings, each with its days of publication.
    pub(crate) fn among<'a>(wordings: impl Iterator<Item = (Target, &'a Meaning)>) -> Self {
        let wordings: Vec<_> = wordings
            .map(|(target, days)| {
                // Without a bound a day may be as early, or as late, as one likes.
                let latest = days.latest();
                (target, days.earliest(), (latest.is_none(), latest))
            })
            .collect();
        let soonest = wordings.iter().map(|(.., latest)| *latest).min();
        let mut earliest: Vec<_> = wordings.iter().map(|&(_, earliest, _)| earliest).collect();
        earliest.sort();
        let certainly = |&(_, own, latest): &(Target, _, (bool, _))| {
            // The earliest that any of the others can be.
            let others =
                if earliest.first() == Some(&own) { earliest.get(1) } else { earliest.first() };
            others.is_none_or(|&others| !latest.0 && latest.1 <= others)
        };
        let possibly = |&(_, own, _): &(Target, Option<_>, _)| {
            soonest.is_none_or(|(is_open, soonest)| is_open || own <= soonest)
        };
        let known = wordings.iter().any(certainly);
        let first =
            wordings.iter().filter(|one| if known { certainly(one) } else { possibly(one) });
        Self { known, wordings: first.map(|(target, ..)| target.clone()).collect() }
    }
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
        let target = |letter: char| format!("c/e#{letter}").parse::<Target>().unwrap();
        let found = FirstPublished::among(('a'..).map(target).zip(&days));
        let letter = |target: &Target| target.to_string().chars().last().unwrap();
        (found.known, found.wordings.iter().map(letter).collect())
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
