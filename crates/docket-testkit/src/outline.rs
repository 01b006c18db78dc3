//! Outlines: the lines of a text, each under those that it is indented below.

use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

/// What is told of a case of which nothing is recorded.
pub(crate) const NOTHING: &str = "nothing is recorded";
/// What stands between a line and the one that it is indented below.
const BELOW: &str = " › ";

/// The lines of a text that say something, each behind the lines above it that are indented less. A
/// line with others below it is told with those.
///
/// So a line can be told without what surrounds it, whether the text is an exhibit, JSON, or what
/// `{:#?}` makes of a value.
pub(crate) fn outline(text: &str) -> Vec<String> {
    if text == NOTHING {
        return Vec::new();
    }
    let says = |line: &&str| line.contains(|letter: char| letter.is_alphanumeric());
    let lines: Vec<(usize, &str)> = text.lines().filter(says).map(parted).collect();
    let mut above: Vec<(usize, &str)> = Vec::new();
    let mut outline = Vec::new();
    for (at, (indent, said)) in lines.iter().enumerate() {
        above.retain(|(other, _)| other < indent);
        if lines.get(at + 1).is_none_or(|(next, _)| next <= indent) {
            let path = above.iter().map(|(_, heading)| *heading);
            outline.push(path.chain([said.trim_end_matches(',')]).collect::<Vec<_>>().join(BELOW));
        }
        above.push((*indent, said.trim_end_matches([',', '{', '[', '(', ':', ' '])));
    }
    without_root(outline)
}

/// Where all lines are below one, as those of a struct are, it is not said each time.
fn without_root(lines: Vec<String>) -> Vec<String> {
    let root = lines.first().and_then(|line| Some(line.split_once(BELOW)?.0.to_owned() + BELOW));
    let Some(root) = root else { return lines };
    let rest = lines.iter().map(|line| line.strip_prefix(&root).map(str::to_owned));
    rest.collect::<Option<Vec<String>>>().unwrap_or(lines)
}

/// A line's indent, and what it says.
fn parted(line: &str) -> (usize, &str) {
    let said = line.trim_start();
    (line.len() - said.len(), said.trim_end())
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

/// The first line in which two texts differ: its number, and the line in each.
pub(crate) fn first_difference(one: &str, other: &str) -> Option<(usize, String, String)> {
    let at =
        |text: &str, line: usize| text.lines().nth(line).unwrap_or("(it ends here)").to_owned();
    let lines = one.lines().count().max(other.lines().count());
    let differs = |line: &usize| one.lines().nth(*line) != other.lines().nth(*line);
    let line = (0..lines).find(differs)?;
    Some((line + 1, at(one, line), at(other, line)))
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
