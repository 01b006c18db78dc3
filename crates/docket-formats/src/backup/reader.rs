//! Reading a backup.

use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use docket_core::{Hash, Kept, RecordedAt};
use docket_time::Tz;
use sha2::{Digest, Sha256};

use super::error::{BackupError, damaged, io};
use super::manifest::{Hex, Listed, Manifest};
use crate::jsonl::JsonlHeader;
use crate::jsonl_error::JsonlError;
use crate::jsonl_read::{JsonlReader, read_jsonl};
use crate::jsonl_write::header_line;

/// A backup, by its manifest.
#[derive(Clone, Debug)]
pub struct Backup {
    directory: PathBuf,
    manifest: Manifest,
}

impl Backup {
    /// Reads the manifest of the backup in a directory.
    ///
    /// # Errors
    /// [`BackupError::NotABackup`], [`BackupError::Damaged`], [`BackupError::Io`].
    pub fn open(directory: &Path) -> Result<Self, BackupError> {
        let none =
            |why: &str| BackupError::NotABackup { path: directory.to_owned(), why: why.to_owned() };
        if !fs::metadata(directory).map_err(io(directory))?.is_dir() {
            return Err(none("it is not a directory"));
        }
        let manifest = Manifest::read(directory)?.ok_or_else(|| none("it has no manifest.json"))?;
        Ok(Self { directory: directory.to_owned(), manifest })
    }

    /// How many entries it holds.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.manifest.entries
    }

    /// The root of the Merkle tree over them.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.manifest.root.0
    }

    /// The zone of the log.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.manifest.zone.0
    }

    /// When the last of its entries was recorded.
    #[must_use]
    pub fn recorded_at(&self) -> Option<RecordedAt> {
        self.manifest.recorded_at
    }

    /// Holds every file against the manifest, byte for byte.
    ///
    /// # Errors
    /// [`BackupError::Damaged`], [`BackupError::Io`], with the path of the first file that is not
    /// what was written.
    pub fn check(&self) -> Result<(), BackupError> {
        self.manifest.files.iter().try_for_each(|file| self.check_file(file))
    }

    fn check_file(&self, file: &Listed) -> Result<(), BackupError> {
        let path = file.is_there(&self.directory)?;
        let mut content = File::open(&path).map_err(io(&path))?;
        let mut hash = Sha256::new();
        io::copy(&mut content, &mut hash).map_err(io(&path))?;
        let found = Hex(hash.finalize()).to_string();
        if found != file.sha256 {
            return Err(damaged(&path, format!("SHA-256 {}", file.sha256), found));
        }
        Ok(())
    }

    /// The entries and what is left of expunged ones, in order; after an error there are no more. What was read is to be thrown away
    /// when the last item is an error.
    ///
    /// # Errors
    /// [`BackupError::Line`].
    pub fn entries(&self) -> Result<BackupEntries<'_>, BackupError> {
        let Manifest { entries, root, zone, .. } = &self.manifest;
        // Header and files are, one after the other, what an export of the log would be.
        let header = JsonlHeader { entries: *entries, root: root.0, zone: zone.0 };
        let paths = self.manifest.files.iter().map(|file| self.directory.join(&file.name));
        let files = Joined { paths: paths.collect::<Vec<_>>().into_iter(), open: None };
        let lines = BufReader::new(Cursor::new(header_line(&header)).chain(files));
        let lines = read_jsonl(lines).map_err(|error| self.fault(error))?;
        Ok(BackupEntries { backup: self, lines })
    }

    /// The file and line in it of a line of all files.
    fn fault(&self, error: JsonlError) -> BackupError {
        let JsonlError { line, column, message } = error;
        let mut before = 1;
        let mut place = (self.directory.clone(), line);
        for file in &self.manifest.files {
            place = (self.directory.join(&file.name), line.saturating_sub(before));
            before += file.entries;
            if line <= before {
                break;
            }
        }
        let (path, line) = place;
        BackupError::Line { path, line, column, message }
    }
}

/// What a backup keeps, one by one.
#[derive(Debug)]
pub struct BackupEntries<'a> {
    backup: &'a Backup,
    lines: JsonlReader<BufReader<io::Chain<Cursor<Vec<u8>>, Joined>>>,
}

impl Iterator for BackupEntries<'_> {
    type Item = Result<Kept, BackupError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.lines.next()?.map_err(|error| self.backup.fault(error)))
    }
}

/// Files read as one, one open at a time.
#[derive(Debug)]
struct Joined {
    paths: std::vec::IntoIter<PathBuf>,
    open: Option<File>,
}

impl Read for Joined {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(file) = &mut self.open {
                match file.read(buffer)? {
                    0 => self.open = None,
                    read => return Ok(read),
                }
            }
            match self.paths.next() {
                Some(path) => self.open = Some(File::open(path)?),
                None => return Ok(0),
            }
        }
    }
}
