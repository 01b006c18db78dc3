//! Values of facts, as a case file writes them.

use std::collections::BTreeSet;

use docket_core::{Bound, FactValue, Field, Quantity, Scalar};
use toml::de::DeValue;

use crate::code::Code;
use crate::date::{date, date_text};
use crate::fault::Fault;
use crate::suggestion::{did_you_mean, nearest};
use crate::table::Table;
use crate::value::Value;

/// The keys that say how firmly a number is claimed.
const BOUNDS: [&str; 4] = ["exact", "at_least", "more_than", "about"];

/// Reads what a report says of a fact.
pub(crate) fn fact_value(value: Value<'_>) -> Option<FactValue> {
    match value.get() {
        DeValue::Array(_) => scalars(value).map(FactValue::Set),
        DeValue::Table(entries) if entries.contains_key("one_of") => {
            let mut table = value.table("a choice")?;
            let choice = table.required("one_of", scalars);
            table.finish();
            choice.map(FactValue::OneOf)
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Table(_) => scalar(value).map(FactValue::One),
    }
}

/// Whether a table is written as a value: a quantity, a date or a choice.
pub(crate) fn is_fact_value(value: Value<'_>) -> bool {
    let DeValue::Table(entries) = value.get() else { return false };
    BOUNDS.iter().chain(&["when", "one_of"]).any(|key| entries.contains_key(*key))
}

/// Reads what a correction puts into a field: a date field takes a day without quotation marks.
pub(crate) fn corrected_value(value: Value<'_>, field: Option<Field>) -> Option<FactValue> {
    let is_date = matches!(field, Some(Field::Occurred | Field::Published));
    if is_date && matches!(value.get(), DeValue::Datetime(_)) {
        return date_text(value).map(|text| FactValue::from(text.as_str()));
    }
    fact_value(value)
}

fn scalars(value: Value<'_>) -> Option<BTreeSet<Scalar>> {
    let values = value.list()?;
    Some(values.into_iter().filter_map(scalar).collect())
}

/// Reads a single value.
pub(crate) fn scalar(value: Value<'_>) -> Option<Scalar> {
    match value.get() {
        DeValue::String(text) => Some(Scalar::from(text.as_ref())),
        DeValue::Integer(_) | DeValue::Float(_) => value.number().map(Scalar::count),
        DeValue::Table(entries) if entries.contains_key("when") => when(value),
        DeValue::Table(_) => quantity(value).map(Scalar::Quantity),
        DeValue::Datetime(_) => {
            let help = format!("write {{ when = \"{}\" }}", value.written());
            value.wrong_type("a value", Some(help))
        }
        DeValue::Boolean(flag) => {
            let help = format!("write text: \"{}\"", if *flag { "yes" } else { "no" });
            value.wrong_type("a value", Some(help))
        }
        DeValue::Array(_) => value.wrong_type("a single value", Some("lists hold no lists".into())),
    }
}

fn when(value: Value<'_>) -> Option<Scalar> {
    let mut table = value.table("a date")?;
    let when = table.required("when", date);
    table.finish();
    when.map(Scalar::Date)
}

fn quantity(value: Value<'_>) -> Option<Quantity> {
    let mut table = value.table("a quantity")?;
    let currency = table.optional("currency", Value::words);
    let [key] = table.keys_among(&BOUNDS)[..] else {
        return unclear(value, &table);
    };
    let number = table.required(key, Value::number);
    table.finish();
    Some(Quantity { number: number?, bound: bound(key), currency })
}

fn bound(key: &str) -> Bound {
    match key {
        "at_least" => Bound::AtLeast,
        "more_than" => Bound::MoreThan,
        "about" => Bound::About,
        _ => Bound::Exact,
    }
}

fn unclear<T>(value: Value<'_>, table: &Table<'_>) -> Option<T> {
    let keys: Vec<&str> = table.keys().collect();
    let message = if keys.is_empty() {
        "an empty table is no value".to_owned()
    } else {
        format!("a table with {} is no value", keys.join(", "))
    };
    let meant =
        keys.iter().find_map(|key| nearest(key, BOUNDS.into_iter().chain(["when", "one_of"])));
    let list =
        || format!("write one of {} (and a currency), or when, or one_of", BOUNDS.join(", "));
    let help = meant.filter(|meant| !keys.contains(meant)).map_or_else(list, did_you_mean);
    let fault = Fault::new(Code::Unclear, value.span(), message);
    value.refuse(fault.label("not a value").help(help))
}
