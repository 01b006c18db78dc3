//! Writing JSON lines.

use std::io::Write;

use docket_core::{Expunged, Hash, Head, Kept, Result, Salt};
use docket_proof::Tree;
use docket_time::Tz;
use serde::Serialize;

use crate::jsonl::{ExpungedLine, HeaderLine, JsonlHeader, Line};
use crate::jsonl_error::JsonlWriteError;

/// Writes a log as JSON lines: all that it keeps from the first to the one that `head` speaks of.
///
/// # Errors
/// [`JsonlWriteError`] for the first error among `all`, for one of `out`, and at the end when
/// the entries were not those of `head`.
pub fn write_jsonl(
    head: &Head,
    zone: Tz,
    all: impl IntoIterator<Item = Result<Kept>>,
    mut out: impl Write,
) -> std::result::Result<(), JsonlWriteError> {
    let header = JsonlHeader { entries: head.size.0, root: head.root, zone };
    write_line(&HeaderLine::from(&header), &mut out)?;
    let mut tree = Tree::empty();
    for kept in all {
        let leaf = write_kept(&kept?, &mut out)?;
        tree.push(leaf, &mut Vec::new());
    }
    out.flush()?;
    if tree.root() == head.root && tree.size() == head.size.0 {
        Ok(())
    } else {
        Err(JsonlWriteError::Root { expected: head.root, found: tree.root() })
    }
}

/// The header line of a log.
pub(crate) fn header_line(header: &JsonlHeader) -> Vec<u8> {
    let mut line = Vec::new();
    write_line(&HeaderLine::from(header), &mut line).expect("a vector takes every byte");
    line
}

/// Writes one entry, or what is left of it, as its line, and tells the hash of its leaf.
///
/// # Errors
/// What `out` says.
pub fn write_kept(kept: &Kept, mut out: impl Write) -> std::io::Result<Hash> {
    let leaf = kept.leaf().hash();
    let entry = match kept {
        Kept::Entry(entry) => entry,
        Kept::Expunged(expunged) => {
            write_line(&expunged_line(expunged, leaf), &mut out)?;
            return Ok(leaf);
        }
    };
    let line = Line {
        event: &entry.event,
        leaf: leaf.to_string(),
        position: entry.position,
        recorded_at: entry.recorded_at,
        revision: entry.revision,
        salt: entry.salt.to_string(),
    };
    write_line(&line, &mut out)?;
    Ok(leaf)
}

fn expunged_line(expunged: &Expunged, leaf: Hash) -> ExpungedLine {
    ExpungedLine {
        commitment: expunged.commitment.to_string(),
        // Sixteen bytes are written as a salt is.
        id_hash: Salt::from_bytes(expunged.mark.hash).to_string(),
        id_salt: expunged.mark.salt.to_string(),
        leaf: leaf.to_string(),
        position: expunged.position,
        recorded_at: expunged.recorded_at,
    }
}

fn write_line(line: &impl Serialize, out: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
