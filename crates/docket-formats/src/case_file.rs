//! Case files: what people write about one case.

use std::collections::BTreeMap;
use std::ops::Range;

use docket_core::{CaseDescription, CaseId, Event, EventId, Source};
use toml::Spanned;
use toml::de::{DeTable, Error};

use crate::assert_block::assertions;
use crate::assertion::Assertion;
use crate::case_block::{CaseBlock, SourcePlace, case, sources};
use crate::code::{Code, Severity};
use crate::event_block::{EventPlace, events};
use crate::fault::{Fault, in_order};
use crate::reading::{Mention, Reading};
use crate::table::Table;

/// Up to this many bytes all syntax errors of a file are listed, beyond it the first: every line
/// of a large file that is not TOML at all would be one.
const ALL_SYNTAX_ERRORS: usize = 1 << 20;

/// A case file that was read without an error.
///
/// Names that may stand for something in another file or in the ledger are taken on trust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFile {
    /// The case it is about.
    pub case: CaseId,
    /// What its `[case]` block says.
    pub description: CaseDescription,
    /// What its `[source.NAME]` blocks say, in the order of their names.
    pub sources: Vec<Source>,
    /// Its `[[event]]` blocks, in their order.
    pub events: Vec<Event>,
    /// Its `[[assert]]` blocks, in their order. They are never recorded.
    pub assertions: Vec<Assertion>,
    /// What somebody should look at, though the file may be recorded.
    pub warnings: Vec<Fault>,
    pub(crate) places: Places,
}

/// Where things stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Places {
    pub(crate) case: Range<usize>,
    /// As many as there are sources, in the same order.
    pub(crate) sources: Vec<SourcePlace>,
    /// As many as there are events, in the same order.
    pub(crate) events: Vec<EventPlace>,
    pub(crate) mentions: Vec<Mention>,
}

impl CaseFile {
    /// Finds the place of an event's id in the file.
    #[must_use]
    pub fn place_of(&self, id: &EventId) -> Option<Range<usize>> {
        let at =
            self.events.iter().position(|event| event.id == id.key && event.case == id.case)?;
        Some(self.places.events[at].id.clone())
    }
}

/// Reads a case file.
///
/// # Errors
/// All faults of the file, errors and warnings, in the order of their places. Where the text is
/// not TOML, only those that make it none.
pub fn parse(text: &str) -> Result<CaseFile, Vec<Fault>> {
    match read_through(text) {
        (Some(file), faults)
            if faults.iter().all(|fault| fault.severity() == Severity::Warning) =>
        {
            Ok(CaseFile { warnings: faults, ..file })
        }
        (_, faults) => Err(faults),
    }
}

/// Reads a case file through, whatever is wrong with it: what it says as far as that can be made
/// out, so that it can be checked together with others, and all its faults in order of place.
///
/// No file where the text is not TOML, where the case cannot be told, or where an event has no id
/// that others could mean.
#[must_use]
pub fn read_through(text: &str) -> (Option<CaseFile>, Vec<Fault>) {
    let document = match document(text) {
        Ok(document) => document,
        Err(faults) => return (None, faults),
    };
    let reading = Reading::new(text);
    let file = read(&document, &reading);
    let (faults, mentions) = reading.conclude();
    let named = file.filter(|file| file.events.iter().all(|event| event.id.as_str() != "?"));
    let file = named.map(|file| CaseFile { places: Places { mentions, ..file.places }, ..file });
    (file, in_order(faults))
}

fn document(text: &str) -> Result<Spanned<DeTable<'_>>, Vec<Fault>> {
    if text.len() > ALL_SYNTAX_ERRORS {
        return DeTable::parse(text).map_err(|error| vec![syntax(&error, text)]);
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(document);
    }
    Err(in_order(errors.iter().map(|error| syntax(error, text)).collect()))
}

fn syntax(error: &Error, text: &str) -> Fault {
    let span = error.span().unwrap_or(text.len()..text.len());
    Fault::new(Code::Syntax, span, error.message()).label("not TOML here")
}

fn read<'a>(document: &'a Spanned<DeTable<'a>>, reading: &'a Reading<'a>) -> Option<CaseFile> {
    let mut root = Table::new("a case file", document.get_ref(), 0..0, reading);
    let case = root.required("case", case);
    let sources = root.optional("source", sources).unwrap_or_default();
    let events = root.optional("event", events).unwrap_or_default();
    let assertions = root.optional("assert", assertions).unwrap_or_default();
    root.finish();
    ids_differ(&events, reading);
    let CaseBlock { id, place, description } = case?;
    let (sources, source_places) = sources.into_iter().unzip();
    let (events, event_places) = events.into_iter().unzip();
    let places =
        Places { case: place, sources: source_places, events: event_places, mentions: Vec::new() };
    let (case, warnings) = (id?, Vec::new());
    Some(CaseFile { case, description, sources, events, assertions, warnings, places })
}

/// Notes events that have the id of another event.
fn ids_differ(events: &[(Event, EventPlace)], reading: &Reading<'_>) {
    let mut ids: BTreeMap<EventId, &Range<usize>> = BTreeMap::new();
    for (event, place) in events.iter().filter(|(event, _)| event.id.as_str() != "?") {
        let Some(first) = ids.insert(event.event_id(), &place.id) else { continue };
        let message = format!("two events have the id `{}`", event.id);
        let fault = Fault::new(Code::NameTaken, place.id.clone(), message).label("a second time");
        let help = "two reports of one happening have two ids and the same `act`";
        reading.say(fault.also(first.clone(), "first here").help(help));
    }
}
