//! The log's tree while a backup grows.

use docket_proof::{Hash, Tree};

/// A tree that tells its peaks, from which it can be gone on with.
#[derive(Clone, Debug)]
pub(super) struct Growing {
    tree: Tree,
    peaks: Vec<Hash>,
}

impl Growing {
    /// The tree of so many leaves with these peaks, if there are as many as such a tree has.
    pub(super) fn of(size: u64, peaks: &[Hash]) -> Option<Self> {
        if peaks.len() != size.count_ones() as usize {
            return None;
        }
        let mut next = peaks.iter();
        let tree = Tree::load(size, |_| next.next().copied().ok_or(())).ok()?;
        Some(Self { tree, peaks: peaks.to_vec() })
    }

    pub(super) fn push(&mut self, leaf: Hash) {
        let mut completed = Vec::new();
        self.tree.push(leaf, &mut completed);
        let kept = self.peaks.len() + 1 - completed.len();
        self.peaks.truncate(kept);
        self.peaks.extend(completed.last());
    }

    pub(super) fn size(&self) -> u64 {
        self.tree.size()
    }

    pub(super) fn root(&self) -> Hash {
        self.tree.root()
    }

    pub(super) fn peaks(&self) -> &[Hash] {
        &self.peaks
    }
}

#[cfg(test)]
mod tests {
    use docket_proof::Leaf;

    use super::*;

    #[test]
    fn a_tree_is_gone_on_with_from_its_peaks_at_every_size() {
        let commitment = Tree::empty().root();
        let leaf = |position| Leaf { position, recorded_at: 0, commitment }.hash();
        let mut grown = Growing::of(0, &[]).unwrap();
        for size in 1..200 {
            let mut loaded = Growing::of(grown.size(), grown.peaks()).unwrap();
            grown.push(leaf(size));
            loaded.push(leaf(size));
            assert_eq!((loaded.root(), loaded.size()), (grown.root(), size));
            assert_eq!(loaded.peaks(), grown.peaks());
        }
        assert!(Growing::of(3, &[leaf(1)]).is_none());
    }
}
