use thiserror::Error;

use crate::When;

/// Why a text is not a date.
///
/// Offsets count bytes from the start of the text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WhenError {
    /// There is no text.
    #[error("the date is empty; leave it out where it is not known")]
    Empty,

    /// The text is longer than any date.
    #[error("a date of {length} bytes is longer than the {} that are read", When::MAX_LEN)]
    TooLong {
        /// The length of the text in bytes.
        length: usize,
    },

    /// The day does not exist in its month.
    #[error("`{text}` names a day that does not exist: {month} has {days} days")]
    NoSuchDay {
        /// The text as written.
        text: String,
        /// Where the day stands in the text.
        offset: usize,
        /// The month, as EDTF.
        month: String,
        /// How many days the month has.
        days: u8,
    },

    /// The text is not EDTF.
    #[error("`{text}` is not a date: {reason}{}", write_instead(suggestions))]
    NotEdtf {
        /// The text as written.
        text: String,
        /// Where reading stopped.
        offset: usize,
        /// What is wrong there.
        reason: &'static str,
        /// What the author may have meant, as EDTF; the likeliest first.
        suggestions: Vec<String>,
    },
}

impl WhenError {
    /// Gives the place in the text at which it stops being a date, in bytes, where there is one.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        match self {
            WhenError::Empty | WhenError::TooLong { .. } => None,
            WhenError::NoSuchDay { offset, .. } | WhenError::NotEdtf { offset, .. } => {
                Some(*offset)
            }
        }
    }

    /// Lists what to write instead, the likeliest first.
    #[must_use]
    pub fn suggestions(&self) -> &[String] {
        match self {
            WhenError::NotEdtf { suggestions, .. } => suggestions,
            WhenError::Empty | WhenError::TooLong { .. } | WhenError::NoSuchDay { .. } => &[],
        }
    }
}

fn write_instead(suggestions: &[String]) -> String {
    if suggestions.is_empty() {
        return String::new();
    }
    format!("; write {}", suggestions.join(" or "))
}
