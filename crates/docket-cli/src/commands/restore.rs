//! `docket restore`: a ledger out of a backup.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use clap::Args;
use docket_core::{Acknowledged, ClosedLedger, Error, Head};
use docket_formats::{Backup, BackupError};
use docket_proof::{Checkpoint, SignedCheckpoint};
use serde_json::json;

use crate::document::Document;
use crate::failure::{Exit, Failure};
use crate::ledger::{Ledger, clear};
use crate::progress::Progress;
use crate::proof_file::{key, read, told};
use crate::session::Session;
use crate::signatory::Signatory;
use crate::words::count;

/// The arguments of `docket restore`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Restore {
    /// The directory that `docket backup` wrote
    #[arg(value_name = "BACKUP")]
    backup: PathBuf,
    /// Move a ledger that is in the way aside, whole or damaged, even one that holds more
    #[arg(long)]
    force: bool,
    /// A signed checkpoint of the ledger, which what is restored must have: its root at its size
    #[arg(long, value_name = "CHECKPOINT", requires = "key")]
    checkpoint: Option<PathBuf>,
    /// The public key of the ledger: a file, or the key itself
    #[arg(long, value_name = "KEY", requires = "checkpoint")]
    key: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  docket --ledger patents restore /mnt/backup/patents
      a new ledger with the entries of the backup, in their places and with their instants
  docket restore /mnt/backup/patents --force
      the same in place of ./ledger, which is kept as ./ledger.before-restore
  docket restore /mnt/backup/patents --checkpoint 2024-08-01.checkpoint --key public-key
      only if nothing that was signed on that day was changed";

impl Restore {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let path = session.ledger_path();
        let backup = Backup::open(&self.backup)?;
        let in_the_way = in_the_way(path)?;
        if let Some(old) = &in_the_way {
            self.may_replace(old, &backup, path)?;
        }
        let checkpoint = self.checkpoint()?;
        backup.check()?;
        let partial = ending(path, ".restoring");
        clear(&partial)?;
        let restored = restore(&backup, &partial, checkpoint.as_ref(), session);
        let moved = restored.and_then(|head| {
            if in_the_way.is_some() {
                // What the ledger signed stays signed, though the backup may be from before that.
                Signatory::hand_over(path, &partial)?;
            }
            let aside = in_the_way.map(|old| move_aside(path, old)).transpose()?;
            fs::rename(&partial, path).map_err(|error| {
                // Back to where it was, if even that can be done.
                let _ = aside.as_ref().map(|aside| fs::rename(aside, path));
                Failure::io(path, &error)
            })?;
            sync_parent(path)?;
            Ok((head, aside))
        });
        if moved.is_err() {
            // The failure is told; what was restored so far is of no use.
            let _ = fs::remove_dir_all(&partial);
        }
        let (head, aside) = moved?;
        let aside = aside.as_deref();
        session.output.answer(|| text(&head, path, aside), || document(&head, path, aside))
    }

    /// The checkpoint that was given, signed by the key that was.
    fn checkpoint(&self) -> Result<Option<Checkpoint>, Failure> {
        let (Some(path), Some(named)) = (&self.checkpoint, &self.key) else { return Ok(None) };
        let (text, key) = (read(path)?, key(named)?);
        let signed = SignedCheckpoint::parse(&text).map_err(|fault| told(path, &fault))?;
        signed.verify(&key).map(Some).map_err(|fault| told(path, &fault))
    }

    /// Refuses to replace a ledger unless that was asked for.
    fn may_replace(&self, old: &ClosedLedger, backup: &Backup, path: &Path) -> Result<(), Failure> {
        if self.force {
            return Ok(());
        }
        let (at, holds) = (path.display(), backup.size());
        let (code, message) = match old.acknowledged() {
            Ok(Acknowledged { size, .. }) if size.0 > holds => (
                "backup_behind",
                format!(
                    "the backup holds {holds} entries; the ledger {at} had recorded {}",
                    size.0
                ),
            ),
            Ok(Acknowledged { size, .. }) => (
                "occupied",
                format!("{at} is a ledger of {} entries; the backup holds {holds}", size.0),
            ),
            Err(error) => ("occupied", format!("{at} is a ledger already ({error})")),
        };
        let aside = next_aside(path);
        let help = format!("--force moves it to {} and restores in its place", aside.display());
        Err(Failure::new(Exit::Other, code, message).help(help))
    }
}

/// The ledger at a path, whole or damaged, if there is one; anything else there stays.
fn in_the_way(path: &Path) -> Result<Option<ClosedLedger>, Failure> {
    match ClosedLedger::at(path) {
        Ok(ledger) => Ok(Some(ledger)),
        Err(Error::Missing { .. }) => Ok(None),
        Err(Error::NotALedger { .. }) if is_empty(path) => Ok(None),
        Err(Error::NotALedger { .. }) => Err(Error::Occupied { path: path.to_owned() }.into()),
        Err(error) => Err(error.into()),
    }
}

fn is_empty(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut items| items.next().is_none())
}

/// Restores into a new ledger, which is whole and durable when this returns.
fn restore(
    backup: &Backup,
    partial: &Path,
    checkpoint: Option<&Checkpoint>,
    session: &Session,
) -> Result<Head, Failure> {
    let ledger = Ledger::create(partial, backup.zone(), session.host)?;
    let progress = Progress::of(backup.size(), session);
    let mut fault: Option<BackupError> = None;
    let mut readable = backup.entries()?.map_while(|entry| {
        progress.step();
        entry.map(Ok).map_err(|error| fault = Some(error)).ok()
    });
    let restored = ledger.log().restore(&mut readable);
    if let Some(fault) = fault {
        return Err(fault.into());
    }
    let head = restored?;
    if head.root != backup.root() || head.size.0 != backup.size() {
        let expected = format!("the root {} at @{}", backup.root(), backup.size());
        let found = format!("{} at {}", head.root, head.size);
        return Err(Error::Damaged { expected, found }.into());
    }
    if let Some(checkpoint) = checkpoint {
        Signatory::goes_on_from(ledger.log(), checkpoint)?;
    }
    Ok(head)
}

/// Moves a ledger to a name that is free. It is held closed until it is there.
fn move_aside(path: &Path, held: ClosedLedger) -> Result<PathBuf, Failure> {
    let aside = next_aside(path);
    fs::rename(path, &aside).map_err(|error| Failure::io(&aside, &error))?;
    drop(held);
    Ok(aside)
}

fn next_aside(path: &Path) -> PathBuf {
    let names = (1..).map(|number: u32| match number {
        1 => ending(path, ".before-restore"),
        _ => ending(path, &format!(".before-restore-{number}")),
    });
    let is_free = |name: &PathBuf| fs::symlink_metadata(name).is_err();
    names.into_iter().find(is_free).expect("there are more numbers than files")
}

/// A path beside another, whose name goes on with an ending.
pub(crate) fn ending(path: &Path, ending: &str) -> PathBuf {
    // Without a slash at its end.
    let mut name = path.components().as_path().as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Makes a rename durable.
pub(crate) fn sync_parent(path: &Path) -> Result<(), Failure> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let synced = File::open(parent).and_then(|directory| directory.sync_all());
    synced.map_err(|error| Failure::io(parent, &error))
}

fn text(head: &Head, path: &Path, aside: Option<&Path>) -> String {
    let entries = count(usize::try_from(head.size.0).unwrap_or(usize::MAX), "entry", "entries");
    let moved = aside.map_or(String::new(), |aside| {
        format!("what was there before is in {}\n", aside.display())
    });
    format!("{} holds {entries}, restored, unverified\nroot {}\n{moved}", path.display(), head.root)
}

fn document(head: &Head, path: &Path, aside: Option<&Path>) -> Document {
    let restored = json!({
        "before": aside.map(|aside| aside.display().to_string()),
        "entries": head.size,
        "ledger": path.display().to_string(),
        "origin": "restored_unverified",
        "root": head.root.to_string(),
    });
    Document::new("docket/restore/1", &restored)
}
