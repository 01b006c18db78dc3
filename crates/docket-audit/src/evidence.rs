//! Evidence: what one report does for or against a field.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    Act, CaseView, Dated, Effect, EntryState, EventId, FactValue, Key, Kind, Mark, Part, Report,
    Resolution, Target, Weighed, WeighedClaim,
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

impl Shown for Kind {
    fn shown(&self) -> Option<FactValue> {
        Some(FactValue::from(self.name().as_str()))
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

/// The reports inside a cut, and which of them bear on which with an effect.
pub(crate) struct Witnesses<'v> {
    pub(crate) reports: Vec<Report<'v>>,
    pub(crate) resolution: Resolution<'v>,
    /// Which reports point at an event, by their place; those that point at its source too.
    pointing: BTreeMap<EventId, Vec<usize>>,
    contested: BTreeSet<EventId>,
}

impl<'v> Witnesses<'v> {
    pub(crate) fn of(view: &'v CaseView) -> Self {
        let (reports, resolution) = (view.reports(), view.resolve());
        let mut pointing: BTreeMap<EventId, Vec<usize>> = BTreeMap::new();
        for (by, report) in reports.iter().enumerate() {
            for target in report.entry.event.effects.iter().filter_map(Effect::target) {
                for event in pointed_at(target, &reports) {
                    pointing.entry(event).or_default().push(by);
                }
            }
        }
        let told = resolution.acts.iter().flat_map(|act| &act.reports);
        let contested = told
            .filter(|report| report.is_contested || !report.contested_parts.is_empty())
            .map(|report| report.entry.event.event_id())
            .collect();
        Self { reports, resolution, pointing, contested }
    }

    fn is_retracted(&self, report: &Report<'_>) -> bool {
        self.resolution.states.get(&report.entry.position) == Some(&EntryState::Retracted)
    }

    /// The reports that were taken back and said something of the field, with who took them back.
    pub(crate) fn retracted(
        &self,
        says: impl Fn(&Report<'_>) -> Option<FactValue>,
    ) -> Vec<Evidence> {
        let evidence = |report: &Report<'_>| {
            let by = self.effects_on(&report.entry.event.event_id()).find_map(|(by, effect)| {
                let Effect::Retracts { reason, .. } = effect else { return None };
                Some(with_reason("retracted by", by, reason.as_deref()))
            });
            Some(of_report(report, Bearing::Retracted, Some(says(report)?), by))
        };
        let retracted = self.reports.iter().filter(|report| self.is_retracted(report));
        retracted.filter_map(evidence).collect()
    }

    /// The reports that dispute any of these events, or would change it and may not.
    pub(crate) fn disputes<'e>(
        &self,
        events: impl IntoIterator<Item = &'e EventId>,
    ) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        for event in events {
            for (by, effect) in self.effects_on(event) {
                let reason =
                    if let Effect::Disputes { reason, .. } = effect { reason } else { &None };
                let is_dispute = matches!(effect, Effect::Disputes { .. })
                    // A correction or retraction that counted shows in the claims themselves.
                    || (effect.is_on_reports() && self.contested.contains(event));
                if is_dispute && !self.is_retracted(by) {
                    let why = reason.as_ref().map_or(String::new(), |why| format!(": {why}"));
                    let note = Some(format!("disputes {event}{why}"));
                    evidence.push(of_report(by, Bearing::Disputes, None, note));
                }
            }
        }
        evidence
    }

    /// The effects on an event, or on its source, with the reports that carry them.
    fn effects_on<'s>(
        &'s self,
        event: &EventId,
    ) -> impl Iterator<Item = (&'s Report<'v>, &'s Effect)> + use<'s, 'v> {
        let event = event.clone();
        let by = self.pointing.get(&event).into_iter().flatten();
        by.flat_map(move |&by| {
            let report = &self.reports[by];
            let event = event.clone();
            let is_on = move |effect: &&Effect| match effect.target() {
                Some(Target::Event(id) | Target::Part(id, _)) => *id == event,
                Some(Target::Source(_)) => true,
                None => false,
            };
            report.entry.event.effects.iter().filter(is_on).map(move |effect| (report, effect))
        })
    }
}

/// The events that a target names: one, or all of a source.
fn pointed_at(target: &Target, reports: &[Report<'_>]) -> Vec<EventId> {
    match target {
        Target::Event(id) | Target::Part(id, _) => vec![id.clone()],
        Target::Source(source) => reports
            .iter()
            .filter(|report| report.event.source.as_ref() == Some(source))
            .map(|report| report.entry.event.event_id())
            .collect(),
    }
}

fn with_reason(how: &str, by: &Report<'_>, reason: Option<&str>) -> String {
    let reason = reason.map_or(String::new(), |reason| format!(": {reason}"));
    format!("{how} {}{reason}", by.entry.event.event_id())
}
