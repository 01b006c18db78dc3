//! Files that are cut short, records that are removed or exchanged, and older copies that are put back.

use std::fs;
use std::path::Path;

use fastrand::Rng;
use sled::IVec;
use tempfile::TempDir;

use crate::Result;
use crate::control::Control;
use crate::copy::copy;
use crate::damage::{Bases, File, SIGNED, program, put, told_naively};
use crate::hold::{self, Depth};
use crate::kill::clear;
use crate::naive::Naive;
use crate::outcome::Outcome;
use crate::part::{Campaign, Rounds};
use crate::workload::docket;

/// What is done to the files of a ledger that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// A file loses its end.
    Truncated,
    /// Bytes of the store's file are somewhere else too, or gone, or those of another ledger.
    Moved,
    /// A stored value is gone, somewhere else too, or that of another ledger.
    Record,
    /// The store is that from before, and the anchor is not.
    OlderStore,
    /// The whole directory is that from before.
    OlderLedger,
}

/// Cuts, round by round.
pub(crate) struct Cuts {
    scratch: TempDir,
    bases: Bases,
    campaign: Campaign,
}

impl Cuts {
    pub(crate) fn new(scratch: TempDir, bases: Bases, campaign: Campaign) -> Self {
        Self { scratch, bases, campaign }
    }

    fn cut(&self, dice: &mut Rng) -> Cut {
        match self.campaign.without {
            Some(Control::Anchor) if dice.bool() => Cut::OlderStore,
            Some(Control::Anchor) => Cut::Truncated,
            Some(Control::Checkpoints) => Cut::OlderLedger,
            Some(_) => Cut::Record,
            None if self.campaign.every => Cut::Truncated,
            None => match dice.u8(..40) {
                0..15 => Cut::Truncated,
                15..24 => Cut::Moved,
                24..36 => Cut::Record,
                36..38 => Cut::OlderStore,
                _ => Cut::OlderLedger,
            },
        }
    }

    /// The length of a number, where the store's file is cut to every one.
    fn nth(&self, mut number: u64) -> Result<(&[File], &File, usize)> {
        for (files, file) in self.bases.stores() {
            let lengths = file.used() as u64 + 1;
            if number < lengths {
                return Ok((files, file, usize::try_from(number)?));
            }
            number -= lengths;
        }
        Err("there are not so many lengths".into())
    }

    fn truncate(&self, number: u64, ledger: &Path, dice: &mut Rng) -> Result<String> {
        let (files, file, length) = if self.campaign.every {
            self.nth(number)?
        } else {
            let (files, file) = self.bases.file(dice);
            (files, file, dice.usize(..=file.used()))
        };
        put(files, file, &file.bytes[..length], ledger)?;
        Ok(format!("{} bytes of {}", length, file.name.display()))
    }

    fn shift(&self, ledger: &Path, dice: &mut Rng) -> Result<String> {
        let files = self.bases.files(dice);
        let file = files.iter().find(|file| file.is_store()).ok_or("a ledger has a store")?;
        let mut bytes = file.bytes.clone();
        let used = file.used();
        let length = dice.usize(1..=used.min(8_192));
        let [from, to] = [0, 1].map(|_| dice.usize(..=used - length));
        let how = dice.usize(..4);
        match how {
            0 => bytes[to..to + length].fill(0),
            1 => bytes.copy_within(from..from + length, to),
            2 => {
                bytes.copy_within(from..from + length, to);
                let there = &file.bytes[to..to + length];
                bytes[from..from + length].copy_from_slice(there);
            }
            _ => {
                let other = fs::read(self.bases.directory.join("other/log/db"))?;
                // The other's may be shorter.
                let other = other.get(to..to + length).unwrap_or_default();
                bytes[to..to + other.len()].copy_from_slice(other);
            }
        }
        put(files, file, &bytes, ledger)?;
        let how = ["are gone", "repeated", "exchanged", "of another ledger"][how];
        Ok(format!("{length} bytes at {from} and {to} of the store, {how}"))
    }

    /// Opens a ledger from before whole, which is whole: what was signed elsewhere tells.
    fn roll_back(&self, ledger: &Path, dice: &mut Rng) -> Result<Outcome> {
        let [then, signed] = [0, 1].map(|_| dice.u64(1..=SIGNED));
        let (then, signed) = (then.min(signed), then.max(signed));
        copy(&self.bases.directory.join(format!("signed-{then}")), ledger)?;
        let mut verify = program()?;
        docket(&mut verify, ledger).arg("verify");
        if self.campaign.without.is_none() {
            verify.arg("--from").arg(self.bases.directory.join(format!("checkpoint-{signed}")));
        }
        let output = verify.output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let during = format!("the ledger of checkpoint {then}, held against {signed}");
        // What is signed when nothing was recorded since is what was signed before.
        let read = |of: u64| fs::read(self.bases.directory.join(format!("checkpoint-{of}")));
        let outcome = match (output.status.code(), read(then)? == read(signed)?) {
            (Some(0), true) => Outcome::whole(),
            (Some(0), false) => Outcome::lost("nobody noticed"),
            (Some(101) | None, _) => Outcome::panicked(said),
            (Some(_), true) => Outcome::lost(said),
            (Some(_), false) if said.contains("a checkpoint was signed of") => {
                Outcome::refused(said)
            }
            (Some(_), false) => Outcome::untold(said),
        };
        Ok(outcome.after(during))
    }
}

impl Rounds for Cuts {
    fn round(&mut self, number: u64, dice: &mut Rng) -> Result<Outcome> {
        clear(self.scratch.path())?;
        let ledger = self.scratch.path().join("ledger");
        let bases = &self.bases;
        if self.campaign.without == Some(Control::Positions) {
            copy(&bases.directory.join("naive"), &ledger)?;
            let db = sled::open(&ledger)?;
            let (key, _) = one(&db, dice)?;
            db.remove(key)?;
            drop(db);
            return Ok(Naive::held(&ledger, &told_naively()));
        }
        let during = match self.cut(dice) {
            Cut::Truncated => self.truncate(number, &ledger, dice)?,
            Cut::Moved => self.shift(&ledger, dice)?,
            Cut::Record => {
                copy(&bases.directory.join("clean"), &ledger)?;
                let other = self.scratch.path().join("other");
                copy(&bases.directory.join("other"), &other)?;
                record(&ledger, &other, self.campaign.without, dice)?
            }
            Cut::OlderStore => {
                copy(&bases.directory.join("clean"), &ledger)?;
                let before = dice.u64(1..SIGNED);
                fs::remove_dir_all(ledger.join("log"))?;
                let store = bases.directory.join(format!("signed-{before}/log"));
                copy(&store, &ledger.join("log"))?;
                format!("the store of checkpoint {before}")
            }
            Cut::OlderLedger => return self.roll_back(&ledger, dice),
        };
        let mut told = bases.told.clone();
        let depth = match self.campaign.without {
            Some(Control::Anchor | Control::Checksums) => {
                forget(&ledger, self.scratch.path())?;
                told.root = None;
                Depth::Read
            }
            _ => Depth::Verified,
        };
        Ok(hold::ledger(&ledger, &mut told, depth).after(during))
    }

    fn directory(&self) -> &Path {
        self.scratch.path()
    }
}

/// Puts the anchor of an empty log in the place of a ledger's.
fn forget(ledger: &Path, scratch: &Path) -> Result<()> {
    let empty = scratch.join("empty");
    let host = std::sync::Arc::new(crate::host::Machine);
    drop(docket_core::SledLog::create(&empty, docket_time::Tz::UTC, host)?);
    let anchor = fs::read(empty.join("anchor"))?;
    // Its store is not shorter than what is left of any other.
    fs::write(ledger.join("anchor"), anchor)?;
    Ok(())
}

/// A stored value, by chance.
fn one(db: &sled::Db, dice: &mut Rng) -> Result<(IVec, IVec)> {
    let all: Vec<_> = db.iter().collect::<sled::Result<_>>()?;
    Ok(all[dice.usize(..all.len())].clone())
}

/// Changes what the store holds, as somebody would who knows how it does.
fn record(ledger: &Path, other: &Path, without: Option<Control>, dice: &mut Rng) -> Result<String> {
    let (db, other) = (sled::open(ledger.join("log"))?, sled::open(other.join("log"))?);
    let ((key, value), (to, there)) = (one(&db, dice)?, one(&db, dice)?);
    let how = match without {
        Some(Control::Checksums) => 4,
        _ => dice.u8(..5),
    };
    let how = match how {
        0 => {
            db.remove(&key)?;
            "is gone"
        }
        1 => {
            db.insert(&to, &value)?;
            "repeated"
        }
        2 => {
            db.insert(&to, &value)?;
            db.insert(&key, &there)?;
            "exchanged"
        }
        3 => {
            for key in [&key, &to] {
                if let Some(value) = other.get(key)? {
                    db.insert(key, value)?;
                }
            }
            "of another ledger"
        }
        _ => {
            let mut value = value.to_vec();
            let at = dice.usize(5..value.len());
            value[at] ^= 1 << dice.u8(..8);
            let sum = crc32c::crc32c_append(crc32c::crc32c(&key), &value[..1]);
            let sum = crc32c::crc32c_append(sum, &value[5..]);
            value[1..5].copy_from_slice(&sum.to_le_bytes());
            db.insert(&key, value)?;
            "changed and sealed again"
        }
    };
    db.flush()?;
    Ok(format!("the value of {key:02x?} (and {to:02x?}), {how}"))
}
