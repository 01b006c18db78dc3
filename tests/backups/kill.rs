//! A backup whose writer is killed at any moment is the one before or the new one, whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use docket_core::{SledLog, Ticking};
use docket_formats::{Backup, back_up};
use docket_time::Tz;

use super::{CLOSED_AT, files, grow, restored};
use crate::testkit::{Dice, all, said, say, start};

fn backup_of(ledger: &Path) -> PathBuf {
    ledger.with_extension("backup")
}

fn open(ledger: &Path) -> SledLog {
    SledLog::open(ledger, Arc::new(Ticking::default())).expect("a ledger")
}

/// A role of another process: backs a ledger up.
pub(crate) fn write(ledger: &Path) {
    let log = open(ledger);
    back_up(&log, &backup_of(ledger), CLOSED_AT, &mut || {}).expect("a backup");
    say("done");
}

#[test]
fn a_kill_leaves_the_backup_from_before_or_the_new_one() {
    let directory = tempfile::tempdir().expect("a directory");
    let ledger = directory.path().join("ledger");
    drop(SledLog::create(&ledger, Tz::UTC, Arc::new(Ticking::default())).expect("a ledger"));
    let mut dice = Dice::seeded();
    let (mut size, mut before, mut killed_between) = (0, None, 0);
    for _ in 0..40 {
        size += 1 + dice.below(60);
        grow(&open(&ledger), size);
        let mut child = start("backup", &ledger);
        thread::sleep(Duration::from_micros(15_000 + dice.below(120_000)));
        child.kill().expect("a kill");
        child.wait().expect("an end");
        let backup = backup_of(&ledger);
        let now = Backup::open(&backup).ok().map(|backup| backup.size());
        assert!(now == before || now == Some(size), "{before:?}, then {now:?} of {size}");
        if now == Some(size) {
            assert_eq!(all(&restored(&backup).expect("a whole backup")), all(&open(&ledger)));
        } else if now.is_some() {
            let whole = restored(&backup).expect("a whole backup");
            assert_eq!(all(&whole), all(&open(&ledger))[..all(&whole).len()]);
            let named = now.unwrap_or_default().div_ceil(7) + 2;
            killed_between += usize::from(files(&backup).len() as u64 > named);
        }
        before = now;
    }
    said(&format!("{killed_between} times a kill left files that no manifest names"));
    back_up(&open(&ledger), &backup_of(&ledger), CLOSED_AT, &mut || {}).expect("a backup");
    let backup = backup_of(&ledger);
    assert_eq!(all(&restored(&backup).expect("a whole backup")).len() as u64, size);
    assert_eq!(files(&backup).len() as u64, size.div_ceil(7) + 2, "nothing is left over");
}
