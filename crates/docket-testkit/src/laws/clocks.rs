//! Laws of the clocks: what is behind a cut is not there, and what is before it is.

use std::collections::BTreeSet;
use std::fmt::Debug;

use docket_core::{By, CaseView, Cut, Docket, Position, RecordedBy};
use docket_time::Day;

use crate::history::History;
use crate::kit::{self, Kit};

use super::compare;
use super::trial::Trial;

pub(super) fn past<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let history = &trial.history;
    let docket = history.docket();
    let cuts = trial.cuts(&docket);
    for cut in &cuts {
        // Whatever keeps something of the latest state has it now.
        let _ = kit.tell(&docket, history.case(), cut);
    }
    for size in trial.sizes().into_iter().filter(|size| *size <= history.entries().len()) {
        let then = history.until(size);
        let docket_then = then.docket();
        let at = history.entries()[size - 1].at;
        for cut in &cuts {
            let told = kit.side("the log as it was then", &then, &docket_then, cut);
            for by in
                [RecordedBy::Position(Position(size as u64)), RecordedBy::Instant(at.instant())]
            {
                let back = Cut { recorded_by: Some(by), ..cut.clone() };
                compare(
                    &told,
                    &kit.side("the log now, asked about then", history, &docket, &back),
                )?;
            }
        }
    }
    Ok(())
}

pub(super) fn whole<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let history = &trial.history;
    let docket = history.docket();
    let Some(last) = history.entries().last() else { return Ok(()) };
    let last_day = RecordedBy::EndOf(last.at.instant().date_naive().into());
    let head = RecordedBy::Position(Position(history.entries().len() as u64));
    for by in [head, RecordedBy::Instant(last.at.instant()), last_day] {
        leaves_nothing_out(kit, history, &docket, &Cut { recorded_by: Some(by), ..Cut::none() })?;
    }
    let dated = bounded(history, |view| unpublished(view).0);
    let docket = dated.docket();
    if let Some(day) = view(&docket, &dated).and_then(|view| unpublished(&view).1) {
        leaves_nothing_out(kit, &dated, &docket, &Cut::published_by(day))?;
    }
    let dated = bounded(history, |view| undated(view).0);
    let docket = dated.docket();
    let Some((open, Some(day))) = view(&docket, &dated).map(|view| undated(&view)) else {
        return Ok(());
    };
    if open.is_empty() {
        leaves_nothing_out(kit, &dated, &docket, &Cut::occurred_by(day))?;
    }
    Ok(())
}

fn leaves_nothing_out<P: Debug + 'static>(
    kit: &Kit<P>,
    history: &History,
    docket: &Docket,
    cut: &Cut,
) -> Result<(), String> {
    let none = Cut::none();
    let whole = kit.side("the history", history, docket, &none);
    compare(&whole, &kit.side("the same under a cut that leaves nothing out", history, docket, cut))
}

fn view(docket: &Docket, history: &History) -> Option<CaseView> {
    kit::view(docket, history.case(), &Cut::none())
}

/// The history without the reports of which `open` says that no day bounds them.
fn bounded(history: &History, open: impl Fn(&CaseView) -> BTreeSet<Position>) -> History {
    let open = view(&history.docket(), history).map(|view| open(&view)).unwrap_or_default();
    leaving_out(history, &open)
}

fn leaving_out(history: &History, positions: &BTreeSet<Position>) -> History {
    let entries = (1..).zip(history.entries());
    let kept = entries.filter(|(at, _)| !positions.contains(&Position(*at)));
    history.with(kept.map(|(_, entry)| entry.clone()).collect())
}

/// The reports that no day is known by which they were public, and the last of the days of the others.
fn unpublished(view: &CaseView) -> (BTreeSet<Position>, Option<Day>) {
    let reports = view.reports();
    let open = reports.iter().filter(|report| report.published.latest().is_none());
    let positions = open.map(|report| report.entry.position).collect();
    (positions, reports.iter().filter_map(|report| report.published.latest()).max())
}

/// The same of acts and the days on which they happened.
fn undated(view: &CaseView) -> (BTreeSet<Position>, Option<Day>) {
    let resolution = view.resolve();
    let acts = || resolution.acts.iter().chain(&resolution.elsewhere);
    let open = acts().filter(|act| act.when().latest().is_none());
    let positions = open.flat_map(|act| act.reports.iter().map(|report| report.entry.position));
    (positions.collect(), acts().filter_map(|act| act.when().latest()).max())
}

pub(super) fn leak<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let history = &trial.history;
    let docket = history.docket();
    for (cut, size) in trial.cuts(&docket).into_iter().zip(trial.sizes()) {
        let Some(By::EndOf(day)) = cut.published_by else { continue };
        let recorded_by = Some(RecordedBy::Position(Position(size as u64)));
        let cut = Cut { recorded_by, possibly: false, ..cut };
        let Some(inside) = kit::view(&docket, history.case(), &cut) else {
            continue;
        };
        let public: BTreeSet<Position> =
            inside.reports().iter().map(|report| report.entry.position).collect();
        let is_outside = |position: &Position| !public.contains(position);
        let told = inside.entries().iter().filter(|entry| entry.event.bookkeeping.is_none());
        let outside = told.map(|entry| entry.position).filter(is_outside).collect();
        let alone = leaving_out(&history.until(size), &outside);
        let uncut = Cut { occurred_by: cut.occurred_by, ..Cut::none() };
        let docket_alone = alone.docket();
        if view(&docket_alone, &alone).is_none() {
            // That the case is there is itself no secret.
            continue;
        }
        let what = format!("only what was recorded and certainly public by {day}");
        let without = kit.side(&what, &alone, &docket_alone, &uncut);
        compare(&kit.side("the whole history", history, &docket, &cut), &without)?;
    }
    Ok(())
}
