//! `docket log`: the entries, in log order.

use clap::Args;
use docket_core::{CaseId, CaseView, EntryState, Position, Withheld};
use serde_json::Value;

use crate::closed::{as_json, in_words};
use crate::document::Document;
use crate::expunged::{ExpungedLine, without};
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::log_line::{LogLine, row_without, rows_as_table};
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
            (Line::inside(&view), cut_as_json(view.cut()))
        } else {
            let lines = everything(&ledger, &question)?;
            question.echo_all(session)?;
            (lines, question.cut_of_all()?)
        };
        let items = || lines.iter().map(Line::as_json).collect::<Vec<_>>();
        session.output.answer(
            || rows_as_table(lines.iter().map(Line::row)),
            || Document::list("docket/log/1", &items()).with("cut", &cut),
        )
    }
}

/// A line of the log: an entry, or what is left of one, or what may be said of one.
enum Line {
    Entry(Box<LogLine>),
    Expunged(ExpungedLine),
    Withheld(Withheld),
}

impl Line {
    /// The lines of a case, in log order.
    fn inside(view: &CaseView) -> Vec<Self> {
        let withheld = view.withheld().into_iter().map(Self::Withheld);
        let entries = LogLine::inside(view).into_iter().map(Box::new).map(Self::Entry);
        let mut lines: Vec<_> = withheld.chain(entries).collect();
        lines.sort_by_key(Self::position);
        lines
    }

    fn is_at_home(&self, case: &CaseId) -> bool {
        match self {
            Self::Entry(line) => line.entry.event.case == *case,
            Self::Expunged(_) | Self::Withheld(_) => true,
        }
    }

    fn position(&self) -> Position {
        match self {
            Self::Entry(line) => line.entry.position,
            Self::Expunged(line) => line.expunged.position,
            Self::Withheld(line) => line.position,
        }
    }

    fn as_json(&self) -> Value {
        match self {
            Self::Entry(line) => line.as_json(),
            Self::Expunged(line) => line.as_json(),
            Self::Withheld(line) => withheld_as_json(line),
        }
    }

    fn row(&self) -> (Vec<String>, Vec<String>) {
        match self {
            Self::Entry(line) => (line.row(), line.more()),
            Self::Expunged(line) => (line.row(), line.more()),
            Self::Withheld(Withheld { position, recorded_at, restriction }) => {
                (row_without(*position, *recorded_at, "[restricted]"), vec![in_words(restriction)])
            }
        }
    }
}

fn withheld_as_json(line: &Withheld) -> Value {
    let mut json = without(line.position, line.recorded_at, EntryState::Restricted);
    json["restricted"] = as_json(&line.restriction);
    json
}

/// The entries of all cases, each as it counts at home, and what was expunged.
fn everything(ledger: &Ledger, question: &Question<'_>) -> Result<Vec<Line>, Failure> {
    let expunged = ExpungedLine::inside(ledger, question.recorded_cut())?;
    let mut lines: Vec<_> = expunged.into_iter().map(Line::Expunged).collect();
    for view in question.cases()?.iter().chain(question.books()?.iter()) {
        lines.extend(Line::inside(view).into_iter().filter(|line| line.is_at_home(view.case())));
    }
    lines.sort_by_key(Line::position);
    Ok(lines)
}
