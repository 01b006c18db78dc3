//! How much memory is held.

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The most bytes that reading an input may hold at once; inputs are far smaller.
pub const MOST_HELD: usize = 16 << 20;

/// Does something that may not hold more than [`MOST_HELD`].
pub(crate) fn bounded<T>(what: impl FnOnce() -> T) -> T {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let done = what();
    let held = MEMORY.peak_usage().saturating_sub(before);
    assert!(held <= MOST_HELD, "{held} bytes were held");
    done
}
