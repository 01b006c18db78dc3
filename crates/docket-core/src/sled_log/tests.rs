use std::fs::{self, File};
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::entry::RecordedAt;
use crate::event::Event;
use crate::kind::{Kind, Verb};
use crate::source::{Source, SourceKind};
use docket_proof::Salt;
use tempfile::TempDir;

/// A host whose clock stands still, and panics when it is told to.
#[derive(Default)]
struct Still {
    panics: AtomicBool,
}

impl Host for Still {
    fn now(&self) -> RecordedAt {
        assert!(!self.panics.load(Ordering::Relaxed), "a panic on purpose");
        RecordedAt(7)
    }

    fn salt(&self) -> Salt {
        Salt::from_bytes([7; 16])
    }
}

fn batch(keys: &[&str]) -> Batch {
    let event = |key: &&str| {
        let mut event =
            Event::new("a".parse().unwrap(), key.parse().unwrap(), Kind::Motion, Verb::Filed);
        event.source = Some("docket".parse().unwrap());
        event
    };
    Batch::of(keys.iter().map(event).collect())
}

fn temporary() -> (TempDir, std::path::PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ledger");
    (directory, path)
}

/// A new ledger whose store or anchor is exchanged before the writer starts.
fn exchanged(path: &Path, exchange: impl FnOnce(Store, Anchor) -> (Store, Anchor)) -> SledLog {
    drop(SledLog::create(path, Tz::UTC, Arc::new(Still::default())).unwrap());
    let directory = Directory::open(path).unwrap();
    let anchor = Anchor::open(directory.anchor()).unwrap();
    let mut opened = Opened::of(&directory, &anchor.last()).unwrap();
    let anchor;
    (opened.store, anchor) = exchange(opened.store, Anchor::open(directory.anchor()).unwrap());
    SledLog::start(directory, opened, anchor, Arc::new(Still::default())).unwrap()
}

fn is_out_of_order(log: &SledLog) {
    for attempt in [&["1"][..], &["2", "3"], &["1"]] {
        let error = log.append(batch(attempt)).unwrap_err();
        assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");
    }
    let error = log.restore(&mut std::iter::empty()).unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");
    // What is not known to be durable is not shown either.
    assert_eq!(log.head().unwrap().size, Position(0));
    assert_eq!(log.entries(Position(1)..Position(9)).count(), 0);
    assert_eq!(log.case_entries(&"a".parse().unwrap()).count(), 0);
    assert_eq!(log.find(&"a/1".parse().unwrap()).unwrap(), None);
    assert_eq!(log.cases().unwrap(), []);
}

/// Linux refuses to make a device durable, with `EINVAL`.
#[cfg(target_os = "linux")]
#[test]
fn a_commit_that_may_not_be_durable_is_not_acknowledged() {
    let (_directory, path) = temporary();
    let refusing = File::open("/dev/null").unwrap();
    let log = exchanged(&path, |store, anchor| (store.synced_by(refusing), anchor));
    is_out_of_order(&log);
}

#[test]
fn a_commit_without_its_anchor_is_not_acknowledged() {
    let (_directory, path) = temporary();
    let read_only = File::open(path.parent().unwrap()).unwrap();
    let log = exchanged(&path, |store, anchor| (store, anchor.written_to(read_only)));
    is_out_of_order(&log);
}

#[test]
fn appenders_of_a_writer_that_panicked_are_told() {
    let (_directory, path) = temporary();
    let host = Arc::new(Still::default());
    let log = SledLog::create(&path, Tz::UTC, Arc::clone(&host) as Arc<dyn Host>).unwrap();
    log.append(batch(&["0"])).unwrap();
    host.panics.store(true, Ordering::Relaxed);
    for attempt in [&["1"], &["2"]] {
        let error = log.append(batch(attempt)).unwrap_err();
        assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");
    }
    assert_eq!(log.head().unwrap().size, Position(1), "what was there can still be read");
    assert_eq!(log.entries(Position(1)..Position(9)).count(), 1);
}

#[test]
fn a_file_that_is_shorter_and_whole_is_opened() {
    let (_directory, path) = temporary();
    let log = SledLog::create(&path, Tz::UTC, Arc::new(Still::default())).unwrap();
    log.append(batch(&["1", "2"])).unwrap();
    let head = log.head().unwrap();
    drop(log);
    let mut anchor = Anchor::open(path.join("anchor")).unwrap();
    anchor.write(Anchored { length: 1 << 30, ..anchor.last() }).unwrap();

    let log = SledLog::open(&path, Arc::new(Still::default())).unwrap();
    assert_eq!(log.head().unwrap(), head);
    assert!(!path.join("rehearsal").exists());
    drop(log);
    let length = fs::metadata(path.join("log/db")).unwrap().len();
    assert!(Anchor::open(path.join("anchor")).unwrap().last().length <= length);
}

#[test]
fn a_snapshot_that_a_kill_cut_short_keeps_nobody_out() {
    let (_directory, path) = temporary();
    let log = SledLog::create(&path, Tz::UTC, Arc::new(Still::default())).unwrap();
    log.append(batch(&["1", "2"])).unwrap();
    let head = log.head().unwrap();
    drop(log);
    let unfinished = path.join("log/snap.FFFFFFFFFFFFFFFF.generating");
    fs::write(&unfinished, "cut").unwrap();
    let log = SledLog::open(&path, Arc::new(Still::default())).unwrap();
    assert_eq!(log.head().unwrap(), head);
    assert!(!unfinished.exists());
}

#[test]
fn a_damaged_snapshot_that_was_finished_is_refused_and_kept() {
    let (_directory, path) = temporary();
    drop(SledLog::create(&path, Tz::UTC, Arc::new(Still::default())).unwrap());
    let finished = path.join("log/snap.FFFFFFFFFFFFFFFF");
    fs::write(&finished, "something else").unwrap();
    let error = SledLog::open(&path, Arc::new(Still::default())).err().unwrap();
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
    assert!(finished.exists(), "it is evidence");
}

#[test]
fn a_rehearsal_that_was_interrupted_is_done_again() {
    let (_directory, path) = temporary();
    drop(SledLog::create(&path, Tz::UTC, Arc::new(Still::default())).unwrap());
    fs::create_dir(path.join("rehearsal")).unwrap();
    fs::write(path.join("rehearsal/db"), "half a copy").unwrap();
    let mut anchor = Anchor::open(path.join("anchor")).unwrap();
    anchor.write(Anchored { length: 1 << 30, ..anchor.last() }).unwrap();
    drop(SledLog::open(&path, Arc::new(Still::default())).unwrap());
    assert!(!path.join("rehearsal").exists());
}

#[test]
fn a_store_of_another_layout_or_zone_is_refused() {
    let put = |key, body: &[u8]| {
        let (directory, path) = temporary();
        let log = exchanged(&path, |store, anchor| {
            let mut commit = Commit::default();
            commit.put(key, body);
            store.commit(commit).unwrap();
            (store, anchor)
        });
        drop(log);
        let error = SledLog::open(&path, Arc::new(Still::default())).err();
        drop(directory);
        error.expect("a store that is not understood")
    };
    let error = put(Key::Meta(Meta::Format), &2_u32.to_le_bytes());
    assert!(matches!(error, Error::UnknownVersion { found: 2, known: 1, .. }), "{error}");
    for error in [
        put(Key::Meta(Meta::Format), b""),
        put(Key::Meta(Meta::Zone), b"Mars/Olympus"),
        put(Key::Meta(Meta::Zone), &[0xff]),
        put(Key::Meta(Meta::Origin), &[2]),
        put(Key::Case(0), b"a b"),
        put(Key::Case(1), b"a"),
        put(Key::Chunk(1), b"not a chunk"),
        put(Key::Chunk(2), b""),
    ] {
        assert!(matches!(error, Error::Damaged { .. }), "{error}");
    }
}

#[test]
fn reading_stops_at_what_cannot_be_read() {
    let (_directory, path) = temporary();
    let log = SledLog::create(&path, Tz::UTC, Arc::new(Still::default())).unwrap();
    for key in ["1", "2", "3", "4"] {
        log.append(batch(&[key])).unwrap();
    }
    let mut commit = Commit::default();
    commit.put(Key::Chunk(3), b"not a chunk");
    log.store.commit(commit).unwrap();
    for entries in [log.entries(Position(1)..Position(9)), log.case_entries(&"a".parse().unwrap())]
    {
        let read: Vec<_> = entries.collect();
        assert_eq!(read.len(), 3, "{read:?}");
        assert!(read[..2].iter().all(Result::is_ok));
        assert!(matches!(&read[2], Err(Error::Damaged { .. })), "{read:?}");
    }
    let missing = Position(9);
    assert!(matches!(log.reader().kept(missing), Err(Error::Damaged { .. })));
}

#[test]
fn bookkeeping_of_the_ledger_is_a_case_like_others() {
    let (_directory, path) = temporary();
    let log = SledLog::create(&path, Tz::UTC, Arc::new(Still::default())).unwrap();
    let source = Source {
        author: None,
        file: None,
        id: "docket".parse().unwrap(),
        kind: SourceKind::Court,
        published: None,
        publisher: None,
        sha256: None,
        title: None,
        url: None,
        via: None,
    };
    let described = crate::bookkeeping::Bookkeeping::SourceDescribed(source);
    let event = Event::bookkeeping(CaseId::ledger(), "docket".parse().unwrap(), described);
    log.append(Batch::of(vec![event.clone()])).unwrap();
    let entry = log.case_entries(&CaseId::ledger()).next().unwrap().unwrap();
    assert_eq!(entry.event, event);
}

#[test]
fn an_event_that_stands_in_the_store_twice_keeps_the_ledger_closed() {
    // The first two hashes begin with the same forty bits; the last is the first once more.
    for (keys, stands_twice) in [(["382130", "1166520", "1"], false), (["1", "2", "1"], true)] {
        let (_directory, path) = temporary();
        drop(SledLog::create(&path, Tz::UTC, Arc::new(Still::default())).unwrap());
        let directory = Directory::open(&path).unwrap();
        let store = Store::open(directory.store()).unwrap();
        let (mut index, mut tree) = (Index::default(), Tree::empty());
        let mut commit = Commit::default();
        commit.put(Key::Case(0), b"a");
        for (number, event) in (1..).zip(batch(&keys).events) {
            let [position, revision] = [number, number];
            let recorded_at = RecordedAt(i64::try_from(number).unwrap());
            let (position, revision) = (Position(position), Revision(revision));
            let salt = Salt::from_bytes([7; 16]);
            let entry = LogEntry { position, revision, recorded_at, salt, event };
            let mut other = entry.clone();
            other.event.id = "other".parse().unwrap();
            let placed = Restored::of(Kept::Entry(entry)).unwrap();
            let placed = placed.place(&mut index, &mut |_| Ok(Kept::Entry(other.clone()))).unwrap();
            let mut nodes = Vec::new();
            tree.push(placed.leaf, &mut nodes);
            let nodes: Vec<u8> = nodes.iter().flat_map(|node| *node.as_bytes()).collect();
            commit.put_chunk(position, &chunk::encode(&[placed]));
            commit.put(Key::Nodes(position.0), &nodes);
        }
        store.commit(commit).unwrap();
        drop((store, directory));
        let opened = SledLog::open(&path, Arc::new(Still::default()));
        match opened.map(|log| log.head().unwrap().size) {
            Ok(size) => assert_eq!((size, stands_twice), (Position(3), false)),
            Err(error) => {
                let said = error.to_string();
                assert!(
                    stands_twice && said.contains("its event id stands at @1 already"),
                    "{said}"
                );
            }
        }
    }
}

#[test]
fn an_event_that_was_changed_in_the_store_is_found_by_hashing_everything() {
    for at in [1, 7, 13, 20] {
        let (_directory, path) = temporary();
        let log = SledLog::create(&path, Tz::UTC, Arc::new(Still::default())).unwrap();
        let keys: Vec<String> = (1..=20).map(|key| key.to_string()).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        log.append(batch(&keys)).unwrap();
        assert_eq!(crate::verify(&log, &mut |_| ()).unwrap().size, Position(20));
        let entries: Vec<_> = log.entries(Position(1)..Position(21)).map(Result::unwrap).collect();
        drop(log);
        // Somebody who knows the layout writes another text, and seals it as the store does.
        let mut index = Index::default();
        let changed: Vec<_> = entries
            .into_iter()
            .map(|mut entry| {
                if entry.position == Position(at) {
                    entry.event.text = Some("another text".into());
                }
                let restored = Restored::of(Kept::Entry(entry)).unwrap();
                restored.place(&mut index, &mut |_| unreachable!("no ids are alike")).unwrap()
            })
            .collect();
        let store = Store::open(path.join("log")).unwrap();
        let mut commit = Commit::default();
        for chunk in chunk::part(&changed) {
            commit.put_chunk(chunk[0].row.position, &chunk::encode(chunk));
        }
        store.commit(commit).unwrap();
        drop(store);
        let log = SledLog::open(&path, Arc::new(Still::default())).unwrap();
        let found = crate::verify(&log, &mut |_| ()).unwrap_err().to_string();
        assert!(found.contains(&format!("entry @{at} as it was recorded")), "{found}");
    }
}
