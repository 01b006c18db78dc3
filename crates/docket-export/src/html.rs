//! Texts of others inside HTML.

use html_escape::encode_quoted_attribute;

/// A text as HTML that reads as the text, in an element or in a quoted attribute; control characters
/// and those that turn the direction of text become U+FFFD.
pub(crate) fn escaped(text: &str) -> String {
    let seen = |letter: char| match letter {
        '\n' | '\t' => letter,
        _ if letter.is_control() => '\u{fffd}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => letter,
    };
    let text: String = text.replace("\r\n", "\n").chars().map(seen).collect();
    encode_quoted_attribute(&text).replace('\'', "&#x27;")
}

/// A text as a paragraph.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escaped(text))
}

/// Texts as a list.
pub(crate) fn list(texts: &[String]) -> String {
    let items: Vec<String> =
        texts.iter().map(|text| format!("<li>{}</li>", escaped(text))).collect();
    format!("<ul>{}</ul>", items.concat())
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_left_that_html_reads() {
        assert_eq!(
            escaped("<img src=x onerror='a(\"b\")'>&amp;\u{0}\r\n\u{202e}"),
            "&lt;img src=x onerror=&#x27;a(&quot;b&quot;)&#x27;&gt;&amp;amp;\u{fffd}\n\u{fffd}"
        );
    }
}
