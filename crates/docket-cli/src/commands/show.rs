//! `docket show`: the state of a case at the cut.

use clap::Args;
use docket_core::CaseId;

use crate::case_document::Known;
use crate::failure::Failure;
use crate::question::Question;
use crate::session::Session;
use crate::time_flags::TimeFlags;

/// The arguments of `docket show`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Show {
    /// The case, as `docket cases` lists it
    case: CaseId,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket show amazon-v-nokia
      the case by everything that is recorded
  docket show amazon-v-nokia --published-by 2024-07-31
      by what its sources had made public at the end of that day
  docket show pherah-v-zoho --occurred-by 2016-03-30 --json
      by what had happened at the end of that day, for a program";

impl Show {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let view = question.case(&self.case)?;
        question.echo(session, &view)?;
        let known = Known::of(&view);
        session.output.answer(|| known.state.to_string(), || known.document(&view))
    }
}
