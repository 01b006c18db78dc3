//! `docket export jsonl`: the ledger as lines of JSON.

use std::io::Write;

use clap::Args;
use docket_core::Position;
use docket_formats::{JsonlWriteError, write_jsonl};

use super::To;
use crate::failure::{Exit, Failure};
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::session::Session;

/// The arguments of `docket export jsonl`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Jsonl {
    #[command(flatten)]
    to: To,
}

const EXAMPLES: &str = "\
Examples:
  docket export jsonl -o ledger.jsonl
      the whole ledger in one text file, from which it can be filled again
  docket export jsonl | wc -l
      the same to a pipe";

impl Jsonl {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let what = ledger.entries_in_words()?;
        self.to.write(session, &what, |out| write_entries(&ledger, session, out))
    }
}

fn write_entries(ledger: &Ledger, session: &Session, out: impl Write) -> Result<(), Failure> {
    let head = ledger.head()?;
    let progress = Progress::of(head.size.0, session);
    let entries = ledger.log().kept(Position(1)..head.size.next());
    let counted = entries.inspect(|_| progress.step());
    let written = write_jsonl(&head, ledger.zone(), counted, out);
    written.map_err(|error| match error {
        JsonlWriteError::Log(error) => error.into(),
        JsonlWriteError::Io(error) => error.into(),
        JsonlWriteError::Root { .. } => Failure::new(Exit::Integrity, "damaged", error.to_string()),
    })
}
