//! Laws about what reports do to each other: taking back, putting back, putting right.

use std::fmt::Debug;

use docket_core::{
    Cut, Effect, EntryState, Event, EventId, FactValue, Field, Kind, Occurred, Party, Position,
    Target, Verb,
};

use crate::history::{History, Recorded};
use crate::kit::{self, Kit};
use crate::names::key;
use crate::told::when;

use super::changed::is_pointed_at;
use super::compare;
use super::trial::Trial;

pub(super) fn retraction<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let Some((at, retraction)) = retracted(trial) else { return Ok(()) };
    let history = &trial.history;
    let name = history.entries()[at].event.event_id();
    let with = history.clone().given(retraction.clone());
    let docket = with.docket();
    let without = history.without(at).given(retraction);
    let (cut, what) = (Cut::none(), format!("without {name}, which is retracted"));
    let latest = kit.side("the history", &with, &docket, &cut);
    compare(&latest, &kit.side(&what, &without, &without.docket(), &cut))?;
    stays_in_the_past(kit, history, &with)
}

/// The last entry of a history makes no difference to what was known before it.
fn stays_in_the_past<P: Debug + 'static>(
    kit: &Kit<P>,
    before: &History,
    after: &History,
) -> Result<(), String> {
    let (now, past) = (Cut::none(), Cut::recorded_by(Position(before.entries().len() as u64)));
    let then = kit.side("the history before its last entry", before, &before.docket(), &now);
    compare(&then, &kit.side("the history, asked about before", after, &after.docket(), &past))
}

pub(super) fn reinstatement<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let Some((_, retraction)) = retracted(trial) else { return Ok(()) };
    let mut back = doing(&retraction, "law:reinstatement", "2999-01-02");
    let target = Target::Event(retraction.event_id());
    back.effects = vec![Effect::Retracts { reason: None, target }];
    let mut idle = retraction.clone();
    idle.effects.clear();
    let both = trial.history.clone().given(retraction.clone()).given(back.clone());
    let docket = both.docket();
    if became(&both, &docket, &retraction.event_id()) != Some(EntryState::Retracted) {
        return Ok(());
    }
    let never = trial.history.clone().given(idle).given(back);
    let cut = Cut::none();
    let one = kit.side("the history", &both, &docket, &cut);
    compare(&one, &kit.side("as if nothing had been retracted", &never, &never.docket(), &cut))
}

/// A report to which nothing else is done, and a retraction of it that counts.
fn retracted(trial: &Trial) -> Option<(usize, Event)> {
    let history = &trial.history;
    let at = trial.report().filter(|at| !is_pointed_at(history, *at))?;
    let Recorded { event, .. } = &history.entries()[at];
    if event.case != *history.case() {
        // What another case tells of this one has that case read, whatever becomes of it.
        return None;
    }
    let mut retraction = doing(event, "law:retraction", "2999-01-01");
    let target = Target::Event(event.event_id());
    retraction.effects = vec![Effect::Retracts { reason: None, target }];
    let with = history.clone().given(retraction.clone());
    let counts = became(&with, &with.docket(), &event.event_id()) == Some(EntryState::Retracted);
    counts.then_some((at, retraction))
}

/// An announcement by the source of a report, in its case, that does nothing yet.
fn doing(of: &Event, name: &str, published: &str) -> Event {
    let mut event = Event::new(of.case.clone(), key(name), Kind::PressStatement, Verb::Announced);
    event.source.clone_from(&of.source);
    event.published = Some(when(published));
    event
}

fn became(history: &History, docket: &docket_core::Docket, event: &EventId) -> Option<EntryState> {
    let view = kit::view(docket, history.case(), &Cut::none())?;
    let entry = view.entries().iter().find(|entry| entry.event.event_id() == *event)?;
    view.resolve().states.get(&entry.position).copied()
}

pub(super) fn correction<P: Debug + 'static>(kit: &Kit<P>, trial: &Trial) -> Result<(), String> {
    let history = &trial.history;
    let Some(at) = trial.report().filter(|at| !is_pointed_at(history, *at)) else { return Ok(()) };
    let right = history.entries()[at].event.clone();
    let Some((wrong, effect)) = mistaken(&right) else { return Ok(()) };
    let mut correction = doing(&right, "law:correction", "2999-01-01");
    correction.effects = vec![effect];
    let name = right.event_id();
    let events = history.entries().iter().map(|entry| entry.event.clone());
    let mistaken = history
        .retold(events.map(|event| if event.event_id() == name { wrong.clone() } else { event }));
    let put_right = mistaken.clone().given(correction.clone());
    let docket = put_right.docket();
    if became(&put_right, &docket, &name) != Some(EntryState::Corrected) {
        return Ok(());
    }
    let always_right = history.clone().given(correction);
    let (cut, what) = (Cut::none(), format!("with {name} right from the start"));
    let one = kit.side("the history", &put_right, &docket, &cut);
    compare(&one, &kit.side(&what, &always_right, &always_right.docket(), &cut))?;
    stays_in_the_past(kit, &mistaken, &put_right)
}

/// The report with a mistake, and what puts it right.
fn mistaken(right: &Event) -> Option<(Event, Effect)> {
    let mut wrong = right.clone();
    let name = right.event_id();
    for (fact, value) in &right.facts {
        if let FactValue::One(_) = value {
            wrong.facts.insert(fact.clone(), "a mistake".into());
            let target = Target::Part(name, fact.clone());
            return Some((
                wrong,
                Effect::Corrects { target, field: Field::Value, to: value.clone() },
            ));
        }
    }
    let target = Target::Event(name);
    if let Some(Occurred::Date(date)) = &right.occurred {
        wrong.occurred = Some(Occurred::Date(when("1999-01-01")));
        let to = date.text().into();
        return Some((wrong, Effect::Corrects { target, field: Field::Occurred, to }));
    }
    let [party] = &right.by[..] else { return None };
    wrong.by = vec![Party::named("Somebody by Mistake")];
    let to = party.name.as_str().into();
    party.id.is_none().then_some((wrong, Effect::Corrects { target, field: Field::By, to }))
}
