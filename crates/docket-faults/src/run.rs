//! A run of one part: rounds handed out to workers, and what came of them counted.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use fastrand::Rng;
use indicatif::{ProgressBar, ProgressStyle};
use tempfile::TempDir;

use crate::Result;
use crate::outcome::{Outcome, Verdict};
use crate::part::Campaign;
use crate::tally::Tally;

/// So many failures are shown, one by one.
const SHOWN: u64 = 20;

/// What a run is given.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) campaign: Campaign,
    pub(crate) seed: u64,
    /// How many rounds, unless everything is tried.
    pub(crate) rounds: u64,
    /// The first of them.
    pub(crate) first: u64,
    pub(crate) jobs: usize,
    pub(crate) scratch: PathBuf,
    pub(crate) keep: Option<PathBuf>,
}

impl Run {
    /// Does all rounds.
    pub(crate) fn go(&self) -> Result<Tally> {
        let shared = TempDir::with_prefix_in("docket-faults-", &self.scratch)?;
        let all = self.campaign.prepare(shared.path(), &mut Rng::with_seed(self.seed))?;
        let rounds = match (self.campaign.every, all) {
            (true, Some(all)) => all,
            (true, None) => return Err("there is no end of moments: say --rounds".into()),
            (false, _) => self.rounds,
        };
        let bar = ProgressBar::new(rounds);
        bar.set_style(ProgressStyle::with_template("{msg:12} {wide_bar} {pos}/{len} {eta}")?);
        bar.set_message(self.campaign.part.to_string());
        let (next, tally) = (AtomicU64::new(self.first), Mutex::new(Tally::default()));
        let end = self.first + rounds;
        let done = thread::scope(|scope| {
            let shift = || -> Result<()> {
                loop {
                    let from = next.load(Ordering::Relaxed);
                    let to = end.min((from / self.campaign.block() + 1) * self.campaign.block());
                    if from >= end {
                        return Ok(());
                    }
                    let taken =
                        next.compare_exchange(from, to, Ordering::Relaxed, Ordering::Relaxed);
                    if taken.is_ok() {
                        let count =
                            |number, outcome: Outcome| count(&tally, &bar, number, &outcome);
                        self.shift(shared.path(), from, to, &count)?;
                    }
                }
            };
            let jobs: Vec<_> = (0..self.jobs).map(|_| scope.spawn(shift)).collect();
            jobs.into_iter().try_for_each(|job| job.join().map_err(|_| "a job panicked")?)
        });
        bar.finish_and_clear();
        done?;
        Ok(tally.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Has rounds done by a worker, and by another one when that ends before it has done them all.
    fn shift(
        &self,
        shared: &Path,
        mut from: u64,
        to: u64,
        count: &dyn Fn(u64, Outcome),
    ) -> Result<()> {
        while from < to {
            let mut worker = self.worker(shared, from, to)?.spawn()?;
            let said = worker.stdout.take().ok_or("a worker says something")?;
            for line in BufReader::new(said).lines() {
                let (number, outcome) =
                    parse(&line?).ok_or("a worker says a number and a verdict")?;
                count(number, outcome);
                from = number + 1;
            }
            let status = worker.wait()?;
            let mut complaint = String::new();
            worker.stderr.take().ok_or("a worker may complain")?.read_to_string(&mut complaint)?;
            if status.code() == Some(2) {
                return Err(format!("round {from} could not be done: {complaint}").into());
            }
            if from < to {
                let ended = format!("the process ended by itself: {status} {complaint}");
                count(from, Outcome::panicked(ended));
                from += 1;
            }
        }
        Ok(())
    }

    fn worker(&self, shared: &Path, from: u64, to: u64) -> Result<Command> {
        let mut worker = Command::new(std::env::current_exe()?);
        let Campaign { part, every, large, without } = self.campaign;
        worker.arg("rounds").arg(part.to_string()).arg("--shared").arg(shared);
        worker.args(every.then_some("--every")).args(large.then_some("--large"));
        worker.args(without.map(|without| format!("--without={without}")));
        worker.args(self.keep.iter().map(|keep| format!("--keep={}", keep.display())));
        let numbers = [("seed", self.seed), ("from", from), ("to", to)];
        worker.args(numbers.map(|(name, number)| format!("--{name}={number}")));
        worker.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Ok(worker)
    }
}

fn count(tally: &Mutex<Tally>, bar: &ProgressBar, number: u64, outcome: &Outcome) {
    let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
    tally.add(outcome.verdict);
    bar.inc(1);
    if outcome.verdict.is_failure() && tally.failures() <= SHOWN {
        let Outcome { verdict, about } = outcome;
        tally.show(format!("round {number}: {verdict}: {about}"));
    }
}

fn parse(line: &str) -> Option<(u64, Outcome)> {
    let mut words = line.splitn(3, ' ');
    let number = words.next()?.parse().ok()?;
    let verdict: Verdict = words.next()?.parse().ok()?;
    Some((number, Outcome { verdict, about: words.next().unwrap_or("").to_owned() }))
}
