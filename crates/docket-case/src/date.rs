//! Dates as a state shows them.

use std::collections::BTreeSet;

use docket_core::{Dated, EventId, Key, Resolved, Support};
use serde::Serialize;
use smol_str::SmolStr;

use crate::fact::{ValueState, weakened};

/// A date with its support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateState {
    /// The days it comes to, as EDTF; none in a conflict and where nothing bounds it.
    pub occurred: Option<SmolStr>,
    /// How well it is supported.
    pub support: Support,
    /// The sources that give it.
    pub sources: BTreeSet<Key>,
    /// The events that report it.
    pub because: BTreeSet<EventId>,
    /// The different dates claimed, where they are more than one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueState>,
}

impl DateState {
    /// Something that is recorded and was not certainly public: its date is not shown.
    #[must_use]
    pub fn not_yet_public() -> Self {
        Self {
            occurred: None,
            support: Support::NotYetPublic,
            sources: BTreeSet::new(),
            because: BTreeSet::new(),
            values: Vec::new(),
        }
    }

    /// A date as the reports of one act give it; where the act itself is only possibly inside the
    /// cut, so is the date.
    #[must_use]
    pub fn of(resolved: &Resolved<Dated>, act_is_certain: bool) -> Self {
        let values = match resolved.values.as_slice() {
            [] | [_] => Vec::new(),
            several => several.iter().map(ValueState::of_date).collect(),
        };
        Self {
            occurred: resolved.value.as_ref().and_then(|dated| dated.edtf.clone()),
            support: weakened(support(resolved), act_is_certain),
            sources: resolved.sources(),
            because: resolved.because(),
            values,
        }
    }
}

/// How well a date is supported: where everybody says that it happened and nobody bounds when, it
/// is unknown.
pub(crate) fn support(resolved: &Resolved<Dated>) -> Support {
    match &resolved.value {
        Some(dated) if dated.edtf.is_none() => Support::Unknown,
        Some(_) | None => resolved.support,
    }
}
