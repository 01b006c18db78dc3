//! What was recorded but not public: a state compared with itself without the published cut.

use docket_core::{Act, CaseId, CaseView, Projection, Support};

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

/// A state without the list of its acts, which is most of the work.
struct Unlisted(CaseState);

impl Projection for Unlisted {
    fn new(case: &CaseId) -> Self {
        Self(CaseState::new(case))
    }

    fn apply(&mut self, act: &Act<'_>) {
        self.0.take(act);
    }
}

/// Whether some report speaks of a thing that the state does not have; otherwise there is nothing
/// to be marked, and no need to fold a second time.
fn may_lack(state: &CaseState, view: &CaseView) -> bool {
    let has = |key: &str| state.facts.get(key).is_some_and(|fact| fact.support != Support::Unknown);
    let mut spoken_of = view.entries().iter().flat_map(|entry| entry.event.facts.keys());
    !has("filed") || spoken_of.any(|key| !has(key.as_str()))
}

/// The state of a case under its view's cut, with what was not yet public marked, and the number
/// of those facts.
#[must_use]
pub fn known(view: &CaseView) -> (CaseState, usize) {
    let mut state: CaseState = view.project();
    if view.cut().published_by.is_none() || !may_lack(&state, view) {
        return (state, 0);
    }
    let Unlisted(whole) = view.with_cut(&view.cut().whenever_published()).project();
    let marked = mark_not_yet_public(&mut state, &whole);
    (state, marked)
}
