//! `docket first-known`: when something was first known, and every stretch in which it was.

use clap::Args;
use docket_audit::{Clock, FirstKnown as Known, Held, Point, Stretch};
use docket_core::{CaseId, CaseView};
use serde_json::{Value, json};

use crate::clock_arg::ClockArg;
use crate::document::Document;
use crate::failure::Failure;
use crate::field_arg;
use crate::lines::Lines;
use crate::question::{Question, cut_as_json};
use crate::session::Session;
use crate::table::table;
use crate::time_flags::TimeFlags;
use crate::words::list;

/// The arguments of `docket first-known`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct FirstKnown {
    /// The case, as `docket cases` lists it
    case: CaseId,
    /// The field, as `docket why` takes it, and the value that is asked about
    #[arg(value_name = "FIELD[=VALUE]")]
    field: String,
    /// Only by this clock; else by all three
    #[arg(long, value_enum, value_name = "CLOCK")]
    by: Option<ClockArg>,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket first-known amazon-v-nokia patents_in_suit
      when somebody first said how many, when two independent sources did, and how it went on
  docket first-known nokia-v-amazon jurisdictions=BR --by published
      since when the public could know of Brazil
  docket first-known nokia-v-amazon number_of_proceedings=13 --json
      also a value that others contradict, for a program";

impl FirstKnown {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let view = question.case(&self.case)?;
        let (field, value) = match self.field.split_once('=') {
            Some((field, "")) => {
                return Err(Failure::usage(format!("`{}` names no value", self.field))
                    .help(format!("write {field}=VALUE, or {field} for whatever it was")));
            }
            Some((field, value)) => (field, Some(value)),
            None => (self.field.as_str(), None),
        };
        let field = field_arg::find_ever(&view, field)?;
        let clocks = self.by.map_or(Clock::ALL.to_vec(), |by| vec![by.clock()]);
        let known: Vec<Known> =
            clocks.into_iter().map(|clock| Known::of(&view, &field, value, clock)).collect();
        if known.iter().all(|known| known.stretches.is_empty()) {
            let what = value.map_or(String::new(), |value| format!(" is {value}"));
            let message = format!("nobody inside this cut says that {field}{what}");
            return Err(Failure::not_found("never_known", message)
                .help(format!("`docket why {} {field}` shows what is said of it", self.case)));
        }
        question.echo(session, &view)?;
        session.output.answer(
            || text(&known),
            || {
                Document::new("docket/first-known/1", &json!({ "field": field, "value": value }))
                    .with("case", view.case())
                    .with("clocks", &known.iter().map(as_json).collect::<Vec<_>>())
                    .with("cut", &cut(&view))
            },
        )
    }
}

fn cut(view: &CaseView) -> Value {
    cut_as_json(view.cut())
}

fn as_json(known: &Known) -> Value {
    json!({
        "clock": known.clock,
        "first_said": known.said,
        "first_stated": known.stated,
        "first_corroborated": known.corroborated,
        "intervals": known.stretches.iter().map(stretch_as_json).collect::<Vec<_>>(),
    })
}

fn stretch_as_json(stretch: &Stretch<Held>) -> Value {
    let held = &stretch.held;
    json!({
        "from": stretch.from,
        "until": stretch.until,
        "is_value": held.is_value,
        "support": held.support,
        "sources": held.sources,
        "independent": held.independent,
        "value": field_value(held),
    })
}

/// The value of the field in a stretch, as `show` has it.
fn field_value(held: &Held) -> Value {
    crate::document::value(&held.state)["value"].clone()
}

fn text(known: &[Known]) -> String {
    let mut lines = Lines::default();
    for (at, one) in known.iter().enumerate() {
        if at > 0 {
            lines.push("");
        }
        lines.push(&format!("By the {} clock", one.clock.name()));
        let point = |point: Option<Point>| point.map_or("never".to_owned(), |one| one.to_string());
        lines.push(&format!("  first said                     {}", point(one.said)));
        lines.push(&format!("  first stated without conflict  {}", point(one.stated)));
        lines.push(&format!("  first by two independent       {}", point(one.corroborated)));
        let headings = ["from", "until", "value", "support", "said by"];
        lines.push_all("  ", &table(&headings, one.stretches.iter().map(row)));
    }
    lines.into_text()
}

fn row(stretch: &Stretch<Held>) -> Vec<String> {
    let held = &stretch.held;
    let until = stretch.until.map_or("the cut".to_owned(), |until| until.to_string());
    let claimed = if held.is_value { "" } else { " (claimed, not the value)" };
    vec![
        stretch.from.to_string(),
        until,
        value(held),
        format!("{}{claimed}", held.support.words()),
        list(&held.sources),
    ]
}

/// What the field was, in one line.
fn value(held: &Held) -> String {
    let members = held.state.members();
    match held.state.one() {
        Some(one) => one.to_string(),
        None if members.is_empty() => "-".to_owned(),
        None => list(members.iter().map(|member| &member.value)),
    }
}
