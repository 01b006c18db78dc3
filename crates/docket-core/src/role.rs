//! Roles of parties.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// What a party is in a case.
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
#[allow(missing_docs, reason = "the field's own terms")]
pub enum Role {
    Plaintiff,
    Defendant,
    Petitioner,
    Respondent,
    Appellant,
    Appellee,
    Intervenor,
    CounterPlaintiff,
    CounterDefendant,
    Movant,
    Amicus,
}

impl Role {
    /// The role as it is written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether a party in this role is sued: when the last such party has left, the case is over.
    #[must_use]
    pub fn is_defending(self) -> bool {
        matches!(self, Self::Defendant | Self::Respondent | Self::Appellee)
    }
}
