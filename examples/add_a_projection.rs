//! Adds a projection: who acted, and how often, folded from the same acts as every other state.
//!
//! `cargo run --example add_a_projection`

use std::collections::BTreeMap;
use std::sync::Arc;

use docket_core::{Act, CaseId, Docket, Log, MemoryLog, Projection, Ticking};
use docket_formats::{EmptyLedger, parse};
use docket_time::Tz;

/// How many acts each party is told to have done.
struct Activity(BTreeMap<String, usize>);

impl Projection for Activity {
    fn new(_: &CaseId) -> Self {
        Self(BTreeMap::new())
    }

    fn apply(&mut self, act: &Act<'_>) {
        for party in &act.by {
            *self.0.entry(act.identity(party)).or_default() += 1;
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = parse(include_str!("cases/pherah-v-zoho.toml")).expect("a case file without faults");
    let log = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
    log.append(file.batch(&EmptyLedger))?;
    let docket = Docket::new(Arc::new(log));

    let view = docket.now().case(&file.case)?.expect("just recorded");
    let Activity(acts) = view.project();
    assert_eq!(acts["pherah"], 2);
    Ok(())
}
