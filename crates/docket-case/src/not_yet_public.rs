//! What was recorded but not public: a state compared with itself without the published cut.

use std::collections::BTreeSet;

use docket_core::{Bookkeeping, CaseView, Effect, Event, EventId, Field, Key, Support, Target};

use crate::date::DateState;
use crate::fact::FactState;
use crate::state::CaseState;

/// Marks in `state`, which is under a published cut, every fact that only `whole` has: the same
/// case under the same other cuts without the published one.
///
/// The fact's key is shown and neither its value nor its sources. Returns how many there are.
pub fn mark_not_yet_public(state: &mut CaseState, whole: &CaseState) -> usize {
    let says = |fact: &FactState| fact.support != Support::Unknown;
    let mut marked = 0;
    for (key, fact) in &whole.facts {
        if says(fact) && !state.facts.get(key).is_some_and(says) {
            state.facts.insert(key.clone(), FactState::not_yet_public());
            marked += 1;
        }
    }
    if state.filed.is_none() && whole.filed.is_some() {
        state.filed = Some(DateState::not_yet_public());
    }
    marked
}

/// The facts that some report speaks of and the state does not have, `filed` among them where the
/// state has no date of filing.
fn lacking<'v>(state: &CaseState, view: &'v CaseView) -> BTreeSet<&'v str> {
    let has = |key: &str| state.facts.get(key).is_some_and(|fact| fact.support != Support::Unknown);
    let spoken_of = view.entries().iter().flat_map(|entry| entry.event.facts.keys());
    let spoken_of = spoken_of.map(Key::as_str).chain(std::iter::once("filed"));
    spoken_of.filter(|key| !has(key)).collect()
}

/// The events whose kind somebody put right, so that they may begin the case after all.
fn reclassified(view: &CaseView) -> BTreeSet<&EventId> {
    let corrects_kind =
        |effect: &&Effect| matches!(effect, Effect::Corrects { field: Field::Kind, .. });
    let fixes_kind = |note: &&Bookkeeping| {
        matches!(note, Bookkeeping::TranscriptionFixed { field: Field::Kind, .. })
    };
    let events = || view.entries().iter().map(|entry| &entry.event);
    let corrected = events().flat_map(|event| &event.effects).filter(corrects_kind);
    let fixed = events().filter_map(|event| event.bookkeeping.as_ref()).filter(fixes_kind);
    let targets = corrected.filter_map(Effect::target).chain(fixed.flat_map(Bookkeeping::targets));
    targets.filter_map(Target::event).collect()
}

/// The state of a case under its view's cut, with what was not yet public marked, and the number
/// of those facts.
#[must_use]
pub fn known(view: &CaseView) -> (CaseState, usize) {
    let mut state: CaseState = view.project();
    if view.cut().published_by.is_none() {
        return (state, 0);
    }
    let lacking = lacking(&state, view);
    if lacking.is_empty() {
        return (state, 0);
    }
    let may_begin = if lacking.contains("filed") { reclassified(view) } else { BTreeSet::new() };
    let begins = |event: &Event| {
        lacking.contains("filed")
            && (event.kind.is_initiating() || may_begin.contains(&event.event_id()))
    };
    let says = |event: &Event| event.facts.keys().any(|key| lacking.contains(key.as_str()));
    // Only what bears on these facts is folded a second time.
    let whole = view.with_cut(&view.cut().whenever_published());
    let whole: CaseState = whole.bearing_on(|event| says(event) || begins(event)).project();
    let marked = mark_not_yet_public(&mut state, &whole);
    (state, marked)
}
