//! Wordings: one source's rendering of what somebody said.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::id::{Key, Target};
use crate::party::Party;

/// One source's rendering of one utterance. Wordings are never merged, only linked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// How much of it is the speaker's own words, as the author of the report writes it.
    pub form: Form,
    /// The wording's name, unique in its event.
    pub id: Key,
    /// The language, as a BCP 47 tag, where it is not the source's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What the speaker is said to be: "chief legal officer".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// For an indirect rendering: where in the source's file it stands, bytes from and up to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(u64, u64)>,
    /// Who said it; the id is the party spoken for.
    pub speaker: Party,
    /// The statement it renders; wordings of one case with the same statement are one utterance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Key>,
    /// The words, in one piece or in the pieces the source breaks them into; for an indirect
    /// rendering a paraphrase.
    pub text: Vec<String>,
    /// To whom it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Through whom the source has it: an agency, an e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// The act, or the wording of another statement, in which it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Target>,
}

impl Wording {
    /// The statement this renders: the one named, or one of its own, `EVENT:WORDING`.
    #[must_use]
    pub fn statement(&self, event: &Key) -> Key {
        self.statement.clone().unwrap_or_else(|| own_statement(event, &self.id))
    }

    /// The words in one string, the pieces parted by an ellipsis.
    #[must_use]
    pub fn words(&self) -> String {
        self.text.join(" … ")
    }
}

/// Names a statement after the one wording that renders it; a name that is too long is the
/// wording's alone.
pub(crate) fn own_statement(event: &Key, wording: &Key) -> Key {
    format!("{event}:{wording}").parse().unwrap_or_else(|_| wording.clone())
}

/// How much of a wording is the speaker's own words.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Form {
    /// Whole sentences in quotation marks.
    Quoted,
    /// Words in quotation marks inside the source's own sentence.
    Partial,
    /// No quotation marks: what is kept is a paraphrase, not the source's words.
    Indirect,
}

impl Form {
    /// The form as it is written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether the words stood in quotation marks.
    #[must_use]
    pub fn is_quotation(self) -> bool {
        match self {
            Self::Quoted | Self::Partial => true,
            Self::Indirect => false,
        }
    }
}
