//! Taking times.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;

/// Times a task.
pub(crate) fn timed<T>(task: impl FnOnce() -> Result<T>) -> Result<(T, Duration)> {
    let start = Instant::now();
    let made = task()?;
    Ok((made, start.elapsed()))
}

/// Times tasks in threads of their own, from the moment when all of them are ready.
pub(crate) fn timed_together<F>(tasks: Vec<F>) -> Result<Duration>
where
    F: FnOnce() -> Result<()> + Send,
{
    let gate = &Barrier::new(tasks.len() + 1);
    thread::scope(|scope| {
        let ready = |task: F| {
            scope.spawn(move || {
                gate.wait();
                task()
            })
        };
        let running: Vec<_> = tasks.into_iter().map(ready).collect();
        gate.wait();
        let start = Instant::now();
        for one in running {
            one.join().map_err(|_| "a thread panicked")??;
        }
        Ok(start.elapsed())
    })
}

/// How many were done in a second.
pub(crate) fn per_second(count: usize, took: Duration) -> f64 {
    number(count) / took.as_secs_f64()
}

/// A count as a number with decimals.
#[expect(clippy::cast_precision_loss, reason = "no count here reaches 2^53")]
pub(crate) fn number(count: usize) -> f64 {
    count as f64
}

/// The middle of some numbers, or between the two in the middle.
pub(crate) fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    f64::midpoint(sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2])
}
