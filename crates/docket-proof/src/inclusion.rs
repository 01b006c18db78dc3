use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::proof_text::{self, hashes_of, lines_of, malformed};
use crate::{Checkpoint, Hash, Leaf, ProofFault, SignedCheckpoint, VerifyingKey, path};

const FORM: &str = "c2sp.org/tlog-proof@v1";

/// A proof that an entry is in a log (C2SP tlog-proof), for whoever has the log's public key and nothing
/// else. The leaf is the proof's extra data.
///
/// ```text
/// c2sp.org/tlog-proof@v1
/// extra <the leaf's four lines, base64>
/// index <the position less one>
/// <hashes from the leaf's neighbour upwards, base64, a line each>
///
/// <a signed checkpoint>
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InclusionProof {
    /// The entry's leaf.
    pub leaf: Leaf,
    /// What [`prove_inclusion`](crate::prove_inclusion) gave.
    pub hashes: Vec<Hash>,
    /// The log that it is in.
    pub checkpoint: SignedCheckpoint,
}

impl InclusionProof {
    /// Reads a proof. Whether it holds is another question.
    ///
    /// # Errors
    /// [`ProofFault::Malformed`].
    pub fn parse(text: &str) -> Result<Self, ProofFault> {
        let (head, checkpoint) = proof_text::parted(text)?;
        let mut lines = lines_of(head);
        lines.is(FORM)?;
        let leaf = lines.after("extra ")?;
        let bytes = BASE64_STANDARD.decode(leaf).ok();
        let leaf = bytes.and_then(|bytes| Leaf::from_bytes(&bytes));
        let leaf = leaf.ok_or_else(|| malformed("a leaf in base64 after `extra`", head))?;
        let index = lines.after("index ")?;
        if index != leaf.position.wrapping_sub(1).to_string() {
            return Err(malformed("the index that is the leaf's position less one", index));
        }
        Ok(Self { leaf, hashes: hashes_of(lines)?, checkpoint })
    }

    /// Checks that the log's key signed the checkpoint, and that the leaf is in that log.
    ///
    /// # Errors
    /// What [`SignedCheckpoint::verify`] says; [`ProofFault::NotIncluded`].
    pub fn verify(&self, key: &VerifyingKey) -> Result<Checkpoint, ProofFault> {
        let checkpoint = self.checkpoint.verify(key)?;
        let entry = (self.leaf.position, self.leaf.hash());
        path::check_inclusion(entry, &self.hashes, (checkpoint.size, checkpoint.root))?;
        Ok(checkpoint)
    }
}

impl fmt::Display for InclusionProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leaf = BASE64_STANDARD.encode(self.leaf.to_bytes());
        writeln!(f, "{FORM}\nextra {leaf}\nindex {}", self.leaf.position.wrapping_sub(1))?;
        proof_text::write_hashes(&self.hashes, f)?;
        write!(f, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ConsistencyProof, SigningKey, Tree, prove_consistency, prove_inclusion};

    /// A log of so many entries: its stored hashes and signed checkpoint.
    fn log(size: u64) -> (Vec<Vec<Hash>>, SignedCheckpoint) {
        let mut tree = Tree::empty();
        let mut push = |position| {
            let mut nodes = Vec::new();
            tree.push(leaf(position).hash(), &mut nodes);
            nodes
        };
        let stored = (1..=size).map(&mut push).collect();
        let checkpoint = Checkpoint { origin: "log".to_owned(), size, root: tree.root() };
        (stored, checkpoint.signed(&key()).unwrap())
    }

    fn leaf(position: u64) -> Leaf {
        Leaf { position, recorded_at: 7, commitment: Hash::from_bytes([1; 32]) }
    }

    fn key() -> SigningKey {
        SigningKey::from_seed(Some("log"), [7; 32]).unwrap()
    }

    fn proofs() -> (InclusionProof, ConsistencyProof, SignedCheckpoint) {
        let (stored, checkpoint) = log(13);
        let read = |node: crate::NodeId| {
            let at = usize::try_from(node.completed_by() - 1).unwrap();
            Ok::<_, ()>(stored[at][node.slot()])
        };
        let hashes = prove_inclusion(13, 6, read).unwrap();
        let inclusion = InclusionProof { leaf: leaf(6), hashes, checkpoint: checkpoint.clone() };
        let hashes = prove_consistency(6, 13, read).unwrap();
        (inclusion, ConsistencyProof { from: 6, hashes, checkpoint }, log(6).1)
    }

    #[test]
    fn a_proof_is_read_as_it_is_written_and_holds() {
        let (inclusion, consistency, earlier) = proofs();
        let key = key();
        let again = InclusionProof::parse(&inclusion.to_string()).unwrap();
        assert_eq!(again, inclusion);
        assert_eq!(again.verify(key.verifying_key()).unwrap().size, 13);
        let again = ConsistencyProof::parse(&consistency.to_string()).unwrap();
        assert_eq!(again, consistency);
        assert_eq!(again.verify(&earlier, key.verifying_key()).unwrap().size, 13);
    }

    #[test]
    fn a_proof_in_which_anything_is_changed_holds_no_more() {
        let (inclusion, consistency, earlier) = proofs();
        let key = key();
        let key = key.verifying_key();
        let holds = |text: &str| {
            InclusionProof::parse(text).is_ok_and(|proof| proof.verify(key).is_ok())
                || ConsistencyProof::parse(text)
                    .is_ok_and(|proof| proof.verify(&earlier, key).is_ok())
        };
        for text in [inclusion.to_string(), consistency.to_string()] {
            assert!(holds(&text));
            for (at, letter) in text.char_indices() {
                assert!(!holds(&text[..at]), "cut at {at}");
                let other = if letter == 'A' { 'B' } else { 'A' };
                let changed = format!("{}{other}{}", &text[..at], &text[at + letter.len_utf8()..]);
                assert!(!holds(&changed), "changed at {at}: {changed}");
            }
        }
        let other = SigningKey::from_seed(Some("log"), [8; 32]).unwrap();
        inclusion.verify(other.verifying_key()).unwrap_err();
        consistency.verify(&log(5).1, key).unwrap_err();
    }
}
