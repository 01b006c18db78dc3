//! The manifest: what a backup holds.

use std::fmt::{self, Display};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use docket_core::{Hash, RecordedAt};
use docket_proof::Tree;
use docket_time::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::error::{BackupError, damaged, io};
use super::tree::Growing;

pub(super) const MANIFEST: &str = "manifest.json";

/// The name and version of the format.
const FORMAT: &str = "docket/backup/1";

/// Larger than the manifest of any backup: some 200 bytes for every 10,000 entries.
const MAX_BYTES: u64 = 64 << 20;

/// What a backup holds; keys in alphabetical order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// How many entries it holds: the size of the log when it was made.
    pub(super) entries: u64,
    /// How many entries a file holds that is closed.
    pub(super) entries_in_a_file: u64,
    pub(super) files: Vec<Listed>,
    pub(super) format: String,
    /// The peaks of the tree over the entries of the closed files, from which it is gone on with.
    pub(super) peaks: Vec<Text<Hash>>,
    /// When the last entry was recorded.
    pub(super) recorded_at: Option<RecordedAt>,
    /// The root of the tree over all entries.
    pub(super) root: Text<Hash>,
    pub(super) zone: Text<Tz>,
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    pub(super) bytes: u64,
    pub(super) entries: u64,
    pub(super) name: String,
    pub(super) sha256: String,
}

/// The manifest with a hash of itself, since nothing else tells when its zone has changed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    backup: Manifest,
    /// SHA-256 of `backup` as JSON without white space.
    sha256: String,
}

/// A value that JSON has as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Text<T>(pub(super) T);

impl<T: Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

/// Bytes as hexadecimal digits.
pub(super) struct Hex<T>(pub(super) T);

impl<T: AsRef<[u8]>> Display for Hex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Manifest {
    /// The manifest of a backup without entries.
    pub(super) fn empty(zone: Tz, entries_in_a_file: u64) -> Self {
        Self {
            entries: 0,
            entries_in_a_file,
            files: Vec::new(),
            format: FORMAT.to_owned(),
            peaks: Vec::new(),
            recorded_at: None,
            root: Text(Tree::empty().root()),
            zone: Text(zone),
        }
    }

    /// Reads the manifest of a directory, if there is one.
    ///
    /// # Errors
    /// [`BackupError::Damaged`] when it is not what was written; [`BackupError::Io`].
    pub(super) fn read(directory: &Path) -> Result<Option<Self>, BackupError> {
        let path = directory.join(MANIFEST);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(BackupError::Io { path, source }),
        };
        let mut bytes = Vec::new();
        file.take(MAX_BYTES).read_to_end(&mut bytes).map_err(io(&path))?;
        let wrong = |found: String| damaged(&path, "the manifest of a backup", found);
        let json: serde_json::Value =
            serde_json::from_slice(&bytes).map_err(|fault| wrong(fault.to_string()))?;
        // Asked first: the manifest of another version may have other keys.
        let format = json.pointer("/backup/format").and_then(serde_json::Value::as_str);
        if format.is_some_and(|format| format != FORMAT) {
            return Err(wrong(format!("the format {format:?}; this program reads {FORMAT:?}")));
        }
        let whole: Whole =
            serde_json::from_slice(&bytes).map_err(|fault| wrong(fault.to_string()))?;
        if whole.sha256 != whole.backup.hash() || whole.text().as_bytes() != bytes {
            return Err(wrong("one that was changed: it does not have its own SHA-256".to_owned()));
        }
        whole.backup.is_sound().map_err(wrong)?;
        Ok(Some(whole.backup))
    }

    /// The text of the manifest's file.
    pub(super) fn text(&self) -> String {
        Whole { backup: self.clone(), sha256: self.hash() }.text()
    }

    fn hash(&self) -> String {
        let json = serde_json::to_vec(self).expect("texts and numbers are JSON");
        Hex(Sha256::digest(json)).to_string()
    }

    /// The files that are closed.
    pub(super) fn closed(&self) -> &[Listed] {
        let closed = self.files.iter().take_while(|file| file.entries == self.entries_in_a_file);
        &self.files[..closed.count()]
    }

    /// The files, each with the position of its first entry.
    pub(super) fn files_from(&self) -> impl Iterator<Item = (u64, &Listed)> {
        self.files.iter().scan(1, |next, file| {
            let first = *next;
            *next += file.entries;
            Some((first, file))
        })
    }

    /// The tree over the entries of the closed files, if the peaks are those of one.
    pub(super) fn tree(&self) -> Option<Growing> {
        let entries = self.closed().iter().map(|file| file.entries).sum();
        let peaks: Vec<_> = self.peaks.iter().map(|peak| peak.0).collect();
        Growing::of(entries, &peaks)
    }

    /// What in it contradicts itself: a program that wrote it would have had to be wrong.
    fn is_sound(&self) -> Result<(), String> {
        let mut before: u64 = 0;
        for (at, file) in self.files.iter().enumerate() {
            let is_last = at + 1 == self.files.len();
            let is_full = file.entries == self.entries_in_a_file;
            let fits = is_full || is_last && file.entries < self.entries_in_a_file;
            let last = before.checked_add(file.entries).filter(|last| fits && *last > before);
            let last = last.ok_or_else(|| format!("{} entries in {}", file.entries, file.name))?;
            if file.expunged().is_none_or(|gone| file.name != name(before + 1, last, gone)) {
                return Err(format!("{:?} for entries {} to {last}", file.name, before + 1));
            }
            before = last;
        }
        if before != self.entries || self.recorded_at.is_some() != (before > 0) {
            return Err(format!("files of {before} entries for {}", self.entries));
        }
        self.tree().map(drop).ok_or_else(|| "peaks of another tree".to_owned())
    }
}

impl Listed {
    /// How many of its entries are expunged, by its name.
    pub(super) fn expunged(&self) -> Option<u64> {
        parted(&self.name).map(|(_, _, expunged)| expunged)
    }

    /// Whether the file is there with all its bytes; tells its path.
    ///
    /// # Errors
    /// [`BackupError::Damaged`], [`BackupError::Io`].
    pub(super) fn is_there(&self, directory: &Path) -> Result<PathBuf, BackupError> {
        let path = directory.join(&self.name);
        let expected = format!("{} bytes", self.bytes);
        match fs::metadata(&path) {
            Ok(file) if file.len() == self.bytes => Ok(path),
            Ok(file) => Err(damaged(&path, expected, file.len().to_string())),
            Err(fault) if fault.kind() == ErrorKind::NotFound => {
                Err(damaged(&path, expected, "no such file"))
            }
            Err(source) => Err(BackupError::Io { path, source }),
        }
    }
}

impl Whole {
    fn text(&self) -> String {
        serde_json::to_string_pretty(self).expect("texts and numbers are JSON") + "\n"
    }
}

/// The name of the file with these entries, so many of which are expunged.
pub(super) fn name(first: u64, last: u64, expunged: u64) -> String {
    match expunged {
        0 => format!("entries-{first:012}-{last:012}.jsonl"),
        _ => format!("entries-{first:012}-{last:012}-without-{expunged}.jsonl"),
    }
}

/// What the name of a file says, if it is one of ours: the first entry, the last, how many are expunged.
fn parted(whole: &str) -> Option<(u64, u64, u64)> {
    let (first, rest) = whole.strip_prefix("entries-")?.strip_suffix(".jsonl")?.split_once('-')?;
    let (last, expunged) = rest.split_once("-without-").unwrap_or((rest, "0"));
    let parted = (first.parse().ok()?, last.parse().ok()?, expunged.parse().ok()?);
    (name(parted.0, parted.1, parted.2) == whole).then_some(parted)
}

/// Whether a file of this name may be a backup's, whole or not.
pub(super) fn is_ours(name: &str) -> bool {
    let whole = name.strip_suffix(PARTIAL).unwrap_or(name);
    whole == MANIFEST || parted(whole).is_some()
}

/// What the name of a file that is not whole yet ends in.
pub(super) const PARTIAL: &str = ".partial";
