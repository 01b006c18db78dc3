//! A given history as a strategy: tried whole, and made smaller where a law is broken.

use proptest::prelude::*;
use proptest::strategy::{NewTree, ValueTree};
use proptest::test_runner::TestRunner;

use crate::history::{History, Recorded};

/// A history that is always the same, and that shrinks by leaving entries out: half of them, then
/// quarters, and at last single ones.
#[derive(Clone, Debug)]
pub(crate) struct Whole(History);

impl Whole {
    pub(crate) fn of(history: History) -> Self {
        Self(history)
    }
}

impl Strategy for Whole {
    type Tree = Shrinking;
    type Value = History;

    fn new_tree(&self, _: &mut TestRunner) -> NewTree<Self> {
        let chunk = self.0.entries().len().div_ceil(2);
        Ok(Shrinking { kept: self.0.clone(), chunk, at: 0, before: None })
    }
}

/// A history out of which chunks are taken.
pub(crate) struct Shrinking {
    kept: History,
    /// How many entries are taken out at a time.
    chunk: usize,
    /// Where the next are taken out.
    at: usize,
    /// What was there before the last were.
    before: Option<History>,
}

impl ValueTree for Shrinking {
    type Value = History;

    fn current(&self) -> History {
        self.kept.clone()
    }

    fn simplify(&mut self) -> bool {
        let size = self.kept.entries().len();
        if self.at >= size {
            if self.chunk <= 1 {
                return false;
            }
            (self.chunk, self.at) = (self.chunk.div_ceil(2), 0);
        }
        if size == 0 {
            return false;
        }
        let mut entries: Vec<Recorded> = self.kept.entries().to_vec();
        entries.drain(self.at..(self.at + self.chunk).min(size));
        let left = self.kept.with(entries);
        self.before = Some(std::mem::replace(&mut self.kept, left));
        true
    }

    fn complicate(&mut self) -> bool {
        let Some(before) = self.before.take() else { return false };
        self.kept = before;
        self.at += self.chunk;
        true
    }
}
