//! `docket import csv`: docket lines in tables.

use std::path::{Path, PathBuf};

use clap::Args;
use docket_import::Keeper;

use super::dockets::ImportDockets;
use super::{Captured, Files};
use crate::docket_file::{Form, Mapping, draft};
use crate::failure::Failure;
use crate::session::Session;

/// The arguments of `docket import csv`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Csv {
    #[command(flatten)]
    files: Files,
    /// The file that says which column is what; `new` prints one to start from
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    #[command(flatten)]
    captured: Captured,
}

const EXAMPLES: &str = "\
Examples:
  docket import csv lines.csv --mapping new > mapping.toml
      a mapping to start from: which column of a table is what, guessed from its header
  docket import csv lines.csv --mapping mapping.toml
      the docket lines of a table, a row each, whichever dockets they are of
  docket import csv august.csv --mapping mapping.toml --captured-on 2024-08-01 --full
      what changed since an earlier table: new lines, lines that read otherwise, lines that are gone";

impl Csv {
    pub(super) fn run(&self, session: &Session) -> Result<(), Failure> {
        let Some(mapping) = self.mapping.as_deref() else {
            let file = self.files.paths.first().map(|path| path.display().to_string());
            let help = format!(
                "`docket import csv {} --mapping new` prints one to start from",
                file.unwrap_or_default()
            );
            let message = "csv needs --mapping FILE, which says which column is what";
            return Err(Failure::usage(message).help(help));
        };
        if mapping == Path::new("new") {
            let [file] = &self.files.paths[..] else {
                return Err(Failure::usage("a mapping is drafted from one file"));
            };
            return draft(file, session);
        }
        let dockets = ImportDockets {
            form: Form::Csv(&Mapping::read(mapping)?),
            files: &self.files,
            captured_on: self.captured.captured_on,
            is_full: self.captured.full,
            keeper: Keeper::Court,
        };
        dockets.run(session)
    }
}
