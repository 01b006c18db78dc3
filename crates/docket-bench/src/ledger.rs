//! The ledger, worked with as its users work with it.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use docket_case::CaseState;
use docket_core::{Batch, CaseId, Cut, Docket, Log, Position, SledLog};
use docket_statements::StatementHistory;
use docket_time::Tz;

use crate::Result;
use crate::host::Machine;
use crate::timing::{timed, timed_together};

type Both = (CaseState, StatementHistory);

/// Makes an empty ledger.
pub(crate) fn create(path: &Path) -> Result<Docket> {
    Ok(Docket::new(Arc::new(SledLog::create(path, Tz::UTC, Arc::new(Machine))?)))
}

/// Appends one batch after the other, each durable before the next.
pub(crate) fn append_in_turn(log: &dyn Log, batches: Vec<Batch>) -> Result<Duration> {
    timed(|| append(log, batches)).map(|((), took)| took)
}

/// Appends each part in a thread of its own.
pub(crate) fn append_together(log: &dyn Log, parts: Vec<Vec<Batch>>) -> Result<Duration> {
    timed_together(parts.into_iter().map(|batches| move || append(log, batches)).collect())
}

fn append(log: &dyn Log, batches: Vec<Batch>) -> Result<()> {
    for batch in batches {
        log.append(batch)?;
    }
    Ok(())
}

/// Reads every entry.
pub(crate) fn replay(log: &dyn Log) -> Result<Duration> {
    let read = || {
        for entry in log.entries(Position(1)..log.head()?.size.next()) {
            black_box(entry?);
        }
        Ok(())
    };
    timed(read).map(|((), took)| took)
}

/// Folds every case into both projections.
pub(crate) fn project(docket: &Docket) -> Result<Duration> {
    let fold = || {
        for (case, _) in docket.log().cases()? {
            black_box(ask(docket, &case, Cut::none())?);
        }
        Ok(())
    };
    timed(fold).map(|((), took)| took)
}

/// Folds one case under each of some cuts, and gives the microseconds that each took.
pub(crate) fn questions(docket: &Docket, case: &CaseId, cuts: Vec<Cut>) -> Result<Vec<f64>> {
    let ask = |cut| {
        let (state, took) = timed(|| ask(docket, case, cut))?;
        black_box(state);
        Ok(took.as_secs_f64() * 1e6)
    };
    cuts.into_iter().map(ask).collect()
}

fn ask(docket: &Docket, case: &CaseId, cut: Cut) -> Result<Option<Both>> {
    Ok(docket.at(cut).case(case)?.map(|view| view.project()))
}

/// The lengths of all files in a directory.
pub(crate) fn bytes_in(path: &Path) -> Result<usize> {
    let mut bytes = 0;
    for item in fs::read_dir(path)? {
        let (item, path) = item.map(|item| (item.metadata(), item.path()))?;
        let item = item?;
        bytes += if item.is_dir() { bytes_in(&path)? } else { usize::try_from(item.len())? };
    }
    Ok(bytes)
}
