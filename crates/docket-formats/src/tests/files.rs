//! Files that are read, and files that are not.

use std::path::Path;

use crate::{FileFault, MAX_FILE_BYTES, read_file};

fn reading(bytes: &[u8]) -> Result<String, FileFault> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    read_file(file.path())
}

#[test]
fn text_is_read_as_it_is() {
    assert_eq!(reading("\u{feff}é\r\n".as_bytes()).unwrap(), "\u{feff}é\r\n");
}

#[test]
fn a_file_with_nothing_in_it_is_a_fault() {
    assert!(matches!(reading(b""), Err(FileFault::Empty { .. })));
}

#[test]
fn a_directory_and_a_missing_file_are_told_apart() {
    let directory = tempfile::tempdir().unwrap();
    assert!(matches!(read_file(directory.path()), Err(FileFault::Directory { .. })));
    assert!(matches!(read_file(&directory.path().join("x")), Err(FileFault::Io { .. })));
}

#[test]
fn bytes_that_are_not_text_are_told_with_their_place() {
    let Err(fault) = reading(b"a = 1\n\xc3\xa9 \xff") else { panic!("not UTF-8") };
    assert!(fault.to_string().ends_with(":2:3: byte 9 is not UTF-8"), "{fault}");
    assert!(matches!(reading(b"\xff\xfea\0"), Err(FileFault::Utf16 { .. })));
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().set_len(MAX_FILE_BYTES + 1).unwrap();
    assert!(matches!(read_file(file.path()), Err(FileFault::TooLarge { .. })));
}

#[cfg(unix)]
#[test]
fn an_endless_file_ends_at_the_limit() {
    assert!(matches!(read_file(Path::new("/dev/zero")), Err(FileFault::TooLarge { .. })));
}
