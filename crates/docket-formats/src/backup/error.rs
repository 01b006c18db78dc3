//! What can be wrong with a backup.

use std::path::{Path, PathBuf};

/// Why a backup was not written, or not read. A backup that was there before is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The log could not be read.
    #[error(transparent)]
    Log(#[from] docket_core::Error),
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// There is no backup in the directory.
    #[error("{} is no backup: {why}", path.display())]
    NotABackup {
        /// The directory.
        path: PathBuf,
        /// What makes it none.
        why: String,
    },
    /// A backup is to be written where there is something else.
    #[error("{} is not empty and no backup", path.display())]
    Occupied {
        /// The directory.
        path: PathBuf,
    },
    /// Another process is writing the backup.
    #[error("the backup {} is being written by another process", path.display())]
    InUse {
        /// The directory.
        path: PathBuf,
    },
    /// The backup is of another ledger.
    #[error("{} is the backup of another ledger: expected {expected}, found {found}", path.display())]
    OtherLedger {
        /// The directory.
        path: PathBuf,
        /// What the backup says.
        expected: String,
        /// What the log says.
        found: String,
    },
    /// The backup holds more than the log.
    #[error(
        "{} is ahead of this ledger: it holds {backup} entries, the ledger {ledger}",
        path.display()
    )]
    Ahead {
        /// The directory.
        path: PathBuf,
        /// How many entries the backup holds.
        backup: u64,
        /// How many the log holds.
        ledger: u64,
    },
    /// A file of the backup is not what was written.
    #[error("{} is damaged: expected {expected}, found {found}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What should be there.
        expected: String,
        /// What is there.
        found: String,
    },
    /// A line of a file is not what should stand there.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
}

/// What the file system said at a path.
pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError {
    let path = path.to_owned();
    |source| BackupError::Io { path, source }
}

pub(super) fn damaged(
    path: &Path,
    expected: impl Into<String>,
    found: impl Into<String>,
) -> BackupError {
    BackupError::Damaged { path: path.to_owned(), expected: expected.into(), found: found.into() }
}
