//! What a ledger's directory is, who may open it, and what happens when it is not whole.

mod damage;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Barrier};
use std::thread;

use docket_core::{Batch, Error, Kept, Log, LogEntry, Origin, Position, SledLog, Ticking};
use docket_testkit::contract::is_in_order;
use docket_time::Tz;
use tempfile::TempDir;

use crate::testkit::{all, ask, case, motion, motions, say, start};

fn host() -> Arc<Ticking> {
    Arc::new(Ticking::default())
}

fn temporary() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("ledger");
    (directory, path)
}

fn create(path: &Path) -> SledLog {
    SledLog::create(path, Tz::America__New_York, host()).expect("a new ledger")
}

fn open(path: &Path) -> docket_core::Result<SledLog> {
    SledLog::open(path, host())
}

/// A role of another process: opens a ledger and says what is in it, or what is wrong with it.
pub(crate) fn read(path: &Path) {
    match open(path) {
        Ok(log) => {
            is_in_order(&log);
            say(&told(&log));
        }
        Err(error) => say(&format!("{error:?}")),
    }
}

/// Everything that a ledger should tell after it was opened again, in one line.
fn told(log: &dyn Log) -> String {
    let leaves = all(log).iter().map(|entry| entry.leaf_hash().to_string()).collect::<String>();
    let leaves = docket_proof::commit(&docket_proof::Salt::from_bytes([0; 16]), leaves.as_bytes());
    format!("{:?} {:?} {} {leaves}", log.head().expect("a head"), log.cases(), log.zone())
}

/// A role of another process: opens a ledger and keeps it open until its input ends.
pub(crate) fn hold(path: &Path) {
    let log = open(path).expect("a ledger");
    say("open");
    std::io::stdin().read_to_end(&mut Vec::new()).expect("an end");
    drop(log);
}

#[test]
fn what_was_appended_is_there_when_the_ledger_is_opened_again() {
    let (_directory, path) = temporary();
    let log = create(&path);
    for n in 0..40 {
        let mut shown = motion(&format!("a/{n}"));
        shown.also_in = [case("c"), case("d")].into();
        log.append(Batch::of(vec![shown, motion(&format!("b/{n}"))])).expect("an append");
    }
    let before = told(&log);
    drop(log);
    assert_eq!(ask("read", &path), before);
    assert!(before.contains("America/New_York"), "{before}");
    assert_eq!(ask("read", &path), before, "opening changes nothing");
}

#[test]
fn an_opened_ledger_goes_on_where_it_was() {
    let (_directory, path) = temporary();
    for round in 0..12 {
        let log = if round == 0 { create(&path) } else { open(&path).expect("a ledger") };
        let again = log.append(motions(&["a/0-0"])).expect("recorded once");
        assert_eq!((again.lines[0].position, again.lines[0].is_new), (Position(1), round == 0));
        for n in 0..20 {
            let new = [format!("a/{round}-{n}"), format!("case-{round}/{n}")];
            log.append(motions(&[&new[0], &new[1]])).expect("an append");
        }
        is_in_order(&log);
    }
}

#[test]
fn a_restored_ledger_says_so_after_it_is_opened_again() {
    let (directory, path) = temporary();
    let log = create(&path);
    let names: Vec<_> = (0..2_500).map(|n| format!("a/{n}")).collect();
    log.append(Batch::of(names.iter().map(|name| motion(name)).collect())).expect("an append");
    let other = directory.path().join("restored");
    let restored = create(&other);
    restored.restore(&mut log.kept(Position(1)..Position(u64::MAX))).expect("a restore");
    let before = told(&restored);
    assert!(before.contains(&format!("{:?}", Origin::RestoredUnverified)));
    drop(restored);
    assert_eq!(ask("read", &other), before);
}

#[test]
fn a_restore_that_failed_harms_no_later_append() {
    let (_directory, path) = temporary();
    let log = create(&path);
    log.append(motions(&["z/1"])).expect("an append");
    let mut misplaced = all(&log);
    misplaced[0].position = Position(2);
    let (_other, other) = temporary();
    let log = create(&other);
    let error =
        log.restore(&mut misplaced.into_iter().map(Kept::Entry).map(Ok)).expect_err("out of place");
    assert!(matches!(error, Error::OutOfPlace { .. }), "{error}");
    log.append(motions(&["z/1", "a/1"])).expect("an append");
    let before = told(&log);
    drop(log);
    assert_eq!(ask("read", &other), before);
}

#[test]
fn a_ledger_has_one_opener() {
    let (_directory, path) = temporary();
    let log = create(&path);
    let me = std::process::id();
    let error = open(&path).err().expect("it is open here");
    assert!(matches!(&error, Error::InUse { holder: Some(pid), .. } if *pid == me), "{error}");
    assert!(ask("read", &path).contains(&format!("InUse {{ path: {path:?}, holder: Some({me})")));
    drop(log);

    let mut holding = start("hold", &path);
    let mut said = String::new();
    let stdout = holding.stdout.as_mut().expect("its output");
    while !said.contains("says: open") {
        let mut byte = [0];
        stdout.read_exact(&mut byte).expect("it opens the ledger");
        said.push(char::from(byte[0]));
    }
    let error = open(&path).err().expect("it is open there");
    assert!(
        matches!(&error, Error::InUse { holder, .. } if *holder == Some(holding.id())),
        "{error}"
    );
    drop(holding.stdin.take());
    holding.wait().expect("it ends");
    drop(open(&path).expect("nobody has it open"));
}

#[test]
fn a_ledger_is_made_only_where_nothing_is() {
    let (directory, path) = temporary();
    drop(create(&path));
    let occupied = |path: &Path| {
        let error = SledLog::create(path, Tz::UTC, host()).err().expect("something is there");
        assert!(matches!(error, Error::Occupied { .. }), "{error}");
    };
    occupied(&path);
    let file = directory.path().join("file");
    fs::write(&file, "x").expect("a file");
    occupied(&file);
    occupied(directory.path());
    assert_eq!(fs::read_to_string(&file).expect("a file"), "x");
    let empty = directory.path().join("empty");
    fs::create_dir(&empty).expect("a directory");
    drop(create(&empty));
}

#[test]
fn of_two_makers_of_a_ledger_one_succeeds() {
    for _ in 0..20 {
        let (_directory, path) = temporary();
        let start = Barrier::new(2);
        let made = thread::scope(|scope| {
            let makers = [(); 2].map(|()| {
                scope.spawn(|| {
                    start.wait();
                    SledLog::create(&path, Tz::UTC, host()).map(drop)
                })
            });
            makers.map(|maker| maker.join().expect("no panic"))
        });
        let failed: Vec<_> = made.into_iter().filter_map(Result::err).collect();
        let [error] = &failed[..] else { panic!("{failed:?}") };
        assert!(matches!(error, Error::Occupied { .. } | Error::InUse { .. }), "{error}");
        drop(open(&path).expect("a whole ledger"));
    }
}

#[test]
fn what_is_no_ledger_is_not_opened() {
    let (directory, path) = temporary();
    let error = |path: &Path| open(path).err().expect("no ledger");
    assert!(matches!(error(&path), Error::Missing { .. }));
    assert!(matches!(error(directory.path()), Error::NotALedger { .. }));
    let file = directory.path().join("file");
    fs::write(&file, "x").expect("a file");
    assert!(matches!(error(&file), Error::NotALedger { .. }));
    for format in ["", "docket", "docket ledger, version one\n", "git repository, version 1\n"] {
        fs::write(directory.path().join("FORMAT"), format).expect("a file");
        assert!(matches!(error(directory.path()), Error::NotALedger { .. }), "{format:?}");
    }
    fs::write(directory.path().join("FORMAT"), [0xff, 0xfe]).expect("a file");
    assert!(matches!(error(directory.path()), Error::NotALedger { .. }));
    let names: Vec<_> = fs::read_dir(directory.path()).expect("a directory").collect();
    assert_eq!(names.len(), 2, "nothing was made: {names:?}");
}

#[test]
fn a_ledger_of_a_later_version_is_not_touched() {
    let (_directory, path) = temporary();
    drop(create(&path));
    fs::write(path.join("FORMAT"), "docket ledger, version 2\n").expect("a file");
    let before = fs::read(path.join("log/db")).expect("a file");
    let error = open(&path).err().expect("a later version");
    assert!(matches!(error, Error::UnknownVersion { found: 2, known: 1, .. }), "{error}");
    assert_eq!(fs::read(path.join("log/db")).expect("a file"), before);
}

#[test]
fn a_ledger_that_was_not_finished_is_none() {
    let (_directory, path) = temporary();
    drop(create(&path));
    fs::remove_file(path.join("FORMAT")).expect("a file");
    assert!(matches!(open(&path).err().expect("no ledger"), Error::NotALedger { .. }));
}

#[test]
fn a_file_system_that_refuses_is_an_error() {
    // The superuser may write anywhere but where there is no file system to write to.
    let error = SledLog::create(Path::new("/proc/docket"), Tz::UTC, host()).err().expect("refused");
    assert!(matches!(error, Error::Io { .. }), "{error}");

    let (directory, path) = temporary();
    drop(create(&path));
    let lock = path.join("lock");
    fs::remove_file(&lock).expect("a file");
    fs::create_dir(&lock).expect("a directory where a file should be");
    let error = open(&path).err().expect("refused");
    assert!(matches!(&error, Error::Io { path, .. } if *path == lock), "{error}");
    drop(directory);
}

#[test]
#[cfg(unix)]
fn a_directory_that_is_read_only_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let (directory, path) = temporary();
    drop(create(&path));
    fs::remove_file(path.join("lock")).expect("a file");
    let writable = fs::metadata(&path).expect("a directory").permissions();
    for locked in [directory.path(), &path] {
        fs::set_permissions(locked, fs::Permissions::from_mode(0o555)).expect("a permission");
    }
    if fs::write(path.join("probe"), "x").is_ok() {
        crate::testkit::said("skipped: this user may write in a read-only directory");
    } else {
        let made = SledLog::create(&directory.path().join("new"), Tz::UTC, host());
        assert!(matches!(made.err().expect("refused"), Error::Io { .. }));
        assert!(matches!(open(&path).err().expect("refused"), Error::Io { .. }));
    }
    for locked in [directory.path(), &path] {
        fs::set_permissions(locked, writable.clone()).expect("a permission");
    }
}

#[test]
fn what_is_not_acknowledged_yet_is_not_read() {
    let (_directory, path) = temporary();
    let log = create(&path);
    thread::scope(|scope| {
        let appender = scope.spawn(|| {
            for n in 0..200 {
                log.append(motions(&[&format!("a/{n}-1"), &format!("a/{n}-2")]))
                    .expect("an append");
            }
        });
        while !appender.is_finished() {
            let size = log.head().expect("a head").size;
            let entries: Vec<LogEntry> = all(&log);
            assert!(entries.len() as u64 >= size.0 && entries.len().is_multiple_of(2));
            let of_case = log.case_entries(&case("a")).collect::<Result<Vec<_>, _>>();
            let of_case = of_case.expect("readable entries").len();
            assert!(of_case >= entries.len() && of_case.is_multiple_of(2), "whole batches");
        }
    });
}
