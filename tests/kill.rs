//! A ledger whose process is killed at any moment keeps what it acknowledged.
//!
//! The test starts itself as another process that appends from several threads and says each
//! event it was acknowledged. It is killed, while it appends or while it still opens the ledger,
//! and started again on what is left: it first checks that all that was ever acknowledged is in its
//! place, in whole batches, with a tree to match, and then goes on.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use docket_core::{Batch, EventId, Log, Position, SledLog, Ticking};
use docket_time::Tz;

use crate::contract::is_in_order;
use crate::testkit::{Dice, SAYS, all, case, id, motion, said, say, start};

const LEDGERS: u32 = 8;
const ROUNDS_EACH: u32 = 25;
const APPENDERS: u64 = 4;

/// The file beside a ledger that lists what was acknowledged: position, id.
fn acknowledged(ledger: &Path) -> std::path::PathBuf {
    ledger.with_extension("acknowledged")
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut dice = Dice::new();
    let mut total = 0;
    for ledger in 0..LEDGERS {
        let path = directory.path().join(ledger.to_string());
        drop(SledLog::create(&path, Tz::UTC, Arc::new(Ticking::default())).expect("a ledger"));
        let mut lines = String::new();
        for _ in 0..ROUNDS_EACH {
            fs::write(acknowledged(&path), &lines).expect("a file");
            round(&path, &mut dice, &mut lines);
        }
        fs::write(acknowledged(&path), &lines).expect("a file");
        check(&path);
        total += lines.lines().count();
    }
    said(&format!("{total} acknowledged events over {} kills", LEDGERS * ROUNDS_EACH));
    assert!(total > 1_000, "it got to append: {total}");
}

/// Starts the appender, kills it, and adds what it said to the lines.
fn round(path: &Path, dice: &mut Dice, lines: &mut String) {
    let mut child = start("append", path);
    let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
    if dice.below(4) == 0 {
        thread::sleep(Duration::from_micros(dice.below(80_000)));
    } else {
        wait_for_open(&mut stdout, &mut child);
        thread::sleep(Duration::from_micros(dice.below(120_000)));
    }
    // It may only have ended because it was killed.
    assert!(child.try_wait().expect("a process").is_none(), "{}", complaint(&mut child));
    child.kill().expect("a kill");
    child.wait().expect("an end");
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).expect("text");
    // A line that the kill cut off was not acknowledged to anybody.
    for line in rest.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        if let Some((_, line)) = line.split_once(SAYS).filter(|(_, line)| line.starts_with('@')) {
            lines.push_str(line);
        }
    }
}

fn wait_for_open(stdout: &mut BufReader<ChildStdout>, child: &mut Child) {
    let mut line = String::new();
    while !line.ends_with("open\n") {
        line.clear();
        let read = stdout.read_line(&mut line).expect("text");
        assert!(read > 0, "{}", complaint(child));
    }
}

fn complaint(child: &mut Child) -> String {
    let mut complaint = String::new();
    if let Some(stderr) = &mut child.stderr {
        stderr.read_to_string(&mut complaint).expect("text");
    }
    format!("the appender ended by itself: {complaint}")
}

/// A role of another process: checks what is there, then appends until it is killed.
pub(crate) fn append(path: &Path) {
    let log = check(path);
    say("open");
    let round = log.head().expect("a head").size.0;
    thread::scope(|scope| {
        for appender in 0..APPENDERS {
            let log = &log;
            scope.spawn(move || append_for_ever(log, appender, round));
        }
    });
}

/// Opens the ledger and holds it against what was acknowledged.
fn check(path: &Path) -> SledLog {
    let log = SledLog::open(path, Arc::new(Ticking::default())).expect("a ledger");
    is_in_order(&log);
    let entries = all(&log);
    let lines = fs::read_to_string(acknowledged(path)).expect("a list");
    for line in lines.lines() {
        let (position, name) = line.split_once(' ').expect("two words");
        let at: usize = position[1..].parse().expect("a position");
        let there = entries.get(at - 1).map(|entry| entry.event.event_id());
        assert_eq!(there, Some(id(name)), "{position} was acknowledged");
    }
    let mut batches: BTreeMap<String, (Position, usize)> = BTreeMap::new();
    for entry in &entries {
        let (batch, whole) = batch_of(&entry.event.event_id());
        let (last, left) = batches.entry(batch).or_insert((Position(entry.position.0 - 1), whole));
        assert_eq!(last.next(), entry.position, "a batch stays together");
        (*last, *left) = (entry.position, *left - 1);
    }
    let torn: Vec<_> = batches.iter().filter(|(_, (_, left))| *left > 0).collect();
    assert!(torn.is_empty(), "batches in part: {torn:?}");
    log
}

/// The key of an event is `ROUND-APPENDER-BATCH-SIZE-NUMBER`.
fn batch_of(id: &EventId) -> (String, usize) {
    let parts: Vec<_> = id.key.as_str().split('-').collect();
    (parts[..3].join("-"), parts[3].parse().expect("a size"))
}

fn append_for_ever(log: &dyn Log, appender: u64, round: u64) {
    let mut dice = Dice(round * APPENDERS + appender);
    for n in 0.. {
        let size = 1 + dice.below(20);
        let batch = Batch::of(
            (0..size)
                .map(|k| event(&mut dice, appender, &format!("{round}-{appender}-{n}-{size}-{k}")))
                .collect(),
        );
        let receipt = log.append(batch.clone()).expect("an append");
        for line in &receipt.lines {
            say(&format!("{} {}", line.position, line.id));
        }
        if dice.below(8) == 0 {
            let again = log.append(batch).expect("recorded already");
            assert!(again.lines.iter().zip(&receipt.lines).all(|(a, b)| a.position == b.position));
        }
    }
}

fn event(dice: &mut Dice, appender: u64, key: &str) -> docket_core::Event {
    let home = if dice.below(2) == 0 { "shared".to_owned() } else { format!("own-{appender}") };
    let mut event = motion(&format!("{home}/{key}"));
    if dice.below(10) == 0 {
        event.text =
            Some("x".repeat(usize::try_from(dice.below(30_000)).expect("a length")).into());
    }
    if dice.below(5) == 0 {
        event.also_in = [case("elsewhere")].into();
    }
    event
}
