//! JSON lines: a whole log as text, without loss.
//!
//! The first line is a header, every other a log entry, or what is left of an expunged one, in the order
//! of positions. Each line is canonical JSON and ends with a line feed, so that equal logs have equal files.

use docket_core::{Hash, Position, RecordedAt, Revision};
use docket_time::Tz;
use serde::{Deserialize, Serialize};

/// The name and version of the format, as the header has it.
pub(crate) const FORMAT: &str = "docket/jsonl/1";

/// Most bytes in a line: twice an event's, for what stands around the event is small.
pub(crate) const MAX_LINE_BYTES: usize = 2 << 20;

/// What the first line of a JSONL file says of the log in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonlHeader {
    /// How many entries follow.
    pub entries: u64,
    /// The root of the Merkle tree over them.
    pub root: Hash,
    /// The log's zone.
    pub zone: Tz,
}

/// The header as its line has it: keys in alphabetical order, here as in [`Line`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeaderLine {
    pub(crate) entries: u64,
    pub(crate) format: String,
    pub(crate) root: String,
    pub(crate) zone: String,
}

/// A log entry as its line has it; the event is owned in reading and borrowed in writing.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line<E> {
    pub(crate) event: E,
    pub(crate) leaf: String,
    pub(crate) position: Position,
    pub(crate) recorded_at: RecordedAt,
    pub(crate) revision: Revision,
    pub(crate) salt: String,
}

/// What is left of an expunged entry, as its line has it. The first key tells it from an entry.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpungedLine {
    pub(crate) commitment: String,
    pub(crate) id_hash: String,
    pub(crate) id_salt: String,
    pub(crate) leaf: String,
    pub(crate) position: Position,
    pub(crate) recorded_at: RecordedAt,
}

/// What the line of an expunged entry begins with, and that of an entry never.
pub(crate) const EXPUNGED: &str = "{\"commitment\":";

impl From<&JsonlHeader> for HeaderLine {
    fn from(header: &JsonlHeader) -> Self {
        Self {
            entries: header.entries,
            format: FORMAT.to_owned(),
            root: header.root.to_string(),
            zone: header.zone.name().to_owned(),
        }
    }
}
