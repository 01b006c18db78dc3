//! Places in a text.

/// Computes the line and the column of a byte: both from 1, the column in characters.
///
/// An offset inside a character counts as that character, one past the end as the end. A byte
/// order mark has no column.
#[must_use]
pub fn line_col(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before[start..].chars().filter(|c| *c != '\u{feff}').count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_begin_after_a_line_feed() {
        let text = "ab\né\u{1f600}x\r\n";
        for (offset, place) in [
            (0, (1, 1)),
            (2, (1, 3)),
            (3, (2, 1)),
            (4, (2, 1)),
            (5, (2, 2)),
            (9, (2, 3)),
            (99, (3, 1)),
        ] {
            assert_eq!(line_col(text, offset), place, "{offset}");
        }
        assert_eq!(line_col("", 0), (1, 1));
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        assert_eq!(line_col("\u{feff}ab", 4), (1, 2));
    }
}
