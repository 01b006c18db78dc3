//! Captures: a docket as it was found on a day.

use docket_time::When;
use serde::{Deserialize, Serialize};

use crate::id::Key;

/// What we read of a court's docket. The court overwrites its docket in place; a capture of a day
/// says what the docket held at the end of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capture {
    /// The name of the file that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Whether it holds all of the docket, so that a line it lacks is not on the docket.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub full: bool,
    /// Of a capture that is not full, the keys of the events that were read out of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Key>,
    /// The day; absent where nobody knows when it was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// SHA-256 of the file, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The docket.
    pub source: Key,
}

/// The line of a docket out of which an event was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocketLine {
    /// The line as the capture has it, as JSON, with what no event has room for. Of several events
    /// read out of one line the first has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
    /// The rule by which this event was read out of it; absent where none knew the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Key>,
}
