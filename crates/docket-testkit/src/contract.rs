//! What every log does: facts that are checked of any [`Log`].
//!
//! Somebody who writes a log of their own takes this crate as a dev-dependency and holds their log
//! against the contract, with an expression that makes an empty one:
//!
//! ```
//! use docket_core::MemoryLog;
//! use docket_testkit::LogContract;
//! use docket_time::Tz;
//!
//! LogContract::of(|host| MemoryLog::new(Tz::UTC, host)).and_for_threads().holds();
//! ```
//!
//! The parts are switched on by what a log can do: what holds for one thread is always checked,
//! [`and_for_threads`](LogContract::and_for_threads) adds the races, and
//! [`and_after_kills`](LogContract::and_after_kills) adds that what was acknowledged survives
//! `kill -9`. So that each fact is a `#[test]` of its own, let
//! [`log_contract!`](crate::log_contract) make the tests.
//!
//! The other functions are for tests of a log beyond the contract: events to record, a look at
//! [what must be in order](is_in_order), chance that can be had again, and [other
//! processes](start) to kill.

mod appends;
mod dice;
mod facts;
#[cfg(test)]
mod faulty;
mod kills;
#[cfg(test)]
mod late;
mod motions;
mod order;
mod process;
mod races;
mod reads;
mod restores;
mod strings;

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use docket_core::{Batch, Head, Log, Receipt, Revision, Ticking};

use crate::names::case;

pub use dice::Dice;
pub use kills::Kills;
pub use motions::{all, motion, motion_of, motions};
pub use order::is_in_order;
pub use process::{SAYS, role, said, say, start};
pub use strings::{fixtures, hostile_strings};

#[doc(hidden)]
pub use facts::test_in;

use facts::{FOR_ONE_THREAD, FOR_THREADS, Fact};

/// Makes an empty log with a host.
type Make<'a> = &'a dyn Fn(Arc<Ticking>) -> Box<dyn Log>;

/// What a log has to keep true.
pub struct LogContract<'a> {
    make: Box<dyn Fn(Arc<Ticking>) -> Box<dyn Log> + 'a>,
    for_threads: bool,
    kills: Option<Kills<'a>>,
}

/// A fact that a log does not keep true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The fact, as a sentence.
    pub fact: String,
    /// What was seen instead.
    pub why: String,
}

impl<'a> LogContract<'a> {
    /// The contract for one thread, of the logs that `make` makes: each time another log, empty, in
    /// the zone UTC, with the time and the salts of the host that is given.
    #[must_use]
    pub fn of<L: Log + 'static>(make: impl Fn(Arc<Ticking>) -> L + 'a) -> Self {
        Self { make: Box::new(move |host| Box::new(make(host))), for_threads: false, kills: None }
    }

    /// And what holds when several threads append at once.
    #[must_use]
    pub fn and_for_threads(self) -> Self {
        Self { for_threads: true, ..self }
    }

    /// And what holds after the process was killed.
    #[must_use]
    pub fn and_after_kills(self, kills: Kills<'a>) -> Self {
        Self { kills: Some(kills), ..self }
    }

    /// Asserts that the contract holds.
    ///
    /// # Panics
    /// When it does not, with each fact that is broken.
    #[track_caller]
    pub fn holds(&self) {
        let broken = self.broken();
        assert!(broken.is_empty(), "the log does not keep:{}", Broken::list(&broken));
    }

    /// Asserts that one fact holds, whatever part of the contract it belongs to.
    ///
    /// # Panics
    /// When it does not, or when the contract has no such fact.
    #[track_caller]
    pub fn holds_that(&self, fact: &str) {
        let facts = FOR_ONE_THREAD.iter().chain(FOR_THREADS);
        let known = facts.into_iter().find(|known| known.sentence() == fact);
        let known = known.unwrap_or_else(|| panic!("the contract of logs has no fact `{fact}`"));
        if let Some(broken) = self.check(known) {
            panic!("the log does not keep: {broken}");
        }
    }

    /// The facts that are broken.
    #[must_use]
    pub fn broken(&self) -> Vec<Broken> {
        if let Some(kills) = &self.kills {
            kills.play();
        }
        let for_threads = if self.for_threads { FOR_THREADS } else { &[] };
        let facts = FOR_ONE_THREAD.iter().chain(for_threads);
        let broken = facts.filter_map(|fact| self.check(fact));
        broken.chain(self.kills.as_ref().and_then(Kills::broken)).collect()
    }

    fn check(&self, fact: &Fact) -> Option<Broken> {
        Broken::by(&fact.sentence(), || (fact.check)(&*self.make))
    }
}

impl Broken {
    /// The fact, if checking it panics.
    fn by(fact: &str, check: impl FnOnce()) -> Option<Self> {
        let panic = catch_unwind(AssertUnwindSafe(check)).err()?;
        Some(Self { fact: fact.to_owned(), why: told(&*panic) })
    }

    /// Each on a line of its own.
    pub(crate) fn list(broken: &[Self]) -> String {
        let mut list = String::new();
        for one in broken {
            list.push_str("\n* ");
            list.push_str(&one.to_string());
        }
        list
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.fact, self.why)
    }
}

/// What a panic says.
fn told(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

fn fresh(make: Make<'_>) -> Box<dyn Log> {
    make(Arc::new(Ticking::default()))
}

fn places(receipt: &Receipt) -> Vec<(u64, u64, bool)> {
    receipt.lines.iter().map(|line| (line.position.0, line.revision.0, line.is_new)).collect()
}

fn head(log: &dyn Log) -> Head {
    log.head().expect("a head")
}

fn of_case(log: &dyn Log, name: &str) -> Vec<String> {
    let entries = log.case_entries(&case(name));
    entries.map(|entry| entry.expect("a readable entry").event.event_id().to_string()).collect()
}

fn expecting(names: &[&str], expected: &[(&str, u64)]) -> Batch {
    let expected = expected.iter().map(|(name, at)| (case(name), Revision(*at))).collect();
    Batch { expected, ..motions(names) }
}
