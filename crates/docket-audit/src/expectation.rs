//! What somebody expects of a case, held against what is known of it.

use std::collections::BTreeSet;

use docket_case::{FactState, Known};
use docket_core::{CaseView, FactValue, Scalar, Support};
use docket_formats::Expectation;
use serde::Serialize;

use crate::fields::Fields;

/// One part of a field that is not as it was expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The field, as it was named.
    pub field: String,
    /// The part of what is known of it: `value`, `support`, `values`, `sources` and so on.
    pub part: &'static str,
    /// What was expected.
    pub expected: String,
    /// What is the case.
    pub found: String,
}

/// Holds what is expected of a case against what is known of it under a view's cut. Nothing is
/// returned where all of it holds.
///
/// What may be expected is [`Fields::known`]. A field of which nothing is known meets no
/// expectation but that it is absent, so that a misspelt name never passes for a field.
#[must_use]
pub fn differences(view: &CaseView, expected: &[Expectation]) -> Vec<Difference> {
    let fields = Fields::known(view);
    expected.iter().flat_map(|one| differences_of(&fields, one)).collect()
}

fn differences_of(fields: &Fields, expected: &Expectation) -> Vec<Difference> {
    let differ = |part, wanted: String, found: String| Difference {
        field: expected.field.clone(),
        part,
        expected: wanted,
        found,
    };
    let state = match fields.find(&expected.field) {
        Ok(field) => &field.state,
        Err(none) if none.may_mean.is_empty() && expected.absent => return Vec::new(),
        Err(none) if none.may_mean.is_empty() => {
            let found = match none.nearest {
                Some(nearest) => format!("nothing of that name; did you mean `{nearest}`?"),
                None => "nothing of that name".to_owned(),
            };
            return vec![differ("field", wanted(expected), found)];
        }
        Err(several) => {
            let names: Vec<String> =
                several.may_mean.iter().map(|path| format!("`{path}`")).collect();
            let found = format!("several: {}", names.join(", "));
            return vec![differ("field", "one field".to_owned(), found)];
        }
    };
    let is_absent = state.support == Support::Unknown && state.value.is_none();
    if expected.absent {
        let found = || vec![differ("absent", "nothing known".to_owned(), shown(state))];
        return if is_absent { Vec::new() } else { found() };
    }
    parts(expected, state)
        .into_iter()
        .map(|(part, wanted, found)| differ(part, wanted, found))
        .collect()
}

/// The parts of a field that are not as expected: which, what was expected, what was found.
fn parts(expected: &Expectation, state: &FactState) -> Vec<(&'static str, String, String)> {
    let mut parts = Vec::new();
    let mut part = |name, is_met: bool, wanted: String, found: String| {
        if !is_met {
            parts.push((name, wanted, found));
        }
    };
    if let Some(value) = &expected.value {
        part("value", has_value(state, value), value.to_string(), shown(state));
    }
    if let Some(support) = expected.support {
        part("support", state.support == support, name(support), name(state.support));
    }
    if let Some(values) = &expected.values {
        let claimed = claimed(state);
        let is_met = claimed.len() == values.len()
            && values.iter().all(|value| claimed.iter().any(|one| says(one, value)));
        part("values", is_met, list(values), list(&claimed));
    }
    if let Some(sources) = &expected.sources {
        part("sources", state.sources == *sources, list(sources), list(&state.sources));
    }
    let members = members(state);
    let is_in = |value: &Scalar| members.contains(value);
    let (missing, unwanted) = (
        expected.includes.iter().filter(|value| !is_in(value)).collect::<Vec<_>>(),
        expected.excludes.iter().filter(|value| is_in(value)).collect::<Vec<_>>(),
    );
    part("includes", missing.is_empty(), list(missing), list(&members));
    part("excludes", unwanted.is_empty(), format!("not {}", list(unwanted)), list(&members));
    parts
}

/// Whether the value of a field is this one; of a set, whether it has just these members.
fn has_value(state: &FactState, expected: &FactValue) -> bool {
    match (&state.value, expected) {
        (Some(Known::One(value)), expected) => says(value, expected),
        (Some(Known::Set(_)), FactValue::Set(expected)) => members(state) == *expected,
        (Some(Known::Set(_)) | None, _) => false,
    }
}

/// A date that is a fact's value may be expected as the text that it is.
fn says(value: &FactValue, expected: &FactValue) -> bool {
    if let (FactValue::One(Scalar::Date(when)), FactValue::One(Scalar::Text(text))) =
        (value, expected)
    {
        return when.to_string() == *text;
    }
    value == expected
}

/// The members of a set; of anything else the values that somebody claims.
fn members(state: &FactState) -> BTreeSet<Scalar> {
    let of = |value: &FactValue| -> Vec<Scalar> {
        match value {
            FactValue::One(one) => vec![one.clone()],
            FactValue::OneOf(_) => Vec::new(),
            FactValue::Set(members) => members.iter().cloned().collect(),
        }
    };
    match &state.value {
        Some(Known::Set(members)) => members.iter().flat_map(|one| of(&one.value)).collect(),
        Some(Known::One(_)) | None => claimed(state).iter().flat_map(of).collect(),
    }
}

/// The different values that somebody claims.
fn claimed(state: &FactState) -> BTreeSet<FactValue> {
    if state.values.is_empty() {
        return state.one().cloned().into_iter().collect();
    }
    state.values.iter().filter_map(|one| one.value.clone()).collect()
}

/// A state in a few words.
fn shown(state: &FactState) -> String {
    let support = name(state.support);
    match &state.value {
        Some(Known::One(value)) => format!("{value} ({support})"),
        Some(Known::Set(_)) => format!("{} ({support})", list(members(state))),
        None if state.values.is_empty() => format!("no value ({support})"),
        None => format!("{} ({support})", list(claimed(state))),
    }
}

/// What is expected of a field of which nothing is known, in a few words.
fn wanted(expected: &Expectation) -> String {
    let value = expected.value.as_ref().map(ToString::to_string);
    value.or(expected.support.map(name)).unwrap_or_else(|| "something".to_owned())
}

fn name(support: Support) -> String {
    <&str>::from(support).to_owned()
}

fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    if items.is_empty() { "none".to_owned() } else { items.join("; ") }
}
