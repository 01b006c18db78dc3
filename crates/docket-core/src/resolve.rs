//! Resolving: from the entries inside a cut to acts in docket order.

use std::collections::{BTreeMap, BTreeSet};

use docket_time::Tz;

use crate::act::Act;
use crate::books::Books;
use crate::cut::Cut;
use crate::effect::Effect;
use crate::entry::{LogEntry, Position};
use crate::grouping::{self, Statements};
use crate::happening::{Happening, end};
use crate::id::{CaseId, EventId};
use crate::report::{Fate, Report};
use crate::report_effects::{self, Consequence};
use crate::telling::{effects, is_shown_in, tell};

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

/// What the entries inside a cut come to, in docket order, before any of it is told.
pub(crate) struct Happenings<'a> {
    shown: Vec<Happening<'a>>,
    /// Of other cases, and bearing on these without being shown in the case.
    elsewhere: Vec<Happening<'a>>,
    consequences: Vec<Consequence>,
    /// What became of each report, by position.
    states: Vec<(Position, EntryState)>,
    statements: Statements,
    not_yet_known: u64,
    books: &'a Books,
}

impl<'a> Happenings<'a> {
    /// Resolves the entries that concern a case, which come as a prefix of the log.
    pub(crate) fn inside(
        case: &CaseId,
        entries: &'a [LogEntry],
        books: &'a Books,
        cut: &Cut,
        zone: Tz,
    ) -> Self {
        let mut reports = reports_inside(entries, books, cut, zone);
        let concerning =
            |entry: &&LogEntry| entry.event.bookkeeping.is_none() && concerns(entry, case);
        let recorded = entries.iter().filter(concerning).count();
        let inside = reports.iter().map(|report| report.entry).filter(concerning).count();
        let consequences = report_effects::apply(&mut reports);
        let mut states = states(&reports);
        reports.retain(|report| report.fate == Fate::Stands);
        let statements = Statements::of(&reports, books);
        let grouped = grouping::acts(reports, books).into_iter();
        let mut all: Vec<Happening<'a>> =
            grouped.map(|(key, reports)| Happening::of(key, reports)).collect();
        if let Some(by) = cut.occurred_by {
            all.retain_mut(|happening| happening.has_occurred(by.day(zone), cut.possibly));
        }
        all.sort_by_cached_key(Happening::docket_order);
        end(&mut all);
        mark_ended_and_restricted(&all, &mut states);
        // An act of another case may end or restrict one of this case without being shown in it.
        let is_shown = |happening: &Happening<'_>| {
            happening.reports.iter().any(|report| is_shown_in(report, case))
        };
        let (shown, elsewhere) = if all.iter().all(is_shown) {
            (all, Vec::new())
        } else {
            all.into_iter().partition(is_shown)
        };
        let not_yet_known = (recorded - inside) as u64;
        Self { shown, elsewhere, consequences, states, statements, not_yet_known, books }
    }

    /// Tells what is shown in the case, one act after the other.
    pub(crate) fn told(self) -> impl Iterator<Item = Act<'a>> {
        let Self { shown, statements, books, .. } = self;
        shown.into_iter().map(move |happening| tell(happening, &statements, books))
    }

    /// Tells everything.
    pub(crate) fn resolution(self) -> Resolution<'a> {
        let told = |happenings: Vec<Happening<'a>>| {
            let acts = happenings.into_iter();
            acts.map(|happening| tell(happening, &self.statements, self.books)).collect()
        };
        Resolution {
            acts: told(self.shown),
            elsewhere: told(self.elsewhere),
            consequences: self.consequences,
            states: self.states.into_iter().collect(),
            not_yet_known: self.not_yet_known,
        }
    }
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

fn states(reports: &[Report<'_>]) -> Vec<(Position, EntryState)> {
    let state = |report: &Report<'_>| match report.fate {
        Fate::Retracted => EntryState::Retracted,
        Fate::Stands if report.is_corrected => EntryState::Corrected,
        Fate::Stands => EntryState::Stands,
    };
    reports.iter().map(|report| (report.entry.position, state(report))).collect()
}

/// A target event stands for the act it reports.
fn mark_ended_and_restricted(happenings: &[Happening<'_>], states: &mut [(Position, EntryState)]) {
    let restricts = |effect: &Effect| matches!(effect, Effect::Restricts { .. });
    let restricted: BTreeSet<EventId> = happenings
        .iter()
        .filter(|one| one.is_certain && !one.is_ended() && one.does(restricts))
        .flat_map(|one| effects(&one.reports))
        .filter(|told| told.is_certain && restricts(&told.effect))
        .filter_map(|told| told.effect.target()?.event().cloned())
        .collect();
    let is_restricted = |one: &Happening<'_>| {
        let mut events = one.reports.iter().map(|report| report.entry.event.event_id());
        !restricted.is_empty() && events.any(|event| restricted.contains(&event))
    };
    for happening in happenings {
        let ended = happening.is_ended().then_some(EntryState::Ended);
        let closed = is_restricted(happening).then_some(EntryState::Restricted);
        let Some(at_least) = ended.max(closed) else { continue };
        for report in &happening.reports {
            let position = report.entry.position;
            if let Ok(at) = states.binary_search_by_key(&position, |(position, _)| *position) {
                states[at].1 = states[at].1.max(at_least);
            }
        }
    }
}
