//! The trace: what a process asked of the file system, and what it said, in order.

use std::fs::File;
use std::io::{BufReader, ErrorKind};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Result;

/// A file or directory, by the order in which it was first seen. The directory that is watched is 0.
pub(crate) type Node = u64;

/// The node of the directory that is watched.
pub(crate) const ROOT: Node = 0;

/// One thing that happened. What came before [`Began`](Step::Began) was there already.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Step {
    /// A name was made in a directory, for something new.
    Make { dir: Node, name: String, node: Node, kind: Kind },
    /// A name was removed.
    Remove { dir: Node, name: String },
    /// A name became another, over whatever had that.
    Rename { dir: Node, name: String, to_dir: Node, to: String },
    /// Bytes were written.
    Write { node: Node, at: u64, bytes: Vec<u8> },
    /// A file was given a length.
    Resize { node: Node, length: u64 },
    /// `fsync` or `fdatasync` succeeded. `sync_file_range` is not listed: it makes nothing durable.
    Sync { node: Node },
    /// Something was said on the standard output.
    Say(Vec<u8>),
    /// What was there already has been listed.
    Began,
    /// A call is about to be made that could fail: its name, and that of its file.
    Attempt(Call, String),
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    File,
    Directory,
}

/// The calls that can be made to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Call {
    Make,
    Open,
    Read,
    Remove,
    Rename,
    Resize,
    Sync,
    Write,
}

/// The bytes of a step in a file of steps.
pub(crate) fn encode(step: &Step) -> Vec<u8> {
    let encoded = bincode::serde::encode_to_vec(step, bincode::config::standard());
    encoded.expect("steps are plain data")
}

/// Reads a file of steps; its last may have been cut off with the process.
pub(crate) fn read(path: &Path) -> Result<Vec<Step>> {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    let mut steps = Vec::new();
    loop {
        let step = bincode::serde::decode_from_std_read(&mut file, bincode::config::standard());
        match step {
            Ok(step) => steps.push(step),
            Err(bincode::error::DecodeError::Io { inner, .. })
                if inner.kind() == ErrorKind::UnexpectedEof =>
            {
                return Ok(steps);
            }
            Err(fault) => return Err(fault.into()),
        }
    }
}
