use std::fmt;

use crate::proof_text::{self, hashes_of, lines_of, malformed};
use crate::{Checkpoint, Hash, ProofFault, SignedCheckpoint, VerifyingKey, path};

/// A proof that a log begins with what it was before: in the form in which a witness is asked to sign
/// (C2SP tlog-witness).
///
/// ```text
/// old <the earlier size>
/// <hashes, base64, a line each>
///
/// <the later signed checkpoint>
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsistencyProof {
    /// The earlier size.
    pub from: u64,
    /// What [`prove_consistency`](crate::prove_consistency) gave.
    pub hashes: Vec<Hash>,
    /// The later log.
    pub checkpoint: SignedCheckpoint,
}

impl ConsistencyProof {
    /// Reads a proof. Whether it holds is another question.
    ///
    /// # Errors
    /// [`ProofFault::Malformed`].
    pub fn parse(text: &str) -> Result<Self, ProofFault> {
        let (head, checkpoint) = proof_text::parted(text)?;
        let mut lines = lines_of(head);
        let old = lines.after("old ")?;
        let from = old.parse::<u64>().ok().filter(|from| from.to_string() == old);
        let from = from.ok_or_else(|| malformed("a size after `old`", old))?;
        Ok(Self { from, hashes: hashes_of(lines)?, checkpoint })
    }

    /// Checks that the log's key signed both checkpoints, and that the later log begins with the
    /// earlier.
    ///
    /// # Errors
    /// What [`SignedCheckpoint::verify`] says of either; [`ProofFault::NotConsistent`].
    pub fn verify(
        &self,
        earlier: &SignedCheckpoint,
        key: &VerifyingKey,
    ) -> Result<Checkpoint, ProofFault> {
        let (old, new) = (earlier.verify(key)?, self.checkpoint.verify(key)?);
        if old.size != self.from {
            return Err(ProofFault::NotConsistent { from: old.size, to: new.size });
        }
        path::check_consistency((old.size, old.root), &self.hashes, (new.size, new.root))?;
        Ok(new)
    }
}

impl fmt::Display for ConsistencyProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.from)?;
        proof_text::write_hashes(&self.hashes, f)?;
        write!(f, "\n{}", self.checkpoint)
    }
}
