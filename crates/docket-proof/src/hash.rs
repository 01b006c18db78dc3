use std::{fmt, str::FromStr};

use crate::{Error, hex};

/// A SHA-256 hash: a commitment, a leaf's hash, a tree node's, or a root.
///
/// It is shown as 64 lower-case hexadecimal digits and read from 64 of either case. A precision
/// shortens what is shown: `{hash:.12}`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Takes 32 bytes for a hash.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Gives the 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The root of the tree without leaves (RFC 6962, section 2.1): the hash of no bytes.
    pub(crate) const EMPTY: Self = Self(tlog_tiles::tlog::EMPTY_HASH.0);

    /// The hash of a leaf's bytes (RFC 6962, section 2.1): a zero byte goes before them.
    pub(crate) fn of_leaf(bytes: &[u8]) -> Self {
        Self(tlog_tiles::tlog::record_hash(bytes).0)
    }

    /// The hash of the node above two others (RFC 6962, section 2.1): a one byte goes before them.
    pub(crate) fn of_children(left: Self, right: Self) -> Self {
        let [left, right] = [left, right].map(|child| tlog_tiles::tlog::Hash(child.0));
        Self(tlog_tiles::tlog::node_hash(left, right).0)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex::encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        hex::decode(text).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_hash_is_shown_as_it_is_read() {
        let hash: Hash = EMPTY.parse().expect("64 digits");
        assert_eq!(hash, Hash::EMPTY);
        assert_eq!(hash, Hash::from_bytes(*hash.as_bytes()));
        assert_eq!(hash.to_string(), EMPTY);
        assert_eq!(format!("{hash:?}"), EMPTY);
        assert_eq!(format!("{hash:.8}"), "e3b0c442");
    }

    #[test]
    fn a_text_of_another_length_is_no_hash() {
        let error = EMPTY[..63].parse::<Hash>().expect_err("63 digits");
        assert_eq!(error, Error::HexLength { expected: 64, found: 63 });
    }

    #[test]
    fn no_leaf_has_the_hash_of_a_node() {
        let (left, right) = (Hash::of_leaf(b"left"), Hash::of_leaf(b"right"));
        let children = [*left.as_bytes(), *right.as_bytes()].concat();
        let prefixed = [&[1], children.as_slice()].concat();

        assert_ne!(Hash::of_children(left, right), Hash::of_leaf(&children));
        assert_ne!(Hash::of_children(left, right), Hash::of_leaf(&prefixed));
    }
}
