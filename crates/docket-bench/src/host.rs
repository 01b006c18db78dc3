//! The host: the machine's own clock and chance, as the program that people use has it.

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
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).expect("a machine that is measured gives random numbers");
        Salt::from_bytes(bytes)
    }
}
