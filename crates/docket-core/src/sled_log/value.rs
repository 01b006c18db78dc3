//! Keys and values as the store has them.
//!
//! A key starts with its kind. A value starts with the version of its layout and a CRC-32C over
//! its key, that version and the rest.

use crate::error::{Error, Result};

/// The version of the layout of values.
const VALUE_VERSION: u8 = 1;

/// What goes before a value's own bytes.
const HEADER: usize = 5;

/// The most bytes of a value. Sixteen of them share a page of the store, and a page over 128 KiB
/// would go to a file of its own, which the store never makes durable.
const MAX_VALUE: usize = 6 * 1024;

/// The most bytes of its own that a value holds.
pub(super) const MAX_BODY: usize = MAX_VALUE - HEADER;

/// The kinds of keys, each with what follows its byte; numbers are big-endian, so that keys are in
/// the order of what they name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// 1, the chunk's first position.
    Chunk(u64),
    /// 2, the chunk's first position, the number of the piece from 1: what did not fit.
    Continuation(u64, u32),
    /// 3, the chunk's first position: the hashes that its leaves completed.
    Nodes(u64),
    /// 4, the case's number: its name.
    Case(u32),
    /// 5, one byte.
    Meta(Meta),
}

/// What is said once of the whole log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meta {
    /// 1: the version of the layout, a 32-bit number.
    Format,
    /// 2: the IANA id of the ledger's zone.
    Zone,
    /// 3: where the entries come from; 0 or absent is here, 1 a file that nobody vouched for.
    Origin,
}

/// The byte that chunk keys start with.
pub(super) const CHUNK: u8 = 1;
/// The byte that case keys start with.
pub(super) const CASE: u8 = 4;

impl Key {
    /// The bytes of the key.
    pub(super) fn bytes(self) -> Vec<u8> {
        match self {
            Self::Chunk(first) => [&[CHUNK][..], &first.to_be_bytes()].concat(),
            Self::Continuation(first, piece) => {
                [&[2][..], &first.to_be_bytes(), &piece.to_be_bytes()].concat()
            }
            Self::Nodes(first) => [&[3][..], &first.to_be_bytes()].concat(),
            Self::Case(number) => [&[CASE][..], &number.to_be_bytes()].concat(),
            Self::Meta(Meta::Format) => vec![5, 1],
            Self::Meta(Meta::Zone) => vec![5, 2],
            Self::Meta(Meta::Origin) => vec![5, 3],
        }
    }
}

/// Wraps what a value holds.
pub(super) fn seal(key: &[u8], body: &[u8]) -> Vec<u8> {
    debug_assert!(body.len() <= MAX_BODY, "{} bytes in one value", body.len());
    let sum = checksum(key, VALUE_VERSION, body);
    [&[VALUE_VERSION][..], &sum.to_le_bytes(), body].concat()
}

/// Unwraps what a value holds.
///
/// # Errors
/// [`Error::Damaged`] when the value is not what was stored under the key;
/// [`Error::UnknownVersion`].
pub(super) fn unseal<'a>(key: &[u8], value: &'a [u8]) -> Result<&'a [u8]> {
    let damaged = |found: &str| Error::Damaged {
        expected: format!("the value of {}", describe(key)),
        found: found.to_owned(),
    };
    let (&version, rest) = value.split_first().ok_or_else(|| damaged("no bytes"))?;
    let (sum, body) = rest.split_first_chunk().ok_or_else(|| damaged("too few bytes"))?;
    if checksum(key, version, body) != u32::from_le_bytes(*sum) {
        return Err(damaged("bytes with another checksum"));
    }
    match version {
        VALUE_VERSION => Ok(body),
        found => Err(Error::UnknownVersion {
            what: "a stored value",
            found: found.into(),
            known: VALUE_VERSION.into(),
        }),
    }
}

fn checksum(key: &[u8], version: u8, body: &[u8]) -> u32 {
    let sum = crc32c::crc32c_append(crc32c::crc32c(key), &[version]);
    crc32c::crc32c_append(sum, body)
}

fn describe(key: &[u8]) -> String {
    let number =
        key.get(1..9).and_then(|bytes| bytes.first_chunk()).map(|at| u64::from_be_bytes(*at));
    match (key.first(), number) {
        (Some(&CHUNK), Some(first)) => format!("the chunk at @{first}"),
        (Some(2), Some(first)) => format!("a continuation of the chunk at @{first}"),
        (Some(3), Some(first)) => format!("the tree nodes of the chunk at @{first}"),
        _ => format!("key {key:02x?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_as_it_was_stored() {
        let key = Key::Chunk(7).bytes();
        assert_eq!(unseal(&key, &seal(&key, b"body")).unwrap(), b"body");
        assert_eq!(unseal(&key, &seal(&key, b"")).unwrap(), b"");
    }

    #[test]
    fn a_changed_bit_or_another_key_is_damage() {
        let key = Key::Chunk(7).bytes();
        let sealed = seal(&key, b"body");
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(matches!(unseal(&key, &changed), Err(Error::Damaged { .. })), "bit {bit}");
        }
        for short in 0..sealed.len() {
            assert!(
                matches!(unseal(&key, &sealed[..short]), Err(Error::Damaged { .. })),
                "{short}"
            );
        }
        assert!(unseal(&Key::Chunk(8).bytes(), &sealed).is_err());
    }

    #[test]
    fn a_value_of_a_later_layout_is_refused() {
        let key = Key::Meta(Meta::Zone).bytes();
        let value = [&[2][..], &checksum(&key, 2, b"x").to_le_bytes(), b"x"].concat();
        let error = unseal(&key, &value).unwrap_err();
        assert!(matches!(error, Error::UnknownVersion { found: 2, known: 1, .. }), "{error}");
    }

    #[test]
    fn keys_are_in_the_order_of_what_they_name() {
        let keys = [
            Key::Chunk(1),
            Key::Chunk(255),
            Key::Chunk(256),
            Key::Continuation(1, 1),
            Key::Continuation(1, 300),
            Key::Continuation(2, 1),
            Key::Nodes(1),
            Key::Case(0),
            Key::Case(256),
            Key::Meta(Meta::Format),
            Key::Meta(Meta::Zone),
            Key::Meta(Meta::Origin),
        ];
        assert!(keys.map(Key::bytes).is_sorted_by(|a, b| a < b));
    }
}
