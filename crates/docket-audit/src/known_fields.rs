//! Everything known of a case, and what is recorded of it and was not yet public.

use std::collections::BTreeSet;

use docket_case::{CaseState, FactState, Known, known};
use docket_core::{CaseView, EventId, FactValue, Scalar, Support};

use crate::field::FieldPath;
use crate::fields::{Field, Fields};
use crate::picture::Picture;

impl Fields {
    /// Everything known of a view's case under its cut; what is recorded and was not certainly
    /// public by then, marked so and without a value; and what can be counted:
    ///
    /// | path | what |
    /// |---|---|
    /// | `acts` | how many acts there are |
    /// | `defending` | how many parties that are certainly sued are still in the case |
    /// | `not_yet_known/entries`, `not_yet_known/facts` | how much was not yet public |
    #[must_use]
    pub fn known(view: &CaseView) -> Self {
        let mut picture: Picture = view.project();
        let (state, facts) = known(view);
        picture.case = state;
        let mut fields = counted(view, &picture.case, facts);
        fields.extend(Self::from(&picture).iter().cloned());
        if view.cut().published_by.is_some() {
            let whole = Self::of(&view.with_cut(&view.cut().whenever_published()));
            let inside: BTreeSet<FieldPath> =
                fields.iter().map(|field| field.path.clone()).collect();
            let is_new = |field: &&Field| !inside.contains(&field.path);
            let mark = |field: &Field| Field {
                path: field.path.clone(),
                state: FactState::not_yet_public(),
            };
            fields.extend(whole.iter().filter(is_new).map(mark));
        }
        Self::from_parts(fields)
    }
}

fn counted(view: &CaseView, state: &CaseState, facts: usize) -> Vec<Field> {
    let acts = state.acts.iter().flat_map(|act| act.events.iter().cloned()).collect();
    let sued = state.parties.iter().filter(|party| party.role.is_defending());
    let sued = sued.flat_map(|party| party.because.clone()).collect();
    let is_cut = view.cut().published_by.is_some();
    let entries = if is_cut { view.resolve().not_yet_known } else { 0 };
    let not_yet = |what| FieldPath::item("not_yet_known", what);
    vec![
        count(FieldPath::count("acts"), state.acts.len(), acts),
        count(FieldPath::count("defending"), state.defending(), sued),
        count(not_yet("entries"), usize::try_from(entries).unwrap_or(usize::MAX), BTreeSet::new()),
        count(not_yet("facts"), facts, BTreeSet::new()),
    ]
}

fn count(path: FieldPath, number: usize, because: BTreeSet<EventId>) -> Field {
    let number = Scalar::count(i64::try_from(number).unwrap_or(i64::MAX));
    let value = Some(Known::One(FactValue::One(number)));
    let state = FactState { value, support: Support::Stated, because, ..FactState::unknown() };
    Field { path, state }
}
