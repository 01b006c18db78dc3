//! `docket cases`: the cases of a ledger.

use chrono::SecondsFormat;
use clap::Args;
use docket_case::CaseState;
use docket_core::{CaseView, RecordedAt, Revision};
use docket_time::Meaning;
use serde::Serialize;

use crate::document::Document;
use crate::failure::Failure;
use crate::question::Question;
use crate::session::Session;
use crate::table::table;
use crate::time_flags::TimeFlags;

/// The arguments of `docket cases`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Cases {
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket cases
      every case, with its status and its last change
  docket cases --recorded-by -7d
      the cases as this ledger had them a week ago
  docket cases --jsonl
      one line of JSON for each case";

/// A case in one line.
#[derive(Debug, Serialize)]
struct CaseLine {
    case: String,
    title: Option<String>,
    status: &'static str,
    court: Option<String>,
    revision: Revision,
    /// When its last entry inside the recorded cut was recorded.
    last_recorded_at: Option<RecordedAt>,
    /// When the latest of its reports inside the cut was made public, as EDTF.
    last_published: Option<String>,
}

impl Cases {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let lines: Vec<CaseLine> = question.cases()?.iter().map(CaseLine::of).collect();
        let cut = question.cut_of_all()?;
        question.echo_all(session)?;
        let document = || Document::list("docket/cases/1", &lines).with("cut", &cut);
        session.output.answer(|| text(&lines), document)
    }
}

impl CaseLine {
    fn of(view: &CaseView) -> Self {
        let state: CaseState = view.project();
        let own = |entry: &&docket_core::LogEntry| entry.event.case == *view.case();
        Self {
            case: view.case().to_string(),
            title: view.books().description().title.clone(),
            status: state.status.name(),
            court: state.court(),
            revision: view.revision(),
            last_recorded_at: view.entries().iter().rev().find(own).map(|entry| entry.recorded_at),
            last_published: last_published(view),
        }
    }

    fn row(&self) -> Vec<String> {
        let seconds = |at: RecordedAt| at.instant().to_rfc3339_opts(SecondsFormat::Secs, true);
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        vec![
            self.case.clone(),
            self.status.replace('_', " "),
            or_dash(&self.court),
            self.revision.to_string(),
            or_dash(&self.last_recorded_at.map(seconds)),
            or_dash(&self.last_published),
            or_dash(&self.title),
        ]
    }
}

/// The latest publication among the reports inside the cut.
fn last_published(view: &CaseView) -> Option<String> {
    let resolution = view.resolve();
    let reports = resolution.acts.iter().flat_map(|act| &act.reports);
    let dated =
        reports.map(|report| &report.published).filter(|meaning| meaning.latest().is_some());
    dated.max_by_key(|meaning| meaning.latest()).and_then(Meaning::to_edtf)
}

fn text(lines: &[CaseLine]) -> String {
    if lines.is_empty() {
        return "no cases\n".to_owned();
    }
    let headings =
        ["case", "status", "court", "revision", "last recorded", "last published", "title"];
    table(&headings, lines.iter().map(CaseLine::row))
}
