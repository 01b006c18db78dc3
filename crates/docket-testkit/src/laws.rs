//! Holding laws against what a kit asks.

mod broken;
mod changed;
mod clocks;
mod doings;
mod heeding;
mod quiet;
mod replays;
mod trial;
mod whole;

use std::fmt::Debug;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

pub use broken::Broken;
use broken::{Side, compare};
use quiet::quietly;
use trial::{PANICKED, Trial};

use crate::kit::Kit;
use crate::law::Law;

/// How many random histories a law is tried on, where nobody says otherwise.
const EFFORT: u32 = 64;
/// How many entries are tried in all where a law is tried on a given history again and again.
const ENTRIES: usize = 1_000;
/// How often a counter-example is made smaller, at the most.
const SHRINKS: u32 = 2_000;

impl<P: Debug + 'static> Kit<P> {
    /// Holds a law against it, on random histories and on its examples.
    ///
    /// # Panics
    /// When the law is broken: the message shows the smallest pair of histories that was found, and the
    /// first line in which their states differ.
    #[track_caller]
    pub fn obeys(&self, law: Law) {
        if let Err(broken) = self.check(law) {
            panic!("{broken}");
        }
    }

    /// Holds all laws against it.
    ///
    /// # Panics
    /// When any is broken, with all that are.
    #[track_caller]
    pub fn obeys_all(&self) {
        let broken: Vec<String> = self.broken().iter().map(ToString::to_string).collect();
        assert!(broken.is_empty(), "{}", broken.join("\n\n"));
    }

    /// The laws that it breaks.
    #[must_use]
    pub fn broken(&self) -> Vec<Broken> {
        let says = |law: &&Law| !(self.shows_reports && **law == Law::ToldTwice);
        let mut broken = Vec::new();
        for law in Law::ALL.iter().filter(says) {
            let Err(seen) = self.check(*law) else { continue };
            if seen.seen.starts_with(PANICKED) {
                // It would in every other law too.
                return vec![seen];
            }
            broken.push(seen);
        }
        broken
    }

    /// Holds a law against it.
    ///
    /// # Errors
    /// [`Broken`] when it is.
    pub fn check(&self, law: Law) -> Result<(), Broken> {
        let broken = |seen| Broken { law, by: self.name.clone(), seen };
        for history in &self.examples {
            let trials = ENTRIES / history.entries().len().max(1);
            let trials = u32::try_from(trials).unwrap_or(u32::MAX).clamp(1, self.effort());
            self.try_on(law, &trial::example(history), trials).map_err(broken)?;
        }
        self.try_on(law, &trial::random(&self.examples), self.effort()).map_err(broken)
    }

    fn try_on(&self, law: Law, trials: &BoxedStrategy<Trial>, times: u32) -> Result<(), String> {
        let check = check(law);
        let run = runner(times).run(trials, |trial| {
            let checked = quietly(|| check(self, &trial));
            let seen = checked.unwrap_or_else(|why| Err(trial.panicked(&why)));
            seen.map_err(TestCaseError::fail)
        });
        match run {
            Ok(()) => Ok(()),
            Err(TestError::Fail(reason, _)) => Err(reason.message().to_owned()),
            Err(TestError::Abort(reason)) => Err(format!("given up: {}", reason.message())),
        }
    }

    fn effort(&self) -> u32 {
        let given = std::env::var_os("PROPTEST_CASES").map(|_| Config::default().cases);
        self.effort.or(given).unwrap_or(EFFORT).max(1)
    }
}

fn runner(cases: u32) -> TestRunner {
    let mut config = Config { cases, max_shrink_iters: SHRINKS, ..Config::default() };
    config.failure_persistence = None;
    TestRunner::new(config)
}

type Check<P> = fn(&Kit<P>, &Trial) -> Result<(), String>;

fn check<P: Debug + 'static>(law: Law) -> Check<P> {
    match law {
        Law::Replay => replays::replay,
        Law::Pieces => replays::pieces,
        Law::Parallel => replays::parallel,
        Law::Past => clocks::past,
        Law::Whole => clocks::whole,
        Law::Leak => clocks::leak,
        Law::Order => changed::order,
        Law::OtherCases => changed::other_cases,
        Law::ToldTwice => changed::told_twice,
        Law::Retraction => doings::retraction,
        Law::Reinstatement => doings::reinstatement,
        Law::Correction => doings::correction,
    }
}

impl<P: Debug + 'static> Kit<P> {
    /// The state of a history at a cut.
    fn side<'a>(
        &self,
        what: &'a str,
        history: &'a crate::History,
        docket: &docket_core::Docket,
        cut: &'a docket_core::Cut,
    ) -> Side<'a> {
        Side { what, history, cut, state: self.tell(docket, history.case(), cut) }
    }
}
