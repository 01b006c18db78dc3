//! `docket import`: what others wrote, into a ledger.

mod again;
mod captured_on;
mod courtlistener;
mod csv;
mod dockets;
mod joined;
mod jsonl;
mod juriscraper;
mod pacer_rss;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use docket_import::day_of_date;
use docket_time::{Day, When};

use self::courtlistener::CourtListener;
use self::csv::Csv;
use self::jsonl::Jsonl;
use self::juriscraper::Juriscraper;
use self::pacer_rss::PacerRss;
use crate::failure::Failure;
use crate::session::Session;

/// The arguments of `docket import`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Import {
    #[command(subcommand)]
    form: Form,
}

/// Forms that are read.
#[derive(Subcommand, Debug)]
enum Form {
    /// Dockets of United States courts as the juriscraper library parses them
    Juriscraper(Juriscraper),
    /// Dockets as the REST API of `CourtListener` answers: a file for each page
    #[command(name = "courtlistener")]
    CourtListener(CourtListener),
    /// Feeds of United States district courts, as PACER publishes them
    PacerRss(PacerRss),
    /// Docket lines in a table, by a mapping that says which column is what
    Csv(Csv),
    /// A ledger as `docket export jsonl` wrote it, into a new ledger
    Jsonl(Jsonl),
}

const EXAMPLES: &str = "\
Examples:
  docket import juriscraper july/ --captured-on 2024-07-01 --full
      dockets, all of each, as they were on that day; of a docket that was captured before, only what
      changed is recorded, with the days between which it did
  docket import csv lines.csv --mapping mapping.toml
      the docket lines of a table, a row each, whichever dockets they are of
  docket help import courtlistener
      one format, with worked examples";

impl Import {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        match &self.form {
            Form::Juriscraper(juriscraper) => juriscraper.run(session),
            Form::CourtListener(courtlistener) => courtlistener.run(session),
            Form::PacerRss(feeds) => feeds.run(session),
            Form::Csv(csv) => csv.run(session),
            Form::Jsonl(jsonl) => jsonl.run(session),
        }
    }
}

/// The files that dockets are read from.
#[derive(Args, Debug)]
struct Files {
    /// The files, or directories of them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Pass over a file with a fault and go on with the next
    #[arg(long)]
    keep_going: bool,
    /// Say what would be recorded and record nothing
    #[arg(long)]
    dry_run: bool,
}

/// When dockets were captured, since files do not say.
#[derive(Args, Debug)]
struct Captured {
    /// The day on which the dockets were captured: needed to tell what changed since another capture
    #[arg(long, value_name = "DATE", value_parser = day)]
    captured_on: Option<Day>,
    /// The files hold all of each docket, so that a line they lack is no longer on it
    #[arg(long, requires = "captured_on")]
    full: bool,
}

fn day(text: &str) -> Result<Day, String> {
    let date: When = text.parse().map_err(|error: docket_time::WhenError| error.to_string())?;
    day_of_date(&date).ok_or_else(|| "a day is expected, such as 2024-06-01".to_owned())
}
