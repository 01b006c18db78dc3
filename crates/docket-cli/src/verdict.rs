//! Verdicts: whether what a case file asserts is what a ledger answers.

use docket_audit::{Difference, differences};
use docket_core::{CaseId, CaseView, Cut, EventId};
use docket_formats::{AssertedEntry, Assertion};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::ledger::{Ledger, nearest};
use crate::lines::Lines;
use crate::question::cut_as_json;

/// An assertion, and what became of it.
pub(crate) struct Verdict {
    /// The file, as it was named.
    pub(crate) file: String,
    /// Where the assertion begins in it.
    pub(crate) line: usize,
    /// Its sentence.
    pub(crate) that: String,
    /// The case that it is about.
    pub(crate) case: CaseId,
    /// The cut under which it was asked.
    pub(crate) cut: Cut,
    pub(crate) outcome: Outcome,
}

/// What became of an assertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything is as it was expected.
    Holds,
    /// Something is not.
    Fails(Vec<Difference>),
    /// It was not asked, because it is about the days or positions of a ledger that was kept.
    LeftOut,
}

/// Asks a ledger what an assertion asserts, and tells under which cut.
///
/// # Errors
/// When the ledger cannot be read.
pub(crate) fn ask(ledger: &Ledger, assertion: &Assertion) -> Result<(Cut, Outcome), Failure> {
    let event = match &assertion.cut.recorded_by {
        Some(AssertedEntry::Event(id)) => match ledger.log().find(id)? {
            Some(entry) => Some(entry.position),
            None => return Ok((assertion.cut.cut(None), unrecorded(id))),
        },
        Some(AssertedEntry::EndOf(_) | AssertedEntry::Position(_)) | None => None,
    };
    let cut = assertion.cut.cut(event);
    let Some(view) = view(ledger, &assertion.case, &cut)? else {
        return Ok((cut, unknown_case(&assertion.case, ledger)?));
    };
    let differences = differences(&view, &assertion.expect);
    let holds = differences.is_empty();
    Ok((cut, if holds { Outcome::Holds } else { Outcome::Fails(differences) }))
}

/// A case under a cut. One of which nothing was recorded by then is one of which nothing is known;
/// none where there is no such case at all.
fn view(ledger: &Ledger, case: &CaseId, cut: &Cut) -> Result<Option<CaseView>, Failure> {
    if let Some(view) = ledger.docket().at(cut.clone()).case(case)? {
        return Ok(Some(view));
    }
    let later = ledger.docket().now().case(case)?;
    Ok(later.and_then(|view| Some(view.with_cut(cut).recorded_by(cut.recorded_by?))))
}

/// The outcome of an assertion that cannot be asked of a ledger made for it.
pub(crate) fn left_out(assertion: &Assertion) -> Option<(Cut, Outcome)> {
    assertion.cut.needs_a_ledger().then(|| (assertion.cut.cut(None), Outcome::LeftOut))
}

fn unrecorded(id: &EventId) -> Outcome {
    let (expected, found) = (format!("{id} is recorded"), "it is not".to_owned());
    Outcome::Fails(vec![Difference {
        field: "recorded_by".to_owned(),
        part: "event",
        expected,
        found,
    }])
}

fn unknown_case(case: &CaseId, ledger: &Ledger) -> Result<Outcome, Failure> {
    let cases = ledger.log().cases()?;
    let names = cases.iter().map(|(case, _)| case.as_str());
    let found = match nearest(case.as_str(), names) {
        Some(name) => format!("there is no such case; did you mean `{name}`?"),
        None => "there is no such case".to_owned(),
    };
    let (field, expected) = ("case".to_owned(), case.to_string());
    Ok(Outcome::Fails(vec![Difference { field, part: "id", expected, found }]))
}

impl Verdict {
    pub(crate) fn is_failure(&self) -> bool {
        matches!(self.outcome, Outcome::Fails(_))
    }

    pub(crate) fn is_left_out(&self) -> bool {
        self.outcome == Outcome::LeftOut
    }

    /// The verdict in a line, and a line for each difference.
    pub(crate) fn text(&self) -> String {
        let word = match &self.outcome {
            Outcome::Holds => "ok",
            Outcome::Fails(_) => "FAILED",
            Outcome::LeftOut => "left out",
        };
        let Self { file, line, that, case, cut, .. } = self;
        let mut lines = Lines::of(&format!("{word:8}  {file}:{line}  {that}"));
        match &self.outcome {
            Outcome::Holds => {}
            Outcome::Fails(differences) => {
                lines.push(&format!("          {case}, {cut}"));
                for Difference { field, part, expected, found } in differences {
                    lines.push(&format!("          {field}, {part}"));
                    lines.push(&format!("            expected  {expected}"));
                    lines.push(&format!("            found     {found}"));
                }
            }
            Outcome::LeftOut => {
                let by = cut.recorded_by.map_or(String::new(), |by| by.to_string());
                lines.push(&format!(
                    "          recorded by {by}: only a ledger has that; ask it with --in-ledger"
                ));
            }
        }
        lines.into_text()
    }

    pub(crate) fn as_json(&self) -> Value {
        let passed = match &self.outcome {
            Outcome::Holds => Some(true),
            Outcome::Fails(_) => Some(false),
            Outcome::LeftOut => None,
        };
        let differences: &[Difference] = match &self.outcome {
            Outcome::Fails(differences) => differences,
            Outcome::Holds | Outcome::LeftOut => &[],
        };
        json!({
            "file": self.file,
            "line": self.line,
            "that": self.that,
            "case": self.case,
            "cut": cut_as_json(&self.cut),
            "passed": passed,
            "differences": differences,
        })
    }
}
