use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use docket_proof::Salt;
use docket_time::Tz;
use tempfile::TempDir;

use super::super::SledLog;
use super::*;
use crate::entry::{RecordedAt, Revision};
use crate::event::Event;
use crate::id::CaseId;
use crate::kind::{Kind, Verb};
use crate::log::{Batch, Log};

/// What must not be found any more.
const CANARY: &str = "canary";

/// A host whose instants and salts are all different.
#[derive(Default)]
struct Counting(AtomicU64);

impl Host for Counting {
    fn now(&self) -> RecordedAt {
        RecordedAt(i64::try_from(self.0.fetch_add(1, Ordering::Relaxed)).unwrap())
    }

    fn salt(&self) -> Salt {
        Salt::from_bytes(u128::from(self.0.fetch_add(1, Ordering::Relaxed)).to_be_bytes())
    }
}

fn event(case: &str, key: &str, text: &str) -> Event {
    let mut event =
        Event::new(case.parse().unwrap(), key.parse().unwrap(), Kind::Motion, Verb::Filed);
    event.source = Some("docket".parse().unwrap());
    event.text = Some(text.into());
    event
}

fn open(path: &Path) -> SledLog {
    SledLog::open(path, Arc::new(Counting(AtomicU64::new(1_000_000)))).unwrap()
}

/// A ledger with 40 entries in one commit, of which `@7`, `@8` and `@30` hold canaries: the first two in
/// texts, one of them longer than a value; the last in the names of its event and its two cases too.
fn ledger() -> TempDir {
    ledger_with(10, "plain")
}

/// The same ledger with another text at one position.
fn ledger_with(at: u64, text: &str) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let log =
        SledLog::create(&directory.path().join("l"), Tz::UTC, Arc::<Counting>::default()).unwrap();
    let events = (1..=40).map(|number| match number {
        number if number == at => event("a", &number.to_string(), text),
        7 => event("a", "7", CANARY),
        8 => event("a", "8", &CANARY.repeat(3_000)),
        30 => {
            let mut event = event("canary-v-world", "canary", CANARY);
            event.also_in = [CaseId::try_from("canary-2".to_owned()).unwrap()].into();
            event
        }
        _ => event(if number % 3 == 0 { "b" } else { "a" }, &number.to_string(), "plain"),
    });
    log.append(Batch::of(events.collect())).unwrap();
    directory
}

fn doomed() -> BTreeSet<Position> {
    [7, 8, 30].map(Position).into()
}

fn all(log: &SledLog) -> Vec<Kept> {
    log.kept(Position(1)..Position(u64::MAX)).collect::<Result<_>>().unwrap()
}

/// How often the canary is in the files under a directory.
fn canaries(path: &Path) -> usize {
    let is_it = |bytes: &[u8]| bytes.eq_ignore_ascii_case(CANARY.as_bytes());
    let items = fs::read_dir(path).unwrap().map(|item| item.unwrap().path());
    items
        .map(|item| match fs::read(&item) {
            Ok(bytes) => bytes.windows(CANARY.len()).filter(|some| is_it(some)).count(),
            Err(_) => canaries(&item),
        })
        .sum()
}

fn expunge_some(path: &Path, positions: &BTreeSet<Position>) -> Result<Head> {
    expunge(path, positions, &Counting(AtomicU64::new(500)), &mut |_| ())
}

#[test]
fn what_is_expunged_is_in_no_file_and_all_else_is_as_it_was() {
    let directory = ledger();
    let path = directory.path().join("l");
    let log = open(&path);
    let (before, head) = (all(&log), log.head().unwrap());
    drop(log);
    assert!(canaries(&path) > 3_000);

    assert_eq!(expunge_some(&path, &doomed()).unwrap(), head);
    assert_eq!(canaries(&path), 0);
    let log = open(&path);
    assert_eq!(log.head().unwrap(), head);
    assert_eq!(crate::verify(&log, &mut |_| ()).unwrap(), head);
    let after = all(&log);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(after.leaf(), before.leaf());
        match after {
            Kept::Expunged(left) => {
                assert!(doomed().contains(&left.position));
                // With the salt that the leaf was made with, a guess could be held against it.
                let Kept::Entry(entry) = before else { panic!("{before:?}") };
                assert_ne!(left.mark.salt, entry.salt);
            }
            Kept::Entry(_) => assert_eq!(after, before),
        }
    }
    assert_eq!(after.len(), 40);
    assert_eq!(log.entries(Position(1)..Position(41)).count(), 37);
    assert_eq!(log.case_entries(&"canary-v-world".parse().unwrap()).count(), 0);
    assert_eq!(log.case_entries(&"canary-2".parse().unwrap()).count(), 0);
    let cases: Vec<_> =
        log.cases().unwrap().into_iter().map(|(case, at)| (case.to_string(), at.0)).collect();
    assert_eq!(cases, [("a".to_owned(), 27), ("b".to_owned(), 12)]);
    drop(log);
    assert_eq!(canaries(&path), 0);
}

#[test]
fn an_expunged_id_is_not_taken_again_and_the_log_goes_on() {
    let directory = ledger();
    let path = directory.path().join("l");
    expunge_some(&path, &doomed()).unwrap();
    let log = open(&path);
    for (case, key, text, at) in
        [("a", "7", CANARY, 7), ("a", "7", "other", 7), ("canary-v-world", "canary", "x", 30)]
    {
        let id = event(case, key, text).event_id();
        let batch = Batch::of(vec![event("a", "new", "plain"), event(case, key, text)]);
        let told = |error| matches!(error, Error::Expunged { id: told, position } if told == id && position == Position(at));
        assert!(told(log.append(batch).unwrap_err()));
        assert!(told(log.find(&id).unwrap_err()));
    }
    assert_eq!(log.head().unwrap().size, Position(40));
    let batch = Batch {
        events: vec![event("a", "new", "plain"), event("canary-v-world", "other", "plain")],
        expected: [("a".parse().unwrap(), Revision(27))].into(),
    };
    let receipt = log.append(batch).unwrap();
    let places: Vec<_> =
        receipt.lines.iter().map(|line| (line.position.0, line.revision.0)).collect();
    assert_eq!(places, [(41, 28), (42, 1)]);
    let known = log.append(Batch::of(vec![event("a", "10", "plain")])).unwrap();
    assert_eq!((known.lines[0].position, known.lines[0].is_new), (Position(10), false));
    drop(log);
    let log = open(&path);
    assert_eq!(crate::verify(&log, &mut |_| ()).unwrap().size, Position(42));
}

#[test]
fn what_was_expunged_stays_so_and_is_restored_as_it_is() {
    let directory = ledger();
    let path = directory.path().join("l");
    expunge_some(&path, &doomed()).unwrap();
    let first = all(&open(&path));
    expunge_some(&path, &[8, 9].map(Position).into()).unwrap();
    let log = open(&path);
    let second = all(&log);
    for (position, (first, second)) in (1..).zip(first.iter().zip(&second)) {
        assert_eq!(first == second, position != 9, "@{position}");
    }
    let copy = SledLog::create(&directory.path().join("copy"), Tz::UTC, Arc::<Counting>::default())
        .unwrap();
    let head = copy.restore(&mut second.iter().cloned().map(Ok)).unwrap();
    assert_eq!(head.root, log.head().unwrap().root);
    assert_eq!(all(&copy), second);
    assert!(matches!(copy.find(&"a/7".parse().unwrap()), Err(Error::Expunged { .. })));
    let memory = crate::MemoryLog::new(Tz::UTC, Arc::<Counting>::default());
    assert_eq!(memory.restore(&mut second.iter().cloned().map(Ok)).unwrap().root, head.root);
    assert!(matches!(memory.find(&"a/7".parse().unwrap()), Err(Error::Expunged { .. })));
    assert_eq!(
        memory.kept(Position(1)..Position(99)).map(Result::unwrap).collect::<Vec<_>>(),
        second
    );
    assert_eq!(crate::verify(&memory, &mut |_| ()).unwrap().root, head.root);
}

#[test]
fn a_position_that_is_not_there_is_refused_before_anything_is_done() {
    let directory = ledger();
    let path = directory.path().join("l");
    for position in [0, 41] {
        let error = expunge_some(&path, &[Position(7), Position(position)].into()).unwrap_err();
        assert!(matches!(error, Error::OutOfPlace { position: at, .. } if at.0 == position));
    }
    assert!(canaries(&path) > 0);
    assert!(!path.join("log.new").exists());
    assert!(open(&path).find(&"a/7".parse().unwrap()).unwrap().is_some());
}

/// What is said of a new store without some events of a ledger, where others should be gone.
fn compared(ledger: &TempDir, gone: &[u64], doomed: &[u64]) -> Result<()> {
    let opened = |ledger: &TempDir| {
        let directory = Directory::open(&ledger.path().join("l")).unwrap();
        let anchor = Anchor::open(directory.anchor()).unwrap();
        Opened::of(&directory, &anchor.last()).unwrap()
    };
    let right = self::ledger();
    let (old, other, beside) = (opened(&right), opened(ledger), tempfile::tempdir().unwrap());
    let new = Store::create(beside.path().join("new")).unwrap();
    let salt = || Salt::from_bytes([7; 16]);
    let is_gone = |position: Position| gone.contains(&position.0);
    other.store.copy_without(&new, &is_gone, &salt, &mut |_| ()).unwrap();
    let is_doomed = |position: Position| doomed.contains(&position.0);
    is_all_but(&old.store, &new, &old.head, is_doomed, &mut |_| ())
}

#[test]
fn a_new_store_with_less_or_more_or_something_else_is_refused() {
    let same = ledger();
    compared(&same, &[7, 8, 30], &[7, 8, 30]).unwrap();
    let refused = |ledger: &TempDir, gone: &[u64], doomed: &[u64], at: &str| {
        let error = compared(ledger, gone, doomed).unwrap_err();
        assert!(matches!(error, Error::Damaged { .. }), "{error}");
        assert!(error.to_string().contains(at), "{error}");
    };
    refused(&same, &[7, 8, 9, 30], &[7, 8, 30], "at @9");
    refused(&same, &[7, 8], &[7, 8, 30], "at @30");
    refused(&ledger_with(10, "other"), &[7], &[7], "at @10");
    refused(&ledger_with(7, "other"), &[7], &[7], "at @7");
}

#[test]
fn every_entry_is_read_again_before_the_new_store_takes_the_place_of_the_old() {
    let directory = ledger();
    let mut steps = Vec::new();
    let host = Counting(AtomicU64::new(500));
    let step = &mut |position: Position| steps.push(position.0);
    expunge(&directory.path().join("l"), &doomed(), &host, step).unwrap();
    assert!(steps.ends_with(&(1..=40).collect::<Vec<_>>()), "{steps:?}");
}

/// What a kill leaves at each step: before the new store is said to be whole, nothing has happened; after
/// that, the next opener ends it.
#[test]
fn an_interrupted_expunging_is_ended_or_undone_by_the_next_opener() {
    let directory = ledger();
    let path = directory.path().join("l");
    let old = directory.path().join("old");
    super::super::directory::copy_directory(&path, &old).unwrap();
    expunge_some(&path, &doomed()).unwrap();
    let copy = |from: &str, to: &str| {
        let (from, to) = (directory.path().join(from), directory.path().join(to));
        super::super::directory::copy_directory(&from, &to).unwrap();
    };
    let with = |name: &str, change: &dyn Fn(&Path)| {
        copy("old", name);
        let ledger = directory.path().join(name);
        copy("l/log", &format!("{name}/log.new"));
        change(&ledger);
        let found = open(&ledger).find(&"a/7".parse().unwrap());
        assert!(!ledger.join("log.new").exists() && !ledger.join("expunging").exists(), "{name}");
        (matches!(found, Err(Error::Expunged { .. })), canaries(&ledger) == 0)
    };
    assert_eq!(with("not-whole", &|_| ()), (false, false));
    let mark = |ledger: &Path| fs::write(ledger.join("expunging"), "").unwrap();
    assert_eq!(with("marked", &mark), (true, true));
    let half_removed = |ledger: &Path| {
        mark(ledger);
        fs::remove_file(ledger.join("log/db")).unwrap();
    };
    assert_eq!(with("half-removed", &half_removed), (true, true));
    let removed = |ledger: &Path| {
        mark(ledger);
        fs::remove_dir_all(ledger.join("log")).unwrap();
    };
    assert_eq!(with("removed", &removed), (true, true));
    let tried = |ledger: &Path| {
        mark(ledger);
        super::super::directory::copy_directory(&ledger.join("log"), &ledger.join("rehearsal"))
            .unwrap();
    };
    assert_eq!(with("tried", &tried), (true, true));
    let renamed = |ledger: &Path| {
        removed(ledger);
        fs::rename(ledger.join("log.new"), ledger.join("log")).unwrap();
    };
    assert_eq!(with("renamed", &renamed), (true, true));
}
