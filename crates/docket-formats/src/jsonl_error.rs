//! What can be wrong with JSON lines.

use docket_core::Hash;

/// What is wrong with a JSONL file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct JsonlError {
    /// The line, from 1; past the last one where something is missing.
    pub line: u64,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// Why a log was not written as JSON lines; what was written before is of no use.
#[derive(Debug, thiserror::Error)]
pub enum JsonlWriteError {
    /// The log could not be read.
    #[error(transparent)]
    Log(#[from] docket_core::Error),
    /// The file could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The entries are not those that the head speaks of.
    #[error("the entries have the root {found}, the head of the log {expected}")]
    Root {
        /// The root that the head has.
        expected: Hash,
        /// The root that the entries have.
        found: Hash,
    },
}
