//! Parties as a state shows them.

use std::collections::BTreeSet;

use docket_core::{EventId, Key, Kind, Role, Support};
use serde::Serialize;
use smol_str::SmolStr;

/// A party to a case, in one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyState {
    /// The name, by the best report that gives it; the last one where the party was renamed.
    pub name: SmolStr,
    /// What the party is in the case.
    pub role: Role,
    /// How well it is supported that it is a party.
    pub support: Support,
    /// When it became one, as EDTF, where that is bounded.
    pub joined: Option<SmolStr>,
    /// When it ceased to be one, as EDTF; the text is empty where it left on an unknown day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<SmolStr>,
    /// The names it had before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<SmolStr>,
    /// Who acts for it.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub counsel: BTreeSet<String>,
    /// The sources that say so.
    pub sources: BTreeSet<Key>,
    /// The events that report it.
    pub because: BTreeSet<EventId>,
    /// What all its names share.
    #[serde(skip)]
    pub identity: String,
}

impl PartyState {
    /// Whether it is still a party.
    #[must_use]
    pub fn is_in(&self) -> bool {
        self.left.is_none()
    }
}

/// The roles that a paper which begins a case gives to those it is by and against.
pub(crate) fn roles(initiating: &Kind) -> (Role, Role) {
    match () {
        () if *initiating == Kind::Petition => (Role::Petitioner, Role::Respondent),
        () if *initiating == Kind::NoticeOfAppeal => (Role::Appellant, Role::Appellee),
        // Who is sued removes the case to another court (28 U.S.C. 1441).
        () if *initiating == Kind::NoticeOfRemoval => (Role::Defendant, Role::Plaintiff),
        () => (Role::Plaintiff, Role::Defendant),
    }
}
