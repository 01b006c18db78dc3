//! Variants: the wordings of one statement side by side.

use docket_core::Form;
use docket_statements::{Alignment, Piece, Statement, WordingState};

use crate::document::value;
use crate::table::table;

/// A statement with its wordings, each quotation aligned with the reference.
pub(crate) fn variants(statement: &Statement) -> String {
    let speaker = statement.speaker.as_deref().unwrap_or("speaker in conflict");
    let rows = statement.wordings.iter().map(row);
    let title = format!("{}: {speaker}\n", statement.id);
    title + &table(&["source", "published", "fidelity", "words"], rows)
}

fn row(wording: &WordingState) -> Vec<String> {
    let source = wording.source.as_ref().map_or("-", |source| source.as_str());
    let published = wording.published.as_deref().unwrap_or("unknown");
    let words = wording.alignment.as_ref().map_or_else(|| wording.text.clone(), marked);
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
/// `[-left out-]` inside, `{+put in+}`.
fn marked(alignment: &Alignment) -> String {
    let pieces = &alignment.pieces;
    let shown = |(at, piece): (usize, &Piece)| match piece {
        Piece::Changed { to, .. } if pieces.len() == 1 => to.clone(),
        Piece::Same(text) => text.clone(),
        Piece::LeftOut(_) if at == 0 || at + 1 == pieces.len() => "…".to_owned(),
        Piece::LeftOut(text) => format!("[-{text}-]"),
        Piece::PutIn(text) => format!("{{+{text}+}}"),
        Piece::Changed { from, to } => format!("[-{from}-]{{+{to}+}}"),
    };
    pieces.iter().enumerate().map(shown).collect::<Vec<_>>().join(" ")
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
            assert_eq!(marked(&Alignment::of(reference, wording)), shown);
        }
    }
}
