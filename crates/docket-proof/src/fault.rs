/// Says why a key, checkpoint or proof is not one, or does not prove what it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    /// A text is not in its form.
    #[error("{what}: expected {expected}, found {found}")]
    Malformed {
        /// What was read: a key, a checkpoint, a proof.
        what: &'static str,
        /// What stands there in such a text.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// Another key signed it, or nobody did.
    #[error("the checkpoint is not signed by {key}")]
    NotSigned {
        /// The key that was to have signed: its name and id.
        key: String,
    },
    /// The key signed something else.
    #[error("the signature of {key} on the checkpoint is false")]
    FalseSignature {
        /// The key.
        key: String,
    },
    /// A checkpoint of another log.
    #[error("the checkpoint is of the log {found}, not {expected}")]
    OtherLog {
        /// The log that the key belongs to.
        expected: String,
        /// The log that the checkpoint names.
        found: String,
    },
    /// The hashes do not lead from the leaf to the root.
    #[error(
        "entry @{position} with the leaf {leaf} is not in the log of {size} entries with that root"
    )]
    NotIncluded {
        /// The entry.
        position: u64,
        /// Its leaf's hash.
        leaf: crate::Hash,
        /// The size of the log.
        size: u64,
    },
    /// The hashes do not lead from one root to the other.
    #[error("the log of {to} entries does not begin with the log of {from} entries")]
    NotConsistent {
        /// The size of the earlier log.
        from: u64,
        /// The size of the later log.
        to: u64,
    },
}
