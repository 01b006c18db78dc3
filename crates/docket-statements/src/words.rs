//! Words: a wording as it is compared, without what every editor sets in a way of its own.

use std::ops::Range;

/// A wording, word by word.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    text: &'t str,
    words: Vec<Word>,
}

/// One word of a wording.
#[derive(Debug)]
pub(crate) struct Word {
    /// What is compared: lower case, apostrophes and hyphens made alike, no marks around it and no
    /// brackets in it.
    pub(crate) key: String,
    /// How much of it an editor put into brackets.
    pub(crate) brackets: Brackets,
    /// Whether an ellipsis stands before it.
    pub(crate) after_gap: bool,
    /// Where it stands, with the marks around it.
    at: Range<usize>,
}

/// How much of a word stands in an editor's brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Brackets {
    None,
    /// All of it: `[the company]`.
    Whole,
    /// A part of it; the letters before and after the brackets are the speaker's: `involve[s]`.
    Part {
        before: String,
        after: String,
    },
}

impl<'t> Words<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let brackets = Bracketed::of(text);
        let mut after_gap = false;
        for chunk in chunks(text) {
            after_gap |= chunk.after_gap;
            let key = key(&text[chunk.at.clone()]);
            if key.is_empty() {
                // A full stop that stands alone is a part of `. . .`.
                after_gap |= text[chunk.at].contains('.');
                continue;
            }
            if let Some(last) = words.last_mut() {
                // Dashes and ellipses belong to the word before them.
                last.at.end += text[last.at.end..chunk.at.start].trim_end().len();
            }
            let brackets = brackets.of_word(&text[chunk.at.clone()], chunk.at.start);
            words.push(Word { key, brackets, after_gap, at: chunk.at });
            after_gap = false;
        }
        if let [first, ..] = &mut words[..] {
            first.at.start = text.len() - text.trim_start().len();
        }
        if let [.., last] = &mut words[..] {
            last.at.end = text.trim_end().len();
        }
        Self { text, words }
    }

    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The keys of all words.
    pub(crate) fn keys(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.key.as_str()).collect()
    }

    /// Some of the words as they were written.
    pub(crate) fn text(&self, range: Range<usize>) -> &'t str {
        match &self.words[range] {
            [] => "",
            [first, .., last] => &self.text[first.at.start..last.at.end],
            [one] => &self.text[one.at.clone()],
        }
    }
}

/// A part of a text without spaces, dashes and ellipses.
struct Chunk {
    at: Range<usize>,
    after_gap: bool,
}

fn chunks(text: &str) -> Vec<Chunk> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let near = |at: usize, away: isize| {
        let there = at.checked_add_signed(away)?;
        letters.get(there).map(|&(_, letter)| letter)
    };
    let mut chunks: Vec<Chunk> = Vec::new();
    let (mut from, mut after_gap) = (None, false);
    for (at, &(offset, letter)) in letters.iter().enumerate() {
        let dots = [near(at, -1), near(at, 1)].contains(&Some('.'));
        let is_gap = letter == '…' || (letter == '.' && dots);
        let joins = |away| near(at, away).is_some_and(char::is_alphanumeric);
        let parts = letter.is_whitespace()
            || (is_dash(letter) && !(is_hyphen(letter) && joins(-1) && joins(1)));
        if is_gap || parts {
            if let Some(from) = from.take() {
                chunks.push(Chunk { at: from..offset, after_gap });
                after_gap = false;
            }
            after_gap |= is_gap;
        } else if from.is_none() {
            from = Some(offset);
        }
    }
    chunks.extend(from.map(|from| Chunk { at: from..text.len(), after_gap }));
    chunks
}

/// What is compared of a word; nothing where it is all marks.
fn key(chunk: &str) -> String {
    let kept = |letter: char| match letter {
        '[' | ']' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => None,
        '’' | '‘' | 'ʼ' | '`' | '´' | '′' => Some('\''),
        letter if is_hyphen(letter) => Some('-'),
        letter => Some(letter),
    };
    let alike: String = chunk.chars().filter_map(kept).collect();
    alike.trim_matches(is_mark).to_lowercase()
}

/// Marks around a word say nothing: quotation marks, commas, full stops. Signs for money and the like
/// are a part of what is said.
fn is_mark(letter: char) -> bool {
    !letter.is_alphanumeric() && !"%‰$€£¥§&+=#@°".contains(letter)
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A dash that joins two words to one where it stands between letters.
fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}')
}

/// Where a text stands in brackets. A bracket that is never closed opens nothing.
struct Bracketed(Vec<Range<usize>>);

impl Bracketed {
    fn of(text: &str) -> Self {
        let mut ranges = Vec::new();
        let mut rest = 0;
        while let Some(open) = text[rest..].find('[').map(|at| rest + at) {
            let Some(close) = text[open..].find(']').map(|at| open + at) else { break };
            ranges.push(open..close);
            rest = close;
        }
        Self(ranges)
    }

    fn of_word(&self, word: &str, start: usize) -> Brackets {
        let is_inside = |at: usize| {
            let after = self.0.partition_point(|range| range.start <= at);
            after > 0 && self.0[after - 1].contains(&at)
        };
        let letters = || word.char_indices().filter(|(_, letter)| !is_mark(*letter));
        let inside = |(at, _): &(usize, char)| is_inside(start + at);
        if !letters().any(|letter| inside(&letter)) {
            return Brackets::None;
        }
        let outside = |letters: &mut dyn Iterator<Item = (usize, char)>| {
            let outside = letters.take_while(|letter| !inside(letter));
            outside.map(|(_, letter)| letter).collect::<String>()
        };
        let before = outside(&mut letters()).to_lowercase();
        let after: String = outside(&mut letters().rev()).to_lowercase().chars().rev().collect();
        if before.is_empty() && after.is_empty() {
            Brackets::Whole
        } else {
            Brackets::Part { before, after }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        Words::of(text).words.into_iter().map(|word| word.key).collect()
    }

    #[test]
    fn what_every_editor_sets_his_own_way_is_not_compared() {
        for text in [
            "we don't – in 2014 – use on-demand tools",
            "“We don’t—in 2014—use on‑demand tools.”",
            "We  don`t --\u{a0}in\n2014 ― USE on–demand 'tools',",
            "we don't, (in 2014) use… on-demand . . . to\u{ad}ols",
        ] {
            assert_eq!(
                keys(text),
                ["we", "don't", "in", "2014", "use", "on-demand", "tools"],
                "{text}"
            );
        }
        assert_eq!(keys("US$1 billion, 5% & U.S. – “ ” …"), ["us$1", "billion", "5%", "&", "u.s"]);
        assert_eq!(keys(" … – "), [""; 0]);
    }

    #[test]
    fn an_ellipsis_is_known_in_every_style() {
        for text in ["a … b", "a... b", "a ...b", "a . . . b", "a [...] b", "a (…) b", "a, […], b"]
        {
            let words = Words::of(text);
            let gaps: Vec<_> = words.words.iter().map(|word| word.after_gap).collect();
            assert_eq!(gaps, [false, true], "{text}");
            assert!(words.words.iter().all(|word| word.brackets == Brackets::None), "{text}");
        }
        assert!(!Words::of("a. b").words[1].after_gap);
    }

    #[test]
    fn an_editors_brackets_are_told_from_the_speakers_letters() {
        let part = |before: &str, after: &str| Brackets::Part {
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let brackets = |text: &str| {
            Words::of(text).words.into_iter().map(|word| word.brackets).collect::<Vec<_>>()
        };
        assert_eq!(brackets("“[W]e involve[s],”"), [part("", "e"), part("involve", "")]);
        assert_eq!(
            brackets("[the company] is"),
            [Brackets::Whole, Brackets::Whole, Brackets::None]
        );
        assert_eq!(brackets("a [never closed"), [Brackets::None, Brackets::None, Brackets::None]);
        assert_eq!(keys("[W]e involve[s]"), ["we", "involves"]);
    }

    #[test]
    fn words_are_shown_as_they_were_written() {
        let text = " “We, … in 2014 – an act – did.” ";
        let words = Words::of(text);
        assert_eq!(words.text(0..words.len()), text.trim());
        assert_eq!(words.text(0..1), "“We, …");
        assert_eq!(words.text(2..4), "2014 – an");
        assert_eq!(words.text(5..6), "did.”");
        assert_eq!(words.text(1..1), "");
    }

    #[test]
    fn any_text_has_words() {
        for text in ["", "]", "[", "][", "[]", ".", "..", "é", "\u{202e}", "-", "[a", "a]", "[[a]]"]
        {
            let words = Words::of(text);
            let _ = words.text(0..words.len());
        }
    }
}
