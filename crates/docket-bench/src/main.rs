//! Measures a ledger on disk against the least that would be as durable: a raw file, synced.
//!
//! Both sides of a row are measured in turns in one run, in a fresh directory each round, and the
//! ratio is that of neighbours. Ratios travel from machine to machine; the numbers beside them do
//! not.

#![allow(clippy::disallowed_methods, reason = "a clock is what this program is about")]

mod bench;
mod host;
mod imports;
mod laws;
mod ledger;
mod lines;
mod proofs;
mod questions;
mod raw;
mod supply;
mod table;
mod timing;
mod work;

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

use clap::Parser;

use bench::Bench;
use supply::Supply;
use table::Table;
use work::Work;

/// What the program itself allocates with.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

/// Measures a ledger against a raw file, and prints a table.
///
/// Run it on a machine that does nothing else: a sync waits for whoever else is busy.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many events are imported; durable appends take a share of them.
    #[arg(long, value_name = "N", default_value_t = 50_000, value_parser = clap::value_parser!(u32).range(2_000..))]
    events: u32,
    /// How often each row is measured.
    #[arg(long, value_name = "R", default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Where the ledgers and files are made; the disk under it is what is measured.
    #[arg(long, value_name = "DIR", default_value_os_t = std::env::temp_dir())]
    dir: PathBuf,
    /// Does the ledger's side of one row again and again, for a profiler, and prints no table.
    #[arg(long, value_name = "WORK")]
    profile: Option<Work>,
    /// Times the questions about one case of 1,000 and one of 20,000 entries instead.
    #[arg(long, conflicts_with = "profile")]
    questions: bool,
    /// Imports a corpus of invented dockets with so many lines instead, from JSON to durable entries.
    #[arg(long, value_name = "LINES", conflicts_with_all = ["profile", "questions"])]
    import: Option<u32>,
    /// Has all dockets to be imported in one file, and not a file each.
    #[arg(long, requires = "import")]
    in_one_file: bool,
    /// Measures what proofs cost in a ledger of so many events instead.
    #[arg(long, value_name = "N", conflicts_with_all = ["profile", "questions", "import"], value_parser = clap::value_parser!(u32).range(2_000..))]
    proofs: Option<u32>,
    /// Appends the events to a new ledger there, and waits to be killed: a part of `--proofs`.
    #[arg(long, value_name = "LEDGER", hide = true)]
    leave: Option<PathBuf>,
    /// Holds the laws of the test kit against a case of so many entries instead.
    #[arg(long, value_name = "N", conflicts_with_all = ["profile", "questions", "import", "proofs"])]
    laws: Option<usize>,
    /// Asks one question about 1,000 entries again and again, for a profiler.
    #[arg(long, value_name = "QUESTION", conflicts_with_all = ["profile", "questions"])]
    profile_question: Option<String>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if arguments.questions || arguments.profile_question.is_some() {
        return ask(&arguments);
    }
    if let Some(lines) = arguments.import {
        let dir = tempfile::TempDir::new_in(&arguments.dir)?;
        let table = imports::table(dir.path(), lines as usize, arguments.in_one_file)?;
        return Ok(write!(std::io::stdout().lock(), "{table}")?);
    }
    if let Some(path) = &arguments.leave {
        return proofs::leave(path, arguments.events);
    }
    if let Some(entries) = arguments.laws {
        return Ok(write!(std::io::stdout().lock(), "{}", laws::table(entries)?)?);
    }
    if let Some(events) = arguments.proofs {
        let dir = tempfile::TempDir::new_in(&arguments.dir)?;
        let table = proofs::table(dir.path(), events)?;
        return Ok(write!(std::io::stdout().lock(), "{table}")?);
    }
    let bench = Bench { supply: Supply::of(arguments.events), dir: arguments.dir };
    if let Some(work) = arguments.profile {
        return bench.profile(work, arguments.rounds);
    }
    let mut table = Table::default();
    for _ in 0..arguments.rounds {
        bench.round(&mut table)?;
    }
    let supply = &bench.supply;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{} events of {} cases, recorded in random order; {} bytes of canonical JSON each on \
         average, which is what the raw file holds. Medians of {} rounds, with the range.\n",
        supply.events.len(),
        supply.cases,
        supply.bytes() / supply.events.len(),
        arguments.rounds,
    )?;
    write!(out, "{table}")?;
    Ok(())
}

fn ask(arguments: &Arguments) -> Result<()> {
    let dir = tempfile::TempDir::new_in(&arguments.dir)?;
    if let Some(question) = &arguments.profile_question {
        return questions::profile(dir.path(), question, arguments.rounds);
    }
    let table = questions::table(dir.path(), arguments.events as usize, arguments.rounds)?;
    Ok(write!(std::io::stdout().lock(), "{table}")?)
}
