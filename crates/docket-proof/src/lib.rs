//! The leaf and the Merkle tree that make a log's past checkable.
//!
//! Every log entry is one leaf of a growing RFC 6962 Merkle tree over SHA-256: entry `n` is the
//! tree's leaf `n - 1`. The root fixes every entry and their order, so whoever kept the root of an
//! earlier size can tell whether anything before it was changed, dropped or inserted.
//!
//! A [`Leaf`] says where an entry stands, when it was recorded, and a salted [`commit`]ment to its
//! event. Without the salt the commitment gives nothing of the event away, so an event can be
//! erased while its leaf, and with it every other entry's place in the tree, stays verifiable.
//!
//! The [`Tree`] keeps only the roots of its complete subtrees. Adding a leaf hands back the hashes
//! to store beside the entry, at most 64 and fewer than two on average; a [`NodeId`] tells in which
//! entry's storage a hash lies. This crate does no I/O: where stored hashes are needed, they come
//! from a closure.
//!
//! ```
//! use docket_proof::{Leaf, Salt, Tree, commit};
//!
//! let salt: Salt = "000102030405060708090a0b0c0d0e0f".parse()?;
//! let json = br#"{"case":"amazon-v-nokia","id":"complaint","verb":"filed"}"#;
//! let commitment = commit(&salt, json);
//! let leaf = Leaf { position: 57, recorded_at: 1_722_297_600_000_000, commitment };
//!
//! let mut tree = Tree::empty();
//! let mut stored = Vec::new();
//! tree.push(leaf.hash(), &mut stored);
//!
//! assert_eq!(stored, [leaf.hash()]);
//! assert_eq!(tree.root(), leaf.hash(), "a tree of one leaf is that leaf");
//! # assert_eq!(commitment.to_string(), "c92a56d2708df686ef8ad575900e1d54e40a07e7606b67e53e8250e3ca0be84e");
//! # assert_eq!(leaf.hash().to_string(), "e855fc303aa48821bd1cbce636e445e060b74e8cb94f210e318d7316dfd9f00a");
//! # Ok::<(), docket_proof::Error>(())
//! ```
//!
//! # Checking without this crate
//!
//! A POSIX shell and `sha256sum` (on macOS `shasum -a 256`) are enough. First the commitment, from
//! the salt and the event's canonical JSON (RFC 8785, no newline at its end):
//!
//! ```sh
//! unhex() { for byte in $(printf %s "$1" | sed 's/../0x& /g'); do printf "\\$(printf %03o "$byte")"; done; }
//!
//! salt=000102030405060708090a0b0c0d0e0f
//! json='{"case":"amazon-v-nokia","id":"complaint","verb":"filed"}'
//! { unhex "$salt"; printf %s "$json"; } | sha256sum
//! # c92a56d2708df686ef8ad575900e1d54e40a07e7606b67e53e8250e3ca0be84e
//! ```
//!
//! Then the leaf's hash, from a zero byte, the format's name, the position, the recorded instant in
//! microseconds and the commitment:
//!
//! ```sh
//! commitment=c92a56d2708df686ef8ad575900e1d54e40a07e7606b67e53e8250e3ca0be84e
//! printf '\000docket-leaf/1\n%s\n%s\n%s\n' 57 1722297600000000 "$commitment" | sha256sum
//! # e855fc303aa48821bd1cbce636e445e060b74e8cb94f210e318d7316dfd9f00a
//! ```
//!
//! And a node above two others, here above that leaf twice, from a one byte and the two hashes:
//!
//! ```sh
//! leaf=e855fc303aa48821bd1cbce636e445e060b74e8cb94f210e318d7316dfd9f00a
//! { printf '\001'; unhex "$leaf"; unhex "$leaf"; } | sha256sum
//! # 8dce660d4831f3495a4c12f6ec0c0c05fa56cfa84ac5cfb1d1ff6920fd9833fe
//! ```

mod checkpoint;
mod commitment;
mod consistency;
mod error;
mod fault;
mod hash;
mod hex;
mod inclusion;
mod key;
mod leaf;
mod node;
mod path;
mod proof_text;
mod tree;

pub use self::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    commitment::{Salt, commit},
    consistency::ConsistencyProof,
    error::Error,
    fault::ProofFault,
    hash::Hash,
    inclusion::InclusionProof,
    key::{SigningKey, VerifyingKey},
    leaf::Leaf,
    node::{NodeId, nodes_completed_by},
    path::{prove_consistency, prove_inclusion},
    tree::{Tree, root_at},
};
