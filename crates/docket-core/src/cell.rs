//! Cells of a CSV file, written and read: texts that no spreadsheet takes for a formula.
//!
//! A spreadsheet runs what begins like a formula, whoever wrote it (OWASP, "CSV Injection"). Such a
//! cell gets an apostrophe before it, and so does one that begins with an apostrophe: the first
//! apostrophe of a cell is therefore never the text's own, and taking it away gives the text again.

use std::borrow::Cow;

/// What stands before a text that would be taken for a formula.
const GUARD: char = '\'';

/// What formulas begin with; the wide and the small forms count as the letters they stand for.
const BEGINNINGS: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// Writes a text as a cell that no spreadsheet takes for a formula.
#[must_use]
pub fn defused(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// Reads the text that a cell stands for, which [`defused`] wrote.
#[must_use]
pub fn restored(cell: &str) -> &str {
    cell.strip_prefix(GUARD).unwrap_or(cell)
}

/// Whether a text begins like a formula, with or without space and invisible letters before it, with
/// a tabulator or the end of a line, or with the guard itself.
fn is_dangerous(text: &str) -> bool {
    let first = text.chars().next();
    let shown = text.chars().find(|letter| !is_invisible(*letter));
    first.is_some_and(|first| [GUARD, '\t', '\r', '\n'].contains(&first))
        || shown.is_some_and(|shown| BEGINNINGS.contains(&shown))
}

fn is_invisible(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_guarded_and_comes_back() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(1)",
            "\t=1",
            "\rx",
            "\nx",
            "＝1",
            "－1",
            "  =1",
            "\u{feff}=1",
            "'",
            "'=1",
            "''",
        ] {
            let cell = defused(text);
            assert!(cell.starts_with(GUARD), "{text:?}");
            assert_eq!(restored(&cell), text);
        }
        for text in ["", "x=1", "2024-07-30", "a'b", "[..2024-07-31]", "“=1”"] {
            assert_eq!(defused(text), text);
            assert_eq!(restored(text), text);
        }
    }
}
