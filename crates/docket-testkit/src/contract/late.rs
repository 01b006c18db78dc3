//! A log that acknowledges too early, to see kills find it; and one that does not.

use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use docket_core::{
    AllKept, Batch, CaseId, Entries, EventId, Hash, Head, Kept, Log, LogEntry, MemoryLog, Position,
    Receipt, Result, Revision, SledLog, Ticking,
};
use docket_proof::NodeId;
use docket_time::Tz;

use super::{Kills, LogContract};

/// A log that acknowledges what it will store when the next batch comes.
struct Late {
    shown: MemoryLog,
    stored: SledLog,
    pending: Mutex<Batch>,
}

impl Late {
    fn of(stored: SledLog, host: Arc<Ticking>) -> Self {
        let shown = MemoryLog::new(Tz::UTC, host);
        shown.restore(&mut stored.kept(Position(1)..Position(u64::MAX))).expect("what is stored");
        Self { shown, stored, pending: Mutex::default() }
    }

    fn create(path: &Path, host: Arc<Ticking>) -> Self {
        Self::of(SledLog::create(path, Tz::UTC, host.clone()).expect("a new ledger"), host)
    }

    fn open(path: &Path, host: Arc<Ticking>) -> Self {
        Self::of(SledLog::open(path, host.clone()).expect("a ledger"), host)
    }
}

impl Log for Late {
    fn append(&self, batch: Batch) -> Result<Receipt> {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let receipt = self.shown.append(batch.clone())?;
        self.stored.append(std::mem::replace(&mut pending, batch))?;
        Ok(receipt)
    }

    fn restore(&self, entries: &mut dyn Iterator<Item = Result<Kept>>) -> Result<Head> {
        self.shown.restore(entries)
    }

    fn kept(&self, range: Range<Position>) -> AllKept<'_> {
        self.shown.kept(range)
    }

    fn case_entries(&self, case: &CaseId) -> Entries<'_> {
        self.shown.case_entries(case)
    }

    fn find(&self, id: &EventId) -> Result<Option<LogEntry>> {
        self.shown.find(id)
    }

    fn expunged(&self) -> Result<Vec<Position>> {
        self.shown.expunged()
    }

    fn cases(&self) -> Result<Vec<(CaseId, Revision)>> {
        self.shown.cases()
    }

    fn head(&self) -> Result<Head> {
        self.shown.head()
    }

    fn node(&self, node: NodeId) -> Result<Hash> {
        self.shown.node(node)
    }

    fn zone(&self) -> Tz {
        self.shown.zone()
    }
}

#[test]
fn what_is_acknowledged_before_it_is_stored_is_seen() {
    let test = "contract::late::what_is_acknowledged_before_it_is_stored_is_seen";
    let broken = Kills::of(test, Late::create, Late::open).times(1, 8).broken();
    let why = broken.expect("a fault is seen").why;
    assert!(why.contains("was acknowledged"), "{why}");
}

#[test]
fn a_test_that_is_not_there_is_asked_for() {
    let broken = Kills::of("contract::nobody", Late::create, Late::open).times(1, 8).broken();
    let why = broken.expect("nobody appends").why;
    assert!(why.contains("is there a test `contract::nobody`?"), "{why}");
}

crate::log_contract!(
    the_log_on_sled: LogContract::of({
        let directory = tempfile::tempdir().expect("a directory");
        let number = AtomicU32::new(0);
        move |host| {
            let number = number.fetch_add(1, Ordering::Relaxed);
            let path = directory.path().join(number.to_string());
            SledLog::create(&path, Tz::UTC, host).expect("a new ledger")
        }
    }),
    threads,
    kills(
        |path, host| SledLog::create(path, Tz::UTC, host).expect("a new ledger"),
        |path, host| SledLog::open(path, host).expect("a ledger")
    )
);
