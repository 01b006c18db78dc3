//! Comparisons: which words of one wording stand for which of another.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::words::{Brackets, Word, Words};

/// Of so many words of a wording at least one is the reference's, or the two are not alike.
const ALIKE: usize = 3;

/// How many pairs of words are looked at for a word that an editor changed; in longer runs none is
/// looked for.
const MOST_PAIRS: usize = 1 << 20;

/// A wording compared with a reference, word by word.
#[derive(Debug)]
pub(crate) struct Comparison<'t> {
    pub(crate) reference: Words<'t>,
    pub(crate) wording: Words<'t>,
    /// Together all words of both, in order.
    pub(crate) runs: Vec<Run>,
}

/// Some neighbouring words of the reference, and those that the wording has in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) reference: Range<usize>,
    pub(crate) wording: Range<usize>,
    /// Whether they are the same words.
    pub(crate) is_same: bool,
}

impl<'t> Comparison<'t> {
    pub(crate) fn of(reference: &'t str, wording: &'t str) -> Self {
        let (reference, wording) = (Words::of(reference), Words::of(wording));
        let runs =
            excerpt(&reference, &wording).unwrap_or_else(|| differences(&reference, &wording));
        Self { reference, wording, runs }
    }

    /// Whether enough of the wording's words are the reference's for a comparison to say something;
    /// what an editor put in is not.
    pub(crate) fn is_alike(&self) -> bool {
        let same = self.runs.iter().filter(|run| run.is_same);
        let words = same.flat_map(|run| &self.wording.words()[run.wording.clone()]);
        let kept = words.filter(|word| word.brackets != Brackets::Whole).count();
        kept > 0 && kept * ALIKE >= self.wording.len()
    }
}

/// The comparison with a wording whose pieces, parted by ellipses, all stand in the reference one
/// after the other. A search, because a shortest list of differences may tear apart what repeats.
fn excerpt(reference: &Words<'_>, wording: &Words<'_>) -> Option<Vec<Run>> {
    let line =
        |words: &[Word]| words.iter().fold("\n".to_owned(), |line, word| line + &word.key + "\n");
    let text = line(reference.words());
    let starts: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let (mut runs, mut from, mut at) = (Vec::new(), 0, 0);
    for piece in wording.words().chunk_by(|_, next| !next.after_gap) {
        let found = starts[from] + text[starts[from]..].find(&line(piece))?;
        let found = starts.binary_search(&found).ok()?;
        runs.push(Run { reference: from..found, wording: at..at, is_same: false });
        from = found + piece.len();
        runs.push(Run { reference: found..from, wording: at..at + piece.len(), is_same: true });
        at += piece.len();
    }
    runs.push(Run { reference: from..reference.len(), wording: at..at, is_same: false });
    runs.retain(|run| !run.reference.is_empty() || !run.wording.is_empty());
    Some(runs)
}

fn differences(reference: &Words<'_>, wording: &Words<'_>) -> Vec<Run> {
    let ops = capture_diff_slices(Algorithm::Myers, &reference.keys(), &wording.keys());
    let mut runs = Vec::with_capacity(ops.len());
    for op in ops {
        let run = Run {
            reference: op.old_range(),
            wording: op.new_range(),
            is_same: matches!(op, DiffOp::Equal { .. }),
        };
        if run.is_same { runs.push(run) } else { split(&run, reference, wording, &mut runs) }
    }
    runs
}

/// Parts a run where an editor changed a part of a word, so that `involve[s]` stands for `involved`
/// and not for all that the wording leaves out beside it.
fn split(run: &Run, reference: &Words<'_>, wording: &Words<'_>, runs: &mut Vec<Run>) {
    let mut rest = run.clone();
    let is_small = run.reference.len() * run.wording.len() <= MOST_PAIRS;
    for at in run.wording.clone().filter(|_| is_small) {
        let stands_for = |of: &usize| is_edited(&reference.words()[*of], &wording.words()[at]);
        let Some(of) = rest.reference.clone().find(stands_for) else { continue };
        runs.push(Run {
            reference: rest.reference.start..of,
            wording: rest.wording.start..at,
            is_same: false,
        });
        runs.push(Run { reference: of..of + 1, wording: at..at + 1, is_same: false });
        rest = Run {
            reference: of + 1..rest.reference.end,
            wording: at + 1..rest.wording.end,
            is_same: false,
        };
    }
    runs.push(rest);
    runs.retain(|run| !run.reference.is_empty() || !run.wording.is_empty());
}

/// Whether one of two words is the other with a part of it changed by an editor in brackets.
pub(crate) fn is_edited(one: &Word, other: &Word) -> bool {
    let fits = |edited: &Word, word: &Word| match &edited.brackets {
        Brackets::None | Brackets::Whole => false,
        Brackets::Part { before, after } => {
            let rest = word.key.strip_prefix(before.as_str());
            rest.is_some_and(|rest| rest.ends_with(after.as_str()))
        }
    };
    fits(one, other) || fits(other, one)
}
