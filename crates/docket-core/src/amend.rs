//! Amending a copy of an event: what a correction or a transcription fix says it should have said.

use docket_time::When;

use crate::event::{Event, Occurred};
use crate::field::Field;
use crate::id::Target;
use crate::kind::Kind;
use crate::party::Party;
use crate::value::{FactValue, Scalar};

/// Puts `to` into a field of the event, or of the fact or wording that `target` names.
///
/// What does not fit, or names a part that the event does not have, changes nothing: a correction
/// may come before its target, and the log accepts it unseen.
pub fn amend(event: &mut Event, target: &Target, field: Field, to: &FactValue) {
    match target {
        Target::Part(_, name) => amend_part(event, name.as_str(), field, to),
        Target::Event(_) | Target::Source(_) => amend_report(event, field, to),
    }
}

fn amend_part(event: &mut Event, name: &str, field: Field, to: &FactValue) {
    if let (Field::Value, Some(value)) = (field, event.facts.get_mut(name)) {
        value.clone_from(to);
        return;
    }
    let Some(wording) = event.wordings.iter_mut().find(|wording| wording.id.as_str() == name)
    else {
        return;
    };
    match (field, text(to)) {
        (Field::Speaker, Some(name)) => wording.speaker = Party::named(name),
        (Field::Text, Some(words)) => wording.text = vec![words.to_owned()],
        _ => {}
    }
}

fn amend_report(event: &mut Event, field: Field, to: &FactValue) {
    match (field, text(to)) {
        (Field::Occurred, Some(date)) => {
            if let Ok(date) = date.parse() {
                event.occurred = Some(Occurred::Date(date));
            }
        }
        (Field::Published, Some(date)) => event.published = date.parse::<When>().ok(),
        (Field::Kind, Some(name)) => amend_kind(event, name),
        (Field::Text, Some(words)) => event.text = Some(words.into()),
        (Field::DocumentNumber, Some(number)) => event.document_number = Some(number.into()),
        (Field::By, _) => event.by = parties(to),
        (Field::Against, _) => event.against = parties(to),
        _ => {}
    }
}

fn amend_kind(event: &mut Event, name: &str) {
    if let Ok(kind) = Kind::from_name(name) {
        event.verb = kind.verb().unwrap_or(event.verb);
        event.kind = kind;
    }
}

fn text(value: &FactValue) -> Option<&str> {
    match value {
        FactValue::One(Scalar::Text(text)) => Some(text),
        FactValue::One(_) | FactValue::OneOf(_) | FactValue::Set(_) => None,
    }
}

fn parties(value: &FactValue) -> Vec<Party> {
    let names: Vec<&Scalar> = match value {
        FactValue::One(name) => vec![name],
        FactValue::OneOf(names) | FactValue::Set(names) => names.iter().collect(),
    };
    names.into_iter().map(|name| Party::named(&name.to_string())).collect()
}
