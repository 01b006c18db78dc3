//! `docket separate`: wordings that are not one statement.

use std::collections::BTreeSet;

use clap::Args;
use docket_core::Bookkeeping;

use crate::failure::Failure;
use crate::joints::{Named, record};
use crate::session::Session;

/// The arguments of `docket separate`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Separate {
    /// Wordings that are not one statement: CASE/EVENT#WORDING
    #[arg(required = true, value_name = "WORDING")]
    wordings: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  docket separate amazon-v-nokia/reply-techradar#defend amazon-v-nokia/reply-light-reading#defend
      take apart the links of these two, or the statement that both name
  docket link amazon-v-nokia/reply-techradar#defend amazon-v-nokia/reply-light-reading#defend
      and join them again";

impl Separate {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let Named { view, targets, statements } = Named::find(&ledger, session, &self.wordings)?;
        let distinct: BTreeSet<_> = statements.iter().collect();
        let share = distinct.len() < statements.len();
        let apart = share.then_some(Bookkeeping::Separated { targets });
        let otherwise = "they are different statements already";
        record(session, &ledger, &view, apart.into_iter().collect(), otherwise)
    }
}
