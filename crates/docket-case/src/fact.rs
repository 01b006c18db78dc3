//! Facts as a state shows them.

use std::collections::BTreeSet;

use docket_core::{Claimed, Dated, EventId, Fact, FactValue, Key, Member, Support};
use serde::{Serialize, Serializer};

/// What is known of one thing: its value, its support, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactState {
    /// The value; none in a conflict, when it is not yet public, and when nobody says. Of a set,
    /// the members, each with its own support.
    #[serde(serialize_with = "value_or_members")]
    pub value: Option<Known>,
    /// How well it is supported; of a set, as its best supported member.
    pub support: Support,
    /// The sources that say anything of it.
    pub sources: BTreeSet<Key>,
    /// The events that report it.
    pub because: BTreeSet<EventId>,
    /// The different values claimed, where they are more than one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueState>,
}

/// A single value, or the members of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// A single value.
    One(FactValue),
    /// The members of a set.
    Set(Vec<MemberState>),
}

/// One member of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberState {
    /// The member.
    pub value: FactValue,
    /// How well it is supported.
    pub support: Support,
    /// The sources that name it.
    pub sources: BTreeSet<Key>,
    /// The events that report it.
    pub because: BTreeSet<EventId>,
}

/// One of several values claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueState {
    /// The value; none where a report says that it happened and not when.
    pub value: Option<FactValue>,
    /// The sources that claim it.
    pub sources: BTreeSet<Key>,
    /// The events that report it.
    pub because: BTreeSet<EventId>,
}

impl FactState {
    /// A fact as the reports of one act give it; where the act itself is only possibly inside the
    /// cut, so is the fact.
    #[must_use]
    pub fn of(fact: &Fact, act_is_certain: bool) -> Self {
        let value = match fact {
            Fact::One(resolved) => resolved.value.clone().map(Known::One),
            Fact::Set(members) => Some(Known::Set(
                members.iter().map(|one| MemberState::of(one, act_is_certain)).collect(),
            )),
        };
        let values = match fact.claimed() {
            [] | [_] => Vec::new(),
            several => several.iter().map(ValueState::of_fact).collect(),
        };
        Self {
            value,
            support: weakened(fact.support(), act_is_certain),
            sources: fact.sources(),
            because: fact.because(),
            values,
        }
    }

    /// Something that is recorded and was not certainly public: its value is not shown.
    #[must_use]
    pub fn not_yet_public() -> Self {
        Self { support: Support::NotYetPublic, ..Self::unknown() }
    }

    /// Something of which nobody says anything.
    #[must_use]
    pub fn unknown() -> Self {
        Self {
            value: None,
            support: Support::Unknown,
            sources: BTreeSet::new(),
            because: BTreeSet::new(),
            values: Vec::new(),
        }
    }

    /// The value of a fact that has one.
    #[must_use]
    pub fn one(&self) -> Option<&FactValue> {
        match &self.value {
            Some(Known::One(value)) => Some(value),
            Some(Known::Set(_)) | None => None,
        }
    }

    /// The members of a fact that has several.
    #[must_use]
    pub fn members(&self) -> &[MemberState] {
        match &self.value {
            Some(Known::Set(members)) => members,
            Some(Known::One(_)) | None => &[],
        }
    }
}

impl MemberState {
    fn of(member: &Member, act_is_certain: bool) -> Self {
        Self {
            value: FactValue::One(member.value.clone()),
            support: weakened(member.support, act_is_certain),
            sources: member.sources.clone(),
            because: member.because.clone(),
        }
    }
}

impl ValueState {
    fn of_fact(claimed: &Claimed<FactValue>) -> Self {
        Self {
            value: Some(claimed.value.clone()),
            sources: claimed.sources.to_set(),
            because: claimed.because.to_set(),
        }
    }

    pub(crate) fn of_date(claimed: &Claimed<Dated>) -> Self {
        Self {
            value: claimed.value.edtf.as_deref().map(FactValue::from),
            sources: claimed.sources.to_set(),
            because: claimed.because.to_set(),
        }
    }
}

/// What an act that is only possibly inside a cut states is possible.
pub(crate) fn weakened(support: Support, act_is_certain: bool) -> Support {
    let is_value = matches!(support, Support::Stated | Support::Contested | Support::Conflict);
    if is_value && !act_is_certain { Support::Possible } else { support }
}

#[allow(clippy::ref_option, reason = "the shape that serde asks for")]
fn value_or_members<S: Serializer>(value: &Option<Known>, s: S) -> Result<S::Ok, S::Error> {
    match value {
        None => s.serialize_none(),
        Some(Known::One(value)) => value.serialize(s),
        Some(Known::Set(members)) => members.serialize(s),
    }
}
