//! Assertions, as a case file writes them.

use std::collections::BTreeSet;

use docket_core::{FactValue, Position, Target};
use docket_time::{Day, Tz};
use toml::de::DeValue;

use crate::assertion::{AssertedCut, AssertedEntry, Assertion, Expectation};
use crate::code::Code;
use crate::date::{date, date_text};
use crate::fact_value::{fact_value, is_fact_value, scalar};
use crate::fault::Fault;
use crate::table::Table;
use crate::target_value::target_or_expected;
use crate::value::Value;
use crate::word::word;

/// Reads the list of assertions.
pub(crate) fn assertions(value: Value<'_>) -> Option<Vec<Assertion>> {
    Some(value.list()?.into_iter().filter_map(assertion).collect())
}

fn assertion(value: Value<'_>) -> Option<Assertion> {
    let mut table = value.table("an assertion")?;
    let that = table.required("that", Value::words);
    let case = table.optional("case", Value::other_case);
    let cut = cut(&mut table);
    let expect = table.required("expect", expectations);
    table.finish();
    let case = case.unwrap_or_else(|| value.reading.case());
    Some(Assertion { that: that?, case, cut, expect: expect?, place: table.header() })
}

fn cut(table: &mut Table<'_>) -> AssertedCut {
    AssertedCut {
        occurred_by: table.optional("occurred_by", last_day),
        published_by: table.optional("published_by", last_day),
        recorded_by: table.optional("recorded_by", entry),
        possibly: table.optional("possibly", Value::flag).unwrap_or(false),
    }
}

/// Reads a date, which stands for its last possible day.
fn last_day(value: Value<'_>) -> Option<Day> {
    let when = date(value)?;
    let text = when.to_string();
    let refuse = |message: String| {
        let fault = Fault::new(Code::BadDate, value.span(), message);
        value.refuse(fault.label("not a day to cut at").help("write a day: \"2024-07-31\""))
    };
    if text.contains('T') {
        return refuse(format!("`{text}` is a time of day, and claimed dates are days"));
    }
    let last = when.meaning(Tz::UTC).latest();
    last.or_else(|| refuse(format!("`{text}` has no last day to cut at")))
}

/// Reads a place in the log: an event, as targets are written; a day; a position.
fn entry(value: Value<'_>) -> Option<AssertedEntry> {
    let is_date = |text: &str| text.len() >= 4 && text.bytes().take(4).all(|b| b.is_ascii_digit());
    match value.get() {
        DeValue::String(text) if text.starts_with('@') => position(value, text),
        DeValue::String(text) if !is_date(text) => event(value),
        DeValue::Table(_) => event(value),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_) => last_day(value).map(AssertedEntry::EndOf),
    }
}

fn event(value: Value<'_>) -> Option<AssertedEntry> {
    match target_or_expected(value)? {
        Target::Event(id) => Some(AssertedEntry::Event(id)),
        other @ (Target::Part(..) | Target::Source(_)) => {
            no_entry(value, format!("`{other}` is no entry of the log"))
        }
    }
}

fn position(value: Value<'_>, text: &str) -> Option<AssertedEntry> {
    match text.trim_start_matches('@').parse() {
        Ok(number) => Some(AssertedEntry::Position(Position(number))),
        Err(_) => no_entry(value, format!("`{text}` is no position of the log")),
    }
}

fn no_entry<T>(value: Value<'_>, message: String) -> Option<T> {
    let fault = Fault::new(Code::BadAssertion, value.span(), message).label("up to where?");
    value.refuse(fault.help("write an event, as in \"CASE/event\", a day, or a position: \"@57\""))
}

/// Reads what is expected: a table of fields, in the order in which they stand in the file.
fn expectations(value: Value<'_>) -> Option<Vec<Expectation>> {
    let mut named = value.free_values("what is expected")?;
    named.sort_by_key(|(_, span, _)| span.start);
    if named.is_empty() {
        return says_nothing(value, "nothing is expected");
    }
    let read = named.into_iter().map(|(field, _, value)| expectation(field, value));
    Some(read.collect::<Vec<_>>().into_iter().flatten().collect())
}

/// Reads what is expected of a field: a table of its parts, or its value alone.
fn expectation(field: &str, value: Value<'_>) -> Option<Expectation> {
    let expected = Expectation { field: field.to_owned(), ..Expectation::default() };
    if !matches!(value.get(), DeValue::Table(_)) || is_fact_value(value) {
        return Some(Expectation { value: Some(expected_value(value)?), ..expected });
    }
    let mut table = value.table("an expectation")?;
    let expected = Expectation {
        value: table.optional("value", expected_value),
        support: table.optional("support", |value| word(value, "support")),
        values: table.optional("values", |value| Some(all(value, expected_value))),
        sources: table.optional("sources", |value| Some(all(value, Value::source_id))),
        includes: table.several("includes", scalar).into_iter().collect(),
        excludes: table.several("excludes", scalar).into_iter().collect(),
        absent: table.optional("absent", Value::flag).unwrap_or(false),
        ..expected
    };
    table.finish();
    is_sound(&expected, value, &table).then_some(expected)
}

/// An expectation that anything meets is a slip, and so is one that nothing can meet.
fn is_sound(expected: &Expectation, value: Value<'_>, table: &Table<'_>) -> bool {
    let keys: Vec<&str> = table.keys().collect();
    let only = Expectation { field: expected.field.clone(), ..Expectation::default() };
    let message = match keys[..] {
        [] => Some(format!("nothing is expected of `{}`", expected.field)),
        ["absent"] if !expected.absent => {
            Some(format!("`absent = false` says nothing of `{}`", expected.field))
        }
        _ if expected.absent && *expected != (Expectation { absent: true, ..only }) => {
            Some(format!("`{}` cannot be absent and anything else", expected.field))
        }
        _ => None,
    };
    let Some(message) = message else { return true };
    says_nothing::<()>(value, &message).is_some()
}

fn says_nothing<T>(value: Value<'_>, message: &str) -> Option<T> {
    let fault = Fault::new(Code::BadAssertion, value.span(), message).label("this tests nothing");
    value.refuse(fault.help("write a value, or { support = \"stated\" }, or { absent = true }"))
}

/// Reads a list of which nothing more is expected, or the one thing that stands alone.
fn all<'a, T: Ord>(value: Value<'a>, read: impl Fn(Value<'a>) -> Option<T>) -> BTreeSet<T> {
    value.each(read).into_iter().collect()
}

/// Reads a value as facts have it; a day without quotation marks is the text of a date.
fn expected_value(value: Value<'_>) -> Option<FactValue> {
    if matches!(value.get(), DeValue::Datetime(_)) {
        return date_text(value).map(|text| FactValue::from(text.as_str()));
    }
    fact_value(value)
}
