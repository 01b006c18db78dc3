//! Backups: what they hold, what they refuse, and that a kill leaves the old one or the new.

mod damage;
mod kill;

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroU64;
use std::path::Path;
use std::sync::Arc;

use docket_core::{Batch, Expunged, Kept, Log, MemoryLog, Position, Salt, Ticking};
use docket_formats::{BackedUp, Backup, BackupError, back_up, write_jsonl};
use docket_time::Tz;

pub(crate) use self::kill::write;
use crate::testkit::{all, case, motion, motions};

/// So many entries are in a closed file.
const CLOSED_AT: NonZeroU64 = NonZeroU64::new(7).expect("seven is not zero");

fn empty() -> MemoryLog {
    MemoryLog::new(Tz::America__New_York, Arc::new(Ticking::default()))
}

/// Appends until a log has so many entries.
pub(crate) fn grow(log: &dyn Log, size: u64) {
    let from = log.head().expect("a head").size.0;
    let event = |n| {
        let mut event = motion(&format!("case-{}/{n}", n % 3));
        event.also_in = [case("elsewhere")].into();
        event
    };
    log.append(Batch::of((from..size).map(event).collect())).expect("an append");
}

fn grown(size: u64) -> MemoryLog {
    let log = empty();
    grow(&log, size);
    log
}

fn save(log: &dyn Log, directory: &Path) -> Result<BackedUp, BackupError> {
    back_up(log, directory, CLOSED_AT, &mut || {})
}

/// A log out of a backup, whose every file is checked.
fn restored(directory: &Path) -> Result<MemoryLog, BackupError> {
    let backup = Backup::open(directory)?;
    backup.check()?;
    let log = MemoryLog::new(backup.zone(), Arc::new(Ticking::default()));
    let mut fault = None;
    let mut entries = backup
        .entries()?
        .map_while(|entry| entry.map(Ok).map_err(|error| fault = Some(error)).ok());
    let head = log.restore(&mut entries)?;
    if let Some(fault) = fault {
        return Err(fault);
    }
    assert_eq!((head.size.0, head.root), (backup.size(), backup.root()));
    assert_eq!(head.recorded_at, backup.recorded_at());
    Ok(log)
}

fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let items = fs::read_dir(directory).expect("a directory").map(|item| item.expect("an item"));
    let read = |item: fs::DirEntry| {
        let name = item.file_name().into_string().expect("a name");
        (name, fs::read(item.path()).expect("a file"))
    };
    items.map(read).collect()
}

#[test]
fn a_backup_gives_back_what_it_was_given_at_any_size() {
    for size in [0, 1, 6, 7, 8, 13, 14, 15, 60] {
        let directory = tempfile::tempdir().expect("a directory");
        let log = grown(size);
        let saved = save(&log, directory.path()).expect("a backup");
        assert_eq!((saved.entries, saved.new), (size, size));
        assert_eq!(saved.files as u64, size.div_ceil(7));
        let back = restored(directory.path()).expect("a whole backup");
        assert_eq!(all(&back), all(&log), "{size}");
        assert_eq!(back.zone(), log.zone());
    }
}

#[test]
fn a_backup_grows_by_what_is_new_and_closed_files_never_change() {
    let directory = tempfile::tempdir().expect("a directory");
    let log = empty();
    let mut closed = BTreeMap::new();
    let mut before = 0;
    for size in [0, 3, 3, 6, 7, 8, 14, 30, 35, 35, 41] {
        grow(&log, size);
        let mut read = 0;
        let saved = back_up(&log, directory.path(), CLOSED_AT, &mut || read += 1).expect("it");
        assert_eq!((saved.entries, saved.new), (size, size - before));
        assert!(read <= saved.new + before % 7, "{read} entries read for {} new", saved.new);
        assert_eq!(all(&restored(directory.path()).expect("a whole backup")), all(&log));
        let files = files(directory.path());
        assert_eq!(files.len() as u64, size.div_ceil(7) + 2, "manifest, lock: {:?}", files.keys());
        for (name, bytes) in &closed {
            assert_eq!(files.get(name), Some(bytes), "{name} at {size}");
        }
        let is_closed = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').count() == 8;
        let entries = files.into_iter().filter(|(name, _)| name.starts_with("entries-"));
        closed.extend(entries.filter(|(_, bytes)| is_closed(bytes)));
        before = size;
    }
    assert_eq!(closed.len(), 5);
}

#[test]
fn the_files_of_a_backup_are_the_lines_of_an_export() {
    let directory = tempfile::tempdir().expect("a directory");
    let log = grown(23);
    save(&log, directory.path()).expect("a backup");
    let mut export = Vec::new();
    let head = log.head().expect("a head");
    let all = log.kept(Position(1)..head.size.next());
    write_jsonl(&head, log.zone(), all, &mut export).expect("an export");
    let header = export.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
    let files = files(directory.path());
    let lines = files.iter().filter(|(name, _)| name.starts_with("entries-"));
    let lines: Vec<u8> = lines.flat_map(|(_, bytes)| bytes.clone()).collect();
    assert_eq!(lines, export[header..]);
}

#[test]
fn a_backup_is_of_the_size_at_which_it_began() {
    let directory = tempfile::tempdir().expect("a directory");
    let log = grown(20);
    let mut calls = 0;
    let appending = &mut || {
        calls += 1;
        grow(&log, 20 + calls);
    };
    let saved = back_up(&log, directory.path(), CLOSED_AT, appending).expect("a backup");
    assert_eq!(saved.entries, 20);
    assert_eq!(all(&restored(directory.path()).expect("a backup")), all(&log)[..20]);
    assert_eq!(save(&log, directory.path()).expect("a backup").new, 20);
}

#[test]
fn another_ledger_is_not_backed_up_over_a_backup() {
    for size in [6, 7, 11] {
        let directory = tempfile::tempdir().expect("a directory");
        save(&grown(size), directory.path()).expect("a backup");
        let before = files(directory.path());
        // The same instants, other events.
        let other = empty();
        let motions = (0..40).map(|n| motion(&format!("other/{n}")));
        for of in [usize::try_from(size).expect("small"), 40] {
            let batch = Batch::of(motions.clone().take(of).collect());
            other.append(batch).expect("an append");
            let error = save(&other, directory.path()).expect_err("another ledger");
            assert!(matches!(error, BackupError::OtherLedger { .. }), "{error}");
            assert_eq!(files(directory.path()), before);
        }
        let elsewhere = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
        grow(&elsewhere, size);
        let error = save(&elsewhere, directory.path()).expect_err("another zone");
        assert!(error.to_string().contains("the zone America/New_York, found UTC"), "{error}");
        let error = save(&grown(size - 1), directory.path()).expect_err("fewer entries");
        let said = format!("it holds {size} entries, the ledger {}", size - 1);
        assert!(error.to_string().contains(&said), "{error}");
        assert_eq!(files(directory.path()), before);
    }
}

#[test]
fn a_backup_is_written_only_where_nothing_else_is() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("notes");
    fs::write(&file, "mine").expect("a file");
    let error = save(&grown(3), directory.path()).expect_err("something is there");
    assert!(matches!(error, BackupError::Occupied { .. }), "{error}");
    assert_eq!(files(directory.path()).len(), 1);
    assert!(save(&grown(3), &file).is_err());
    // In a backup, what is not of it stays.
    let backup = directory.path().join("backup");
    save(&grown(3), &backup).expect("a backup");
    fs::write(backup.join("notes"), "mine").expect("a file");
    save(&grown(9), &backup).expect("a backup");
    assert_eq!(fs::read_to_string(backup.join("notes")).expect("a file"), "mine");
}

#[test]
fn of_two_writers_of_a_backup_one_is_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let log = grown(20);
    let mut refused = 0;
    let again = &mut || {
        let error = save(&log, directory.path()).expect_err("it is being written");
        assert!(matches!(error, BackupError::InUse { .. }), "{error}");
        refused += 1;
    };
    back_up(&log, directory.path(), CLOSED_AT, again).expect("a backup");
    assert_eq!(refused, 20);
}

/// The same log without some events.
fn without(log: &MemoryLog, doomed: &[u64]) -> MemoryLog {
    let left = MemoryLog::new(log.zone(), Arc::new(Ticking::default()));
    let mut all = log.kept(Position(1)..Position(u64::MAX)).map(|kept| match kept? {
        Kept::Entry(entry) if doomed.contains(&entry.position.0) => {
            Ok(Kept::Expunged(Expunged::of(&entry, Salt::from_bytes([8; 16]))))
        }
        kept @ (Kept::Entry(_) | Kept::Expunged(_)) => Ok(kept),
    });
    left.restore(&mut all).expect("a restore");
    left
}

#[test]
fn what_was_expunged_goes_out_of_a_backup_too() {
    let directory = tempfile::tempdir().expect("a directory");
    let log = grown(23);
    save(&log, directory.path()).expect("a backup");
    let before = files(directory.path());
    // In the first file, which is closed, and in the last, which is not.
    let left = without(&log, &[3, 22]);
    let backed_up = save(&left, directory.path()).expect("a backup");
    assert_eq!((backed_up.entries, backed_up.new), (23, 0));
    let after = files(directory.path());
    let told: Vec<_> = after
        .values()
        .flat_map(|bytes| {
            String::from_utf8_lossy(bytes)
                .into_owned()
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|line| line.starts_with("{\"commitment\""))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    let gone = |name: &&String| !after.contains_key(*name);
    assert_eq!(before.keys().filter(gone).count(), 2, "{:?}", after.keys());
    for (name, bytes) in before.iter().filter(|(name, _)| after.contains_key(*name)) {
        assert!(after[name] == *bytes || name == "manifest.json", "{name}");
    }
    let restored = restored(directory.path()).expect("a whole backup");
    assert_eq!(restored.expunged().expect("an answer"), [3, 22].map(Position));
    // Nothing more to do, and then something.
    assert_eq!(save(&left, directory.path()).expect("a backup").new, 0);
    assert_eq!(files(directory.path()), after);
    let less = without(&left, &[3, 4, 22]);
    save(&less, directory.path()).expect("a backup");
    less.append(motions(&["a/more"])).expect("an append");
    assert_eq!(save(&less, directory.path()).expect("a backup").new, 1);
    let backup = Backup::open(directory.path()).expect("a backup");
    backup.check().expect("whole");
    assert_eq!(backup.size(), 24);
}
