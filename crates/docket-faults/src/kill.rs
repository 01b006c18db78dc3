//! Kills: `kill -9` at a random moment, again and again on one ledger.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::Duration;

use fastrand::Rng;
use tempfile::TempDir;

use crate::Result;
use crate::aftermath::{Restored, look};
use crate::naive::Naive;
use crate::outcome::Outcome;
use crate::part::Rounds;
use crate::told::Told;
use crate::workload::{Amount, WORKLOADS, Workload, copy_anew};

/// So many kills a ledger has to survive; then there is a new one.
pub(crate) const KILLS: u64 = 16;

/// As long as any workload takes, for a start.
const A_WHILE: Duration = Duration::from_millis(60);

/// Kills, round by round.
pub(crate) struct Kills {
    scratch: TempDir,
    /// Instead of the workloads of the product, for a negative control.
    only: Option<Workload>,
    told: Told,
    restored: Restored,
    /// About how long each workload takes.
    takes: BTreeMap<String, Duration>,
}

impl Kills {
    pub(crate) fn new(scratch: TempDir, only: Option<Workload>) -> Self {
        let (told, restored, takes) = Default::default();
        Self { scratch, only, told, restored, takes }
    }

    fn workload(&self, number: u64, dice: &mut Rng) -> Workload {
        let workload = match number % KILLS {
            0 => Workload::Append,
            _ => WORKLOADS[dice.usize(..WORKLOADS.len())],
        };
        if workload.needs_backup() && self.told.backed_up.is_none() {
            return Workload::BackUp;
        }
        if workload == Workload::Expunge && self.told.acknowledged.is_empty() {
            return Workload::Append;
        }
        self.only.unwrap_or(workload)
    }

    /// Lets a process work until a random moment.
    fn kill(
        &mut self,
        workload: Workload,
        amount: Amount,
        dice: &mut Rng,
    ) -> Result<Option<String>> {
        let takes = self.takes.entry(workload.to_string()).or_insert(A_WHILE);
        let mut child = workload.command(self.scratch.path(), amount)?.spawn()?;
        let moment = takes.mul_f64(dice.f64());
        thread::sleep(moment);
        let ended = child.try_wait()?;
        child.kill()?;
        child.wait()?;
        let (said, complained) = outputs(&mut child)?;
        self.told.hear(&said)?;
        *takes = if ended.is_some() { moment } else { takes.mul_f64(1.1) };
        let failed = ended.is_some_and(|status| !status.success()) || !self.told.errors.is_empty();
        let complaint =
            || format!("{workload} ended by itself: {:?} {complained}", self.told.errors);
        Ok((failed || self.told.is_panicked).then(complaint))
    }
}

impl Rounds for Kills {
    fn round(&mut self, number: u64, dice: &mut Rng) -> Result<Outcome> {
        if number.is_multiple_of(KILLS) {
            clear(self.scratch.path())?;
            (self.told, self.restored) = Default::default();
        }
        let workload = self.workload(number, dice);
        if workload == Workload::Restore {
            self.restored.expect(&self.scratch.path().join("backup"))?;
        }
        if workload == Workload::Expunge {
            copy_anew(self.scratch.path())?;
        }
        // A process may count its runs from here.
        let amount = Amount { run: 1 + number * 8, threads: 4, batches: dice.u64(1..20) };
        if let Some(complaint) = self.kill(workload, amount, dice)? {
            return Ok(Outcome::untold(complaint));
        }
        if self.only == Some(Workload::TwoBatches) {
            return Ok(Naive::held(&self.scratch.path().join("ledger"), &self.told));
        }
        Ok(look(self.scratch.path(), &mut self.told, &mut self.restored)
            .after(format!("killed during {workload}")))
    }

    fn directory(&self) -> &Path {
        self.scratch.path()
    }
}

/// What a process that has ended said, and what it complained of.
pub(crate) fn outputs(child: &mut Child) -> Result<(Vec<u8>, String)> {
    let (mut said, mut complained) = (Vec::new(), Vec::new());
    if let (Some(stdout), Some(stderr)) = (&mut child.stdout, &mut child.stderr) {
        stdout.read_to_end(&mut said)?;
        stderr.read_to_end(&mut complained)?;
    }
    Ok((said, String::from_utf8_lossy(&complained).into_owned()))
}

/// Empties a directory.
pub(crate) fn clear(directory: &Path) -> Result<()> {
    for item in std::fs::read_dir(directory)? {
        let item = item?;
        if item.file_type()?.is_dir() {
            std::fs::remove_dir_all(item.path())?;
        } else {
            std::fs::remove_file(item.path())?;
        }
    }
    Ok(())
}
