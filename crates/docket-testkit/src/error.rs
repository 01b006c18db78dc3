//! What can be wrong with what a test is given.

use std::fmt;
use std::path::PathBuf;

use docket_formats::JsonlError;
use thiserror::Error;

/// Why a history cannot be made.
#[derive(Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A case file has faults, each with its place.
    #[error("{path} is no case file:\n{faults}")]
    CaseFile {
        /// The file.
        path: PathBuf,
        /// A line for each: `line:column: message`.
        faults: String,
    },
    /// A JSONL file is not what it should be.
    #[error("{path}: {source}")]
    Jsonl {
        /// The file.
        path: PathBuf,
        /// Where it is not.
        source: JsonlError,
    },
}

/// As `expect` shows it: what is wrong, in words.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
