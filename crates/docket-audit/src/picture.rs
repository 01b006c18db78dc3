//! Everything known of a case, in one pass.

use docket_case::{CaseState, FactState};
use docket_core::{Act, CaseId, Projection};
use docket_statements::StatementHistory;

use crate::act_fields::fields_of_act;
use crate::field::FieldPath;

/// The state of a case, what was said in it, and each of its acts, field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The state of the case.
    pub case: CaseState,
    /// What was said in it.
    pub statements: StatementHistory,
    pub(crate) acts: Vec<(FieldPath, FactState)>,
}

impl Projection for Picture {
    fn new(case: &CaseId) -> Self {
        let (state, statements) = (CaseState::new(case), StatementHistory::new(case));
        Self { case: state, statements, acts: Vec::new() }
    }

    fn apply(&mut self, act: &Act<'_>) {
        self.case.apply(act);
        self.statements.apply(act);
        self.acts.extend(fields_of_act(act, &self.case.case));
    }
}
