//! Small logs, and the key that signs them.

use std::sync::Arc;

use docket_case::CaseState;
use docket_core::{
    Batch, CaseId, Docket, Event, Hash, Kept, Kind, Log, MemoryLog, Position, Ticking, Verb,
};
use docket_proof::SigningKey;
use docket_statements::StatementHistory;
use docket_time::Tz;

/// A log in memory with these events, recorded a second apart.
///
/// # Panics
/// When it does not take them.
pub(crate) fn recorded(events: &[Event]) -> Arc<MemoryLog> {
    let log = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
    if let Err(error) = log.append(Batch::of(events.to_vec())) {
        panic!("a log does not take what has no fault: {error}");
    }
    Arc::new(log)
}

/// Folds a case.
pub(crate) fn fold(docket: &Docket, case: &CaseId) {
    if let Some(view) = docket.now().case(case).expect("a log in memory is read") {
        let _ = view.project::<(CaseState, StatementHistory)>();
    }
}

/// All that a log keeps.
pub(crate) fn all(log: &dyn Log) -> Vec<Kept> {
    let size = log.head().expect("a log in memory is read").size;
    let all = log.kept(Position(1)..size.next());
    all.collect::<Result<_, _>>().expect("a log in memory is read")
}

/// A log of so many entries, always the same, and the hashes of its tree.
///
/// # Panics
/// Never.
#[must_use]
pub fn a_log(size: u64) -> (Vec<Kept>, Vec<Vec<Hash>>) {
    let event = |number: u64| {
        let id = format!("motion-{number}").parse().expect("a name");
        let case = "alpha-v-beta".parse().expect("a name");
        let mut event = Event::new(case, id, Kind::Motion, Verb::Filed);
        event.source = Some("gazette".parse().expect("a name"));
        event
    };
    let entries = all(&*recorded(&(1..=size).map(event).collect::<Vec<_>>()));
    let mut tree = docket_proof::Tree::empty();
    let nodes = entries.iter().map(|entry| {
        let mut nodes = Vec::new();
        tree.push(entry.leaf().hash(), &mut nodes);
        nodes
    });
    let nodes = nodes.collect();
    (entries, nodes)
}

/// The key that signs such a log. Everybody knows it.
///
/// # Panics
/// Never.
#[must_use]
pub fn signing_key() -> SigningKey {
    SigningKey::from_seed(Some("log"), [7; 32]).expect("a name without white space")
}
