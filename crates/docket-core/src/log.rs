//! The log: what every implementation of it does.

use std::collections::BTreeMap;
use std::ops::Range;

use docket_proof::{Hash, NodeId, Salt};
use docket_time::Tz;

use crate::entry::{LogEntry, Position, RecordedAt, Revision};
use crate::error::{Head, Result};
use crate::event::Event;
use crate::expunged::Kept;
use crate::id::{CaseId, EventId};

/// Most events in one batch.
pub const MAX_BATCH_EVENTS: usize = 10_000;

/// Log entries in the order of their positions; after an error there are no more.
pub type Entries<'a> = Box<dyn Iterator<Item = Result<LogEntry>> + Send + 'a>;

/// What a log keeps, in the order of positions; after an error there is no more.
pub type AllKept<'a> = Box<dyn Iterator<Item = Result<Kept>> + Send + 'a>;

/// An append-only sequence of log entries. One contract suite runs against every implementation.
///
/// * Positions are 1, 2, 3 and so on over the log, revisions over each home case.
/// * `recorded_at` grows strictly with the position.
/// * What [`append`](Log::append) has acknowledged is there for every later reader, and after a
///   crash, with everything before it.
/// * An event id stands in a log once, and not again once its event was expunged.
pub trait Log: Send + Sync {
    /// Appends a batch, all of it or nothing, and returns once it is durable.
    ///
    /// An event that is recorded already with the same content is not appended again: its receipt
    /// is the one it had. A batch of such events alone succeeds whatever revisions it expects.
    ///
    /// # Errors
    /// [`Conflict`](crate::Error::Conflict) when a case is not at the expected revision,
    /// [`ContentDiffers`](crate::Error::ContentDiffers) and [`Repeated`](crate::Error::Repeated)
    /// for an id with two contents, [`Expunged`](crate::Error::Expunged), [`Invalid`](crate::Error::Invalid) and
    /// [`BatchTooLarge`](crate::Error::BatchTooLarge); nothing is stored then.
    /// [`OutcomeUnknown`](crate::Error::OutcomeUnknown) when the commit itself failed.
    fn append(&self, batch: Batch) -> Result<Receipt>;

    /// Fills an empty log with entries, and what is left of expunged ones, that keep their positions, revisions, instants and salts.
    ///
    /// # Errors
    /// [`NotEmpty`](crate::Error::NotEmpty); [`OutOfPlace`](crate::Error::OutOfPlace) for an entry
    /// that breaks an invariant of the log; the first error among `entries`. A log whose restore
    /// failed is to be thrown away.
    fn restore(&self, entries: &mut dyn Iterator<Item = Result<Kept>>) -> Result<Head>;

    /// What is kept at the positions in `range`, as far as there are any.
    fn kept(&self, range: Range<Position>) -> AllKept<'_>;

    /// The entries at the positions in `range`, without those that were expunged.
    fn entries(&self, range: Range<Position>) -> Entries<'_> {
        Box::new(self.kept(range).filter_map(|kept| kept.map(Kept::entry).transpose()))
    }

    /// The entries that concern a case: those at home in it, those shown in it, and those of other
    /// cases with an effect on its reports.
    fn case_entries(&self, case: &CaseId) -> Entries<'_>;

    /// The entry of an event.
    ///
    /// # Errors
    /// [`Expunged`](crate::Error::Expunged); when the store cannot be read.
    fn find(&self, id: &EventId) -> Result<Option<LogEntry>>;

    /// Where events were expunged, in order.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn expunged(&self) -> Result<Vec<Position>>;

    /// The cases with at least one entry at home in them, with their revisions, in order of id.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn cases(&self) -> Result<Vec<(CaseId, Revision)>>;

    /// The log's size, last instant and root.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn head(&self) -> Result<Head>;

    /// The hash of a node of the log's tree, from which [`docket_proof`] makes roots and proofs.
    ///
    /// # Errors
    /// When the log has no such node yet, or the store cannot be read.
    fn node(&self, node: NodeId) -> Result<Hash>;

    /// The zone in which a bare date is read for the recorded clock; fixed when the log is made.
    fn zone(&self) -> Tz;
}

/// Events to be appended together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The events, in order.
    pub events: Vec<Event>,
    /// The revision that cases must be at before; cases not named may be at any.
    pub expected: BTreeMap<CaseId, Revision>,
}

impl Batch {
    /// A batch that expects nothing of its cases.
    #[must_use]
    pub fn of(events: Vec<Event>) -> Self {
        Self { events, expected: BTreeMap::new() }
    }
}

/// What became of a batch: one line for each of its events, in the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The lines.
    pub lines: Vec<ReceiptLine>,
}

/// Where one event of a batch stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLine {
    /// The event.
    pub id: EventId,
    /// Its place in the log.
    pub position: Position,
    /// Its place in its case.
    pub revision: Revision,
    /// When it was recorded.
    pub recorded_at: RecordedAt,
    /// Whether this line recorded it; otherwise an earlier batch, or an earlier line, had.
    pub is_new: bool,
}

/// What a log needs from the world: the time and chance, as an argument.
pub trait Host: Send + Sync {
    /// The instant now. It may repeat or go backwards; the log does not.
    fn now(&self) -> RecordedAt;
    /// 128 bits that nobody can guess.
    fn salt(&self) -> Salt;
}
