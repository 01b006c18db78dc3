//! Events, as a case file writes them.

use std::collections::BTreeMap;
use std::ops::Range;

use docket_core::{Bookkeeping, CaseId, DocketLine, Event, FactValue, Key, Kind, Scope, Verb};
use toml::de::DeValue;

use crate::bookkeeping_block::bookkeeping;
use crate::code::Code;
use crate::date::{date, occurred};
use crate::effect_block::effect;
use crate::event_rules::keep_rules;
use crate::fact_value::fact_value;
use crate::fault::Fault;
use crate::party_value::party;
use crate::table::Table;
use crate::target_value::reference;
use crate::value::Value;
use crate::word::{kind, manner, word};
use crate::wording_block::{WordingPlace, wording};

/// Where an event and its parts stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct EventPlace {
    pub(crate) id: Range<usize>,
    pub(crate) facts: BTreeMap<Key, Range<usize>>,
    pub(crate) effects: Vec<Range<usize>>,
    pub(crate) wordings: Vec<WordingPlace>,
}

/// Reads the list of events.
pub(crate) fn events(value: Value<'_>) -> Option<Vec<(Event, EventPlace)>> {
    Some(value.list()?.into_iter().filter_map(event).collect())
}

fn event(value: Value<'_>) -> Option<(Event, EventPlace)> {
    let before = value.reading.count();
    let mut table = value.table("an event")?;
    let id = table.required("id", event_key);
    let what = table.optional("bookkeeping", bookkeeping);
    let (verb, kind) = verb_and_kind(&mut table);
    let mut place = EventPlace::default();
    let (id, id_place) = id.unzip();
    place.id = id_place.unwrap_or_else(|| table.header());
    let mut event = blank(value.reading.case(), id, what, verb, kind);
    fill(&mut event, &mut place, &mut table);
    table.finish();
    keep_rules(&event, &place, &table, before);
    Some((event, place))
}

/// The event before anything but its name and sort is read. What is missing is filled in, so that
/// everything else can be read and checked as well: the file is faulty already.
fn blank(
    home: CaseId,
    id: Option<Key>,
    what: Option<Bookkeeping>,
    verb: Option<Verb>,
    kind: Option<Kind>,
) -> Event {
    let id = id.unwrap_or_else(|| "?".parse().expect("a question mark is a key"));
    let Some(what) = what else {
        let kind = kind.unwrap_or(Kind::Other(String::new()));
        let verb = verb.or(kind.verb()).unwrap_or(Verb::Announced);
        return Event::new(home, id, kind, verb);
    };
    let home = if matches!(what, Bookkeeping::Alias { .. }) { CaseId::ledger() } else { home };
    let event = Event::bookkeeping(home, id, what);
    Event { verb: verb.unwrap_or(event.verb), kind: kind.unwrap_or(event.kind.clone()), ..event }
}

fn fill(event: &mut Event, place: &mut EventPlace, table: &mut Table<'_>) {
    event.act = table.optional("act", Value::key);
    event.against = table.several("against", party);
    event.also_in = table.several("also_in", Value::other_case).into_iter().collect();
    event.by = table.several("by", party);
    event.document_number = table.optional("document_number", document_number).map(Into::into);
    event.in_cases = table.optional("in", member_cases).into_iter().flatten().collect();
    event.line = table.optional("line", docket_line);
    event.occurred = table.either(("occurred", "when"), occurred);
    event.on_behalf_of = table.several("on_behalf_of", party);
    event.place = table.optional("place", Value::count);
    event.prejudice = table.optional("prejudice", |value| word(value, "prejudice"));
    event.published = table.optional("published", date);
    event.refers_to = table.several("refers_to", reference);
    event.scope = table.optional("scope", |value| word(value, "scope"));
    event.source = table.optional("source", Value::source_id);
    event.text = table.optional("text", Value::words).map(Into::into);
    for (key, span, value) in table.optional("facts", facts).into_iter().flatten() {
        place.facts.insert(key.clone(), span);
        event.facts.insert(key, value);
    }
    let effects = table.several("effects", |value| Some((effect(value)?, value.span())));
    (event.effects, place.effects) = effects.into_iter().unzip();
    let wordings = table.either(("wording", "wordings"), |value| Some(value.each(wording)));
    (event.wordings, place.wordings) = wordings.into_iter().flatten().unzip();
}

fn verb_and_kind(table: &mut Table<'_>) -> (Option<Verb>, Option<Kind>) {
    let bookkeeping = table.has("bookkeeping");
    let read_verb = |value: Value<'_>| word(value, "verb");
    let verb = if bookkeeping {
        table.optional("verb", read_verb)
    } else {
        table.required("verb", read_verb)
    };
    if table.has("manner") && table.has("kind") {
        table.say_twice("kind", "manner");
    }
    let manner = table.optional("manner", manner);
    let read_kind = |value: Value<'_>| kind(value, verb);
    let kind = if bookkeeping || table.has("manner") {
        table.optional("kind", read_kind)
    } else {
        table.required("kind", read_kind)
    };
    (verb, manner.or(kind))
}

fn event_key(value: Value<'_>) -> Option<(Key, Range<usize>)> {
    let key = value.key()?;
    let name = key.as_str();
    if name == "opened" || name.starts_with("opened:") || name.starts_with("source:") {
        let message = format!("the key `{name}` is kept for the descriptions of cases and sources");
        let fault = Fault::new(Code::ReservedName, value.span(), message);
        return value.refuse(fault.label("reserved").help("give the event another id"));
    }
    Some((key, value.span()))
}

fn member_cases(value: Value<'_>) -> Option<Vec<(CaseId, Scope)>> {
    let named = value.named_values::<CaseId>("member cases")?;
    let member = |(case, span, value): (CaseId, Range<usize>, Value<'_>)| {
        value.mention_case(&case, span);
        Some((case, word(value, "scope")?))
    };
    Some(named.into_iter().filter_map(member).collect())
}

/// Reads a document number: text, but nobody minds a number.
fn docket_line(value: Value<'_>) -> Option<DocketLine> {
    let mut table = value.table("a docket line")?;
    let line = DocketLine {
        raw: table.optional("raw", Value::words),
        rule: table.optional("rule", Value::key),
    };
    table.finish();
    Some(line)
}

fn document_number(value: Value<'_>) -> Option<String> {
    match value.get() {
        DeValue::Integer(_) => value.number().map(|number| number.to_string()),
        DeValue::String(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => value.words(),
    }
}

fn facts(value: Value<'_>) -> Option<Vec<(Key, Range<usize>, FactValue)>> {
    let named = value.named_values::<Key>("facts")?;
    Some(
        named
            .into_iter()
            .filter_map(|(key, at, value)| Some((key, at, fact_value(value)?)))
            .collect(),
    )
}
