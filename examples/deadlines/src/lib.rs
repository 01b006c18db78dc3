//! What is due in a case.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Act, CaseId, Effect, Projection};

/// What is due, by the day on which it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deadlines {
    /// What, by day.
    pub due: BTreeMap<String, BTreeSet<String>>,
}

impl Projection for Deadlines {
    fn new(_: &CaseId) -> Self {
        Self::default()
    }

    fn apply(&mut self, act: &Act<'_>) {
        // An order that was vacated sets no deadline.
        if act.is_ended() {
            return;
        }
        for does in &act.effects {
            if let Effect::Deadline { deadline, due, .. } = &does.effect {
                self.due.entry(due.text().to_owned()).or_default().insert(deadline.clone());
            }
        }
    }
}
