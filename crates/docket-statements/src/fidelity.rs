//! How faithful one wording is to another.

use docket_core::Form;
use serde::Serialize;

use crate::comparison::{Comparison, Run, is_edited};
use crate::words::{Brackets, Word};

/// What became of the reference's words in a wording.
///
/// Two words are the same when they differ in nothing but capitals, the style of apostrophes,
/// hyphens and dashes, spaces of any kind, and the marks around them (quotation marks, commas, full
/// stops, ellipses). The first of these that fits is the fidelity:
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fidelity {
    /// The same characters.
    Verbatim,
    /// The same words, all of them, and nobody's brackets.
    Typography,
    /// Words left out and nothing else: at the beginning, at the end, and inside where an ellipsis
    /// marks it. An omission inside that nothing marks is a change of what was said.
    Truncated,
    /// The words, or a part of them as above, where every other difference is in an editor's
    /// brackets: a part of a word (`involve[s]`, `[W]e`), words put in (`they [Amazon] say`), or
    /// words for others (`[the company] will` for `we will`).
    BracketEdited,
    /// Other words; and a rendering without quotation marks, whose words are ours.
    Reworded,
    /// The words of somebody else.
    OtherSpeaker,
}

impl Fidelity {
    /// The term as people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Typography => "typography",
            Self::Truncated => "truncated",
            Self::BracketEdited => "bracket-edited",
            Self::Reworded => "reworded",
            Self::OtherSpeaker => "another speaker",
        }
    }
}

/// Compares a wording with the reference; [`Fidelity`] has the rules.
#[must_use]
pub fn fidelity(reference: &str, wording: &str, form: Form) -> Fidelity {
    if !form.is_quotation() {
        Fidelity::Reworded
    } else if reference == wording {
        Fidelity::Verbatim
    } else {
        classify(&Comparison::of(reference, wording))
    }
}

fn classify(comparison: &Comparison<'_>) -> Fidelity {
    let differences = || comparison.runs.iter().filter(|run| !run.is_same);
    let is_in_brackets = |word: &Word| word.brackets != Brackets::None;
    let has_brackets = comparison.wording.words().iter().any(is_in_brackets)
        || comparison.reference.words().iter().any(is_in_brackets);
    match () {
        () if !comparison.is_alike() => Fidelity::Reworded,
        () if !differences()
            .all(|run| is_open_omission(comparison, run) || is_editors(comparison, run)) =>
        {
            Fidelity::Reworded
        }
        () if has_brackets => Fidelity::BracketEdited,
        () if differences().next().is_some() => Fidelity::Truncated,
        () => Fidelity::Typography,
    }
}

/// Whether words are left out and a reader can see it: at an end, or at an ellipsis.
fn is_open_omission(comparison: &Comparison<'_>, run: &Run) -> bool {
    let at = run.wording.start;
    let is_marked = || comparison.wording.words()[at].after_gap;
    run.wording.is_empty() && (at == 0 || at == comparison.wording.len() || is_marked())
}

/// Whether an editor owns up to a difference by brackets, in either of the two.
fn is_editors(comparison: &Comparison<'_>, run: &Run) -> bool {
    let ours = &comparison.reference.words()[run.reference.clone()];
    let theirs = &comparison.wording.words()[run.wording.clone()];
    let are_whole = |words: &[Word]| {
        !words.is_empty() && words.iter().all(|word| word.brackets == Brackets::Whole)
    };
    match (ours, theirs) {
        ([one], [other]) if is_edited(one, other) => true,
        _ => are_whole(ours) || are_whole(theirs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFERENCE: &str =
        "Nokia's 'new company strategy' involved leveraging Amazon's solutions – we think so";

    fn quoted(wording: &str) -> Fidelity {
        fidelity(REFERENCE, wording, Form::Quoted)
    }

    #[test]
    fn the_same_words_are_verbatim_or_set_otherwise() {
        assert_eq!(quoted(REFERENCE), Fidelity::Verbatim);
        for wording in [
            "Nokia’s “new company strategy” involved leveraging Amazon’s solutions – we think so.",
            "NOKIA'S  new company strategy\u{a0}involved leveraging Amazon's solutions -- we think so",
            "Nokia's new company strategy involved … leveraging Amazon's solutions—we think so...",
        ] {
            assert_eq!(quoted(wording), Fidelity::Typography, "{wording}");
        }
    }

    #[test]
    fn words_left_out_in_the_open_are_truncation() {
        for wording in [
            "new company strategy",
            "new company strategy involved leveraging",
            "Nokia's new company strategy … we think so",
            "company strategy [...] leveraging Amazon’s . . . think",
            "involved leveraging Amazon’s solutions…",
        ] {
            assert_eq!(quoted(wording), Fidelity::Truncated, "{wording}");
        }
    }

    #[test]
    fn an_editors_brackets_own_up_to_a_difference() {
        for wording in [
            "involve[s] leveraging Amazon’s solutions",
            "“new company strategy” … involve[s] leveraging Amazon’s solutions",
            "[N]okia's new company strategy",
            "[its] new company strategy involved leveraging [the company's] solutions",
            "Nokia's new company strategy [of 2020] involved leveraging",
            "leverag[e] Amazon's solutions … [they] think so",
        ] {
            assert_eq!(quoted(wording), Fidelity::BracketEdited, "{wording}");
        }
        let edited =
            fidelity("it involve[s] leveraging solutions", "it involved leveraging", Form::Quoted);
        assert_eq!(edited, Fidelity::BracketEdited, "the reference may be the edited one");
    }

    #[test]
    fn anything_else_is_other_words() {
        for wording in [
            "novel firm approach",
            "strategy company new",
            "Nokia's new strategy involved leveraging Amazon's solutions",
            "Nokia's new company strategy never involved leveraging Amazon's solutions",
            "invent[s] leveraging",
            "involve[s] exploiting Amazon's solutions",
            "[Nokia] [has] [a] [plan] leveraging",
            "[the company]",
            "",
        ] {
            assert_eq!(quoted(wording), Fidelity::Reworded, "{wording}");
        }
        assert_eq!(fidelity(REFERENCE, REFERENCE, Form::Indirect), Fidelity::Reworded);
    }
}
