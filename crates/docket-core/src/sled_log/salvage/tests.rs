use std::sync::Arc;

use crate::expunged::Kept;

use super::super::store::Commit;
use super::super::value::Key;
use super::*;
use crate::event::Event;
use crate::kind::{Kind, Verb};
use crate::log::{Batch, Log};
use crate::{ClosedLedger, SledLog, Ticking};

/// A ledger of so many entries, each in a chunk of its own, and what is in it.
fn ledger(path: &Path, size: u64) -> Vec<crate::LogEntry> {
    let log = SledLog::create(path, Tz::UTC, Arc::new(Ticking::default())).unwrap();
    for number in 1..=size {
        let key = number.to_string().parse().unwrap();
        let mut event = Event::new("a".parse().unwrap(), key, Kind::Motion, Verb::Filed);
        event.source = Some("s".parse().unwrap());
        event.text = Some("x".repeat(500).into());
        log.append(Batch::of(vec![event])).unwrap();
    }
    log.entries(Position(1)..Position(size + 1)).collect::<Result<_>>().unwrap()
}

fn spoil(path: &Path, keys: &[Key]) {
    let store = Store::open(path.join("log")).unwrap();
    for key in keys {
        let mut commit = Commit::default();
        commit.put(*key, b"neither a chunk nor nodes");
        store.commit(commit).unwrap();
    }
}

#[test]
fn what_can_be_read_is_all_but_the_chunks_that_are_damaged() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ledger");
    let entries = ledger(&path, 200);
    spoil(&path, &[57, 58, 120, 200].map(Key::Chunk));
    spoil(&path, &[3, 10].map(Key::Nodes));
    let closed = ClosedLedger::at(&path).unwrap();
    let salvage = closed.salvage(&directory.path().join("work")).unwrap();
    let runs = [1..57, 59..120, 121..200].map(|run| Position(run.start)..Position(run.end));
    assert_eq!(salvage.readable(), runs);
    assert_eq!(salvage.zone(), Some(Tz::UTC));
    let found: Vec<_> = salvage.kept(Position(1)..Position(u64::MAX)).map(Result::unwrap).collect();
    let is_there = |at: u64| ![57, 58, 120, 200].contains(&at);
    let left = entries.iter().filter(|entry| is_there(entry.position.0)).cloned();
    assert_eq!(found, left.map(Kept::Entry).collect::<Vec<_>>());
    let promised = closed.acknowledged().unwrap();
    assert_eq!(promised.size, Position(200));
    let agreement = salvage.agreement(Position(56), Some(&promised)).unwrap();
    let Agreement { agreeing, differing, unreadable, has_acknowledged_root, .. } = agreement;
    assert_eq!((agreeing, differing, unreadable, has_acknowledged_root), (54, 0, 2, None));
}

#[test]
fn a_whole_ledger_is_read_whole_at_the_first_attempt() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ledger");
    ledger(&path, 30);
    let closed = ClosedLedger::at(&path).unwrap();
    let salvage = closed.salvage(&directory.path().join("work")).unwrap();
    let [Attempt { how: "as it is", outcome: Ok(30) }] = salvage.attempts() else {
        panic!("{:?}", salvage.attempts())
    };
    let promised = closed.acknowledged().unwrap();
    let agreement = salvage.agreement(Position(30), Some(&promised)).unwrap();
    assert_eq!((agreement.agreeing, agreement.has_acknowledged_root), (30, Some(true)));
}

#[test]
fn entries_with_other_leaves_than_are_stored_are_counted() {
    let directory = tempfile::tempdir().unwrap();
    let [path, other] = ["ledger", "other"].map(|name| directory.path().join(name));
    ledger(&path, 8);
    ledger(&other, 4);
    let store = Store::open(path.join("log")).unwrap();
    let mut commit = Commit::default();
    commit.put(Key::Nodes(5), &[7; 32]);
    store.commit(commit).unwrap();
    drop(store);
    let closed = ClosedLedger::at(&path).unwrap();
    let salvage = closed.salvage(&directory.path().join("work")).unwrap();
    let promised = ClosedLedger::at(&other).unwrap().acknowledged().unwrap();
    let agreement = salvage.agreement(Position(8), Some(&promised)).unwrap();
    assert_eq!((agreement.agreeing, agreement.differing), (7, 1));
    assert_eq!(agreement.has_acknowledged_root, Some(true), "the salts of the two are alike");
    let promised = Acknowledged { root: Hash::from_bytes([1; 32]), ..promised };
    let agreement = salvage.agreement(Position(8), Some(&promised)).unwrap();
    assert_eq!(agreement.has_acknowledged_root, Some(false));
}
