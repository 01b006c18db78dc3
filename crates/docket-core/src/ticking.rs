//! A host without surprises.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use docket_proof::Salt;

use crate::entry::RecordedAt;
use crate::log::Host;

/// A host for tests and examples: its clock moves by a fixed step each time it is asked, and its
/// salts are numbered, so everybody can guess them.
#[derive(Debug)]
pub struct Ticking {
    now: AtomicI64,
    step: i64,
    salts: AtomicU64,
}

impl Ticking {
    /// Starts at an instant and moves by `step` microseconds.
    #[must_use]
    pub fn from(start: RecordedAt, step: i64) -> Self {
        Self { now: AtomicI64::new(start.0), step, salts: AtomicU64::new(0) }
    }
}

impl Default for Ticking {
    /// Starts at midnight UTC of 2024-07-30 and moves by a second.
    fn default() -> Self {
        Self::from(RecordedAt(1_722_297_600_000_000), 1_000_000)
    }
}

impl Host for Ticking {
    fn now(&self) -> RecordedAt {
        RecordedAt(self.now.fetch_add(self.step, Ordering::Relaxed))
    }

    fn salt(&self) -> Salt {
        let number = u128::from(self.salts.fetch_add(1, Ordering::Relaxed));
        Salt::from_bytes((number * 0x9e37_79b9_7f4a_7c15).to_be_bytes())
    }
}
