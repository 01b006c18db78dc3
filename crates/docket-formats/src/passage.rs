//! Finding quoted words in a text.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// Longest part of a text, in bytes, in which a near passage is looked for.
const SEARCHED: usize = 4 << 20;

/// A text in which quotations are looked up.
pub(crate) struct Quotable<'a> {
    text: &'a str,
    folded: String,
    lower: String,
    /// The words of the text, found when they are first asked for.
    words: OnceCell<Vec<Word>>,
}

/// A word folded to letters and digits, with its place.
type Word = (String, Range<usize>);

impl<'a> Quotable<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let folded = fold(text);
        let lower = folded.to_lowercase();
        Self { text, folded, lower, words: OnceCell::new() }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Whether the words of a quotation stand in the text.
    ///
    /// What an editor changes in a quotation does not count: the sort of quotation marks and
    /// dashes, white space, the last punctuation mark, and brackets. What is in brackets may
    /// stand in the text or not, and then the case of letters does not count either ("[W]e").
    pub(crate) fn has(&self, quotation: &str) -> bool {
        let (with, without) = (fold(quotation), fold(&without_brackets(quotation)));
        let (with, without) = (trimmed(&with), trimmed(&without));
        let edited = quotation.contains('[');
        self.folded.contains(with)
            || edited
                && [with, without].iter().any(|words| self.lower.contains(&words.to_lowercase()))
    }

    /// The passage that has most words in common with a quotation; none where less than half of
    /// them are.
    pub(crate) fn nearest(&self, quotation: &str) -> Option<&'a str> {
        let wanted: Vec<String> = words(quotation).map(|(word, _)| word).collect();
        let searched = &self.text[..self.text.floor_char_boundary(SEARCHED)];
        let there = self.words.get_or_init(|| words(searched).collect());
        let (hits, first) = most_hits(&wanted, there)?;
        let last = (first + wanted.len()).min(there.len()) - 1;
        (hits > 0 && hits * 2 >= wanted.len())
            .then(|| &self.text[there[first].1.start..there[last].1.end])
    }
}

/// Slides a window as long as the quotation over the words, and finds where most of the wanted
/// words are in it, and how many.
fn most_hits(wanted: &[String], there: &[Word]) -> Option<(usize, usize)> {
    let mut lacking: BTreeMap<&str, i64> = BTreeMap::new();
    for word in wanted {
        *lacking.entry(word).or_default() += 1;
    }
    let mut hits = 0_usize;
    let mut best: Option<(usize, usize)> = None;
    for (at, (word, _)) in there.iter().enumerate() {
        if let Some(gone) = at.checked_sub(wanted.len())
            && let Some(lack) = lacking.get_mut(there[gone].0.as_str())
        {
            *lack += 1;
            hits -= usize::from(*lack > 0);
        }
        if let Some(lack) = lacking.get_mut(word.as_str()) {
            hits += usize::from(*lack > 0);
            *lack -= 1;
        }
        if best.is_none_or(|(most, _)| hits > most) {
            best = Some((hits, (at + 1).saturating_sub(wanted.len())));
        }
    }
    best
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = Word> {
    let place = |word: &str| {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        start..start + word.len()
    };
    let letters = |word: &str| -> String {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    text.split_whitespace()
        .map(move |word| (letters(word), place(word)))
        .filter(|(word, _)| !word.is_empty())
}

/// Makes typographic variants alike: quotation marks, dashes, white space, brackets, ellipses.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        let last = folded.chars().next_back();
        match c {
            '[' | ']' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            '"' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '′'
            | '″' => folded.push('\''),
            '-' | '‐'..='―' | '−' if last == Some('-') => {}
            '-' | '‐'..='―' | '−' => folded.push('-'),
            '…' => folded.push_str("..."),
            c if c.is_whitespace() && last == Some(' ') => {}
            c if c.is_whitespace() => folded.push(' '),
            c => folded.push(c),
        }
    }
    folded
}

fn trimmed(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ',', ';', ':'])
}

fn without_brackets(text: &str) -> String {
    let mut kept = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Nokia’s “new company\u{a0}strategy” – an act – “involve[s] leveraging”.\n\
                        it was Amazon that pioneered in the cloud, and now";

    #[test]
    fn typography_does_not_tell_quotations_apart() {
        let text = Quotable::new(TEXT);
        for quotation in [
            "Nokia's \"new company strategy\"",
            "strategy' - an act -- ",
            "involves leveraging",
            "involve[s] leveraging",
            "[I]t was Amazon",
            "it was Amazon [sic] that pioneered",
            "[X] was Amazon",
            "in the cloud.",
            "leveraging”. it",
        ] {
            assert!(text.has(quotation), "{quotation}");
        }
    }

    #[test]
    fn words_tell_quotations_apart() {
        let text = Quotable::new(TEXT);
        for quotation in
            ["involved leveraging", "It was Amazon", "pioneered the cloud", "[X] is Amazon"]
        {
            assert!(!text.has(quotation), "{quotation}");
        }
    }

    #[test]
    fn the_nearest_passage_has_most_of_the_words() {
        let text = Quotable::new(TEXT);
        let nearest = text.nearest("Amazon pioneered the cloud and now");
        assert_eq!(nearest, Some("pioneered in the cloud, and now"));
        assert_eq!(text.nearest("something else entirely"), None);
        assert_eq!(text.nearest("…"), None);
        assert_eq!(Quotable::new("").nearest("x"), None);
    }
}
