//! Fields of a report that can be put right.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// What of a report a correction or a transcription fix changes.
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
pub enum Field {
    /// The kind, and with it the verb.
    Kind,
    /// When it occurred.
    Occurred,
    /// When the report was published.
    Published,
    /// The text of the docket line, or the words of a wording.
    Text,
    /// The document number.
    DocumentNumber,
    /// Who did it: one name or several.
    By,
    /// Against whom: one name or several.
    Against,
    /// The value of the fact that the target names.
    Value,
    /// The speaker of the wording that the target names.
    Speaker,
}

impl Field {
    /// The field as it is written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether the field belongs to a fact or a wording and not to the report itself.
    #[must_use]
    pub fn is_of_part(self) -> bool {
        matches!(self, Self::Value | Self::Speaker)
    }
}
