//! Kills, cuts the power of, fills, damages and rolls back ledgers, and looks for what they lost.

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
