//! Happenings: what the reports inside a cut are about, in docket order, before each is told.

use docket_time::{Day, Meaning, Truth};

use crate::act::Ended;
use crate::claim::{Resolved, reconcile};
use crate::counting::{Counts, Removal, count};
use crate::dated::Dated;
use crate::effect::Effect;
use crate::event::Event;
use crate::id::{CaseId, Key};
use crate::lookup::Lookup;
use crate::report::Report;
use crate::telling::{best_first, dates, effects, heaviest};

/// The reports of one happening, and what decides its place among others.
///
/// An act is ten times as large: a fold tells one after the other and keeps none.
pub(crate) struct Happening<'a> {
    pub(crate) key: Key,
    /// The best first.
    pub(crate) reports: Vec<Report<'a>>,
    pub(crate) occurred: Resolved<Dated>,
    /// Where the date is in conflict, all the days that are claimed.
    pub(crate) claimed_days: Option<Box<Meaning>>,
    /// Whether it is certainly inside the cut; otherwise it is possibly.
    pub(crate) is_certain: bool,
    pub(crate) ending: Ended,
}

impl<'a> Happening<'a> {
    pub(crate) fn of(key: Key, mut reports: Vec<Report<'a>>) -> Self {
        reports.sort_by(best_first);
        let dates = dates(&reports);
        let claimed = (dates.len() > 1).then(|| heaviest(&dates));
        let occurred = reconcile(dates);
        Self {
            key,
            claimed_days: claimed.filter(|_| occurred.value.is_none()).map(Box::new),
            occurred,
            is_certain: reports.iter().any(|report| report.is_certain),
            ending: Ended::No,
            reports,
        }
    }

    /// The days on which it may have happened: the reconciled date, or in a conflict all the days
    /// that are claimed.
    pub(crate) fn when(&self) -> &Meaning {
        let date = self.occurred.value.as_ref().map(|dated| &dated.meaning);
        date.or(self.claimed_days.as_deref()).unwrap_or(Meaning::UNKNOWN)
    }

    /// Whether the occurred cut lets it in; what is let in as possible is marked so.
    pub(crate) fn has_occurred(&mut self, day: Day, possibly: bool) -> bool {
        let when = self.when();
        let inside = if when.is_unknown() { Truth::Unknown } else { when.by(day) };
        self.is_certain &= inside == Truth::Yes;
        inside == Truth::Yes || (possibly && inside == Truth::Unknown)
    }

    /// Its place in docket order: latest possible day (none last), earliest possible day, the
    /// source's own place (none last), verb, event id of the best report.
    pub(crate) fn docket_order(&self) -> impl Ord + use<'a> {
        let latest = self.when().latest();
        let day = (latest.is_none(), latest, self.when().earliest());
        let (place, verb) = (self.reports[0].event.place, self.reports[0].event.verb);
        let best: &'a Event = &self.reports[0].entry.event;
        (day, (place.is_none(), place), verb, (&best.case, &best.id))
    }

    /// Whether some report of it has such an effect.
    pub(crate) fn does(&self, what: fn(&Effect) -> bool) -> bool {
        self.reports.iter().flat_map(|report| &report.event.effects).any(what)
    }

    pub(crate) fn is_ended(&self) -> bool {
        matches!(self.ending, Ended::Yes { .. })
    }
}

/// Lets happenings end each other; what an ended one would end goes on.
pub(crate) fn end(happenings: &mut [Happening<'_>]) {
    let ends = |effect: &Effect| matches!(effect, Effect::Ends { .. });
    let ending: Vec<usize> =
        (0..happenings.len()).filter(|&at| happenings[at].does(ends)).collect();
    if ending.is_empty() {
        return;
    }
    let places = places(happenings);
    let mut removals = Vec::new();
    let mut endings = Vec::new();
    for by in ending {
        for told in effects(&happenings[by].reports) {
            let Effect::Ends { target, how } = &told.effect else { continue };
            let Some(&of) = target.event().and_then(|id| places.get(&(&id.case, &id.key))) else {
                continue;
            };
            let removal = Removal { by, of, certain: happenings[by].is_certain && told.is_certain };
            removals.push(removal);
            endings.extend(told.because.first().map(|first| (removal, *how, first.clone())));
        }
    }
    let counts = count(happenings.len(), &removals);
    for (at, happening) in happenings.iter_mut().enumerate() {
        let ends = |removal: &Removal| {
            removal.of == at && removal.certain && counts[removal.by] == Counts::Yes
        };
        happening.ending = match (counts[at], endings.iter().find(|(removal, ..)| ends(removal))) {
            (Counts::No, Some((_, how, by))) => Ended::Yes { how: *how, by: by.clone() },
            (Counts::Contested, _) => Ended::Contested,
            (Counts::Yes | Counts::No, _) => Ended::No,
        };
    }
}

/// Where each event is told.
fn places<'a>(happenings: &[Happening<'a>]) -> Lookup<(&'a CaseId, &'a Key), usize> {
    let events = |happening: &Happening<'a>| -> Vec<&'a Event> {
        happening.reports.iter().map(|report| &report.entry.event).collect()
    };
    let told = happenings.iter().enumerate();
    told.flat_map(|(at, happening)| {
        events(happening).into_iter().map(move |event| ((&event.case, &event.id), at))
    })
    .collect()
}
