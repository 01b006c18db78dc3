//! `docket import jsonl`: a new ledger out of a file.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::Args;
use docket_core::{Error, Head, Position};
use docket_formats::{JsonlError, JsonlReader, read_jsonl};
use serde_json::json;

use crate::commands::export::beside;
use crate::document::Document;
use crate::failure::Failure;
use crate::ledger::{Ledger, clear};
use crate::progress::Progress;
use crate::session::Session;
use crate::words::count;

/// The arguments of `docket import jsonl`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Jsonl {
    /// The file, as `docket export jsonl` wrote it
    #[arg(value_name = "PATH")]
    file: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  docket --ledger copy import jsonl ledger.jsonl
      a new ledger with the entries of an exported one, in their places and with their instants
  docket --ledger copy cases
      what the copy holds";

impl Jsonl {
    pub(super) fn run(&self, session: &Session) -> Result<(), Failure> {
        let path = session.ledger_path();
        let is_there = is_empty_ledger(path, session)?;
        let file = File::open(&self.file).map_err(|error| Failure::io(&self.file, &error))?;
        let entries = read_jsonl(BufReader::new(file)).map_err(|error| self.fault(&error))?;
        let partial = beside(path);
        clear(&partial)?;
        let restored = self.restore(entries, &partial, session);
        let moved = restored.and_then(|head| put_in_place(&partial, path, is_there).map(|()| head));
        if moved.is_err() {
            // The failure is told; what was restored so far is of no use.
            let _ = fs::remove_dir_all(&partial);
        }
        let head = moved?;
        session.output.answer(|| text(&head, path), || document(&head, path))
    }

    fn restore(
        &self,
        entries: JsonlReader<impl BufRead>,
        partial: &Path,
        session: &Session,
    ) -> Result<Head, Failure> {
        let (zone, steps) = (entries.header().zone, entries.header().entries);
        let ledger = Ledger::create(partial, zone, session.host)?;
        let progress = Progress::of(steps, session);
        let mut fault = None;
        let mut readable = entries.map_while(|entry| {
            progress.step();
            entry.map(Ok).map_err(|error| fault = Some(error)).ok()
        });
        let restored = ledger.log().restore(&mut readable);
        match fault {
            Some(error) => Err(self.fault(&error)),
            None => Ok(restored?),
        }
    }

    fn fault(&self, error: &JsonlError) -> Failure {
        let JsonlError { line, column, message } = error;
        let message = format!("{}:{line}:{column}: {message}", self.file.display());
        Failure::invalid("invalid_jsonl", message)
            .help("a ledger is filled from what `docket export jsonl` wrote, unchanged")
    }
}

/// Whether there is a ledger without entries; a ledger with some is not filled again.
fn is_empty_ledger(path: &Path, session: &Session) -> Result<bool, Failure> {
    match Ledger::open(path, session.host) {
        Ok(ledger) => match ledger.head()?.size {
            Position(0) => Ok(true),
            Position(size) => Err(Failure::from(Error::NotEmpty { size })
                .help("name a ledger that does not exist yet, with --ledger")),
        },
        Err(_) if !path.exists() => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// Gives a ledger that is whole its name.
fn put_in_place(partial: &Path, path: &Path, is_there: bool) -> Result<(), Failure> {
    if is_there {
        fs::remove_dir_all(path).map_err(|error| Failure::io(path, &error))?;
    }
    fs::rename(partial, path).map_err(|error| Failure::io(path, &error))
}

fn text(head: &Head, path: &Path) -> String {
    let entries = count(usize::try_from(head.size.0).unwrap_or(usize::MAX), "entry", "entries");
    format!("{} holds {entries}, restored, unverified\nroot {}\n", path.display(), head.root)
}

fn document(head: &Head, path: &Path) -> Document {
    let head = json!({
        "ledger": path.display().to_string(),
        "entries": head.size,
        "root": head.root.to_string(),
        "origin": "restored_unverified",
    });
    Document::new("docket/import/1", &head)
}
