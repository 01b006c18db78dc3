use std::fmt::Write;

use crate::{Hash, hex};

/// The first line of every leaf: the name and version of its form.
const FORM: &str = "docket-leaf/1";

/// More than the longest leaf has: the form, a `u64`, an `i64`, 64 digits and four line breaks.
const CAPACITY: usize = 128;

/// One log entry as the tree sees it.
///
/// Its bytes are four lines of ASCII, each ended by a line feed: the form's name and version, the
/// position and the recorded instant in decimal, and the commitment in lower-case hexadecimal.
///
/// ```text
/// docket-leaf/1
/// 57
/// 1722297600000000
/// c92a56d2708df686ef8ad575900e1d54e40a07e7606b67e53e8250e3ca0be84e
/// ```
///
/// Equal leaves have equal bytes and different leaves different ones. The form of version 1 never
/// changes; a leaf that says more would be version 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The entry's place in the log, counted from 1; the tree's leaf number is one less.
    pub position: u64,
    /// When the log learned of the event: microseconds since the start of 1970 in UTC.
    pub recorded_at: i64,
    /// What [`commit`](crate::commit) says of the event.
    pub commitment: Hash,
}

impl Leaf {
    /// Writes the bytes that are hashed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = String::with_capacity(CAPACITY);
        write!(text, "{FORM}\n{}\n{}\n", self.position, self.recorded_at)
            .expect("a String takes whatever is written to it");
        hex::push(self.commitment.as_bytes(), &mut text);
        text.push('\n');
        text.into_bytes()
    }

    /// Reads the bytes that are hashed, if they are a leaf's.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut lines = text.split('\n').skip(1);
        let position = lines.next()?.parse().ok()?;
        let recorded_at = lines.next()?.parse().ok()?;
        let commitment = lines.next()?.parse().ok()?;
        let leaf = Self { position, recorded_at, commitment };
        (leaf.to_bytes() == bytes).then_some(leaf)
    }

    /// Hashes the leaf as RFC 6962, section 2.1 does: SHA-256 of a zero byte and the leaf's bytes.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::of_leaf(&self.to_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMITMENT: &str = "c92a56d2708df686ef8ad575900e1d54e40a07e7606b67e53e8250e3ca0be84e";

    fn leaf(position: u64, recorded_at: i64) -> Leaf {
        Leaf { position, recorded_at, commitment: COMMITMENT.parse().expect("64 digits") }
    }

    #[test]
    fn a_leaf_is_four_lines() {
        let golden = format!("docket-leaf/1\n57\n1722297600000000\n{COMMITMENT}\n");
        assert_eq!(leaf(57, 1_722_297_600_000_000).to_bytes(), golden.as_bytes());
    }

    #[test]
    fn a_leaf_hash_is_what_sha256sum_says() {
        // printf '\000docket-leaf/1\n%s\n%s\n%s\n' POSITION RECORDED_AT COMMITMENT | sha256sum
        for (position, recorded_at, golden) in [
            (1, 0, "d987d2dbe833b8c0e4e58c81b39edd09d5f941ff92632dc159e872c254c6a0ce"),
            (
                57,
                1_722_297_600_000_000,
                "e855fc303aa48821bd1cbce636e445e060b74e8cb94f210e318d7316dfd9f00a",
            ),
            (
                u64::MAX,
                i64::MIN,
                "28fbcbae79d55d62853488a8b996138e226ffa0c662c6ba8e4b310dddc195166",
            ),
        ] {
            assert_eq!(leaf(position, recorded_at).hash().to_string(), golden);
        }
    }

    #[test]
    fn the_longest_leaf_is_written_without_growing() {
        let bytes = leaf(u64::MAX, i64::MIN).to_bytes();
        assert_eq!(bytes.len(), 121);
        assert_eq!(bytes.capacity(), CAPACITY);
    }

    #[test]
    fn every_field_is_in_the_hash() {
        let leaf = leaf(57, 1_722_297_600_000_000);
        let other = Hash::of_leaf(b"another event");
        assert_ne!(leaf.hash(), Leaf { position: 58, ..leaf }.hash());
        assert_ne!(leaf.hash(), Leaf { recorded_at: 1_722_297_600_000_001, ..leaf }.hash());
        assert_ne!(leaf.hash(), Leaf { commitment: other, ..leaf }.hash());
    }
}
