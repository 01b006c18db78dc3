//! A view is a prefix of the log, whatever is appended while it is taken.

use std::ops::Range;
use std::sync::Arc;

use docket_core::{
    AllKept, Batch, Bookkeeping, CaseId, Docket, Entries, Event, EventId, Head, Kept, Log,
    LogEntry, MemoryLog, Position, Receipt, Result, Revision, Ticking,
};
use docket_proof::{Hash, NodeId};
use docket_time::Tz;

use crate::testkit::{case, key, motion, motions};

/// A log to which somebody appends whenever the ledger's own case is read.
struct Busy(MemoryLog);

impl Log for Busy {
    fn append(&self, batch: Batch) -> Result<Receipt> {
        self.0.append(batch)
    }

    fn restore(&self, all: &mut dyn Iterator<Item = Result<Kept>>) -> Result<Head> {
        self.0.restore(all)
    }

    fn kept(&self, range: Range<Position>) -> AllKept<'_> {
        self.0.kept(range)
    }

    fn case_entries(&self, case: &CaseId) -> Entries<'_> {
        if case.is_ledger() {
            let at = self.0.head().expect("a head").size;
            let name = key(&format!("alias-{}", at.0));
            let what = Bookkeeping::Alias { name: name.to_string(), of: "Nokia".to_owned() };
            let alias = Event::bookkeeping(CaseId::ledger(), name, what);
            self.0.append(Batch::of(vec![alias])).expect("a valid event");
        }
        self.0.case_entries(case)
    }

    fn find(&self, id: &EventId) -> Result<Option<LogEntry>> {
        self.0.find(id)
    }

    fn expunged(&self) -> Result<Vec<Position>> {
        self.0.expunged()
    }

    fn cases(&self) -> Result<Vec<(CaseId, Revision)>> {
        self.0.cases()
    }

    fn head(&self) -> Result<Head> {
        self.0.head()
    }

    fn node(&self, node: NodeId) -> Result<Hash> {
        self.0.node(node)
    }

    fn zone(&self) -> Tz {
        self.0.zone()
    }
}

#[test]
fn what_is_appended_while_a_view_is_taken_is_not_in_it() {
    let log = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
    log.append(motions(&["a/1", "a/2"])).expect("valid events");
    let docket = Docket::new(Arc::new(Busy(log)));
    for _ in 0..3 {
        let size = docket.log().head().expect("a head").size;
        let view = docket.now().case(&case("a")).expect("readable").expect("recorded");
        assert!(view.entries().iter().all(|entry| entry.position <= size));
        // The next view is of a longer log, and has what this one did not.
        let again = docket.now().case(&case("a")).expect("readable").expect("recorded");
        assert!(again.entries().len() > view.entries().len());
    }
    docket.log().append(Batch::of(vec![motion("a/3")])).expect("a valid event");
    let view = docket.now().case(&case("a")).expect("readable").expect("recorded");
    assert_eq!(view.revision(), Revision(3), "what was read last is not kept for too long");
}
