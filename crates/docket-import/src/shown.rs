//! What captures of one docket showed, each at the end of its day.

use std::collections::BTreeMap;

use docket_core::{Capture, CaseView, Cut, Event, Key, Kind};
use docket_time::Day;

use crate::day::day_of;

/// What separates the name of a report from that of a change to it.
pub(crate) const CHANGE: char = '~';

/// The kind of an event that reports what a capture showed to have changed.
pub(crate) fn change_kind() -> Kind {
    Kind::Other("DocketChange".to_owned())
}

/// What one capture showed: the reports read out of it, by the name that each has in all captures.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The day; none where it is not known, which counts as before all others.
    pub(crate) on: Option<Day>,
    /// Whether what it lacks was not on the docket.
    pub(crate) is_full: bool,
    /// The reports.
    pub(crate) reports: BTreeMap<Key, Event>,
}

/// The name that a report has in all captures, out of an event's key.
pub(crate) fn name_of(key: &Key) -> Key {
    let name = key.as_str().split(CHANGE).next().unwrap_or_default();
    name.parse().unwrap_or_else(|_| key.clone())
}

/// What earlier captures of a docket showed, in the order of their days.
///
/// It need not have been kept apart: what the court had published by the day of a capture, as far as
/// the ledger knows, is what that capture showed.
pub(crate) fn earlier(view: &CaseView, source: &Key) -> Vec<Shown> {
    let of_docket = |capture: &&Capture| capture.source == *source;
    let captures: Vec<&Capture> = view.books().captures().iter().filter(of_docket).collect();
    let mut shown: Vec<Shown> = Vec::new();
    for capture in captures {
        let on = capture.on.as_ref().and_then(day_of);
        let reports = match on {
            None => as_recorded(view, capture),
            Some(_) => as_published(view, source, capture),
        };
        match shown.iter_mut().find(|other| on.is_some() && other.on == on) {
            // Two captures of one day are one.
            Some(same) => {
                same.is_full |= capture.full;
                same.reports.extend(reports);
            }
            None => shown.push(Shown { on, is_full: capture.full, reports }),
        }
    }
    // A stable sort: undated captures stay in the order in which they were recorded, before all days.
    shown.sort_by_key(|shown| shown.on);
    shown
}

fn as_recorded(view: &CaseView, capture: &Capture) -> BTreeMap<Key, Event> {
    let reports = view.with_cut(&Cut::default());
    let reports = reports.reports();
    let held = reports.iter().filter(|report| capture.holds.contains(&report.entry.event.id));
    held.map(|report| (report.entry.event.id.clone(), (*report.event).clone())).collect()
}

fn as_published(view: &CaseView, source: &Key, capture: &Capture) -> BTreeMap<Key, Event> {
    let Some(on) = &capture.on else { return BTreeMap::new() };
    let Some(day) = day_of(on) else { return BTreeMap::new() };
    let view = view.with_cut(&Cut::published_by(day));
    let resolution = view.resolve();
    let reports = resolution.acts.iter().flat_map(|act| &act.reports);
    let mut shown = BTreeMap::new();
    for report in reports {
        let name = name_of(&report.entry.event.id);
        let is_held = capture.full || capture.holds.contains(&name);
        if report.event.source.as_ref() == Some(source)
            && report.entry.event.kind != change_kind()
            && is_held
        {
            shown.insert(name, (*report.event).clone());
        }
    }
    shown
}
