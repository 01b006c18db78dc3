//! How an entry stands in its own case: its dates, resolved, and what became of it.

use std::collections::BTreeMap;

use docket_audit::EntryDates;
use docket_core::{CaseId, Docket, EntryState, LogEntry, Position, Result};

/// An entry's dates as it gives them, and its state as its case stands now.
pub(crate) struct Standing {
    pub(crate) dates: EntryDates,
    pub(crate) state: EntryState,
}

impl Standing {
    /// How each entry of a log stands.
    pub(crate) fn of_all(docket: &Docket) -> Result<BTreeMap<Position, Self>> {
        let mut all = BTreeMap::new();
        for (case, _) in docket.log().cases()? {
            all.extend(of_case(docket, &case)?);
        }
        Ok(all)
    }
}

fn of_case(docket: &Docket, case: &CaseId) -> Result<Vec<(Position, Standing)>> {
    let Some(view) = docket.now().case(case)? else { return Ok(Vec::new()) };
    let states = view.resolve().states;
    let read = |entry: &LogEntry| {
        let dates = EntryDates::of(&entry.event, view.books(), view.zone());
        // Bookkeeping has no state of its own: it stands.
        let state = states.get(&entry.position).copied().unwrap_or(EntryState::Stands);
        (entry.position, Standing { dates, state })
    };
    Ok(view.entries().iter().filter(|entry| entry.event.case == *case).map(read).collect())
}

/// An entry's state as JSON has it.
pub(crate) fn state_name(state: EntryState) -> &'static str {
    match state {
        EntryState::Stands => "stands",
        EntryState::Corrected => "corrected",
        EntryState::Restricted => "restricted",
        EntryState::Ended => "ended",
        EntryState::Retracted => "retracted",
        EntryState::Expunged => "expunged",
    }
}
