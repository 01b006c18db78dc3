//! Claims of one thing, and what they come to.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Bound, EventId, FactValue, Key, Quantity, Scalar, Support};
use docket_time::Tz;

use super::days;
use super::report::Report;

/// One report's claim of one value.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "four independent things that weigh on a claim")]
pub(super) struct Claim<V> {
    pub(super) value: V,
    /// Not approximate, not uncertain.
    pub(super) is_firm: bool,
    pub(super) is_of_court: bool,
    pub(super) is_certain: bool,
    pub(super) is_contested: bool,
    pub(super) source: Option<Key>,
    pub(super) event: EventId,
}

/// Who claims a value: sources and events.
pub(super) type Who = (BTreeSet<Key>, BTreeSet<EventId>);

/// What claims come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome<V: Ord> {
    pub(super) value: Option<V>,
    pub(super) support: Support,
    pub(super) claimed: BTreeMap<V, Who>,
}

impl<V> Claim<V> {
    pub(super) fn new(value: V, is_firm: bool, report: &Report<'_>, part: Option<&Key>) -> Self {
        let in_part = part.is_some_and(|part| report.contested_parts.contains(part));
        Self {
            value,
            is_firm,
            is_of_court: report.is_of_court(),
            is_certain: report.is_certain,
            is_contested: report.is_contested || in_part,
            source: report.event().source.clone(),
            event: report.id.clone(),
        }
    }
}

/// Reconciles claims, where `meet` says what two of them come to, if they can both be true.
pub(super) fn reconcile<V: Ord + Clone>(
    mut claims: Vec<Claim<V>>,
    meet: impl Fn(&V, &V) -> Option<V>,
) -> Outcome<V> {
    claims.sort_by(|a, b| (&a.value, &a.event).cmp(&(&b.value, &b.event)));
    let mut claimed: BTreeMap<V, Who> = BTreeMap::new();
    for claim in &claims {
        let who = claimed.entry(claim.value.clone()).or_default();
        who.0.extend(claim.source.clone());
        who.1.insert(claim.event.clone());
    }
    let is_certain = claims.iter().any(|claim| claim.is_certain);
    let heaviest = heaviest(&claims);
    let mut value = heaviest.first().map(|claim| claim.value.clone());
    for claim in &heaviest {
        value = value.and_then(|value| meet(&value, &claim.value));
    }
    let excluded = |value: &V| claims.iter().any(|claim| meet(&claim.value, value).is_none());
    let undisputed = claims.iter().any(|claim| claim.is_certain && !claim.is_contested);
    let support = match &value {
        _ if claims.is_empty() => Support::Unknown,
        _ if !is_certain => Support::Possible,
        None if heaviest.iter().any(|claim| claim.is_firm) => Support::Conflict,
        None => Support::Contested,
        Some(value) if excluded(value) || !undisputed => Support::Contested,
        Some(_) => Support::Stated,
    };
    Outcome { value, support, claimed }
}

/// The claims that make the value: those certainly inside the cut, if there are any; of them the
/// firm ones; of them the court's own.
fn heaviest<V>(claims: &[Claim<V>]) -> Vec<&Claim<V>> {
    let mut heaviest: Vec<&Claim<V>> = claims.iter().collect();
    let better: [fn(&Claim<V>) -> bool; 3] =
        [|claim| claim.is_certain, |claim| claim.is_firm, |claim| claim.is_of_court];
    for is_better in better {
        if heaviest.iter().any(|claim| is_better(claim)) {
            heaviest.retain(|claim| is_better(claim));
        }
    }
    heaviest
}

/// What two values of a fact come to; none when they exclude each other.
pub(super) fn meet_values(one: &FactValue, other: &FactValue) -> Option<FactValue> {
    let options = |value: &FactValue| match value {
        FactValue::One(one) => [one.clone()].into(),
        FactValue::OneOf(several) => several.clone(),
        FactValue::Set(_) => BTreeSet::new(),
    };
    if one == other {
        return Some(one.clone());
    }
    let (ours, theirs) = (options(one), options(other));
    let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
    let mut both: BTreeSet<Scalar> = pairs.filter_map(|(a, b)| meet_scalars(a, b)).collect();
    match both.len() {
        0 => None,
        1 => both.pop_first().map(FactValue::One),
        _ => Some(FactValue::OneOf(both)),
    }
}

fn meet_scalars(one: &Scalar, other: &Scalar) -> Option<Scalar> {
    match (one, other) {
        (Scalar::Text(_), Scalar::Text(_)) => (one == other).then(|| one.clone()),
        (Scalar::Quantity(ours), Scalar::Quantity(theirs)) => {
            meet_quantities(ours, theirs).map(Scalar::Quantity)
        }
        (Scalar::Date(ours), Scalar::Date(theirs)) => {
            let (our_days, their_days) = (ours.meaning(Tz::UTC), theirs.meaning(Tz::UTC));
            let both = days::meet(&our_days, &their_days)?;
            let finer = [(our_days, ours), (their_days, theirs)];
            let finer = finer.into_iter().find(|(days, _)| *days == both).map(|(_, date)| date);
            let told = || both.to_edtf().and_then(|text| text.parse().ok());
            Some(Scalar::Date(finer.cloned().or_else(told)?))
        }
        _ => None,
    }
}

/// All numbers that a quantity may be.
fn range(quantity: &Quantity) -> (i64, i64) {
    let number = quantity.number;
    match quantity.bound {
        Bound::Exact => (number, number),
        Bound::AtLeast => (number, i64::MAX),
        Bound::MoreThan => (number + 1, i64::MAX),
        Bound::About => (number - number / 10, number + number / 10),
    }
}

/// The narrower stays as it is claimed, of two as narrow the lower.
fn meet_quantities(one: &Quantity, other: &Quantity) -> Option<Quantity> {
    let ((a, b), (c, d)) = (range(one), range(other));
    if one.currency != other.currency || a.max(c) > b.min(d) {
        None
    } else if (i128::from(b) - i128::from(a), a, one) <= (i128::from(d) - i128::from(c), c, other) {
        Some(one.clone())
    } else {
        Some(other.clone())
    }
}

/// Whether a fact's value is claimed firmly.
pub(super) fn is_firm(value: &FactValue) -> bool {
    let is_firm = |scalar: &Scalar| match scalar {
        Scalar::Text(_) => true,
        Scalar::Quantity(quantity) => quantity.bound != Bound::About,
        Scalar::Date(date) => !date.is_qualified(),
    };
    match value {
        FactValue::One(one) => is_firm(one),
        FactValue::OneOf(several) | FactValue::Set(several) => several.iter().all(is_firm),
    }
}
