//! `docket explain`: what the code of a fault means.

use clap::Args;
use docket_formats::{Code, Severity};
use serde_json::{Value, json};

use crate::document::Document;
use crate::failure::Failure;
use crate::session::Session;
use crate::table::table;

/// The arguments of `docket explain`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Explain {
    /// The code, as `docket check` prints it; without it, the list of all
    code: Option<Code>,
}

const EXAMPLES: &str = "\
Examples:
  docket explain D0003
      what the fault is, why it matters, and what to write instead
  docket explain
      the list of all codes";

impl Explain {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let Some(code) = self.code else { return list(session) };
        session.output.answer(
            || format!("{code}\n\n{}\n", code.explain().trim_end()),
            || Document::new("docket/explanation/1", &as_json(code)),
        )
    }
}

fn list(session: &Session) -> Result<(), Failure> {
    let codes = || Code::all();
    let row = |code: Code| vec![code.to_string(), severity(code).to_owned(), first_sentence(code)];
    session.output.answer(
        || table(&["code", "severity", "meaning"], codes().map(row)),
        || Document::list("docket/explanations/1", &codes().map(as_json).collect::<Vec<_>>()),
    )
}

fn as_json(code: Code) -> Value {
    json!({ "code": code.to_string(), "severity": severity(code), "explanation": code.explain() })
}

pub(crate) fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn first_sentence(code: Code) -> String {
    let paragraph = code.explain().split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
    paragraph[..end].trim_end_matches([':', ' ']).to_owned()
}
