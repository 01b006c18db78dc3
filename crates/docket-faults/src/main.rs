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
//! `cargo run --release -p docket-faults -- all --long` does the rounds that were asked for, in about an hour on two
//! quiet cores; it has not been run to its end since events can be expunged. What has been run since, part by part, at
//! 3d19829 (`kill --rounds 1200`, `power --rounds 3000`, `failing --every`, `flips --rounds 2000`, `cuts --rounds 1000`,
//! `flips --large --rounds 1500`, `cuts --large --rounds 1000`):
//!
//! | what is done | rounds | whole | refused | lost | altered | panicked | untold | seed |
//! |---|---:|---:|---:|---:|---:|---:|---:|---:|
//! | kill -9 at a random moment | 1,200 | 1,200 | 0 | 0 | 0 | 0 | 0 | 3922047057201330119 |
//! | power cut at a call of a workload | 3,000 | 3,000 | 0 | 0 | 0 | 0 | 0 | 11542208777326275661 |
//! | a call of a workload fails | 1,887 | 1,887 | 0 | 0 | 0 | 0 | 0 | 17284096806474877181 |
//! | a bit flipped in a ledger of 64 KiB | 2,000 | 251 | 1,749 | 0 | 0 | 0 | 0 | 17710319964792409618 |
//! | a ledger of 64 KiB cut, records exchanged, older copies | 1,000 | 135 | 865 | 0 | 0 | 0 | 0 | 342677462793257207 |
//! | a bit flipped in a ledger of 1 MiB | 1,500 | 556 | 944 | 0 | 0 | 0 | 0 | 11302148390686811181 |
//! | a ledger of 1 MiB cut, records exchanged, older copies | 1,000 | 214 | 786 | 0 | 0 | 0 | 0 | 7470229306136000195 |

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
