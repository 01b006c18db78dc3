//! The logs of this repository keep the contract of logs, and tell the same.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use docket_core::{Log, MemoryLog, Revision, SledLog, Ticking};
use docket_testkit::contract::motion_of;
use docket_testkit::{LogContract, log_contract};
use docket_time::Tz;

use crate::testkit::{all, case, motions};

log_contract!(
    the_log_in_memory: LogContract::of(|host| MemoryLog::new(Tz::UTC, host)),
    threads,
);

log_contract!(the_log_on_sled: on_sled(), threads);

/// The contract of ledgers on sled, in a directory that goes with it.
fn on_sled() -> LogContract<'static> {
    let directory = tempfile::tempdir().expect("a directory");
    let number = AtomicU32::new(0);
    LogContract::of(move |host| {
        let number = number.fetch_add(1, Ordering::Relaxed);
        let path = directory.path().join(number.to_string());
        SledLog::create(&path, Tz::UTC, host).expect("a new ledger")
    })
}

#[test]
fn both_logs_have_the_same_entries_and_root() {
    let directory = tempfile::tempdir().expect("a directory");
    let host = || Arc::new(Ticking::default());
    let memory = MemoryLog::new(Tz::UTC, host());
    let sled =
        SledLog::create(&directory.path().join("ledger"), Tz::UTC, host()).expect("a ledger");
    for n in 0..50 {
        let mut batch = motions(&[&format!("a/{n}"), &format!("b/{}", n / 2), &format!("a/{n}")]);
        if n % 10 == 0 {
            batch.events.push(motion_of(&format!("a/large-{n}"), 20_000));
        }
        if n % 7 == 0 {
            batch.expected = [(case("b"), Revision(n))].into();
        }
        let outcomes =
            [&memory as &dyn Log, &sled].map(|log| format!("{:?}", log.append(batch.clone())));
        assert_eq!(outcomes[0], outcomes[1]);
    }
    assert_eq!(all(&memory), all(&sled));
    assert_eq!(memory.head().expect("a head"), sled.head().expect("a head"));
    let cases: BTreeSet<_> = memory.cases().expect("cases").into_iter().collect();
    assert_eq!(cases, sled.cases().expect("cases").into_iter().collect());
}
