//! What became known, changed or was withdrawn between two cuts.

use std::collections::BTreeMap;

use docket_case::FactState;
use docket_core::{CaseView, EventId, Support};
use serde::Serialize;

use crate::cause::Difference;
use crate::field::FieldPath;
use crate::fields::{Field, Fields};

/// What differs between a case under one cut and the same case under another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    /// The fields that differ, in the order in which the second state shows them; those that only
    /// the first has come last.
    pub changes: Vec<Change>,
    /// Events that the second cut lets in and the first does not, in the order of the log.
    pub added: Vec<EventId>,
    /// Events that counted under the first cut and do not under the second, in the order of the
    /// log.
    pub withdrawn: Vec<EventId>,
    /// The names of all fields that the second state has, in its order.
    order: Vec<FieldPath>,
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: FieldPath,
    /// What happened to it.
    pub how: How,
    /// What was known of it under the first cut; none where nothing was.
    pub from: Option<FactState>,
    /// What is known of it under the second.
    pub to: Option<FactState>,
    /// The events that caused the change, in the order of the log.
    pub because: Vec<EventId>,
}

/// What happened to a field between two cuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Nothing was known of it before.
    BecameKnown,
    /// Its value is another one.
    Changed,
    /// The value is the same and it is better or worse supported.
    SupportChanged,
    /// Value and support are the same, and other reports say so.
    SourcesChanged,
    /// Nothing is known of it any more.
    Withdrawn,
}

impl How {
    /// What happened, as people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::BecameKnown => "became known",
            Self::Changed => "changed",
            Self::SupportChanged => "support changed",
            Self::SourcesChanged => "sources changed",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Diff {
    /// Compares a case under two cuts.
    #[must_use]
    pub fn between(before: &CaseView, after: &CaseView) -> Self {
        let (from, to) = (Fields::of(before), Fields::of(after));
        let difference = Difference::between(before, after);
        let (old, new) = (from.by_path(), to.by_path());
        let gone = from.iter().filter(|field| !new.contains_key(&field.path));
        let changes = to
            .iter()
            .chain(gone)
            .filter_map(|Field { path, .. }| {
                let (from, to) = (old.get(path).copied(), new.get(path).copied());
                let how = how(from, to)?;
                let because = difference.causes(path, from, to);
                let (from, to) = (from.cloned(), to.cloned());
                Some(Change { field: path.clone(), how, from, to, because })
            })
            .collect();
        let (added, withdrawn) = (difference.added(), difference.withdrawn());
        Self { changes, added, withdrawn, order: to.paths() }
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.added.is_empty() && self.withdrawn.is_empty()
    }

    /// The fields under the second cut, given those under the first.
    #[must_use]
    pub fn apply(&self, fields: &Fields) -> Fields {
        let mut states: BTreeMap<&FieldPath, &FactState> = fields.by_path();
        // What was withdrawn is not among the second state's names.
        for change in &self.changes {
            states.extend(change.to.as_ref().map(|state| (&change.field, state)));
        }
        let field = |path: &FieldPath| {
            let state = (*states.get(path)?).clone();
            Some(Field { path: path.clone(), state })
        };
        Fields::from_parts(self.order.iter().filter_map(field).collect())
    }
}

fn how(from: Option<&FactState>, to: Option<&FactState>) -> Option<How> {
    let is_known = |state: &&FactState| state.support != Support::Unknown;
    match (from.filter(is_known), to.filter(is_known)) {
        _ if from == to => None,
        (None, Some(_)) => Some(How::BecameKnown),
        (None, None) => Some(How::SourcesChanged),
        (Some(_), None) => Some(How::Withdrawn),
        (Some(from), Some(to)) => Some(match () {
            () if from.value != to.value && !same_values(from, to) => How::Changed,
            () if from.support != to.support => How::SupportChanged,
            () => How::SourcesChanged,
        }),
    }
}

/// Whether two states have the same value, or the same members, whoever says so.
fn same_values(from: &FactState, to: &FactState) -> bool {
    let members = |state: &FactState| {
        let members = state.members().iter();
        members.map(|one| (one.value.clone(), one.support)).collect::<Vec<_>>()
    };
    from.one() == to.one() && members(from) == members(to)
}
