//! Variants: the wordings of one statement side by side.

use docket_core::Form;
use docket_statements::{Statement, WordingState};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::value;
use crate::table::table;

/// A wording of which less than one word in so many is the reference's is not compared with it.
const ALIKE: usize = 3;

/// A statement with its wordings, each quotation compared word by word with the reference.
pub(crate) fn variants(statement: &Statement) -> String {
    let speaker = statement.speaker.as_deref().unwrap_or("speaker in conflict");
    let reference = statement.wordings.iter().find(|wording| wording.reference);
    let rows = statement.wordings.iter().map(|wording| row(wording, reference));
    let title = format!("{}: {speaker}\n", statement.id);
    title + &table(&["source", "published", "fidelity", "words"], rows)
}

fn row(wording: &WordingState, reference: Option<&WordingState>) -> Vec<String> {
    let source = wording.source.as_ref().map_or("-", |source| source.as_str());
    let published = wording.published.as_deref().unwrap_or("unknown");
    let words = match reference {
        Some(reference) if !wording.reference && wording.form.is_quotation() => {
            marked(&reference.text, &wording.text)
        }
        Some(_) | None => wording.text.clone(),
    };
    vec![source.to_owned(), published.to_owned(), fidelity(wording), words]
}

fn fidelity(wording: &WordingState) -> String {
    match (wording.reference, wording.form) {
        (true, _) => "reference".to_owned(),
        (false, Form::Indirect) => "indirect".to_owned(),
        (false, Form::Quoted | Form::Partial) => {
            value(&wording.fidelity).as_str().unwrap_or_default().replace('_', " ")
        }
    }
}

/// A wording with its differences from the reference: `…` for a beginning or an end it leaves out,
/// `[-left out-]` inside, `{+put in+}`. Punctuation around a word is no difference.
fn marked(reference: &str, wording: &str) -> String {
    let old: Vec<&str> = reference.split_whitespace().collect();
    let new: Vec<&str> = wording.split_whitespace().collect();
    let ops = capture_diff_slices(Algorithm::Myers, &folded(&old), &folded(&new));
    let is_kept = |op: &&DiffOp| matches!(op, DiffOp::Equal { .. });
    let kept: usize = ops.iter().filter(is_kept).map(|op| op.new_range().len()).sum();
    if kept * ALIKE < new.len() {
        return wording.to_owned();
    }
    let mut parts = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let (_, left_out, put_in) = op.as_tag_tuple();
        let (left_out, put_in) = (old[left_out].join(" "), new[put_in].join(" "));
        let is_at_an_end = at == 0 || at + 1 == ops.len();
        parts.push(match op {
            DiffOp::Equal { .. } => put_in,
            DiffOp::Delete { .. } if is_at_an_end => "…".to_owned(),
            DiffOp::Delete { .. } => format!("[-{left_out}-]"),
            DiffOp::Insert { .. } => format!("{{+{put_in}+}}"),
            DiffOp::Replace { .. } => format!("[-{left_out}-]{{+{put_in}+}}"),
        });
    }
    parts.join(" ")
}

/// Words as they are compared: without the marks around them, which each source sets as it does.
fn folded(words: &[&str]) -> Vec<String> {
    let fold = |word: &&str| {
        word.replace(['’', '‘'], "'").trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    };
    words.iter().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_from_the_reference_are_marked() {
        let reference = "We will review these matters and defend ourselves";
        for (wording, shown) in [
            (reference, reference),
            ("review these matters and defend", "… review these matters and defend …"),
            ("We will review “these matters”", "We will review “these matters” …"),
            ("We will study these matters", "We will [-review-]{+study+} these matters …"),
            (
                "We will review all these and defend ourselves",
                "We will review {+all+} these [-matters-] and defend ourselves",
            ),
            ("They fight and win", "They fight and win"),
        ] {
            assert_eq!(marked(reference, wording), shown);
        }
    }
}
