//! The workloads: what a process does to a ledger while it is killed, or its calls fail.
//!
//! A directory has `ledger`, and where a workload needs them `backup`, `restored` and `expunged`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::num::NonZeroU64;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use clap::ValueEnum;
use docket_core::{Batch, Error, Log, Position, SledLog, expunge};
use docket_formats::back_up;
use docket_time::Tz;
use fastrand::Rng;

use crate::Result;
use crate::copy::copy;
use crate::host::Machine;
use crate::naive::{Careless, Naive};
use crate::supply::Name;
use crate::told::acknowledgement;

/// So many entries are in a closed file of a backup.
const CLOSED_AT: NonZeroU64 = NonZeroU64::new(7).expect("seven is not zero");

/// What a process does. What needs more than one command of the program is one of these; `docket` itself
/// is run under its own name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, strum::Display, strum::EnumIter)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Workload {
    /// Makes the ledger if there is none, and appends from several threads.
    Append,
    /// Opens it, appends one batch after the other, closes it, and opens it again.
    Reopen,
    /// Appends, backs up, appends again and adds to the backup.
    BackUp,
    /// Restores the backup beside the ledger, or in place of what was restored before.
    Restore,
    /// Copies the ledger, for the next.
    Copy,
    /// Expunges some events out of the copy.
    Expunge,
    /// Appends from several threads to a log that commits in two batches: a negative control.
    TwoBatches,
    /// Appends one after the other to a log that does not mind a failed sync: a negative control.
    Careless,
}

/// The workloads of the product.
pub(crate) const WORKLOADS: [Workload; 5] =
    [Workload::Append, Workload::Reopen, Workload::BackUp, Workload::Restore, Workload::Expunge];

/// How much a process does.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Amount {
    /// A number that no earlier process in this directory had.
    #[arg(long)]
    pub(crate) run: u64,
    /// How many threads append.
    #[arg(long)]
    pub(crate) threads: u64,
    /// How many batches each of them appends.
    #[arg(long)]
    pub(crate) batches: u64,
}

impl Amount {
    /// What needs none.
    pub(crate) const NONE: Self = Self { run: 0, threads: 0, batches: 0 };
}

impl Workload {
    /// The process that does it.
    pub(crate) fn command(self, directory: &Path, amount: Amount) -> Result<Command> {
        let mut command = Command::new(std::env::current_exe()?);
        if self == Self::Restore {
            docket(&mut command, &directory.join("restored"));
            command.arg("restore").arg(directory.join("backup")).arg("--force");
        } else {
            let Amount { run, threads, batches } = amount;
            command.args(["work", &self.to_string()]).arg(directory);
            command.arg(format!("--run={run}")).arg(format!("--threads={threads}"));
            command.arg(format!("--batches={batches}"));
        }
        command.env("RUST_BACKTRACE", "0");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Ok(command)
    }

    /// Whether it works on the backup, which has to be there.
    pub(crate) fn needs_backup(self) -> bool {
        self == Self::Restore
    }

    /// Does it, in this process.
    pub(crate) fn work(self, directory: &Path, amount: Amount) -> Result<()> {
        let worked = catch_unwind(AssertUnwindSafe(|| self.steps(directory, amount)));
        match worked {
            Ok(Ok(())) => say("done"),
            // As the program would: the error is told, and the process ends.
            Ok(Err(fault)) => say(&format!("error {fault}")),
            Err(_) => say("panicked"),
        }
    }

    fn steps(self, directory: &Path, amount: Amount) -> Result<()> {
        let (ledger, backup) = (directory.join("ledger"), directory.join("backup"));
        match self {
            Self::Append => append(&open(&ledger)?, amount),
            Self::Reopen => {
                append(&open(&ledger)?, amount)?;
                append(&open(&ledger)?, Amount { run: amount.run + 1, ..amount })
            }
            Self::BackUp => {
                let log = open(&ledger)?;
                for run in [amount.run, amount.run + 1] {
                    append(&log, Amount { run, ..amount })?;
                    let backed_up = back_up(&log, &backup, CLOSED_AT, &mut || ())?;
                    say(&format!("backup {}", backed_up.entries))?;
                }
                Ok(())
            }
            Self::Restore => Err("`docket restore` does it".into()),
            Self::Copy => copy_anew(directory),
            Self::Expunge => expunge_some(&directory.join("expunged"), amount.run),
            Self::TwoBatches => {
                let log = Naive::open(&ledger)?;
                append_naively(amount, |name| log.append(name))
            }
            Self::Careless => {
                let log = Careless::make(&ledger)?;
                append_naively(amount, |name| log.append(name))
            }
        }
    }
}

/// Makes a command one of the program's.
pub(crate) fn docket<'c>(command: &'c mut Command, ledger: &Path) -> &'c mut Command {
    std::os::unix::process::CommandExt::arg0(command, "docket");
    command.arg("--ledger").arg(ledger)
}

/// Says a line to whoever started this process.
pub(crate) fn say(line: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    // In one piece, so that a kill cuts no line in two that was made in two.
    out.write_all(format!("{line}\n").as_bytes())?;
    Ok(out.flush()?)
}

/// Opens the ledger, or makes it.
fn open(ledger: &Path) -> Result<SledLog> {
    match SledLog::open(ledger, Arc::new(Machine)) {
        Ok(log) => {
            say("opened")?;
            return Ok(log);
        }
        Err(Error::Missing { .. }) => {}
        // A process was killed before it had made it.
        Err(Error::NotALedger { .. }) => std::fs::remove_dir_all(ledger)?,
        Err(error) => return Err(error.into()),
    }
    let log = SledLog::create(ledger, Tz::UTC, Arc::new(Machine))?;
    say("made")?;
    Ok(log)
}

/// Copies the ledger of a directory, in the place of an earlier copy.
pub(crate) fn copy_anew(directory: &Path) -> Result<()> {
    let (ledger, copied) = (directory.join("ledger"), directory.join("expunged"));
    if copied.exists() {
        std::fs::remove_dir_all(&copied)?;
    }
    Ok(copy(&ledger, &copied)?)
}

/// Expunges some events out of a copy of a ledger.
fn expunge_some(copied: &Path, run: u64) -> Result<()> {
    let size = SledLog::open(copied, Arc::new(Machine))?.head()?.size.0;
    let mut dice = Rng::with_seed(run);
    let doomed: BTreeSet<_> =
        (0..dice.u64(1..=5)).map(|_| Position(1 + dice.u64(..size.max(1)))).collect();
    let named: Vec<_> = doomed.iter().map(|position| position.0.to_string()).collect();
    say(&format!("expunging {}", named.join(" ")))?;
    expunge(copied, &doomed, &Machine, &mut |_| ())?;
    say("expunged")
}

/// Appends until an error.
fn append(log: &SledLog, amount: Amount) -> Result<()> {
    in_threads(amount, |name| {
        let batch = Batch::of(name.events());
        let appended = log.append(batch.clone());
        if appended.is_err() {
            // A log whose commit failed takes nothing more; that is held against what is said here.
            if let Ok(receipt) = log.append(batch) {
                say(&acknowledgement(name, &receipt))?;
            }
        }
        say(&acknowledgement(name, &appended?))
    })
}

fn append_naively(amount: Amount, append: impl Fn(Name) -> Result<u64> + Sync) -> Result<()> {
    in_threads(amount, |name| {
        let first = append(name)?;
        let lines = (first..).zip(0..name.size).map(|(position, _)| format!(" {position}/0/0"));
        say(&format!("ack {name}{}", lines.collect::<String>()))
    })
}

/// Appends batches in several threads.
fn in_threads(amount: Amount, append: impl Fn(Name) -> Result<()> + Sync) -> Result<()> {
    let Amount { run, threads, batches } = amount;
    let thread = |thread| {
        let mut dice = Rng::with_seed(run << 8 | thread);
        for number in 0..batches {
            let name = Name { run, thread, number, size: dice.u64(1..=12) };
            say(&format!("begin {name}"))?;
            append(name)?;
        }
        Ok(())
    };
    if threads == 1 {
        return thread(0);
    }
    thread::scope(|scope| {
        let append = |number| scope.spawn(move || thread(number));
        let threads: Vec<_> = (0..threads).map(append).collect();
        threads.into_iter().try_for_each(|thread| match thread.join() {
            Ok(appended) => appended,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })
}
