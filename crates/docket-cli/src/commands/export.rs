//! `docket export`: the ledger, or a case of it, to a file of another kind.

mod csv;
mod evidence;
mod jsonl;
mod markdown;
mod sqlite;
mod timelinejs;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use docket_export::ExportError;

use self::csv::Csv;
use self::evidence::Evidence;
use self::jsonl::Jsonl;
use self::markdown::Markdown;
use self::sqlite::Sqlite;
use self::timelinejs::Timelinejs;
use crate::failure::{Exit, Failure};
use crate::session::Session;

/// The arguments of `docket export`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Export {
    #[command(subcommand)]
    form: Form,
}

/// Forms in which a ledger, or a case, can be written.
#[derive(Subcommand, Debug)]
enum Form {
    /// The whole ledger, a line of JSON for each entry, without loss
    Jsonl(Jsonl),
    /// The whole ledger, a row for each entry, safe to open in a spreadsheet
    Csv(Csv),
    /// The whole ledger as a database to ask with SQL, by any of the three clocks
    Sqlite(Sqlite),
    /// A case as a timeline for a web page that uses TimelineJS
    Timelinejs(Timelinejs),
    /// A case as a report to read
    Markdown(Markdown),
    /// Entries with proofs that they are in the ledger, to be checked without it
    Evidence(Evidence),
}

/// Forms out of which `docket import` fills a ledger again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One line of JSON for each entry, without loss
    Jsonl,
}

const EXAMPLES: &str = "\
Examples:
  docket export sqlite -o ledger.db
      a database with what was known under every cut, and the SQL to ask it
  docket export markdown amazon-v-nokia --published-by 2024-07-31
      a report of what was public at the end of that day
  docket help export csv
      one format, with worked examples";

impl Export {
    /// Whether it writes what is found, and not the log or what proves it.
    pub(crate) fn may_be_public(&self) -> bool {
        !matches!(self.form, Form::Jsonl(_) | Form::Evidence(_))
    }

    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        match &self.form {
            Form::Jsonl(jsonl) => jsonl.run(session),
            Form::Csv(csv) => csv.run(session),
            Form::Sqlite(sqlite) => sqlite.run(session),
            Form::Timelinejs(timelinejs) => timelinejs.run(session),
            Form::Markdown(markdown) => markdown.run(session),
            Form::Evidence(evidence) => evidence.run(session),
        }
    }
}

/// Where an export goes.
#[derive(Args, Debug)]
struct To {
    /// The file to write; without it, stdout
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl To {
    /// Writes to the file, under another name until it is whole, or to stdout. Says `what` was
    /// written to a file.
    fn write(
        &self,
        session: &Session,
        what: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Some(path) = &self.output else {
            return flushed(io::stdout().lock(), write);
        };
        whole(path, |partial| {
            let file = File::create(partial).map_err(|error| Failure::io(partial, &error))?;
            flushed(&file, write)?;
            file.sync_all().map_err(|error| Failure::io(partial, &error))
        })?;
        session.output.remark(&format!("{what} written to {}", path.display()))
    }
}

/// Writes in large pieces, the last one too.
fn flushed(
    out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut out = BufWriter::new(out);
    write(&mut out)?;
    Ok(out.flush()?)
}

/// Lets a file be written under another name and gives it its own when it is whole.
fn whole(path: &Path, write: impl FnOnce(&Path) -> Result<(), Failure>) -> Result<(), Failure> {
    let partial = beside(path);
    let written = write(&partial)
        .and_then(|()| fs::rename(&partial, path).map_err(|error| Failure::io(path, &error)));
    if written.is_err() {
        // The failure is told; what is left of the file or folder is of no use.
        let _ = fs::remove_file(&partial).or_else(|_| fs::remove_dir_all(&partial));
    }
    written
}

/// The name under which something is written before it is whole.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Log(error) => error.into(),
            ExportError::Io(error) => error.into(),
            ExportError::Sqlite(error) => Self::new(Exit::Other, "sqlite", error.to_string()),
        }
    }
}
