//! What holds of every log, whatever was done to it.

use std::collections::BTreeMap;

use docket_core::{Log, Revision};

use super::motions::all;

/// Asserts that positions, revisions and instants are as they should be, and that the root is that
/// of the leaves. For a log of which nothing was expunged.
///
/// # Panics
/// When they are not.
#[track_caller]
pub fn is_in_order(log: &dyn Log) {
    let (entries, head) = (all(log), log.head().expect("a head"));
    let mut revisions: BTreeMap<_, u64> = BTreeMap::new();
    let mut tree = docket_proof::Tree::empty();
    for (at, entry) in (1..).zip(&entries) {
        let revision = revisions.entry(entry.event.case.clone()).or_default();
        *revision += 1;
        assert_eq!((entry.position.0, entry.revision.0), (at, *revision));
        tree.push(entry.leaf_hash(), &mut Vec::new());
    }
    assert!(entries.is_sorted_by(|a, b| a.recorded_at < b.recorded_at), "instants grow");
    assert_eq!(head.size.0, entries.len() as u64);
    assert_eq!(head.recorded_at, entries.last().map(|entry| entry.recorded_at));
    assert_eq!(head.root, tree.root());
    let cases: Vec<_> = revisions.into_iter().map(|(case, at)| (case, Revision(at))).collect();
    assert_eq!(log.cases().expect("cases"), cases);
}
