//! `docket import courtlistener`: dockets as its API answers.

use clap::Args;
use docket_import::Keeper;

use super::dockets::ImportDockets;
use super::{Captured, Files};
use crate::docket_file::Form;
use crate::failure::Failure;
use crate::session::Session;

/// The arguments of `docket import courtlistener`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CourtListener {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    captured: Captured,
    /// Take the archive for the source, and not the court: what it has of the docket, since the day on
    /// which it received each document
    #[arg(long)]
    archive: bool,
}

const EXAMPLES: &str = "\
Examples:
  docket import courtlistener fetched/ --captured-on 2024-07-01 --full
      every page of the API's dockets, docket entries, parties and attorneys, joined to dockets
  docket import courtlistener fetched/ --archive
      the same by the archive's own clock: a line is known since the archive received it";

impl CourtListener {
    pub(super) fn run(&self, session: &Session) -> Result<(), Failure> {
        let dockets = ImportDockets {
            form: Form::CourtListener,
            files: &self.files,
            captured_on: self.captured.captured_on,
            is_full: self.captured.full,
            keeper: if self.archive { Keeper::Archive } else { Keeper::Court },
        };
        dockets.run(session)
    }
}
