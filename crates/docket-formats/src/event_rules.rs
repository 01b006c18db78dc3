//! The rules that every event keeps, told at the places where a file breaks them.

use std::collections::BTreeMap;
use std::ops::Range;

use docket_core::{Event, Key, Kind, Problem, Verb, problems};

use crate::code::Code;
use crate::event_block::EventPlace;
use crate::fault::Fault;
use crate::reading::Reading;
use crate::table::Table;

/// Notes the rules that an event breaks, except where reading it brought up a fault already.
///
/// The rules themselves are docket-core's. Each part of the event is asked about alone first, so
/// that what is wrong with it is told at its place; `before` is the number of faults before the
/// event.
pub(crate) fn keep_rules(event: &Event, place: &EventPlace, table: &Table<'_>, before: usize) {
    if table.is_faulty("bookkeeping") {
        return;
    }
    let reading = table.reading();
    names_differ(event, place, reading);
    parts(event, place, reading);
    for problem in problems(event) {
        let keys = keys_of(problem.field);
        let told = keys.iter().any(|key| table.is_faulty(key))
            || reading.said_since(before, &problem.message);
        if !told {
            let at = keys.iter().find_map(|key| table.key_span(key));
            let help = help(event, &problem);
            let span = at.unwrap_or_else(|| table.header());
            reading.say(fault(&problem, span).maybe_help(help));
        }
    }
}

/// Asks about each fact, effect and wording alone, on an event that has nothing else.
fn parts(event: &Event, place: &EventPlace, reading: &Reading<'_>) {
    let probe = |field: &str, fill: &dyn Fn(&mut Event), span: &Range<usize>| {
        let kind = Kind::Other("probe".to_owned());
        let mut probe = Event::new(event.case.clone(), event.id.clone(), kind, Verb::Announced);
        fill(&mut probe);
        for problem in problems(&probe).iter().filter(|problem| problem.field == field) {
            reading.say(fault(problem, span.clone()));
        }
    };
    for (key, value) in &event.facts {
        let fill = |probe: &mut Event| drop(probe.facts.insert(key.clone(), value.clone()));
        probe("facts", &fill, &place.facts[key]);
    }
    for (effect, span) in event.effects.iter().zip(&place.effects) {
        probe("effects", &|probe| probe.effects.push(effect.clone()), span);
    }
    for (wording, at) in event.wordings.iter().zip(&place.wordings) {
        probe("wordings", &|probe| probe.wordings.push(wording.clone()), &at.id);
    }
}

/// Notes wordings that have the name of another wording or of a fact.
fn names_differ(event: &Event, place: &EventPlace, reading: &Reading<'_>) {
    let mut names: BTreeMap<&Key, &Range<usize>> = place.facts.iter().collect();
    for (wording, at) in event.wordings.iter().zip(&place.wordings) {
        let Some(first) = names.insert(&wording.id, &at.id) else { continue };
        let message = format!("`{}` names two things in this event", wording.id);
        let fault =
            Fault::new(Code::NameTaken, at.id.clone(), message).label("named a second time");
        reading.say(fault.also(first.clone(), "first named here"));
    }
}

/// The keys under which a field of an event stands in a file.
fn keys_of(field: &'static str) -> &'static [&'static str] {
    match field {
        "wordings" => &["wording", "wordings"],
        "kind" => &["kind", "manner", "verb"],
        "verb" => &["verb", "kind", "manner"],
        "source" => &["source"],
        "scope" => &["scope"],
        "also_in" => &["also_in"],
        "place" => &["place"],
        "facts" => &["facts"],
        "effects" => &["effects"],
        "bookkeeping" => &["bookkeeping"],
        _ => &[],
    }
}

fn fault(problem: &Problem, span: Range<usize>) -> Fault {
    let code = match problem.field {
        "source" => Code::NoSource,
        "kind" => Code::KindAndVerb,
        "verb" | "scope" => Code::Disposition,
        "facts" => Code::BadFact,
        "wordings" => Code::BadWording,
        "effects" => Code::BadEffect,
        "bookkeeping" => Code::BadBookkeeping,
        "event" => Code::EventTooLarge,
        _ => Code::BadEvent,
    };
    Fault::new(code, span, problem.message.clone())
}

fn help(event: &Event, problem: &Problem) -> Option<String> {
    let help = match (problem.field, event.kind.verb()) {
        ("source", _) => "name it: source = \"NAME\", and describe it in [source.NAME]".to_owned(),
        ("kind", Some(verb)) if verb != event.verb => format!("write verb = \"{verb}\""),
        ("kind", _) if event.verb == Verb::Settled => "write manner = 13, or its name".to_owned(),
        ("scope", _) => "write scope = \"case\", \"parties\", \"claims\" or \"appeal\"".to_owned(),
        ("event", _) => "keep long papers as the file of a source".to_owned(),
        _ => return None,
    };
    Some(help)
}
