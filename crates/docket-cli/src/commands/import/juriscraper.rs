//! `docket import juriscraper`: dockets as that library parses them.

use clap::Args;
use docket_import::Keeper;

use super::dockets::ImportDockets;
use super::{Captured, Files};
use crate::docket_file::Form;
use crate::failure::Failure;
use crate::session::Session;

/// The arguments of `docket import juriscraper`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Juriscraper {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    captured: Captured,
}

const EXAMPLES: &str = "\
Examples:
  docket import juriscraper july/ --captured-on 2024-07-01 --full
      every file that ends in .json, each with all of its docket as it was on that day
  docket import juriscraper docket.json --captured-on 2024-08-01 --full --dry-run
      what changed on one docket between two captures: nothing is recorded yet
  docket import juriscraper rss_feeds/ --keep-going
      lines from feeds, which add to dockets and take nothing back; a file with a fault is passed over";

impl Juriscraper {
    pub(super) fn run(&self, session: &Session) -> Result<(), Failure> {
        let dockets = ImportDockets {
            form: Form::Juriscraper,
            files: &self.files,
            captured_on: self.captured.captured_on,
            is_full: self.captured.full,
            keeper: Keeper::Court,
        };
        dockets.run(session)
    }
}
