//! `docket import pacer-rss`: feeds of courts.

use clap::Args;
use docket_import::Keeper;
use docket_time::Day;

use super::dockets::ImportDockets;
use super::{Files, day};
use crate::docket_file::Form;
use crate::failure::Failure;
use crate::session::Session;

/// The arguments of `docket import pacer-rss`. A feed is a window on dockets: never all of one.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct PacerRss {
    #[command(flatten)]
    files: Files,
    /// The day on which the feeds were captured
    #[arg(long, value_name = "DATE", value_parser = day)]
    captured_on: Option<Day>,
}

const EXAMPLES: &str = "\
Examples:
  docket import pacer-rss rss_outside.pl
      the newest lines of a court's dockets, from its feed; a feed takes nothing back
  docket import pacer-rss feeds/ --captured-on 2024-07-01
      every file that ends in .xml, as the feeds were on that day";

impl PacerRss {
    pub(super) fn run(&self, session: &Session) -> Result<(), Failure> {
        let dockets = ImportDockets {
            form: Form::PacerRss,
            files: &self.files,
            captured_on: self.captured_on,
            is_full: false,
            keeper: Keeper::Court,
        };
        dockets.run(session)
    }
}
