//! `docket export markdown`: a case as a report to read.

use clap::Args;
use docket_core::CaseId;
use docket_export::markdown;

use super::To;
use crate::failure::Failure;
use crate::question::Question;
use crate::session::Session;
use crate::time_flags::TimeFlags;

/// The arguments of `docket export markdown`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Markdown {
    /// The case, as `docket cases` lists it
    case: CaseId,
    #[command(flatten)]
    to: To,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket export markdown amazon-v-nokia -o amazon-v-nokia.md
      the case by everything that is recorded: state, facts, acts, statements, disagreements
  docket export markdown amazon-v-nokia --published-by 2024-07-31
      by what was public at the end of that day, with how much was not";

impl Markdown {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let view = question.case(&self.case)?;
        question.echo(session, &view)?;
        let what = format!("the report of {}", self.case);
        self.to.write(session, &what, |out| Ok(out.write_all(markdown(&view).as_bytes())?))
    }
}
