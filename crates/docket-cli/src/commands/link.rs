//! `docket link`: statements that may be one, and links of those that are.

use clap::Args;
use docket_core::{Bookkeeping, CaseId};
use docket_statements::{Candidate, LINKED};
use serde_json::Value;

use crate::commands::statements::history;
use crate::document::{Document, value};
use crate::failure::Failure;
use crate::joints::{Named, record};
use crate::lines::Lines;
use crate::question::Question;
use crate::session::Session;
use crate::time_flags::TimeFlags;
use crate::words::count;

/// The arguments of `docket link`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Link {
    /// A case whose statements are compared, or wordings that are one statement: CASE/EVENT#WORDING
    #[arg(required = true, value_name = "CASE|WORDING")]
    what: Vec<String>,
    /// Of a case: record links of those that are alike enough to be linked without asking
    #[arg(long)]
    record: bool,
}

const EXAMPLES: &str = "\
Examples:
  docket link amazon-v-nokia
      the pairs of statements that may be one, each with how alike its quotations are
  docket link amazon-v-nokia --record
      link those that are nearly the same words of one speaker on one occasion
  docket link amazon-v-nokia/reply-techradar#defend amazon-v-nokia/reply-light-reading#defend
      these wordings are one statement; `docket separate` takes them apart again";

impl Link {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        match &self.what[..] {
            [case] if !case.contains('#') => self.compare(session, case),
            _ if self.record => Err(Failure::usage("--record is about the statements of a case")),
            wordings => by_hand(session, wordings),
        }
    }

    /// Compares the statements of a case, and shows or links those that are alike.
    fn compare(&self, session: &Session, case: &str) -> Result<(), Failure> {
        let case: CaseId =
            case.parse().map_err(|error| Failure::usage(format!("`{case}`: {error}")))?;
        let ledger = session.open()?;
        let question = Question::new(&ledger, &TimeFlags::default(), session)?;
        let view = question.case(&case)?;
        let history = history(&view);
        let candidates = history.candidates(view.books());
        let links = history.links(&candidates);
        if self.record {
            let link = |one: &&Candidate| Bookkeeping::Linked {
                how: Some(one.how()),
                targets: one.wordings.to_vec(),
            };
            let nothing =
                format!("no two statements are {LINKED} % alike or more and not yet linked");
            return record(session, &ledger, &view, links.iter().map(link).collect(), &nothing);
        }
        question.echo(session, &view)?;
        let is_linked = |one: &Candidate| links.iter().any(|link| std::ptr::eq(*link, one));
        session.output.answer(
            || text(&case, &candidates, is_linked),
            || {
                let items = candidates.iter().map(|one| item(one, is_linked(one)));
                Document::list("docket/candidates/1", &items.collect::<Vec<_>>())
            },
        )
    }
}

/// Links wordings because a person says that they are one statement.
fn by_hand(session: &Session, names: &[String]) -> Result<(), Failure> {
    let ledger = session.open()?;
    let Named { view, targets, statements } = Named::find(&ledger, session, names)?;
    let are_one = statements.iter().all(|statement| *statement == statements[0]);
    let link = (!are_one).then_some(Bookkeeping::Linked { how: None, targets });
    record(session, &ledger, &view, link.into_iter().collect(), "they are one statement already")
}

fn text(case: &CaseId, candidates: &[Candidate], is_linked: impl Fn(&Candidate) -> bool) -> String {
    let pairs = count(candidates.len(), "pair of statements", "pairs of statements");
    let mut lines = Lines::of(&format!("{case}: {pairs} may be one"));
    for one in candidates {
        lines.push("");
        let note = match (one.separated, is_linked(one)) {
            (true, _) => ", taken apart before",
            (false, true) => ", linked by --record",
            (false, false) => "",
        };
        let occasion = one.occasion.words();
        lines.push(&format!("{} % alike: {}, {occasion}{note}", one.score, one.speaker));
        for (text, target) in one.texts.iter().zip(&one.wordings) {
            lines.push(&format!("  “{text}”"));
            lines.push(&format!("    {target}"));
        }
    }
    lines.into_text()
}

fn item(candidate: &Candidate, is_linked: bool) -> Value {
    let mut item = value(candidate);
    item["linked_by_record"] = is_linked.into();
    item
}
