//! What a question about a case leans on while the log stands at a position: which bookkeeping, and
//! from which day on each report is certainly public.

use std::collections::BTreeSet;

use docket_core::{Bookkeeping, CaseId, CaseView, Event, Key, LogEntry, Position, Target};

use crate::clock_text::Since;

/// The bookkeeping and the reports of a view, in log order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    bookkeeping: Vec<Position>,
    reports: Vec<(Position, Since)>,
}

impl Reading {
    /// Reads a view without a published cut.
    pub(crate) fn of(view: &CaseView, sources: &BTreeSet<Key>) -> Self {
        let bears = |entry: &&LogEntry| bears(&entry.event, sources);
        let bookkeeping =
            view.entries().iter().filter(|entry| entry.event.bookkeeping.is_some()).filter(bears);
        let reports = view.reports();
        let since = reports
            .iter()
            .map(|report| (report.entry.position, Since::latest(report.published.latest())));
        Self {
            bookkeeping: bookkeeping.map(|entry| entry.position).collect(),
            reports: since.collect(),
        }
    }

    /// The points at which a report comes to be certainly public.
    pub(crate) fn points(&self) -> BTreeSet<Since> {
        self.reports.iter().map(|(_, since)| *since).collect()
    }

    /// From when on each report is certainly public.
    pub(crate) fn reports(&self) -> &[(Position, Since)] {
        &self.reports
    }

    /// The first point at which answers may differ from those of an earlier reading; none where
    /// there is no such point.
    ///
    /// What is not public by then has no part in an answer, so a report that is new changes nothing
    /// before it is public, as long as all that is older is read as it was.
    pub(crate) fn differs_from(&self, earlier: &Self) -> Option<Since> {
        let is_same = self.bookkeeping == earlier.bookkeeping;
        match self.reports.strip_prefix(&earlier.reports[..]) {
            Some(new) if is_same => new.iter().map(|(_, since)| *since).min(),
            Some(_) | None => Some(Since::BEGINNING),
        }
    }
}

/// Whether an event can change the state of a case. A source's description cannot where nobody in
/// the case names it: a ledger describes those of all its cases.
pub(crate) fn bears(event: &Event, sources: &BTreeSet<Key>) -> bool {
    if let Some(Bookkeeping::SourceDescribed(source)) = &event.bookkeeping {
        return sources.contains(&source.id);
    }
    true
}

/// The sources that a case's entries name, and those they lean on in turn.
pub(crate) fn sources(view: &CaseView) -> BTreeSet<Key> {
    let entries = || view.entries().iter().map(|entry| &entry.event);
    let mut sources: BTreeSet<Key> = entries().flat_map(named).collect();
    loop {
        let via = entries().filter_map(|event| {
            let Some(Bookkeeping::SourceDescribed(source)) = &event.bookkeeping else {
                return None;
            };
            source.via.clone().filter(|_| sources.contains(&source.id))
        });
        let new: Vec<Key> = via.filter(|via| !sources.contains(via)).collect();
        if new.is_empty() {
            return sources;
        }
        sources.extend(new);
    }
}

fn named(event: &Event) -> impl Iterator<Item = Key> {
    let pointed_at = event.targets().filter_map(|target| match target {
        Target::Source(source) => Some(source.clone()),
        Target::Event(_) | Target::Part(..) => None,
    });
    event.source.clone().into_iter().chain(pointed_at)
}

/// Whether an entry is one of those that are counted as not yet known.
pub(crate) fn is_counted(event: &Event, case: &CaseId) -> bool {
    let is_in =
        event.case == *case || event.also_in.contains(case) || event.in_cases.contains_key(case);
    event.bookkeeping.is_none() && is_in
}
