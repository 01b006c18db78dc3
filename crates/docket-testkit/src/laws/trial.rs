//! Trials: a history, and what a law is to do with it.

use std::collections::BTreeSet;

use docket_core::{Bookkeeping, By, CaseId, Cut, Docket, Event, EventId, Target};
use docket_time::Day;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::histories::{self, CASES};
use crate::history::{History, Recorded};
use crate::kit;
use crate::names::case;

use super::broken::told;
use super::whole::Whole;

/// A history with the choices of one trial.
#[derive(Clone, Debug)]
pub(crate) struct Trial {
    pub(crate) history: History,
    /// Days by which the trial is cut, chosen among those of the history.
    cuts: Vec<(Option<Index>, Option<Index>, bool)>,
    /// Entries that the law is to do something with.
    pub(crate) places: Vec<Index>,
    /// What a shuffle begins with.
    pub(crate) seed: u64,
}

/// What a panic is told by.
pub(crate) const PANICKED: &str = "it panicked:";

/// Trials on random histories; where there are examples, half of the reports are theirs.
pub(crate) fn random(examples: &[History]) -> BoxedStrategy<Trial> {
    let name = examples.first().map_or_else(|| case(CASES[0]), |history| history.case().clone());
    let words: Vec<Recorded> =
        examples.iter().flat_map(|history| history.entries().iter().cloned()).collect();
    let own = own_history().prop_map(|events| History::of_events(case(CASES[0]), events));
    let history = if words.is_empty() {
        own.boxed()
    } else {
        let mixed = proptest::sample::subsequence(words.clone(), 0..=words.len().min(12));
        (mixed, own_history())
            .prop_map(move |(mixed, own)| mixed_history(&name, mixed, own))
            .boxed()
    };
    trials(history)
}

/// A random history without links from one case to another: whether such a link counts depends on what
/// else of the other case is read, so no law can be held against what it does.
fn own_history() -> impl Strategy<Value = Vec<Event>> {
    let links_elsewhere = |event: &Event| {
        let is_link = matches!(
            event.bookkeeping,
            Some(Bookkeeping::Linked { .. } | Bookkeeping::Separated { .. })
        );
        let mut targets = event.targets().filter_map(Target::event);
        is_link && targets.any(|target| target.case != event.case)
    };
    histories::history().prop_map(move |mut events| {
        events.retain(|event| !links_elsewhere(event));
        events
    })
}

/// Trials on one history, as it is.
pub(crate) fn example(history: &History) -> BoxedStrategy<Trial> {
    trials(Whole::of(history.clone()).boxed())
}

/// Entries of an example, and a random history that is told of the same case.
fn mixed_history(name: &CaseId, mixed: Vec<Recorded>, own: Vec<Event>) -> History {
    let mut events: Vec<Event> = mixed.into_iter().map(|recorded| recorded.event).collect();
    let taken: BTreeSet<EventId> = events.iter().map(Event::event_id).collect();
    let renamed = own.into_iter().map(|event| histories::renamed(event, CASES[0], name));
    events.extend(renamed.filter(|event| !taken.contains(&event.event_id())));
    History::of_events(name.clone(), events)
}

fn trials(history: BoxedStrategy<History>) -> BoxedStrategy<Trial> {
    let day = || proptest::option::of(any::<Index>());
    let cuts = proptest::collection::vec((day(), day(), proptest::bool::weighted(0.3)), 2);
    let places = proptest::collection::vec(any::<Index>(), 3);
    (history, cuts, places, any::<u64>())
        .prop_map(|(history, cuts, places, seed)| Trial { history, cuts, places, seed })
        .boxed()
}

impl Trial {
    /// The whole, and cuts by the clocks of the world.
    pub(crate) fn cuts(&self, docket: &Docket) -> Vec<Cut> {
        let days: Vec<Day> = days(docket, &self.history).into_iter().collect();
        let pick = |index: &Option<Index>| {
            let at = index.as_ref().filter(|_| !days.is_empty())?.index(days.len());
            Some(By::EndOf(days[at]))
        };
        let cut = |(occurred, published, possibly): &(Option<Index>, Option<Index>, bool)| Cut {
            occurred_by: pick(occurred),
            published_by: pick(published),
            possibly: *possibly,
            recorded_by: None,
        };
        [Cut::none()].into_iter().chain(self.cuts.iter().map(cut)).collect()
    }

    /// What is said where the trial ended in a panic.
    pub(crate) fn panicked(&self, why: &str) -> String {
        format!("{PANICKED} {why}\n\nin a question about this history:\n{}", told(&self.history))
    }

    /// Sizes of the history at which to look back.
    pub(crate) fn sizes(&self) -> BTreeSet<usize> {
        let size = self.history.entries().len();
        let picked = self.places.iter().map(|place| place.index(size + 1));
        picked.filter(|at| *at > 0).chain([size.saturating_sub(1).max(1)]).collect()
    }

    /// The index of a report.
    pub(crate) fn report(&self) -> Option<usize> {
        let reports = self.history.reports();
        (!reports.is_empty()).then(|| reports[self.places[0].index(reports.len())])
    }
}

/// The days on which something of the case happened or became public, at the latest.
fn days(docket: &Docket, history: &History) -> BTreeSet<Day> {
    let view = kit::view(docket, history.case(), &Cut::none());
    let mut days = BTreeSet::new();
    if let Some(view) = view {
        days.extend(view.reports().iter().filter_map(|report| report.published.latest()));
        days.extend(view.resolve().acts.iter().filter_map(|act| act.when().latest()));
    }
    days
}
