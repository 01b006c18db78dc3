//! Logs with one fault each, to see the contract fail.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use docket_core::{
    AllKept, Batch, CaseId, Entries, Error, EventId, Hash, Head, Kept, Log, LogEntry, MemoryLog,
    Position, Receipt, Result, Revision, Salt,
};
use docket_proof::NodeId;
use docket_time::Tz;

use super::LogContract;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    CountsPositionsFromZero,
    LosesTheEndOfABatch,
    KeepsHalfOfWhatItRefuses,
    ExpectsNothing,
    LooksBeforeItLocks,
    FindsByKeyAlone,
    SaltsAnewOnRestore,
    ForgetsWhatWasExpunged,
}

use Fault::{
    CountsPositionsFromZero, ExpectsNothing, FindsByKeyAlone, ForgetsWhatWasExpunged,
    KeepsHalfOfWhatItRefuses, LooksBeforeItLocks, LosesTheEndOfABatch, SaltsAnewOnRestore,
};

/// A log in memory with a fault.
struct Faulty {
    log: MemoryLog,
    fault: Fault,
    /// The last positions of batches of several events.
    ends: Mutex<BTreeSet<Position>>,
}

impl Faulty {
    fn has(&self, fault: Fault) -> bool {
        self.fault == fault
    }

    fn lacks(&self, position: Position) -> bool {
        let ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        self.has(LosesTheEndOfABatch) && ends.contains(&position)
    }

    fn shifted(&self, position: Position) -> Position {
        Position(position.0 - u64::from(self.has(CountsPositionsFromZero)))
    }

    fn refused(&self, batch: &Batch, error: Error) -> Error {
        if self.has(KeepsHalfOfWhatItRefuses) && batch.events.len() > 1 {
            let half = batch.events.len() / 2;
            drop(self.log.append(Batch::of(batch.events[..half].to_vec())));
        }
        error
    }

    /// Whether the cases are where the batch expects them; by now they may be elsewhere.
    fn looks_right(&self, batch: &Batch) -> Result<bool> {
        let cases = self.log.cases()?;
        let at = |case| cases.iter().find(|(known, _)| known == case).map_or(0, |(_, at)| at.0);
        Ok(batch.expected.iter().all(|(case, expected)| at(case) == expected.0))
    }
}

impl Log for Faulty {
    fn append(&self, mut batch: Batch) -> Result<Receipt> {
        if self.has(ExpectsNothing) {
            batch.expected.clear();
        }
        if self.has(LooksBeforeItLocks) && self.looks_right(&batch)? {
            batch.expected.clear();
            thread::sleep(Duration::from_millis(2));
        }
        let mut receipt =
            self.log.append(batch.clone()).map_err(|error| self.refused(&batch, error))?;
        if let [_, .., last] = &receipt.lines[..] {
            let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
            ends.insert(last.position);
        }
        for line in &mut receipt.lines {
            line.position = self.shifted(line.position);
        }
        Ok(receipt)
    }

    fn restore(&self, entries: &mut dyn Iterator<Item = Result<Kept>>) -> Result<Head> {
        let changed = |kept| match kept {
            Kept::Entry(entry) if self.has(SaltsAnewOnRestore) => {
                Kept::Entry(LogEntry { salt: Salt::from_bytes([1; 16]), ..entry })
            }
            Kept::Entry(_) => kept,
            Kept::Expunged(mut expunged) => {
                if self.has(ForgetsWhatWasExpunged) {
                    expunged.mark.hash = [0; 16];
                }
                Kept::Expunged(expunged)
            }
        };
        self.log.restore(&mut entries.map(|kept| kept.map(changed)))
    }

    fn kept(&self, range: Range<Position>) -> AllKept<'_> {
        let kept = self
            .log
            .kept(range)
            .filter(|kept| !kept.as_ref().is_ok_and(|kept: &Kept| self.lacks(kept.position())));
        Box::new(kept.map(|kept| {
            kept.map(|kept| match kept {
                Kept::Entry(entry) => {
                    let position = self.shifted(entry.position);
                    Kept::Entry(LogEntry { position, ..entry })
                }
                Kept::Expunged(expunged) => Kept::Expunged(expunged),
            })
        }))
    }

    fn case_entries(&self, case: &CaseId) -> Entries<'_> {
        self.log.case_entries(case)
    }

    fn find(&self, id: &EventId) -> Result<Option<LogEntry>> {
        if self.has(FindsByKeyAlone) {
            let mut entries = self.entries(Position(1)..Position(u64::MAX));
            let alike = |entry: &Result<LogEntry>| {
                entry.as_ref().is_ok_and(|entry| entry.event.id == id.key)
            };
            return entries.find(alike).transpose();
        }
        self.log.find(id)
    }

    fn expunged(&self) -> Result<Vec<Position>> {
        self.log.expunged()
    }

    fn cases(&self) -> Result<Vec<(CaseId, Revision)>> {
        self.log.cases()
    }

    fn head(&self) -> Result<Head> {
        self.log.head()
    }

    fn node(&self, node: NodeId) -> Result<Hash> {
        self.log.node(node)
    }

    fn zone(&self) -> Tz {
        self.log.zone()
    }
}

fn with(fault: Fault) -> LogContract<'static> {
    LogContract::of(move |host| Faulty {
        log: MemoryLog::new(Tz::UTC, host),
        fault,
        ends: Mutex::default(),
    })
    .and_for_threads()
}

fn broken_by(fault: Fault) -> Vec<String> {
    with(fault).broken().into_iter().map(|broken| broken.fact).collect()
}

#[test]
fn positions_from_zero_are_seen() {
    let broken = broken_by(CountsPositionsFromZero);
    assert_eq!(broken[0], "appending gives places");
}

#[test]
fn a_batch_that_is_read_without_its_end_is_seen() {
    let broken = broken_by(LosesTheEndOfABatch);
    assert_eq!(broken[0], "appending gives places");
    assert!(broken.contains(&"sixteen appenders leave no gap".to_owned()), "{broken:#?}");
}

#[test]
fn half_a_refused_batch_is_seen() {
    let seen_by = [
        "a batch is stored whole or not at all",
        "an id has one content",
        "a batch has ten thousand events at most",
        "what was expunged is restored and never taken again",
        "of two writers one wins",
    ];
    assert_eq!(broken_by(KeepsHalfOfWhatItRefuses), seen_by);
}

#[test]
fn revisions_that_nobody_holds_against_the_case_are_seen() {
    let seen_by = [
        "a batch is stored whole or not at all",
        "an expected revision is held against the case",
        "of two writers one wins",
    ];
    assert_eq!(broken_by(ExpectsNothing), seen_by);
}

#[test]
fn two_writers_that_both_win_are_seen() {
    assert_eq!(broken_by(LooksBeforeItLocks), ["of two writers one wins"]);
}

#[test]
fn an_event_of_another_case_is_seen() {
    let seen_by =
        ["an event is found by its id", "what was expunged is restored and never taken again"];
    assert_eq!(broken_by(FindsByKeyAlone), seen_by);
}

#[test]
fn salts_that_a_restore_makes_anew_are_seen() {
    let seen_by = [
        "ids whose hashes begin alike are two events",
        "restoring keeps everything",
        "what was expunged is restored and never taken again",
    ];
    assert_eq!(broken_by(SaltsAnewOnRestore), seen_by);
}

#[test]
fn an_expunged_id_that_is_taken_again_is_seen() {
    let seen_by = ["what was expunged is restored and never taken again"];
    assert_eq!(broken_by(ForgetsWhatWasExpunged), seen_by);
}

#[test]
fn races_are_not_looked_for_where_nobody_asks_for_threads() {
    let alone = LogContract { for_threads: false, ..with(LooksBeforeItLocks) };
    assert_eq!(alone.broken(), []);
    alone.holds();
}

#[test]
#[should_panic(expected = "the log does not keep:\n* appending gives places: assertion")]
fn a_broken_contract_is_told_by_its_facts() {
    with(CountsPositionsFromZero).holds();
}

#[test]
#[should_panic(expected = "the contract of logs has no fact `it is quick`")]
fn a_fact_has_to_be_one_of_the_contract() {
    with(LooksBeforeItLocks).holds_that("it is quick");
}
