//! Claims and what they come to: a value with its support.

use std::collections::BTreeSet;

use serde::Serialize;
use smallvec::SmallVec;
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::few::Few;
use crate::id::{EventId, Key};

/// How well a value is supported by the reports inside a cut.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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

impl Support {
    /// The support as people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Contested => "contested",
            Self::Conflict => "in conflict",
            Self::Possible => "possibly",
            Self::NotYetPublic => "not yet public",
            Self::Unknown => "unknown",
        }
    }
}

/// One report's claim of one value.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent things that weigh on a claim")]
pub(crate) struct Claim<V> {
    pub(crate) value: V,
    pub(crate) source: Option<Key>,
    pub(crate) event: EventId,
    /// Not marked as approximate or uncertain.
    pub(crate) firm: bool,
    /// From a court's own docket, or an archive's copy of one.
    pub(crate) court: bool,
    /// From an archive's copy.
    pub(crate) archive: bool,
    /// Certainly inside the cut.
    pub(crate) certain: bool,
    /// Somebody disputes the report, or may have retracted it.
    pub(crate) contested: bool,
}

/// What several reports claim of one thing; nearly always one claim.
pub(crate) type Claims<V> = SmallVec<[Claim<V>; 1]>;

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
    pub sources: Few<Key>,
    /// The events that report it.
    pub because: Few<EventId>,
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

/// Reconciles the claims of one act about one thing.
///
/// * Firm claims that refine each other give the finest value; those that exclude each other are a
///   conflict. Of claims as firm as each other a court's own docket outranks the others.
/// * A claim marked `~` or `?`, one less than a court's, and one that is only possibly inside the cut
///   neither narrow the value nor make a conflict: what they exclude is contested.
/// * A disputed claim stands; a value that disputed claims alone support is contested.
/// * A value that only possible claims support is possible.
pub(crate) fn reconcile<V: Meet>(mut claims: Claims<V>) -> Resolved<V> {
    if claims.len() == 1
        && let Some(claim) = claims.pop()
    {
        return alone(claim);
    }
    // `meet` of three values may depend on their order, so the order is the claims' own.
    claims.sort_by(|a, b| (&a.value, &a.event).cmp(&(&b.value, &b.event)));
    let any_certain = claims.iter().any(|claim| claim.certain);
    let value = decide(&claims, any_certain);
    let support = match &value {
        _ if claims.is_empty() => Support::Unknown,
        _ if !any_certain => Support::Possible,
        None if claims.iter().any(|claim| claim.certain && claim.firm) => Support::Conflict,
        // Claims that are all marked as approximate or uncertain make no conflict.
        None => Support::Contested,
        Some(value) if is_contested(&claims, value) => Support::Contested,
        Some(_) => Support::Stated,
    };
    Resolved { value, support, values: group(claims) }
}

/// Nearly all values are claimed once; what is below comes to the same for them.
fn alone<V: Meet>(claim: Claim<V>) -> Resolved<V> {
    let support = match (claim.certain, claim.contested) {
        (false, _) => Support::Possible,
        (true, true) => Support::Contested,
        (true, false) => Support::Stated,
    };
    let sources = claim.source.into_iter().collect();
    let because = std::iter::once(claim.event).collect();
    let value = Some(claim.value.clone());
    Resolved { value, support, values: vec![Claimed { value: claim.value, sources, because }] }
}

/// The value that the weightiest claims come to; none where they exclude each other.
fn decide<V: Meet>(claims: &[Claim<V>], certain: bool) -> Option<V> {
    let inside: Vec<_> = claims.iter().filter(|claim| claim.certain == certain).collect();
    let weight = |claim: &Claim<V>| (claim.firm, claim.court);
    let most = inside.iter().map(|claim| weight(claim)).max()?;
    let mut best = inside.iter().filter(|claim| weight(claim) == most).map(|claim| &claim.value);
    let first = best.next()?.clone();
    best.try_fold(first, |met, value| met.meet(value))
}

/// Whether a claim excludes the value, or nothing undisputed supports it.
fn is_contested<V: Meet>(claims: &[Claim<V>], value: &V) -> bool {
    let excluded = claims.iter().any(|claim| claim.value.meet(value).is_none());
    let supported = claims.iter().any(|claim| claim.certain && !claim.contested);
    excluded || !supported
}

fn group<V: Eq>(claims: Claims<V>) -> Vec<Claimed<V>> {
    let mut groups: Vec<Claimed<V>> = Vec::new();
    for claim in claims {
        // Claims come sorted by value, so equal ones are neighbours.
        if groups.last().is_none_or(|last| last.value != claim.value) {
            let (sources, because) = (Few::default(), Few::default());
            groups.push(Claimed { value: claim.value, sources, because });
        }
        if let Some(last) = groups.last_mut() {
            last.sources.extend(claim.source);
            last.because.insert(claim.event);
        }
    }
    groups
}
