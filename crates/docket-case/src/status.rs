//! The status of a case.

use docket_core::Manner;
use serde::Serialize;

/// Where a case stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// No paper that begins a case is inside the cut.
    #[default]
    Unknown,
    /// Begun and not disposed of.
    Pending,
    /// Sent to another court.
    Transferred,
    /// Sent back to the court or agency it came from.
    Remanded,
    /// Dismissed, by the plaintiff or by the court.
    Dismissed,
    /// Decided.
    Judgment,
    /// Ended by an agreement of the parties.
    Settled,
    /// Halted.
    Stayed,
    /// Ended in some other way.
    Closed,
    /// An appeal that was decided.
    AppealDecided,
}

impl Status {
    /// The status that a disposition of the whole case leaves it in.
    ///
    /// The groups follow the disposition codes of the Federal Judicial Center.
    #[must_use]
    pub fn after(manner: Manner) -> Self {
        use Manner as M;
        match manner {
            M::TransferredToAnotherDistrict | M::MultidistrictTransfer => Self::Transferred,
            M::RemandedToStateCourt | M::RemandedToAgency => Self::Remanded,
            M::WantOfProsecution
            | M::LackOfJurisdiction
            | M::VoluntaryDismissal
            | M::OtherDismissal => Self::Dismissed,
            M::DefaultJudgment
            | M::ConsentJudgment
            | M::JudgmentOnMotion
            | M::JuryVerdict
            | M::DirectedVerdict
            | M::CourtTrial
            | M::ArbitratorsAward => Self::Judgment,
            M::Settlement => Self::Settled,
            M::StayedForBankruptcy | M::StatisticalClosing => Self::Stayed,
            M::OtherDisposition => Self::Closed,
            M::AppealAffirmed | M::AppealDenied => Self::AppealDecided,
        }
    }

    /// The status as JSON has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Pending => "pending",
            Self::Transferred => "transferred",
            Self::Remanded => "remanded",
            Self::Dismissed => "dismissed",
            Self::Judgment => "judgment",
            Self::Settled => "settled",
            Self::Stayed => "stayed",
            Self::Closed => "closed",
            Self::AppealDecided => "appeal_decided",
        }
    }
}
