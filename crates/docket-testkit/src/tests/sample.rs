//! A projection without a bug, of the sort that people write.

use std::collections::BTreeMap;

use docket_core::{Act, CaseId, Projection};

use crate::Kit;

/// What was filed and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Papers {
    pub(super) acts: Vec<String>,
    pub(super) facts: BTreeMap<String, String>,
    pub(super) open: usize,
}

impl Projection for Papers {
    fn new(_: &CaseId) -> Self {
        Self::default()
    }

    fn apply(&mut self, act: &Act<'_>) {
        self.acts.push(line(act));
        self.open += usize::from(!act.is_ended());
        for (name, fact) in &act.facts {
            self.facts.insert(name.to_string(), format!("{:?}", fact.value()));
        }
    }
}

/// An act in words.
pub(super) fn line(act: &Act<'_>) -> String {
    let by: Vec<String> = act.by.iter().map(ToString::to_string).collect();
    let does: Vec<&str> = act.effects.iter().map(|does| does.effect.name()).collect();
    let occurred = act.occurred_edtf();
    let occurred = occurred.as_deref().unwrap_or("undated");
    let ended = if act.is_ended() { " (ended)" } else { "" };
    format!("{occurred} {:?} {} {}{ended}", act.kind, by.join(", "), does.join(", "))
}

/// A projection of one field, by what it does with an act.
macro_rules! projection {
    ($name:ident($state:ty), $apply:expr) => {
        #[derive(Clone, Debug, Default)]
        struct $name($state);

        impl Projection for $name {
            fn new(_: &CaseId) -> Self {
                Self::default()
            }

            fn apply(&mut self, act: &Act<'_>) {
                let apply: fn(&mut $state, &Act<'_>) = $apply;
                apply(&mut self.0, act);
            }
        }
    };
}

pub(super) use projection;

#[test]
fn an_honest_projection_obeys_all_laws() {
    Kit::<Papers>::of().with_effort(400).obeys_all();
}
