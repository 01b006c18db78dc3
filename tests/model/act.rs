//! Acts: what the reports of one happening come to.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    Cut, Effect, Ended, EntryState, EventId, FactValue, Key, Reference, Scalar, Wording,
};
use docket_time::{Meaning, Truth};

use super::answer::{Answer, Happening, ToldEffect, ToldFact};
use super::change::{Stands, change_each_other};
use super::claim::{Claim, Outcome, is_firm, meet_values, reconcile};
use super::days::{any_of, happened_by, meet};
use super::groups::{self, statements};
use super::reading::{Reading, is_shown_in};
use super::report::{Report, inside};
use super::world::{docket_order, end_each_other, mark};

/// A date as it was understood, and as it is written.
type Dated = (Meaning, Option<String>);

/// An act with what the model needs of it besides what it compares.
pub(super) struct Act<'a> {
    pub(super) told: Happening,
    /// The best first.
    pub(super) reports: Vec<Report<'a>>,
    /// The days on which it may have happened.
    pub(super) days: Meaning,
    /// Whether the occurred cut lets it in.
    is_inside: bool,
}

/// What the model has to say of a case.
pub(super) fn answer(reading: &Reading<'_>, cut: &Cut) -> Answer {
    let (mut reports, not_yet_known) = inside(reading, cut);
    change_each_other(&mut reports);
    let mut states: BTreeMap<u64, EntryState> =
        reports.iter().map(|report| (report.entry.position.0, report.state())).collect();
    reports.retain(|report| report.stands != Stands::No);
    let statements = statements(&reports, reading);
    let tell = |(key, group)| tell(key, group, &statements, reading);
    let mut acts: Vec<Act<'_>> = groups::acts(reports, reading).into_iter().map(tell).collect();
    if let Some(by) = cut.occurred_by {
        for act in &mut acts {
            let inside = happened_by(&act.days, by.day(reading.zone()));
            act.told.is_certain &= inside == Truth::Yes;
            act.is_inside = inside == Truth::Yes || (cut.possibly && inside == Truth::Unknown);
        }
        acts.retain(|act| act.is_inside);
    }
    acts.sort_by_key(docket_order);
    end_each_other(&mut acts);
    mark(&acts, &mut states);
    let shown = |act: &Act<'_>| {
        act.reports.iter().any(|report| is_shown_in(&report.entry.event, &reading.case))
    };
    let acts = acts.into_iter().filter(shown).map(|act| act.told).collect();
    Answer { acts, states, not_yet_known }
}

/// The certain before the possible; court, party, press; then the earliest published, which is
/// known to be public soonest; then event id.
fn best_first(reports: &mut [Report<'_>]) {
    reports.sort_by_key(|report| {
        let (latest, earliest) = (report.published.latest(), report.published.earliest());
        let rank = (!report.is_certain, report.source_kind().rank());
        (rank, (latest.is_none(), latest, earliest), report.id.clone())
    });
}

fn tell<'a>(
    key: Key,
    mut reports: Vec<Report<'a>>,
    statements: &[((EventId, Key), Key)],
    reading: &Reading<'_>,
) -> Act<'a> {
    best_first(&mut reports);
    let dates = dates(&reports, reading);
    let occurred = reconcile(dates.clone(), meet_dates);
    let days = occurred.value.as_ref().map_or_else(|| all_claimed(&dates), |date| date.0.clone());
    let best = reports[0].event();
    let told = Happening {
        case: best.case.clone(),
        key,
        events: reports.iter().map(|report| report.id.clone()).collect(),
        verb: best.verb,
        kind: best.kind.clone(),
        kinds: kinds(&reports),
        occurred,
        by: parties(&reports, reading, |event| &event.by),
        against: parties(&reports, reading, |event| &event.against),
        facts: facts(&reports),
        refers_to: references(&reports),
        effects: effects(&reports),
        wordings: wordings(&reports, statements),
        scope: best.scope,
        in_cases: best.in_cases.clone(),
        text: best.text.as_deref().map(str::to_owned),
        document_number: reports
            .iter()
            .find_map(|report| report.event().document_number.as_deref().map(str::to_owned)),
        place: best.place,
        is_certain: reports.iter().any(|report| report.is_certain),
        ending: Ended::No,
    };
    Act { told, reports, days, is_inside: true }
}

/// What the reports say of when it happened. A report that leaves that wholly open says nothing
/// where another, at least as certain, says something.
fn dates(reports: &[Report<'_>], reading: &Reading<'_>) -> Vec<Claim<Dated>> {
    let mut dates = Vec::new();
    for report in reports {
        for (date, edtf, is_firm) in report.dates(reading.zone()) {
            dates.push(Claim::new((date, edtf), is_firm, report, None));
        }
    }
    let is_open = |claim: &Claim<Dated>| claim.value.0.is_unknown();
    let silenced = |claim: &Claim<Dated>| {
        dates.iter().any(|other| !is_open(other) && other.is_certain >= claim.is_certain)
    };
    dates.iter().filter(|claim| !is_open(claim) || !silenced(claim)).cloned().collect()
}

fn meet_dates((one, text): &Dated, (other, their_text): &Dated) -> Option<Dated> {
    let both = meet(one, other)?;
    let text = if both == *one {
        text.clone()
    } else if both == *other {
        their_text.clone()
    } else {
        both.to_edtf()
    };
    Some((both, text))
}

/// The days that are claimed as certainly and as firmly as any.
fn all_claimed(dates: &[Claim<Dated>]) -> Meaning {
    let weight = |claim: &Claim<Dated>| (claim.is_certain, claim.is_firm);
    let most = dates.iter().map(weight).max();
    any_of(dates.iter().filter(|date| Some(weight(date)) == most).map(|date| &date.value.0))
}

fn kinds(reports: &[Report<'_>]) -> Outcome<String> {
    let mut claims = Vec::new();
    for report in reports {
        for event in &report.versions {
            claims.push(Claim::new(event.kind.name(), true, report, None));
        }
    }
    reconcile(claims, |one, other| (one == other).then(|| one.clone()))
}

/// Each party once, as the best report that names it spells it.
fn parties(
    reports: &[Report<'_>],
    reading: &Reading<'_>,
    named: impl Fn(&docket_core::Event) -> &Vec<docket_core::Party>,
) -> Vec<docket_core::Party> {
    let mut parties: Vec<docket_core::Party> = Vec::new();
    // What is possible adds no party to those that are certain.
    let is_certain = reports.iter().any(|report| report.is_certain);
    let inside = reports.iter().filter(|report| report.is_certain == is_certain);
    for party in inside.flat_map(|report| named(report.event())) {
        if parties.iter().all(|other| reading.identity(other) != reading.identity(party)) {
            parties.push(party.clone());
        }
    }
    parties
}

fn facts(reports: &[Report<'_>]) -> BTreeMap<Key, ToldFact> {
    let all = reports.iter().flat_map(|report| &report.versions);
    let keys: BTreeSet<&Key> = all.flat_map(|event| event.facts.keys()).collect();
    let mut facts = BTreeMap::new();
    for key in keys {
        let mut values = Vec::new();
        for report in reports.iter().filter(|report| !report.lost_parts.contains(key)) {
            let said = report.versions.iter().filter_map(|event| event.facts.get(key));
            for value in said.collect::<BTreeSet<_>>() {
                values.push(Claim::new(value.clone(), is_firm(value), report, Some(key)));
            }
        }
        if !values.is_empty() {
            facts.insert(key.clone(), fact(values));
        }
    }
    facts
}

fn fact(claims: Vec<Claim<FactValue>>) -> ToldFact {
    if !claims.iter().any(|claim| matches!(claim.value, FactValue::Set(_))) {
        return ToldFact::One(reconcile(claims, meet_values));
    }
    let mut members: BTreeMap<Scalar, Vec<Claim<Scalar>>> = BTreeMap::new();
    for claim in claims {
        // A source that names one of several says of none of them that it is.
        let is_one_of = matches!(claim.value, FactValue::OneOf(_));
        let named = match claim.value.clone() {
            FactValue::One(one) => [one].into(),
            FactValue::OneOf(several) | FactValue::Set(several) => several,
        };
        for value in named {
            let mut claim = claim_of(&claim, value.clone());
            claim.is_contested |= is_one_of;
            members.entry(value).or_default().push(claim);
        }
    }
    let told = |(value, claims): (Scalar, Vec<Claim<Scalar>>)| {
        let Outcome { support, mut claimed, .. } =
            reconcile(claims, |one: &Scalar, _| Some(one.clone()));
        (value.clone(), (support, claimed.remove(&value).expect("claimed")))
    };
    ToldFact::Set(members.into_iter().map(told).collect())
}

fn claim_of<V>(claim: &Claim<FactValue>, value: V) -> Claim<V> {
    Claim {
        value,
        is_firm: claim.is_firm,
        is_of_court: claim.is_of_court,
        is_certain: claim.is_certain,
        is_contested: claim.is_contested,
        source: claim.source.clone(),
        event: claim.event.clone(),
    }
}

fn references(reports: &[Report<'_>]) -> BTreeMap<Reference, BTreeSet<EventId>> {
    let mut references: BTreeMap<Reference, BTreeSet<EventId>> = BTreeMap::new();
    for report in reports {
        for reference in &report.event().refers_to {
            references.entry(reference.clone()).or_default().insert(report.id.clone());
        }
    }
    references
}

/// What was said, apart from what was taken back, each with the statement that it renders.
fn wordings(
    reports: &[Report<'_>],
    statements: &[((EventId, Key), Key)],
) -> Vec<(EventId, Wording, Key, bool)> {
    let mut wordings = Vec::new();
    for report in reports {
        for wording in &report.event().wordings {
            let id = (report.id.clone(), wording.id.clone());
            let statement = statements.iter().find(|(known, _)| *known == id).expect("grouped");
            let is_contested = report.is_contested || report.contested_parts.contains(&wording.id);
            if !report.lost_parts.contains(&wording.id) {
                wordings.push((id.0, wording.clone(), statement.1.clone(), is_contested));
            }
        }
    }
    wordings
}

/// What it does in the world, each once.
fn effects(reports: &[Report<'_>]) -> Vec<ToldEffect> {
    let mut effects: Vec<ToldEffect> = Vec::new();
    for report in reports {
        for effect in report.event().effects.iter().filter(|effect| is_in_the_world(effect)) {
            let at = effects.iter().position(|told| told.effect == *effect);
            let at = at.unwrap_or_else(|| {
                effects.push(ToldEffect::new(effect.clone()));
                effects.len() - 1
            });
            let told = &mut effects[at];
            told.because.insert(report.id.clone());
            told.sources.extend(report.event().source.clone());
            told.is_certain |= report.is_certain;
            told.is_contested &= report.is_contested;
        }
    }
    effects
}

fn is_in_the_world(effect: &Effect) -> bool {
    !matches!(effect, Effect::Corrects { .. } | Effect::Retracts { .. } | Effect::Disputes { .. })
}
