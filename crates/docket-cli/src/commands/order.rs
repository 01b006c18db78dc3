//! `docket order`: which of two events came first.

use clap::Args;
use docket_audit::{Order as Answer, order};
use docket_core::EventId;
use docket_time::Truth;
use serde_json::json;

use crate::document::Document;
use crate::failure::Failure;
use crate::question::{Question, cut_as_json};
use crate::session::Session;
use crate::time_flags::TimeFlags;

/// The arguments of `docket order`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Order {
    /// An event, CASE/event; it stands for the act that it reports
    first: EventId,
    /// Another, of the same case or of another
    second: EventId,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket order nokia-v-amazon/proceedings-techradar amazon-v-nokia/complaint-techradar
      whether Nokia's suits came before Amazon's
  docket order pherah-v-zoho/dismiss-gooddata pherah-v-zoho/dismiss-zoho --json
      the same of two acts of one case, for a program";

impl Order {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let (one, other) = question.both(&self.first, &self.second)?;
        question.echo(session, &other)?;
        let answer = order((&one, &self.first), (&other, &self.second))
            .ok_or_else(|| outside(&self.first, &self.second))?;
        session.output.answer(
            || text(&answer),
            || {
                let (before, same_day) = (answer.before, answer.same_day);
                let body = json!({
                    "before": truth(before), "same_day": truth(same_day), "why": answer.why,
                });
                Document::new("docket/order/1", &body)
                    .with("cut", &cut_as_json(other.cut()))
                    .with("events", &[&self.first, &self.second])
            },
        )
    }
}

fn text(answer: &Answer) -> String {
    let same_day = if answer.same_day == Truth::Yes { ", on the same day" } else { "" };
    let before = match answer.before {
        Truth::Yes => "before",
        Truth::No => "not before",
        Truth::Unknown => "unknown",
    };
    format!("{before}{same_day}\n  {}\n", answer.why)
}

/// An answer with three values, as JSON has it.
pub(crate) fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}

/// The failure where a cut leaves out what is asked about.
pub(crate) fn outside(first: &EventId, second: &EventId) -> Failure {
    Failure::not_found("outside_cut", format!("{first} or {second} is in no act under this cut"))
        .help("it may be later than the cut, or have been taken back: `docket log` shows its state")
}
