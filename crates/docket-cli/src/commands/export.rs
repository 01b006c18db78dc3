//! `docket export`: the ledger to a file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use docket_core::Position;
use docket_formats::{JsonlWriteError, write_jsonl};

use crate::failure::{Exit, Failure};
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::session::Session;
use crate::words::count;

/// The arguments of `docket export`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Export {
    /// The format
    #[arg(value_enum)]
    format: Format,
    /// The file to write; without it, stdout
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Forms in which a whole ledger can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One line of JSON for each entry, without loss
    Jsonl,
}

const EXAMPLES: &str = "\
Examples:
  docket export jsonl -o ledger.jsonl
      the whole ledger in one text file, from which it can be filled again
  docket export jsonl | wc -l
      the same to a pipe";

impl Export {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let Format::Jsonl = self.format;
        let Some(path) = &self.output else {
            return write_entries(&ledger, session, io::stdout().lock());
        };
        let partial = beside(path);
        let written = to_file(&ledger, session, &partial)
            .and_then(|()| fs::rename(&partial, path).map_err(|error| Failure::io(path, &error)));
        if written.is_err() {
            // The failure is told; what is left of the file is of no use.
            let _ = fs::remove_file(&partial);
        }
        written?;
        let entries = usize::try_from(ledger.head()?.size.0).unwrap_or(usize::MAX);
        let entries = count(entries, "entry", "entries");
        session.output.remark(&format!("{entries} written to {}", path.display()))
    }
}

/// The name under which something is written before it is whole.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

fn to_file(ledger: &Ledger, session: &Session, path: &Path) -> Result<(), Failure> {
    let file = File::create(path).map_err(|error| Failure::io(path, &error))?;
    write_entries(ledger, session, &file)?;
    file.sync_all().map_err(|error| Failure::io(path, &error))
}

fn write_entries(ledger: &Ledger, session: &Session, out: impl Write) -> Result<(), Failure> {
    let head = ledger.head()?;
    let progress = Progress::of(head.size.0, session);
    let entries = ledger.log().entries(Position(1)..head.size.next());
    let counted = entries.inspect(|_| progress.step());
    let written = write_jsonl(&head, ledger.zone(), counted, BufWriter::new(out));
    written.map_err(|error| match error {
        JsonlWriteError::Log(error) => error.into(),
        JsonlWriteError::Io(error) => error.into(),
        JsonlWriteError::Root { .. } => Failure::new(Exit::Integrity, "damaged", error.to_string()),
    })
}
