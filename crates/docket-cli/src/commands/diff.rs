//! `docket diff`: what became known, changed or was withdrawn between two points in time.

use clap::Args;
use docket_audit::{Change, Diff as Between, How};
use docket_case::FactState;
use docket_core::{CaseId, CaseView, EventId};
use serde_json::{Value, json};

use crate::clock_arg::ClockArg;
use crate::document::Document;
use crate::failure::{Exit, Failure};
use crate::lines::Lines;
use crate::question::{Question, cut_as_json};
use crate::session::Session;
use crate::time_flags::TimeFlags;
use crate::when_arg::WhenArg;
use crate::words::list;

/// The arguments of `docket diff`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Diff {
    /// The case, as `docket cases` lists it
    case: CaseId,
    /// The earlier point in time; a later one shows what would be undone
    #[arg(allow_hyphen_values = true)]
    from: WhenArg,
    /// The later point in time
    #[arg(allow_hyphen_values = true)]
    to: WhenArg,
    /// The clock that both points are on: occurred, published or recorded
    #[arg(long, value_enum, value_name = "CLOCK")]
    by: ClockArg,
    /// End with code 7 when something differs
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket diff amazon-v-nokia 2024-07-31 2024-08-01 --by published
      what the public learned that day, and from which reports
  docket diff amazon-v-nokia @40 @41 --by recorded --json
      what one log entry changed, for a program
  docket diff pherah-v-zoho 2016-02-01 2016-02-29 --by occurred --published-by 2016-02-15
      what happened in that month, as far as it was public in its middle";

impl Diff {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        self.by.is_free(&self.time)?;
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let view = question.case(&self.case)?;
        let from = question.cut_at(&view, self.by.clock(), &self.from)?;
        let to = question.cut_at(&view, self.by.clock(), &self.to)?;
        question.echo_both(session, &from, &to)?;
        let diff = Between::between(&from, &to);
        session.output.answer(|| text(&diff), || document(&diff, &from, &to))?;
        if self.exit_code && !diff.is_empty() {
            return Err(Failure::new(Exit::Differences, "differences", "the two differ").told());
        }
        Ok(())
    }
}

fn document(diff: &Between, from: &CaseView, to: &CaseView) -> Document {
    let changes: Vec<Value> = diff.changes.iter().map(change_as_json).collect();
    Document::new("docket/diff/1", &json!({ "case": to.case(), "changes": changes }))
        .with("from", &cut_as_json(from.cut()))
        .with("to", &cut_as_json(to.cut()))
        .with("entries", &json!({ "added": diff.added, "withdrawn": diff.withdrawn }))
}

fn change_as_json(change: &Change) -> Value {
    json!({
        "field": change.field,
        "how": change.how,
        "from": change.from,
        "to": change.to,
        "because": change.because,
    })
}

fn text(diff: &Between) -> String {
    if diff.is_empty() {
        return "nothing differs\n".to_owned();
    }
    let mut lines = Lines::default();
    for how in
        [How::BecameKnown, How::Changed, How::SupportChanged, How::SourcesChanged, How::Withdrawn]
    {
        let changes: Vec<&Change> =
            diff.changes.iter().filter(|change| change.how == how && shows(diff, change)).collect();
        if !changes.is_empty() {
            lines.push(&heading(how));
        }
        for change in &changes {
            push(&mut lines, change);
        }
        if !changes.is_empty() {
            lines.push("");
        }
    }
    let mut events = |title: &str, events: &[EventId]| {
        if !events.is_empty() {
            lines.push(title);
            lines.push_all("  ", &events.iter().collect::<Lines>().into_text());
            lines.push("");
        }
    };
    events("Entries added", &diff.added);
    events("Entries withdrawn", &diff.withdrawn);
    lines.into_text().trim_end().to_owned() + "\n"
}

/// Parts of an act or a statement that came or went as a whole are not listed one by one.
fn shows(diff: &Between, change: &Change) -> bool {
    let (whole, part) = change.field.split();
    let is_wording = part.is_some_and(|part| part.contains(':'));
    let as_whole = |other: &Change| other.field.as_str() == whole && other.how == change.how;
    !is_wording && (part.is_none() || !diff.changes.iter().any(as_whole))
}

fn heading(how: How) -> String {
    let mut words = how.words().to_owned();
    words[..1].make_ascii_uppercase();
    words
}

fn push(lines: &mut Lines, change: &Change) {
    lines.push(&format!("  {}", change.field));
    if change.how == How::SourcesChanged {
        lines.push(&format!("      told by {}", list(&change.because)));
        return;
    }
    let mut side = |mark: &str, state: Option<&FactState>| {
        for (at, line) in state.map_or(String::new(), ToString::to_string).lines().enumerate() {
            let mark = if at == 0 { mark } else { " " };
            lines.push(&format!("    {mark} {line}"));
        }
    };
    side("-", change.from.as_ref());
    side("+", change.to.as_ref());
    lines.push(&format!("      because of {}", list(&change.because)));
}
