//! The codes of faults.

use std::fmt;
use std::str::FromStr;

use strum::{EnumIter, IntoEnumIterator};

use crate::explanation::explanation;

/// The sort of a fault, by a number that keeps its meaning from version to version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
#[repr(u16)]
pub enum Code {
    /// The text is not TOML.
    Syntax = 1,
    /// A value is of another type than its key wants.
    WrongType = 2,
    /// A key that nothing reads.
    UnknownKey = 3,
    /// A key that has to be there.
    MissingKey = 4,
    /// A word outside of a closed list.
    UnknownWord = 5,
    /// A text that cannot be a name.
    BadName = 6,
    /// A name that is kept for the ledger's own use.
    ReservedName = 7,
    /// A text that is not a date.
    BadDate = 8,
    /// A time of day outside of quotation marks.
    UnquotedTime = 9,
    /// A phrase that no rule reads.
    UnknownPhrase = 10,
    /// A number too large, or negative where it counts something.
    NumberOutOfRange = 11,
    /// A number with a fraction.
    Fraction = 12,
    /// Two keys that say the same thing.
    SaidTwice = 13,
    /// Two things of one name.
    NameTaken = 14,
    /// A table from which it does not show which of several things it is.
    Unclear = 15,
    /// A text or list with nothing in it.
    Empty = 16,
    /// A time zone that does not exist.
    UnknownZone = 17,
    /// A text that is not a SHA-256.
    BadHash = 18,
    /// A report without a source.
    NoSource = 20,
    /// A kind that does not go with its verb.
    KindAndVerb = 21,
    /// A disposition that says too little, or something else that says too much.
    Disposition = 22,
    /// A fact that breaks a rule.
    BadFact = 23,
    /// A wording that breaks a rule.
    BadWording = 24,
    /// An effect that breaks a rule.
    BadEffect = 25,
    /// Bookkeeping that breaks a rule.
    BadBookkeeping = 26,
    /// An event that is too large.
    EventTooLarge = 27,
    /// An event that breaks another rule.
    BadEvent = 28,
    /// An assertion that says too little, or what cannot be.
    BadAssertion = 29,
    /// A target that is in neither the files nor the ledger.
    UnknownTarget = 40,
    /// A fact or wording that its event does not have.
    UnknownPart = 41,
    /// A source that is described in neither the files nor the ledger.
    UnknownSource = 42,
    /// An event that stands in two files.
    RepeatedEvent = 43,
    /// A source that two files describe differently.
    SourceDiffers = 44,
    /// Two files about one case.
    TwoFiles = 45,
    /// A case id that looks like a slip.
    UnlikelyCase = 46,
    /// A court id that looks like a slip.
    UnlikelyCourt = 47,
    /// A quotation that is not in the saved file of its source.
    NotInSource = 60,
    /// A saved file that could not be read.
    FileUnread = 61,
    /// A span that lies outside of the saved file.
    SpanOutside = 62,
}

/// Whether a fault keeps a file from being recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It does.
    Error,
    /// It does not; somebody should look.
    Warning,
}

/// A text that names no fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the code of a fault; codes look like D0003")]
pub struct UnknownCode(pub String);

impl Code {
    /// Lists all codes, in the order of their numbers.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }

    /// Explains the fault at length: what is wrong, why it matters, what to write instead.
    #[must_use]
    pub fn explain(self) -> &'static str {
        explanation(self)
    }

    /// Tells whether the fault keeps a file from being recorded.
    #[must_use]
    pub fn severity(self) -> Severity {
        if matches!(self, Self::UnlikelyCase | Self::UnlikelyCourt | Self::FileUnread) {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "D{:04}", *self as u16)
    }
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::all()
            .find(|code| code.to_string().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownCode(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_as_it_is_shown_and_explains_itself() {
        for code in Code::all() {
            assert_eq!(code.to_string().parse(), Ok(code));
            assert_eq!(code.to_string().to_lowercase().parse(), Ok(code));
            assert!(code.explain().len() > 80, "{code}");
            assert!(!code.explain().contains("# D"), "{code}");
        }
        assert_eq!(Code::UnknownKey.to_string(), "D0003");
        assert!("D9999".parse::<Code>().is_err());
    }
}
