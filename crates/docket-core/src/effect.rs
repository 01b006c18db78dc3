//! Effects: what an event does to earlier reports, or to the case.

use docket_time::When;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::field::Field;
use crate::id::{CaseId, Key, Target};
use crate::party::Party;
use crate::role::Role;
use crate::value::FactValue;

/// Something an event does besides being reported.
///
/// The first three act on reports and obey the recorded and published cuts; the others act in the
/// world and obey all three. In JSON and in case files an effect is told by the key named like it:
/// `{"reason": "..", "retracts": "CASE/event"}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Effect {
    /// A field of an earlier report is really something else.
    Corrects {
        /// The report, or one of its facts or wordings.
        #[serde(rename = "corrects")]
        target: Target,
        /// What is corrected.
        field: Field,
        /// What it is; read as the field wants it.
        to: FactValue,
    },
    /// An earlier report, or one of its facts or wordings, is taken back.
    Retracts {
        /// The reason given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// The report.
        #[serde(rename = "retracts")]
        target: Target,
    },
    /// Somebody says that an earlier report is wrong; it stands, contested.
    Disputes {
        /// The report.
        #[serde(rename = "disputes")]
        target: Target,
        /// The reason given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// An act ceases to have effect.
    Ends {
        /// An event that reports the act.
        #[serde(rename = "ends")]
        target: Target,
        /// How it ends.
        how: Ending,
    },
    /// Content is closed to the public.
    Restricts {
        /// The event whose content it is.
        #[serde(rename = "restricts")]
        target: Target,
        /// What is closed.
        #[serde(default)]
        what: Restricted,
    },
    /// The case goes to another court.
    Transfers {
        /// The case's id there.
        #[serde(default, skip_serializing_if = "Option::is_none", rename = "as")]
        case: Option<CaseId>,
        /// The court's id.
        #[serde(rename = "transfers")]
        court: Key,
    },
    /// Other cases are joined to this one, or this one to a lead case.
    Consolidates {
        /// The cases.
        #[serde(rename = "consolidates")]
        cases: Vec<CaseId>,
        /// The lead case, when it is not this one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lead: Option<CaseId>,
    },
    /// Part of this case goes on as another.
    Severs {
        /// The parties that go.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parties: Vec<Party>,
        /// The new case.
        #[serde(rename = "severs")]
        case: CaseId,
    },
    /// Somebody becomes a party.
    PartyJoins {
        /// Who.
        #[serde(rename = "party_joins")]
        party: Party,
        /// As what.
        role: Role,
    },
    /// Somebody ceases to be a party.
    PartyLeaves {
        /// Who.
        #[serde(rename = "party_leaves")]
        party: Party,
    },
    /// A party has another name from now on.
    PartyRenamed {
        /// Who, by the old name.
        #[serde(rename = "party_renamed")]
        party: Party,
        /// The new name.
        to: Party,
    },
    /// A lawyer appears or withdraws.
    Counsel {
        /// The lawyer.
        counsel: String,
        /// What the lawyer does.
        does: CounselAct,
        /// For whom.
        party: Party,
    },
    /// Something is due.
    Deadline {
        /// What.
        deadline: String,
        /// When.
        due: When,
        /// From whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        party: Option<Party>,
    },
}

impl Effect {
    /// The key that tells the effect in files.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Corrects { .. } => "corrects",
            Self::Retracts { .. } => "retracts",
            Self::Disputes { .. } => "disputes",
            Self::Ends { .. } => "ends",
            Self::Restricts { .. } => "restricts",
            Self::Transfers { .. } => "transfers",
            Self::Consolidates { .. } => "consolidates",
            Self::Severs { .. } => "severs",
            Self::PartyJoins { .. } => "party_joins",
            Self::PartyLeaves { .. } => "party_leaves",
            Self::PartyRenamed { .. } => "party_renamed",
            Self::Counsel { .. } => "counsel",
            Self::Deadline { .. } => "deadline",
        }
    }

    /// What the effect points at, if it points at something in the log.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Corrects { target, .. }
            | Self::Retracts { target, .. }
            | Self::Disputes { target, .. }
            | Self::Ends { target, .. }
            | Self::Restricts { target, .. } => Some(target),
            Self::Transfers { .. }
            | Self::Consolidates { .. }
            | Self::Severs { .. }
            | Self::PartyJoins { .. }
            | Self::PartyLeaves { .. }
            | Self::PartyRenamed { .. }
            | Self::Counsel { .. }
            | Self::Deadline { .. } => None,
        }
    }

    /// The party that the effect is about, by its name at the time.
    #[must_use]
    pub fn party(&self) -> Option<&Party> {
        match self {
            Self::PartyJoins { party, .. }
            | Self::PartyLeaves { party }
            | Self::PartyRenamed { party, .. }
            | Self::Counsel { party, .. } => Some(party),
            Self::Deadline { party, .. } => party.as_ref(),
            Self::Corrects { .. }
            | Self::Retracts { .. }
            | Self::Disputes { .. }
            | Self::Ends { .. }
            | Self::Restricts { .. }
            | Self::Transfers { .. }
            | Self::Consolidates { .. }
            | Self::Severs { .. } => None,
        }
    }

    /// Whether the effect acts on reports and not in the world.
    #[must_use]
    pub fn is_on_reports(&self) -> bool {
        matches!(self, Self::Corrects { .. } | Self::Retracts { .. } | Self::Disputes { .. })
    }
}

/// How an act ceases to have effect.
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
pub enum Ending {
    /// A court set it aside.
    Vacated,
    /// A court took it off the record.
    Struck,
    /// Who did it took it back.
    Withdrawn,
    /// There is nothing left to decide.
    Moot,
    /// A restriction is lifted.
    Unsealed,
}

impl Ending {
    /// The word as it is written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What a restriction closes.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub enum Restricted {
    /// The paper behind the docket line.
    #[default]
    Document,
    /// The text of the line.
    Text,
    /// The whole line.
    Line,
}

impl Restricted {
    /// The word as it is written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What counsel does.
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
pub enum CounselAct {
    /// Begins to act for the party.
    Appears,
    /// Ceases to.
    Withdraws,
}

impl CounselAct {
    /// The word as it is written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_effect_keeps_its_json_and_is_told_by_its_key() {
        for json in [
            r#"{"corrects":"a/b","field":"occurred","to":"2024-07-30"}"#,
            r#"{"reason":"filed in error","retracts":"a/b"}"#,
            r#"{"retracts":"a/b#c"}"#,
            r#"{"disputes":"a/b"}"#,
            r#"{"ends":"a/b","how":"vacated"}"#,
            r#"{"restricts":"a/b","what":"document"}"#,
            r#"{"as":"cand/1","transfers":"cand"}"#,
            r#"{"consolidates":["a","b"]}"#,
            r#"{"parties":["X"],"severs":"a"}"#,
            r#"{"party_joins":"X","role":"Defendant"}"#,
            r#"{"party_leaves":{"id":"x","name":"X"}}"#,
            r#"{"party_renamed":"X","to":"Y"}"#,
            r#"{"counsel":"L","does":"appears","party":"X"}"#,
            r#"{"deadline":"answer","due":"2016-02-01"}"#,
        ] {
            let effect: Effect = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&effect).unwrap(), json);
            assert!(json.contains(&format!("\"{}\"", effect.name())), "{json}");
        }
    }

    #[test]
    fn an_unknown_key_in_an_effect_is_refused() {
        for json in [r#"{"retracts":"a/b","raeson":"x"}"#, r#"{"retract":"a/b"}"#, "{}"] {
            assert!(serde_json::from_str::<Effect>(json).is_err(), "{json}");
        }
    }
}
