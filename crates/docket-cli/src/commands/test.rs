//! `docket test`: the answers that case files expect.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use docket_core::{Batch, MAX_BATCH_EVENTS};
use docket_formats::{Assertion, CaseFile, Known, line_col};

use crate::case_files::{CaseFiles, Named};
use crate::diagnostics;
use crate::document::Document;
use crate::failure::{Exit, Failure};
use crate::ledger::Ledger;
use crate::lines::Lines;
use crate::progress::Progress;
use crate::recorded::Recorded;
use crate::session::Session;
use crate::verdict::{Verdict, ask, left_out};
use crate::words::count;

/// The arguments of `docket test`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Test {
    /// The case files, taken in this order; without any, those of this directory that have a [case]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Ask the ledger as it is; otherwise the files are recorded into one that is made for them
    #[arg(long)]
    in_ledger: bool,
}

const EXAMPLES: &str = "\
Examples:
  docket test cases/*.toml
      record the files into a ledger in memory and ask it what their [[assert]] blocks assert
  docket test
      all case files of this directory
  docket --ledger docket-demo test cases/amazon-v-nokia.toml --in-ledger
      ask the ledger what the file expects of it";

impl Test {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let paths = if self.files.is_empty() { case_files_here()? } else { self.files.clone() };
        let kept = if self.in_ledger { Some(session.open()?) } else { None };
        let files = checked(session, &paths, kept.as_ref())?;
        let asserted: usize = files.contents().iter().map(|file| file.assertions.len()).sum();
        if asserted == 0 {
            return Err(nothing("none of the files asserts anything"));
        }
        let (ledger, is_kept) = match kept {
            Some(ledger) => (ledger, true),
            None => (recorded(&files)?, false),
        };
        session.output.remark(&echo(session, &ledger, is_kept)?)?;
        let verdicts = verdicts(session, &files, &ledger, is_kept)?;
        if verdicts.iter().all(Verdict::is_left_out) {
            return Err(nothing("all assertions are about days or positions of a ledger")
                .help("--in-ledger asks the ledger"));
        }
        let document = || Document::list("docket/test/1", &as_json(&verdicts));
        session.output.answer(|| text(&verdicts, paths.len()), document)?;
        let failed = verdicts.iter().filter(|verdict| verdict.is_failure()).count();
        if failed == 0 {
            return Ok(());
        }
        let message = format!("{} failed", count(failed, "assertion", "assertions"));
        Err(Failure::new(Exit::Differences, "failed_assertions", message).told())
    }
}

fn nothing(message: &str) -> Failure {
    Failure::not_found("nothing_to_test", message)
        .help("an [[assert]] block says what is expected: see `docket explain D0029`")
}

/// The case files of the working directory, by name.
fn case_files_here() -> Result<Vec<PathBuf>, Failure> {
    let here = Path::new(".");
    let items = fs::read_dir(here).map_err(|error| Failure::io(here, &error))?;
    let mut files = Vec::new();
    for item in items {
        let name = PathBuf::from(item.map_err(|error| Failure::io(here, &error))?.file_name());
        if name.extension().is_some_and(|ending| ending == "toml") && is_case_file(&name) {
            files.push(name);
        }
    }
    files.sort();
    if files.is_empty() {
        let message = "no file of this directory is a case file";
        return Err(Failure::not_found("no_case_files", message).help("name the files"));
    }
    Ok(files)
}

/// Whether a file has the block of a case, be the rest of it as wrong as it may.
fn is_case_file(path: &Path) -> bool {
    let text = docket_formats::read_file(path).unwrap_or_default();
    text.lines().any(|line| line.trim_start().starts_with("[case]"))
}

/// Files without an error. Names that are in none of them may be in the ledger that is asked.
fn checked(
    session: &Session,
    paths: &[PathBuf],
    ledger: Option<&Ledger>,
) -> Result<CaseFiles, Failure> {
    let recorded = ledger.map(Recorded::of).transpose()?;
    let files = CaseFiles::check(paths, recorded.as_ref().map(|recorded| recorded as &dyn Known));
    recorded.map_or(Ok(()), Recorded::conclude)?;
    let (errors, warnings) = files.counts();
    if errors + warnings > 0 {
        session.output.warn(&diagnostics::rendered(&files))?;
    }
    if errors == 0 { Ok(files) } else { Err(diagnostics::failure(&files, "nothing is asked")) }
}

/// A ledger in memory, in which the files are recorded one after the other.
fn recorded(files: &CaseFiles) -> Result<Ledger, Failure> {
    let ledger = Ledger::in_memory();
    for file in files.contents() {
        let recorded = Recorded::of(&ledger)?;
        let events = file.batch(&recorded).events;
        recorded.conclude()?;
        for some in events.chunks(MAX_BATCH_EVENTS) {
            ledger.log().append(Batch::of(some.to_vec()))?;
        }
    }
    Ok(ledger)
}

fn echo(session: &Session, ledger: &Ledger, is_kept: bool) -> Result<String, Failure> {
    let entries = usize::try_from(ledger.head()?.size.0).unwrap_or(usize::MAX);
    let entries = count(entries, "entry", "entries");
    Ok(if is_kept {
        format!("asked: the ledger {} ({entries})", session.ledger_path().display())
    } else {
        format!("asked: a ledger in memory, made of the files ({entries})")
    })
}

fn verdicts(
    session: &Session,
    files: &CaseFiles,
    ledger: &Ledger,
    is_kept: bool,
) -> Result<Vec<Verdict>, Failure> {
    let all = all_assertions(files);
    let progress = Progress::of(u64::try_from(all.len()).unwrap_or(u64::MAX), session);
    let verdict = |(named, assertion): (&Named, &Assertion)| {
        progress.step();
        let unasked = if is_kept { None } else { left_out(assertion) };
        let (cut, outcome) = unasked.map_or_else(|| ask(ledger, assertion), Ok)?;
        let (line, _) = line_col(&named.text, assertion.place.start);
        let file = named.path.display().to_string();
        let (that, case) = (assertion.that.clone(), assertion.case.clone());
        Ok(Verdict { file, line, that, case, cut, outcome })
    };
    all.into_iter().map(verdict).collect()
}

/// The assertions of all files, each with its file.
fn all_assertions(files: &CaseFiles) -> Vec<(&Named, &Assertion)> {
    let of = |named| -> Option<(&Named, &CaseFile)> { Some((named, named.file.as_ref()?)) };
    let read = files.files.iter().filter_map(of);
    read.flat_map(|(named, file)| file.assertions.iter().map(move |one| (named, one))).collect()
}

fn text(verdicts: &[Verdict], files: usize) -> String {
    let mut lines = Lines::default();
    for verdict in verdicts {
        lines.push_all("  ", &verdict.text());
    }
    let number = |is: fn(&Verdict) -> bool| verdicts.iter().filter(|one| is(one)).count();
    let (failed, left_out) = (number(Verdict::is_failure), number(Verdict::is_left_out));
    let all = count(verdicts.len(), "assertion", "assertions");
    let files = count(files, "file", "files");
    let ok = verdicts.len() - failed - left_out;
    let left_out = if left_out == 0 { String::new() } else { format!(", {left_out} left out") };
    lines.push(&format!("\n{all} in {files}: {ok} ok, {failed} failed{left_out}"));
    lines.into_text()
}

fn as_json(verdicts: &[Verdict]) -> Vec<serde_json::Value> {
    verdicts.iter().map(Verdict::as_json).collect()
}
