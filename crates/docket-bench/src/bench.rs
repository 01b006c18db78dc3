//! The bench: each work, on the ledger and on a raw file in turns.

use std::path::{Path, PathBuf};

use docket_core::{Batch, Docket};
use tempfile::TempDir;

use crate::Result;
use crate::ledger;
use crate::raw;
use crate::supply::{self, Supply, in_batches, lines_in_batches, singly};
use crate::table::Table;
use crate::timing::{median, number, per_second};
use crate::work::Work;

const APPENDERS: usize = 64;
/// The shares of the events that are appended durably one by one.
const SHARE_IN_TURN: usize = 40;
const SHARE_TOGETHER: usize = 5;

/// What is measured with, and where.
pub(crate) struct Bench {
    pub(crate) supply: Supply,
    pub(crate) dir: PathBuf,
}

impl Bench {
    /// Measures every row once.
    pub(crate) fn round(&self, table: &mut Table) -> Result<()> {
        let dir = TempDir::new_in(&self.dir)?;
        self.append(dir.path(), table)?;
        self.append_together(dir.path(), table)?;
        let raw_file = dir.path().join("raw-imported");
        let path = dir.path().join("imported");
        let docket = self.import(&path, &raw_file, table)?;
        self.read(&docket, &raw_file, table)?;
        // Closed, so that the store has nothing more to write.
        drop(docket);
        let bytes = number(self.supply.bytes());
        table.pair(Work::BytesImported, number(ledger::bytes_in(&path)?), bytes);
        Ok(())
    }

    /// Does the ledger's side of one row so many times.
    pub(crate) fn profile(&self, work: Work, times: u32) -> Result<()> {
        let dir = TempDir::new_in(&self.dir)?;
        let fresh = |time: u32| ledger::create(&dir.path().join(time.to_string()));
        let events = &self.supply.events;
        let imported = fresh(times)?;
        if matches!(work, Work::Replay | Work::Project | Work::OneCase) {
            ledger::append_in_turn(imported.log(), in_batches(events))?;
        }
        let once = |time| match work {
            Work::Append => {
                let events = &events[..events.len() / SHARE_IN_TURN];
                ledger::append_in_turn(fresh(time)?.log(), singly(events)).map(drop)
            }
            Work::AppendTogether | Work::BytesAppended => {
                ledger::append_together(fresh(time)?.log(), self.parts()).map(drop)
            }
            Work::Import | Work::BytesImported => {
                ledger::append_in_turn(fresh(time)?.log(), in_batches(events)).map(drop)
            }
            Work::Replay => ledger::replay(imported.log()).map(drop),
            Work::Project => ledger::project(&imported).map(drop),
            Work::OneCase => {
                let case = Supply::large_case();
                ledger::questions(&imported, &case, self.supply.cuts()).map(drop)
            }
        };
        (0..times).try_for_each(once)
    }

    fn append(&self, dir: &Path, table: &mut Table) -> Result<()> {
        let count = self.supply.events.len() / SHARE_IN_TURN;
        let docket = ledger::create(&dir.join("in-turn"))?;
        let ours = ledger::append_in_turn(docket.log(), singly(&self.supply.events[..count]))?;
        drop(docket);
        let raws = raw::append_in_turn(&dir.join("raw-in-turn"), &self.supply.payloads[..count])?;
        table.pair(Work::Append, per_second(count, ours), per_second(count, raws));
        Ok(())
    }

    fn append_together(&self, dir: &Path, table: &mut Table) -> Result<()> {
        let path = dir.join("together");
        let docket = ledger::create(&path)?;
        let ours = ledger::append_together(docket.log(), self.parts())?;
        drop(docket);
        let count = self.share_together();
        let lines = &self.supply.payloads[..count];
        let parts: Vec<_> = lines.chunks(count.div_ceil(APPENDERS)).collect();
        let raws = raw::append_together(&dir.join("raw-together"), &parts)?;
        table.pair(Work::AppendTogether, per_second(count, ours), per_second(count, raws));
        let bytes = number(ledger::bytes_in(&path)?);
        table.pair(Work::BytesAppended, bytes, number(supply::bytes(lines)));
        Ok(())
    }

    fn import(&self, path: &Path, raw_file: &Path, table: &mut Table) -> Result<Docket> {
        let Supply { events, payloads, .. } = &self.supply;
        let docket = ledger::create(path)?;
        let ours = ledger::append_in_turn(docket.log(), in_batches(events))?;
        let raws = raw::append_in_turn(raw_file, &lines_in_batches(payloads))?;
        let count = events.len();
        table.pair(Work::Import, per_second(count, ours), per_second(count, raws));
        Ok(docket)
    }

    /// What is read from an open ledger, after everything was read once.
    fn read(&self, docket: &Docket, raw_file: &Path, table: &mut Table) -> Result<()> {
        let count = self.supply.events.len();
        ledger::replay(docket.log())?;
        raw::replay(raw_file)?;
        let ours = per_second(count, ledger::replay(docket.log())?);
        table.pair(Work::Replay, ours, per_second(count, raw::replay(raw_file)?));
        let folded = per_second(count, ledger::project(docket)?);
        let decoded = per_second(count, ledger::replay(docket.log())?);
        table.pair(Work::Project, folded, decoded);
        let cuts = self.supply.cuts();
        let times = ledger::questions(docket, &Supply::large_case(), cuts)?;
        table.alone(Work::OneCase, median(&times));
        Ok(())
    }

    fn share_together(&self) -> usize {
        self.supply.events.len() / SHARE_TOGETHER
    }

    fn parts(&self) -> Vec<Vec<Batch>> {
        let count = self.share_together();
        let events = &self.supply.events[..count];
        events.chunks(count.div_ceil(APPENDERS)).map(singly).collect()
    }
}
