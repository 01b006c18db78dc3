//! Files that prove something: read, and told what is wrong with them.

use std::fs;
use std::path::Path;

use docket_proof::{ProofFault, VerifyingKey};

use crate::failure::{Exit, Failure};

/// Where such files come from.
const WRITTEN: &str = "`docket checkpoint` and `docket prove` write checkpoints and proofs";

/// Larger than any proof.
const LARGEST: u64 = 1 << 20;

/// Reads a small file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let size = fs::metadata(path).map_err(|error| Failure::io(path, &error))?.len();
    if size > LARGEST {
        let message = format!("{}: the file has {size} bytes, and no proof has", path.display());
        return Err(Failure::invalid("invalid_proof", message));
    }
    fs::read(path).map_err(|error| Failure::io(path, &error))
}

/// Reads a small file of text.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let text = String::from_utf8(bytes(path)?).map_err(|_| {
        let message = format!("{}: the file is not UTF-8", path.display());
        Failure::invalid("invalid_proof", message).help(WRITTEN)
    })?;
    if text.trim().is_empty() {
        let message = format!("{}: the file is empty", path.display());
        return Err(Failure::invalid("invalid_proof", message).help(WRITTEN));
    }
    Ok(text)
}

/// Reads a public key: the file that has it, or the key itself.
pub(crate) fn key(named: &str) -> Result<VerifyingKey, Failure> {
    let path = Path::new(named);
    let help = "`docket checkpoint --key` prints a ledger's public key";
    if !path.exists() && !named.contains('+') {
        let message = format!("there is no file {named}, and it is no key itself");
        return Err(Failure::not_found("no_such_file", message).help(help));
    }
    let text = if path.exists() { read(path)? } else { named.to_owned() };
    VerifyingKey::parse(&text)
        .map_err(|fault| Failure::invalid("invalid_key", format!("{named}: {fault}")).help(help))
}

/// What is wrong with a file: that it is no proof, or that it proves nothing.
pub(crate) fn told(path: &Path, fault: &ProofFault) -> Failure {
    let message = format!("{}: {fault}", path.display());
    match fault {
        ProofFault::Malformed { .. } => Failure::invalid("invalid_proof", message).help(WRITTEN),
        ProofFault::NotSigned { .. }
        | ProofFault::FalseSignature { .. }
        | ProofFault::OtherLog { .. }
        | ProofFault::NotIncluded { .. }
        | ProofFault::NotConsistent { .. } => Failure::new(Exit::Integrity, "not_proved", message),
    }
}
