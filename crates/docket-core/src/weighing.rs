//! Weighing: why the claims of one act come to what they come to.

use serde::Serialize;
use strum::IntoStaticStr;

use crate::act::Act;
use crate::claim::{Claim, Claims, Meet, Support, reconcile};
use crate::dated::Dated;
use crate::id::{EventId, Key};
use crate::kind::Kind;
use crate::telling::{dates, fact_claims, kind_claims};
use crate::value::FactValue;

/// The claims of one act about one thing, weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed<V> {
    /// The rules that decided, in the order in which they apply.
    pub rules: Vec<Rule>,
    /// Every claim, in order of value and event.
    pub claims: Vec<WeighedClaim<V>>,
}

/// One report's claim, and the part it has in the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeighedClaim<V> {
    /// What is claimed.
    pub value: V,
    /// Who claims it.
    pub source: Option<Key>,
    /// The event that reports it.
    pub event: EventId,
    /// What it does for the value.
    pub part: Part,
    /// What weighs for or against it.
    pub marks: Vec<Mark>,
}

/// What a claim does for the value that its act comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The value rests on it.
    Supports,
    /// It agrees with the value, but weightier claims decided.
    Agrees,
    /// It excludes the value, or another claim as weighty as itself.
    Contradicts,
}

/// Something that weighs on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// From a court's own docket.
    Court,
    /// From an archive's copy of a court's docket, which weighs as much.
    Archive,
    /// Marked by its source as approximate or uncertain.
    Qualified,
    /// Only possibly inside the cut.
    Possible,
    /// Disputed, or perhaps taken back.
    Contested,
}

/// A rule that decides what claims come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Rule {
    /// One report says it and nothing else is said.
    OneClaim,
    /// Claims certainly inside the cut go before those that possibly are.
    CertainBeforePossible,
    /// Firm claims go before those marked as approximate or uncertain.
    FirmBeforeQualified,
    /// A court's own docket goes before others on what it shows.
    CourtBeforeOthers,
    /// Claims that refine each other come to the finest value.
    Agreement,
    /// Claims that exclude each other are a conflict, and none is chosen.
    Exclusion,
    /// What disputed claims alone support is contested.
    Dispute,
    /// A set is one claim for each member.
    Members,
}

impl Rule {
    /// The rule's name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The rule as people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OneClaim => "one report says so, and no other says anything",
            Self::CertainBeforePossible => {
                "what is certainly inside the cut goes before what possibly is"
            }
            Self::CourtBeforeOthers => "a court's own docket goes before others on what it shows",
            Self::FirmBeforeQualified => "a firm claim goes before one marked `~`, `?` or about",
            Self::Agreement => "claims that refine each other come to the finest value",
            Self::Exclusion => "claims that exclude each other are a conflict; none is chosen",
            Self::Dispute => "what disputed reports alone support is contested",
            Self::Members => "a set is one claim for each member",
        }
    }
}

impl Mark {
    /// The mark as people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Court => "the court's own docket",
            Self::Archive => "an archive's copy of the court's docket",
            Self::Qualified => "approximate or uncertain",
            Self::Possible => "possibly inside the cut",
            Self::Contested => "disputed",
        }
    }
}

impl Act<'_> {
    /// Why a fact of the act has its value; none where no report says anything of it.
    #[must_use]
    pub fn weigh_fact(&self, key: &Key) -> Option<Weighed<FactValue>> {
        let claims = fact_claims(&self.reports, key);
        match &claims[..] {
            [] => None,
            several if several.iter().any(|claim| matches!(claim.value, FactValue::Set(_))) => {
                Some(members(claims))
            }
            _ => Some(weigh(claims)),
        }
    }

    /// Why the act has its date.
    #[must_use]
    pub fn weigh_date(&self) -> Weighed<Dated> {
        weigh(dates(&self.reports))
    }

    /// Why the act is of its kind.
    #[must_use]
    pub fn weigh_kind(&self) -> Weighed<Kind> {
        weigh(kind_claims(&self.reports))
    }
}

fn weigh<V: Meet>(mut claims: Claims<V>) -> Weighed<V> {
    claims.sort_by(|a, b| (&a.value, &a.event).cmp(&(&b.value, &b.event)));
    let resolved = reconcile(claims.clone());
    let certain = claims.iter().any(|claim| claim.certain);
    let inside: Vec<&Claim<V>> = claims.iter().filter(|claim| claim.certain == certain).collect();
    let weight = |claim: &Claim<V>| (claim.certain, claim.firm, claim.court);
    let most = claims.iter().map(weight).max();
    let decides = |claim: &Claim<V>| Some(weight(claim)) == most;
    let (firm, court) = most.map_or((false, false), |(_, firm, court)| (firm, court));

    let mut rules = Vec::new();
    let mut rule = |applies: bool, rule: Rule| rules.extend(applies.then_some(rule));
    rule(claims.len() == 1, Rule::OneClaim);
    rule(inside.len() < claims.len(), Rule::CertainBeforePossible);
    rule(firm && inside.iter().any(|claim| !claim.firm), Rule::FirmBeforeQualified);
    let is_as_firm = |claim: &&&Claim<V>| claim.firm == firm;
    let outranked = inside.iter().filter(is_as_firm).any(|claim| !claim.court);
    rule(court && outranked, Rule::CourtBeforeOthers);
    let deciding = claims.iter().filter(|claim| decides(claim)).count();
    rule(deciding > 1 && resolved.value.is_some(), Rule::Agreement);
    rule(resolved.value.is_none(), Rule::Exclusion);
    let undisputed = claims.iter().any(|claim| claim.certain && !claim.contested);
    rule(resolved.support == Support::Contested && !undisputed, Rule::Dispute);

    let part = |claim: &Claim<V>| match &resolved.value {
        Some(value) if claim.value.meet(value).is_none() => Part::Contradicts,
        Some(_) if decides(claim) => Part::Supports,
        Some(_) => Part::Agrees,
        None => Part::Contradicts,
    };
    let parts: Vec<Part> = claims.iter().map(part).collect();
    let claims = claims.into_iter().zip(parts).map(|(claim, part)| weighed(claim, part));
    Weighed { claims: claims.collect(), rules }
}

fn members(mut claims: Claims<FactValue>) -> Weighed<FactValue> {
    claims.sort_by(|a, b| (&a.value, &a.event).cmp(&(&b.value, &b.event)));
    let claims = claims.into_iter().map(|claim| weighed(claim, Part::Supports)).collect();
    Weighed { claims, rules: vec![Rule::Members] }
}

fn weighed<V>(claim: Claim<V>, part: Part) -> WeighedClaim<V> {
    let marks = [
        (claim.court && !claim.archive, Mark::Court),
        (claim.archive, Mark::Archive),
        (!claim.firm, Mark::Qualified),
        (!claim.certain, Mark::Possible),
        (claim.contested, Mark::Contested),
    ];
    let marks = marks.into_iter().filter_map(|(is, mark)| is.then_some(mark)).collect();
    WeighedClaim { value: claim.value, source: claim.source, event: claim.event, part, marks }
}
