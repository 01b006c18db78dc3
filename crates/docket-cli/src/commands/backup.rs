//! `docket backup`: the ledger in files that do not depend on its store.

use std::path::PathBuf;

use clap::Args;
use docket_formats::{BackedUp, Backup as Written, BackupError, FILE_ENTRIES, back_up};
use serde_json::json;

use crate::document::Document;
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::session::Session;
use crate::words::count;

/// The arguments of `docket backup`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Backup {
    /// The directory of the backup: a new one, or one that holds a backup of this ledger
    #[arg(value_name = "DIR")]
    directory: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  docket backup /mnt/backup/patents
      all entries as lines of JSON, and a manifest with their root; again: only what is new
  docket --ledger copy restore /mnt/backup/patents
      a ledger out of the backup";

impl Backup {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        // What is wrong with a backup that is there is told when it is added to.
        let before = Written::open(&self.directory).map_or(0, |backup| backup.size());
        let progress = Progress::of(ledger.head()?.size.0.saturating_sub(before), session);
        let step = &mut || progress.step();
        let backed_up = back_up(ledger.log(), &self.directory, FILE_ENTRIES, step)?;
        drop(progress);
        session.output.answer(|| self.text(&backed_up), || self.document(&backed_up))
    }

    fn text(&self, backed_up: &BackedUp) -> String {
        let BackedUp { entries, new, root, recorded_at, .. } = backed_up;
        let entries = count(usize::try_from(*entries).unwrap_or(usize::MAX), "entry", "entries");
        let last = recorded_at.map_or(String::new(), |at| format!("the last of {at}\n"));
        format!(
            "{} holds {entries}, {new} of them new\n{last}root {root}\n",
            self.directory.display()
        )
    }

    fn document(&self, backed_up: &BackedUp) -> Document {
        let BackedUp { entries, new, root, recorded_at, files } = backed_up;
        let backed_up = json!({
            "backup": self.directory.display().to_string(),
            "entries": entries,
            "files": files,
            "new": new,
            "recorded_at": recorded_at,
            "root": root.to_string(),
        });
        Document::new("docket/backup/1", &backed_up)
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        let message = error.to_string();
        match error {
            BackupError::Log(error) => error.into(),
            BackupError::Io { path, source } => Self::io(&path, &source),
            BackupError::NotABackup { .. } => Self::invalid("not_a_backup", message)
                .help("name the directory that `docket backup` wrote"),
            BackupError::Occupied { .. } => Self::new(Exit::Other, "occupied", message)
                .help("name a directory that does not exist yet, or a backup of this ledger"),
            BackupError::InUse { .. } => Self::new(Exit::Other, "in_use", message),
            BackupError::OtherLedger { .. } => Self::new(Exit::Integrity, "other_ledger", message)
                .help("back this ledger up into a directory of its own"),
            BackupError::Ahead { .. } => Self::new(Exit::Integrity, "backup_ahead", message)
                .help("the ledger may have lost entries: `docket restore` makes one of the backup"),
            BackupError::Damaged { .. } | BackupError::Line { .. } => {
                Self::new(Exit::Integrity, "damaged_backup", message)
            }
        }
    }
}
