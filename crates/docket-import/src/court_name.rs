//! Courts as people write them in a table: by id, or by name in words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use docket_core::Key;
use docket_time::{court, courts};

use crate::docket_number::feed_alias;

/// Words that tell no court from another.
const EMPTY: [&str; 9] = ["u", "s", "us", "united", "states", "district", "court", "of", "for"];

/// Finds the id of a court that is written as an id, an alias or a name: `txed`, `Eastern District of
/// Texas`, `Texas Eastern District Court`.
pub(crate) fn court_id(written: &str) -> Option<&'static str> {
    static NAMES: LazyLock<BTreeMap<String, Option<&'static str>>> = LazyLock::new(names);
    let id = written.trim().to_lowercase();
    let known = court(feed_alias(&id)).map(|court| court.id);
    known.or_else(|| NAMES.get(&folded(written)).copied().flatten())
}

/// The ids by what tells the courts apart; none where that is not one court.
fn names() -> BTreeMap<String, Option<&'static str>> {
    let mut names = BTreeMap::new();
    for court in courts() {
        let id = names.entry(folded(court.name)).or_insert(Some(court.id));
        if *id != Some(court.id) {
            *id = None;
        }
    }
    names
}

/// The words of a name that tell it from others, in the order of the alphabet.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let mut words: Vec<&str> =
        words.filter(|word| !word.is_empty() && *word != "the" && !EMPTY.contains(word)).collect();
    words.sort_unstable();
    words.join(" ")
}

/// The known id that somebody may have meant.
pub(crate) fn nearest_court(written: &str) -> Option<&'static str> {
    let written = written.trim().to_lowercase();
    let slip = |id: &&str| written.len() > 2 && strsim::osa_distance(&written, id) == 1;
    courts().map(|court| court.id).find(slip)
}

/// Why a court is not taken as it is written.
pub(crate) fn unknown_court(written: &str) -> String {
    let meant = nearest_court(written).map(|id| format!(", or did you mean `{id}`?"));
    let is_id = written.parse::<Key>().is_ok();
    let id = if is_id { written.to_lowercase() } else { "txed".to_owned() };
    format!(
        "no court is known as `{written}`: say which it is under [courts] of the mapping, \
         such as {}{}",
        assignment(written, &id),
        meant.unwrap_or_default()
    )
}

/// A name and its value as TOML has them, whatever the name holds.
pub(crate) fn assignment(name: &str, value: &str) -> String {
    let pair = (name.to_owned(), toml::Value::from(value));
    toml::Table::from_iter([pair]).to_string().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courts_are_known_by_ids_and_by_names_in_words() {
        for (written, id) in [
            ("txed", Some("txed")),
            (" TXED ", Some("txed")),
            ("sdny", Some("nysd")),
            ("Eastern District of Texas", Some("txed")),
            ("U.S. District Court for the Eastern District of Texas", Some("txed")),
            ("Texas Eastern", Some("txed")),
            ("Delaware District Court", Some("ded")),
            ("U.S. Court of Appeals, Federal Circuit", Some("cafc")),
            ("Virginia Western", Some("vawd")),
            ("District of Columbia", Some("dcd")),
            ("E.D. Tex.", None),
            ("", None),
        ] {
            assert_eq!(court_id(written), id, "{written}");
        }
        for court in courts() {
            assert_eq!(court_id(court.id), Some(court.id));
        }
    }

    #[test]
    fn a_slip_is_told_from_a_court_of_ones_own() {
        assert!(unknown_court("txde").ends_with("txde = \"txde\", or did you mean `txed`?"));
        assert!(unknown_court("E.D. Tex.").ends_with("\"E.D. Tex.\" = \"txed\""));
        assert!(unknown_court("UPC").ends_with("UPC = \"upc\""));
    }
}
