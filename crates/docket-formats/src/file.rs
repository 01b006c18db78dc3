//! Reading files from outside, within limits.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::place::line_col;

/// Most bytes in a case file: 64 MiB.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// Why a file was not read as text.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// There is a directory.
    #[error("{} is a directory, not a file", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
    },
    /// There is nothing in the file.
    #[error("{} is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file has more than [`MAX_FILE_BYTES`].
    #[error("{} has more than {MAX_FILE_BYTES} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// The file begins as UTF-16 does.
    #[error("{} is UTF-16; save it as UTF-8", path.display())]
    Utf16 {
        /// The file.
        path: PathBuf,
    },
    /// The file is in another encoding than UTF-8, or none.
    #[error("{}:{line}:{column}: byte {offset} is not UTF-8", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first byte that is not, counted from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// Its column in characters, from 1.
        column: usize,
    },
}

/// Reads a case file as text.
///
/// A byte order mark at its beginning stays in the text: TOML passes over it, and places count
/// without it.
///
/// # Errors
/// [`FileFault`] when there is no file, nothing in it, too much, or something else than UTF-8.
pub fn read_file(path: &Path) -> Result<String, FileFault> {
    let path = || path.to_owned();
    let bytes = bytes_of(&path()).map_err(|source| {
        if source.kind() == io::ErrorKind::IsADirectory {
            FileFault::Directory { path: path() }
        } else {
            FileFault::Io { path: path(), source }
        }
    })?;
    if bytes.is_empty() {
        return Err(FileFault::Empty { path: path() });
    }
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(FileFault::TooLarge { path: path() });
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(FileFault::Utf16 { path: path() });
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..offset]);
        let (line, column) = line_col(&before, offset);
        FileFault::NotUtf8 { path: path(), offset, line, column }
    })
}

/// Reads a byte more than the limit at most, so that even an endless file ends.
fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
