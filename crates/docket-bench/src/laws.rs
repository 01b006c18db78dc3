//! The laws of the test kit, held against the state of a case with many entries.

use std::fmt::Write;

use docket_case::CaseState;
use docket_testkit::{History, Kit, Law};

use crate::Result;
use crate::lines::{CaseLines, Dice, sources};
use crate::timing::timed;

/// Tries every law as often as it is tried where nobody says otherwise, and prints a table.
pub(crate) fn table(entries: usize) -> Result<String> {
    let (mut lines, mut dice) = (CaseLines::of(0), Dice(1));
    let described = sources();
    let left = entries.saturating_sub(described.len());
    let case = lines.case.clone();
    let events = described.into_iter().chain((0..left).map(|_| lines.next(&mut dice)));
    let history = History::of_events(case, events);
    let kit = Kit::<CaseState>::of().shown_by(ToString::to_string);
    let kit = kit.with_example(&history);
    let mut told = format!("All laws on a case of {entries} entries and on random histories.\n\n");
    writeln!(told, "| law | ms |\n|---|---:|")?;
    let mut whole = 0;
    for law in Law::ALL {
        let (held, took) = timed(|| Ok(kit.check(law)))?;
        held.map_err(|broken| broken.to_string())?;
        whole += took.as_millis();
        writeln!(told, "| {law} | {} |", took.as_millis())?;
    }
    writeln!(told, "| all of them | {whole} |")?;
    Ok(told)
}
