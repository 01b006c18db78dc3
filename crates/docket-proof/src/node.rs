use std::fmt;

/// A node of the tree whose hash is stored: the root of a complete subtree.
///
/// Nodes of level 0 are the leaves; the node `index` of level `n` stands above leaves
/// `index << n` to `((index + 1) << n) - 1`, counted from 0. A node is complete, and its hash
/// stored, once the last of these leaves is in the log, and it never changes after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    level: u8,
    index: u64,
}

impl NodeId {
    /// Tells the position of the log entry in whose storage the hash lies: the entry that
    /// completed the node, counted from 1.
    #[must_use]
    pub const fn completed_by(&self) -> u64 {
        (self.index + 1) << self.level
    }

    /// Tells the hash's place among those that the entry completed: 0 for the leaf's own.
    #[must_use]
    pub const fn slot(&self) -> usize {
        self.level as usize
    }

    /// The largest of the nodes that the entry at a position completes; none at position 0.
    #[must_use]
    pub const fn last_completed_by(position: u64) -> Option<Self> {
        if position == 0 {
            return None;
        }
        // A position has fewer than 256 bits.
        #[expect(clippy::cast_possible_truncation, reason = "64 at the most")]
        let level = position.trailing_zeros() as u8;
        Some(Self { level, index: (position >> level) - 1 })
    }

    /// The node whose hash tlog lays at a place.
    pub(crate) fn of_place(place: u64) -> Self {
        let (level, index) = tlog_tiles::tlog::split_stored_hash_index(place);
        Self { level, index }
    }

    /// Gives the roots of the complete subtrees that a tree of `size` leaves splits into, largest
    /// and leftmost first: one for every bit set in `size`.
    pub(crate) fn peaks(size: u64) -> impl Iterator<Item = Self> {
        let set = (0..64).rev().filter(move |level| (size >> level) % 2 == 1);
        set.map(move |level| Self { level, index: (size >> level) - 1 })
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tree node {} of level {}", self.index, self.level)
    }
}

/// Counts the hashes that are stored with the log entry at `position`, counted from 1: its leaf's
/// and one for every subtree that it completes.
///
/// There is no position 0, so nothing is stored with it.
#[must_use]
pub const fn nodes_completed_by(position: u64) -> usize {
    if position == 0 { 0 } else { 1 + position.trailing_zeros() as usize }
}

#[cfg(test)]
mod tests {
    use tlog_tiles::tlog::{stored_hash_count, stored_hash_index};

    use super::*;

    #[test]
    fn as_many_nodes_are_stored_as_tlog_stores() {
        let mut stored = 0;
        for size in 0..=300 {
            stored += nodes_completed_by(size);
            assert_eq!(stored as u64, stored_hash_count(size), "size {size}");
        }
        assert_eq!(nodes_completed_by(1 << 63), 64);
    }

    #[test]
    fn nodes_lie_where_tlog_lays_them() {
        for place in 0..stored_hash_count(300) {
            let node = NodeId::of_place(place);
            let before: usize = (1..node.completed_by()).map(nodes_completed_by).sum();
            assert_eq!((before + node.slot()) as u64, place, "{node}");
            assert!(node.slot() < nodes_completed_by(node.completed_by()), "{node}");
        }
    }

    #[test]
    fn peaks_are_the_nodes_from_which_tlog_takes_the_root() {
        let large = [u64::from(u32::MAX), 1 << 40, (1 << 40) + 12_345];
        for size in (0..=300).chain(large) {
            let peaks = NodeId::peaks(size).map(|node| stored_hash_index(node.level, node.index));
            let tlog = tlog_tiles::tlog::sub_tree_index(0, size, vec![]);
            assert_eq!(peaks.collect::<Vec<_>>(), tlog, "size {size}");
        }
    }

    #[test]
    fn the_last_node_of_an_entry_is_its_largest() {
        assert_eq!(NodeId::last_completed_by(0), None);
        for position in 1..=300 {
            let node = NodeId::last_completed_by(position).expect("a node");
            assert_eq!(node.completed_by(), position);
            assert_eq!(node.slot() + 1, nodes_completed_by(position));
        }
    }

    #[test]
    fn the_largest_size_overflows_nothing() {
        let last = NodeId::peaks(u64::MAX).last().expect("64 peaks");
        assert_eq!(last.completed_by(), u64::MAX);
        assert_eq!(NodeId::peaks(u64::MAX).count(), 64);
    }
}
