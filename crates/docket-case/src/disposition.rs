//! Dispositions: what was disposed of, how, and by what.

use std::collections::BTreeSet;

use docket_core::{Act, CaseId, Effect, EventId, Manner, Prejudice, Scope, Target};
use serde::{Serialize, Serializer};
use smol_str::SmolStr;

/// One disposition, standing or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disposition {
    /// How.
    #[serde(serialize_with = "manner_name")]
    pub manner: Manner,
    /// The code in the Federal Judicial Center's list.
    pub code: u8,
    /// How much of the case it ends.
    pub scope: Scope,
    /// Whether the claim may be brought again.
    pub prejudice: Option<Prejudice>,
    /// The parties that leave by it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<SmolStr>,
    /// The papers it decides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decides: Vec<Target>,
    /// When, as EDTF.
    pub occurred: Option<SmolStr>,
    /// When that became public, as EDTF.
    pub published: Option<SmolStr>,
    /// Whether it is certainly inside the cut and still has effect.
    pub stands: bool,
    /// Whether it is certainly inside the cut.
    pub certain: bool,
    /// The events that report it.
    pub because: BTreeSet<EventId>,
}

impl Disposition {
    /// Reads a `settled` act as a disposition in a case.
    pub(crate) fn of(act: &Act<'_>, case: &CaseId) -> Option<Self> {
        let manner = act.kind.manner()?;
        let leaves = |effect: &Effect| {
            if let Effect::PartyLeaves { party } = effect { Some(party.name.clone()) } else { None }
        };
        let decided = act
            .refers_to
            .iter()
            .filter(|(reference, _)| reference.relation == docket_core::Relation::Decides);
        Some(Self {
            manner,
            code: manner.code(),
            scope: act.scope_in(case)?,
            prejudice: act.prejudice,
            parties: act.effects.iter().filter_map(|told| leaves(&told.effect)).collect(),
            decides: decided.map(|(reference, _)| reference.target.clone()).collect(),
            occurred: act.occurred_edtf(),
            published: act.published_edtf(),
            stands: act.is_certain && !act.is_ended(),
            certain: act.is_certain,
            because: act.events(),
        })
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
fn manner_name<S: Serializer>(manner: &Manner, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(manner.name())
}
