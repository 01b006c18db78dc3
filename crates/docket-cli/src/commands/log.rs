//! `docket log`: the entries, in log order.

use clap::Args;
use docket_core::CaseId;

use crate::document::Document;
use crate::failure::Failure;
use crate::log_line::LogLine;
use crate::question::{Question, cut_as_json};
use crate::session::Session;
use crate::time_flags::TimeFlags;

/// The arguments of `docket log`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Log {
    /// The case; without it, everything, the ledger's own bookkeeping included
    case: Option<CaseId>,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket log amazon-v-nokia
      the entries of one case, each with its three clocks
  docket log --recorded-by @20
      the first twenty entries of the ledger, as they counted then
  docket log --jsonl
      every entry as a line of JSON";

impl Log {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let (lines, cut) = if let Some(case) = &self.case {
            let view = question.case(case)?;
            question.echo(session, &view)?;
            (LogLine::inside(&view), cut_as_json(view.cut()))
        } else {
            let lines = everything(&question)?;
            question.echo_all(session)?;
            (lines, question.cut_of_all()?)
        };
        let items = || lines.iter().map(LogLine::as_json).collect::<Vec<_>>();
        session.output.answer(
            || LogLine::as_table(&lines),
            || Document::list("docket/log/1", &items()).with("cut", &cut),
        )
    }
}

/// The entries of all cases, each as it counts at home.
fn everything(question: &Question<'_>) -> Result<Vec<LogLine>, Failure> {
    let mut lines = Vec::new();
    for view in question.cases()?.iter().chain(question.books()?.iter()) {
        let at_home = |line: &LogLine| line.entry.event.case == *view.case();
        lines.extend(LogLine::inside(view).into_iter().filter(at_home));
    }
    lines.sort_by_key(|line| line.entry.position);
    Ok(lines)
}
