//! Writing JSON lines.

use std::io::Write;

use docket_core::{Head, LogEntry, Result};
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
        let entry = entry?;
        let leaf = entry.leaf_hash();
        tree.push(leaf, &mut Vec::new());
        let line = Line {
            event: &entry.event,
            leaf: leaf.to_string(),
            position: entry.position,
            recorded_at: entry.recorded_at,
            revision: entry.revision,
            salt: entry.salt.to_string(),
        };
        write_line(&line, &mut out)?;
    }
    out.flush()?;
    if tree.root() == head.root && tree.size() == head.size.0 {
        Ok(())
    } else {
        Err(JsonlWriteError::Root { expected: head.root, found: tree.root() })
    }
}

fn write_line(line: &impl Serialize, out: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
