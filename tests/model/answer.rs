//! What the model and the engine both say of a case, in one plain shape.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    Act, ActEffect, ActWording, CaseId, Claimed, Dated, Effect, Ended, EntryState, EventId, Fact,
    FactValue, Key, Kind, Party, Reference, Resolution, Resolved, Scalar, Scope, Support, Verb,
    Wording,
};
use docket_time::Meaning;

use super::claim::{Outcome, Who};

/// Everything that is compared of a case at a cut.
#[derive(Debug, PartialEq)]
pub(super) struct Answer {
    pub(super) acts: Vec<Happening>,
    /// By position.
    pub(super) states: BTreeMap<u64, EntryState>,
    pub(super) not_yet_known: u64,
}

/// Everything that is compared of an act.
#[derive(Debug, PartialEq)]
pub(super) struct Happening {
    pub(super) case: CaseId,
    pub(super) key: Key,
    pub(super) events: BTreeSet<EventId>,
    pub(super) verb: Verb,
    pub(super) kind: Kind,
    pub(super) kinds: Outcome<String>,
    pub(super) occurred: Outcome<(Meaning, Option<String>)>,
    pub(super) by: Vec<Party>,
    pub(super) against: Vec<Party>,
    pub(super) facts: BTreeMap<Key, ToldFact>,
    pub(super) refers_to: BTreeMap<Reference, BTreeSet<EventId>>,
    pub(super) effects: Vec<ToldEffect>,
    /// With the event, the statement, and whether it is contested.
    pub(super) wordings: Vec<(EventId, Wording, Key, bool)>,
    pub(super) scope: Option<Scope>,
    pub(super) in_cases: BTreeMap<CaseId, Scope>,
    pub(super) text: Option<String>,
    pub(super) document_number: Option<String>,
    pub(super) place: Option<u64>,
    pub(super) is_certain: bool,
    pub(super) ending: Ended,
}

/// What is said of one thing in an act.
#[derive(Debug, PartialEq)]
pub(super) enum ToldFact {
    One(Outcome<FactValue>),
    Set(BTreeMap<Scalar, (Support, Who)>),
}

/// An effect in the world, with who reports it.
#[derive(Debug, PartialEq)]
pub(super) struct ToldEffect {
    pub(super) effect: Effect,
    pub(super) because: BTreeSet<EventId>,
    pub(super) sources: BTreeSet<Key>,
    pub(super) is_certain: bool,
    pub(super) is_contested: bool,
}

impl Answer {
    /// What the engine has to say of a case.
    pub(super) fn of(resolution: &Resolution<'_>) -> Self {
        let states = resolution.states.iter().map(|(position, state)| (position.0, *state));
        Self {
            acts: resolution.acts.iter().map(Happening::of).collect(),
            states: states.collect(),
            not_yet_known: resolution.not_yet_known,
        }
    }
}

impl Happening {
    fn of(act: &Act<'_>) -> Self {
        let dated = |date: Dated| (date.meaning, date.edtf.map(String::from));
        let wording = |told: &ActWording| {
            let ActWording { wording, event, statement, is_contested, .. } = told.clone();
            (event, wording, statement, is_contested)
        };
        let told = |(reference, because): &(Reference, docket_core::Few<EventId>)| {
            (reference.clone(), because.to_set())
        };
        let fact = |(key, fact): (&Key, &Fact)| (key.clone(), ToldFact::of(fact));
        Self {
            case: act.case.clone(),
            key: act.key.clone(),
            events: act.events(),
            verb: act.verb,
            kind: act.kind.clone(),
            kinds: outcome(&act.kinds(), |kind| kind.name()),
            occurred: outcome(&act.occurred, dated),
            by: act.by.clone(),
            against: act.against.clone(),
            facts: act.facts.iter().map(fact).collect(),
            refers_to: act.refers_to.iter().map(told).collect(),
            effects: act.effects.iter().map(ToldEffect::of).collect(),
            wordings: act.wordings.iter().map(wording).collect(),
            scope: act.scope,
            in_cases: act.in_cases.clone(),
            text: act.text().map(ToString::to_string),
            document_number: act.document_number().map(ToString::to_string),
            place: act.place,
            is_certain: act.is_certain,
            ending: act.ending.clone(),
        }
    }
}

impl ToldFact {
    fn of(fact: &Fact) -> Self {
        match fact {
            Fact::One(resolved) => Self::One(outcome(resolved, |value| value)),
            Fact::Set(members) => {
                let member = |member: &docket_core::Member| {
                    let who = (member.sources.clone(), member.because.clone());
                    (member.value.clone(), (member.support, who))
                };
                Self::Set(members.iter().map(member).collect())
            }
        }
    }
}

impl ToldEffect {
    fn of(told: &ActEffect) -> Self {
        let ActEffect { effect, because, sources, is_certain, is_contested } = told.clone();
        let because = because.to_set();
        let sources = sources.to_set();
        Self { effect, because, sources, is_certain, is_contested }
    }

    /// An effect that nobody has told yet.
    pub(super) fn new(effect: Effect) -> Self {
        let (because, sources) = (BTreeSet::new(), BTreeSet::new());
        Self { effect, because, sources, is_certain: false, is_contested: true }
    }
}

fn outcome<V: Clone, W: Ord>(resolved: &Resolved<V>, plain: impl Fn(V) -> W) -> Outcome<W> {
    let claimed = |claimed: &Claimed<V>| {
        let who = (claimed.sources.to_set(), claimed.because.to_set());
        (plain(claimed.value.clone()), who)
    };
    Outcome {
        value: resolved.value.clone().map(&plain),
        support: resolved.support,
        claimed: resolved.values.iter().map(claimed).collect(),
    }
}
