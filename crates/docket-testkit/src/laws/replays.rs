//! Laws of replaying: again, in pieces, and on several threads.

use std::fmt::Debug;
use std::thread;

use crate::kit::{self, Kit};

use super::quiet::quietly;
use super::trial::Trial;
use super::{Side, compare};

pub(super) fn replay<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let history = &trial.history;
    let (docket, other) = (history.docket(), history.docket());
    for cut in &trial.cuts(&docket) {
        let one = kit.side("the history", history, &docket, cut);
        compare(&one, &kit.side("the same, asked again", history, &docket, cut))?;
        compare(&one, &kit.side("the same, recorded again", history, &other, cut))?;
    }
    Ok(())
}

pub(super) fn pieces<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let Some(fold) = kit.fold else { return Ok(()) };
    let history = &trial.history;
    let docket = history.docket();
    for cut in &trial.cuts(&docket) {
        let view = kit::view(&docket, history.case(), cut);
        let Some(view) = view else { continue };
        let acts = view.resolve().acts.len();
        let at_once = kit.side("folded at once", history, &docket, cut);
        for place in &trial.places {
            let at = place.index(acts + 1);
            let what = format!("laid down and taken up again after {at} of {acts} acts");
            let state = kit.show(&fold(&view, at, &*kit.carry));
            compare(&at_once, &Side { what: &what, history, cut, state })?;
        }
    }
    Ok(())
}

/// How many threads ask at once.
const THREADS: usize = 3;

pub(super) fn parallel<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let history = &trial.history;
    let docket = history.docket();
    let cuts = trial.cuts(&docket);
    let tell = |cut| kit.tell(&docket, history.case(), cut);
    let alone: Vec<String> = cuts.iter().map(tell).collect();
    let told: Vec<Vec<String>> = thread::scope(|scope| {
        let ask = || quietly(|| cuts.iter().map(tell).collect());
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(ask)).collect();
        let told =
            |thread: thread::ScopedJoinHandle<'_, _>| thread.join().expect("panics are caught");
        threads.into_iter().map(told).collect::<Result<_, String>>()
    })
    .map_err(|why| trial.panicked(&why))?;
    for states in told {
        for ((cut, alone), state) in cuts.iter().zip(&alone).zip(states) {
            let one = Side { what: "asked alone", history, cut, state: alone.clone() };
            compare(&one, &Side { what: "asked by three threads at once", history, cut, state })?;
        }
    }
    Ok(())
}
