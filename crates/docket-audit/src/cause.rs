//! Causes: the events because of which a field differs between two cuts.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::field::FieldPath;
use crate::knot::Knots;
use docket_case::FactState;
use docket_core::{CaseView, Ended, EntryState, EventId, LogEntry, Target};

/// What one of two cuts lets in.
pub(crate) struct Inside<'v> {
    entries: BTreeMap<EventId, &'v LogEntry>,
    standing: BTreeMap<EventId, Standing>,
}

/// How an event counts under a cut.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Standing {
    state: EntryState,
    /// Whether the occurred cut lets its act in, and whether it and its act certainly are.
    counts: bool,
    certain: bool,
    contested: bool,
}

impl<'v> Inside<'v> {
    pub(crate) fn of(view: &'v CaseView) -> Self {
        let resolution = view.resolve();
        let mut standing = BTreeMap::new();
        for entry in view.entries() {
            let of_books = entry.event.bookkeeping.as_ref().map(|_| EntryState::Stands);
            let Some(state) = of_books.or(resolution.states.get(&entry.position).copied()) else {
                continue;
            };
            let counts = of_books.is_some();
            let standing_now = Standing { state, counts, certain: true, contested: false };
            standing.insert(entry.event.event_id(), standing_now);
        }
        for act in &resolution.acts {
            for report in &act.reports {
                if let Some(one) = standing.get_mut(&report.entry.event.event_id()) {
                    one.counts = true;
                    one.certain = report.is_certain && act.is_certain;
                    one.contested = report.is_contested || act.ending == Ended::Contested;
                }
            }
        }
        let entries = view.entries().iter().map(|entry| (entry.event.event_id(), entry)).collect();
        Self { entries, standing }
    }

    /// How an event counts; none where the cut leaves it out.
    fn standing(&self, event: &EventId) -> Option<Standing> {
        self.standing.get(event).copied()
    }
}

/// The difference between what two cuts let in.
pub(crate) struct Difference<'v> {
    before: Inside<'v>,
    after: Inside<'v>,
    /// Events that count in one cut and not, or differently, in the other.
    changed: BTreeSet<EventId>,
    /// The entries of the longer prefix of the log.
    entries: &'v [LogEntry],
    /// The changed events that point at an event.
    pointing: BTreeMap<EventId, Vec<EventId>>,
    /// What hangs together; made when it is first wanted.
    knots: RefCell<Option<Knots<'v>>>,
}

impl<'v> Difference<'v> {
    pub(crate) fn between(before: &'v CaseView, after: &'v CaseView) -> Self {
        let entries = if before.entries().len() > after.entries().len() { before } else { after };
        let entries = entries.entries();
        let (before, after) = (Inside::of(before), Inside::of(after));
        let events = before.entries.keys().chain(after.entries.keys());
        let changed: BTreeSet<EventId> = events
            .filter(|event| before.standing(event) != after.standing(event))
            .cloned()
            .collect();
        let mut pointing: BTreeMap<EventId, Vec<EventId>> = BTreeMap::new();
        for event in &changed {
            let entry = after.entries.get(event).or_else(|| before.entries.get(event));
            let targets = entry.into_iter().flat_map(|entry| entry.event.targets());
            for target in targets.filter_map(Target::event) {
                pointing.entry(target.clone()).or_default().push(event.clone());
            }
        }
        let knots = RefCell::default();
        Self { before, after, changed, entries, pointing, knots }
    }

    /// The events that the second cut lets in and the first does not, in the order of the log.
    pub(crate) fn added(&self) -> Vec<EventId> {
        let is_new = |event: &&EventId| {
            self.before.standing(event).is_none() && self.after.standing(event).is_some()
        };
        self.in_order(self.changed.iter().filter(is_new))
    }

    /// The events that count in the first cut and, let in or not, no more in the second.
    pub(crate) fn withdrawn(&self) -> Vec<EventId> {
        let counts = |standing: Option<Standing>| {
            standing.is_some_and(|one| one.counts && one.state != EntryState::Retracted)
        };
        let is_gone = |event: &&EventId| {
            counts(self.before.standing(event)) && !counts(self.after.standing(event))
        };
        self.in_order(self.changed.iter().filter(is_gone))
    }

    fn in_order<'e>(&self, events: impl Iterator<Item = &'e EventId>) -> Vec<EventId> {
        let mut events: Vec<EventId> = events.cloned().collect();
        events.sort_by_key(|event| self.entry(event).map(|entry| entry.position));
        events
    }

    fn entry(&self, event: &EventId) -> Option<&'v LogEntry> {
        self.after.entries.get(event).or_else(|| self.before.entries.get(event)).copied()
    }

    /// The events because of which a field changed: those that count differently and tell it, or
    /// point, directly or through others, at an event which tells it; where there is none, those
    /// that bear on it in another way, and else the bookkeeping that came in between.
    pub(crate) fn causes(
        &self,
        path: &FieldPath,
        from: Option<&FactState>,
        to: Option<&FactState>,
    ) -> Vec<EventId> {
        let told = |state: Option<&FactState>| {
            state.map_or_else(BTreeSet::new, |state| state.because.clone())
        };
        let (from, to) = (told(from), told(to));
        let mut reached: BTreeSet<EventId> = from.union(&to).cloned().collect();
        let mut causes: BTreeSet<EventId> = from.symmetric_difference(&to).cloned().collect();
        let mut open: Vec<EventId> = reached.iter().cloned().collect();
        while let Some(event) = open.pop() {
            if self.changed.contains(&event) {
                causes.insert(event.clone());
            }
            for by in self.pointing.get(&event).into_iter().flatten() {
                if reached.insert(by.clone()) {
                    open.push(by.clone());
                }
            }
        }
        causes.retain(|event| self.changed.contains(event));
        if causes.is_empty() {
            let mut knots = self.knots.borrow_mut();
            let bearing = knots.get_or_insert_with(|| Knots::of(self.entries)).bearing(path);
            let bears = |event: &&EventId| {
                self.entry(event).is_some_and(|entry| bearing.contains(&entry.position))
            };
            causes.extend(self.changed.iter().filter(bears).cloned());
        }
        if causes.is_empty() {
            let is_note = |event: &&EventId| {
                self.entry(event).is_some_and(|entry| entry.event.bookkeeping.is_some())
            };
            causes.extend(self.changed.iter().filter(is_note).cloned());
        }
        self.in_order(causes.iter())
    }
}
