//! How faithful one wording is to another.

use docket_core::Form;
use serde::Serialize;

/// What became of the reference's words in a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fidelity {
    /// The same characters.
    Verbatim,
    /// The same words, with other quotation marks, dashes, spaces or capitals.
    Typography,
    /// A part of the words, in their order.
    Truncated,
    /// The words, or a part of them, with an editor's change in brackets.
    BracketEdited,
    /// Other words.
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

/// Compares a wording with the reference.
///
/// Both are folded first: see [`Fidelity::Typography`]. A rendering without quotation marks is
/// ours and counts as reworded.
#[must_use]
pub fn fidelity(reference: &str, wording: &str, form: Form) -> Fidelity {
    let (ours, theirs) = (words(reference), words(wording));
    let plain = words(&wording.replace(['[', ']'], ""));
    match () {
        () if !form.is_quotation() => Fidelity::Reworded,
        () if reference == wording => Fidelity::Verbatim,
        () if ours == theirs => Fidelity::Typography,
        () if contains(&ours, &theirs) => Fidelity::Truncated,
        () if wording.contains('[') && (edited(&ours, wording) || contains(&ours, &plain)) => {
            Fidelity::BracketEdited
        }
        () => Fidelity::Reworded,
    }
}

/// The words of a text: lower case, without punctuation around them, apostrophes made alike.
fn words(text: &str) -> Vec<String> {
    let alike = text.to_lowercase().replace(['’', '‘', '`', '´'], "'");
    let word = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != '[' && c != ']').to_owned()
    };
    alike.split(|c: char| c.is_whitespace()).map(word).filter(|word| !word.is_empty()).collect()
}

fn contains(long: &[String], short: &[String]) -> bool {
    !short.is_empty() && long.windows(short.len()).any(|window| window == short)
}

/// Whether the wording's words stand in the reference, one with brackets for any that shares the
/// letters before the bracket.
fn edited(reference: &[String], wording: &str) -> bool {
    let edited = words(wording);
    let fits = |window: &[String]| {
        window.iter().zip(&edited).all(|(ours, theirs)| same_root(ours, theirs))
    };
    !edited.is_empty() && reference.windows(edited.len()).any(fits)
}

fn same_root(ours: &str, theirs: &str) -> bool {
    match theirs.find('[') {
        None => ours == theirs,
        // A change of the first letter alone: "[W]e" for "we".
        Some(0) => {
            let rest = theirs.split_once(']').map_or("", |(_, rest)| rest);
            rest.is_empty() || ours.ends_with(rest)
        }
        Some(at) => ours.starts_with(&theirs[..at]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFERENCE: &str = "Nokia's 'new company strategy' involved leveraging Amazon's solutions";

    #[test]
    fn a_wording_is_told_by_what_became_of_the_words() {
        let quoted = |wording: &str| fidelity(REFERENCE, wording, Form::Quoted);
        assert_eq!(quoted(REFERENCE), Fidelity::Verbatim);
        assert_eq!(
            quoted("Nokia’s “new company strategy” involved leveraging Amazon’s solutions."),
            Fidelity::Typography
        );
        assert_eq!(quoted("new company strategy"), Fidelity::Truncated);
        assert_eq!(quoted("involve[s] leveraging Amazon’s solutions"), Fidelity::BracketEdited);
        assert_eq!(quoted("novel firm approach"), Fidelity::Reworded);
        assert_eq!(quoted("strategy company new"), Fidelity::Reworded);
        assert_eq!(quoted("invent[s] leveraging"), Fidelity::Reworded);
    }

    #[test]
    fn what_is_not_quoted_is_reworded() {
        assert_eq!(fidelity(REFERENCE, REFERENCE, Form::Indirect), Fidelity::Reworded);
    }
}
