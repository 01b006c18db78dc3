//! The host: the one place where the program asks for the time and for chance.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use docket_core::{Host, RecordedAt, Salt};

use crate::failure::{Exit, Failure};

/// The machine the program runs on. It was seen to give random numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemHost(());

impl SystemHost {
    /// # Errors
    /// When the machine gives no random numbers.
    pub(crate) fn new() -> Result<Self, Failure> {
        random().map(|_| Self(())).map_err(|error| {
            Failure::new(Exit::Other, "no_random_numbers", format!("random numbers: {error}"))
        })
    }

    /// 32 bytes that nobody can guess, for a key.
    pub(crate) fn seed(self) -> [u8; 32] {
        let mut seed = [0; 32];
        for half in seed.as_chunks_mut::<16>().0 {
            *half = *self.salt().as_bytes();
        }
        seed
    }

    /// The instant now.
    pub(crate) fn instant(self) -> DateTime<Utc> {
        self.now().instant()
    }
}

impl Host for SystemHost {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the program asks for the time"
    )]
    fn now(&self) -> RecordedAt {
        let micros =
            |span: std::time::Duration| i64::try_from(span.as_micros()).unwrap_or(i64::MAX);
        RecordedAt(match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => micros(since),
            Err(before) => -micros(before.duration()),
        })
    }

    fn salt(&self) -> Salt {
        Salt::from_bytes(random().expect("the machine gave random numbers when the program began"))
    }
}

fn random() -> Result<[u8; 16], getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
