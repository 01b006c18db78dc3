//! What can go wrong with an export.

use std::io;

/// Why something was not exported; what was written before is of no use.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The log could not be read.
    #[error(transparent)]
    Log(#[from] docket_core::Error),
    /// The file could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The database could not be written.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

/// Writing CSV can only fail where what it is written to does.
impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        // csv's own conversion hides which error it is, and so that a reader went away.
        let text = error.to_string();
        if let csv::ErrorKind::Io(error) = error.into_kind() {
            return Self::Io(error);
        }
        Self::Io(io::Error::other(text))
    }
}

/// What is wrong with a CSV file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {row}: {message}")]
pub struct CsvError {
    /// The row, from 1, as a spreadsheet counts them; the first has the names of the columns.
    pub row: u64,
    /// What is wrong.
    pub message: String,
}
