//! `docket order`: which of two events came first.

use clap::Args;
use docket_audit::{Order as Answer, order};
use docket_core::{CaseView, Done, EventId};
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
        let answer = order((&one, &self.first), (&other, &self.second))
            .ok_or_else(|| outside(&[(&one, &self.first), (&other, &self.second)]))?;
        question.echo(session, &other)?;
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

/// The failure where a cut leaves out what is asked about: which event, and why.
pub(crate) fn outside(asked: &[(&CaseView, &EventId)]) -> Failure {
    let missing = |(view, event): &&(&CaseView, &EventId)| {
        let resolution = view.resolve();
        !resolution.acts.iter().any(|act| act.events().contains(event))
    };
    let Some((view, event)) = asked.iter().find(missing) else {
        return Failure::not_found("outside_cut", "the cut leaves out what is asked about");
    };
    let by = view.resolve().consequences.into_iter();
    let by = by.filter(|done| done.what == Done::Retracted && done.to == **event);
    let why = match by.map(|done| done.by.to_string()).next() {
        Some(by) => format!("was taken back by {by}"),
        None => "is not inside this cut".to_owned(),
    };
    Failure::not_found("outside_cut", format!("{event} {why}"))
        .help("`docket log` lists the events of a case, each with what became of it")
}
