//! What the texts of both proofs share: lines, hashes, and the checkpoint behind an empty line.

use std::fmt;

use tlog_tiles::tlog;

use crate::{Hash, ProofFault, SignedCheckpoint};

/// The most hashes: a log of 2^63 entries has no longer way.
const MAX_HASHES: usize = 64;

/// Parts a proof from its checkpoint.
pub(crate) fn parted(text: &str) -> Result<(&str, SignedCheckpoint), ProofFault> {
    let parts = text.split_once("\n\n");
    let (head, checkpoint) =
        parts.ok_or_else(|| malformed("an empty line before the checkpoint", text))?;
    Ok((head, SignedCheckpoint::parse(checkpoint)?))
}

/// The lines of a proof, taken one by one.
pub(crate) struct Lines<'a>(std::str::Split<'a, char>);

pub(crate) fn lines_of(head: &str) -> Lines<'_> {
    Lines(head.split('\n'))
}

impl<'a> Lines<'a> {
    /// Takes a line that is always the same.
    pub(crate) fn is(&mut self, line: &'static str) -> Result<(), ProofFault> {
        let found = self.0.next().unwrap_or_default();
        if found == line { Ok(()) } else { Err(malformed(line, found)) }
    }

    /// Takes the rest of a line that begins so.
    pub(crate) fn after(&mut self, start: &'static str) -> Result<&'a str, ProofFault> {
        let found = self.0.next().unwrap_or_default();
        found.strip_prefix(start).ok_or_else(|| malformed(start, found))
    }
}

/// The hashes that are left.
pub(crate) fn hashes_of(lines: Lines<'_>) -> Result<Vec<Hash>, ProofFault> {
    let hash = |line: &str| {
        let hash = tlog::Hash::parse_hash(line).ok().filter(|hash| hash.to_string() == line);
        hash.map(|hash| Hash::from_bytes(hash.0))
            .ok_or_else(|| malformed("a hash of 32 bytes in base64", line))
    };
    let hashes: Vec<Hash> = lines.0.take(MAX_HASHES + 1).map(hash).collect::<Result<_, _>>()?;
    if hashes.len() > MAX_HASHES {
        return Err(malformed("64 hashes at the most", "more"));
    }
    Ok(hashes)
}

pub(crate) fn write_hashes(hashes: &[Hash], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    hashes.iter().try_for_each(|hash| writeln!(f, "{}", tlog::Hash(*hash.as_bytes())))
}

pub(crate) fn malformed(expected: &'static str, found: &str) -> ProofFault {
    let found = found.chars().take(80).collect();
    ProofFault::Malformed { what: "a proof", expected, found }
}
