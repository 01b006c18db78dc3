//! Replays a case: the state after each entry of the log.
//!
//! `cargo run --example replay_a_case`

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use std::sync::Arc;

use docket_case::CaseState;
use docket_core::{Docket, Log, MemoryLog, Ticking};
use docket_formats::{EmptyLedger, parse};
use docket_time::Tz;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = parse(include_str!("cases/pherah-v-zoho.toml")).expect("a case file without faults");
    let log = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
    log.append(file.batch(&EmptyLedger))?;
    let docket = Docket::new(Arc::new(log));

    let view = docket.now().case(&file.case)?.expect("just recorded");
    for entry in view.entries() {
        let state: CaseState = view.until(entry.position).project();
        let (position, event) = (entry.position.to_string(), entry.event.event_id().to_string());
        println!("{position:>4} {event:<45} {:>2} defendants", state.defending());
    }
    let last: CaseState = view.project();
    assert_eq!((last.defending(), last.status.name()), (0, "settled"));
    Ok(())
}
