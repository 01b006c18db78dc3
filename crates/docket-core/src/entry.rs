//! Log entries: events as the log keeps them.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use docket_proof::{Hash, Leaf, Salt, commit};
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::json::canonical;

/// A place in the log: 1-based and without gaps. Position n is also the size of the log after it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Position(pub u64);

impl Position {
    /// The position after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.0)
    }
}

/// A place in a home case: 1-based and without gaps. 0 means that the case is empty.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Revision(pub u64);

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The instant at which the log learned something: whole microseconds since 1970, UTC.
///
/// The log assigns it, strictly increasing, and nobody overrides it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordedAt(pub i64);

impl RecordedAt {
    /// The instant as chrono has it; the latest it knows where the number lies beyond.
    #[must_use]
    pub fn instant(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

impl From<DateTime<Utc>> for RecordedAt {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant.timestamp_micros())
    }
}

impl fmt::Display for RecordedAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.instant().to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

impl Serialize for RecordedAt {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordedAt {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        let instant = DateTime::parse_from_rfc3339(&text).map_err(serde::de::Error::custom)?;
        let at = Self::from(instant.to_utc());
        if at.to_string() == text {
            Ok(at)
        } else {
            Err(serde::de::Error::custom(format!("`{text}` is not whole microseconds in UTC")))
        }
    }
}

/// An event with its place in the log and the instant it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// The place in the log.
    pub position: Position,
    /// The place in the home case.
    pub revision: Revision,
    /// When the log learned it.
    pub recorded_at: RecordedAt,
    /// What keeps the leaf from telling the event to somebody who guesses.
    pub salt: Salt,
    /// The event.
    pub event: Event,
}

impl LogEntry {
    /// What stands for this entry in the log's Merkle tree.
    #[must_use]
    pub fn leaf(&self) -> Leaf {
        let commitment = commit(&self.salt, canonical(&self.event).as_bytes());
        Leaf { position: self.position.0, recorded_at: self.recorded_at.0, commitment }
    }

    /// The hash of that.
    #[must_use]
    pub fn leaf_hash(&self) -> Hash {
        self.leaf().hash()
    }
}
