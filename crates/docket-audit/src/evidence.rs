//! Evidence: what one report does for or against a field.

use docket_core::{
    Act, Dated, Effect, EntryState, EventId, FactValue, Key, Mark, Part, Report, Resolution,
    Target, Weighed, WeighedClaim,
};
use serde::Serialize;

/// One report's bearing on a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The event.
    pub event: EventId,
    /// Who reports it.
    pub source: Option<Key>,
    /// When that report was made public, as EDTF.
    pub published: Option<String>,
    /// What it says, where it says something of the field.
    pub value: Option<FactValue>,
    /// What it does for the field.
    pub bearing: Bearing,
    /// What weighs for or against it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// Why it bears on the field so, where that is not plain: who took it back, and the reason given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a report does for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bearing {
    /// The value rests on it.
    Supports,
    /// It agrees with the value, but weightier reports decided.
    Agrees,
    /// It excludes the value, or another report as weighty as itself.
    Contradicts,
    /// It disputes a report that says something of the field.
    Disputes,
    /// A later act replaced what it says.
    Replaced,
    /// The act it tells has no effect any more.
    Ended,
    /// It was taken back.
    Retracted,
}

impl Bearing {
    /// What it does, as people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Agrees => "agrees",
            Self::Contradicts => "contradicts",
            Self::Disputes => "disputes",
            Self::Replaced => "replaced",
            Self::Ended => "ended",
            Self::Retracted => "retracted",
        }
    }
}

impl From<Part> for Bearing {
    fn from(part: Part) -> Self {
        match part {
            Part::Supports => Self::Supports,
            Part::Agrees => Self::Agrees,
            Part::Contradicts => Self::Contradicts,
        }
    }
}

/// A claimed value as a state shows it.
pub(crate) trait Shown {
    fn shown(&self) -> Option<FactValue>;
}

impl Shown for FactValue {
    fn shown(&self) -> Option<FactValue> {
        Some(self.clone())
    }
}

impl Shown for String {
    fn shown(&self) -> Option<FactValue> {
        Some(FactValue::from(self.as_str()))
    }
}

impl Shown for Dated {
    fn shown(&self) -> Option<FactValue> {
        self.edtf.as_deref().map(FactValue::from)
    }
}

/// The claims of an act, as evidence.
pub(crate) fn of_claims<V: Shown>(act: &Act<'_>, weighed: &Weighed<V>) -> Vec<Evidence> {
    let published = |event: &EventId| {
        let report = act.reports.iter().find(|report| report.entry.event.event_id() == *event)?;
        report.published.to_edtf()
    };
    let evidence = |claim: &WeighedClaim<V>| Evidence {
        event: claim.event.clone(),
        source: claim.source.clone(),
        published: published(&claim.event),
        value: claim.value.shown(),
        bearing: claim.part.into(),
        marks: claim.marks.clone(),
        note: None,
    };
    weighed.claims.iter().map(evidence).collect()
}

/// A report as evidence.
pub(crate) fn of_report(
    report: &Report<'_>,
    bearing: Bearing,
    value: Option<FactValue>,
    note: Option<String>,
) -> Evidence {
    let marks = (!report.is_certain).then_some(Mark::Possible).into_iter().collect();
    Evidence {
        event: report.entry.event.event_id(),
        source: report.event.source.clone(),
        published: report.published.to_edtf(),
        value,
        bearing,
        marks,
        note,
    }
}

/// The reports that were taken back and said something of the field, with who took them back.
pub(crate) fn retracted(
    reports: &[Report<'_>],
    resolution: &Resolution<'_>,
    says: impl Fn(&Report<'_>) -> Option<FactValue>,
) -> Vec<Evidence> {
    let is_retracted = |report: &&Report<'_>| {
        resolution.states.get(&report.entry.position) == Some(&EntryState::Retracted)
    };
    let evidence = |report: &Report<'_>| {
        let id = report.entry.event.event_id();
        let by = effects_on(reports, &id).find_map(|(by, effect)| {
            let Effect::Retracts { reason, .. } = effect else { return None };
            Some(with_reason("retracted by", by, reason.as_deref()))
        });
        Some(of_report(report, Bearing::Retracted, Some(says(report)?), by))
    };
    reports.iter().filter(is_retracted).filter_map(evidence).collect()
}

/// The reports that dispute any of these events, or would change it and may not.
pub(crate) fn disputes(
    reports: &[Report<'_>],
    resolution: &Resolution<'_>,
    events: &[EventId],
) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for event in events {
        for (by, effect) in effects_on(reports, event) {
            let is_retracted =
                resolution.states.get(&by.entry.position) == Some(&EntryState::Retracted);
            let reason = if let Effect::Disputes { reason, .. } = effect { reason } else { &None };
            let is_dispute = matches!(effect, Effect::Disputes { .. })
                // A correction or retraction that counted shows in the claims themselves.
                || (effect.is_on_reports() && is_contested(resolution, event));
            if is_dispute && !is_retracted {
                let note = reason.as_ref().map_or(String::new(), |reason| format!(": {reason}"));
                let note = Some(format!("disputes {event}{note}"));
                evidence.push(of_report(by, Bearing::Disputes, None, note));
            }
        }
    }
    evidence
}

fn is_contested(resolution: &Resolution<'_>, event: &EventId) -> bool {
    let reports = resolution.acts.iter().flat_map(|act| &act.reports);
    reports
        .filter(|report| report.entry.event.event_id() == *event)
        .any(|report| report.is_contested || !report.contested_parts.is_empty())
}

/// The effects on an event, or on its source, with the reports that carry them.
fn effects_on<'r, 'a>(
    reports: &'r [Report<'a>],
    event: &'r EventId,
) -> impl Iterator<Item = (&'r Report<'a>, &'r Effect)> {
    let source = reports
        .iter()
        .find(|report| report.entry.event.event_id() == *event)
        .and_then(|report| report.event.source.as_ref());
    let is_on = move |effect: &&Effect| match effect.target() {
        Some(Target::Event(id) | Target::Part(id, _)) => id == event,
        Some(Target::Source(id)) => Some(id) == source,
        None => false,
    };
    let of_report = move |report: &'r Report<'a>| {
        let effects = report.entry.event.effects.iter();
        effects.filter(is_on).map(move |effect| (report, effect))
    };
    reports.iter().flat_map(of_report)
}

fn with_reason(how: &str, by: &Report<'_>, reason: Option<&str>) -> String {
    let reason = reason.map_or(String::new(), |reason| format!(": {reason}"));
    format!("{how} {}{reason}", by.entry.event.event_id())
}
