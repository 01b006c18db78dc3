use crate::{Hash, NodeId};

/// The Merkle tree of a growing log (RFC 6962, section 2.1).
///
/// It holds its size and its peaks, the roots of the complete subtrees that the leaves split into,
/// largest and leftmost first.
///
/// Invariant: there is one peak for every bit set in the size, in the same order. Only
/// [`push`](Tree::push) and [`load`](Tree::load) make trees other than the empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    size: u64,
    peaks: Vec<Hash>,
}

impl Tree {
    /// Makes the tree without leaves.
    #[must_use]
    pub const fn empty() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// Rebuilds a tree of `size` leaves from stored hashes, of which it reads at most 64.
    ///
    /// It believes what it reads: whether these are the hashes that were stored shows when the
    /// root is compared with one kept elsewhere.
    ///
    /// # Errors
    /// The first error that `read` returns.
    pub fn load<E>(size: u64, read: impl FnMut(NodeId) -> Result<Hash, E>) -> Result<Self, E> {
        let peaks = NodeId::peaks(size).map(read).collect::<Result<_, E>>()?;
        Ok(Self { size, peaks })
    }

    /// Counts the leaves: the position of the last log entry.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Computes the root, in at most 63 hashings.
    ///
    /// The root of the empty tree is the SHA-256 of no bytes.
    #[must_use]
    pub fn root(&self) -> Hash {
        let from_the_right = self.peaks.iter().rev().copied();
        from_the_right.reduce(|right, left| Hash::of_children(left, right)).unwrap_or(Hash::EMPTY)
    }

    /// Adds a leaf by its hash, and appends to `out` the hashes to store with its log entry.
    ///
    /// These are the leaf's own and then, from the smallest to the largest, those of the subtrees
    /// that it completes: [`nodes_completed_by`](crate::nodes_completed_by) the new size, each in
    /// its [`slot`](NodeId::slot). What `out` held before stays in it.
    pub fn push(&mut self, leaf: Hash, out: &mut Vec<Hash>) {
        let mut node = leaf;
        out.push(node);
        let kept = self.peaks.len() - self.size.trailing_ones() as usize;
        for left in self.peaks.drain(kept..).rev() {
            node = Hash::of_children(left, node);
            out.push(node);
        }
        self.peaks.push(node);
        self.size += 1;
    }
}

/// Computes the root that the tree had at an earlier `size`, from at most 64 stored hashes.
///
/// # Errors
/// The first error that `read` returns.
pub fn root_at<E>(size: u64, read: impl FnMut(NodeId) -> Result<Hash, E>) -> Result<Hash, E> {
    Tree::load(size, read).map(|tree| tree.root())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tlog_tiles::tlog::{self, HashReader, stored_hashes_for_record_hash, tree_hash};

    use super::*;
    use crate::nodes_completed_by;

    /// A log's storage: one unit an entry, holding the hashes pushed with it.
    #[derive(Default)]
    struct Units(Vec<Vec<Hash>>);

    impl Units {
        fn read(&self, node: NodeId) -> Result<Hash, String> {
            let unit = usize::try_from(node.completed_by() - 1).expect("a small log");
            let hash = self.0.get(unit).and_then(|unit| unit.get(node.slot()));
            hash.copied().ok_or_else(|| format!("{node} is not stored"))
        }

        fn record(&mut self, tree: &mut Tree, leaf: Hash) {
            let mut unit = Vec::new();
            tree.push(leaf, &mut unit);
            self.0.push(unit);
        }
    }

    /// The same storage as tlog lays it out: all hashes in one sequence.
    #[derive(Default)]
    struct Sequence(Vec<tlog::Hash>);

    impl HashReader for Sequence {
        fn read_hashes(&self, places: &[u64]) -> Result<Vec<tlog::Hash>, tlog_tiles::Error> {
            let place = |place: &u64| usize::try_from(*place).expect("a small log");
            Ok(places.iter().map(|at| self.0[place(at)]).collect())
        }
    }

    impl Sequence {
        fn record(&mut self, leaf_number: u64, leaf: Hash) -> Vec<Hash> {
            let leaf = tlog::Hash(*leaf.as_bytes());
            let hashes = stored_hashes_for_record_hash(leaf_number, leaf, self).expect("reads");
            self.0.extend(&hashes);
            hashes.into_iter().map(ours).collect()
        }

        fn root(&self, size: u64) -> Hash {
            ours(tree_hash(size, self).expect("reads"))
        }
    }

    fn ours(hash: tlog::Hash) -> Hash {
        Hash::from_bytes(hash.0)
    }

    fn leaf(number: u64) -> Hash {
        Hash::of_leaf(&number.to_be_bytes())
    }

    fn tree_of(leaves: impl IntoIterator<Item = Hash>) -> Tree {
        let mut tree = Tree::empty();
        leaves.into_iter().for_each(|leaf| tree.push(leaf, &mut Vec::new()));
        tree
    }

    fn root_of(leaves: impl IntoIterator<Item = Hash>) -> Hash {
        tree_of(leaves).root()
    }

    #[test]
    fn roots_are_those_of_certificate_transparency() {
        let leaves: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        for (size, root) in roots.iter().enumerate() {
            let tree = tree_of(leaves[..size].iter().map(|bytes| Hash::of_leaf(bytes)));
            assert_eq!(tree.root().to_string(), *root, "size {size}");
            assert_eq!(tree.size(), size as u64);
        }
    }

    #[test]
    fn pushing_stores_and_roots_what_tlog_does() {
        let (mut tree, mut tlog) = (Tree::empty(), Sequence::default());
        assert_eq!(tree.root(), tlog.root(0));
        for number in 0..300 {
            let mut out = Vec::new();
            tree.push(leaf(number), &mut out);
            assert_eq!(out, tlog.record(number, leaf(number)), "leaf {number}");
            assert_eq!(out.len(), nodes_completed_by(tree.size()), "leaf {number}");
            assert_eq!(tree.root(), tlog.root(tree.size()), "leaf {number}");
        }
    }

    #[test]
    fn pushing_keeps_what_was_in_the_buffer() {
        let (mut tree, mut out) = (Tree::empty(), vec![Hash::EMPTY]);
        tree.push(leaf(0), &mut out);
        tree.push(leaf(1), &mut out);
        assert_eq!(out, [Hash::EMPTY, leaf(0), leaf(1), tree.root()]);
    }

    #[test]
    fn a_loaded_tree_is_the_pushed_tree_at_every_size() {
        let (mut tree, mut units) = (Tree::empty(), Units::default());
        let mut sizes = vec![tree.clone()];
        for number in 0..300 {
            units.record(&mut tree, leaf(number));
            sizes.push(tree.clone());
        }
        for pushed in sizes {
            let loaded = Tree::load(pushed.size(), |node| units.read(node));
            assert_eq!(loaded.as_ref(), Ok(&pushed));
            assert_eq!(root_at(pushed.size(), |node| units.read(node)), Ok(pushed.root()));
        }
    }

    #[test]
    fn a_loaded_tree_reads_one_hash_for_each_bit_of_its_size() {
        let mut nodes = Vec::new();
        let loaded = Tree::load(0b1_0110, |node| {
            nodes.push((node.completed_by(), node.slot()));
            Ok::<_, ()>(Hash::EMPTY)
        });
        assert_eq!(loaded.map(|tree| tree.size()), Ok(0b1_0110));
        assert_eq!(nodes, [(16, 4), (20, 2), (22, 1)]);
    }

    #[test]
    fn a_hash_that_cannot_be_read_is_an_error() {
        let (mut tree, mut units) = (Tree::empty(), Units::default());
        (0..5).for_each(|number| units.record(&mut tree, leaf(number)));

        let missing = "tree node 2 of level 1 is not stored".to_owned();
        assert_eq!(Tree::load(6, |node| units.read(node)), Err(missing.clone()));
        assert_eq!(root_at(6, |node| units.read(node)), Err(missing));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn a_large_log_has_tlogs_roots_at_any_size(size in 301_u64..5_000, cuts: [u16; 8], seed: u64) {
            let (mut tree, mut units, mut tlog) = <(Tree, Units, Sequence)>::default();
            for number in 0..size {
                let leaf = leaf(seed ^ number);
                units.record(&mut tree, leaf);
                tlog.record(number, leaf);
            }
            prop_assert_eq!(tree.root(), tlog.root(size));
            for earlier in cuts.map(|cut| u64::from(cut) % (size + 1)) {
                prop_assert_eq!(root_at(earlier, |node| units.read(node)), Ok(tlog.root(earlier)));
            }
        }

        #[test]
        fn a_loaded_tree_grows_like_the_pushed_one(size in 0_u64..600, more in 0_u64..600) {
            let (mut tree, mut units) = <(Tree, Units)>::default();
            (0..size).for_each(|number| units.record(&mut tree, leaf(number)));
            let mut loaded = Tree::load(size, |node| units.read(node)).expect("all are stored");
            for number in size..size + more {
                let (mut expected, mut out) = <(Vec<Hash>, Vec<Hash>)>::default();
                tree.push(leaf(number), &mut expected);
                loaded.push(leaf(number), &mut out);
                prop_assert_eq!(out, expected);
            }
            prop_assert_eq!(loaded, tree);
        }
    }

    #[test]
    fn a_changed_swapped_removed_or_added_leaf_changes_the_root() {
        for size in 2..40 {
            let leaves: Vec<Hash> = (0..size).map(leaf).collect();
            let root = root_of(leaves.clone());
            for at in 0..leaves.len() {
                let mut changed = leaves.clone();
                changed[at] = leaf(size);
                assert_ne!(root_of(changed), root, "leaf {at} of {size} changed");

                let mut swapped = leaves.clone();
                swapped.swap(at, (at + 1) % leaves.len());
                assert_ne!(root_of(swapped), root, "leaf {at} of {size} swapped");

                let mut removed = leaves.clone();
                removed.remove(at);
                assert_ne!(root_of(removed), root, "leaf {at} of {size} removed");

                let mut added = leaves.clone();
                added.insert(at, leaves[at]);
                assert_ne!(root_of(added), root, "leaf {at} of {size} doubled");
            }
        }
    }

    #[test]
    fn a_node_passed_off_as_a_leaf_changes_the_root() {
        let whole = root_of((0..4).map(leaf));
        let children = [leaf(0), leaf(1)].map(|hash| *hash.as_bytes()).concat();
        assert_ne!(root_of([Hash::of_leaf(&children), leaf(2), leaf(3)]), whole);
        assert_ne!(root_of([Hash::of_leaf(&children), root_of([leaf(2), leaf(3)])]), whole);
    }
}
