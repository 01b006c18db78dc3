//! The waker: what keeps a flush from waiting for ever.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use sled::Db;

/// How long a flush is left alone.
const PATIENCE: Duration = Duration::from_millis(250);

/// Wakes a flush whose write has failed.
///
/// When sled cannot write, on a full disk or a failing one, it notes the error and wakes nobody: whoever
/// waits in `flush` already waits for ever (0.34.7, `exit_reservation` and `maybe_seal_and_write_iobuf`).
/// The next flush that begins finds the error, and wakes all. So one is begun whenever one takes long.
#[derive(Debug)]
pub(super) struct Waker {
    watched: Arc<Watched>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Watched {
    /// Odd while there is a flush.
    flushes: AtomicU64,
    is_over: AtomicBool,
}

impl Waker {
    /// Watches over the flushes of a store. Without a thread there is nothing to be done about them.
    pub(super) fn of(db: &Db) -> Self {
        let watched = Arc::new(Watched::default());
        let (watching, db) = (Arc::clone(&watched), db.clone());
        let thread = thread::Builder::new().name("docket-waker".to_owned());
        let thread = thread.spawn(move || watching.watch(&db)).ok();
        Self { watched, thread }
    }

    /// Flushes, by one thread at a time.
    pub(super) fn while_flushing<T>(&self, flush: impl FnOnce() -> T) -> T {
        self.watched.flushes.fetch_add(1, Ordering::Relaxed);
        let flushed = flush();
        self.watched.flushes.fetch_add(1, Ordering::Relaxed);
        flushed
    }

    /// Watches no more, and lets the store go.
    pub(super) fn stop(&mut self) {
        self.watched.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // It has nothing to say.
            let _ = thread.join();
        }
    }
}

impl Watched {
    fn watch(&self, db: &Db) {
        let mut patience = PATIENCE;
        let mut before = 0;
        while !self.is_over.load(Ordering::Relaxed) {
            thread::park_timeout(patience);
            let now = self.flushes.load(Ordering::Relaxed);
            if now != before || now.is_multiple_of(2) {
                (before, patience) = (now, PATIENCE);
                continue;
            }
            // In a thread of its own: where the disk is only slow it waits too, and is woken by the next.
            let db = db.clone();
            let flush = move || drop(catch_unwind(AssertUnwindSafe(|| db.flush())));
            let _ = thread::Builder::new().spawn(flush);
            patience *= 2;
        }
    }
}
