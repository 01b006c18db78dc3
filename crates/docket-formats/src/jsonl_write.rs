//! Writing JSON lines.

use std::io::Write;

use docket_core::{Hash, Head, LogEntry, Result};
use docket_proof::Tree;
use docket_time::Tz;
use serde::Serialize;

use crate::jsonl::{HeaderLine, JsonlHeader, Line};
use crate::jsonl_error::JsonlWriteError;

/// Writes a log as JSON lines: all its entries from the first to the one that `head` speaks of.
///
/// # Errors
/// [`JsonlWriteError`] for the first error among `entries`, for one of `out`, and at the end when
/// the entries were not those of `head`.
pub fn write_jsonl(
    head: &Head,
    zone: Tz,
    entries: impl IntoIterator<Item = Result<LogEntry>>,
    mut out: impl Write,
) -> std::result::Result<(), JsonlWriteError> {
    let header = JsonlHeader { entries: head.size.0, root: head.root, zone };
    write_line(&HeaderLine::from(&header), &mut out)?;
    let mut tree = Tree::empty();
    for entry in entries {
        let leaf = write_entry(&entry?, &mut out)?;
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

/// Writes one entry as its line, and tells the hash of its leaf.
///
/// # Errors
/// What `out` says.
pub fn write_entry(entry: &LogEntry, mut out: impl Write) -> std::io::Result<Hash> {
    let leaf = entry.leaf_hash();
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

fn write_line(line: &impl Serialize, out: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
