//! How alike two wordings are, as one number.

use std::cmp::Reverse;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::comparison::{Comparison, Run};
use crate::words::Word;

/// In runs longer than this no word stands for another in part.
const MOST_WORDS: usize = 32;

/// Letters of two words are compared up to this length.
const MOST_LETTERS: usize = 32;

/// A whole word, in the parts in which words are counted.
const WORD: usize = 1_000;

/// How alike two wordings are, in whole percent rounded down.
///
/// It is twice the words that they share, divided by the words of both. Words are folded as for
/// [`Fidelity`](crate::Fidelity). Where one wording has words in place of the other's, they are
/// paired in order, and a pair counts by the letters that its words share: twice those letters
/// divided by the letters of both. So `involve[s]` for `involved` counts almost whole.
#[must_use]
pub fn similarity(one: &str, other: &str) -> u8 {
    // A shorter one may be an excerpt of a longer; the order in which they come must not matter.
    let length = |text: &str| Reverse(text.chars().count());
    let mut both = [one, other];
    both.sort_by_key(|text| (length(text), *text));
    let comparison = Comparison::of(both[0], both[1]);
    let words = comparison.reference.len() + comparison.wording.len();
    let shared: usize = comparison.runs.iter().map(|run| shared(&comparison, run)).sum();
    let percent = (2 * 100 * shared).checked_div(words * WORD).unwrap_or_default();
    u8::try_from(percent).unwrap_or(100)
}

/// How many words two runs share, in parts of a word.
fn shared(comparison: &Comparison<'_>, run: &Run) -> usize {
    if run.is_same {
        return run.wording.len() * WORD;
    }
    let ours = &comparison.reference.words()[run.reference.clone()];
    let theirs = &comparison.wording.words()[run.wording.clone()];
    if ours.len() > MOST_WORDS || theirs.len() > MOST_WORDS {
        return 0;
    }
    paired(ours, theirs)
}

/// The most that pairs of words, in order, can share.
fn paired(ours: &[Word], theirs: &[Word]) -> usize {
    let mut best = vec![0; theirs.len() + 1];
    for our in ours {
        let mut before = 0;
        for (at, their) in theirs.iter().enumerate() {
            let pair = before + letters(&our.key, &their.key);
            before = best[at + 1];
            best[at + 1] = pair.max(before).max(best[at]);
        }
    }
    best[theirs.len()]
}

/// How much of two words are the same letters in the same order, in parts of a word.
fn letters(our: &str, their: &str) -> usize {
    let (our, their): (Vec<char>, Vec<char>) = (our.chars().collect(), their.chars().collect());
    if our.len() > MOST_LETTERS || their.len() > MOST_LETTERS {
        return if our == their { WORD } else { 0 };
    }
    let same = capture_diff_slices(Algorithm::Myers, &our, &their);
    let is_same = |op: &&DiffOp| matches!(op, DiffOp::Equal { .. });
    let same: usize = same.iter().filter(is_same).map(|op| op.new_range().len()).sum();
    2 * WORD * same / (our.len() + their.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_wholly_alike_however_they_are_set() {
        assert_eq!(similarity("We’ll fight – “this”.", "we'll fight this"), 100);
        assert_eq!(similarity("We fight", "No oak"), 0);
        assert_eq!(similarity("", ""), 0);
        assert_eq!(similarity("…", "We"), 0);
    }

    #[test]
    fn what_is_left_out_counts_by_the_word() {
        assert_eq!(similarity("a b c d e f g h", "c d e f"), 66);
        assert_eq!(similarity("c d e f", "a b c d e f g h"), 66);
    }

    #[test]
    fn a_word_for_another_counts_by_its_letters() {
        // Seven of eight letters each.
        assert_eq!(similarity("it involved us", "it involve[s] us"), 95);
        // Two words for one: the nearer counts.
        assert_eq!(similarity("we defend it", "we robustly defended it"), 81);
        assert_eq!(similarity("we defend it against everybody", "we defended so it"), 63);
        let long = "x".repeat(40);
        assert_eq!(similarity(&format!("a {long}y"), &format!("a {long}z")), 50);
    }

    #[test]
    fn similarity_is_the_same_both_ways() {
        let texts = [
            "we fight on in court",
            "in court we fight",
            "we [the people] fight … court",
            "the court, a court, the court says",
            "the court says … the court",
            "a court or the court",
        ];
        for one in texts {
            for other in texts {
                assert_eq!(similarity(one, other), similarity(other, one), "{one} / {other}");
            }
        }
    }
}
