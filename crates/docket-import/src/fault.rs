//! Faults: what is wrong with a file, and where.

use std::fmt;
use std::io;

/// What is wrong with a file to be imported, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
}

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// Something is wrong with it.
    #[error(transparent)]
    File(#[from] Fault),
    /// It cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A place in a file: line and column, both from 1, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
    /// The path to the value: `docket_entries[3].date_filed`; empty for the whole file.
    pub path: String,
}

impl Place {
    /// The beginning of a file.
    pub(crate) fn beginning() -> Self {
        Self { line: 1, column: 1, path: String::new() }
    }

    /// The place of a byte of a text.
    pub(crate) fn in_text(text: &str, at: usize, path: String) -> Self {
        Self::beginning().plus(text, at, path)
    }

    /// The place of a byte of a text that begins here.
    pub(crate) fn plus(&self, text: &str, at: usize, path: String) -> Self {
        let before = &text[..at];
        let lines = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        self.shifted(lines, column, path)
    }

    /// The place that is so many lines below, and so many characters into its line or, in the same line,
    /// behind this one.
    pub(crate) fn shifted(&self, lines: usize, column: usize, path: String) -> Self {
        let before = if lines == 0 { self.column } else { 1 };
        Self { line: self.line + lines, column: before + column, path }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)?;
        if self.path.is_empty() { Ok(()) } else { write!(f, ": {}", self.path) }
    }
}
