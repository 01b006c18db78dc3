//! Evidence: what proves to anybody that entries were in a log, as files of a folder.

use std::collections::BTreeMap;
use std::fmt::Write;

use docket_core::{Log, LogEntry, Result, canonical};
use docket_proof::{InclusionProof, SignedCheckpoint, VerifyingKey, prove_inclusion};
use sha2::{Digest, Sha256};

/// How to check the folder with what any system has.
const VERIFY: &str = include_str!("evidence/VERIFY.md");
/// The part of it that no tool does: the way from a leaf to the root.
const SCRIPT: &str = include_str!("evidence/verify.py");

/// How to check a time stamp, where there is one.
const STAMP: &str = include_str!("evidence/STAMP.md");

/// What an authority replied when it was asked to stamp the checkpoint with the time (RFC 3161).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeStamp {
    /// The reply, as the authority sent it.
    pub reply: Vec<u8>,
    /// The certificates of the authority, in PEM: the root, and those between it and the one in the reply.
    pub authority: Vec<u8>,
}

/// The file with the reply.
pub const REPLY: &str = "checkpoint.tsr";
/// The file with the certificates of the authority.
pub const AUTHORITY: &str = "authority.pem";

/// The files of a folder, by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Writes the evidence for entries of a log that are in a checkpoint.
///
/// Of each entry there are its canonical JSON, its salt (16 bytes), its leaf and its proof; of the log
/// the checkpoint, and its text and signature by themselves for `openssl`; the public key; where the
/// checkpoint was stamped with the time, the stamp; and how to check all of it.
///
/// The stamp is taken as it is: who gives one has checked it.
///
/// # Errors
/// When the log cannot be read.
///
/// # Panics
/// When an entry is behind the checkpoint.
pub fn evidence(
    log: &dyn Log,
    entries: &[LogEntry],
    checkpoint: &SignedCheckpoint,
    key: &VerifyingKey,
    stamp: Option<TimeStamp>,
) -> Result<Files> {
    let mut files = Files::new();
    let size = checkpoint.claimed().size;
    for entry in entries {
        let position = entry.position.0;
        let leaf = entry.leaf();
        let hashes = prove_inclusion(size, position, |node| log.node(node))?;
        let proof = InclusionProof { leaf, hashes, checkpoint: checkpoint.clone() };
        let mut add =
            |what: &str, bytes: Vec<u8>| files.insert(format!("{position}.{what}"), bytes);
        add("event.json", canonical(&entry.event).into_bytes());
        add("salt", entry.salt.as_bytes().to_vec());
        add("leaf", leaf.to_bytes());
        add("tlog-proof", proof.to_string().into_bytes());
    }
    let text = |text: &str| text.as_bytes().to_vec();
    files.insert("checkpoint".to_owned(), text(&checkpoint.to_string()));
    files.insert("checkpoint.text".to_owned(), text(&checkpoint.signed_text()));
    files.insert("checkpoint.signature".to_owned(), checkpoint.signature(key).unwrap_or_default());
    files.insert("public-key".to_owned(), text(&format!("{key}\n")));
    files.insert("public-key.pem".to_owned(), text(key.pem()));
    files.insert("verify.py".to_owned(), text(SCRIPT));
    let how = VERIFY.replace("{KEY}", &key.to_string());
    let how = how.replace("{STAMP}", if stamp.is_some() { STAMP } else { "" });
    files.insert("VERIFY.md".to_owned(), how.into_bytes());
    if let Some(TimeStamp { reply, authority }) = stamp {
        files.insert(REPLY.to_owned(), reply);
        files.insert(AUTHORITY.to_owned(), authority);
    }
    files.insert(SUMS.to_owned(), text(&sums(&files)));
    Ok(files)
}

pub(crate) const SUMS: &str = "SHA256SUMS";

/// The sums of all files, as `sha256sum` writes and checks them.
pub(crate) fn sums(files: &Files) -> String {
    let mut sums = String::new();
    for (name, bytes) in files.iter().filter(|(name, _)| *name != SUMS) {
        writeln!(sums, "{:x}  {name}", Sha256::digest(bytes))
            .expect("a text takes what is written");
    }
    sums
}
