//! The arguments of the program.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;

use clap::{Args, Parser, Subcommand};
use strum::IntoEnumIterator;

use crate::Result;
use crate::control::Control;
use crate::host::chance;
use crate::part::{Campaign, Part};
use crate::run::Run;
use crate::tally::{Row, Tally, head};
use crate::worker::Shift;
use crate::workload::{Amount, Workload};

/// Kills, cuts the power of, fills, damages and rolls back ledgers, and looks for what they lost.
///
/// It prints a table, and ends with 1 when anything that was acknowledged was lost, anything was altered
/// unnoticed, or the library panicked.
#[derive(Debug, Parser)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  docket-faults all
      some hundred rounds of each part, in a few minutes
  docket-faults all --long
      the rounds that the documents tell of, in about an hour on two cores
  docket-faults kill --rounds 1000
      kill -9 at a thousand random moments
  docket-faults power --rounds 40 --seed 7
      the same power cuts again that were made with this seed
  docket-faults failing --every
      each call of each workload fails, in every way
  docket-faults flips --large --rounds 1000 --keep failed
      bits of a ledger of 1 MiB; what failed is kept
  docket-faults controls
      each safeguard left out once, which has to be noticed";

#[derive(Debug, Subcommand)]
enum Command {
    /// Kill a process that appends, opens, backs up or restores, at random moments
    Kill(Sample),
    /// Cut the power at any call of a workload, with what was not synced kept, lost or torn
    Power(Sample),
    /// Let calls of a workload fail: no space, an error of the device, half of the bytes
    Failing(Sample),
    /// Flip bits in the files of a ledger that is closed
    Flips(Sample),
    /// Cut files short, remove and exchange records, put older copies back
    Cuts(Sample),
    /// All parts, and the controls
    All(All),
    /// Leave each safeguard out once; the campaign has to find what is lost
    Controls(Settings),
    #[command(hide = true)]
    Work {
        workload: Workload,
        directory: PathBuf,
        #[command(flatten)]
        amount: Amount,
    },
    #[command(hide = true)]
    Rounds(Shift),
}

#[derive(Args, Debug)]
struct Sample {
    /// How many rounds
    #[arg(long, value_name = "N", default_value_t = 200)]
    rounds: u64,
    /// The number of the first round
    #[arg(long, value_name = "N", default_value_t = 0)]
    first: u64,
    /// Everything that there is to try, in order, and no sample
    #[arg(long)]
    every: bool,
    /// Damage a ledger of 1 MiB and not one of 64 KiB
    #[arg(long)]
    large: bool,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Args, Debug)]
struct All {
    /// The rounds that the documents tell of
    #[arg(long)]
    long: bool,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Args, Clone, Debug)]
struct Settings {
    /// What chance begins with; a new number each time, which is printed
    #[arg(long, value_name = "N", env = "DOCKET_FAULTS_SEED")]
    seed: Option<u64>,
    /// How many processes work at a time; as many as there are cores
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Where ledgers are made; in memory where that can be, since what is durable is simulated
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Where the ledgers of failed rounds are kept
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// A row of a run: what is done, and in how many rounds.
type Planned = (&'static str, Campaign, u64);

const fn of(part: Part) -> Campaign {
    Campaign { part, every: false, large: false, without: None }
}

const fn every(part: Part) -> Campaign {
    Campaign { every: true, ..of(part) }
}

const fn large(part: Part) -> Campaign {
    Campaign { large: true, ..of(part) }
}

const KILL: &str = "kill -9 at a random moment";
const POWER: &str = "power cut at a call of a workload";
const FAILING: &str = "a call of a workload fails";
const FLIPS: &str = "a bit flipped in a ledger of 64 KiB";
const CUTS: &str = "a ledger of 64 KiB cut, records exchanged, older copies";

const SHORT: [Planned; 5] = [
    (KILL, of(Part::Kill), 200),
    (POWER, of(Part::Power), 200),
    (FAILING, of(Part::Failing), 200),
    (FLIPS, of(Part::Flips), 300),
    (CUTS, of(Part::Cuts), 200),
];

const LONG: [Planned; 7] = [
    (KILL, of(Part::Kill), 20_000),
    (POWER, of(Part::Power), 10_000),
    ("every call of every workload fails", every(Part::Failing), 0),
    ("every bit flipped in the store of a ledger of 64 KiB", every(Part::Flips), 0),
    ("a bit flipped in a ledger of 1 MiB", large(Part::Flips), 100_000),
    ("the store of a ledger of 64 KiB cut to every length", every(Part::Cuts), 0),
    ("a ledger of 1 MiB cut, records exchanged, older copies", large(Part::Cuts), 20_000),
];

impl Arguments {
    /// Does what was asked for. Tells whether nothing failed.
    pub(crate) fn run(self) -> Result<bool> {
        match self.command {
            Command::Kill(sample) => sample.run(KILL, Part::Kill),
            Command::Power(sample) => sample.run(POWER, Part::Power),
            Command::Failing(sample) => sample.run(FAILING, Part::Failing),
            Command::Flips(sample) => sample.run(FLIPS, Part::Flips),
            Command::Cuts(sample) => sample.run(CUTS, Part::Cuts),
            Command::All(All { long, settings }) => {
                let seed = Some(settings.seed.unwrap_or_else(chance));
                let settings = Settings { seed, ..settings };
                let held = settings.table(if long { &LONG } else { &SHORT })?;
                Ok(settings.controls()? && held)
            }
            Command::Controls(settings) => settings.controls(),
            Command::Work { workload, directory, amount } => {
                workload.work(&directory, amount).map(|()| true)
            }
            Command::Rounds(shift) => shift.work().map(|()| true),
        }
    }
}

impl Sample {
    fn run(&self, title: &'static str, part: Part) -> Result<bool> {
        let Self { rounds, first, every, large, ref settings } = *self;
        let campaign = Campaign { part, every, large, without: None };
        settings.table_from(first, &[(title, campaign, rounds)])
    }
}

impl Settings {
    fn run(&self, campaign: Campaign, rounds: u64, seed: u64) -> Run {
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let memory = Path::new("/dev/shm");
        let scratch = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        Run {
            campaign,
            seed,
            rounds,
            first: 0,
            jobs: self.jobs.unwrap_or_else(cores),
            scratch: self.dir.clone().unwrap_or(scratch),
            keep: self.keep.clone(),
        }
    }

    fn table(&self, planned: &[Planned]) -> Result<bool> {
        self.table_from(0, planned)
    }

    /// Does some parts, and prints a row for each.
    fn table_from(&self, first: u64, planned: &[Planned]) -> Result<bool> {
        let (seed, mut held) = (self.seed.unwrap_or_else(chance), true);
        print(&head())?;
        for (title, campaign, rounds) in planned {
            let tally = Run { first, ..self.run(*campaign, *rounds, seed) }.go()?;
            print(&Row { title, tally: &tally, seed }.to_string())?;
            complain(&tally)?;
            held &= tally.failures() == 0;
        }
        Ok(held)
    }

    /// Leaves each safeguard out, and prints a row for each.
    fn controls(&self) -> Result<bool> {
        let (seed, mut held) = (self.seed.unwrap_or_else(chance), true);
        print("\n| without | found as | in rounds | of | seed |\n|---|---|---:|---:|---:|")?;
        for control in Control::iter() {
            let run = self.run(control.campaign(), control.rounds(), seed);
            // What is found here is meant to be.
            let tally = Run { keep: None, ..run }.go()?;
            let found: u64 = control.finds().iter().map(|verdict| tally.of(*verdict)).sum();
            let finds: Vec<_> = control.finds().iter().map(ToString::to_string).collect();
            let rounds = tally.rounds();
            print(&format!("| {control} | {} | {found} | {rounds} | {seed} |", finds.join(", ")))?;
            if found == 0 {
                complain(&tally)?;
                writeln!(io::stderr(), "without {control} nothing was noticed")?;
                held = false;
            }
        }
        Ok(held)
    }
}

fn print(line: &str) -> Result<()> {
    Ok(writeln!(io::stdout().lock(), "{line}")?)
}

fn complain(tally: &Tally) -> Result<()> {
    for failure in tally.shown() {
        writeln!(io::stderr().lock(), "  {failure}")?;
    }
    Ok(())
}
