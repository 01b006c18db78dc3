//! Proofs as lists of hashes: what stands beside the way from a leaf, or an earlier root, to a root.

use std::cell::RefCell;

use tlog_tiles::tlog::{self, HashReader};

use crate::{Hash, NodeId, ProofFault};

/// Reads stored hashes for tlog, which has errors of its own.
struct Nodes<F, E> {
    read: RefCell<F>,
    fault: RefCell<Option<E>>,
}

impl<F: FnMut(NodeId) -> Result<Hash, E>, E> HashReader for Nodes<F, E> {
    fn read_hashes(&self, places: &[u64]) -> Result<Vec<tlog::Hash>, tlog_tiles::Error> {
        let read = &mut *self.read.borrow_mut();
        let hash = |place: &u64| match read(NodeId::of_place(*place)) {
            Ok(hash) => Ok(tlog::Hash(*hash.as_bytes())),
            Err(fault) => {
                *self.fault.borrow_mut() = Some(fault);
                Err(tlog_tiles::Error::IndexesNotInTree)
            }
        };
        places.iter().map(hash).collect()
    }
}

/// Proves that the entry at a position is in the log of `size` entries (RFC 6962, section 2.1.1): at
/// most 63 hashes, out of stored ones.
///
/// # Errors
/// The first error that `read` returns.
///
/// # Panics
/// When the position is 0 or behind `size`.
pub fn prove_inclusion<E>(
    size: u64,
    position: u64,
    read: impl FnMut(NodeId) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    assert!((1..=size).contains(&position), "@{position} is not in a log of {size} entries");
    proved(read, |nodes| tlog::prove_record(size, position - 1, nodes))
}

/// Proves that the log of `from` entries is the beginning of the one of `to` (RFC 6962, section 2.1.2).
/// From an empty log nothing is to be proved.
///
/// # Errors
/// The first error that `read` returns.
///
/// # Panics
/// When `from` is behind `to`.
pub fn prove_consistency<E>(
    from: u64,
    to: u64,
    read: impl FnMut(NodeId) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    assert!(from <= to, "a log of {to} entries never had {from}");
    if from == 0 {
        return Ok(Vec::new());
    }
    proved(read, |nodes| tlog::prove_tree(to, from, nodes))
}

fn proved<F: FnMut(NodeId) -> Result<Hash, E>, E>(
    read: F,
    prove: impl FnOnce(&Nodes<F, E>) -> Result<Vec<tlog::Hash>, tlog_tiles::Error>,
) -> Result<Vec<Hash>, E> {
    let nodes = Nodes { read: RefCell::new(read), fault: RefCell::new(None) };
    match prove(&nodes) {
        Ok(hashes) => Ok(hashes.iter().map(|hash| Hash::from_bytes(hash.0)).collect()),
        Err(error) => match nodes.fault.into_inner() {
            Some(fault) => Err(fault),
            None => unreachable!("tlog proves what is in the tree: {error}"),
        },
    }
}

/// Checks that hashes lead from the leaf of an entry to a root.
pub(crate) fn check_inclusion(
    (position, leaf): (u64, Hash),
    hashes: &[Hash],
    (size, root): (u64, Hash),
) -> Result<(), ProofFault> {
    let fault = ProofFault::NotIncluded { position, leaf, size };
    let Some(index) = position.checked_sub(1).filter(|index| *index < size) else {
        return Err(fault);
    };
    let [root, leaf] = [root, leaf].map(|hash| tlog::Hash(*hash.as_bytes()));
    tlog::check_record(&in_tlog(hashes), size, root, index, leaf).map_err(|_| fault)
}

/// Checks that hashes lead from one root to a later one.
pub(crate) fn check_consistency(
    (from, old): (u64, Hash),
    hashes: &[Hash],
    (to, new): (u64, Hash),
) -> Result<(), ProofFault> {
    let fault = ProofFault::NotConsistent { from, to };
    if from == 0 {
        return if old == Hash::EMPTY && hashes.is_empty() { Ok(()) } else { Err(fault) };
    }
    if from > to {
        return Err(fault);
    }
    let [old, new] = [old, new].map(|hash| tlog::Hash(*hash.as_bytes()));
    tlog::check_tree(&in_tlog(hashes), to, new, from, old).map_err(|_| fault)
}

fn in_tlog(hashes: &[Hash]) -> Vec<tlog::Hash> {
    hashes.iter().map(|hash| tlog::Hash(*hash.as_bytes())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Tree, root_at};

    /// A log's stored hashes, by the entry that completed them.
    fn stored(size: u64) -> Vec<Vec<Hash>> {
        let mut tree = Tree::empty();
        let leaf = |n: u64| Hash::of_leaf(&n.to_be_bytes());
        let mut push = |n| {
            let mut nodes = Vec::new();
            tree.push(leaf(n), &mut nodes);
            nodes
        };
        (1..=size).map(&mut push).collect()
    }

    #[test]
    fn every_entry_of_every_size_is_proved_and_no_other() {
        let stored = stored(33);
        let read = |node: NodeId| {
            let at = usize::try_from(node.completed_by() - 1).unwrap();
            Ok::<_, ()>(stored[at][node.slot()])
        };
        for size in 1..=33 {
            let root = root_at(size, read).unwrap();
            for position in 1..=size {
                let leaf = Hash::of_leaf(&position.to_be_bytes());
                let hashes = prove_inclusion(size, position, read).unwrap();
                let check = |entry, hashes: &[Hash]| check_inclusion(entry, hashes, (size, root));
                check((position, leaf), &hashes).unwrap();
                check((position, Hash::of_leaf(b"other")), &hashes).unwrap_err();
                check((position + 1, leaf), &hashes).unwrap_err();
                check((0, leaf), &hashes).unwrap_err();
                for at in 0..hashes.len() {
                    let mut others = hashes.clone();
                    others[at] = leaf;
                    check((position, leaf), &others).unwrap_err();
                    others.remove(at);
                    check((position, leaf), &others).unwrap_err();
                }
            }
        }
    }

    #[test]
    fn every_size_is_proved_to_begin_every_later_one() {
        let stored = stored(33);
        let read = |node: NodeId| {
            let at = usize::try_from(node.completed_by() - 1).unwrap();
            Ok::<_, ()>(stored[at][node.slot()])
        };
        for to in 0..=33 {
            let new = root_at(to, read).unwrap();
            for from in 0..=to {
                let old = root_at(from, read).unwrap();
                let hashes = prove_consistency(from, to, read).unwrap();
                check_consistency((from, old), &hashes, (to, new)).unwrap();
                let other = Hash::of_leaf(b"other");
                check_consistency((from, other), &hashes, (to, new)).unwrap_err();
                if from > 0 {
                    check_consistency((from, old), &hashes, (to, other)).unwrap_err();
                }
                check_consistency((to + 1, old), &hashes, (to, new)).unwrap_err();
                let more = [&hashes[..], &[other]].concat();
                check_consistency((from, old), &more, (to, new)).unwrap_err();
            }
        }
    }

    #[test]
    fn a_hash_that_cannot_be_read_is_told() {
        assert_eq!(prove_inclusion(5, 2, |node| Err::<Hash, _>(node.slot())), Err(0));
        assert!(prove_consistency(3, 5, |node| Err::<Hash, _>(node.slot())).is_err());
    }
}
