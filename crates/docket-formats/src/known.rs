//! What a ledger knows already of the names in case files.

use std::collections::BTreeSet;

use docket_core::{CaseDescription, CaseId, EventId, Key, Source};

/// The names that stand for something in a ledger.
///
/// Each method answers from the state of the ledger as it is now; the answers are not expected to
/// change during one check.
pub trait Known {
    /// The names of an event's facts and wordings; none where the event is not recorded.
    fn parts(&self, event: &EventId) -> Option<BTreeSet<Key>>;

    /// Whether a source is described.
    fn has_source(&self, id: &Key) -> bool;

    /// Whether something is recorded of a case.
    fn has_case(&self, id: &CaseId) -> bool;
}

/// The descriptions of cases and sources that are in force in a ledger.
pub trait Current {
    /// A case's description, and how many times it was described.
    fn case(&self, id: &CaseId) -> Option<(CaseDescription, u32)>;

    /// A source's description, and how many times it was described.
    fn source(&self, id: &Key) -> Option<(Source, u32)>;
}

/// A ledger in which nothing is recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EmptyLedger;

impl Known for EmptyLedger {
    fn parts(&self, _: &EventId) -> Option<BTreeSet<Key>> {
        None
    }

    fn has_source(&self, _: &Key) -> bool {
        false
    }

    fn has_case(&self, _: &CaseId) -> bool {
        false
    }
}

impl Current for EmptyLedger {
    fn case(&self, _: &CaseId) -> Option<(CaseDescription, u32)> {
        None
    }

    fn source(&self, _: &Key) -> Option<(Source, u32)> {
        None
    }
}
