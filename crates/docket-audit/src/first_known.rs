//! When something was first known, and every stretch in which it was.

use std::collections::BTreeSet;

use docket_case::{FactState, ValueState};
use docket_core::{CaseView, Key, Support};

use crate::clock::{Clock, Point};
use crate::field::FieldPath;
use crate::stretch::{Stretch, along};

/// When a field was known by one clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstKnown {
    /// The clock.
    pub clock: Clock,
    /// When somebody first said it, whoever said otherwise.
    pub said: Option<Point>,
    /// When it first was the value, and nobody inside the cut said otherwise.
    pub stated: Option<Point>,
    /// When it first was the value on the word of two sources independent of each other.
    pub corroborated: Option<Point>,
    /// Every stretch in which somebody said it, with how it stood in each.
    pub stretches: Vec<Stretch<Held>>,
}

/// How something that was said stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Whether it was the value; otherwise it was only claimed.
    pub is_value: bool,
    /// How well the field was supported; of a member of a set, how well that member was.
    pub support: Support,
    /// The sources that said it.
    pub sources: BTreeSet<Key>,
    /// How many of them are independent of each other, as sources were described then.
    pub independent: usize,
    /// The field as the state had it.
    pub state: FactState,
}

impl FirstKnown {
    /// Asks since when a field has been known by a clock, or has had one value.
    ///
    /// A value is told by its text, as a state shows it; of a set it is one of its members. A value
    /// that others refine without contradicting it (`2024` where another says `2024-07`) counts as
    /// the value too.
    #[must_use]
    pub fn of(view: &CaseView, path: &FieldPath, value: Option<&str>, clock: Clock) -> Self {
        let stretches = along(view, path, clock, |view, state| held(view, state, value));
        let first = |holds: fn(&Held) -> bool| {
            stretches.iter().find(|stretch| holds(&stretch.held)).map(|stretch| stretch.from)
        };
        Self {
            clock,
            said: first(|_| true),
            stated: first(|held| held.is_value && held.support == Support::Stated),
            corroborated: first(|held| {
                held.is_value && held.support != Support::Possible && held.independent > 1
            }),
            stretches,
        }
    }
}

fn held(view: &CaseView, state: &FactState, value: Option<&str>) -> Option<Held> {
    let (is_value, support, sources) = match value {
        None => (state.value.is_some(), state.support, agreeing(state)),
        Some(value) => claim(state, value)?,
    };
    let independent = view.books().roots(&sources).len();
    Some(Held { is_value, support, sources, independent, state: state.clone() })
}

/// The sources that say what the value is; where nobody says otherwise, all of them.
fn agreeing(state: &FactState) -> BTreeSet<Key> {
    if state.support == Support::Stated || state.values.is_empty() {
        return state.sources.clone();
    }
    let is_value = |one: &&ValueState| one.value.is_some() && one.value.as_ref() == state.one();
    match state.values.iter().find(is_value) {
        Some(value) => value.sources.clone(),
        None if state.one().is_some() => BTreeSet::new(),
        None => state.sources.clone(),
    }
}

/// Whether a state has a value or only a claim of it, how well, and by which sources.
fn claim(state: &FactState, value: &str) -> Option<(bool, Support, BTreeSet<Key>)> {
    let is_meant = |text: String| text == value;
    let member = state.members().iter().find(|member| is_meant(member.value.to_string()));
    if let Some(member) = member {
        return Some((true, member.support, member.sources.clone()));
    }
    let claimed = state.values.iter().find(|claimed| {
        claimed.value.as_ref().is_some_and(|claimed| is_meant(claimed.to_string()))
    });
    let is_chosen = state.one().is_some_and(|one| is_meant(one.to_string()));
    match (is_chosen, claimed) {
        (true, Some(claimed)) => Some((true, state.support, claimed.sources.clone())),
        (true, None) => Some((true, state.support, state.sources.clone())),
        // Where nobody is contradicted the value refines every claim.
        (false, Some(claimed)) => {
            Some((state.support == Support::Stated, state.support, claimed.sources.clone()))
        }
        (false, None) => None,
    }
}
