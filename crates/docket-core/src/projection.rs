//! Projections: states folded out of acts.

use crate::act::Act;
use crate::id::CaseId;

/// A state folded out of the acts of one case.
///
/// The log's side: the acts are those inside one cut, resolved, each once, in docket order. The
/// projection's side: the state depends on the case and the acts alone, and `apply` is total: what
/// looks wrong about an act is part of the state.
pub trait Projection {
    /// The state of a case in which nothing has happened.
    fn new(case: &CaseId) -> Self
    where
        Self: Sized;

    /// Takes the next act into the state.
    fn apply(&mut self, act: &Act<'_>);
}

/// Two projections in one pass.
impl<P: Projection, Q: Projection> Projection for (P, Q) {
    fn new(case: &CaseId) -> Self {
        (P::new(case), Q::new(case))
    }

    fn apply(&mut self, act: &Act<'_>) {
        self.0.apply(act);
        self.1.apply(act);
    }
}

/// Folds acts into a state.
#[must_use]
pub fn fold<P: Projection>(case: &CaseId, acts: &[Act<'_>]) -> P {
    let mut state = P::new(case);
    for act in acts {
        state.apply(act);
    }
    state
}
