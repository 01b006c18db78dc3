//! Texts of others inside Markdown: shown as they are, and never read as Markdown or HTML.

/// Marks that mean something inside a line of Markdown, in some flavour of it.
const MARKS: &str = "\\`*_[]|~#!$^{}@";

/// A text in one line of Markdown (CommonMark, and GitHub's tables), which reads as the text.
///
/// White space of any kind becomes one space, since a line end would end a table's row; control
/// characters and those that turn the direction of text become U+FFFD. What means something to
/// Markdown is escaped, and what means something to HTML is written as an entity, so that no `<`
/// stands in the file whatever reads it.
pub(crate) fn inline(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let mut escaped = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            _ if is_unseen(letter) => escaped.push('\u{fffd}'),
            _ => {
                if MARKS.contains(letter) || begins_a_block(&text[..at], letter) {
                    escaped.push('\\');
                }
                escaped.push(letter);
            }
        }
    }
    escaped
}

/// Whether a letter, with what stands before it, may begin a list or a heading.
fn begins_a_block(before: &str, letter: char) -> bool {
    match letter {
        '-' | '+' | '=' => before.is_empty(),
        '.' | ')' => !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn nothing_is_left_that_markdown_or_html_reads() {
        assert_eq!(inline("a|b\n# c"), "a\\|b \\# c");
        assert_eq!(inline("<b onload=x>&amp;"), "&lt;b onload=x&gt;&amp;amp;");
        assert_eq!(
            inline("[x](javascript:1) `c` **d**"),
            "\\[x\\](javascript:1) \\`c\\` \\*\\*d\\*\\*"
        );
        assert_eq!(inline("- x"), "\\- x");
        assert_eq!(inline("12. x 3. y"), "12\\. x 3. y");
        assert_eq!(inline("2024-07-30"), "2024-07-30");
        assert_eq!(inline("a\u{202e}b\u{0}"), "a\u{fffd}b\u{fffd}");
    }
}
