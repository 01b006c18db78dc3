//! Claims and what they come to: a value with its support.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::id::{EventId, Key};

/// How well a value is supported by the reports inside a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// Somebody states it and nobody inside the cut says otherwise.
    Stated,
    /// Somebody states it and somebody disputes it, or doubts it, or says otherwise less firmly.
    Contested,
    /// Firm claims exclude each other; none is chosen.
    Conflict,
    /// Only reports that are possibly inside the cut state it.
    Possible,
    /// Something is recorded that was not certainly public by the published cut.
    NotYetPublic,
    /// Nobody says.
    Unknown,
}

/// One report's claim of one value.
#[derive(Clone, Debug)]
pub(crate) struct Claim<V> {
    pub(crate) value: V,
    pub(crate) source: Option<Key>,
    pub(crate) event: EventId,
    /// Not marked as approximate or uncertain.
    pub(crate) firm: bool,
    /// From a court's own docket.
    pub(crate) court: bool,
    /// Certainly inside the cut.
    pub(crate) certain: bool,
    /// Somebody disputes the report, or may have retracted it.
    pub(crate) contested: bool,
}

/// A value, its support, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved<V> {
    /// The value; none in a conflict, and where nobody says.
    pub value: Option<V>,
    /// How well it is supported.
    pub support: Support,
    /// Every different value that a report claims, in order, with who claims it.
    pub values: Vec<Claimed<V>>,
}

/// One of the values claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed<V> {
    /// The value.
    pub value: V,
    /// The sources that claim it.
    pub sources: BTreeSet<Key>,
    /// The events that report it.
    pub because: BTreeSet<EventId>,
}

impl<V> Resolved<V> {
    /// What nobody says.
    #[must_use]
    pub fn unknown() -> Self {
        Self { value: None, support: Support::Unknown, values: Vec::new() }
    }

    /// All sources that claim any of the values.
    #[must_use]
    pub fn sources(&self) -> BTreeSet<Key> {
        self.values.iter().flat_map(|claimed| claimed.sources.iter().cloned()).collect()
    }

    /// All events that report any of the values.
    #[must_use]
    pub fn because(&self) -> BTreeSet<EventId> {
        self.values.iter().flat_map(|claimed| claimed.because.iter().cloned()).collect()
    }
}

/// A value of which two claims may say the same thing more or less finely.
pub(crate) trait Meet: Clone + Eq + Ord {
    /// What two claims say together; none when they exclude each other. Commutative.
    fn meet(&self, other: &Self) -> Option<Self>;
}

fn meet_all<'a, V: Meet + 'a>(mut values: impl Iterator<Item = &'a V>) -> Option<Option<V>> {
    let first = values.next()?.clone();
    Some(values.try_fold(first, |met, value| met.meet(value)))
}

/// Reconciles the claims of one act about one thing.
///
/// * Firm claims that refine each other give the finest value; those that exclude each other are a
///   conflict. Where a court's own docket claims, only its claims count as firm.
/// * A claim marked `~` or `?`, one less than a court's, a disputed one, and one that is only
///   possibly inside the cut neither narrow the value nor make a conflict: what they exclude is
///   contested.
/// * A value that only possible claims support is possible.
pub(crate) fn reconcile<V: Meet>(mut claims: Vec<Claim<V>>) -> Resolved<V> {
    // `meet` of three values may depend on their order, so the order is the claims' own.
    claims.sort_by(|a, b| (&a.value, &a.event).cmp(&(&b.value, &b.event)));
    let any_certain = claims.iter().any(|claim| claim.certain);
    let (value, support) = match decide(&claims, any_certain) {
        None => (None, Support::Unknown),
        Some(None) => (None, Support::Conflict),
        Some(Some(value)) => {
            let support = match () {
                () if !any_certain => Support::Possible,
                () if is_contested(&claims, &value) => Support::Contested,
                () => Support::Stated,
            };
            (Some(value), support)
        }
    };
    Resolved { value, support, values: group(claims) }
}

/// The value that the weightiest claims come to: none without claims, none inside in a conflict.
fn decide<V: Meet>(claims: &[Claim<V>], certain: bool) -> Option<Option<V>> {
    let inside: Vec<_> = claims.iter().filter(|claim| claim.certain == certain).collect();
    let by_court = inside.iter().any(|claim| claim.court && claim.firm && !claim.contested);
    let rank = |claim: &Claim<V>| {
        let weight = [!claim.contested, !by_court || claim.court, claim.firm];
        weight.iter().position(|holds| !holds).unwrap_or(weight.len())
    };
    let best = inside.iter().map(|claim| rank(claim)).max()?;
    meet_all(inside.iter().filter(|claim| rank(claim) == best).map(|claim| &claim.value))
}

/// Whether a claim excludes the value, or nothing undisputed supports it.
fn is_contested<V: Meet>(claims: &[Claim<V>], value: &V) -> bool {
    let excluded = claims.iter().any(|claim| claim.value.meet(value).is_none());
    let supported = claims.iter().any(|claim| claim.certain && !claim.contested);
    excluded || !supported
}

fn group<V: Eq>(claims: Vec<Claim<V>>) -> Vec<Claimed<V>> {
    let mut groups: Vec<Claimed<V>> = Vec::new();
    for claim in claims {
        // Claims come sorted by value, so equal ones are neighbours.
        if groups.last().is_none_or(|last| last.value != claim.value) {
            let (sources, because) = (BTreeSet::new(), BTreeSet::new());
            groups.push(Claimed { value: claim.value, sources, because });
        }
        if let Some(last) = groups.last_mut() {
            last.sources.extend(claim.source);
            last.because.insert(claim.event);
        }
    }
    groups
}
