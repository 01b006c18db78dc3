//! Resolving: from the entries inside a cut to acts in docket order.

use std::collections::{BTreeMap, BTreeSet};

use docket_time::{Day, Truth, Tz};

use crate::act::{Act, Ended};
use crate::books::Books;
use crate::counting::{Counts, Removal, count};
use crate::cut::Cut;
use crate::effect::Effect;
use crate::entry::{LogEntry, Position};
use crate::event::Event;
use crate::grouping::{self, Statements};
use crate::id::{CaseId, EventId};
use crate::report::{Fate, Report};
use crate::report_effects::{self, Consequence};
use crate::telling::{is_shown_in, tell};

/// What became of a log entry, at a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// It counts as it was recorded.
    Stands,
    /// It counts as somebody entitled to do so corrected it.
    Corrected,
    /// Its content is closed to the public.
    Restricted,
    /// The act it reports has no effect any more.
    Ended,
    /// It was taken back.
    Retracted,
    /// Its content was destroyed.
    Expunged,
}

/// The entries of a case inside a cut, resolved.
#[derive(Clone, Debug)]
pub struct Resolution<'a> {
    /// The acts, in docket order.
    pub acts: Vec<Act<'a>>,
    /// Acts of other cases that bear on these without being shown in the case.
    pub elsewhere: Vec<Act<'a>>,
    /// What the reports inside the cut did to each other.
    pub consequences: Vec<Consequence>,
    /// What became of each report inside the cut.
    pub states: BTreeMap<Position, EntryState>,
    /// How many reports of the case in the same prefix of the log the published cut leaves out.
    pub not_yet_known: u64,
}

/// Resolves the entries that concern a case, which come as a prefix of the log.
pub(crate) fn resolve<'a>(
    case: &CaseId,
    entries: &'a [LogEntry],
    books: &'a Books,
    cut: &Cut,
    zone: Tz,
) -> Resolution<'a> {
    let mut reports = reports_inside(entries, books, cut, zone);
    let concerning = |entry: &&LogEntry| entry.event.bookkeeping.is_none() && concerns(entry, case);
    let recorded = entries.iter().filter(concerning).count();
    let inside = reports.iter().map(|report| report.entry).filter(concerning).count();
    let not_yet_known = (recorded - inside) as u64;
    let consequences = report_effects::apply(&mut reports);
    let mut states = states(&reports);
    reports.retain(|report| report.fate == Fate::Stands);
    let statements = Statements::of(&reports, books);
    let mut acts: Vec<Act<'a>> = grouping::acts(reports, books)
        .into_iter()
        .map(|(key, reports)| tell(key, reports, &statements, books))
        .collect();
    if let Some(by) = cut.occurred_by {
        acts.retain_mut(|act| has_occurred(act, by.day(zone), cut.possibly));
    }
    acts.sort_by_cached_key(docket_order);
    end(&mut acts);
    mark_ended_and_restricted(&acts, &mut states);
    // An act of another case may end or restrict one of this case without being shown in it.
    let is_shown = |act: &Act<'_>| act.reports.iter().any(|report| is_shown_in(report, case));
    let (acts, elsewhere) = if acts.iter().all(is_shown) {
        (acts, Vec::new())
    } else {
        acts.into_iter().partition(is_shown)
    };
    Resolution { acts, elsewhere, consequences, states, not_yet_known }
}

/// The reports inside the published cut, as they were made.
pub(crate) fn reports_inside<'a>(
    entries: &'a [LogEntry],
    books: &'a Books,
    cut: &Cut,
    zone: Tz,
) -> Vec<Report<'a>> {
    let published_by = cut.published_by.map(|by| by.day(zone));
    let inside = |entry| Report::inside(entry, books, zone, published_by, cut.possibly);
    let told = entries.iter().filter(|entry| entry.event.bookkeeping.is_none());
    let mut reports = Vec::with_capacity(entries.len());
    reports.extend(told.filter_map(inside));
    reports
}

fn concerns(entry: &LogEntry, case: &CaseId) -> bool {
    let event = &entry.event;
    event.case == *case || event.also_in.contains(case) || event.in_cases.contains_key(case)
}

fn states(reports: &[Report<'_>]) -> BTreeMap<Position, EntryState> {
    let state = |report: &Report<'_>| match report.fate {
        Fate::Retracted => EntryState::Retracted,
        Fate::Stands if report.is_corrected => EntryState::Corrected,
        Fate::Stands => EntryState::Stands,
    };
    reports.iter().map(|report| (report.entry.position, state(report))).collect()
}

/// Whether the occurred cut lets an act in; one that is let in as possible is marked so.
fn has_occurred(act: &mut Act<'_>, day: Day, possibly: bool) -> bool {
    let when = act.when();
    let inside = if when.is_unknown() { Truth::Unknown } else { when.by(day) };
    act.is_certain &= inside == Truth::Yes;
    inside == Truth::Yes || (possibly && inside == Truth::Unknown)
}

/// An act's place in docket order: latest possible day (none last), earliest possible day, the
/// source's own place (none last), verb, event id of the best report.
fn docket_order<'a>(act: &Act<'a>) -> impl Ord + use<'a> {
    let latest = act.when().latest();
    let day = (latest.is_none(), latest, act.when().earliest());
    let best: &'a Event = &act.reports[0].entry.event;
    (day, (act.place.is_none(), act.place), act.verb, (&best.case, &best.id))
}

/// Lets acts end each other; what an ended act would end goes on.
fn end(acts: &mut [Act<'_>]) {
    let ends =
        |act: &Act<'_>| act.effects.iter().any(|told| matches!(told.effect, Effect::Ends { .. }));
    if !acts.iter().any(ends) {
        return;
    }
    let places = places(acts);
    let mut removals = Vec::new();
    let mut endings = Vec::new();
    for (by, act) in acts.iter().enumerate() {
        for told in &act.effects {
            let Effect::Ends { target, how } = &told.effect else { continue };
            let Some(&of) = target.event().and_then(|id| places.get(id)) else { continue };
            let removal = Removal { by, of, certain: act.is_certain && told.is_certain };
            removals.push(removal);
            endings.extend(told.because.first().map(|first| (removal, *how, first.clone())));
        }
    }
    let counts = count(acts.len(), &removals);
    for (at, act) in acts.iter_mut().enumerate() {
        let ends = |removal: &Removal| {
            removal.of == at && removal.certain && counts[removal.by] == Counts::Yes
        };
        act.ending = match (counts[at], endings.iter().find(|(removal, ..)| ends(removal))) {
            (Counts::No, Some((_, how, by))) => Ended::Yes { how: *how, by: by.clone() },
            (Counts::Contested, _) => Ended::Contested,
            (Counts::Yes | Counts::No, _) => Ended::No,
        };
    }
}

fn places(acts: &[Act<'_>]) -> BTreeMap<EventId, usize> {
    let events = |(at, act): (usize, &Act<'_>)| act.events().into_iter().map(move |id| (id, at));
    acts.iter().enumerate().flat_map(|(at, act)| events((at, act))).collect()
}

fn mark_ended_and_restricted(acts: &[Act<'_>], states: &mut BTreeMap<Position, EntryState>) {
    let restricted: BTreeSet<&EventId> = acts
        .iter()
        .filter(|act| act.is_certain && !act.is_ended())
        .flat_map(|act| &act.effects)
        .filter(|told| told.is_certain && matches!(told.effect, Effect::Restricts { .. }))
        .filter_map(|told| told.effect.target()?.event())
        .collect();
    let worst = |state: &mut EntryState, at_least: EntryState| *state = (*state).max(at_least);
    for act in acts {
        // A target event stands for the act it reports.
        let is_restricted =
            !restricted.is_empty() && act.events().iter().any(|event| restricted.contains(event));
        if !act.is_ended() && !is_restricted {
            continue;
        }
        for report in &act.reports {
            let Some(state) = states.get_mut(&report.entry.position) else { continue };
            if act.is_ended() {
                worst(state, EntryState::Ended);
            }
            if is_restricted {
                worst(state, EntryState::Restricted);
            }
        }
    }
}
