//! The rules that every event keeps, whatever it says.

use std::fmt;

use docket_time::{Tz, When};

use crate::bookkeeping::Bookkeeping;
use crate::capture::Capture;
use crate::effect::Effect;
use crate::event::Event;
use crate::field::Field;
use crate::id::Target;
use crate::json::canonical;
use crate::kind::{Kind, Verb};
use crate::value::{FactValue, MAX_NUMBER, Scalar};

/// Most bytes in an event, as canonical JSON.
pub const MAX_EVENT_BYTES: usize = 1 << 20;

/// A rule that an event breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field of the event, as it is written in files.
    pub field: &'static str,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

/// All rules that an event breaks; none when a log may take it.
#[must_use]
pub fn problems(event: &Event) -> Vec<Problem> {
    checked(event).err().unwrap_or_default()
}

/// Gives the event as canonical JSON, which the check of its length needs, or all rules it breaks.
pub(crate) fn checked(event: &Event) -> Result<String, Vec<Problem>> {
    let mut found = Vec::new();
    let mut say = |field: &'static str, message: String| found.push(Problem { field, message });
    verb_and_kind(event, &mut say);
    match &event.bookkeeping {
        Some(what) => bookkeeping(event, what, &mut say),
        None => report(event, &mut say),
    }
    disposition(event, &mut say);
    facts(event, &mut say);
    wordings(event, &mut say);
    for effect in &event.effects {
        if let Effect::Corrects { target, field, to } = effect {
            correction("effects", target, *field, to, &mut say);
        }
    }
    // The length is asked last: it costs most, and an event with other faults is refused anyway.
    if !found.is_empty() {
        return Err(found);
    }
    let json = canonical(event);
    match too_long(json.len()) {
        None => Ok(json),
        Some(problem) => Err(vec![problem]),
    }
}

type Say<'a> = dyn FnMut(&'static str, String) + 'a;

fn verb_and_kind(event: &Event, say: &mut Say<'_>) {
    match event.kind.verb() {
        Some(verb) if verb != event.verb => {
            say("kind", format!("{} belongs to the verb {verb}, not {}", event.kind, event.verb));
        }
        None if event.verb == Verb::Settled => {
            say(
                "kind",
                "a settled event says its manner, from the list of disposition codes".into(),
            );
        }
        Some(_) | None => {}
    }
    if event.kind.is_bookkeeping() != event.bookkeeping.is_some() {
        say("kind", format!("{} and a `bookkeeping` block go together", event.kind));
    }
}

fn report(event: &Event, say: &mut Say<'_>) {
    if event.source.is_none() {
        say("source", "a report needs the source that told us".into());
    }
    if event.case.is_ledger() {
        say("case", "the case `ledger` holds bookkeeping only".into());
    }
    if event.also_in.contains(&event.case) {
        say("also_in", format!("{} is the home case", event.case));
    }
    if event.place.is_some_and(|place| place > MAX_NUMBER.unsigned_abs()) {
        say("place", format!("the number is larger than {MAX_NUMBER}"));
    }
}

fn bookkeeping(event: &Event, what: &Bookkeeping, say: &mut Say<'_>) {
    let bare = Event::bookkeeping(event.case.clone(), event.id.clone(), what.clone());
    let noted = Event { text: event.text.clone(), ..bare };
    if *event != noted && event.kind == what.kind() {
        say("bookkeeping", "bookkeeping carries nothing else than a text".into());
    }
    if event.kind != what.kind() && event.kind.is_bookkeeping() {
        say("kind", format!("the bookkeeping is {}, not {}", what.kind(), event.kind));
    }
    match what {
        Bookkeeping::CaseOpened(case) => {
            if let Some(tz) = case.tz.as_ref().filter(|tz| tz.parse::<Tz>().is_err()) {
                say("tz", format!("`{tz}` is not an IANA time zone"));
            }
        }
        Bookkeeping::Linked { targets, .. } | Bookkeeping::Separated { targets } => {
            if targets.len() < 2 {
                say("bookkeeping", "a link has two targets or more".into());
            }
            if let Bookkeeping::Linked { how: Some(how), .. } = what
                && how.score > 100
            {
                say("bookkeeping", format!("a score of {} is more than 100 percent", how.score));
            }
        }
        Bookkeeping::TranscriptionFixed { field, target, to } => {
            correction("bookkeeping", target, *field, to, say);
        }
        Bookkeeping::Captured(capture) => {
            captured(capture, say);
        }
        Bookkeeping::Expunged(what) => {
            if !event.case.is_ledger() {
                say("case", format!("{} belongs to the case `ledger`", event.kind));
            }
            if what.positions.is_empty() || !what.positions.is_sorted_by(|one, next| one < next) {
                say("bookkeeping", "positions are given in order, each once".into());
            }
        }
        Bookkeeping::SourceDescribed(_) | Bookkeeping::Alias { .. } => {
            if !event.case.is_ledger() {
                say("case", format!("{} belongs to the case `ledger`", event.kind));
            }
        }
    }
}

fn captured(capture: &Capture, say: &mut Say<'_>) {
    let days = |on: &When| (on.meaning(Tz::UTC).earliest(), on.meaning(Tz::UTC).latest());
    match &capture.on {
        Some(on) if days(on).0.is_none() || days(on).0 != days(on).1 => {
            say("on", format!("a docket is captured on a day, which `{on}` is not"));
        }
        None if capture.full => {
            say(
                "full",
                "what a docket held in full is held against other days, so it needs one".into(),
            );
        }
        Some(_) | None => {}
    }
}

fn disposition(event: &Event, say: &mut Say<'_>) {
    let settled = event.verb == Verb::Settled;
    if settled && event.scope.is_none() {
        say(
            "scope",
            "a settled event says how much it ends: case, parties, claims or appeal".into(),
        );
    }
    if !settled
        && (event.scope.is_some() || event.prejudice.is_some() || !event.in_cases.is_empty())
    {
        say("verb", "only a settled event has a scope, a prejudice or member cases".into());
    }
}

fn facts(event: &Event, say: &mut Say<'_>) {
    for (key, value) in &event.facts {
        if let Some(problem) = value_problem(value) {
            say("facts", format!("{key}: {problem}"));
        }
    }
}

fn value_problem(value: &FactValue) -> Option<String> {
    let scalars: Vec<&Scalar> = match value {
        FactValue::One(value) => vec![value],
        FactValue::OneOf(values) if values.len() < 2 => {
            return Some("one of several needs two values or more".into());
        }
        FactValue::OneOf(values) | FactValue::Set(values) => values.iter().collect(),
    };
    let too_large = |scalar: &&Scalar| matches!(scalar, Scalar::Quantity(q) if q.number.unsigned_abs() > MAX_NUMBER.unsigned_abs());
    let scalar = scalars.into_iter().find(too_large)?;
    Some(format!("{scalar} is larger than {MAX_NUMBER}; write it as text"))
}

fn wordings(event: &Event, say: &mut Say<'_>) {
    for (at, wording) in event.wordings.iter().enumerate() {
        let taken = event.wordings[..at].iter().any(|earlier| earlier.id == wording.id);
        if taken || event.facts.contains_key(&wording.id) {
            say("wordings", format!("`{}` names two things in this event", wording.id));
        }
        if wording.text.iter().all(|piece| piece.trim().is_empty()) {
            say("wordings", format!("`{}` has no words", wording.id));
        }
        if wording.span.is_some_and(|(from, to)| from >= to || to > MAX_NUMBER.unsigned_abs()) {
            say("wordings", format!("`{}` has a span that ends before it begins", wording.id));
        }
    }
}

fn correction(at: &'static str, target: &Target, field: Field, to: &FactValue, say: &mut Say<'_>) {
    let part = matches!(target, Target::Part(..));
    if matches!(target, Target::Source(_)) {
        say(at, format!("{target} is a source; a correction names a report"));
    }
    if field.is_of_part() && !part {
        say(at, format!("{} belongs to a fact or a wording: write {target}#name", field.name()));
    }
    if part && !field.is_of_part() && field != Field::Text {
        say(at, format!("{} belongs to the report, not to one of its parts", field.name()));
    }
    if let Err(message) = fits(field, to) {
        say(at, format!("{}: {message}", field.name()));
    }
}

/// Whether a value can stand in a field.
fn fits(field: Field, to: &FactValue) -> Result<(), String> {
    let text = match to {
        FactValue::One(Scalar::Text(text)) => Some(text.as_str()),
        FactValue::One(_) | FactValue::OneOf(_) | FactValue::Set(_) => None,
    };
    match (field, text) {
        (Field::Value, _) => value_problem(to).map_or(Ok(()), Err),
        (Field::Occurred | Field::Published, Some(text)) => {
            text.parse::<When>().map(drop).map_err(|fault| fault.to_string())
        }
        (Field::Kind, Some(text)) => match Kind::from_name(text) {
            Ok(kind) if kind.is_bookkeeping() => Err(format!("{kind} is bookkeeping")),
            Ok(_) => Ok(()),
            Err(fault) => Err(fault.to_string()),
        },
        (Field::By | Field::Against, None) => match to {
            FactValue::Set(names) if names.iter().all(|name| matches!(name, Scalar::Text(_))) => {
                Ok(())
            }
            FactValue::One(_) | FactValue::OneOf(_) | FactValue::Set(_) => {
                Err("one name or a list of names".into())
            }
        },
        (
            Field::By | Field::Against | Field::Text | Field::DocumentNumber | Field::Speaker,
            Some(_),
        ) => Ok(()),
        (
            Field::Occurred
            | Field::Published
            | Field::Kind
            | Field::Text
            | Field::DocumentNumber
            | Field::Speaker,
            None,
        ) => Err("the value is text".into()),
    }
}

fn too_long(bytes: usize) -> Option<Problem> {
    let message = || format!("the event has {bytes} bytes, more than {MAX_EVENT_BYTES}");
    (bytes > MAX_EVENT_BYTES).then(|| Problem { field: "event", message: message() })
}
