//! `docket replay`: the state after each entry.

use clap::Args;
use docket_case::CaseState;
use docket_core::{CaseId, CaseView, Cut, LogEntry, RecordedBy};

use crate::case_document::Known;
use crate::change::{below, changes};
use crate::document::{Document, value};
use crate::failure::Failure;
use crate::log_line::LogLine;
use crate::question::{Question, cut_as_json};
use crate::session::Session;
use crate::time_flags::TimeFlags;
use crate::words;

/// The arguments of `docket replay`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Replay {
    /// The case, as `docket cases` lists it
    case: CaseId,
    /// One line for each entry, with how many lines of the state it changed
    #[arg(long)]
    brief: bool,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket replay amazon-v-nokia
      the case as it grew: each entry, and the lines of the state that it changed
  docket replay amazon-v-nokia --brief
      one line for each entry
  docket replay amazon-v-nokia --jsonl
      the whole state after each entry, one line of JSON each";

/// One entry, and the case right after it.
pub(crate) struct Step {
    line: LogLine,
    view: CaseView,
    changes: Vec<String>,
}

impl Replay {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let view = question.case(&self.case)?;
        question.echo(session, &view)?;
        let steps = Step::all(&view);
        let documents = || steps.iter().map(Step::document).collect::<Vec<_>>();
        session.output.answer(
            || steps.iter().map(|step| step.text(self.brief)).collect(),
            || Document::list("docket/replay/1", &documents()),
        )
    }
}

impl Step {
    /// The steps of a case: an entry that only describes something is one where the state changes.
    pub(crate) fn all(view: &CaseView) -> Vec<Self> {
        let mut steps = Vec::new();
        let mut before = view.until(docket_core::Position(0)).project::<CaseState>().to_string();
        for entry in view.entries() {
            let view = view.until(entry.position);
            let state = view.project::<CaseState>().to_string();
            let changes = changes(&before, &state);
            let own = LogLine::inside(&view).pop().filter(|line| line.entry == *entry);
            let books = || LogLine::of_books(entry, &view).filter(|_| !changes.is_empty());
            let line = own.or_else(books);
            steps.extend(line.map(|line| Self { line, view, changes }));
            before = state;
        }
        steps
    }

    fn text(&self, brief: bool) -> String {
        if brief {
            return self.brief();
        }
        let LogEntry { position, recorded_at, .. } = &self.line.entry;
        let heading = format!("{position} {}; recorded {recorded_at}", self.heading());
        below(&heading, &self.changes).and("").into_text()
    }

    /// The step without what only its ledger knows of it: neither position nor instant.
    pub(crate) fn story(&self) -> String {
        below(&self.heading(), &self.changes).and("").into_text()
    }

    fn heading(&self) -> String {
        let event = &self.line.entry.event;
        let what = words::event(event);
        match &event.source {
            Some(source) => {
                format!("{}: {what}; {source}, {}", event.id, self.line.published_words())
            }
            None => format!("{}: {what}", event.id),
        }
    }

    pub(crate) fn brief(&self) -> String {
        let entry = &self.line.entry;
        let mut counts = Vec::new();
        for mark in ['+', '~', '-'] {
            let lines = self.changes.iter().filter(|change| change.starts_with(mark)).count();
            counts.extend((lines > 0).then(|| format!("{mark}{lines}")));
        }
        let (what, counts) = (words::event(&entry.event), counts.join(" "));
        let line =
            format!("{:4} {what:48} {counts:12} {}", entry.position.to_string(), entry.event.id);
        line + "\n"
    }

    fn document(&self) -> serde_json::Value {
        let recorded_by = Some(RecordedBy::Position(self.line.entry.position));
        let cut = Cut { recorded_by, ..self.view.cut().clone() };
        let document = Known::of(&self.view)
            .document(&self.view)
            .with("cut", &cut_as_json(&cut))
            .with("entry", &self.line.as_json())
            .with("changes", &self.changes);
        value(&document)
    }
}
