//! Evidence: what one report does for or against a field.

use std::collections::BTreeMap;

use docket_core::{
    Act, CaseView, Consequence, Dated, Done, Effect, EventId, FactValue, Field as ReportField, Key,
    Kind, Mark, Part, Report, Resolution, Target, Weighed, WeighedClaim,
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
    /// The rule by which the event was read out of a docket line, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_by: Option<Key>,
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
    /// It put right what a report says of the field.
    Corrects,
    /// It disputes a report that says something of the field, or a correction of one.
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
            Self::Corrects => "corrects",
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
    let report =
        |event: &EventId| act.reports.iter().find(|report| report.entry.event.event_id() == *event);
    let evidence = |claim: &WeighedClaim<V>| {
        let report = report(&claim.event);
        Evidence {
            event: claim.event.clone(),
            source: claim.source.clone(),
            published: report.and_then(|report| report.published.to_edtf()),
            value: claim.value.shown(),
            bearing: claim.part.into(),
            marks: claim.marks.clone(),
            note: None,
            read_by: report.and_then(read_by),
        }
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
        read_by: read_by(report),
    }
}

fn read_by(report: &Report<'_>) -> Option<Key> {
    report.entry.event.line.as_ref()?.rule.clone()
}

/// What a field takes from a report: what is done to anything else does not concern it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Interest {
    /// A fact, besides what is done to the whole report.
    Fact(Key),
    /// A field of the report itself.
    Report(ReportField),
    /// Any wording.
    Wordings,
    /// Only what is done to the whole report.
    Whole,
}

impl Interest {
    fn takes(&self, done: &Consequence) -> bool {
        let field = match &done.what {
            Done::Corrected { field, .. } => Some(*field),
            Done::Retracted | Done::Contested => None,
        };
        match (&done.part, self) {
            (Some(part), Self::Fact(key)) => part == key,
            (Some(_), Self::Wordings) => true,
            (Some(_), Self::Report(_) | Self::Whole) => false,
            (None, Self::Report(own)) => field.is_none_or(|field| field == *own),
            (None, Self::Fact(_) | Self::Wordings | Self::Whole) => field.is_none(),
        }
    }
}

/// The reports inside a cut, and what they did to each other.
pub(crate) struct Witnesses<'v> {
    pub(crate) reports: Vec<Report<'v>>,
    pub(crate) resolution: Resolution<'v>,
    places: BTreeMap<EventId, usize>,
    /// What was done to each event, by its place among the consequences.
    done: BTreeMap<EventId, Vec<usize>>,
}

impl<'v> Witnesses<'v> {
    pub(crate) fn of(view: &'v CaseView) -> Self {
        let (reports, resolution) = (view.reports(), view.resolve());
        let named = |report: &Report<'_>| report.entry.event.event_id();
        let places = reports.iter().map(named).zip(0..).collect();
        let mut done: BTreeMap<EventId, Vec<usize>> = BTreeMap::new();
        for (at, consequence) in resolution.consequences.iter().enumerate() {
            done.entry(consequence.to.clone()).or_default().push(at);
        }
        Self { reports, resolution, places, done }
    }

    fn report(&self, event: &EventId) -> Option<&Report<'v>> {
        self.places.get(event).map(|&at| &self.reports[at])
    }

    fn done_to(&self, event: &EventId) -> impl Iterator<Item = &Consequence> {
        let places = self.done.get(event).into_iter().flatten();
        places.map(|&at| &self.resolution.consequences[at])
    }

    /// The reports that were taken back and said something of the field, with who took them back.
    pub(crate) fn retracted(
        &self,
        interest: &Interest,
        says: impl Fn(&Report<'_>) -> Option<FactValue>,
    ) -> Vec<Evidence> {
        let evidence = |report: &Report<'_>| {
            let id = report.entry.event.event_id();
            let is_gone =
                |done: &&Consequence| done.what == Done::Retracted && interest.takes(done);
            let by = self.done_to(&id).find(is_gone)?;
            let note = format!("retracted by {}{}", by.by, self.reason(by));
            Some(of_report(report, Bearing::Retracted, Some(says(report)?), Some(note)))
        };
        self.reports.iter().filter_map(evidence).collect()
    }

    /// What was done to these events, as far as it concerns the field: corrections, and who disputes
    /// the events or their corrections.
    pub(crate) fn around<'e>(
        &self,
        events: impl IntoIterator<Item = &'e EventId>,
        interest: &Interest,
    ) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        for event in events {
            for done in self.done_to(event).filter(|done| interest.takes(done)) {
                let Some(by) = self.report(&done.by) else { continue };
                match &done.what {
                    Done::Retracted => {}
                    Done::Contested => evidence.push(self.dispute(by, done)),
                    Done::Corrected { to, .. } => {
                        let note = Some(format!("corrects {}", target(done)));
                        let to = Some(to.clone());
                        evidence.push(of_report(by, Bearing::Corrects, to, note));
                        evidence.extend(self.around([&done.by], &Interest::Whole));
                    }
                }
            }
        }
        evidence
    }

    fn dispute(&self, by: &Report<'_>, done: &Consequence) -> Evidence {
        let says = self.effect(done).and_then(|effect| {
            let Effect::Corrects { to, .. } = effect else { return None };
            Some(to.clone())
        });
        let note = Some(format!("disputes {}{}", target(done), self.reason(done)));
        of_report(by, Bearing::Disputes, says, note)
    }

    /// The effect that a consequence is of.
    fn effect(&self, done: &Consequence) -> Option<&Effect> {
        let is_meant = |effect: &&Effect| match effect.target() {
            Some(Target::Event(id)) => *id == done.to && done.part.is_none(),
            Some(Target::Part(id, part)) => *id == done.to && done.part.as_ref() == Some(part),
            Some(Target::Source(_)) => done.part.is_none(),
            None => false,
        };
        let effects = self.report(&done.by)?.entry.event.effects.iter();
        effects.filter(|effect| effect.is_on_reports()).find(is_meant)
    }

    /// The reason that was given.
    fn reason(&self, done: &Consequence) -> String {
        let reason = self.effect(done).and_then(|effect| {
            let (Effect::Retracts { reason, .. } | Effect::Disputes { reason, .. }) = effect else {
                return None;
            };
            reason.as_deref()
        });
        reason.map_or(String::new(), |reason| format!(": {reason}"))
    }
}

fn target(done: &Consequence) -> String {
    match &done.part {
        Some(part) => format!("{}#{part}", done.to),
        None => done.to.to_string(),
    }
}
