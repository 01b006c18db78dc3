//! Changes: what reports do to each other, and which of it counts.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Effect, FactValue, Field, Key, Target};

use super::days::certainly_before;
use super::reading::part;
use super::report::{Report, put_right};

/// Whether something counts that others remove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    Yes,
    Perhaps,
    No,
}

/// Something that removes something, by their places in a list.
pub(super) struct Removal {
    pub(super) by: usize,
    pub(super) of: usize,
    pub(super) is_certain: bool,
}

/// What nothing removes counts; what that certainly removes does not; and so on until nothing
/// changes. About the rest one cannot say.
pub(super) fn what_stands(count: usize, removals: &[Removal]) -> Vec<Stands> {
    let mut stands = vec![Stands::Perhaps; count];
    loop {
        let before = stands.clone();
        for (at, mine) in stands.iter_mut().enumerate() {
            let mut against = removals.iter().filter(|removal| removal.of == at);
            if against.clone().all(|removal| before[removal.by] == Stands::No) {
                *mine = Stands::Yes;
            } else if against.any(|it| it.is_certain && before[it.by] == Stands::Yes) {
                *mine = Stands::No;
            }
        }
        if stands == before {
            return stands;
        }
    }
}

/// An effect of one report on another.
struct Change {
    by: usize,
    of: usize,
    part: Option<Key>,
    what: What,
}

#[derive(Clone, PartialEq)]
enum What {
    TakesBack,
    Corrects(Field, FactValue),
    Disputes,
}

/// What effects say that they do to which target; effects in the world do nothing to reports.
fn said(effect: &Effect) -> Option<(&Target, What)> {
    if let Effect::Retracts { target, .. } = effect {
        Some((target, What::TakesBack))
    } else if let Effect::Corrects { target, field, to } = effect {
        Some((target, What::Corrects(*field, to.clone())))
    } else if let Effect::Disputes { target, .. } = effect {
        Some((target, What::Disputes))
    } else {
        None
    }
}

fn changes(reports: &[Report<'_>]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (by, report) in reports.iter().enumerate() {
        for (target, what) in report.event().effects.iter().filter_map(said) {
            for (of, other) in reports.iter().enumerate() {
                if other.is_meant(target, report) {
                    // Who may not change it says that it is wrong.
                    let may = report.may_change(other);
                    let what = if may { what.clone() } else { What::Disputes };
                    changes.push(Change { by, of, part: part(target), what });
                }
            }
        }
    }
    changes
}

/// Lets reports take back, correct and dispute each other.
pub(super) fn change_each_other(reports: &mut [Report<'_>]) {
    let changes = changes(reports);
    let is_whole = |change: &&Change| change.part.is_none() && change.what == What::TakesBack;
    let removal = |change: &Change| {
        let is_certain = reports[change.by].is_certain;
        Removal { by: change.by, of: change.of, is_certain }
    };
    let removals: Vec<Removal> = changes.iter().filter(is_whole).map(removal).collect();
    let stands = what_stands(reports.len(), &removals);
    for (report, stands) in reports.iter_mut().zip(&stands) {
        report.stands = *stands;
        report.is_contested = *stands == Stands::Perhaps;
    }
    let mut corrections: BTreeMap<(usize, Option<Key>, Field), Vec<&Change>> = BTreeMap::new();
    for change in changes.iter().filter(|change| stands[change.by] != Stands::No) {
        let is_certain = reports[change.by].is_certain;
        let counts = stands[change.by] == Stands::Yes && is_certain;
        // A correction that somebody may have taken back still corrects, contested.
        if let What::Corrects(field, _) = &change.what
            && is_certain
        {
            let key = (change.of, change.part.clone(), *field);
            corrections.entry(key).or_default().push(change);
            continue;
        }
        match (&change.what, &change.part) {
            (What::TakesBack, Some(part)) if counts => {
                reports[change.of].lost_parts.insert(part.clone());
            }
            (What::TakesBack, _) if counts => {}
            (_, part) => contest(&mut reports[change.of], part.as_ref()),
        }
    }
    let is_contested: Vec<bool> = reports.iter().map(|report| report.is_contested).collect();
    for ((of, part, field), corrections) in corrections {
        let counting = that_count(&corrections, reports);
        // What disputed corrections alone say is disputed too.
        if counting.iter().all(|correction| is_contested[correction.by]) {
            contest(&mut reports[of], part.as_ref());
        }
        let to = |correction: &&Change| match &correction.what {
            What::Corrects(_, to) => Some(to.clone()),
            What::TakesBack | What::Disputes => None,
        };
        let values: BTreeSet<FactValue> = counting.iter().filter_map(to).collect();
        correct(&mut reports[of], part.as_ref(), field, &values);
    }
}

fn contest(report: &mut Report<'_>, part: Option<&Key>) {
    match part {
        Some(part) => drop(report.contested_parts.insert(part.clone())),
        None => report.is_contested = true,
    }
}

/// What the corrections of one field come to: those that no certainly later one replaces.
fn that_count<'c>(corrections: &[&'c Change], reports: &[Report<'_>]) -> Vec<&'c Change> {
    let replaces = |later: &Change, earlier: &Change| {
        certainly_before(&reports[earlier.by].published, &reports[later.by].published)
    };
    let is_replaced = |earlier: &Change| corrections.iter().any(|later| replaces(later, earlier));
    corrections.iter().copied().filter(|earlier| !is_replaced(earlier)).collect()
}

/// Puts the first value into every version, and each further one into a version of its own: the
/// source contradicts itself then, and what it says is contested.
fn correct(
    report: &mut Report<'_>,
    part: Option<&Key>,
    field: Field,
    values: &BTreeSet<FactValue>,
) {
    let before = report.versions.clone();
    for (at, value) in values.iter().enumerate() {
        if at == 0 {
            report.versions.iter_mut().for_each(|event| put_right(event, part, field, value));
        } else {
            let mut event = report.versions[0].clone();
            put_right(&mut event, part, field, value);
            report.versions.push(event);
            contest(report, part);
        }
    }
    report.is_corrected |= report.versions != before;
}
