//! `docket export csv`: the ledger as a table.

use clap::Args;
use docket_export::write_csv;

use super::To;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::session::Session;

/// The arguments of `docket export csv`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Csv {
    #[command(flatten)]
    to: To,
}

const EXAMPLES: &str = "\
Examples:
  docket export csv -o entries.csv
      a row for each entry with its three dates, and last the event as JSON, without loss
  docket export csv | head -3
      the same to a pipe; no cell is a formula: an apostrophe stands before what would be one";

impl Csv {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let progress = Progress::of(ledger.head()?.size.0, session);
        let what = ledger.entries_in_words()?;
        self.to
            .write(session, &what, |out| Ok(write_csv(ledger.docket(), out, || progress.step())?))
    }
}
