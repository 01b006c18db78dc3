//! Assertions: what the author of a case file expects to be answered of it.

use std::collections::BTreeSet;
use std::ops::Range;

use docket_core::{
    By, CaseId, Cut, EventId, FactValue, Key, Position, RecordedBy, Scalar, Support,
};
use docket_time::Day;

/// A question about a case, and the answers that its author expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The whole of it in a sentence, for people.
    pub that: String,
    /// The case that is asked about.
    pub case: CaseId,
    /// What the question leaves out.
    pub cut: AssertedCut,
    /// What is expected, field by field, in the order of the file; at least one.
    pub expect: Vec<Expectation>,
    /// Where its block begins.
    pub place: Range<usize>,
}

/// What the question of an assertion leaves out: days, so that it asks the same on every day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssertedCut {
    /// Acts that had happened by the end of that day.
    pub occurred_by: Option<Day>,
    /// Reports that were public by the end of that day.
    pub published_by: Option<Day>,
    /// Entries that were in the log by then.
    pub recorded_by: Option<AssertedEntry>,
    /// Whether to add what is only possibly inside.
    pub possibly: bool,
}

/// Until which entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssertedEntry {
    /// To that of an event, itself included.
    Event(EventId),
    /// To the last one of a day, in the ledger's zone: only a ledger that was kept has days.
    EndOf(Day),
    /// To a position, itself included: only a ledger that was kept has positions to rely on.
    Position(Position),
}

/// What is expected of one field. Each part that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// The field's name.
    pub field: String,
    /// Nothing is known of it.
    pub absent: bool,
    /// Its value; of a set, just these members.
    pub value: Option<FactValue>,
    /// How well it is supported.
    pub support: Option<Support>,
    /// The different values that sources claim, all of them.
    pub values: Option<BTreeSet<FactValue>>,
    /// The sources that say anything of it, all of them.
    pub sources: Option<BTreeSet<Key>>,
    /// Members that it has, among others.
    pub includes: BTreeSet<Scalar>,
    /// Members that it does not have.
    pub excludes: BTreeSet<Scalar>,
}

impl AssertedCut {
    /// The cut, where the place of its event is known, or it has none.
    #[must_use]
    pub fn cut(&self, event: Option<Position>) -> Cut {
        let recorded_by = match &self.recorded_by {
            None => None,
            Some(AssertedEntry::Event(_)) => event.map(RecordedBy::Position),
            Some(AssertedEntry::EndOf(day)) => Some(RecordedBy::EndOf(*day)),
            Some(AssertedEntry::Position(position)) => Some(RecordedBy::Position(*position)),
        };
        Cut {
            occurred_by: self.occurred_by.map(By::EndOf),
            published_by: self.published_by.map(By::EndOf),
            recorded_by,
            possibly: self.possibly,
        }
    }

    /// Whether the question only makes sense of a ledger that was kept over time.
    #[must_use]
    pub fn needs_a_ledger(&self) -> bool {
        matches!(self.recorded_by, Some(AssertedEntry::EndOf(_) | AssertedEntry::Position(_)))
    }
}
