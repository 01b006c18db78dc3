//! Checking a folder of evidence, offline and without a ledger.

use std::collections::BTreeSet;

use docket_core::{Event, Salt, from_json};
use docket_proof::{
    Checkpoint, InclusionProof, Leaf, ProofFault, SignedCheckpoint, VerifyingKey, commit,
};

use crate::evidence::{AUTHORITY, Files, REPLY, SUMS, sums};

/// Why a folder is no evidence.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceFault {
    /// A file is missing, or is not what it should be.
    #[error("{file}: {why}")]
    File {
        /// Its name.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// A proof or a checkpoint does not hold.
    #[error("{file}: {fault}")]
    Proof {
        /// The file in which it stands.
        file: String,
        /// What is wrong.
        fault: ProofFault,
    },
}

/// What a folder proves.
#[derive(Debug)]
pub struct Proved {
    /// The log in which the entries are.
    pub checkpoint: Checkpoint,
    /// The entries: where and when they were recorded, and what.
    pub entries: Vec<(Leaf, Event)>,
    /// Whether there is a time stamp of the checkpoint. What it says was not looked at.
    pub is_stamped: bool,
}

/// Checks a folder of evidence with a log's public key: that no file was changed, the key signed the
/// checkpoint, and each entry is in that log with this event and instant. A time stamp is signed in other
/// ways, which are not looked at here.
///
/// # Errors
/// [`EvidenceFault`], naming the first file with a fault.
pub fn check_evidence(files: &Files, key: &VerifyingKey) -> Result<Proved, EvidenceFault> {
    let fault =
        |file: &str, why: &str| EvidenceFault::File { file: file.to_owned(), why: why.to_owned() };
    let bytes = |file: &str| files.get(file).ok_or_else(|| fault(file, "there is no such file"));
    let text =
        |file: &str| std::str::from_utf8(bytes(file)?).map_err(|_| fault(file, "it is not UTF-8"));
    is_as_written(files, text(SUMS)?)?;
    let proof = |file: &str| {
        let file = file.to_owned();
        move |fault| EvidenceFault::Proof { file, fault }
    };
    let signed = SignedCheckpoint::parse(text("checkpoint")?).map_err(proof("checkpoint"))?;
    let checkpoint = signed.verify(key).map_err(proof("checkpoint"))?;
    // What other tools are given is what was checked here.
    let given = [
        ("checkpoint.text", signed.signed_text().into_bytes()),
        ("checkpoint.signature", signed.signature(key).unwrap_or_default()),
        ("public-key", format!("{key}\n").into_bytes()),
        ("public-key.pem", key.pem().as_bytes().to_vec()),
    ];
    for (file, expected) in given {
        if *bytes(file)? != expected {
            return Err(fault(file, "it is not of this checkpoint and key"));
        }
    }
    let mut entries = Vec::new();
    // Whatever has a number is of an entry, and each entry has a proof.
    let of_entries = files.keys().filter(|name| name.starts_with(|c: char| c.is_ascii_digit()));
    let numbers = of_entries.map(|name| name.split('.').next().unwrap_or_default());
    for entry in numbers.collect::<BTreeSet<_>>() {
        let of = |what: &str| format!("{entry}.{what}");
        let name = &of("tlog-proof");
        let read = InclusionProof::parse(text(name)?).map_err(proof(name))?;
        if read.checkpoint != signed {
            return Err(fault(name, "it is of another checkpoint"));
        }
        read.verify(key).map_err(proof(name))?;
        if entry != read.leaf.position.to_string() || *bytes(&of("leaf"))? != read.leaf.to_bytes() {
            return Err(fault(&of("leaf"), "it is not the leaf that is proved"));
        }
        let salt = bytes(&of("salt"))?.as_slice().try_into();
        let salt = salt.map_err(|_| fault(&of("salt"), "a salt has 16 bytes"))?;
        let json = text(&of("event.json"))?;
        if commit(&Salt::from_bytes(salt), json.as_bytes()) != read.leaf.commitment {
            return Err(fault(&of("event.json"), "it is not the event that was recorded"));
        }
        let event =
            from_json(json).map_err(|error| fault(&of("event.json"), &error.to_string()))?;
        entries.push((read.leaf, event));
    }
    if entries.is_empty() {
        return Err(fault(SUMS, "there is no entry among the files"));
    }
    entries.sort_by_key(|(leaf, _)| leaf.position);
    let stamp = [REPLY, AUTHORITY];
    let is_stamped = stamp.iter().any(|file| files.contains_key(*file));
    if is_stamped {
        stamp.into_iter().try_for_each(|file| bytes(file).map(drop))?;
    }
    Ok(Proved { checkpoint, entries, is_stamped })
}

/// Holds the files against their sums, and names the first that differs.
fn is_as_written(files: &Files, listed: &str) -> Result<(), EvidenceFault> {
    let found = sums(files);
    if found == listed {
        return Ok(());
    }
    let [written, found]: [BTreeSet<&str>; 2] = [listed, &found].map(|sums| sums.lines().collect());
    let (line, why) = match found.difference(&written).next() {
        Some(line) => (*line, "it is not as it was written, by SHA256SUMS"),
        None => (*written.difference(&found).next().unwrap_or(&SUMS), "there is no such file"),
    };
    let file = line.split_once("  ").map_or(line, |(_, file)| file).to_owned();
    Err(EvidenceFault::File { file, why: why.to_owned() })
}
