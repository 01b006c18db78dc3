//! The machine's own clock and chance, as the program that people use has it.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

use docket_core::{Host, RecordedAt, Salt};

/// The machine that this runs on.
pub(crate) struct Machine;

impl Host for Machine {
    fn now(&self) -> RecordedAt {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        RecordedAt(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }

    fn salt(&self) -> Salt {
        Salt::from_bytes(std::array::from_fn(|_| fastrand::u8(..)))
    }
}

/// A number that is new each time.
pub(crate) fn chance() -> u64 {
    RandomState::new().build_hasher().finish()
}
