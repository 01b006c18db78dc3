//! Tables in Markdown, as GitHub's flavour has them.

use crate::markdown_text::inline;

/// A table of texts; without a row it is nothing.
pub(crate) struct Table {
    columns: usize,
    lines: Vec<String>,
}

impl Table {
    pub(crate) fn new(headings: &[&str]) -> Self {
        let rule = vec!["---"; headings.len()];
        let lines = vec![line(headings.iter().map(|text| inline(text))), line(rule)];
        Self { columns: headings.len(), lines }
    }

    /// Adds a row; texts that are missing stay empty, and what is too much is left out.
    pub(crate) fn row(&mut self, texts: &[&str]) {
        let padded = texts.iter().copied().chain(std::iter::repeat(""));
        self.lines.push(line(padded.take(self.columns).map(inline)));
    }

    /// The table under a heading, where it has rows.
    pub(crate) fn under(&self, heading: &str) -> String {
        if self.lines.len() == 2 {
            return String::new();
        }
        format!("\n## {}\n\n{}\n", inline(heading), self.lines.join("\n"))
    }
}

fn line<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| cell.as_ref().to_owned()).collect();
    format!("| {} |", cells.join(" | "))
}
