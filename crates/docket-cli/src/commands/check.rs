//! `docket check`: what is wrong with case files.

use std::path::PathBuf;

use clap::Args;
use docket_formats::Known;

use crate::case_files::CaseFiles;
use crate::diagnostics;
use crate::document::Document;
use crate::failure::Failure;
use crate::lines::Lines;
use crate::recorded::Recorded;
use crate::session::Session;
use crate::words::count;

/// The arguments of `docket check`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Check {
    /// The case files, checked together and against the ledger if there is one
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  docket check sample-case.toml
      every fault of the file, with its place and what to write instead
  docket check cases/*.toml
      several files that refer to each other
  docket check sample-case.toml --jsonl
      one line of JSON for each fault, for an editor";

impl Check {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open_if_any()?;
        let recorded = ledger.as_ref().map(Recorded::of).transpose()?;
        let known = recorded.as_ref().map(|recorded| recorded as &dyn Known);
        let files = CaseFiles::check(&self.files, known);
        recorded.map_or(Ok(()), Recorded::conclude)?;
        let (errors, warnings) = files.counts();
        if errors + warnings > 0 {
            session.output.warn(&diagnostics::rendered(&files))?;
            session.output.warn("`docket explain CODE` tells more about a code\n")?;
        }
        let failed =
            (errors > 0).then(|| diagnostics::failure(&files, "they cannot be recorded").told());
        // The faults are what was asked for: in JSON they are the answer.
        if failed.is_none() || !session.output.is_text() {
            let document = || Document::list("docket/check/1", &diagnostics::as_json(&files));
            session.output.answer(|| summary(&files), document)?;
        }
        failed.map_or(Ok(()), Err)
    }
}

fn summary(files: &CaseFiles) -> String {
    let mut lines = Lines::default();
    for named in &files.files {
        if let Some(file) = &named.file {
            let (path, case) = (named.path.display(), &file.case);
            let events = count(file.events.len(), "event", "events");
            let sources = count(file.sources.len(), "source", "sources");
            lines.push(&format!("{path}: {case}, {events}, {sources}: no errors"));
        }
    }
    lines.into_text()
}
