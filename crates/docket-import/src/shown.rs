//! What captures of one docket showed, each at the end of its day.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Capture, CaseView, Cut, Effect, Event, Key, Kind, Target, amend};
use docket_time::{Day, Tz, When};

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

/// The day of a capture, where it is known.
pub(crate) fn day_of_capture(capture: &Capture) -> Option<Day> {
    capture.on.as_ref().and_then(day_of)
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
        let on = day_of_capture(capture);
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
    let holds: BTreeSet<&Key> = capture.holds.iter().collect();
    let held = reports.iter().filter(|report| holds.contains(&report.entry.event.id));
    held.map(|report| (report.entry.event.id.clone(), (*report.event).clone())).collect()
}

/// What the docket printed at the end of a day: the reports made public by then, as the changes made
/// public by then leave them. What a clerk took back is still printed.
fn as_published(view: &CaseView, source: &Key, capture: &Capture) -> BTreeMap<Key, Event> {
    let Some(day) = day_of_capture(capture) else { return BTreeMap::new() };
    let view = view.with_cut(&Cut::published_by(day));
    let reports = view.reports();
    let of_docket = reports.iter().filter(|report| report.event.source.as_ref() == Some(source));
    let (changes, reports): (Vec<&Event>, Vec<&Event>) =
        of_docket.map(|report| &*report.event).partition(|event| event.kind == change_kind());
    let changes = Changes::of(changes);
    let holds: BTreeSet<&Key> = capture.holds.iter().collect();
    let mut shown = BTreeMap::new();
    for report in reports {
        let name = name_of(&report.id);
        let is_held = capture.full || holds.contains(&name);
        if is_held && changes.leave(&report.id) {
            shown.insert(name, changes.applied_to(report));
        }
    }
    shown
}

/// The changes that captures showed up to some day.
struct Changes<'a> {
    /// The corrections of each report, the earlier first.
    corrections: BTreeMap<&'a Key, Vec<&'a Effect>>,
    /// What takes each report, or each change, back.
    retractions: BTreeMap<&'a Key, Vec<&'a Key>>,
}

impl<'a> Changes<'a> {
    fn of(mut changes: Vec<&'a Event>) -> Self {
        let mut all = Self { corrections: BTreeMap::new(), retractions: BTreeMap::new() };
        let day = |event: &&Event| event.published.as_ref().map(last_day);
        changes.sort_by_key(day);
        for event in changes {
            for effect in &event.effects {
                let Some(target) = effect.target().and_then(Target::event) else { continue };
                if matches!(effect, Effect::Corrects { .. }) {
                    all.corrections.entry(&target.key).or_default().push(effect);
                } else if matches!(effect, Effect::Retracts { .. }) {
                    all.retractions.entry(&target.key).or_default().push(&event.id);
                }
            }
        }
        all
    }

    /// Whether an event counts: no retraction of it does.
    fn leave(&self, id: &Key) -> bool {
        !self.retractions.get(id).into_iter().flatten().any(|by| self.leave(by))
    }

    fn applied_to(&self, report: &Event) -> Event {
        let mut report = report.clone();
        for effect in self.corrections.get(&report.id.clone()).into_iter().flatten() {
            if let Effect::Corrects { target, field, to } = effect {
                amend(&mut report, target, *field, to);
            }
        }
        report
    }
}

fn last_day(date: &When) -> Option<Day> {
    date.meaning(Tz::UTC).latest()
}
