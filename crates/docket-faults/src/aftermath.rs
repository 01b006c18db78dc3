//! What is in a directory after a fault, held against what was told.

use std::fs;
use std::path::{Path, PathBuf};

use docket_formats::Backup;

use crate::Result;
use crate::hold::{self, Depth};
use crate::outcome::{Outcome, Verdict};
use crate::told::Told;
use crate::workload::{Amount, Workload};

/// Sizes of what `restored` may hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Restored {
    /// What was there before the last restore.
    pub(crate) before: Option<u64>,
    /// What that was to make of it.
    pub(crate) wanted: Option<u64>,
}

impl Restored {
    /// What is to be restored next.
    pub(crate) fn expect(&mut self, backup: &Path) -> Result<()> {
        self.wanted = Some(Backup::open(backup)?.size());
        Ok(())
    }
}

/// Opens everything that is in a directory.
pub(crate) fn look(directory: &Path, told: &mut Told, restored: &mut Restored) -> Outcome {
    let ledger = directory.join("ledger");
    let opened = hold::ledger(&ledger, told, Depth::Used).after("the ledger");
    if !told.is_made && opened.verdict == Verdict::Refused {
        // It was being made. What there is of it is no ledger, and said to be none.
        return Outcome::whole();
    }
    let opened = opened.must_open();
    if opened.verdict.is_failure() {
        return opened;
    }
    let expunged = hold::expunged(&directory.join("expunged"), &ledger, told);
    let expunged = expunged.must_open().after("what was expunged from");
    if expunged.verdict.is_failure() {
        return expunged;
    }
    (told.doomed, told.is_expunged) = (None, false);
    let backup = directory.join("backup");
    if backup.exists() || told.backed_up.is_some() {
        let opened = hold::backup(&backup, &ledger, told).must_open().after("the backup");
        if opened.verdict.is_failure() {
            return opened;
        }
    }
    let path = directory.join("restored");
    let looked = look_at_restored(&path, &ledger, told, restored).after("what was restored");
    if looked.verdict.is_failure() || !directory.join("restored.restoring").exists() {
        return looked;
    }
    // What an interrupted restore left is in nobody's way.
    told.is_restored = true;
    match done_again(directory) {
        Ok(None) => {
            look_at_restored(&path, &ledger, told, restored).after("what was restored again")
        }
        Ok(Some(complaint)) => Outcome::lost(format!("it cannot be restored again: {complaint}")),
        Err(fault) => Outcome::untold(fault),
    }
}

/// Restores once more, undisturbed. Tells what went wrong.
fn done_again(directory: &Path) -> Result<Option<String>> {
    let output = Workload::Restore.command(directory, Amount::NONE)?.output()?;
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok((!output.status.success()).then_some(complaint))
}

/// What was restored is what there was before, or what was wanted; with a ledger in the way that may be
/// under its other name only.
fn look_at_restored(
    path: &Path,
    ledger: &Path,
    told: &mut Told,
    restored: &mut Restored,
) -> Outcome {
    let is_told = std::mem::take(&mut told.is_restored);
    let Restored { before, wanted } = restored.clone();
    let may_be = |before: Option<u64>| before.filter(|_| !is_told).into_iter().chain(wanted);
    if path.exists() {
        let sizes: Vec<_> = may_be(before).collect();
        let opened = hold::restored(path, ledger, &sizes).must_open();
        restored.before = hold::size(path);
        for aside in asides(path) {
            let _ = fs::remove_dir_all(aside);
        }
        return opened;
    }
    if is_told {
        return Outcome::lost("there is nothing");
    }
    restored.before = None;
    match (before, asides(path).pop()) {
        (None, _) => Outcome::whole(),
        (Some(_), None) => Outcome::lost("there is nothing, and there was a ledger"),
        (Some(size), Some(aside)) => hold::restored(&aside, ledger, &[size]).must_open(),
    }
}

/// Ledgers that were moved aside, the latest last.
fn asides(path: &Path) -> Vec<PathBuf> {
    let names = (1..).map(|number: u32| match number {
        1 => path.with_extension("before-restore"),
        _ => path.with_extension(format!("before-restore-{number}")),
    });
    names.into_iter().take_while(|name| name.exists()).collect()
}
