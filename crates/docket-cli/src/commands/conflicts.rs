//! `docket conflicts`: what the sources disagree on.

use clap::Args;
use docket_audit::{Disagreement, Side, conflicts};
use docket_core::CaseId;

use crate::document::Document;
use crate::failure::Failure;
use crate::lines::Lines;
use crate::question::Question;
use crate::session::Session;
use crate::time_flags::TimeFlags;
use crate::words::{count, list};

/// The arguments of `docket conflicts`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Conflicts {
    /// The case; without it, all cases
    case: Option<CaseId>,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket conflicts amazon-v-nokia
      every fact, date and wording on which the sources disagree, with each side
  docket conflicts --published-by 2024-07-31
      where the sources disagreed by the end of that day
  docket conflicts --jsonl
      one line of JSON for each";

impl Conflicts {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let (views, cut) = question.one_or_all(self.case.as_ref(), session)?;
        let found: Vec<Disagreement> = views.iter().flat_map(conflicts).collect();
        session.output.answer(
            || text(&found),
            || Document::list("docket/conflicts/1", &found).with("cut", &cut),
        )
    }
}

fn text(found: &[Disagreement]) -> String {
    if found.is_empty() {
        return "no conflicts: no source inside this cut contradicts another\n".to_owned();
    }
    let mut lines = Lines::default();
    for (at, one) in found.iter().enumerate() {
        if at > 0 {
            lines.push("");
        }
        lines.push(&format!("{}: {} ({})", one.case, one.field, one.how.words()));
        for side in &one.values {
            lines.push_all("  ", &said(side));
        }
        if !one.disputed_by.is_empty() {
            lines.push(&format!("  disputed by {}", list(&one.disputed_by)));
        }
    }
    lines.push(&format!("\n{}", count(found.len(), "disagreement", "disagreements")));
    lines.into_text()
}

fn said(side: &Side) -> String {
    let value = side.value.as_ref().map_or("undated".to_owned(), ToString::to_string);
    format!("{value}  [{}]", list(&side.sources))
}
