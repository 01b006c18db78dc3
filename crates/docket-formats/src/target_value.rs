//! Targets: what effects, references and links point at, as a case file writes them.

use docket_core::{CaseId, EventId, IdError, Reference, Target};
use toml::de::DeValue;

use crate::reading::Mentioned;
use crate::table::Table;
use crate::value::Value;
use crate::word::word;

/// Reads a target. A name without a case means the file's own case.
pub(crate) fn target(value: Value<'_>, expected: bool) -> Option<Target> {
    let target = match parse(value.text()?, value.reading.case()) {
        Ok(target) => target,
        Err(error) => return value.bad_name(value.span(), &error),
    };
    value.reading.mention(Mentioned::Target(target.clone()), value.span(), expected);
    Some(target)
}

/// Reads a target, or a table of a target that is still to come.
pub(crate) fn target_or_expected(value: Value<'_>) -> Option<Target> {
    if !matches!(value.get(), DeValue::Table(_)) {
        return target(value, false);
    }
    let mut table = value.table("a target")?;
    let expected = is_expected(&mut table);
    let target = table.required("target", |value| target(value, expected));
    table.finish();
    target
}

/// Reads a list of targets.
pub(crate) fn targets(value: Value<'_>, expected: bool) -> Option<Vec<Target>> {
    Some(value.list()?.into_iter().filter_map(|value| target(value, expected)).collect())
}

/// Reads a reference.
pub(crate) fn reference(value: Value<'_>) -> Option<Reference> {
    let mut table = value.table("a reference")?;
    let expected = is_expected(&mut table);
    let relation = table.required("relation", |value| word(value, "relation"));
    let target = table.required("target", |value| target(value, expected));
    table.finish();
    Some(Reference { relation: relation?, target: target? })
}

/// Whether the author says that the targets of a table are still to come.
pub(crate) fn is_expected(table: &mut Table<'_>) -> bool {
    table.optional("expected", Value::flag).unwrap_or(false)
}

fn parse(text: &str, home: CaseId) -> Result<Target, IdError> {
    let (event, name) =
        text.split_once('#').map_or((text, None), |(event, name)| (event, Some(name)));
    if event.contains('/') || event.starts_with("source:") {
        return text.parse();
    }
    let event = EventId { case: home, key: event.parse()? };
    Ok(match name {
        Some(name) => Target::Part(event, name.parse()?),
        None => Target::Event(event),
    })
}
