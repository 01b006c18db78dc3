//! `docket import`: what others wrote, into a ledger.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use docket_import::{Keeper, day_of_capture};
use docket_time::When;

use crate::commands::import_dockets::ImportDockets;
use crate::commands::restore_jsonl::RestoreJsonl;
use crate::docket_file::{Form, Mapping, draft};
use crate::failure::Failure;
use crate::session::Session;

/// The arguments of `docket import`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Import {
    /// The format
    #[arg(value_enum)]
    format: Format,
    /// The files, or directories of them; for jsonl one file, as `docket export` wrote it
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// For csv: the file that says which column is what; `new` prints one to start from
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// The day on which the dockets were captured: needed to tell what changed since another capture
    #[arg(long, value_name = "DATE")]
    captured_on: Option<When>,
    /// The files hold all of each docket, so that a line they lack is no longer on it
    #[arg(long, requires = "captured_on")]
    full: bool,
    /// Take the archive for the source, and not the court: what it has of the docket, since the day on
    /// which it received each document (courtlistener)
    #[arg(long)]
    archive: bool,
    /// Pass over a file with a fault and go on with the next
    #[arg(long)]
    keep_going: bool,
    /// Say what would be recorded and record nothing
    #[arg(long)]
    dry_run: bool,
}

/// Forms that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A ledger as `docket export jsonl` wrote it, into a new ledger
    Jsonl,
    /// Dockets of United States courts as the juriscraper library parses them
    Juriscraper,
    /// Dockets as the REST API of `CourtListener` answers: dockets, docket entries, parties and
    /// attorneys, a file for each page
    #[value(name = "courtlistener")]
    CourtListener,
    /// Feeds of United States district courts, as PACER publishes them
    PacerRss,
    /// Docket lines in a table, by a mapping that says which column is what
    Csv,
}

const EXAMPLES: &str = "\
Examples:
  docket import juriscraper july/ --captured-on 2024-07-01 --full
      dockets, all of each, as they were on that day; of a docket that was captured before, only what
      changed is recorded, with the days between which it did (--dry-run says so without recording)
  docket import courtlistener fetched/ --captured-on 2024-07-01 --full
      every page of the API's docket, docket entries, parties and attorneys, joined to dockets
  docket import courtlistener fetched/ --archive
      the same by the archive's own clock: a line is known since the archive received it
  docket import pacer-rss rss_outside.pl
      the newest lines of a court's dockets, from its feed
  docket import csv lines.csv --mapping new > mapping.toml
      a mapping to start from: which column of a table is what, guessed from its header
  docket import csv lines.csv --mapping mapping.toml
      the docket lines of a table, a row each, whichever dockets they are of
  docket --ledger copy import jsonl ledger.jsonl
      a new ledger with the entries of an exported one, in their places and with their instants";

impl Import {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        if self.captured_on.as_ref().is_some_and(|on| day_of_capture(on).is_none()) {
            return Err(Failure::usage("--captured-on takes a day, such as 2024-06-01"));
        }
        if self.full && self.format == Format::PacerRss {
            return Err(Failure::usage("a feed never holds all of a docket")
                .help("leave --full out: a feed takes nothing back"));
        }
        if self.archive && self.format != Format::CourtListener {
            let message = "--archive is for courtlistener: other formats do not say when an archive \
                           received what";
            return Err(Failure::usage(message));
        }
        if self.mapping.as_deref() == Some(Path::new("new")) && self.format == Format::Csv {
            let [file] = &self.paths[..] else {
                return Err(Failure::usage("a mapping is drafted from one file"));
            };
            return draft(file, session);
        }
        let mapping = self.mapping()?;
        let form = match self.format {
            Format::Jsonl => None,
            Format::Juriscraper => Some(Form::Juriscraper),
            Format::CourtListener => Some(Form::CourtListener),
            Format::PacerRss => Some(Form::PacerRss),
            Format::Csv => mapping.as_ref().map(Form::Csv),
        };
        if let Some(form) = form {
            let dockets = ImportDockets {
                form,
                paths: &self.paths,
                captured_on: self.captured_on.as_ref(),
                is_full: self.full,
                keeper: if self.archive { Keeper::Archive } else { Keeper::Court },
                keep_going: self.keep_going,
                dry_run: self.dry_run,
            };
            return dockets.run(session);
        }
        let [file] = &self.paths[..] else {
            return Err(Failure::usage("a ledger is filled from one file"));
        };
        if self.captured_on.is_some() || self.keep_going || self.dry_run {
            let message = "--captured-on, --full, --keep-going and --dry-run are for dockets";
            return Err(Failure::usage(message)
                .help("a ledger is filled from a whole export, or not at all"));
        }
        RestoreJsonl { file }.run(session)
    }

    /// The mapping, which a table needs and nothing else has.
    fn mapping(&self) -> Result<Option<Mapping>, Failure> {
        match (&self.mapping, self.format) {
            (Some(path), Format::Csv) => Mapping::read(path).map(Some),
            (None, Format::Csv) => {
                let file =
                    self.paths.first().map_or_else(String::new, |path| path.display().to_string());
                let help =
                    format!("`docket import csv {file} --mapping new` prints one to start from");
                Err(Failure::usage("csv needs --mapping FILE, which says which column is what")
                    .help(help))
            }
            (Some(_), _) => Err(Failure::usage("--mapping is for csv")),
            (None, _) => Ok(None),
        }
    }
}
