use thiserror::Error;

use crate::{Phrase, RuleNumber};

/// Why a phrase cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PhraseError {
    /// The text is longer than any phrase.
    #[error("a phrase of {length} bytes is longer than the {} that are read", Phrase::MAX_LEN)]
    TooLong {
        /// The length of the text in bytes.
        length: usize,
    },

    /// No rule reads the phrase.
    #[error("no rule reads `{text}`; understood are {}", understood.join(", "))]
    UnknownPhrase {
        /// The phrase as written.
        text: String,
        /// An example for each rule.
        understood: Vec<&'static str>,
    },

    /// No rule has this number.
    #[error("there is no rule {rule} for `{text}`")]
    UnknownRule {
        /// The phrase as written.
        text: String,
        /// The number stored with it.
        rule: RuleNumber,
    },

    /// The rule with this number reads other phrases.
    #[error("rule {rule} does not read `{text}`; it reads phrases like `{example}`")]
    OtherRule {
        /// The phrase as written.
        text: String,
        /// The number stored with it.
        rule: RuleNumber,
        /// A phrase that the rule reads.
        example: &'static str,
    },
}
