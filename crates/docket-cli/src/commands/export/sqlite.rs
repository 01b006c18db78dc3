//! `docket export sqlite`: the ledger as a database.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use clap::Args;
use docket_export::{ExportError, datasette_metadata, write_sqlite};

use super::whole;
use crate::failure::{Exit, Failure};
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::session::Session;

/// The arguments of `docket export sqlite`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Sqlite {
    /// The database to write
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Also write metadata with which Datasette shows the questions that are in the database
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  docket export sqlite -o ledger.db
      the log, what it comes to, and what was known under every published and recorded cut
  docket export sqlite -o ledger.db --metadata metadata.json
      then `datasette ledger.db --metadata metadata.json` shows the questions, to be filled in
  docket export sqlite -o ledger.db && sqlite3 ledger.db 'SELECT name, title FROM queries'
      the questions, in SQL; a parameter that is left empty leaves nothing out";

impl Sqlite {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let Some(path) = &self.output else {
            let message = "a database is a file and does not go to stdout";
            return Err(
                Failure::usage(message).help("name it: `docket export sqlite -o ledger.db`")
            );
        };
        let ledger = session.open()?;
        whole(path, |partial| write_database(&ledger, session, partial))?;
        if let Some(metadata) = &self.metadata {
            let text = datasette_metadata(&name(path));
            fs::write(metadata, text).map_err(|error| Failure::io(metadata, &error))?;
        }
        let entries = ledger.entries_in_words()?;
        session.output.remark(&format!("{entries} written to {}", path.display()))
    }
}

fn write_database(ledger: &Ledger, session: &Session, path: &Path) -> Result<(), Failure> {
    let io = |error: &std::io::Error| Failure::io(path, error);
    // What somebody was interrupted at is emptied, and where nothing can be written it is said so.
    let file = File::create(path).map_err(|error| io(&error))?;
    let progress = Progress::of(ledger.log().cases()?.len() as u64, session);
    let written = write_sqlite(ledger.docket(), path, || progress.step());
    written.map_err(|error| match error {
        ExportError::Sqlite(error) => {
            Failure::new(Exit::Other, "sqlite", format!("{}: {error}", path.display()))
        }
        error @ (ExportError::Log(_) | ExportError::Io(_)) => error.into(),
    })?;
    file.sync_all().map_err(|error| io(&error))
}

/// What Datasette calls a database: its file without the ending.
fn name(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
