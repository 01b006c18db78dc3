//! What the reading of one file gathers besides its values.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use docket_core::{CaseId, Key, Target};

use crate::fault::Fault;

/// The reading of one file: its text, its case, and what was found on the way.
///
/// Values hold it by shared reference, so that a fault deep in a table is noted where it is seen
/// and reading goes on.
pub(crate) struct Reading<'a> {
    text: &'a str,
    case: OnceCell<CaseId>,
    faults: RefCell<Vec<Fault>>,
    mentions: RefCell<Vec<Mention>>,
}

/// A name that stands for something that may be in another file or in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) what: Mentioned,
    pub(crate) span: Range<usize>,
    /// Whether its author says that it is still to come.
    pub(crate) expected: bool,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mentioned {
    Target(Target),
    Source(Key),
    Case(CaseId),
}

impl<'a> Reading<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let (faults, mentions) = (RefCell::default(), RefCell::default());
        Self { text, case: OnceCell::new(), faults, mentions }
    }

    pub(crate) fn say(&self, fault: Fault) {
        self.faults.borrow_mut().push(fault);
    }

    pub(crate) fn mention(&self, what: Mentioned, span: Range<usize>, expected: bool) {
        self.mentions.borrow_mut().push(Mention { what, span, expected });
    }

    /// The text at a place, as it is written.
    pub(crate) fn written(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    /// The file's case. A file that does not tell it is faulty already; its events are read as
    /// those of a case that nobody can have.
    pub(crate) fn case(&self) -> CaseId {
        let stand_in = || "?".parse().expect("a question mark is a case id");
        self.case.get_or_init(stand_in).clone()
    }

    pub(crate) fn set_case(&self, case: CaseId) {
        // Set once: the case block is read before all others.
        let _ = self.case.set(case);
    }

    /// How many faults there are so far.
    pub(crate) fn count(&self) -> usize {
        self.faults.borrow().len()
    }

    /// Whether a message was said since there were `count` faults.
    pub(crate) fn said_since(&self, count: usize, message: &str) -> bool {
        self.faults.borrow()[count..].iter().any(|fault| fault.message == message)
    }

    pub(crate) fn conclude(self) -> (Vec<Fault>, Vec<Mention>) {
        (self.faults.into_inner(), self.mentions.into_inner())
    }
}
