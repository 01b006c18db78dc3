//! Tables for people: columns parted by space, without lines.

use comfy_table::{ContentArrangement, Table, presets};

/// Lays rows out under headings. A cell may hold several lines.
pub(crate) fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(headings);
    table.add_rows(rows);
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_no_line_ends_in_space() {
        let rows =
            [vec!["a".to_owned(), "é\nsecond".to_owned()], vec!["bcd".to_owned(), "x".to_owned()]];
        assert_eq!(table(&["n", "what"], rows), "n    what\na    é\n     second\nbcd  x\n");
    }
}
