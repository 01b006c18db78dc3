//! What can go wrong with a log.

use std::path::PathBuf;

use docket_proof::Hash;

use crate::check::Problem;
use crate::entry::{Position, RecordedAt, Revision};
use crate::id::{CaseId, EventId};

/// The result of working with a log.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a log did not do what it was asked. Unless a variant says otherwise, nothing was stored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An event breaks a rule that every event keeps.
    #[error("{id}: {problem}")]
    Invalid {
        /// The event.
        id: EventId,
        /// The first rule it breaks.
        problem: Problem,
    },
    /// A batch holds more events than one commit takes.
    #[error("a batch of {events} events; at most {limit} are appended at once")]
    BatchTooLarge {
        /// How many there were.
        events: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A case is not at the revision its writer expected: somebody else appended to it.
    #[error("{case} is at revision {actual}, not {expected}")]
    Conflict {
        /// The case.
        case: CaseId,
        /// The revision the writer expected.
        expected: Revision,
        /// The revision it has.
        actual: Revision,
    },
    /// An event id is recorded already, with other content.
    #[error("{id} is recorded at {position} with other content")]
    ContentDiffers {
        /// The event.
        id: EventId,
        /// Where it is recorded.
        position: Position,
    },
    /// An event was destroyed for good, and its id is not taken again.
    #[error("{id} was recorded at {position} and has been expunged")]
    Expunged {
        /// The event.
        id: EventId,
        /// Where it was recorded.
        position: Position,
    },
    /// A log that is only for reading was to be written to.
    #[error("the log is open for reading only")]
    ReadOnly,
    /// One batch holds an id twice, with different contents.
    #[error("{id} stands twice in the batch, with different contents")]
    Repeated {
        /// The event.
        id: EventId,
    },
    /// Entries are restored into a log that is not empty.
    #[error("the log holds {size} entries; entries are restored into an empty one only")]
    NotEmpty {
        /// How many entries it holds.
        size: u64,
    },
    /// An entry to be restored does not follow from the ones before it.
    #[error("entry {position} cannot be restored: {why}")]
    OutOfPlace {
        /// Where it says it stands.
        position: Position,
        /// What does not fit.
        why: String,
    },
    /// A commit failed in the middle: what was to be acknowledged may or may not be stored. The
    /// log takes nothing more until it is opened again.
    #[error("the outcome of the last commit is unknown ({why}); open the ledger again to see")]
    OutcomeUnknown {
        /// What failed.
        why: String,
    },
    /// Another process has the ledger open.
    #[error("the ledger {} is in use by another process{}", path.display(), holder.map_or(String::new(), |pid| format!(" (process {pid})")))]
    InUse {
        /// The ledger.
        path: PathBuf,
        /// The other process, where it is known.
        holder: Option<u32>,
    },
    /// There is nothing at the path.
    #[error("there is no ledger at {}", path.display())]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// There is something else than a ledger at the path.
    #[error("{} is not a ledger: {why}", path.display())]
    NotALedger {
        /// The path.
        path: PathBuf,
        /// What makes it none.
        why: String,
    },
    /// A ledger is to be made where there is something already.
    #[error("{} exists and is not empty", path.display())]
    Occupied {
        /// The path.
        path: PathBuf,
    },
    /// The ledger does not hold what it acknowledged.
    #[error("the ledger is damaged: expected {expected}, found {found}")]
    Damaged {
        /// What should be there.
        expected: String,
        /// What is there.
        found: String,
    },
    /// The ledger was written by a later version of this program.
    #[error("{what} has version {found}; this program reads up to {known}")]
    UnknownVersion {
        /// What has the version.
        what: &'static str,
        /// Its version.
        found: u32,
        /// The highest version known here.
        known: u32,
    },
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// The store refused.
    #[error("the store: {0}")]
    Store(String),
}

/// What is true of the whole log at one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many entries there are; the position of the last.
    pub size: Position,
    /// When the last was recorded.
    pub recorded_at: Option<RecordedAt>,
    /// The root of the Merkle tree over them (RFC 6962, SHA-256).
    pub root: Hash,
    /// Whether the entries were recorded here or restored from a file that nobody vouched for.
    pub origin: Origin,
}

/// Where a log's entries come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Each was recorded here, at the instant it says.
    Recorded,
    /// They were restored from a file without a signed checkpoint: the instants are the file's.
    RestoredUnverified,
}
