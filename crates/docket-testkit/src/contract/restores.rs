//! Entries that come with their places.

use docket_core::{
    Batch, Error, Expunged, Hash, Head, Kept, Log, LogEntry, Origin, Position, RecordedAt,
    Revision, Salt, verify,
};

use crate::names::case;

use super::motions::{all, motion, motion_of, motions};
use super::{Make, fresh, head, is_in_order, of_case, places};

fn some_entries(make: Make<'_>) -> (Vec<LogEntry>, Head) {
    let log = fresh(make);
    for n in 0..30 {
        let mut shown = motion(&format!("a/{n}"));
        shown.also_in = [case("c")].into();
        log.append(Batch::of(vec![shown, motion(&format!("b/{n}"))])).expect("an append");
    }
    log.append(Batch::of(vec![motion_of("a/large", 100_000)])).expect("an append");
    (all(&*log), head(&*log))
}

fn restore(log: &dyn Log, entries: &[LogEntry]) -> docket_core::Result<Head> {
    log.restore(&mut entries.iter().cloned().map(Kept::Entry).map(Ok))
}

pub(super) fn restoring_keeps_everything(make: Make<'_>) {
    let (entries, original) = some_entries(make);
    let leaves: Vec<Hash> = entries.iter().map(LogEntry::leaf_hash).collect();
    let log = fresh(make);
    let restored = restore(&*log, &entries).expect("a restore");
    assert_eq!(restored, Head { origin: Origin::RestoredUnverified, ..original });
    assert_eq!((head(&*log), all(&*log)), (restored, entries.clone()));
    assert_eq!(all(&*log).iter().map(LogEntry::leaf_hash).collect::<Vec<_>>(), leaves);
    assert_eq!(of_case(&*log, "c").len(), 30);
    is_in_order(&*log);

    let again = log.append(motions(&["b/3"])).expect("recorded already");
    assert_eq!(places(&again), [(8, 4, false)]);
    let next = log.append(motions(&["b/new"])).expect("an append");
    assert_eq!(places(&next), [(62, 31, true)]);
    assert_eq!(head(&*log).origin, Origin::RestoredUnverified, "once restored, always restored");
    is_in_order(&*log);
}

pub(super) fn only_an_empty_log_is_restored_into(make: Make<'_>) {
    let (entries, _) = some_entries(make);
    let log = fresh(make);
    log.append(motions(&["z/1"])).expect("an append");
    for some in [&entries[..], &[]] {
        let error = restore(&*log, some).expect_err("it is not empty");
        assert!(matches!(error, Error::NotEmpty { size: 1 }), "{error}");
    }
    assert_eq!(all(&*log).len(), 1);
    assert_eq!(head(&*log).origin, Origin::Recorded);
    let empty = fresh(make);
    assert_eq!(restore(&*empty, &[]).expect("nothing to restore").size, Position(0));
}

/// A way to put entries out of place.
type Breaking = (&'static str, fn(&mut Vec<LogEntry>));

pub(super) fn entries_out_of_place_are_not_restored(make: Make<'_>) {
    let (entries, _) = some_entries(make);
    let broken: [Breaking; 9] = [
        ("a first position of 0", |entries| entries[0].position = Position(0)),
        ("a gap", |entries| drop(entries.remove(5))),
        ("an entry twice", |entries| entries.insert(5, entries[5].clone())),
        ("two in the wrong order", |entries| entries.swap(7, 8)),
        ("a revision out of turn", |entries| entries[4].revision = Revision(4)),
        ("a revision 0", |entries| entries[0].revision = Revision(0)),
        ("an instant that stands still", |entries| entries[6].recorded_at = entries[5].recorded_at),
        ("an instant out of range", |entries| entries[60].recorded_at = RecordedAt(i64::MAX)),
        ("an id twice", |entries| entries[6].event.id = entries[4].event.id.clone()),
    ];
    for (what, breaking) in broken {
        let mut entries = entries.clone();
        breaking(&mut entries);
        let error = restore(&*fresh(make), &entries).expect_err(what);
        assert!(matches!(error, Error::OutOfPlace { .. }), "{what}: {error}");
    }
    let mut invalid = entries;
    invalid[3].event.source = None;
    let error = restore(&*fresh(make), &invalid).expect_err("a report without a source");
    assert!(matches!(error, Error::Invalid { .. }), "{error}");
}

pub(super) fn the_first_error_among_restored_entries_is_told(make: Make<'_>) {
    let (entries, _) = some_entries(make);
    let fault = || Err(Error::Store("the file ends here".to_owned()));
    let mut entries = entries.into_iter().take(3).map(Kept::Entry).map(Ok).chain([fault()]);
    let error = fresh(make).restore(&mut entries).expect_err("the file's error");
    assert!(matches!(&error, Error::Store(why) if why == "the file ends here"), "{error}");
}

/// What is left of an entry whose event was destroyed keeps its place, and its id is not taken again.
pub(super) fn what_was_expunged_is_restored_and_never_taken_again(make: Make<'_>) {
    let (entries, original) = some_entries(make);
    let doomed = [2, 7, 60].map(Position);
    let left = |entry: &LogEntry| {
        if doomed.contains(&entry.position) {
            Kept::Expunged(Expunged::of(entry, Salt::from_bytes([9; 16])))
        } else {
            Kept::Entry(entry.clone())
        }
    };
    let kept: Vec<Kept> = entries.iter().map(left).collect();
    let log = fresh(make);
    let head = log.restore(&mut kept.iter().cloned().map(Ok)).expect("a restore");
    assert_eq!((head.size, head.root), (original.size, original.root));
    assert_eq!(log.expunged().expect("an answer"), doomed);
    assert_eq!(
        log.kept(Position(1)..Position(99)).collect::<Result<Vec<_>, _>>().expect("all"),
        kept
    );
    assert_eq!(all(&*log).len(), entries.len() - doomed.len());
    verify(&*log, &mut |_| ()).expect("the same leaves");
    for position in doomed {
        let at = usize::try_from(position.0 - 1).expect("a small position");
        let event = &entries[at].event;
        assert!(
            log.case_entries(&event.case).all(|entry| entry.expect("readable").event != *event)
        );
        let is_told = |error: &Error| matches!(error, Error::Expunged { id, position: at } if (id, at) == (&event.event_id(), &position));
        assert!(log.find(&event.event_id()).is_err_and(|error| is_told(&error)));
        let batch = Batch::of(vec![motion("a/new"), event.clone()]);
        assert!(log.append(batch).is_err_and(|error| is_told(&error)));
    }
    assert_eq!(log.head().expect("a head").size, original.size);
    // The revisions of what is left are what they were, and counting goes on from the last of them.
    let line = log.append(Batch::of(vec![motion("b/new")])).expect("an append").lines.remove(0);
    let last =
        entries.iter().filter(|entry| entry.event.case == case("b")).map(|entry| entry.revision);
    let gone_at_the_end = u64::from(doomed.contains(&Position(60)));
    assert_eq!(line.revision.0, last.max().expect("some").0 + 1 - gone_at_the_end);
    // An event with the id of one that is expunged is not restored either.
    let twice = kept.iter().cloned().chain([Kept::Entry(LogEntry {
        position: original.size.next(),
        recorded_at: RecordedAt(i64::from(u32::MAX) * 1_000_000),
        ..entries[1].clone()
    })]);
    let error = fresh(make).restore(&mut twice.map(Ok)).expect_err("a repetition");
    let is_told = matches!(&error, Error::OutOfPlace { why, .. } if why.contains("stands at @2"));
    assert!(is_told, "{error}");
}
