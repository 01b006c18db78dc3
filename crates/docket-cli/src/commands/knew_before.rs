//! `docket knew-before`: whether one event was known before another happened.

use clap::Args;
use docket_audit::{public_knew_before, we_knew_before};
use docket_core::EventId;
use serde_json::json;

use crate::commands::known::Audience;
use crate::commands::order::{outside, truth};
use crate::document::Document;
use crate::failure::Failure;
use crate::question::{Question, cut_as_json};
use crate::session::Session;
use crate::time_flags::TimeFlags;

/// The arguments of `docket knew-before`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct KnewBefore {
    /// What was or was not known: an event, CASE/event, for the act that it reports
    known: EventId,
    /// What happened: an event, for the act that it reports
    happened: EventId,
    /// Known to whom
    #[arg(long, value_enum, default_value_t = Audience::Public)]
    to: Audience,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket knew-before nokia-v-amazon/proceedings-techradar amazon-v-nokia/complaint-techradar
      whether the public could have read of Nokia's suits before Amazon sued
  docket knew-before pherah-v-zoho/complaint pherah-v-zoho/consolidation --to us
      whether this ledger held the one before the other happened";

impl KnewBefore {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let (one, other) = question.both(&self.known, &self.happened)?;
        let (known, happened) = ((&one, &self.known), (&other, &self.happened));
        let answer = match self.to {
            Audience::Public => public_knew_before(known, happened),
            Audience::Us => we_knew_before(known, happened),
        };
        let answer = answer.ok_or_else(|| outside(&[known, happened]))?;
        question.echo(session, &other)?;
        session.output.answer(
            || format!("{}\n  {}\n", truth(answer.knew), answer.why),
            || {
                let body = json!({ "knew": truth(answer.knew), "why": answer.why });
                Document::new("docket/knew-before/1", &body)
                    .with("cut", &cut_as_json(other.cut()))
                    .with("events", &[&self.known, &self.happened])
                    .with("to", &self.to.name())
            },
        )
    }
}
