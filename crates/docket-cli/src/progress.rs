//! Progress: a bar for work that takes a while, where somebody is looking.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget};

use crate::session::Session;

/// Work that is shorter shows no bar.
const A_WHILE: Duration = Duration::from_millis(500);

/// How far some work has come.
pub(crate) struct Progress {
    bar: ProgressBar,
    is_wanted: bool,
}

impl Progress {
    /// Work of so many steps. Nothing is shown without a terminal.
    pub(crate) fn of(steps: u64, session: &Session) -> Self {
        let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::hidden());
        Self { bar, is_wanted: session.output.is_talkative() }
    }

    /// More work than was known.
    pub(crate) fn more(&self, steps: usize) {
        self.bar.inc_length(steps as u64);
    }

    pub(crate) fn step(&self) {
        self.bar.inc(1);
        if self.is_wanted && self.bar.is_hidden() && self.bar.elapsed() > A_WHILE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
