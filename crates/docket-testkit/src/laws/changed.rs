//! Laws about histories that differ in what does not matter.

use std::fmt::Debug;

use docket_core::{Bookkeeping, CaseId, Cut, Event, SourceKind};

use crate::history::{History, Recorded};
use crate::kit::Kit;
use crate::names::{case, key};
use crate::told::source;

use super::compare;
use super::trial::Trial;

pub(super) fn order<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let history = &trial.history;
    let mut reversed = history.reports();
    reversed.reverse();
    let shuffled = shuffled(history.reports(), trial.seed);
    for (what, order) in [("recorded backwards", reversed), ("recorded in another order", shuffled)]
    {
        alike(kit, trial, history, what, &reordered(history, &order))?;
    }
    Ok(())
}

/// Holds one history against another at the cuts by the clocks of the world.
fn alike<P: Debug + 'static>(
    kit: &Kit<P>,
    trial: &Trial,
    history: &History,
    what: &str,
    other: &History,
) -> Result<(), String> {
    let (one, two) = (history.docket(), other.docket());
    for cut in &trial.cuts(&one) {
        let side = kit.side("the history", history, &one, cut);
        compare(&side, &kit.side(what, other, &two, cut))?;
    }
    Ok(())
}

/// The reports in another order, each at the place and the instant of another; bookkeeping stays, for
/// among bookkeeping the later decides.
fn reordered(history: &History, order: &[usize]) -> History {
    let mut events: Vec<Event> =
        history.entries().iter().map(|entry| entry.event.clone()).collect();
    for (to, from) in history.reports().iter().zip(order) {
        events[*to] = history.entries()[*from].event.clone();
    }
    history.retold(events)
}

/// Places in an order that the seed chooses (Fisher-Yates with splitmix64).
fn shuffled(mut places: Vec<usize>, mut seed: u64) -> Vec<usize> {
    for at in (1..places.len()).rev() {
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^= mixed >> 27;
        let other = usize::try_from(mixed % (at as u64 + 1)).expect("an index");
        places.swap(at, other);
    }
    places
}

pub(super) fn other_cases<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let history = &trial.history;
    let elsewhere = case("law-of-other-cases");
    let mut entries = Vec::new();
    for entry in history.entries() {
        entries.push(entry.clone());
        if entry.event.bookkeeping.is_none() {
            let event = moved(&entry.event, &elsewhere);
            entries.push(Recorded { at: entry.at, event });
        }
    }
    let at = history.entries().last().map_or_else(Default::default, |last| last.at);
    let alias = Bookkeeping::Alias { name: "Nobody's Name".into(), of: "Nobody".into() };
    let alias = Event::bookkeeping(CaseId::ledger(), key("law:alias"), alias);
    let unused = source("law:unused", SourceKind::Press, Some("2024-07-31"));
    entries.extend([alias, unused].map(|event| Recorded { at, event }));
    let what = "with the reports of another case, a source and an alias that nobody names";
    alike(kit, trial, history, what, &history.with(entries))
}

/// The same report in another case, where it has nothing to do with this one.
fn moved(event: &Event, to: &CaseId) -> Event {
    let mut moved = event.clone();
    moved.case = to.clone();
    moved.id = key(&format!("{}:{}", event.case.as_str().replace('/', "-"), event.id));
    moved.also_in.clear();
    moved.in_cases.clear();
    moved.effects.clear();
    moved.refers_to.clear();
    moved.line = None;
    for wording in &mut moved.wordings {
        wording.within = None;
    }
    moved
}

pub(super) fn told_twice<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let history = &trial.history;
    let Some(at) = trial.report().filter(|at| !is_pointed_at(history, *at)) else { return Ok(()) };
    let Recorded { event, .. } = &history.entries()[at];
    if event.wordings.iter().any(|wording| wording.statement.is_none()) {
        // Without a name for what was said, two wordings are two statements.
        return Ok(());
    }
    let mut again = event.clone();
    again.act = Some(event.act_key().clone());
    again.id = key(&format!("{}:again", event.id));
    let what = format!("with {} told a second time", event.event_id());
    let twice = history.clone().given(again);
    let (one, two, cut) = (history.docket(), twice.docket(), Cut::none());
    let side = kit.side("the history", history, &one, &cut);
    compare(&side, &kit.side(&what, &twice, &two, &cut))
}

/// Whether another entry does something to this one.
pub(super) fn is_pointed_at(history: &History, at: usize) -> bool {
    let event = &history.entries()[at].event;
    let name = event.event_id();
    let points = |other: &Event| {
        other.targets().any(|target| {
            let source = event.source.as_ref();
            target.event() == Some(&name)
                || matches!(target, docket_core::Target::Source(of) if Some(of) == source)
        })
    };
    history.entries().iter().any(|entry| points(&entry.event))
}
