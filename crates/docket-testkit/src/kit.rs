//! The kit: something that is asked of a docket, put to the test.

use std::any::type_name;
use std::fmt::Debug;
use std::sync::Arc;

use docket_core::{CaseId, CaseView, Cut, Docket, Projection};

use crate::history::History;
use crate::outline::NOTHING;

/// What is asked; none where nothing is recorded.
type Ask<P> = Arc<dyn Fn(&Docket, &CaseId, &Cut) -> Option<P> + Send + Sync>;
type Show<P> = Arc<dyn Fn(&P) -> String + Send + Sync>;
type Carry<P> = Arc<dyn Fn(P) -> P + Send + Sync>;
/// A fold that lays its state down after so many acts, and takes it up again.
pub(crate) type Fold<P> = fn(&CaseView, usize, &dyn Fn(P) -> P) -> P;

/// A projection, or another way to ask a docket, put to the test: its states as
/// [exhibits](crate::Exhibit), and the [laws](crate::Law) it has to obey.
pub struct Kit<P> {
    pub(crate) name: String,
    ask: Ask<P>,
    show: Show<P>,
    pub(crate) fold: Option<Fold<P>>,
    pub(crate) carry: Carry<P>,
    pub(crate) examples: Vec<History>,
    pub(crate) effort: Option<u32>,
    pub(crate) shows_reports: bool,
}

impl<P: Projection + Debug + 'static> Kit<P> {
    /// Tests a projection. Its state is shown as `{:#?}` has it.
    #[must_use]
    pub fn of() -> Self {
        let name = short(type_name::<P>());
        let ask = |docket: &Docket, case: &CaseId, cut: &Cut| {
            view(docket, case, cut).map(|view| view.project())
        };
        Self { fold: Some(in_pieces), ..Self::asking(&name, ask) }
    }

    /// The same kit for a state that is laid down between two acts and taken up again: as JSON, as a
    /// row, as a clone. Without it the state stays where it is.
    #[must_use]
    pub fn carried_by(self, carry: impl Fn(P) -> P + Send + Sync + 'static) -> Self {
        Self { carry: Arc::new(carry), ..self }
    }
}

impl<P: Debug + 'static> Kit<P> {
    /// Tests whatever asks a docket about a case under a cut: a report, a read model, an answer with its
    /// own look at the log. The name is that of the exhibits.
    #[must_use]
    pub fn asking(
        name: &str,
        ask: impl Fn(&Docket, &CaseId, &Cut) -> Option<P> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.to_owned(),
            ask: Arc::new(ask),
            show: Arc::new(|state| format!("{state:#?}")),
            fold: None,
            carry: Arc::new(|state| state),
            examples: Vec::new(),
            effort: None,
            shows_reports: false,
        }
    }

    /// The same kit with another text for a state: one that a person can read.
    #[must_use]
    pub fn shown_by(self, show: impl Fn(&P) -> String + Send + Sync + 'static) -> Self {
        Self { show: Arc::new(show), ..self }
    }

    /// The same kit with a history of your own. The laws are held against it as it is, and random
    /// histories speak of what it speaks of.
    ///
    /// # Panics
    /// When nothing in it is about its case: a test of nothing would pass.
    #[must_use]
    pub fn with_example(mut self, history: &History) -> Self {
        let is_about = history.entries().iter().any(|entry| entry.event.is_about(history.case()));
        assert!(is_about, "the example tells nothing of {}", history.case());
        self.examples.push(history.clone());
        self
    }

    /// The same kit for a state that tells of the reports themselves: their ids, their sources, how many
    /// there are. [`Law::ToldTwice`](crate::Law::ToldTwice) says nothing of such a state.
    #[must_use]
    pub fn showing_reports(self) -> Self {
        Self { shows_reports: true, ..self }
    }

    /// The same kit, which tries each law on so many random histories, one at the least. Otherwise it is
    /// 64, or what `PROPTEST_CASES` says.
    #[must_use]
    pub fn with_effort(self, histories: u32) -> Self {
        Self { effort: Some(histories), ..self }
    }

    /// The state at a cut, as text.
    pub(crate) fn tell(&self, docket: &Docket, case: &CaseId, cut: &Cut) -> String {
        let state = (self.ask)(docket, case, cut);
        state.map_or_else(|| NOTHING.to_owned(), |state| (self.show)(&state))
    }

    pub(crate) fn show(&self, state: &P) -> String {
        (self.show)(state)
    }
}

/// What a log in memory holds of a case, inside a cut.
pub(crate) fn view(docket: &Docket, case: &CaseId, cut: &Cut) -> Option<CaseView> {
    docket.at(cut.clone()).case(case).expect("a log in memory can be read")
}

fn in_pieces<P: Projection>(view: &CaseView, acts: usize, carry: &dyn Fn(P) -> P) -> P {
    let mut state = P::new(view.case());
    let resolution = view.resolve();
    let (before, after) = resolution.acts.split_at(acts);
    for act in before {
        state.apply(act);
    }
    state = carry(state);
    for act in after {
        state.apply(act);
    }
    state
}

/// The name of a type without the modules that it and its parameters stand in.
fn short(name: &str) -> String {
    let pieces = name.split_inclusive(['<', '(', ',', ' ']);
    pieces.map(|piece| piece.rsplit("::").next().unwrap_or(piece)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kit_is_named_after_its_type_without_modules() {
        assert_eq!(short("a::b::Papers"), "Papers");
        assert_eq!(short("(a::One, b::c::Two<d::E>)"), "(One, Two<E>)");
    }
}
