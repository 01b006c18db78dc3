//! Alignments: a wording shown word by word beside the reference.

use serde::Serialize;

use crate::comparison::{Comparison, Run};

/// What became of the reference's words in a wording, in order, each with the original text.
///
/// Words are aligned, not letters; marks around a word are no difference. A wording of which less
/// than one word in three is the reference's is one change of all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Alignment {
    /// The pieces; those that are the wording's make up the wording.
    pub pieces: Vec<Piece>,
}

/// A piece of an alignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Words of both, as the wording sets them.
    Same(String),
    /// Words of the reference that the wording leaves out.
    LeftOut(String),
    /// Words of the wording that the reference does not have.
    PutIn(String),
    /// Words of the reference that the wording has others for.
    Changed {
        /// The reference's words.
        from: String,
        /// The wording's.
        to: String,
    },
}

impl Alignment {
    /// Aligns a wording with the reference.
    #[must_use]
    pub fn of(reference: &str, wording: &str) -> Self {
        let comparison = Comparison::of(reference, wording);
        let pieces = if comparison.is_alike() {
            comparison.runs.iter().map(|run| piece(&comparison, run)).collect()
        } else {
            let (from, to) = (reference.trim().to_owned(), wording.trim().to_owned());
            vec![Piece::Changed { from, to }]
        };
        Self { pieces }
    }
}

fn piece(comparison: &Comparison<'_>, run: &Run) -> Piece {
    let from = comparison.reference.text(run.reference.clone()).to_owned();
    let to = comparison.wording.text(run.wording.clone()).to_owned();
    match (run.reference.is_empty(), run.wording.is_empty()) {
        _ if run.is_same => Piece::Same(to),
        (_, true) => Piece::LeftOut(from),
        (true, false) => Piece::PutIn(to),
        (false, false) => Piece::Changed { from, to },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFERENCE: &str = "We will review these matters and defend ourselves";

    fn told(wording: &str) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Same(text) => text.clone(),
            Piece::LeftOut(text) => format!("-{text}-"),
            Piece::PutIn(text) => format!("+{text}+"),
            Piece::Changed { from, to } => format!("-{from}-+{to}+"),
        };
        let alignment = Alignment::of(REFERENCE, wording);
        alignment.pieces.iter().map(piece).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_word_is_kept_left_out_put_in_or_changed() {
        for (wording, pieces) in [
            (REFERENCE, REFERENCE),
            ("we WILL review", "we WILL review -these matters and defend ourselves-"),
            (
                "“these matters”, they said",
                "-We will review- “these matters”, -and defend ourselves-+they said+",
            ),
            ("We … defend …", "We … -will review these matters and- defend … -ourselves-"),
            (
                "We will study these matters",
                "We will -review-+study+ these matters -and defend ourselves-",
            ),
            (
                "We will review all these and defend ourselves",
                "We will review +all+ these -matters- and defend ourselves",
            ),
            (
                "They fight and win",
                "-We will review these matters and defend ourselves-+They fight and win+",
            ),
            ("", "-We will review these matters and defend ourselves-++"),
        ] {
            assert_eq!(told(wording), pieces);
        }
    }

    #[test]
    fn a_word_that_an_editor_changed_stands_for_that_word() {
        assert_eq!(
            told("review[ed] these matter[s]"),
            "-We will- -review-+review[ed]+ these matter[s] -and defend ourselves-"
        );
        assert_eq!(
            told("[Nokia] will review"),
            "-We-+[Nokia]+ will review -these matters and defend ourselves-"
        );
    }

    #[test]
    fn what_repeats_in_the_reference_is_not_torn_apart() {
        let alignment =
            Alignment::of("the cloud, a cloud, the cloud services", "the cloud services");
        let left_out = Piece::LeftOut("the cloud, a cloud,".to_owned());
        assert_eq!(alignment.pieces, [left_out, Piece::Same("the cloud services".to_owned())]);
    }

    #[test]
    fn pieces_have_one_key_each_in_json() {
        let json = serde_json::to_string(&Alignment::of("a b c d", "a b x c")).unwrap();
        assert_eq!(json, r#"[{"same":"a b"},{"put_in":"x"},{"same":"c"},{"left_out":"d"}]"#);
    }
}
