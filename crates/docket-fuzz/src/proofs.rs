//! Checkpoints, proofs and keys.

use std::sync::LazyLock;

use docket_core::Hash;
use docket_proof::{
    Checkpoint, ConsistencyProof, InclusionProof, SignedCheckpoint, SigningKey, Tree, VerifyingKey,
};

use crate::checked::text;
use crate::ledger::{a_log, signing_key};
use crate::memory::bounded;

/// What the key ever signed: a log of each of these sizes.
const SIZES: std::ops::RangeInclusive<u64> = 0..=13;

/// The leaves of the log, and its roots from the empty one on.
static LOG: LazyLock<(Vec<Hash>, Vec<Hash>)> = LazyLock::new(|| {
    let (entries, _) = a_log(*SIZES.end());
    let leaves: Vec<Hash> = entries.iter().map(|entry| entry.leaf().hash()).collect();
    let mut tree = Tree::empty();
    let mut roots = vec![tree.root()];
    for leaf in &leaves {
        tree.push(*leaf, &mut Vec::new());
        roots.push(tree.root());
    }
    (leaves, roots)
});

static KEY: LazyLock<SigningKey> = LazyLock::new(signing_key);

/// A signed checkpoint.
///
/// What is read is printed byte by byte; what the log's key signed, it signed: no other checkpoint
/// passes.
///
/// # Panics
/// When that is not so.
pub fn checkpoint(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(signed) = bounded(|| SignedCheckpoint::parse(text)) else { return };
    assert_eq!(signed.to_string(), text);
    let key = KEY.verifying_key();
    let _ = signed.signature(key);
    if let Ok(checkpoint) = signed.verify(key) {
        assert_eq!(checkpoint, *signed.claimed());
        was_signed(&checkpoint);
        assert_eq!(signed.signature(key).map(|bytes| bytes.len()), Some(64));
        assert!(text.starts_with(&signed.signed_text()));
    }
}

fn was_signed(checkpoint: &Checkpoint) {
    assert_eq!(checkpoint.origin, KEY.verifying_key().name());
    assert!(SIZES.contains(&checkpoint.size), "a log of {} was never signed", checkpoint.size);
    assert_eq!(checkpoint.root, LOG.1[place(checkpoint.size)]);
}

fn place(number: u64) -> usize {
    usize::try_from(number).expect("small")
}

/// A proof that an entry is in a log.
///
/// What is read is printed byte by byte; what holds is true of the log.
///
/// # Panics
/// When that is not so.
pub fn inclusion_proof(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(proof) = bounded(|| InclusionProof::parse(text)) else { return };
    assert_eq!(proof.to_string(), text);
    if let Ok(checkpoint) = proof.verify(KEY.verifying_key()) {
        was_signed(&checkpoint);
        let position = proof.leaf.position;
        assert!((1..=checkpoint.size).contains(&position), "@{position} is proved");
        assert_eq!(proof.leaf.hash(), LOG.0[place(position - 1)]);
    }
}

/// A proof that a log begins with what it was before.
///
/// What is read is printed byte by byte; what holds is true of the log.
///
/// # Panics
/// When that is not so.
pub fn consistency_proof(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(proof) = bounded(|| ConsistencyProof::parse(text)) else { return };
    assert_eq!(proof.to_string(), text);
    if !SIZES.contains(&proof.from) {
        return;
    }
    let key = &*KEY;
    let earlier = |root| {
        let origin = key.verifying_key().name().to_owned();
        Checkpoint { origin, size: proof.from, root }.signed(key).expect("its own key")
    };
    let true_root = LOG.1[place(proof.from)];
    if let Ok(later) = proof.verify(&earlier(true_root), key.verifying_key()) {
        was_signed(&later);
        assert!(proof.from <= later.size, "a log of {} begins with {}", later.size, proof.from);
        let other = earlier(Hash::from_bytes([9; 32]));
        assert!(proof.verify(&other, key.verifying_key()).is_err(), "another log is proved");
    }
}

/// A key, public or secret.
///
/// What is read is printed as it was written, and a secret key signs what its public one accepts.
///
/// # Panics
/// When that is not so.
pub fn key(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Ok(key) = bounded(|| VerifyingKey::parse(text)) {
        assert_eq!(key.to_string(), text.trim());
        let again = VerifyingKey::parse(&key.to_string()).expect("what was printed");
        assert_eq!((again.name(), again.pem()), (key.name(), key.pem()));
    }
    let Ok(key) = bounded(|| SigningKey::parse(text)) else { return };
    assert_eq!(key.secret_text(), text.trim());
    assert!(!format!("{key:?}").contains(key.secret_text()), "a secret is shown");
    let origin = key.verifying_key().name().to_owned();
    let checkpoint = Checkpoint { origin, size: 1, root: Tree::empty().root() };
    let signed = checkpoint.signed(&key).expect("a name that can stand in a key can sign");
    assert_eq!(signed.verify(key.verifying_key()), Ok(checkpoint));
}
