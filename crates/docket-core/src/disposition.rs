//! Dispositions: how something is disposed of, how much of it, and whether for good.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// How something was disposed of.
///
/// The numbers are the disposition codes of the Federal Judicial Center's Integrated Database.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[allow(missing_docs, reason = "the names are the code list's")]
#[repr(u8)]
pub enum Manner {
    TransferredToAnotherDistrict = 0,
    RemandedToStateCourt = 1,
    WantOfProsecution = 2,
    LackOfJurisdiction = 3,
    DefaultJudgment = 4,
    ConsentJudgment = 5,
    JudgmentOnMotion = 6,
    JuryVerdict = 7,
    DirectedVerdict = 8,
    CourtTrial = 9,
    MultidistrictTransfer = 10,
    RemandedToAgency = 11,
    VoluntaryDismissal = 12,
    Settlement = 13,
    OtherDismissal = 14,
    ArbitratorsAward = 15,
    StayedForBankruptcy = 16,
    OtherDisposition = 17,
    StatisticalClosing = 18,
    AppealAffirmed = 19,
    AppealDenied = 20,
}

impl Manner {
    /// The manner as it is written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The code in the Federal Judicial Center's list.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The manner with a code.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::iter().find(|manner| manner.code() == code)
    }
}

/// How much of the dispute a disposition ends.
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
pub enum Scope {
    /// The whole case.
    Case,
    /// Some of its parties; one `PartyLeaves` effect each.
    Parties,
    /// Some of its claims.
    Claims,
    /// An appeal in it.
    Appeal,
}

/// Whether the claim may be brought again.
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
pub enum Prejudice {
    /// It may not.
    With,
    /// It may.
    Without,
    /// The report does not say.
    Unstated,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manners_have_the_codes_of_the_list() {
        assert_eq!(
            Manner::iter().map(Manner::code).collect::<Vec<_>>(),
            (0..=20).collect::<Vec<_>>()
        );
        assert_eq!(Manner::from_code(13), Some(Manner::Settlement));
        assert_eq!(Manner::from_code(21), None);
    }
}
