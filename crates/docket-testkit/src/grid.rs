//! Grids: states by two clocks, each told once.

use std::collections::BTreeMap;
use std::fmt;

use docket_time::Day;

use crate::outline::{changes, outline, set_in};

/// States by what was public (rows) and what was recorded (columns).
pub(crate) struct Grid {
    rows: Vec<Option<Day>>,
    /// For each row the number of the state in each column, from the first entry on.
    cells: Vec<Vec<usize>>,
    /// The different states, in the order in which they come up.
    states: Vec<String>,
}

impl Grid {
    /// Asks for the state of each row after each of so many entries.
    pub(crate) fn of(
        rows: Vec<Option<Day>>,
        entries: u64,
        ask: impl Fn(&Option<Day>, u64) -> String,
    ) -> Self {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut states = Vec::new();
        let mut number = |state: String| {
            *numbers.entry(state.clone()).or_insert_with(|| {
                states.push(state);
                states.len() - 1
            })
        };
        let row = |day| (1..=entries).map(|at| number(ask(day, at))).collect();
        let cells = rows.iter().map(row).collect();
        Self { rows, cells, states }
    }

    /// The columns that are not like the one before, by the first position of each.
    fn columns(&self) -> Vec<usize> {
        let width = self.cells.first().map_or(0, Vec::len);
        let is_alike = |at: usize| self.cells.iter().all(|row| row[at] == row[at - 1]);
        (0..width).filter(|at| *at == 0 || !is_alike(*at)).collect()
    }

    /// What stands above a column: the positions it is about.
    fn heading(&self, columns: &[usize], number: usize) -> String {
        let width = self.cells.first().map_or(0, Vec::len);
        let (first, end) = (columns[number], columns.get(number + 1).copied().unwrap_or(width));
        if first + 1 == end { format!("@{end}") } else { format!("@{}-{end}", first + 1) }
    }
}

impl fmt::Display for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.columns();
        write!(f, "{LEFT:16}")?;
        for number in 0..columns.len() {
            write!(f, " {:>9}", self.heading(&columns, number))?;
        }
        writeln!(f)?;
        for (at, (day, row)) in self.rows.iter().zip(&self.cells).enumerate() {
            if at > 0 && *row == self.cells[at - 1] {
                continue;
            }
            let day = day.map_or_else(|| "before".to_owned(), |day| day.to_string());
            write!(f, "{day:16}")?;
            for column in &columns {
                write!(f, " {:>9}", row[*column] + 1)?;
            }
            writeln!(f)?;
        }
        self.states(f)
    }
}

/// What stands above the rows.
const LEFT: &str = "public, recorded";

impl Grid {
    fn states(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, state) in self.states.iter().enumerate() {
            let number = at + 1;
            match at.checked_sub(1) {
                None => write!(f, "\n{number}\n{}", set_in(state, "  "))?,
                Some(before) => {
                    let changes = changes(&outline(&self.states[before]), &outline(state));
                    write!(f, "\n{number}, against {at}\n{}", set_in(&changes.join("\n"), "  "))?;
                }
            }
        }
        Ok(())
    }
}
