//! Copies of directories.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

/// Copies a directory with all that is in it, leaving holes where there is nothing but zeros.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for item in fs::read_dir(from)? {
        let item = item?;
        let (from, to) = (item.path(), to.join(item.file_name()));
        if item.file_type()?.is_dir() {
            copy(&from, &to)?;
        } else {
            let mut bytes = Vec::new();
            File::open(&from)?.read_to_end(&mut bytes)?;
            write(&to, &bytes)?;
        }
    }
    Ok(())
}

/// Writes a file, leaving a hole for the zeros at its end.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let mut file = File::create(path)?;
    file.write_all(&bytes[..used])?;
    file.set_len(bytes.len() as u64)
}
