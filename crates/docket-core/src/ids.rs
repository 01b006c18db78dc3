//! Where each event may be, by its id, in eight bytes of memory each.

use crate::entry::Position;
use crate::index::IdHash;

/// Bits of an id's hash that say in which shard it is, and those that are kept there.
const SHARD_BITS: u32 = 12;
const KEPT_BITS: u32 = 28;
const POSITION_BITS: u32 = u64::BITS - KEPT_BITS;

/// The positions that have room beside what is kept of a hash end here: 2^36.
pub(crate) const END: Position = Position(1 << POSITION_BITS);

/// Forty bits of the hash of each id, and its position.
///
/// Two ids may agree in so few: in a log of five million events some ten pairs do. So these are places
/// to look at, and the entry there says which event it is.
#[derive(Debug)]
pub(crate) struct Ids {
    /// Sorted, each slot what is kept of a hash and behind it the position.
    shards: Vec<Vec<u64>>,
}

impl Default for Ids {
    fn default() -> Self {
        Self { shards: vec![Vec::new(); 1 << SHARD_BITS] }
    }
}

impl Ids {
    /// Notes where an event is; the position is before [`END`].
    pub(crate) fn insert(&mut self, id: IdHash, position: Position) {
        let (shard, kept) = parted(id);
        let shard = &mut self.shards[shard];
        if shard.len() == shard.capacity() {
            // A doubling would leave half of them empty.
            shard.reserve_exact(shard.len() / 8 + 8);
        }
        let slot = kept | position.0;
        let at = shard.partition_point(|other| *other < slot);
        shard.insert(at, slot);
    }

    /// Where an event may be, in order.
    pub(crate) fn candidates(&self, id: IdHash) -> impl Iterator<Item = Position> {
        let (shard, kept) = parted(id);
        let shard = &self.shards[shard];
        let from = shard.partition_point(|slot| *slot < kept);
        let alike = move |slot: &&u64| **slot & !(END.0 - 1) == kept;
        shard[from..].iter().take_while(alike).map(|slot| Position(slot & (END.0 - 1)))
    }
}

/// The shard of a hash, and what is kept of it there, shifted to where it is kept.
fn parted(IdHash(bytes): IdHash) -> (usize, u64) {
    let first = bytes.first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
    let shard = usize::try_from(first >> (u64::BITS - SHARD_BITS)).expect("twelve bits");
    (shard, first << SHARD_BITS & !(END.0 - 1))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// A hash whose first five bytes, of which the others have no part, are these.
    fn hash(first: [u8; 5], rest: u8) -> IdHash {
        let mut bytes = [rest; 16];
        bytes[..5].copy_from_slice(&first);
        IdHash(bytes)
    }

    #[test]
    fn a_bit_of_the_forty_tells_ids_apart_and_no_later_one() {
        let id = [0x5a; 5];
        let mut ids = Ids::default();
        ids.insert(hash(id, 0), Position(7));
        let found = |id: IdHash| ids.candidates(id).collect::<Vec<_>>();
        assert_eq!(found(hash(id, 0xff)), [Position(7)]);
        for bit in 0..40 {
            let mut other = id;
            other[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(found(hash(other, 0)), [], "bit {bit}");
        }
    }

    proptest! {
        #[test]
        fn what_was_noted_is_found_in_order(
            noted in proptest::collection::vec((0..3_u8, 0..3_u8, 1..END.0), 0..60),
        ) {
            let (mut ids, mut expected) = (Ids::default(), BTreeMap::<_, Vec<_>>::new());
            for (shard, kept, position) in noted {
                let id = hash([shard, 0, 0, 0, kept], 0);
                ids.insert(id, Position(position));
                expected.entry((shard, kept)).or_default().push(Position(position));
            }
            for ((shard, kept), mut positions) in expected {
                positions.sort_unstable();
                let found: Vec<_> = ids.candidates(hash([shard, 0, 0, 0, kept], 9)).collect();
                prop_assert_eq!(found, positions);
            }
        }
    }
}
