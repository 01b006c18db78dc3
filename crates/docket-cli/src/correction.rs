//! Corrections: what to write instead of another content for an event that is recorded.

use docket_core::{
    Event, EventId, FactValue, Field, Key, LogEntry, Occurred, Party, Scalar, Target, Wording,
};
use serde_json::Value;

use crate::case_files::CaseFiles;
use crate::document::value;
use crate::failure::Failure;
use crate::words::{count, list};

/// One field of a recorded event that somebody wants to be something else.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Difference {
    target: Target,
    field: Field,
    to: FactValue,
}

/// The failure for events that are recorded with other content, with a correction where one can be
/// made out of the difference.
pub(crate) fn offer(files: &CaseFiles, differing: &[(LogEntry, Event)]) -> Failure {
    let told = |(entry, event): &(LogEntry, Event)| {
        let id = event.event_id();
        let place = files.place(&id).map_or(String::new(), |place| format!(", here {place}"));
        format!("{id} (at {}){place}", entry.position)
    };
    let ids = list(differing.iter().map(told));
    let events = count(differing.len(), "event is", "events are");
    let help: Vec<String> =
        differing.iter().map(|(entry, event)| help(&entry.event, event)).collect();
    let message = format!("{events} recorded already with other content: {ids}");
    Failure::invalid("content_differs", message).help(help.join("\n"))
}

fn help(recorded: &Event, wanted: &Event) -> String {
    let id = wanted.event_id();
    let differences = differences(recorded, wanted);
    if differences.is_empty() {
        let fields = list(fields_that_differ(recorded, wanted));
        return format!(
            "{id} differs in {fields}; write what was recorded, and the new report as an event of \
             its own with the same `act`"
        );
    }
    let blocks: String =
        differences.iter().enumerate().map(|(at, one)| block(&id, at, one)).collect();
    format!(
        "{id}: write again what was recorded, and add below it what it should have been. If we \
         mistyped it:\n\n{blocks}\nIf its source corrected itself, make that an event of the \
         source with `effects = [{}]`",
        list(differences.iter().map(as_effect))
    )
}

/// The block that fixes our own mistake.
fn block(id: &EventId, at: usize, difference: &Difference) -> String {
    let Difference { target, field, to } = difference;
    let number = if at == 0 { String::new() } else { format!("-{}", at + 1) };
    format!(
        "    [[event]]\n    id = \"{}-fix{number}\"\n    bookkeeping = {{ transcription_fixed = {{ \
         target = \"{target}\", field = \"{}\", to = {} }} }}\n",
        id.key,
        field.name(),
        as_toml(to)
    )
}

fn as_effect(difference: &Difference) -> String {
    let Difference { target, field, to } = difference;
    format!("{{ corrects = \"{target}\", field = \"{}\", to = {} }}", field.name(), as_toml(to))
}

fn as_toml(to: &FactValue) -> String {
    toml::Value::try_from(to).map_or_else(|_| format!("\"{to}\""), |to| to.to_string())
}

/// The differences, where corrections can say all of them; none otherwise.
fn differences(recorded: &Event, wanted: &Event) -> Vec<Difference> {
    let mut found = of_report(recorded, wanted);
    found.extend(of_facts(recorded, wanted));
    found.extend(of_wordings(recorded, wanted));
    let corrected =
        found.iter().fold(recorded.clone(), |event, difference| difference.put(event, wanted));
    if corrected == *wanted { found } else { Vec::new() }
}

impl Difference {
    /// Takes the field that differs from the event that is wanted.
    fn put(&self, mut event: Event, wanted: &Event) -> Event {
        let wanted = wanted.clone();
        match (self.field, &self.target) {
            (Field::Kind, _) => {
                event.verb = wanted.kind.verb().unwrap_or(event.verb);
                event.kind = wanted.kind;
            }
            (Field::Text, Target::Part(..)) | (Field::Speaker, _) => {
                event.wordings = wanted.wordings;
            }
            (Field::Text, Target::Event(_) | Target::Source(_)) => event.text = wanted.text,
            (Field::Occurred, _) => event.occurred = wanted.occurred,
            (Field::Published, _) => event.published = wanted.published,
            (Field::DocumentNumber, _) => event.document_number = wanted.document_number,
            (Field::By, _) => event.by = wanted.by,
            (Field::Against, _) => event.against = wanted.against,
            (Field::Value, _) => event.facts = wanted.facts,
        }
        event
    }
}

fn of_report(recorded: &Event, wanted: &Event) -> Vec<Difference> {
    let target = Target::Event(wanted.event_id());
    let text = |text: &str| FactValue::from(text);
    let date = match &wanted.occurred {
        Some(Occurred::Date(when)) => Some(when.text()),
        Some(Occurred::Phrase(_)) | None => None,
    };
    let kind = wanted.kind.name();
    let candidates = [
        (Field::Kind, recorded.kind != wanted.kind, Some(text(&kind))),
        (Field::Occurred, recorded.occurred != wanted.occurred, date.map(text)),
        (
            Field::Published,
            recorded.published != wanted.published,
            wanted.published.as_ref().map(|when| text(when.text())),
        ),
        (Field::Text, recorded.text != wanted.text, wanted.text.as_deref().map(text)),
        (
            Field::DocumentNumber,
            recorded.document_number != wanted.document_number,
            wanted.document_number.as_deref().map(text),
        ),
        (Field::By, recorded.by != wanted.by, names(&wanted.by)),
        (Field::Against, recorded.against != wanted.against, names(&wanted.against)),
    ];
    let differing = candidates.into_iter().filter(|(_, differs, _)| *differs);
    let difference = |(field, _, to): (Field, bool, Option<FactValue>)| {
        Some(Difference { target: target.clone(), field, to: to? })
    };
    differing.filter_map(difference).collect()
}

/// Names as a correction takes them: it has no room for ids.
fn names(parties: &[Party]) -> Option<FactValue> {
    match parties {
        [Party { name, id: None }] => Some(name.as_str().into()),
        several if !several.is_empty() && several.iter().all(|party| party.id.is_none()) => {
            Some(FactValue::Set(
                several.iter().map(|party| Scalar::Text(party.name.to_string())).collect(),
            ))
        }
        _ => None,
    }
}

/// Facts that have another value. One that came or went cannot be corrected.
fn of_facts(recorded: &Event, wanted: &Event) -> Vec<Difference> {
    if !recorded.facts.keys().eq(wanted.facts.keys()) {
        return Vec::new();
    }
    let differing = wanted.facts.iter().filter(|(key, to)| recorded.facts.get(*key) != Some(to));
    let difference = |(key, to): (&Key, &FactValue)| Difference {
        target: Target::Part(wanted.event_id(), key.clone()),
        field: Field::Value,
        to: to.clone(),
    };
    differing.map(difference).collect()
}

/// Wordings with other words. What else is said of a wording cannot be corrected.
fn of_wordings(recorded: &Event, wanted: &Event) -> Vec<Difference> {
    let pairs = recorded.wordings.iter().zip(&wanted.wordings).filter(|(old, new)| old != new);
    let difference = |(old, new): (&Wording, &Wording)| {
        let in_new_words = Wording { text: new.text.clone(), ..old.clone() };
        let [words] = &new.text[..] else { return None };
        let target = Target::Part(wanted.event_id(), new.id.clone());
        let to = words.as_str().into();
        (in_new_words == *new).then_some(Difference { target, field: Field::Text, to })
    };
    pairs.map(difference).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The fields of the JSON form in which two events differ.
fn fields_that_differ(recorded: &Event, wanted: &Event) -> Vec<String> {
    let (Value::Object(recorded), Value::Object(wanted)) = (value(recorded), value(wanted)) else {
        return Vec::new();
    };
    let names = recorded.keys().chain(wanted.keys().filter(|name| !recorded.contains_key(*name)));
    names.filter(|name| recorded.get(*name) != wanted.get(*name)).cloned().collect()
}
