//! The world: in which order acts come, and how they end and close each other.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Effect, Ended, EntryState, EventId};

use super::act::Act;
use super::change::{Removal, Stands, what_stands};

/// Latest possible day, none last; earliest possible day; the source's own place, none last; verb;
/// event id.
pub(super) fn docket_order(act: &Act<'_>) -> impl Ord + use<> {
    let (latest, earliest) = (act.days.latest(), act.days.earliest());
    let place = act.told.place;
    let by_day = (latest.is_none(), latest, earliest);
    (by_day, place.is_none(), place, act.told.verb, act.reports[0].id.clone())
}

fn holding(acts: &[Act<'_>], event: Option<&EventId>) -> Option<usize> {
    acts.iter().position(|act| event.is_some_and(|event| act.told.events.contains(event)))
}

/// Acts end acts; what an ended act would end goes on, and what may have ended one contests it.
pub(super) fn end_each_other(acts: &mut [Act<'_>]) {
    let mut endings = Vec::new();
    for (by, act) in acts.iter().enumerate() {
        for told in &act.told.effects {
            let Effect::Ends { target, how } = &told.effect else { continue };
            if let Some(of) = holding(acts, target.event()) {
                let is_certain = act.told.is_certain && told.is_certain;
                let event = told.because.first().expect("a report").clone();
                endings.push((Removal { by, of, is_certain }, *how, event));
            }
        }
    }
    let removals: Vec<Removal> = endings
        .iter()
        .map(|(removal, ..)| Removal {
            by: removal.by,
            of: removal.of,
            is_certain: removal.is_certain,
        })
        .collect();
    let stands = what_stands(acts.len(), &removals);
    for (at, act) in acts.iter_mut().enumerate() {
        let ended_it = |(removal, ..): &&(Removal, _, _)| {
            removal.of == at && removal.is_certain && stands[removal.by] == Stands::Yes
        };
        act.told.ending = match stands[at] {
            Stands::Yes => Ended::No,
            Stands::Perhaps => Ended::Contested,
            Stands::No => {
                let (_, how, by) = endings.iter().find(ended_it).expect("an ending");
                Ended::Yes { how: *how, by: by.clone() }
            }
        };
    }
}

/// Marks the reports of acts that ended or are closed to the public.
pub(super) fn mark(acts: &[Act<'_>], states: &mut BTreeMap<u64, EntryState>) {
    let mut closed = BTreeSet::new();
    for act in acts.iter().filter(|act| act.told.is_certain && !is_ended(act)) {
        // An effect that is only possible closes nothing.
        for told in act.told.effects.iter().filter(|told| told.is_certain) {
            if let Effect::Restricts { target, .. } = &told.effect {
                closed.extend(holding(acts, target.event()));
            }
        }
    }
    for (at, act) in acts.iter().enumerate() {
        for report in &act.reports {
            let state = states.get_mut(&report.entry.position.0).expect("it is inside");
            if is_ended(act) {
                *state = EntryState::Ended;
            } else if closed.contains(&at) {
                *state = EntryState::Restricted;
            }
        }
    }
}

fn is_ended(act: &Act<'_>) -> bool {
    matches!(act.told.ending, Ended::Yes { .. })
}
