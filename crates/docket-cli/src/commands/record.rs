//! `docket record`: case files into the ledger.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use docket_core::{CaseId, Error, EventId, Receipt, ReceiptLine, Revision};
use serde_json::{Value, json};

use crate::case_files::CaseFiles;
use crate::diagnostics;
use crate::document::Document;
use crate::failure::{Exit, Failure};
use crate::ledger::Ledger;
use crate::lines::Lines;
use crate::plan::Plan;
use crate::recorded::Recorded;
use crate::session::Session;
use crate::words::count;

/// The arguments of `docket record`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Record {
    /// The case files; all of them are recorded, or nothing
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Show the plan and record nothing
    #[arg(long)]
    dry_run: bool,
    /// Record only if the case is at this revision; 0 is a case of which nothing is recorded
    #[arg(long, value_name = "N")]
    expect_revision: Option<u64>,
    /// Do not ask before recording
    #[arg(long, short)]
    yes: bool,
}

const EXAMPLES: &str = "\
Examples:
  docket record sample-case.toml
      check the file, show what would be new, ask, and record it
  docket record cases/*.toml --dry-run
      what would be recorded of several files
  docket record sample-case.toml --yes --expect-revision 4
      record without asking, unless somebody recorded something of the case meanwhile";

impl Record {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let recorded = Recorded::of(&ledger)?;
        let files = CaseFiles::check(&self.files, Some(&recorded));
        recorded.conclude()?;
        is_sound(session, &files)?;
        let mut plan = Plan::of(&files, &ledger)?;
        self.expect(&files, &mut plan)?;
        if self.dry_run {
            return dry_run(session, &ledger, &plan);
        }
        if !plan.new.is_empty() && !self.confirmed(session, &plan)? {
            return Err(Failure::new(Exit::Other, "declined", "nothing is recorded"));
        }
        let receipt = ledger.log().append(plan.batch())?;
        session.output.answer(|| text(&receipt, &plan), || document(&receipt, &plan))
    }

    /// Puts the revision that was asked for in place of the one that was found.
    fn expect(&self, files: &CaseFiles, plan: &mut Plan) -> Result<(), Failure> {
        let Some(expected) = self.expect_revision else { return Ok(()) };
        let [file] = files.contents()[..] else {
            let message = "--expect-revision is about one case; there are several files";
            return Err(Failure::usage(message).help("record the files one by one"));
        };
        if let Some(revision) = plan.revisions.get_mut(&file.case) {
            *revision = Revision(expected);
        }
        Ok(())
    }

    fn confirmed(&self, session: &Session, plan: &Plan) -> Result<bool, Failure> {
        if session.output.is_text() {
            session.output.remark(plan.summary().trim_end())?;
        }
        let events = count(plan.new.len(), "new event", "new events");
        Ok(self.yes || session.confirm(&format!("Record {events}?"))?)
    }
}

/// Shows what is wrong with the files; an error keeps them from being recorded.
fn is_sound(session: &Session, files: &CaseFiles) -> Result<(), Failure> {
    if !files.faults.is_empty() || !files.unread.is_empty() {
        session.output.warn(&diagnostics::rendered(files))?;
    }
    let (errors, _) = files.counts();
    if errors == 0 { Ok(()) } else { Err(diagnostics::failure(files, "nothing is recorded")) }
}

/// Shows the plan, unless recording it would fail.
fn dry_run(session: &Session, ledger: &Ledger, plan: &Plan) -> Result<(), Failure> {
    let recorded: BTreeMap<CaseId, Revision> = ledger.log().cases()?.into_iter().collect();
    for (case, &expected) in &plan.revisions {
        let actual = recorded.get(case).copied().unwrap_or_default();
        if actual != expected {
            return Err(Error::Conflict { case: case.clone(), expected, actual }.into());
        }
    }
    let items = || -> Vec<Value> {
        let new = plan.new.iter().map(|event| planned(&event.event_id(), true));
        new.chain(plan.known.iter().map(|id| planned(id, false))).collect()
    };
    session.output.answer(
        || plan.in_full() + "dry run: nothing is recorded\n",
        || Document::list("docket/receipt/1", &items()).with("dry_run", &true),
    )
}

fn text(receipt: &Receipt, plan: &Plan) -> String {
    let known = match plan.known.len() {
        0 => String::new(),
        known => format!("{} recorded already\n", count(known, "event was", "events were")),
    };
    let (Some(first), Some(last)) = (receipt.lines.first(), receipt.lines.last()) else {
        return format!("nothing new\n{known}");
    };
    let events = count(receipt.lines.len(), "event", "events");
    let first = format!("recorded {events}: {} to {}", first.position, last.position);
    let mut lines = Lines::of(&first);
    for case in plan.revisions.keys() {
        let revision =
            receipt.lines.iter().filter(|line| line.id.case == *case).map(|line| line.revision);
        let revision = revision.max().unwrap_or_default();
        lines.push(&format!("  {case} is at revision {revision}"));
    }
    lines.into_text() + &known
}

fn document(receipt: &Receipt, plan: &Plan) -> Document {
    let known = plan.known.iter().map(|id| planned(id, false));
    let items: Vec<Value> = receipt.lines.iter().map(recorded).chain(known).collect();
    Document::list("docket/receipt/1", &items).with("dry_run", &false)
}

/// One event of a receipt.
pub(crate) fn recorded(line: &ReceiptLine) -> Value {
    json!({
        "event": line.id,
        "position": line.position,
        "revision": line.revision,
        "recorded_at": line.recorded_at,
        "is_new": line.is_new,
    })
}

fn planned(id: &EventId, is_new: bool) -> Value {
    json!({ "event": id, "is_new": is_new })
}
