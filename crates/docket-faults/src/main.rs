//! Kills, cuts the power of, fills, damages and rolls back ledgers, and looks for what they lost.
//!
//! A round is one fault, and ends in one of six ways. *Whole*: all that was acknowledged is there as it was,
//! and nothing else. *Refused*: what was damaged was refused, with an error that says so. The others are
//! failures: *lost* (or it does not open, though it must), *altered* unnoticed, *panicked* (or it came to
//! no end), *untold* (an error that does not say what happened, or an acknowledgement after a failed sync).
//!
//! | part | what is done |
//! |---|---|
//! | kill | `kill -9` at a random moment while batches are appended from several threads, a ledger is opened, backed up, restored; the same ledger again and again |
//! | power | what a workload asked of the system is written down, and the power goes at any call, with what was not synced kept, lost or torn |
//! | failing | each call of a workload fails: an error of the device, no space, half of the bytes, a bad sector, or the process is killed there |
//! | flips | a bit of a closed ledger's files, after a clean end and after a kill |
//! | cuts | files cut short; bytes and stored values removed, repeated, exchanged, those of another ledger; an older store; an older copy of everything, held against a checkpoint |
//!
//! A failed round is done again with `--first` its number, `--rounds 1` and its seed; what several rounds
//! have in common (a ledger that is killed again and again, a workload that is written down) is made anew
//! and may differ. `--keep` keeps what failed.
//!
//! # The long run
//!
//! `cargo run --release -p docket-faults -- all --long` at f86a167, 72 minutes on two cores that had other work:
//!
//! | what is done | rounds | whole | refused | lost | altered | panicked | untold | seed |
//! |---|---:|---:|---:|---:|---:|---:|---:|---:|
//! | kill -9 at a random moment | 20,000 | 20,000 | 0 | 0 | 0 | 0 | 0 | 2959327245495577236 |
//! | power cut at a call of a workload | 10,000 | 10,000 | 0 | 0 | 0 | 0 | 0 | 2959327245495577236 |
//! | every call of every workload fails | 1,883 | 1,883 | 0 | 0 | 0 | 0 | 0 | 2959327245495577236 |
//! | every bit flipped in the store of a ledger of 64 KiB | 1,589,280 | 160 | 1,589,120 | 0 | 0 | 0 | 0 | 2959327245495577236 |
//! | a bit flipped in a ledger of 1 MiB | 100,000 | 60,095 | 39,905 | 0 | 0 | 0 | 0 | 2959327245495577236 |
//! | the store of a ledger of 64 KiB cut to every length | 234,790 | 0 | 234,790 | 0 | 0 | 0 | 0 | 2959327245495577236 |
//! | a ledger of 1 MiB cut, records exchanged, older copies | 20,000 | 4,501 | 15,499 | 0 | 0 | 0 | 0 | 2959327245495577236 |
//!
//! | without | found as | in rounds | of | seed |
//! |---|---|---:|---:|---:|
//! | file-syncs | lost | 50 | 80 | 2959327245495577236 |
//! | directory-syncs | lost | 24 | 80 | 2959327245495577236 |
//! | one-batch | lost | 57 | 64 | 2959327245495577236 |
//! | sync-errors | untold | 7 | 100 | 2959327245495577236 |
//! | anchor | lost | 20 | 40 | 2959327245495577236 |
//! | checksums | altered | 14 | 40 | 2959327245495577236 |
//! | positions | lost | 40 | 40 | 2959327245495577236 |
//! | containment | panicked | 16 | 20 | 2959327245495577236 |
//! | checkpoints | lost | 3 | 5 | 2959327245495577236 |

#![allow(clippy::disallowed_methods, reason = "what takes too long has come to a halt")]

mod aftermath;
mod arguments;
mod calls;
mod control;
mod copy;
mod cuts;
mod damage;
mod disk;
mod failing;
mod hold;
mod host;
mod kill;
mod naive;
mod outcome;
mod part;
mod power;
mod run;
mod supply;
mod tally;
mod told;
mod trace;
mod watch;
mod worker;
mod workload;

use std::error::Error;
use std::ffi::OsStr;
use std::io::{Write, stderr};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

/// What the program itself allocates with, as `docket` does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

fn main() -> ExitCode {
    let begun = watch::begin();
    if is_docket() {
        return docket_cli::main();
    }
    match begun.and_then(|()| Arguments::parse().run()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            let _ = writeln!(stderr(), "docket-faults: {fault}");
            ExitCode::from(2)
        }
    }
}

/// Whether this process was started under the name of the program that is put to the test.
fn is_docket() -> bool {
    let name = std::env::args_os().next();
    name.as_deref().and_then(|name| Path::new(name).file_name()) == Some(OsStr::new("docket"))
}
