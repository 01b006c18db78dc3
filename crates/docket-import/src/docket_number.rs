//! Docket numbers and the names that are made of them.

use std::sync::LazyLock;

use docket_core::{CaseId, IdError, Key};
use docket_time::{Tz, court};
use regex::Regex;

use crate::keeper::Keeper;

/// The names that a docket has in a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocketNames {
    /// The court, by the Free Law Project's id where it is known under another.
    pub court: Key,
    /// The case: `ded/1:12-cv-00454`.
    pub case: CaseId,
    /// The docket as a source: `ded-1:12-cv-00454`; as an archive has it, `ded-1:12-cv-00454-archive`.
    pub source: Key,
    /// Whose account of it that source is.
    pub keeper: Keeper,
}

impl DocketNames {
    /// Names a docket by its court and its number.
    ///
    /// Judges' initials and a defendant's number behind a number of a district court are not part of
    /// the name: they change while the docket stays the same.
    ///
    /// # Errors
    /// [`IdError`] when no name can be made of them.
    pub fn of(court_id: &str, number: &str) -> Result<Self, IdError> {
        let id = court_id.trim().to_lowercase();
        let id = feed_alias(&id);
        let id = court(id).map_or(id, |court| court.id);
        let number = bare(number);
        let case = format!("{id}/{number}").parse()?;
        let source: Key = format!("{id}-{}", number.replace('/', "-")).parse()?;
        // The longest name that is made of it: of its archive's account, described again and again.
        format!("source:{source}{OF_ARCHIVE}:{}", u32::MAX).parse::<Key>()?;
        Ok(Self { court: id.parse()?, case, source, keeper: Keeper::Court })
    }

    /// The same docket as an archive has it: another source of the same case.
    ///
    /// # Errors
    /// [`IdError`] when the name of the source becomes too long.
    pub fn of_archive(self) -> Result<Self, IdError> {
        let source = format!("{}{OF_ARCHIVE}", self.source).parse()?;
        Ok(Self { source, keeper: Keeper::Archive, ..self })
    }

    /// The court's own docket, as a source.
    pub(crate) fn of_court(&self) -> Key {
        let own = self.source.as_str().strip_suffix(OF_ARCHIVE);
        match self.keeper {
            Keeper::Court => self.source.clone(),
            Keeper::Archive => own.and_then(|own| own.parse().ok()).unwrap_or(self.source.clone()),
        }
    }
}

/// The end of the name that a docket has as an archive's.
const OF_ARCHIVE: &str = "-archive";

impl DocketNames {
    /// Whether the court is one of appeals: `ca9`, `cadc`, `cafc`, `cavc`, the Supreme Court.
    #[must_use]
    pub fn is_of_appeals(&self) -> bool {
        let court = self.court.as_str();
        let circuit = court.strip_prefix("ca").is_some_and(|number| number.parse::<u8>().is_ok());
        circuit || ["cadc", "cafc", "cavc", "scotus"].contains(&court)
    }
}

/// The zone of a court, UTC where it is not known: the days of its docket end at its midnight.
pub(crate) fn zone_of(court_id: &str) -> Tz {
    let id = court_id.trim().to_lowercase();
    court(feed_alias(&id)).map_or(Tz::UTC, |court| court.zone)
}

/// What PACER's feeds call the courts of New York's southern district.
pub(crate) fn feed_alias(id: &str) -> &str {
    if id == "sdny" { "nysd" } else { id }
}

/// Whether two numbers, as printed, name one docket of a court.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    plain(one) == plain(other) || bare(one) == bare(other)
}

/// A number as it stands in names.
fn bare(number: &str) -> String {
    plain(number).replace(char::is_whitespace, "")
}

/// A number of a district court without what follows it and may change.
pub(crate) fn plain(number: &str) -> &str {
    static DISTRICT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\d+:\d{2}-[A-Za-z]{1,4}-\d{1,6}")
            .unwrap_or_else(|error| unreachable!("a test uses it: {error}"))
    });
    DISTRICT.find(number).map_or(number, |found| found.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_which_some_name_would_be_too_long_names_no_docket() {
        assert!(DocketNames::of("ded", &"1".repeat(170)).is_ok());
        for length in 171..210 {
            let names = DocketNames::of("ded", &"1".repeat(length));
            assert!(matches!(names, Err(IdError::TooLong { .. })), "{length}");
        }
    }
}
