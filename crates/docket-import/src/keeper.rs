//! Keepers: whose account of a docket is taken, and what the reports in it are called.

use docket_core::Key;
use docket_time::When;

/// Whose account of a docket is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeper {
    /// The court, which makes a line public on the day it enters it.
    #[default]
    Court,
    /// An archive, which has a line from the day on which it receives the first of its documents.
    Archive,
}

/// What the names of an archive's reports begin with: they stand beside the court's in one case.
const PREFIX: &str = "archive.";

impl Keeper {
    /// What a report is called that the court's docket calls by this key.
    pub(crate) fn name(self, key: Key) -> Key {
        match self {
            Self::Court => key,
            Self::Archive => format!("{PREFIX}{key}").parse().unwrap_or(key),
        }
    }
}

/// The act that an archive's report tells, where it is one that the court's docket tells under a key of
/// its own: the head of the docket, and a line with a number.
///
/// Lines without a number are named by their day and their place in it, and an archive need not have
/// all of a day's lines: that the names are the same does not make them the same line.
pub(crate) fn act_of(name: &Key) -> Option<Key> {
    let key = name.as_str().strip_prefix(PREFIX)?;
    let line = key.split(':').next()?;
    let day = line.split('.').next()?;
    let is_of_day = day == "undated" || (day.len() == 10 && day.parse::<When>().is_ok());
    let is_unsure = is_of_day || line.contains('+');
    if is_unsure { None } else { key.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_tells_of_numbered_lines_and_the_head_what_the_court_does() {
        let act = |name: &str| act_of(&name.parse().expect("a key")).map(|key| key.to_string());
        assert_eq!(act("12"), None);
        assert_eq!(act("archive.12").as_deref(), Some("12"));
        assert_eq!(act("archive.12:attachment-1").as_deref(), Some("12:attachment-1"));
        assert_eq!(act("archive.head").as_deref(), Some("head"));
        for unsure in ["archive.2024-02-02.1", "archive.undated.3:2", "archive.12+2"] {
            assert_eq!(act(unsure), None, "{unsure}");
        }
    }
}
