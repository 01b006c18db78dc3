//! Power cuts: what a workload did is written down, call by call, and the power goes at any of them.

use std::path::Path;

use fastrand::Rng;
use tempfile::TempDir;

use crate::Result;
use crate::aftermath::{Restored, look};
use crate::disk::{Disk, Syncs};
use crate::kill::clear;
use crate::outcome::Outcome;
use crate::part::Rounds;
use crate::told::Told;
use crate::trace::{self, Step};
use crate::watch::traced;
use crate::workload::{Amount, Workload};

/// So often the power is cut in one workload.
pub(crate) const CUTS: u64 = 40;

/// What is done before, and what is done while the power may go.
const STORIES: [(&[Workload], Workload); 8] = [
    (&[], Workload::Append),
    (&[Workload::Append], Workload::Append),
    (&[Workload::Append], Workload::Reopen),
    (&[], Workload::BackUp),
    (&[Workload::BackUp], Workload::BackUp),
    (&[Workload::BackUp], Workload::Restore),
    (&[Workload::BackUp, Workload::Restore, Workload::BackUp], Workload::Restore),
    (&[Workload::Append, Workload::Copy], Workload::Expunge),
];

/// Power cuts, round by round.
pub(crate) struct Powers {
    scratch: TempDir,
    syncs: Syncs,
    story: Option<Story>,
}

/// A workload that was written down.
struct Story {
    workload: Workload,
    steps: Vec<Step>,
    began: usize,
    /// What had been told before it.
    told: Told,
    restored: Restored,
}

impl Powers {
    pub(crate) fn new(scratch: TempDir, syncs: Syncs) -> Self {
        Self { scratch, syncs, story: None }
    }

    /// Does a workload to its end, and writes it down.
    fn story(&self, number: u64, dice: &mut Rng) -> Result<Story> {
        clear(self.scratch.path())?;
        let (world, file) = (self.scratch.path().join("world"), self.scratch.path().join("trace"));
        std::fs::create_dir(&world)?;
        let (before, workload) = STORIES[usize::try_from(number / CUTS)? % STORIES.len()];
        let (mut told, mut restored) = (Told::default(), Restored::default());
        let mut run = 1;
        let mut amount = || {
            run += 8;
            let (threads, batches) = (1 + 3 * dice.u64(..2), dice.u64(1..16));
            Amount { run, threads, batches }
        };
        for workload in before {
            done(*workload, &world, amount(), None, &mut told)?;
            if *workload == Workload::Restore {
                restored.expect(&world.join("backup"))?;
                restored.before = restored.wanted;
                told.is_restored = false;
            }
        }
        if workload == Workload::Restore {
            restored.expect(&world.join("backup"))?;
        }
        done(workload, &world, amount(), Some(&file), &mut told.clone())?;
        let steps = trace::read(&file)?;
        let began = steps.iter().position(|step| matches!(step, Step::Began));
        let began = began.ok_or("no call was seen: system calls are watched on Linux only")?;
        Ok(Story { workload, steps, began, told, restored })
    }
}

/// Does a workload, which is to succeed.
fn done(
    workload: Workload,
    world: &Path,
    amount: Amount,
    trace: Option<&Path>,
    told: &mut Told,
) -> Result<()> {
    let mut command = workload.command(world, amount)?;
    if let Some(trace) = trace {
        traced(&mut command, world, trace);
    }
    let output = command.output()?;
    told.hear(&output.stdout)?;
    if !output.status.success() || !told.errors.is_empty() || told.is_panicked {
        let complaint = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{workload}, undisturbed: {:?} {complaint}", told.errors).into());
    }
    Ok(())
}

impl Rounds for Powers {
    fn round(&mut self, number: u64, dice: &mut Rng) -> Result<Outcome> {
        if number.is_multiple_of(CUTS) || self.story.is_none() {
            self.story = Some(self.story(number, dice)?);
        }
        let Some(story) = &self.story else { return Err("there is a story".into()) };
        let cut = dice.usize(story.began + 1..=story.steps.len());
        let steps = &story.steps[..cut];
        let (mut told, mut restored) = (story.told.clone(), story.restored.clone());
        for step in &steps[story.began..] {
            if let Step::Say(said) = step {
                told.hear(said)?;
            }
        }
        let left = self.scratch.path().join("left");
        let _ = std::fs::remove_dir_all(&left);
        Disk::after(steps, self.syncs)?.cut(&left, dice)?;
        let outcome = look(&left, &mut told, &mut restored);
        let Story { workload, steps, .. } = story;
        Ok(outcome.after(format!("{workload}, cut at step {cut} of {}", steps.len())))
    }

    fn directory(&self) -> &Path {
        self.scratch.path()
    }
}
