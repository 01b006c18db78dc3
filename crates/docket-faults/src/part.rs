//! The parts of the campaign.

use std::fs;
use std::path::Path;

use clap::ValueEnum;
use fastrand::Rng;
use tempfile::TempDir;

use crate::Result;
use crate::control::Control;
use crate::cuts::Cuts;
use crate::damage::{Bases, Flips};
use crate::disk::Syncs;
use crate::failing::{Failures, Plan};
use crate::kill::{KILLS, Kills};
use crate::outcome::Outcome;
use crate::power::{CUTS, Powers};
use crate::workload::Workload;

/// A part of the campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Part {
    Kill,
    Power,
    Failing,
    Flips,
    Cuts,
}

/// What is done round by round.
pub(crate) trait Rounds {
    /// Does a round. Rounds of one block are done one after the other.
    fn round(&mut self, number: u64, dice: &mut Rng) -> Result<Outcome>;

    /// Where the round left what it looked at.
    fn directory(&self) -> &Path;
}

/// A part, and how it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::Args)]
pub(crate) struct Campaign {
    /// The part
    #[arg(value_name = "PART")]
    pub(crate) part: Part,
    /// Try everything there is to try, in order, instead of a sample
    #[arg(long)]
    pub(crate) every: bool,
    /// The ledger that is damaged has 1 MiB and not 64 KiB
    #[arg(long)]
    pub(crate) large: bool,
    /// Do without a safeguard
    #[arg(long, value_name = "SAFEGUARD")]
    pub(crate) without: Option<Control>,
}

impl Campaign {
    /// So many rounds belong together.
    pub(crate) fn block(self) -> u64 {
        match self.part {
            Part::Kill => KILLS,
            Part::Power => CUTS,
            Part::Failing => 20,
            Part::Flips | Part::Cuts => 500,
        }
    }

    /// Makes what all rounds share. Tells how many rounds try everything, where that is known.
    pub(crate) fn prepare(self, shared: &Path, dice: &mut Rng) -> Result<Option<u64>> {
        match self.part {
            Part::Kill | Part::Power => Ok(None),
            Part::Failing => {
                let plan = Plan::make(shared, self.workload())?;
                let bytes = bincode::serde::encode_to_vec(&plan, bincode::config::standard())?;
                fs::write(shared.join("plan"), bytes)?;
                Ok(Some(plan.len()))
            }
            Part::Flips => Ok(Some(Bases::make(shared, self.large, dice)?.bits())),
            Part::Cuts => Ok(Some(Bases::make(shared, self.large, dice)?.lengths())),
        }
    }

    /// What is done round by round, with what was prepared.
    pub(crate) fn rounds<'s>(
        self,
        scratch: TempDir,
        shared: &'s Path,
    ) -> Result<Box<dyn Rounds + 's>> {
        Ok(match self.part {
            Part::Kill => Box::new(Kills::new(scratch, self.workload())),
            Part::Power => Box::new(Powers::new(scratch, self.syncs())),
            Part::Failing => {
                let bytes = fs::read(shared.join("plan"))?;
                let (plan, _): (Plan, _) =
                    bincode::serde::decode_from_slice(&bytes, bincode::config::standard())?;
                Box::new(Failures::new(scratch, shared, plan, self.every, self.workload()))
            }
            Part::Flips => Box::new(Flips::new(scratch, Bases::read(shared)?, self)),
            Part::Cuts => Box::new(Cuts::new(scratch, Bases::read(shared)?, self)),
        })
    }

    fn workload(self) -> Option<Workload> {
        self.without.and_then(Control::workload)
    }

    fn syncs(self) -> Syncs {
        self.without.map_or(Syncs::All, Control::syncs)
    }
}
