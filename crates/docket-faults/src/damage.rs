//! Damage: ledgers that are closed, and what somebody or something does to their files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use docket_core::{Batch, Log, Position, SledLog};
use docket_time::Tz;
use fastrand::Rng;
use tempfile::TempDir;

use crate::Result;
use crate::copy::{copy, write};
use crate::hold::{self, Depth};
use crate::host::Machine;
use crate::kill::clear;
use crate::naive::Naive;
use crate::outcome::Outcome;
use crate::part::{Campaign, Rounds};
use crate::supply::{Name, place};
use crate::told::Told;
use crate::workload::docket;

/// Bytes of the store's file that are in use in a small ledger, and in a large one.
const SMALL: u64 = 64 << 10;
const LARGE: u64 = 1 << 20;

/// So often a checkpoint of the ledger is signed while it grows.
pub(crate) const SIGNED: u64 = 4;

/// The ledgers that are damaged. Copies of one: as it was closed, as a kill would have left it, and as it
/// was before, each with the checkpoint signed at that time; and another ledger.
pub(crate) struct Bases {
    pub(crate) directory: PathBuf,
    pub(crate) told: Told,
    files: [Vec<File>; 2],
}

/// A file of a ledger.
pub(crate) struct File {
    pub(crate) name: PathBuf,
    pub(crate) bytes: Vec<u8>,
}

impl File {
    /// How many of its bytes are in use; the rest are zeros.
    pub(crate) fn used(&self) -> usize {
        self.bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1)
    }

    pub(crate) fn is_store(&self) -> bool {
        self.name.ends_with("db")
    }
}

impl Bases {
    /// Makes the ledgers in a directory.
    pub(crate) fn make(directory: &Path, is_large: bool, dice: &mut Rng) -> Result<Self> {
        let size = if is_large { LARGE } else { SMALL };
        let (ledger, unclean) = (directory.join("clean"), directory.join("unclean"));
        run(docket(&mut program()?, &ledger).arg("init").arg(&ledger))?;
        let mut number = 0;
        for part in 1..=SIGNED {
            let log = SledLog::open(&ledger, Arc::new(Machine))?;
            grow(&log, &ledger, size * part / SIGNED, &mut number, dice)?;
            if part == SIGNED {
                copy(&ledger, &unclean)?;
            }
            drop(log);
            let signed = run(docket(&mut program()?, &ledger).arg("checkpoint"))?;
            fs::write(directory.join(format!("checkpoint-{part}")), signed)?;
            copy(&ledger, &directory.join(format!("signed-{part}")))?;
        }
        // The other has different batches, of about the same sizes.
        let other = directory.join("other");
        let log = SledLog::create(&other, Tz::UTC, Arc::new(Machine))?;
        grow(&log, &other, size, &mut number, dice)?;
        drop(log);
        let naive = Naive::open(&directory.join("naive"))?;
        (0..40).try_for_each(|number| naive.append(naive_name(number)).map(drop))?;
        Self::read(directory)
    }

    /// Reads them.
    pub(crate) fn read(directory: &Path) -> Result<Self> {
        let told = told(&directory.join("clean"))?;
        let files = [files(&directory.join("clean"))?, files(&directory.join("unclean"))?];
        Ok(Self { directory: directory.to_owned(), told, files })
    }

    /// The files of the ledger, closed cleanly or not.
    pub(crate) fn files(&self, dice: &mut Rng) -> &[File] {
        &self.files[dice.usize(..2)]
    }

    /// A file, most often that of the store.
    pub(crate) fn file(&self, dice: &mut Rng) -> (&[File], &File) {
        let files = self.files(dice);
        let store = files.iter().find(|file| file.is_store()).filter(|_| dice.u8(..) < 200);
        (files, store.unwrap_or(&files[dice.usize(..files.len())]))
    }

    /// The store's files.
    pub(crate) fn stores(&self) -> impl Iterator<Item = (&[File], &File)> {
        self.files.iter().flat_map(|files| {
            files.iter().filter(|file| file.is_store()).map(move |file| (&files[..], file))
        })
    }

    /// How many bits of the store's files are in use.
    pub(crate) fn bits(&self) -> u64 {
        self.stores().map(|(_, file)| file.used() as u64 * 8).sum()
    }

    /// How many lengths a store's file can be cut to, as far as it is in use.
    pub(crate) fn lengths(&self) -> u64 {
        self.stores().map(|(_, file)| file.used() as u64 + 1).sum()
    }
}

/// Another process of the program.
pub(crate) fn program() -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.stdin(Stdio::null());
    Ok(command)
}

fn run(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(output.stdout)
}

/// Appends until so many bytes of the store's file are in use; one batch at the least, so that no two
/// checkpoints are of one size.
fn grow(log: &SledLog, ledger: &Path, size: u64, number: &mut u64, dice: &mut Rng) -> Result<()> {
    let used = || -> Result<usize> {
        let bytes = fs::read(ledger.join("log/db"))?;
        Ok(File { name: PathBuf::new(), bytes }.used())
    };
    loop {
        let name = Name { run: 1, thread: 0, number: *number, size: dice.u64(1..=12) };
        log.append(Batch::of(name.events()))?;
        *number += 1;
        if used()? as u64 >= size {
            return Ok(());
        }
    }
}

/// What was told of a ledger that is whole: that all that is in it was acknowledged.
fn told(ledger: &Path) -> Result<Told> {
    let scratch = TempDir::new_in(ledger.parent().ok_or("a ledger has a parent")?)?;
    copy(ledger, &scratch.path().join("ledger"))?;
    let log = SledLog::open(&scratch.path().join("ledger"), Arc::new(Machine))?;
    let head = log.head()?;
    let mut told = Told { is_made: true, root: Some((head.size.0, head.root)), ..Told::default() };
    for entry in log.entries(Position(1)..head.size.next()) {
        let entry = entry?;
        let (name, _) = place(entry.event.id.as_str()).ok_or("all is of a batch")?;
        told.begun.insert(name);
        let lines = told.acknowledged.entry(name).or_default();
        lines.push((entry.position.0, entry.revision.0, entry.recorded_at.0));
    }
    Ok(told)
}

fn files(ledger: &Path) -> Result<Vec<File>> {
    let (mut files, mut open) = (Vec::new(), vec![ledger.to_owned()]);
    while let Some(path) = open.pop() {
        for item in fs::read_dir(path)? {
            let path = item?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(ledger)?.to_owned();
                files.push(File { name, bytes: fs::read(path)? });
            }
        }
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// Puts files into a directory, one of them with other bytes.
pub(crate) fn put(files: &[File], but: &File, bytes: &[u8], to: &Path) -> Result<()> {
    fs::create_dir(to)?;
    fs::create_dir_all(to.join("log/blobs"))?;
    for file in files {
        let is_it = file.name == but.name;
        write(&to.join(&file.name), if is_it { bytes } else { &file.bytes })?;
    }
    Ok(())
}

fn naive_name(number: u64) -> Name {
    Name { run: 1, thread: 0, number, size: 8 }
}

/// What was told of the naive log.
pub(crate) fn told_naively() -> Told {
    let mut told = Told::default();
    for name in (0..40).map(naive_name) {
        told.acknowledged.insert(name, (0..name.size).map(|place| (place, 0, 0)).collect());
    }
    told
}

/// Bits that are flipped, one in each round.
pub(crate) struct Flips {
    scratch: TempDir,
    bases: Bases,
    campaign: Campaign,
}

impl Flips {
    pub(crate) fn new(scratch: TempDir, bases: Bases, campaign: Campaign) -> Self {
        Self { scratch, bases, campaign }
    }

    /// The bit of a number, where every one is flipped.
    fn nth(&self, mut number: u64) -> Result<(&[File], &File, u64)> {
        for (files, file) in self.bases.stores() {
            let bits = file.used() as u64 * 8;
            if number < bits {
                return Ok((files, file, number));
            }
            number -= bits;
        }
        Err("there are not so many bits".into())
    }
}

impl Rounds for Flips {
    fn round(&mut self, number: u64, dice: &mut Rng) -> Result<Outcome> {
        clear(self.scratch.path())?;
        let ledger = self.scratch.path().join("ledger");
        let (files, file, bit) = if self.campaign.every {
            self.nth(number)?
        } else {
            let (files, file) = self.bases.file(dice);
            (files, file, dice.u64(..file.used().max(1) as u64 * 8))
        };
        let mut bytes = file.bytes.clone();
        if let Some(byte) = bytes.get_mut(usize::try_from(bit / 8)?) {
            *byte ^= 1 << (bit % 8);
        }
        put(files, file, &bytes, &ledger)?;
        let during = format!("bit {bit} of {}", file.name.display());
        Ok(hold::ledger(&ledger, &mut self.bases.told.clone(), Depth::Verified).after(during))
    }

    fn directory(&self) -> &Path {
        self.scratch.path()
    }
}
