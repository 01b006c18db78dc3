//! `docket export timelinejs`: a case as a timeline for a web page.

use clap::Args;
use docket_core::CaseId;
use docket_export::timelinejs;

use super::To;
use crate::failure::Failure;
use crate::question::Question;
use crate::session::Session;
use crate::time_flags::TimeFlags;

/// The arguments of `docket export timelinejs`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Timelinejs {
    /// The case, as `docket cases` lists it
    case: CaseId,
    #[command(flatten)]
    to: To,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket export timelinejs pherah-v-zoho -o pherah.json
      a slide for each act; then `new TL.Timeline('element', 'pherah.json')` in a page draws them
  docket export timelinejs amazon-v-nokia --published-by 2024-07-31
      only what was public at the end of that day; acts without a day stand in the title";

impl Timelinejs {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let view = question.case(&self.case)?;
        question.echo(session, &view)?;
        let what = format!("the timeline of {}", self.case);
        self.to.write(session, &what, |out| Ok(out.write_all(timelinejs(&view).as_bytes())?))
    }
}
