//! The tally: how many rounds ended how, and the table of it.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use strum::IntoEnumIterator;

use crate::outcome::Verdict;

/// How many rounds of a part ended how.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    counts: BTreeMap<Verdict, u64>,
    shown: Vec<String>,
}

impl Tally {
    pub(crate) fn add(&mut self, verdict: Verdict) {
        *self.counts.entry(verdict).or_default() += 1;
    }

    /// Notes a failure in words.
    pub(crate) fn show(&mut self, failure: String) {
        self.shown.push(failure);
    }

    pub(crate) fn shown(&self) -> &[String] {
        &self.shown
    }

    pub(crate) fn of(&self, verdict: Verdict) -> u64 {
        self.counts.get(&verdict).copied().unwrap_or(0)
    }

    pub(crate) fn rounds(&self) -> u64 {
        self.counts.values().sum()
    }

    pub(crate) fn failures(&self) -> u64 {
        self.counts.iter().filter(|(verdict, _)| verdict.is_failure()).map(|(_, count)| count).sum()
    }
}

/// What is above the rows.
pub(crate) fn head() -> String {
    let verdicts: Vec<_> = Verdict::iter().map(|verdict| verdict.to_string()).collect();
    let verdicts = verdicts.join(" | ");
    format!("| what is done | rounds | {verdicts} | seed |\n|---|---:|{}---:|", "---:|".repeat(6))
}

/// A row of the table.
pub(crate) struct Row<'t> {
    pub(crate) title: &'t str,
    pub(crate) tally: &'t Tally,
    pub(crate) seed: u64,
}

impl Display for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { title, tally, seed } = self;
        write!(f, "| {title} | {} |", grouped(tally.rounds()))?;
        Verdict::iter().try_for_each(|verdict| write!(f, " {} |", grouped(tally.of(verdict))))?;
        write!(f, " {seed} |")
    }
}

/// A number with its thousands parted.
fn grouped(number: u64) -> String {
    let text = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in text.char_indices() {
        if at > 0 && (text.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_every_count() {
        let mut tally = Tally::default();
        (0..1_234).for_each(|_| tally.add(Verdict::Whole));
        tally.add(Verdict::Altered);
        let row = Row { title: "cuts", tally: &tally, seed: 7 };
        assert_eq!(row.to_string(), "| cuts | 1,235 | 1,234 | 0 | 0 | 1 | 0 | 0 | 7 |");
        assert_eq!(head().lines().next().map(|line| line.matches('|').count()), Some(10));
        assert_eq!(tally.failures(), 1);
    }
}
