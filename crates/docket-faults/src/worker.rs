//! The worker: a process that does some rounds and says what came of each.
//!
//! What it opens is opened in its own process, damaged as it may be; so there are many workers, one after
//! the other, and the end of one costs one round.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use fastrand::Rng;
use tempfile::TempDir;

use crate::Result;
use crate::calls;
use crate::copy::copy;
use crate::hold;
use crate::outcome::Outcome;
use crate::part::Campaign;

/// No round takes nearly so many seconds. One that does ends its worker.
const HALTED: u32 = 120;

/// The rounds that a worker does.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Shift {
    #[command(flatten)]
    pub(crate) campaign: Campaign,
    #[arg(long)]
    pub(crate) seed: u64,
    /// What all workers share
    #[arg(long)]
    pub(crate) shared: PathBuf,
    /// Where failed rounds are kept
    #[arg(long)]
    pub(crate) keep: Option<PathBuf>,
    #[arg(long)]
    pub(crate) from: u64,
    /// The number after the last
    #[arg(long)]
    pub(crate) to: u64,
}

impl Shift {
    /// Does the rounds.
    pub(crate) fn work(&self) -> Result<()> {
        // What panics is told by the outcome.
        std::panic::set_hook(Box::new(|_| ()));
        self.keep.as_ref().map(std::fs::create_dir_all).transpose()?;
        let scratch = TempDir::new_in(&self.shared)?;
        let mut rounds = self.campaign.rounds(scratch, &self.shared)?;
        for number in self.from..self.to {
            calls::end_after(HALTED);
            let mut dice = dice(self.seed, number);
            fastrand::seed(dice.u64(..));
            let round = catch_unwind(AssertUnwindSafe(|| rounds.round(number, &mut dice)));
            // The library's panics are caught where it is called; this is one of our own.
            let outcome =
                round.map_err(|panic| format!("a panic: {}", hold::message(&*panic)))??;
            if let Some(keep) = self.keep.as_ref().filter(|_| outcome.verdict.is_failure()) {
                // As far as can be: a store that panicked may still be at work there.
                let _ = copy(
                    rounds.directory(),
                    &keep.join(format!("{}-{number}", self.campaign.part)),
                );
            }
            let Outcome { verdict, about } = outcome;
            let mut out = io::stdout().lock();
            out.write_all(format!("{number} {verdict} {about}\n").as_bytes())?;
            out.flush()?;
        }
        Ok(())
    }
}

/// The dice of a round: whoever does it, it is the same.
fn dice(seed: u64, number: u64) -> Rng {
    Rng::with_seed(seed ^ number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
