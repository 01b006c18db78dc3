//! Telling an act: what the reports of one happening come to.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use docket_time::Meaning;

use crate::act::{Act, ActEffect, ActWording, Fact, Member};
use crate::books::Books;
use crate::claim::{Claim, Claims, Support, reconcile};
use crate::dated::Dated;
use crate::effect::Effect;
use crate::event::Event;
use crate::few::Few;
use crate::grouping::Statements;
use crate::happening::Happening;
use crate::id::{CaseId, EventId, Key};
use crate::kind::Kind;
use crate::lookup::Lookup;
use crate::meet::is_firm;
use crate::party::Party;
use crate::reference::Reference;
use crate::report::Report;
use crate::source::SourceKind;
use crate::value::{FactValue, Scalar};

/// Makes one act of its reports.
pub(crate) fn tell<'a>(
    happening: Happening<'a>,
    statements: &Statements,
    books: &'a Books,
) -> Act<'a> {
    let Happening { key, reports, occurred, claimed_days, is_certain, ending } = happening;
    let best = &reports[0];
    let event = &*best.event;
    let parties = |of: fn(&Event) -> &Vec<Party>| distinct_parties(&reports, of, books);
    Act {
        case: event.case.clone(),
        key,
        verb: event.verb,
        kind: event.kind.clone(),
        claimed_days,
        occurred,
        by: parties(|event| &event.by),
        against: parties(|event| &event.against),
        on_behalf_of: parties(|event| &event.on_behalf_of),
        facts: facts(&reports),
        refers_to: references(&reports),
        effects: effects(&reports),
        wordings: wordings(&reports, statements),
        scope: event.scope,
        prejudice: event.prejudice,
        in_cases: event.in_cases.clone(),
        place: event.place,
        is_certain,
        ending,
        reports,
        books,
    }
}

pub(crate) fn best_first(a: &Report<'_>, b: &Report<'_>) -> Ordering {
    a.rank()
        .cmp(&b.rank())
        .then_with(|| a.event.case.cmp(&b.event.case))
        .then_with(|| a.event.id.cmp(&b.event.id))
}

/// One claim for each version of each report that says something.
fn claims<V>(
    reports: &[Report<'_>],
    value: impl Fn(&Report<'_>, &Event) -> Option<(V, bool)>,
) -> Claims<V> {
    let mut claims = Claims::with_capacity(reports.len());
    for report in reports {
        for event in report.versions() {
            if let Some((value, firm)) = value(report, event) {
                claims.push(Claim {
                    value,
                    source: event.source.clone(),
                    event: event.event_id(),
                    firm,
                    court: report.source_kind().is_court(),
                    archive: report.source_kind() == SourceKind::Archive,
                    certain: report.is_certain,
                    contested: report.is_contested,
                });
            }
        }
    }
    claims
}

/// What the reports of one act say that it was.
pub(crate) fn kind_claims(reports: &[Report<'_>]) -> Claims<Kind> {
    claims(reports, |_, event| Some((event.kind.clone(), true)))
}

/// What the reports say of the date; one that leaves it wholly open is no claim where another, at
/// least as certain, is.
pub(crate) fn dates(reports: &[Report<'_>]) -> Claims<Dated> {
    let mut dates = claims(reports, |report, event| Some(report.occurred(event)));
    let open = |claim: &Claim<Dated>| claim.value.meaning.is_unknown();
    let said = dates.iter().filter(|claim| !open(claim)).map(|claim| claim.certain).max();
    dates.retain(|claim| !open(claim) || said.is_none_or(|certain| claim.certain && !certain));
    dates
}

/// All the days of the claims that are as certain and as firm as any.
pub(crate) fn heaviest(dates: &[Claim<Dated>]) -> Meaning {
    let weight = |claim: &Claim<Dated>| (claim.certain, claim.firm);
    let most = dates.iter().map(weight).max();
    let claimed = dates.iter().filter(|claim| Some(weight(claim)) == most);
    let union =
        claimed.map(|claim| claim.value.meaning.days()).reduce(|all, days| all.union(&days));
    union.map_or_else(Meaning::unknown, Meaning::Moment)
}

fn facts(reports: &[Report<'_>]) -> BTreeMap<Key, Fact> {
    if reports.iter().flat_map(Report::versions).all(|event| event.facts.is_empty()) {
        return BTreeMap::new();
    }
    let keys: BTreeSet<&Key> =
        reports.iter().flat_map(Report::versions).flat_map(|event| event.facts.keys()).collect();
    let told = keys.into_iter().filter_map(|key| Some((key.clone(), fact(reports, key)?)));
    told.collect()
}

fn fact(reports: &[Report<'_>], key: &Key) -> Option<Fact> {
    let claims = fact_claims(reports, key);
    if claims.is_empty() {
        None
    } else if claims.iter().any(|claim| matches!(claim.value, FactValue::Set(_))) {
        Some(Fact::Set(members(&claims)))
    } else {
        Some(Fact::One(reconcile(claims)))
    }
}

/// What the reports of one act say of one thing.
pub(crate) fn fact_claims(reports: &[Report<'_>], key: &Key) -> Claims<FactValue> {
    let says = |report: &Report<'_>, event: &Event| {
        let value = event.facts.get(key).filter(|_| !report.retracted_parts.contains(key))?;
        Some((value.clone(), is_firm(value)))
    };
    let mut claims = claims(reports, says);
    let contested: BTreeSet<EventId> = reports
        .iter()
        .filter(|report| report.contested_parts.contains(key))
        .map(|report| report.event.event_id())
        .collect();
    for claim in &mut claims {
        claim.contested |= contested.contains(&claim.event);
    }
    claims
}

/// A set is one claim for each member.
fn members(claims: &[Claim<FactValue>]) -> Vec<Member> {
    let mut by_member: BTreeMap<&Scalar, Vec<&Claim<FactValue>>> = BTreeMap::new();
    for claim in claims {
        let scalars: Vec<&Scalar> = match &claim.value {
            FactValue::One(scalar) => vec![scalar],
            FactValue::OneOf(scalars) | FactValue::Set(scalars) => scalars.iter().collect(),
        };
        for scalar in scalars {
            by_member.entry(scalar).or_default().push(claim);
        }
    }
    by_member.into_iter().map(|(scalar, claims)| member(scalar, &claims)).collect()
}

fn member(scalar: &Scalar, claims: &[&Claim<FactValue>]) -> Member {
    let firmly = |claim: &Claim<FactValue>| {
        claim.certain && !claim.contested && !matches!(claim.value, FactValue::OneOf(_))
    };
    let support = if claims.iter().any(|claim| firmly(claim)) {
        Support::Stated
    } else if claims.iter().any(|claim| claim.certain) {
        Support::Contested
    } else {
        Support::Possible
    };
    Member {
        value: scalar.clone(),
        support,
        sources: claims.iter().filter_map(|claim| claim.source.clone()).collect(),
        because: claims.iter().map(|claim| claim.event.clone()).collect(),
    }
}

fn distinct_parties(
    reports: &[Report<'_>],
    of: fn(&Event) -> &Vec<Party>,
    books: &Books,
) -> Vec<Party> {
    let mut seen = BTreeSet::new();
    let certain = reports.iter().any(|report| report.is_certain);
    let inside = reports.iter().filter(|report| report.is_certain == certain);
    let mut named = inside.flat_map(|report| of(&report.event)).peekable();
    let Some(first) = named.next() else { return Vec::new() };
    // Nearly every act names one party at most, and it needs no comparing.
    if named.peek().is_none() {
        return vec![first.clone()];
    }
    std::iter::once(first)
        .chain(named)
        .filter(|party| seen.insert(books.identity(party)))
        .cloned()
        .collect()
}

/// Each reference once, in order.
fn references(reports: &[Report<'_>]) -> Vec<(Reference, Few<EventId>)> {
    let mut told: Vec<(Reference, Few<EventId>)> = Vec::new();
    for report in reports {
        for reference in &report.event.refers_to {
            let at = told.binary_search_by(|(known, _)| known.cmp(reference));
            let at = at.unwrap_or_else(|at| {
                told.insert(at, (reference.clone(), Few::default()));
                at
            });
            told[at].1.insert(report.event.event_id());
        }
    }
    told
}

pub(crate) fn effects(reports: &[Report<'_>]) -> Vec<ActEffect> {
    let mut told: Vec<ActEffect> = Vec::new();
    let mut places: Lookup<&Effect, usize> = Lookup::default();
    for report in reports {
        for effect in report.event.effects.iter().filter(|effect| !Effect::is_on_reports(effect)) {
            let at = *places.entry(effect).or_insert_with(|| {
                told.push(ActEffect {
                    effect: effect.clone(),
                    because: Few::default(),
                    sources: Few::default(),
                    is_certain: false,
                    is_contested: true,
                });
                told.len() - 1
            });
            told[at].because.insert(report.event.event_id());
            told[at].sources.extend(report.event.source.clone());
            told[at].is_certain |= report.is_certain;
            told[at].is_contested &= report.is_contested;
        }
    }
    told
}

fn wordings(reports: &[Report<'_>], statements: &Statements) -> Vec<ActWording> {
    let mut told = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        let event = report.event.event_id();
        for wording in &report.event.wordings {
            if report.retracted_parts.contains(&wording.id) {
                continue;
            }
            told.push(ActWording {
                wording: wording.clone(),
                statement: statements.statement(&event, wording),
                event: event.clone(),
                report: at,
                is_contested: report.is_contested || report.contested_parts.contains(&wording.id),
            });
        }
    }
    told
}

/// Whether an act is shown in a case: its home, where its reports say so, or where it disposes.
pub(crate) fn is_shown_in(report: &Report<'_>, case: &CaseId) -> bool {
    let event = &report.event;
    event.case == *case || event.also_in.contains(case) || event.in_cases.contains_key(case)
}
