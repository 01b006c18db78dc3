//! What can be wrong with what a test is given.

use std::path::PathBuf;

use docket_formats::JsonlError;
use thiserror::Error;

/// Why a history cannot be made.
#[derive(Debug, Error)]
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
