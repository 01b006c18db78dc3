//! The acts of a case on a line of time.

use std::collections::BTreeSet;

use docket_core::{Act, CaseId, CaseView, Effect, Ended, EventId, Support, Verb};
use docket_time::{Day, Meaning};
use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use crate::field::FieldPath;

/// The acts inside a view's cut, in docket order, each with when it happened and when that became
/// public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The case.
    pub case: CaseId,
    /// The acts.
    pub rows: Vec<TimelineRow>,
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineRow {
    /// The act, as a field.
    pub act: FieldPath,
    /// What was done.
    pub verb: Verb,
    /// The same in words: "filed: complaint, by Amazon".
    pub what: String,
    /// The text of its best report.
    pub text: Option<SmolStr>,
    /// When it happened.
    pub occurred: Dates,
    /// How well that is supported.
    pub support: Support,
    /// When it was first made public.
    pub published: Dates,
    /// Whether it is certainly inside the cut.
    pub certain: bool,
    /// Whether it has no effect any more.
    pub ended: bool,
    /// The events that report it.
    pub events: BTreeSet<EventId>,
}

/// A date that may be several days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dates {
    /// The date as EDTF; none where nothing bounds it.
    pub edtf: Option<SmolStr>,
    /// The earliest possible day.
    #[serde(serialize_with = "as_text")]
    pub from: Option<Day>,
    /// The latest possible day.
    #[serde(serialize_with = "as_text")]
    pub to: Option<Day>,
}

impl Timeline {
    /// The acts inside a view's cut.
    #[must_use]
    pub fn of(view: &CaseView) -> Self {
        let resolution = view.resolve();
        let rows = resolution.acts.iter().map(|act| TimelineRow::of(act, view.case())).collect();
        Self { case: view.case().clone(), rows }
    }
}

impl TimelineRow {
    fn of(act: &Act<'_>, case: &CaseId) -> Self {
        Self {
            act: FieldPath::act(act, case),
            verb: act.verb,
            what: what(act),
            text: act.text().cloned(),
            occurred: Dates { edtf: act.occurred_edtf(), ..Dates::of(act.when()) },
            support: act.occurred.support,
            published: Dates::of(act.published()),
            certain: act.is_certain,
            ended: matches!(act.ending, Ended::Yes { .. }),
            events: act.events(),
        }
    }
}

impl Dates {
    fn of(meaning: &Meaning) -> Self {
        Self {
            edtf: meaning.to_edtf().map(SmolStr::from),
            from: meaning.earliest(),
            to: meaning.latest(),
        }
    }

    /// The first and the last day, the one standing in for the other where one is open.
    pub(crate) fn ends(&self) -> Option<(Day, Day)> {
        let from = self.from.or(self.to)?;
        Some((from, self.to.unwrap_or(from)))
    }
}

fn what(act: &Act<'_>) -> String {
    let verb = if act.verb == Verb::Settled { "disposed of" } else { act.verb.name() };
    let names: Vec<&str> = act.by.iter().map(|party| party.name.as_str()).collect();
    let by = if names.is_empty() { String::new() } else { format!(", by {}", names.join(", ")) };
    let leaves = act.effects.iter().filter_map(|told| {
        let Effect::PartyLeaves { party } = &told.effect else { return None };
        Some(party.name.as_str())
    });
    let leaving: Vec<&str> = leaves.collect();
    let leaving =
        if leaving.is_empty() { String::new() } else { format!(", {} out", leaving.join(", ")) };
    format!("{verb}: {}{by}{leaving}", act.kind.words())
}

#[allow(clippy::ref_option, reason = "the shape that serde asks for")]
fn as_text<S: Serializer>(day: &Option<Day>, s: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(s)
}
