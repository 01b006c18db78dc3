//! Outlines: the lines of a text, each under those that it is indented below.

use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

/// What is told of a case of which nothing is recorded.
pub(crate) const NOTHING: &str = "nothing is recorded";
/// What stands between a line and the one that it is indented below.
const BELOW: &str = " › ";

/// The lines of a text that say something, each behind the lines above it that are indented less. A
/// line that only stands above others is told with those; one in two columns, which are two spaces
/// apart, is told itself, and others are told with its left column.
///
/// So a line can be told without what surrounds it, whether the text is an exhibit, JSON, or what
/// `{:#?}` makes of a value.
pub(crate) fn outline(text: &str) -> Vec<String> {
    if text == NOTHING {
        return Vec::new();
    }
    let says = |line: &&str| line.contains(|letter: char| letter.is_alphanumeric());
    let lines = joined(text.lines().filter(says).map(Line::of).collect());
    let mut above: Vec<&Line> = Vec::new();
    let mut outline = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        above.retain(|other| other.indent < line.indent);
        let is_heading = lines.get(at + 1).is_some_and(|next| next.indent > line.indent);
        if !is_heading || line.right.is_some() {
            let path = above.iter().filter(|line| !line.is_root).map(|line| line.heading());
            outline.push(path.chain([&*line.said()]).collect::<Vec<_>>().join(BELOW));
        }
        above.push(line);
    }
    outline
}

/// The lines, where one in two columns that goes on in a single line below it is one with that.
fn joined(lines: Vec<Line>) -> Vec<Line> {
    let indents: Vec<usize> = lines.iter().map(|line| line.indent).collect();
    let mut joined: Vec<Line> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let is_only = |above: usize| {
            let next = indents.get(at + 1);
            indents[at - 1] == above
                && above < indents[at]
                && next.is_none_or(|next| *next <= above)
        };
        let above = joined.last_mut().filter(|above| is_only(above.indent));
        match above.and_then(|above| above.right.as_mut()) {
            Some(right) => *right = format!("{right}{BELOW}{}", line.said()),
            None => joined.push(line),
        }
    }
    joined
}

/// A line of a text: how far it is indented, and what it says.
struct Line {
    indent: usize,
    /// All of it, or its left column.
    left: String,
    right: Option<String>,
    /// Whether it opens the value that the whole text shows.
    is_root: bool,
}

impl Line {
    fn of(line: &str) -> Self {
        let said = line.trim_start();
        let indent = line.len() - said.len();
        let (left, right) = match said.split_once("  ") {
            Some((left, right)) => (left, Some(right.trim().trim_end_matches(',').to_owned())),
            None => (said.trim_end(), None),
        };
        let is_root = indent == 0 && left.ends_with(['{', '[', '(']);
        Self { indent, left: left.to_owned(), right, is_root }
    }

    fn heading(&self) -> &str {
        self.left.trim_end_matches([',', '{', '[', '(', ':', ' '])
    }

    fn said(&self) -> String {
        match &self.right {
            Some(right) => format!("{}  {right}", self.left),
            None => self.left.trim_end_matches(',').to_owned(),
        }
    }
}

/// The lines that are gone, `-`, and that have come, `+`, in order.
pub(crate) fn changes(before: &[String], after: &[String]) -> Vec<String> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.iter().map(String::as_str).collect(), after.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&before, &after);
    let marked = diff.iter_all_changes().filter_map(|change| {
        let mark = match change.tag() {
            ChangeTag::Equal => return None,
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        Some(format!("{mark} {}", change.value()))
    });
    marked.collect()
}

/// What stands for a line behind the last.
const ENDS: &str = "(it ends here)";

/// The first line in which two texts differ: its number, and the line in each, with what it stands below.
pub(crate) fn first_difference(one: &str, other: &str) -> Option<(usize, String, String)> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (line, plain) = differing(&lines(one), &lines(other))?;
    let told = differing(&outline(one), &outline(other));
    let (first, second) = told.map_or(plain, |(_, told)| told);
    Some((line + 1, first, second))
}

/// The first line that differs, from 0, on each side.
fn differing(one: &[String], other: &[String]) -> Option<(usize, (String, String))> {
    let at = (0..one.len().max(other.len())).find(|at| one.get(*at) != other.get(*at))?;
    let side = |lines: &[String]| lines.get(at).cloned().unwrap_or_else(|| ENDS.to_owned());
    Some((at, (side(one), side(other))))
}

/// A text, each line set in.
pub(crate) fn set_in(text: &str, by: &str) -> String {
    let mut set = String::new();
    for line in text.lines() {
        let line = format!("{by}{line}");
        writeln!(set, "{}", line.trim_end()).expect("a text takes it");
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_behind_those_they_are_below() {
        let exhibit = "\
alpha-v-beta
  status         pending

Facts
  places         DE  [gazette]
                 US  [herald]
                 GB  [herald]

Acts
  2024-07-30     filed: complaint
                 Alpha sues.";
        let lines = [
            "alpha-v-beta › status  pending",
            "Facts › places  DE  [gazette]",
            "Facts › places › US  [herald]",
            "Facts › places › GB  [herald]",
            "Acts › 2024-07-30  filed: complaint › Alpha sues.",
        ];
        assert_eq!(outline(exhibit), lines);
        assert_eq!(outline("Papers {\n    open: [\n        1,\n    ],\n}"), ["open › 1"]);
        assert_eq!(outline(NOTHING), [""; 0]);
    }

    #[test]
    fn the_first_line_that_differs_is_told_with_both_sides() {
        let differs = |one, other| first_difference(one, other);
        assert_eq!(differs("a\nb", "a\nb"), None);
        assert_eq!(differs("a\nb", "a\nc"), Some((2, "b".into(), "c".into())));
        assert_eq!(differs("a", "a\nc"), Some((2, "(it ends here)".into(), "c".into())));
    }
}
