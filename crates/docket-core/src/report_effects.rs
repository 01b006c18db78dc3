//! Effects on reports: retractions, corrections and disputes, and who may make them.

use std::collections::BTreeMap;

use docket_time::Truth;

use crate::amend::amend;
use crate::counting::{Counts, Removal, count};
use crate::effect::Effect;
use crate::event::Event;
use crate::field::Field;
use crate::id::{CaseId, EventId, Key, Target};
use crate::kind::Verb;
use crate::lookup::Lookup;
use crate::party::fold_name;
use crate::report::{Fate, Report, Version};
use crate::source::SourceKind;
use crate::value::FactValue;

/// An effect of one report on another, both inside the cut.
struct Hit {
    by: usize,
    of: usize,
    part: Option<Key>,
    what: What,
}

enum What {
    Retracts,
    Corrects(Field, FactValue),
    Disputes,
}

/// What one report did to another, as it counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// The event that did it.
    pub by: EventId,
    /// The event to which it was done.
    pub to: EventId,
    /// The fact or wording of it, where it was not done to all of it.
    pub part: Option<Key>,
    /// What was done.
    pub what: Done,
}

/// What a report can do to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was taken back.
    Retracted,
    /// A field of it became another.
    Corrected {
        /// The field.
        field: Field,
        /// What it became.
        to: FactValue,
    },
    /// It was contested: disputed, or corrected or taken back by somebody who may not, or perhaps.
    Contested,
}

/// Lets the reports inside a cut retract, correct and dispute each other, and tells what they did.
pub(crate) fn apply(reports: &mut [Report<'_>]) -> Vec<Consequence> {
    let hits = hits(reports);
    if hits.is_empty() {
        return Vec::new();
    }
    let mut done: Vec<(usize, usize, Option<Key>, Done)> = Vec::new();
    let mut note = |by: usize, to: usize, part: &Option<Key>, what: Done| {
        done.push((by, to, part.clone(), what));
    };
    let removals: Vec<Removal> = hits
        .iter()
        .filter(|hit| hit.part.is_none() && matches!(hit.what, What::Retracts))
        .map(|hit| Removal { by: hit.by, of: hit.of, certain: reports[hit.by].is_certain })
        .collect();
    let counts = count(reports.len(), &removals);
    for (report, counts) in reports.iter_mut().zip(&counts) {
        match counts {
            Counts::Yes => {}
            Counts::No => report.fate = Fate::Retracted,
            Counts::Contested => report.is_contested = true,
        }
    }
    let counting = hits.into_iter().filter(|hit| counts[hit.by] != Counts::No);
    let mut corrections: BTreeMap<(usize, Option<Key>, Field), Vec<Correction>> = BTreeMap::new();
    for hit in counting {
        let certain = counts[hit.by] == Counts::Yes && reports[hit.by].is_certain;
        match hit.what {
            // A correction that somebody may have taken back still stands, contested.
            What::Corrects(field, to) if reports[hit.by].is_certain => {
                let correction = Correction { by: hit.by, to };
                corrections.entry((hit.of, hit.part, field)).or_default().push(correction);
            }
            What::Retracts if certain => {
                note(hit.by, hit.of, &hit.part, Done::Retracted);
                reports[hit.of].retracted_parts.extend(hit.part);
            }
            // A whole report was labelled by the count above.
            What::Retracts if hit.part.is_none() => {
                note(hit.by, hit.of, &hit.part, Done::Contested);
            }
            What::Retracts | What::Corrects(..) | What::Disputes => {
                note(hit.by, hit.of, &hit.part, Done::Contested);
                contest(&mut reports[hit.of], hit.part);
            }
        }
    }
    // As the effects left them: what corrections in conflict contest below corrects nothing else.
    let contested: Vec<bool> = reports.iter().map(|report| report.is_contested).collect();
    for ((of, part, field), mut corrections) in corrections {
        replace(&mut corrections, reports);
        for Correction { by, to } in &corrections {
            note(*by, of, &part, Done::Corrected { field, to: to.clone() });
        }
        // What disputed corrections alone say is as disputed as they are.
        if corrections.iter().all(|correction| contested[correction.by]) {
            contest(&mut reports[of], part.clone());
        }
        correct(reports, of, part.as_ref(), field, &corrections);
    }
    let id = |at: usize| reports[at].entry.event.event_id();
    let consequence = |(by, to, part, what)| Consequence { by: id(by), to: id(to), part, what };
    done.into_iter().map(consequence).collect()
}

fn contest(report: &mut Report<'_>, part: Option<Key>) {
    match part {
        Some(part) => drop(report.contested_parts.insert(part)),
        None => report.is_contested = true,
    }
}

fn hits(reports: &[Report<'_>]) -> Vec<Hit> {
    let mut hits = Vec::new();
    if !reports.iter().any(|report| report.event.effects.iter().any(Effect::is_on_reports)) {
        return hits;
    }
    let places: Lookup<Name<'_>, usize> =
        reports.iter().enumerate().map(|(at, report)| (name(&report.event), at)).collect();
    for (by, report) in reports.iter().enumerate() {
        for effect in report.event.effects.iter().filter(|effect| effect.is_on_reports()) {
            let Some(target) = effect.target() else { continue };
            for (of, part) in targets(target, by, &places, reports) {
                let what = what(effect, report, &reports[of]);
                hits.push(Hit { by, of, part, what });
            }
        }
    }
    hits
}

/// An event's name, borrowed.
type Name<'a> = (&'a CaseId, &'a Key);

fn name(event: &Event) -> Name<'_> {
    (&event.case, &event.id)
}

/// The reports that a target names: one, or all others of a source.
fn targets(
    target: &Target,
    by: usize,
    places: &Lookup<Name<'_>, usize>,
    reports: &[Report<'_>],
) -> Vec<(usize, Option<Key>)> {
    let place = |id: &EventId| places.get(&(&id.case, &id.key)).copied();
    match target {
        Target::Event(id) => place(id).map(|of| (of, None)).into_iter().collect(),
        Target::Part(id, part) => {
            place(id).map(|of| (of, Some(part.clone()))).into_iter().collect()
        }
        Target::Source(source) => (0..reports.len())
            .filter(|&of| of != by && reports[of].event.source.as_ref() == Some(source))
            .map(|of| (of, None))
            .collect(),
    }
}

/// Takes an effect as what it says, or as a dispute where its publisher may not do that.
fn what(effect: &Effect, by: &Report<'_>, of: &Report<'_>) -> What {
    match effect {
        Effect::Retracts { .. } if may_change(by, of) => What::Retracts,
        Effect::Corrects { field, to, .. } if may_change(by, of) => {
            What::Corrects(*field, to.clone())
        }
        Effect::Corrects { .. }
        | Effect::Retracts { .. }
        | Effect::Disputes { .. }
        | Effect::Ends { .. }
        | Effect::Restricts { .. }
        | Effect::Transfers { .. }
        | Effect::Consolidates { .. }
        | Effect::Severs { .. }
        | Effect::PartyJoins { .. }
        | Effect::PartyLeaves { .. }
        | Effect::PartyRenamed { .. }
        | Effect::Counsel { .. }
        | Effect::Deadline { .. } => What::Disputes,
    }
}

/// Whether a report's publisher may correct or retract another report.
///
/// The publisher itself may; a court may, for papers filed with it; and where a publisher cannot
/// be named the recorder may. Everybody else disputes.
fn may_change(by: &Report<'_>, of: &Report<'_>) -> bool {
    let publisher = |report: &Report<'_>| report.source?.publisher.as_deref().map(fold_name);
    let same_source = by.event.source == of.event.source;
    let same_publisher = publisher(by).is_some() && publisher(by) == publisher(of);
    let paper =
        matches!(of.event.verb, Verb::Filed | Verb::Responded) || of.source_kind().is_court();
    let court_of_paper =
        by.source_kind().is_court() && of.event.case == by.event.case && paper && !is_press(of);
    let nameless = by.source_kind() == SourceKind::Recorder && publisher(of).is_none();
    same_source || same_publisher || court_of_paper || nameless
}

/// What the press tells of a paper is not the paper.
fn is_press(report: &Report<'_>) -> bool {
    report.source_kind() == SourceKind::Press
}

struct Correction {
    by: usize,
    to: FactValue,
}

/// Leaves out corrections that were certainly published before another of the same field.
fn replace(corrections: &mut Vec<Correction>, reports: &[Report<'_>]) {
    let is_earlier = |a: &Correction, b: &Correction| {
        reports[a.by].published.before(&reports[b.by].published) == Truth::Yes
    };
    let replaced: Vec<bool> = corrections
        .iter()
        .map(|one| corrections.iter().any(|other| is_earlier(one, other)))
        .collect();
    let mut replaced = replaced.into_iter();
    corrections.retain(|_| !replaced.next().unwrap_or_default());
}

/// Puts one field of one report right.
///
/// A correction certainly published before another gives way to it; those that remain and differ
/// make a version of the report each, so that the source contradicts itself.
fn correct(
    reports: &mut [Report<'_>],
    of: usize,
    part: Option<&Key>,
    field: Field,
    corrections: &[Correction],
) {
    let mut values: Vec<FactValue> = corrections.iter().map(|one| one.to.clone()).collect();
    values.sort();
    values.dedup();
    let report = &mut reports[of];
    let id = report.event.event_id();
    let target = part.map_or(Target::Event(id.clone()), |part| Target::Part(id, part.clone()));
    let before: Vec<Event> = report.versions().cloned().collect();
    // As many versions as there are values, and no product: several fields may be in conflict.
    let versions = 0..before.len().max(values.len());
    let version = |at: usize| {
        let mut version = before[at % before.len()].clone();
        amend(&mut version, &target, field, &values[at % values.len()]);
        version
    };
    let after: Vec<Event> = versions.map(version).collect();
    report.is_corrected |= after != before;
    if values.len() > 1 {
        contest(report, part.cloned());
    }
    let mut after = after.into_iter();
    if let Some(first) = after.next() {
        report.event = Version::Amended(Box::new(first));
        report.other_versions = after.collect();
    }
}
