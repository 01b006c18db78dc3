//! `docket known`: what was known on a date.

use clap::{Args, ValueEnum};
use docket_core::CaseId;

use crate::case_document::Known as KnownState;
use crate::document::Document;
use crate::failure::Failure;
use crate::lines::Lines;
use crate::log_line::LogLine;
use crate::question::Question;
use crate::session::Session;
use crate::time_flags::TimeFlags;
use crate::when_arg::WhenArg;

/// The arguments of `docket known`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Known {
    /// The case, as `docket cases` lists it
    case: CaseId,
    /// The date, or another point in time
    #[arg(allow_hyphen_values = true)]
    when: WhenArg,
    /// Known to whom
    #[arg(long, value_enum, default_value_t = Audience::Public)]
    to: Audience,
    #[command(flatten)]
    time: TimeFlags,
}

/// Who knew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Audience {
    /// Everybody: what its sources had published
    Public,
    /// This ledger: what was recorded in it
    Us,
}

impl Audience {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Us => "us",
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  docket known amazon-v-nokia 2024-07-31
      what the public knew at the end of that day, and how much was not yet public
  docket known amazon-v-nokia @57 --to us
      what this ledger held when its entry 57 had just been recorded
  docket known amazon-v-nokia 2024-07-31 --possibly
      also what may have been public: of some sources the date is unknown";

impl Known {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let flags = self.flags()?;
        let ledger = session.open()?;
        let question = Question::new(&ledger, &flags, session)?;
        let view = question.case(&self.case)?;
        question.echo(session, &view)?;
        let mut known = KnownState::of(&view);
        if self.to == Audience::Us {
            // What nobody had told us cannot be counted.
            known.not_yet = None;
        }
        let lines = LogLine::inside(&view);
        session
            .output
            .answer(|| text(&known, &lines), || with_entries(known.document(&view), &lines))
    }

    /// The date as a cut of the clock it is about, which no flag may cut again.
    fn flags(&self) -> Result<TimeFlags, Failure> {
        let mut flags = self.time.clone();
        let (flag, name, other) = match self.to {
            Audience::Public => (&mut flags.published_by, "--published-by", "--to us"),
            Audience::Us => (&mut flags.recorded_by, "--recorded-by", "--to public"),
        };
        if flag.is_some() {
            let message = format!("{name} cuts the clock that {} is about already", self.when);
            let help = format!("leave {name} out, or ask the other clock with {other}");
            return Err(Failure::usage(message).help(help));
        }
        if self.to == Audience::Public
            && matches!(self.when, WhenArg::Position(_) | WhenArg::Event(_))
        {
            let message =
                format!("`{}` is a place in the log, which the public does not know", self.when);
            return Err(Failure::usage(message).help("say --to us, or give a date"));
        }
        *flag = Some(self.when.clone());
        Ok(flags)
    }
}

fn text(known: &KnownState, entries: &[LogLine]) -> String {
    let mut lines = Lines::default();
    lines.push_all("", &known.state.to_string());
    lines.push("\nEntries inside");
    lines.push_all("  ", &LogLine::as_table(entries));
    if let Some(not_yet) = known.not_yet {
        lines.push(&format!("\nNot yet known\n  {} in this ledger", not_yet.in_words()));
    }
    lines.into_text()
}

fn with_entries(document: Document, lines: &[LogLine]) -> Document {
    document.with("entries", &lines.iter().map(LogLine::as_json).collect::<Vec<_>>())
}
