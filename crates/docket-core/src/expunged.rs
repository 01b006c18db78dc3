//! Expunged entries: what is left of an entry whose event was destroyed.

use docket_proof::{Hash, Leaf, Salt};
use sha2::{Digest, Sha256};

use crate::entry::{LogEntry, Position, RecordedAt};
use crate::id::EventId;

/// The place of an entry whose event was destroyed for good.
///
/// The leaf is what it was, so the root over it is too, and every proof of another entry holds. The
/// salt that the commitment was made with is gone with the event: nobody who guesses the event can
/// find out whether it was this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expunged {
    /// The place in the log.
    pub position: Position,
    /// When the log learned the event.
    pub recorded_at: RecordedAt,
    /// What the leaf says of the event.
    pub commitment: Hash,
    /// What the event's id is known again by.
    pub mark: IdMark,
}

impl Expunged {
    /// What is left of an entry; `salt` is a new one.
    #[must_use]
    pub fn of(entry: &LogEntry, salt: Salt) -> Self {
        let Leaf { commitment, .. } = entry.leaf();
        let LogEntry { position, recorded_at, ref event, .. } = *entry;
        Self { position, recorded_at, commitment, mark: IdMark::of(&event.event_id(), salt) }
    }

    /// What stands for it in the log's Merkle tree.
    #[must_use]
    pub fn leaf(&self) -> Leaf {
        let Self { position, recorded_at, commitment, .. } = *self;
        Leaf { position: position.0, recorded_at: recorded_at.0, commitment }
    }
}

/// What an event's id is known again by once the event is gone: whoever appends the id again is told
/// that it was expunged.
///
/// The first 16 bytes of SHA-256(salt | `CASE/event`). Who holds the ledger and guesses the id can
/// find it out: that is what being told means. It says nothing to who does not know the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdMark {
    /// The salt, of its own for each mark.
    pub salt: Salt,
    /// The hash.
    pub hash: [u8; 16],
}

impl IdMark {
    /// The mark of an id.
    ///
    /// # Panics
    /// Never: a SHA-256 has 32 bytes.
    #[must_use]
    pub fn of(id: &EventId, salt: Salt) -> Self {
        let digest =
            Sha256::new().chain_update(salt.as_bytes()).chain_update(id.to_string()).finalize();
        let (half, _) = digest.split_first_chunk().expect("a SHA-256 has 32 bytes");
        Self { salt, hash: *half }
    }

    /// Whether it is the mark of an id.
    #[must_use]
    pub fn is_of(&self, id: &EventId) -> bool {
        Self::of(id, self.salt) == *self
    }
}

/// What a log keeps at a position.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "nearly all that is kept is entries")]
pub enum Kept {
    /// An entry with its event.
    Entry(LogEntry),
    /// What is left of one.
    Expunged(Expunged),
}

impl Kept {
    /// The place in the log.
    #[must_use]
    pub fn position(&self) -> Position {
        match self {
            Self::Entry(entry) => entry.position,
            Self::Expunged(expunged) => expunged.position,
        }
    }

    /// When the log learned the event.
    #[must_use]
    pub fn recorded_at(&self) -> RecordedAt {
        match self {
            Self::Entry(entry) => entry.recorded_at,
            Self::Expunged(expunged) => expunged.recorded_at,
        }
    }

    /// What stands for it in the log's Merkle tree.
    #[must_use]
    pub fn leaf(&self) -> Leaf {
        match self {
            Self::Entry(entry) => entry.leaf(),
            Self::Expunged(expunged) => expunged.leaf(),
        }
    }

    /// The entry, unless it was expunged.
    #[must_use]
    pub fn entry(self) -> Option<LogEntry> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Expunged(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_known_again_by_its_mark_and_no_other_is() {
        let mark = IdMark::of(&"a/b".parse().unwrap(), Salt::from_bytes([7; 16]));
        // (printf "\\a%.0s" {1..16}; printf %s a/b) | sha256sum
        assert_eq!(mark.hash[..4], [0x8b, 0x9e, 0xdd, 0xf7]);
        assert!(mark.is_of(&"a/b".parse().unwrap()));
        assert!(!mark.is_of(&"a/c".parse().unwrap()));
        let other = IdMark::of(&"a/b".parse().unwrap(), Salt::from_bytes([8; 16]));
        assert_ne!(other.hash, mark.hash);
    }
}
