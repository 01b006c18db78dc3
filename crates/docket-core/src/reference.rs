//! References from one event to another.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::id::Target;

/// How an event refers to another, as its source tells it; not a docket's own link unless the
/// source is the docket.
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
pub enum Relation {
    /// It answers the target.
    InResponseTo,
    /// It argues or proves for the target.
    Supports,
    /// It grants, denies or otherwise decides the target.
    Decides,
    /// It asks a higher court about the target.
    Appeals,
    /// It takes the target's place.
    Amends,
    /// It speaks of the target.
    Mentions,
}

impl Relation {
    /// The relation as it is written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A reference from one event to another, as the source makes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// How.
    pub relation: Relation,
    /// To what; an event stands for the act it reports.
    pub target: Target,
}
