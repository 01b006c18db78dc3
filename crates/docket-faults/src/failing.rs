//! Failing calls: each call of a workload fails once, in each way in which it can.

use std::fs;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;
use tempfile::TempDir;

use crate::Result;
use crate::aftermath::{Restored, look};
use crate::copy::copy;
use crate::kill::{clear, outputs};
use crate::outcome::Outcome;
use crate::part::Rounds;
use crate::told::Told;
use crate::trace::{self, Step};
use crate::watch::{Fault, failing, traced};
use crate::workload::{Amount, Workload};

/// No workload takes nearly so long; one that does has come to a halt.
const HALTED: Duration = Duration::from_mins(1);

/// What is done before, and what is done while calls fail.
const SETUPS: [(&[Workload], Workload); 6] = [
    (&[], Workload::Append),
    (&[Workload::Append], Workload::Reopen),
    (&[Workload::Append, Workload::BackUp], Workload::BackUp),
    (&[Workload::BackUp], Workload::Restore),
    (&[Workload::BackUp, Workload::Restore], Workload::Restore),
    (&[Workload::Append, Workload::Copy], Workload::Expunge),
];

/// One thread: after a fault nothing may be acknowledged that was under way beside it.
const AMOUNT: Amount = Amount { run: 1000, threads: 1, batches: 4 };

/// A call that fails.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Failing {
    setup: usize,
    fault: Fault,
    nth: u64,
}

/// Every call of every workload, in each way in which it can fail.
#[derive(Serialize, Deserialize)]
pub(crate) struct Plan(Vec<Failing>);

impl Plan {
    /// Does each workload once, and writes down its calls. The directories before it are kept.
    pub(crate) fn make(shared: &Path, only: Option<Workload>) -> Result<Self> {
        let mut failing = Vec::new();
        for (setup, (before, workload)) in SETUPS.into_iter().enumerate() {
            let world = shared.join(format!("before-{setup}"));
            fs::create_dir(&world)?;
            let (mut said, mut run) = (Vec::new(), 0);
            for workload in before {
                run += 8;
                said.extend(workload.command(&world, Amount { run, ..AMOUNT })?.output()?.stdout);
            }
            fs::write(shared.join(format!("said-{setup}")), said)?;
            let (after, trace) = (shared.join("after"), shared.join("trace"));
            copy(&world, &after)?;
            let workload = only.unwrap_or(workload);
            traced(&mut workload.command(&after, AMOUNT)?, &after, &trace).output()?;
            fs::remove_dir_all(after)?;
            let steps = trace::read(&trace)?;
            let calls = steps.iter().filter_map(|step| {
                if let Step::Attempt(call, what) = step { Some((call, what)) } else { None }
            });
            for (nth, (call, what)) in (1..).zip(calls) {
                if only == Some(Workload::TwoBatches) && !what.starts_with("fsync ") {
                    // Where a write fails the naive log comes to no end; it panics where this does.
                    continue;
                }
                let faults = Fault::iter().filter(|fault| fault.befalls(*call));
                failing.extend(faults.map(|fault| Failing { setup, fault, nth }));
            }
            if let Ok(store) = fs::read(world.join("ledger/log/db")) {
                let used = store.iter().rposition(|byte| *byte != 0).unwrap_or(0) as u64;
                let sectors = (0..used / 512).step_by(5);
                let fault = Fault::BadSector;
                failing.extend(sectors.map(|nth| Failing { setup, fault, nth }));
            }
            if only.is_some() {
                break;
            }
        }
        Ok(Self(failing))
    }

    /// How many rounds it takes to try them all.
    pub(crate) fn len(&self) -> u64 {
        self.0.len() as u64
    }
}

/// Failing calls, round by round.
pub(crate) struct Failures<'s> {
    scratch: TempDir,
    shared: &'s Path,
    plan: Plan,
    every: bool,
    only: Option<Workload>,
}

impl<'s> Failures<'s> {
    pub(crate) fn new(
        scratch: TempDir,
        shared: &'s Path,
        plan: Plan,
        every: bool,
        only: Option<Workload>,
    ) -> Self {
        Self { scratch, shared, plan, every, only }
    }
}

impl Rounds for Failures<'_> {
    fn round(&mut self, number: u64, dice: &mut Rng) -> Result<Outcome> {
        let number = if self.every { number } else { dice.u64(..self.plan.len()) };
        let Failing { setup, fault, nth } = self.plan.0[usize::try_from(number)?];
        clear(self.scratch.path())?;
        let world = self.scratch.path().join("world");
        copy(&self.shared.join(format!("before-{setup}")), &world)?;
        let (before, workload) = SETUPS[setup];
        let workload = self.only.unwrap_or(workload);
        let (mut told, mut restored) = (Told::default(), Restored::default());
        told.hear(&fs::read(self.shared.join(format!("said-{setup}")))?)?;
        if workload == Workload::Restore {
            restored.expect(&world.join("backup"))?;
            restored.before = before.contains(&workload).then_some(restored.wanted).flatten();
            told.is_restored = false;
        }
        let mut command = workload.command(&world, AMOUNT)?;
        let mut child = failing(&mut command, &world, fault, nth).spawn()?;
        let has_ended = ends(&mut child)?;
        let (said, complained) = outputs(&mut child)?;
        told.hear(&said)?;
        let during =
            format!("{workload} of setup {setup}, {}", told.fault.as_deref().unwrap_or("nothing"));
        if !has_ended {
            return Ok(Outcome::panicked("it came to no end").after(during));
        }
        let answered = answered(&mut child, &told, &complained)?;
        if self.only.is_some() {
            return Ok(answered.after(during));
        }
        let left = look(&world, &mut told, &mut restored);
        Ok(if left.verdict.is_failure() { left } else { answered }.after(during))
    }

    fn directory(&self) -> &Path {
        self.scratch.path()
    }
}

/// Waits for a process to end, but not for ever.
fn ends(child: &mut Child) -> Result<bool> {
    let start = Instant::now();
    while child.try_wait()?.is_none() {
        if start.elapsed() > HALTED {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        thread::sleep(Duration::from_micros(200));
    }
    Ok(true)
}

/// How a process took it that a call failed.
fn answered(child: &mut Child, told: &Told, complained: &str) -> Result<Outcome> {
    use std::os::unix::process::ExitStatusExt as _;

    let Some(fault) = &told.fault else { return Ok(Outcome::whole()) };
    let status = child.wait()?;
    let is_killed = fault.starts_with("kill");
    if told.is_panicked || status.code() == Some(101) || status.signal().is_some() && !is_killed {
        return Ok(Outcome::panicked(format!("{status} {complained}")));
    }
    // Only what makes the log durable: sled's own `fsync` now and then is of no account.
    let is_of_log = ["fdatasync", "sync_file_range"].iter().any(|call| fault.contains(call));
    if told.went_on && is_of_log && fault.ends_with("/db") {
        return Ok(Outcome::untold("it was acknowledged after a failed sync"));
    }
    let errors = told.errors.iter().map(String::as_str).chain([complained]);
    let mut errors = errors.filter(|error| !error.trim().is_empty()).peekable();
    let names = |error: &str| {
        // sled tells of bytes that could not be read as of bytes that are not there.
        let names = ["Input/output error", "No space left on device", "the ledger is damaged"];
        let names = if fault.contains(" read ") { &names[..] } else { &names[..2] };
        names.iter().any(|name| error.contains(name))
    };
    if errors.peek().is_some() && !is_killed && !errors.any(names) {
        return Ok(Outcome::untold(format!(
            "the error does not say why: {:?} {complained}",
            told.errors
        )));
    }
    Ok(Outcome::whole())
}
