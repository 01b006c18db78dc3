use docket_time::{PhraseError, WhenError};

use crate::entry::Position;
use crate::error::Error;
use crate::id::IdError;

use super::CODEC;

/// Why bytes are not a stored event.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoredError {
    #[error("version {0} of the stored form")]
    UnknownVersion(u8),
    #[error("bytes that do not decode ({0})")]
    Bytes(#[from] bincode::error::DecodeError),
    #[error("{0} bytes after the event")]
    Leftover(usize),
    #[error("a number in more bytes than it needs")]
    Longer,
    #[error("the unknown {what} `{name}`")]
    Name { what: &'static str, name: String },
    #[error("{0} out of order")]
    Order(&'static str),
    #[error("{0}, in an event that links nothing")]
    Stray(&'static str),
    #[error("a bad name ({0})")]
    Id(#[from] IdError),
    #[error("a bad date ({0})")]
    When(#[from] WhenError),
    #[error("a bad phrase ({0})")]
    Phrase(#[from] PhraseError),
}

impl StoredError {
    /// Says it of the entry that was being read.
    pub(crate) fn at(self, position: Position) -> Error {
        match self {
            Self::UnknownVersion(found) => Error::UnknownVersion {
                what: "a stored event",
                found: found.into(),
                known: CODEC.into(),
            },
            Self::Bytes(_)
            | Self::Leftover(_)
            | Self::Longer
            | Self::Name { .. }
            | Self::Order(_)
            | Self::Stray(_)
            | Self::Id(_)
            | Self::When(_)
            | Self::Phrase(_) => Error::Damaged {
                expected: format!("the event of entry {position}"),
                found: self.to_string(),
            },
        }
    }
}
