//! The rules of reading, one invented story each: cuts, effects on reports, effects in the world,
//! reconciling, docket order and bookkeeping.

mod bookkeeping;
mod chains;
mod corrections;
mod cuts;
mod prefix;
mod reconciling;
mod world;

use docket_core::{Cut, Docket, EntryState};

use crate::story::{day, invented, position, state, view};

const CASE: &str = "alpha-v-beta";

fn now(docket: &Docket) -> docket_case::CaseState {
    state(docket, CASE, Cut::none())
}

fn published_by(docket: &Docket, date: &str) -> docket_case::CaseState {
    state(docket, CASE, Cut::published_by(day(date)))
}

fn acts(docket: &Docket) -> Vec<String> {
    now(docket).acts.iter().map(|act| act.act.to_string()).collect()
}

fn entry_state(docket: &Docket, id: &str) -> EntryState {
    let view = view(docket, CASE, Cut::none());
    view.resolve().states[&position(docket, &format!("{CASE}/{id}"))]
}

/// A complaint that the paper reports, with twelve patents.
const COMPLAINT: &str = r#"
[[event]]
id = "complaint"
verb = "filed"
kind = "Complaint"
source = "paper"
by = "Alpha"
against = "Beta"
occurred = "2024-07-30"
facts = { patents = 12 }
"#;

fn after_the_complaint(text: &str) -> Docket {
    invented(&format!("{COMPLAINT}\n{text}"))
}
