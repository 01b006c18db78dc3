//! Changes: which lines of a state became others.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::lines::Lines;

/// Width of a state's left column.
const LEFT: usize = 26;

/// A line of a state: what it is about, and what it says of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Line {
    subject: String,
    says: String,
}

/// The changed lines between two states as they are shown: `+` new, `-` gone, `~` changed.
pub(crate) fn changes(before: &str, after: &str) -> Vec<String> {
    let (before, after) = (lines(before), lines(after));
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    let ops: Vec<DiffOp> =
        ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).collect();
    let gone = ops.iter().flat_map(|op| &before[op.old_range()]);
    let come = ops.iter().flat_map(|op| &after[op.new_range()]);
    let (gone, come) = (by_topic(gone), by_topic(come));
    let mut changes = Vec::new();
    for op in &ops {
        let left = before[op.old_range()].iter().filter(|line| !come.contains_key(&line.topic()));
        changes.extend(left.map(|line| line.marked('-')));
        let mark = |line: &Line| if gone.contains_key(&line.topic()) { '~' } else { '+' };
        changes.extend(after[op.new_range()].iter().map(|line| line.marked(mark(line))));
    }
    changes
}

/// Changes below what brought them.
pub(crate) fn below(heading: &str, changes: &[String]) -> Lines {
    let mut lines = Lines::of(heading);
    lines.push_all("  ", &changes.join("\n"));
    if changes.is_empty() {
        lines.push("  (the state stays as it was)");
    }
    lines
}

impl Line {
    fn marked(&self, mark: char) -> String {
        format!("{mark} {:LEFT$} {}", self.subject, self.says)
    }

    /// What a line shares with the line it was before: its subject and its value, whoever says so;
    /// of a line that is alone on its subject (the status) the subject.
    fn topic(&self) -> (&str, &str) {
        let value = self.says.rsplit_once(" [").map_or(self.says.as_str(), |(value, _)| value);
        let value = value.split_once(", left ").map_or(value, |(party, _)| party).trim_end();
        match self.subject.as_str() {
            single @ ("status" | "filed") if !value.starts_with(' ') => (single, ""),
            subject => (subject, value),
        }
    }
}

fn by_topic<'a>(lines: impl Iterator<Item = &'a Line>) -> BTreeMap<(&'a str, &'a str), &'a Line> {
    lines.map(|line| (line.topic(), line)).collect()
}

/// The lines that say something: no headings, no space between sections. A line that goes on with
/// the one above has its subject.
fn lines(state: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for line in state.lines().filter_map(|line| line.strip_prefix("  ")) {
        let (left, right) = columns(line);
        let above = || lines.last().map_or(String::new(), |line| line.subject.clone());
        let subject = if left.trim().is_empty() { above() } else { left.trim().to_owned() };
        lines.push(Line { subject, says: right.to_owned() });
    }
    lines
}

/// The two columns of a line; a left one wider than its column ends at the next space.
fn columns(line: &str) -> (&str, &str) {
    let column = line.char_indices().nth(LEFT).map_or(line.len(), |(at, _)| at);
    let end = line[column..].find(' ').map_or(line.len(), |at| column + at);
    (&line[..end], line[end..].strip_prefix(' ').unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(lines: &[(&str, &str)]) -> String {
        let lines = lines.iter().map(|(left, right)| format!("  {left:LEFT$} {right}\n"));
        format!("case\n{}", lines.collect::<String>())
    }

    #[test]
    fn lines_come_and_go_and_change() {
        let before = state(&[
            ("status", "unknown"),
            ("relief", "damages  [a]"),
            ("", "injunction  [a]"),
            ("court", "in conflict"),
            ("Defendant", "Zoho"),
        ]);
        let after = state(&[
            ("status", "pending"),
            ("relief", "damages  [a, b]"),
            ("", "costs  [b]"),
            ("court", "in conflict"),
            ("Defendant", "Zoho, left 2016-03-21"),
            ("a subject that is wider than its column", "186  [b]"),
        ]);
        assert_eq!(
            changes(&before, &after),
            [
                "- relief                     injunction  [a]",
                "~ status                     pending",
                "~ relief                     damages  [a, b]",
                "+ relief                     costs  [b]",
                "~ Defendant                  Zoho, left 2016-03-21",
                "+ a subject that is wider than its column 186  [b]",
            ]
        );
        assert_eq!(changes(&after, &after), [""; 0]);
    }
}
