//! The stored form of an event: bincode behind a version byte, frozen once it is in a ledger.
//!
//! A codec version names one set of types ([`v1`] to [`v4`]) and with it every byte: bincode writes no
//! names, so the order of fields and variants and the width of integers are the format. A change to
//! an event is a new version beside the old ones, which stay readable for ever.

mod error;
mod v1;
mod v1_read;
mod v1_write;
mod v2;
mod v3;
mod v4;

#[cfg(test)]
mod any;
#[cfg(test)]
mod tests;

pub(crate) use error::StoredError;

use bincode::config::{Configuration, Limit, LittleEndian, Varint};
use bincode::enc::write::SizeWriter;

use crate::event::Event;
use v1::EventV1;
use v2::EventV2;
use v3::EventV3;
use v4::EventV4;

/// The codec version that is written.
pub const CODEC: u8 = 4;

/// What a decoder may claim for one event. bincode counts an integer at its full width, so an event
/// of [`MAX_EVENT_BYTES`](crate::MAX_EVENT_BYTES) made of empty texts claims several times its size.
const LIMIT: usize = 16 << 20;

const CONFIG: Configuration<LittleEndian, Varint, Limit<LIMIT>> =
    bincode::config::standard().with_limit::<LIMIT>();

/// Encodes an event in the version [`CODEC`]. Equal events have equal bytes.
pub(crate) fn encode(event: &Event) -> Vec<u8> {
    bincode::serde::encode_to_vec(EventV4::from(event), CONFIG)
        .expect("every sequence of a stored event knows its length, and a Vec takes any byte")
}

/// Decodes an event, and takes nothing but what [`encode`] gave for it in that version.
pub(crate) fn decode(codec: u8, bytes: &[u8]) -> Result<Event, StoredError> {
    match codec {
        1 => Event::try_from(whole::<EventV1<'_>>(bytes)?),
        2 => Event::try_from(whole::<EventV2<'_>>(bytes)?),
        3 => Event::try_from(whole::<EventV3<'_>>(bytes)?),
        4 => Event::try_from(whole::<EventV4<'_>>(bytes)?),
        found => Err(StoredError::UnknownVersion(found)),
    }
}

fn whole<'a, T>(bytes: &'a [u8]) -> Result<T, StoredError>
where
    T: serde::Deserialize<'a> + serde::Serialize,
{
    let (stored, read) = bincode::serde::borrow_decode_from_slice(bytes, CONFIG)?;
    match bytes.len() - read {
        0 if is_shortest(&stored, read) => Ok(stored),
        0 => Err(StoredError::Longer),
        left => Err(StoredError::Leftover(left)),
    }
}

/// Whether no integer takes more bytes than it needs, in which alone two forms of one event can differ.
fn is_shortest(stored: &impl serde::Serialize, bytes: usize) -> bool {
    let mut size = SizeWriter::default();
    let written = bincode::serde::encode_into_writer(stored, &mut size, CONFIG);
    written.is_ok() && size.bytes_written == bytes
}
