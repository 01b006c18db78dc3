//! Appending from several threads at once.

use std::sync::Barrier;
use std::thread;

use docket_core::{Error, Position, Receipt, Revision};

use super::motions::{all, motions};
use super::{Make, expecting, fresh, head, is_in_order};

pub(super) fn of_two_writers_one_wins(make: Make<'_>) {
    for round in 0..20 {
        let log = fresh(make);
        log.append(motions(&["a/0"])).expect("an append");
        let start = Barrier::new(2);
        let outcomes = thread::scope(|scope| {
            let writers = ["x", "y"].map(|writer| {
                let (log, start) = (&log, &start);
                scope.spawn(move || {
                    let names = [1, 2].map(|n| format!("a/{writer}{n}"));
                    let batch = expecting(&[&names[0], &names[1]], &[("a", 1)]);
                    start.wait();
                    log.append(batch)
                })
            });
            writers.map(|writer| writer.join().expect("no panic"))
        });
        let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        assert_eq!((won.len(), lost.len()), (1, 1), "round {round}");
        let error = lost.into_iter().find_map(Result::err).expect("one lost");
        assert!(matches!(
            error,
            Error::Conflict { expected: Revision(1), actual: Revision(3), .. }
        ));
        let stored: Vec<_> =
            won.into_iter().flatten().flat_map(|won| won.lines).map(|line| line.id).collect();
        let entries: Vec<_> =
            all(&*log).into_iter().skip(1).map(|entry| entry.event.event_id()).collect();
        assert_eq!(entries, stored, "nothing of the other batch is there");
        is_in_order(&*log);
    }
}

pub(super) fn sixteen_appenders_leave_no_gap(make: Make<'_>) {
    const EACH: usize = 25;
    let log = fresh(make);
    let receipts: Vec<Receipt> = thread::scope(|scope| {
        let appenders = (0..16).map(|at| {
            let log = &log;
            scope.spawn(move || {
                let names = (0..EACH).map(|n| [format!("own{at}/{n}"), format!("shared/{at}-{n}")]);
                names
                    .map(|[a, b]| log.append(motions(&[&a, &b])).expect("an append"))
                    .collect::<Vec<_>>()
            })
        });
        let appenders: Vec<_> = appenders.collect();
        appenders.into_iter().flat_map(|appender| appender.join().expect("no panic")).collect()
    });
    is_in_order(&*log);
    assert_eq!(head(&*log).size.0, 16 * 2 * EACH as u64);
    let entries = all(&*log);
    for receipt in &receipts {
        let [own, shared] = &receipt.lines[..] else { panic!("two lines") };
        assert_eq!(own.position.next(), shared.position, "a batch stays together");
        for line in [own, shared] {
            let place = usize::try_from(line.position.0 - 1).expect("a small log");
            assert_eq!(entries[place].event.event_id(), line.id);
            assert_eq!(entries[place].revision, line.revision);
        }
    }
}

pub(super) fn one_id_raced_for_is_recorded_once(make: Make<'_>) {
    let log = fresh(make);
    for round in 0..20 {
        let name = format!("a/{round}");
        let start = Barrier::new(4);
        let mut news: Vec<bool> = thread::scope(|scope| {
            let appenders = [(); 4].map(|()| {
                scope.spawn(|| {
                    start.wait();
                    log.append(motions(&[&name])).expect("the same content").lines[0].is_new
                })
            });
            appenders.map(|appender| appender.join().expect("no panic")).into()
        });
        news.sort_unstable();
        assert_eq!(news, [false, false, false, true]);
    }
    assert_eq!(head(&*log).size, Position(20));
    is_in_order(&*log);
}
