//! The stored form as bytes: no part of what the crate promises.
//!
//! A ledger's bytes are read through its store, whose checksums let no other bytes pass. Whoever wants
//! to try what the decoders do with any bytes at all (docket-fuzz does) comes here.

use crate::error::Result;
use crate::{Event, Position};

pub use crate::sled_log::chunk_again;
pub use crate::stored::CODEC;

/// Decodes a stored event.
///
/// # Errors
/// [`Error::Damaged`](crate::Error::Damaged), [`Error::UnknownVersion`](crate::Error::UnknownVersion).
pub fn decode_event(codec: u8, bytes: &[u8]) -> Result<Event> {
    crate::stored::decode(codec, bytes).map_err(|fault| fault.at(Position(1)))
}

/// Encodes an event in the version [`CODEC`].
#[must_use]
pub fn encode_event(event: &Event) -> Vec<u8> {
    crate::stored::encode(event)
}
