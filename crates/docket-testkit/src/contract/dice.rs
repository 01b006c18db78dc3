//! Chance that can be had again.

use std::hash::{BuildHasher, Hasher, RandomState};

use super::process::said;

/// Numbers that look random and are the same for the same seed (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// A seed that is new each time, unless `DOCKET_SEED` gives it; said, so that it can be given.
    #[must_use]
    pub fn seeded() -> Self {
        let given = std::env::var("DOCKET_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| RandomState::new().build_hasher().finish());
        said(&format!("DOCKET_SEED={seed}"));
        Self(seed)
    }

    /// A number below a limit.
    ///
    /// # Panics
    /// When the limit is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
