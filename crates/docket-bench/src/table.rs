//! The table that is printed.

use std::collections::BTreeMap;
use std::fmt;

use crate::timing::median;
use crate::work::Work;

/// What was measured, round by round.
#[derive(Default)]
pub(crate) struct Table(BTreeMap<Work, Row>);

#[derive(Default)]
struct Row {
    docket: Vec<f64>,
    raw: Vec<f64>,
}

impl Table {
    /// Adds what one round gave for a work that is compared.
    pub(crate) fn pair(&mut self, work: Work, docket: f64, raw: f64) {
        self.alone(work, docket);
        self.0.entry(work).or_default().raw.push(raw);
    }

    /// Adds what one round gave for a work that stands alone.
    pub(crate) fn alone(&mut self, work: Work, docket: f64) {
        self.0.entry(work).or_default().docket.push(docket);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| work | docket (sled log) | raw file + fdatasync | ratio (docket/raw) |")?;
        writeln!(f, "|---|---:|---:|---:|")?;
        for (work, Row { docket, raw }) in &self.0 {
            let ratios: Vec<f64> =
                docket.iter().zip(raw).map(|(docket, raw)| docket / raw).collect();
            let (docket, raw) = (cell(docket, work.decimals()), cell(raw, work.decimals()));
            writeln!(f, "| {} | {docket} | {raw} | {} |", work.title(), cell(&ratios, 2))?;
        }
        Ok(())
    }
}

/// The median, with the least and the most.
fn cell(numbers: &[f64], decimals: usize) -> String {
    if numbers.is_empty() {
        return "-".to_owned();
    }
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let [median, least, most] = [median(numbers), least, most].map(|one| grouped(one, decimals));
    format!("{median} ({least}..{most})")
}

/// A number with its thousands parted.
fn grouped(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(grouped(1_234_567.0, 0), "1,234,567");
        assert_eq!(grouped(123.44, 1), "123.4");
        assert_eq!(grouped(0.5, 2), "0.50");
    }

    #[test]
    fn a_row_shows_the_medians_and_the_ratio_of_neighbours() {
        let mut table = Table::default();
        for (docket, raw) in [(1_000.0, 2_000.0), (3_000.0, 4_000.0), (2_000.0, 8_000.0)] {
            table.pair(Work::Append, docket, raw);
        }
        let row = table.to_string().lines().nth(2).map(str::to_owned);
        let cells = "2,000 (1,000..3,000) | 4,000 (2,000..8,000) | 0.50 (0.25..0.75) |";
        assert_eq!(row, Some(format!("| {} | {cells}", Work::Append.title())));
    }
}
