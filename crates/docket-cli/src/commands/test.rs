//! `docket test`: the answers that case files expect, and the golden states of their cases.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use docket_core::{Batch, CaseId, MAX_BATCH_EVENTS};
use docket_formats::{Assertion, CaseFile, Known, line_col};

use crate::case_files::{CaseFiles, Named};
use crate::closed::Closed;
use crate::diagnostics;
use crate::document::Document;
use crate::failure::{Exit, Failure};
use crate::golden_directory::GoldenDirectory;
use crate::golden_state::GoldenState;
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
    #[arg(long, conflicts_with = "snapshots")]
    in_ledger: bool,
    /// Hold all that comes of each case against its golden state, a file of this directory
    #[arg(long, value_name = "DIR")]
    snapshots: Option<PathBuf>,
    /// Make the golden states what comes of the cases now; without FILE, remove those of other cases
    #[arg(long, requires = "snapshots")]
    accept: bool,
}

const EXAMPLES: &str = "\
Examples:
  docket test cases/*.toml
      record the files into a ledger in memory and ask it what their [[assert]] blocks assert
  docket test --snapshots golden
      all case files of this directory, and show what in their cases is not as it was accepted;
      --accept accepts it
  docket --ledger docket-demo test cases/amazon-v-nokia.toml --in-ledger
      ask the ledger what the file expects of it";

impl Test {
    /// Whether it shows what comes of cases. What a file asserts is about all of its case.
    pub(crate) fn may_be_public(&self) -> bool {
        self.snapshots.is_some()
    }

    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let paths = if self.files.is_empty() { case_files_here()? } else { self.files.clone() };
        let kept = if self.in_ledger { Some(session.open()?) } else { None };
        let files = checked(session, &paths, kept.as_ref())?;
        if self.snapshots.is_none() && all_assertions(&files).is_empty() {
            return Err(nothing("none of the files asserts anything"));
        }
        let (ledger, is_kept) = match kept {
            Some(ledger) => (ledger, true),
            None => (recorded(&files)?, false),
        };
        session.output.remark(&echo(session, &ledger, is_kept)?)?;
        let verdicts = verdicts(session, &files, &ledger, is_kept)?;
        if self.snapshots.is_none() && verdicts.iter().all(Verdict::is_left_out) {
            return Err(nothing("all assertions are about days or positions of a ledger")
                .help("--in-ledger asks the ledger"));
        }
        let golden = self.golden(session, &files, ledger)?;
        let document = || Document::list("docket/test/1", &as_json(&verdicts, golden.as_ref()));
        let text = || {
            let asked = (!verdicts.is_empty()).then(|| text(&verdicts, paths.len()));
            let told = golden.as_ref().map(GoldenDirectory::text);
            asked.into_iter().chain(told).collect::<Vec<_>>().join("\n")
        };
        session.output.answer(text, document)?;
        conclusion(&verdicts, golden.as_ref())
    }

    /// The golden states of the files' cases, if they are asked for, and accepted if that is.
    fn golden(
        &self,
        session: &Session,
        files: &CaseFiles,
        ledger: Ledger,
    ) -> Result<Option<GoldenDirectory>, Failure> {
        let Some(directory) = &self.snapshots else { return Ok(None) };
        let ledger = if session.is_public() { ledger.for_the_public() } else { ledger };
        let golden = GoldenDirectory::compare(directory, states(session, files, &ledger)?)?;
        let golden = if self.files.is_empty() { golden.with_unreferenced()? } else { golden };
        Ok(Some(if self.accept { golden.accept()? } else { golden }))
    }
}

/// All that came of each case of the files.
fn states(
    session: &Session,
    files: &CaseFiles,
    ledger: &Ledger,
) -> Result<Vec<GoldenState>, Failure> {
    let cases: BTreeSet<&CaseId> = files.contents().iter().map(|file| &file.case).collect();
    let progress = Progress::of(u64::try_from(cases.len()).unwrap_or(u64::MAX), session);
    let mut states = Vec::new();
    for case in cases {
        progress.step();
        // Of a case that is closed altogether the public has no golden state.
        let Some(view) = ledger.docket().now().case(case)? else { continue };
        for closed in Closed::of(&view).in_words() {
            session.output.remark(&format!("closed in {case}: {closed}"))?;
        }
        states.push(GoldenState::of(&view));
    }
    Ok(states)
}

fn conclusion(verdicts: &[Verdict], golden: Option<&GoldenDirectory>) -> Result<(), Failure> {
    let failed = verdicts.iter().filter(|verdict| verdict.is_failure()).count();
    let differing = golden.map_or(0, GoldenDirectory::differing);
    let (code, message) = match (failed, differing) {
        (0, 0) => return Ok(()),
        (0, _) => ("golden_states_differ", count(differing, "golden state", "golden states")),
        (_, _) => ("failed_assertions", count(failed, "assertion", "assertions")),
    };
    Err(Failure::new(Exit::Differences, code, format!("{message} failed")).told())
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

/// Asks the assertions, except for the public: they are about what somebody may read who may read all.
fn verdicts(
    session: &Session,
    files: &CaseFiles,
    ledger: &Ledger,
    is_kept: bool,
) -> Result<Vec<Verdict>, Failure> {
    let all = if session.is_public() { Vec::new() } else { all_assertions(files) };
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

/// The assertions and then the golden states: these are items with the key `snapshot`.
fn as_json(verdicts: &[Verdict], golden: Option<&GoldenDirectory>) -> Vec<serde_json::Value> {
    let golden = golden.map_or(Vec::new(), GoldenDirectory::as_json);
    verdicts.iter().map(Verdict::as_json).chain(golden).collect()
}
