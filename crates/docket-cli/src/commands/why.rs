//! `docket why`: where a value comes from, and what contradicts it.

use clap::Args;
use docket_audit::{Bearing, Clock, Evidence, Point, Why as Reason};
use docket_core::{CaseId, CaseView, Mark};
use serde_json::{Value, json};

use crate::document::Document;
use crate::failure::Failure;
use crate::field_arg;
use crate::lines::Lines;
use crate::question::{Question, cut_as_json};
use crate::session::Session;
use crate::table::table;
use crate::time_flags::TimeFlags;

/// The arguments of `docket why`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Why {
    /// The case, as `docket cases` lists it
    case: CaseId,
    /// The field: status, court, filed, the key of a fact, parties/NAME, acts/ACT#occurred,
    /// statements/ID#words
    field: String,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket why amazon-v-nokia filed
      the date, the rules that decided, and every report for or against it
  docket why nokia-v-amazon number_of_proceedings --published-by 2024-07-31
      the same by what was public at the end of that day
  docket why amazon-v-nokia 'statements/reinvention#words' --json
      why the words of a statement are in conflict, for a program";

impl Why {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let view = question.case(&self.case)?;
        let field = field_arg::find(&view, &self.field)?;
        let why = Reason::of(&view, &field).expect("a field that was found is known");
        question.echo(session, &view)?;
        session.output.answer(|| text(&why), || document(&why, &view))
    }
}

fn document(why: &Reason, view: &CaseView) -> Document {
    let rules = why.rules.iter().map(|rule| json!({ "rule": rule.name(), "says": rule.words() }));
    let since =
        |clock: Clock| why.since.iter().find(|(one, _)| *one == clock).and_then(|one| one.1);
    let since: serde_json::Map<String, Value> = Clock::ALL
        .into_iter()
        .map(|clock| (clock.name().to_owned(), json!(since(clock))))
        .collect();
    Document::new("docket/why/1", &why.state)
        .with("case", view.case())
        .with("contradicted_by", &why.contradicted_by())
        .with("cut", &cut_as_json(view.cut()))
        .with("evidence", &why.evidence)
        .with("field", &why.path)
        .with("rules", &rules.collect::<Vec<_>>())
        .with("since", &since)
}

fn text(why: &Reason) -> String {
    let mut lines = Lines::of(why.path.as_str());
    lines.push_all("  ", &why.state.to_string());
    lines.push("\nDecided by");
    for rule in &why.rules {
        lines.push(&format!("  {}", rule.words()));
    }
    lines.push("\nReports");
    let headings = ["", "event", "source", "published", "says"];
    lines.push_all("  ", &table(&headings, why.evidence.iter().map(row)));
    lines.push("\nSo since");
    for (clock, point) in &why.since {
        let point =
            point.map_or("not certain by this clock".to_owned(), |point: Point| point.to_string());
        lines.push(&format!("  {:10} {point}", clock.name()));
    }
    lines.into_text()
}

fn row(one: &Evidence) -> Vec<String> {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let marks: Vec<&str> = one.marks.iter().copied().map(Mark::words).collect();
    let mut says: Vec<String> = one.value.iter().map(ToString::to_string).collect();
    says.extend((!marks.is_empty()).then(|| format!("({})", marks.join(", "))));
    says.extend(one.note.clone());
    says.extend(one.read_by.as_ref().map(|rule| format!("(by the rule {rule})")));
    vec![
        Bearing::words(one.bearing).to_owned(),
        one.event.to_string(),
        or_dash(one.source.as_ref().map(ToString::to_string)),
        or_dash(one.published.clone()),
        says.join(" "),
    ]
}
