//! `docket timeline`: the acts of a case on a line of time.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use docket_audit::{Dates, Timeline as Acts, TimelineRow};
use docket_core::{CaseId, Support, Verb};

use crate::document::Document;
use crate::failure::Failure;
use crate::lines::Lines;
use crate::question::{Question, cut_as_json};
use crate::session::Session;
use crate::time_flags::TimeFlags;

/// The arguments of `docket timeline`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Timeline {
    /// The case, as `docket cases` lists it
    case: CaseId,
    /// Draw a picture, as SVG
    #[arg(long, conflicts_with_all = ["json", "jsonl"])]
    svg: bool,
    /// Write the picture to a file
    #[arg(long, short, value_name = "FILE", requires = "svg")]
    output: Option<PathBuf>,
    #[command(flatten)]
    time: TimeFlags,
}

const EXAMPLES: &str = "\
Examples:
  docket timeline amazon-v-nokia
      what happened when, and how much later it became public
  docket timeline pherah-v-zoho --svg -o pherah.svg
      the same as a picture to print
  docket timeline nokia-v-amazon --published-by 2024-07-31 --json
      by what was public at the end of that day, for a program";

/// Letters of a text that stand in one line.
const LINE: usize = 90;

impl Timeline {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let question = Question::new(&ledger, &self.time, session)?;
        let view = question.case(&self.case)?;
        question.echo(session, &view)?;
        let timeline = Acts::of(&view);
        match &self.output {
            Some(path) => fs::write(path, timeline.to_svg()).map_err(|e| Failure::io(path, &e)),
            None => session.output.answer(
                || if self.svg { timeline.to_svg() } else { text(&timeline) },
                || {
                    Document::list("docket/timeline/1", &timeline.rows)
                        .with("case", view.case())
                        .with("cut", &cut_as_json(view.cut()))
                },
            ),
        }
    }
}

/// Acts under the years they happened in, each with a sign for its verb and the days until it was
/// public.
fn text(timeline: &Acts) -> String {
    let mut lines = Lines::of(timeline.case.as_str());
    if timeline.rows.is_empty() {
        lines.push("  no act is inside this cut");
        return lines.into_text();
    }
    let mut year: Option<String> = None;
    for row in &timeline.rows {
        let of_row = Some(heading(row));
        if year != of_row {
            lines.push(&format!("\n{}", of_row.as_deref().unwrap_or_default()));
            year = of_row;
        }
        lines.push(&format!("  {:24} {} {}", date(row), sign(row), row.what));
        if let Some(text) = &row.text {
            lines.push(&format!("  {:24} │   {}", "", first_words(text)));
        }
        lines.push(&format!("  {:24} │   {}", "", public(row)));
    }
    lines.push("\n■ filed  ▲ responded  ● announced  ◆ disposed of; □ △ ○ ◇ not certain, disputed or without effect");
    lines.into_text()
}

/// As much of a text as a line holds.
fn first_words(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LINE {
        return line;
    }
    line.chars().take(LINE - 1).chain(['…']).collect()
}

fn heading(row: &TimelineRow) -> String {
    row.occurred.to.map_or_else(
        || "On an unknown day".to_owned(),
        |day| {
            day.to_string().split('-').find(|part| !part.is_empty()).unwrap_or_default().to_owned()
        },
    )
}

fn date(row: &TimelineRow) -> String {
    let date = row.occurred.edtf.as_deref().unwrap_or("unknown");
    if row.support == Support::Conflict { format!("{date} (?)") } else { date.to_owned() }
}

fn sign(row: &TimelineRow) -> char {
    let plain = row.certain && row.support == Support::Stated && !row.ended;
    match (row.verb, plain) {
        (Verb::Filed, true) => '■',
        (Verb::Filed, false) => '□',
        (Verb::Responded, true) => '▲',
        (Verb::Responded, false) => '△',
        (Verb::Announced, true) => '●',
        (Verb::Announced, false) => '○',
        (Verb::Settled, true) => '◆',
        (Verb::Settled, false) => '◇',
    }
}

/// When it became public, and after how many days where both dates are single ones.
fn public(row: &TimelineRow) -> String {
    let single = |dates: &Dates| dates.from.filter(|from| Some(*from) == dates.to);
    let lag = match (single(&row.occurred), single(&row.published)) {
        (Some(one), Some(other)) if other.0 != one.0 => format!(" ({:+} d)", other.0 - one.0),
        _ => String::new(),
    };
    match &row.published.edtf {
        Some(day) => format!("public {day}{lag}"),
        None => "public on an unknown day".to_owned(),
    }
}
