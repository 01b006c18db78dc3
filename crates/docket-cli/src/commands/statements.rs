//! `docket statements`: who said what, when, by which source.

use clap::Args;
use docket_core::{CaseId, CaseView, Key};
use docket_statements::{Statement, StatementHistory};

use crate::document::Document;
use crate::failure::Failure;
use crate::ledger::nearest;
use crate::question::{Question, cut_as_json};
use crate::session::Session;
use crate::time_flags::TimeFlags;
use crate::variants::variants;

/// The arguments of `docket statements`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Statements {
    /// The case; without it, all cases
    case: Option<CaseId>,
    /// Only what this party or person said, by any of its names
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// The wordings of one statement side by side, with what differs marked
    #[arg(long, value_name = "ID")]
    variants: Option<Key>,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket statements amazon-v-nokia --speaker Nokia
      what Nokia said, in each source's wording
  docket statements amazon-v-nokia --variants defend
      one statement: [-words of the reference-] that a wording leaves out, {+words+} it has instead
  docket statements --published-by 2024-07-31 --jsonl
      every statement public by then, one line of JSON each";

impl Statements {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let (views, cut) = match &self.case {
            Some(case) => {
                let view = question.case(case)?;
                let cut = cut_as_json(view.cut());
                (vec![view], cut)
            }
            None => (question.cases()?, question.cut_of_all()?),
        };
        let histories: Vec<StatementHistory> =
            views.iter().map(|view| self.history(view)).collect();
        self.is_there(&views, &histories)?;
        match &views[..] {
            [view] if self.case.is_some() => question.echo(session, view)?,
            _ => question.echo_all(session)?,
        }
        let statements: Vec<&Statement> =
            histories.iter().flat_map(|one| &one.statements).collect();
        session.output.answer(
            || self.text(&histories),
            || Document::list("docket/statements/1", &statements).with("cut", &cut),
        )
    }

    fn history(&self, view: &CaseView) -> StatementHistory {
        let mut history = history(view);
        if let Some(name) = &self.speaker {
            let identity = view.books().name_identity(name);
            let said = |one: &Statement| one.wordings.iter().any(|word| word.identity == identity);
            history.statements.retain(said);
        }
        if let Some(id) = &self.variants {
            history.statements.retain(|one| one.id == *id);
            history.statements.iter_mut().for_each(Statement::align);
        }
        history
    }

    /// A statement that was asked for by its id is there, or something is wrong with the id.
    fn is_there(&self, views: &[CaseView], found: &[StatementHistory]) -> Result<(), Failure> {
        let Some(id) = &self.variants else { return Ok(()) };
        if found.iter().any(|history| !history.statements.is_empty()) {
            return Ok(());
        }
        let all: Vec<StatementHistory> = views.iter().map(history).collect();
        let ids = all.iter().flat_map(|history| &history.statements).map(|one| one.id.as_str());
        let help = nearest(id.as_str(), ids).map(|near| format!("did you mean `{near}`?"));
        Err(Failure::not_found("unknown_statement", format!("there is no statement {id}"))
            .help("`docket statements CASE` lists the statements inside a cut")
            .maybe_help(help))
    }

    fn text(&self, histories: &[StatementHistory]) -> String {
        let statements = || histories.iter().flat_map(|history| &history.statements);
        if self.variants.is_some() {
            return statements().map(variants).collect::<Vec<_>>().join("\n");
        }
        let told = histories
            .iter()
            .filter(|history| self.case.is_some() || !history.statements.is_empty());
        told.map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }
}

/// Everything that was said in a case, under its view's cut.
pub(crate) fn history(view: &CaseView) -> StatementHistory {
    view.project()
}
