//! Heeding: that something which reports tell makes a difference at all.

use std::fmt::Debug;

use docket_core::{Bookkeeping, CaseDescription, Cut, Effect, Event, Verb};
use proptest::strategy::{Strategy, ValueTree};

use crate::history::History;
use crate::kit::Kit;
use crate::names::key;

use super::{runner, trial};

impl<P: Debug + 'static> Kit<P> {
    /// Says that some reports count: that one of them alone makes another state than nothing does, in
    /// one of the random histories at least.
    ///
    /// # Panics
    /// When it never does, and where no history has such a report.
    #[track_caller]
    pub fn heeds(&self, what: &str, picked: impl Fn(&Event) -> bool) {
        let (mut tried, mut heeded) = (0, 0);
        for history in self.histories() {
            for at in history.reports() {
                let mut event = history.entries()[at].event.clone();
                if event.case != *history.case() || !picked(&event) {
                    continue;
                }
                event.effects.clear();
                let nothing = opened(&history);
                tried += 1;
                heeded +=
                    u32::from(self.latest(&nothing) != self.latest(&nothing.clone().given(event)));
            }
        }
        self.has_heeded(what, tried, heeded);
    }

    /// Says that all four verbs count: see [`Kit::heeds`].
    ///
    /// # Panics
    /// When one does not.
    #[track_caller]
    pub fn heeds_every_verb(&self) {
        for verb in [Verb::Filed, Verb::Responded, Verb::Announced, Verb::Settled] {
            self.heeds(&format!("what was {verb:?}").to_lowercase(), |event| event.verb == verb);
        }
    }

    /// Says that some effects count: that the same history without them has another state, of one random
    /// history at least.
    ///
    /// # Panics
    /// When it never has, and where no history has such an effect.
    #[track_caller]
    pub fn heeds_effects(&self, what: &str, picked: impl Fn(&Effect) -> bool) {
        let (mut tried, mut heeded) = (0, 0);
        for history in self.histories() {
            let events = history.entries().iter().map(|entry| {
                let mut event = entry.event.clone();
                event.effects.retain(|effect| !picked(effect));
                event
            });
            let without = history.retold(events);
            if without != history {
                tried += 1;
                heeded += u32::from(self.latest(&history) != self.latest(&without));
            }
        }
        self.has_heeded(what, tried, heeded);
    }

    /// Says that some bookkeeping counts, such as aliases and links: that the same history without it has
    /// another state, of one random history at least.
    ///
    /// # Panics
    /// When it never has, and where no history has such bookkeeping.
    #[track_caller]
    pub fn heeds_bookkeeping(&self, what: &str, picked: impl Fn(&Bookkeeping) -> bool) {
        let (mut tried, mut heeded) = (0, 0);
        for history in self.histories() {
            let entries = history.entries().iter();
            let left =
                entries.filter(|entry| !entry.event.bookkeeping.as_ref().is_some_and(&picked));
            let without = history.with(left.cloned().collect());
            if without != history {
                tried += 1;
                heeded += u32::from(self.latest(&history) != self.latest(&without));
            }
        }
        self.has_heeded(what, tried, heeded);
    }

    #[track_caller]
    fn has_heeded(&self, what: &str, tried: u32, heeded: u32) {
        assert!(tried > 0, "no random history has {what}: give one that has by Kit::with_example");
        let name = &self.name;
        assert!(heeded > 0, "{name} does not heed {what}: {tried} times it made no difference");
    }

    fn latest(&self, history: &History) -> String {
        self.tell(&history.docket(), history.case(), &Cut::none())
    }

    /// Random histories, and the examples.
    fn histories(&self) -> Vec<History> {
        let mut runner = runner(1);
        let strategy = trial::random(&self.examples);
        let mut random = || strategy.new_tree(&mut runner).expect("a history").current().history;
        let random: Vec<History> = (0..self.effort() * 2).map(|_| random()).collect();
        random.into_iter().chain(self.examples.iter().cloned()).collect()
    }
}

/// The bookkeeping of a history alone, with the case in it.
fn opened(history: &History) -> History {
    let entries = history.entries().iter().filter(|entry| entry.event.bookkeeping.is_some());
    let what = Bookkeeping::CaseOpened(CaseDescription::default());
    let opened = Event::bookkeeping(history.case().clone(), key("law:opened"), what);
    history.with(entries.cloned().collect()).given(opened)
}
