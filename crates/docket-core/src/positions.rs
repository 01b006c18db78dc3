//! Positions of one case, in order: entries that follow each other in the log take no more than one.

use crate::entry::Position;

/// Growing positions, as runs.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    runs: Vec<Run>,
    count: u64,
    last: Position,
}

/// Positions that follow each other; the run goes on to where the count of the next begins.
#[derive(Debug)]
struct Run {
    first: Position,
    /// How many positions are in the runs before it.
    before: u64,
}

impl Positions {
    /// Adds a position after all others.
    pub(crate) fn push(&mut self, position: Position) {
        if self.runs.is_empty() || position != self.last.next() {
            self.runs.push(Run { first: position, before: self.count });
        }
        self.count += 1;
        self.last = position;
    }

    /// How many there are up to `size`.
    pub(crate) fn count_to(&self, size: Position) -> u64 {
        let runs = self.runs.partition_point(|run| run.first <= size);
        let Some(at) = runs.checked_sub(1) else { return 0 };
        let inside = size.0 - self.runs[at].first.0 + 1;
        (self.runs[at].before + inside).min(self.end_of(at))
    }

    /// Those up to `size`.
    pub(crate) fn to(&self, size: Position) -> impl Iterator<Item = Position> {
        let runs = self.runs.iter().enumerate();
        let of = |(at, run): (usize, &Run)| {
            let first = run.first.0;
            (first..first + (self.end_of(at) - run.before)).map(Position)
        };
        runs.flat_map(of).take(usize::try_from(self.count_to(size)).unwrap_or(usize::MAX))
    }

    /// How many positions there are to the end of a run.
    fn end_of(&self, run: usize) -> u64 {
        self.runs.get(run + 1).map_or(self.count, |next| next.before)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_pushed_is_there_up_to_every_size(
            pushed in proptest::collection::btree_set(1..40_u64, 0..30),
        ) {
            let mut positions = Positions::default();
            for position in &pushed {
                positions.push(Position(*position));
            }
            prop_assert_eq!(positions.count_to(Position(u64::MAX)), pushed.len() as u64);
            for size in 0..42 {
                let expected: Vec<_> = pushed.range(..=size).copied().map(Position).collect();
                prop_assert_eq!(positions.count_to(Position(size)), expected.len() as u64);
                prop_assert_eq!(positions.to(Position(size)).collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn positions_that_follow_each_other_are_one_run() {
        let mut positions = Positions::default();
        for position in (5..900).chain(1_000..2_000) {
            positions.push(Position(position));
        }
        assert_eq!(positions.runs.len(), 2);
    }
}
