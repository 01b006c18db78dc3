//! Text as it grows, line by line.

use std::fmt::Display;

/// Lines of text, each ended.
#[derive(Debug, Default)]
pub(crate) struct Lines(String);

impl Lines {
    /// Begins with a line.
    pub(crate) fn of(first: &str) -> Self {
        Self::default().and(first)
    }

    pub(crate) fn push(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// The lines of a text, as far in as the margin says.
    pub(crate) fn push_all(&mut self, margin: &str, text: &str) {
        for line in text.lines() {
            self.0.push_str(margin);
            self.push(line);
        }
    }

    /// The lines with one more.
    pub(crate) fn and(mut self, line: &str) -> Self {
        self.push(line);
        self
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// A line for each item.
impl<T: Display> FromIterator<T> for Lines {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut lines = Self::default();
        items.into_iter().for_each(|item| lines.push(&item.to_string()));
        lines
    }
}
