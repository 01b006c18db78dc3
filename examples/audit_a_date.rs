//! Audits a date: what was public by the end of a day, and what was recorded but not yet public.
//!
//! `cargo run --example audit_a_date`

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use std::sync::Arc;

use docket_core::{Cut, Docket, Log, MemoryLog, Support, Ticking};
use docket_formats::{EmptyLedger, parse};
use docket_time::{Day, Tz};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file =
        parse(include_str!("cases/amazon-v-nokia.toml")).expect("a case file without faults");
    let log = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
    log.append(file.batch(&EmptyLedger))?;
    let docket = Docket::new(Arc::new(log));

    let day = Day::from_ymd(2024, 7, 31).expect("a day");
    let view = docket.at(Cut::published_by(day)).case(&file.case)?.expect("just recorded");
    let (state, not_yet_public) = docket_case::known(&view);
    println!("Public by the end of {day}:\n\n{state}");
    println!("{not_yet_public} facts were recorded and not yet public.");
    assert_eq!(state.facts["patents_in_suit"].support, Support::NotYetPublic);
    Ok(())
}
