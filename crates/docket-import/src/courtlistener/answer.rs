//! One answer of the API: objects, sorted by what they are.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::docket::docket;
use super::entry::{Entry, entry};
use super::page::Page;
use super::party::{Attorney, Party, attorney, party};
use super::{Reference, id};
use crate::fault::Fault;
use crate::json::{JsonFile, JsonObject, JsonValue};
use crate::sheet::Sheet;

/// One answer of the API, read and checked, and not yet joined with the others.
#[derive(Default)]
pub struct ApiAnswer<'a> {
    pub(super) dockets: Vec<Found<'a, Sheet>>,
    pub(super) entries: Vec<Found<'a, Entry<'a>>>,
    pub(super) parties: Vec<Found<'a, Party<'a>>>,
    pub(super) attorneys: Vec<Found<'a, Attorney<'a>>>,
    /// Where it stands among other pages, if it is a page.
    pub(super) page: Option<Page<'a>>,
    pub(super) unread: BTreeSet<String>,
}

/// An object of the API.
pub(super) struct Found<'a, T> {
    /// Its number among the objects of its kind.
    pub(super) id: u64,
    /// As the file has it.
    pub(super) value: JsonValue<'a>,
    /// When the archive last changed it.
    pub(super) modified: Option<DateTime<FixedOffset>>,
    /// What it says.
    pub(super) says: T,
}

/// Reads one answer: an object, a list of objects, or a page of them.
///
/// # Errors
/// [`Fault`] with its place, for what is not JSON, is no such object, has another type, lacks what an
/// object of its kind needs, or is no date.
pub fn read_courtlistener(text: &str) -> Result<ApiAnswer<'_>, Fault> {
    let value = JsonFile::read(text.trim_start_matches('\u{feff}'))?;
    let mut answer = ApiAnswer::default();
    if value.is_list() {
        answer.all(value.items()?)?;
        return Ok(answer);
    }
    let mut object = value.object()?;
    if object.has("results") {
        let page = Page::take(&mut object)?;
        let results = object.items("results")?;
        answer.page = Some(page.with_results(results.len()));
        answer.all(results)?;
        object.finish("", &mut answer.unread);
    } else {
        answer.one(object)?;
    }
    Ok(answer)
}

impl<'a> ApiAnswer<'a> {
    fn all(&mut self, items: Vec<JsonValue<'a>>) -> Result<(), Fault> {
        items.into_iter().try_for_each(|item| self.one(item.object()?))
    }

    /// Sorts an object by the fields that only its kind has.
    fn one(&mut self, object: JsonObject<'a>) -> Result<(), Fault> {
        let has = |names: &[&str]| names.iter().any(|name| object.has(name));
        if has(&["party_types"]) {
            let found = self.found(object, "a party", party)?;
            self.parties.push(found);
        } else if has(&["parties_represented"]) {
            let found = self.found(object, "an attorney", attorney)?;
            self.attorneys.push(found);
        } else if has(&["document_type"]) {
            let message = "a document is read with its docket entry, which brings it along: a docket \
                           entry is expected, not a document";
            return Err(object.value().fault(message));
        } else if has(&["recap_documents", "recap_sequence_number", "entry_number"]) {
            self.entry(object, None)?;
        } else if has(&["docket_number", "court", "court_id"]) {
            self.docket(object)?;
        } else {
            let message = "a docket, docket entry, party or attorney is expected, not this object";
            return Err(object.value().fault(message));
        }
        Ok(())
    }

    fn docket(&mut self, mut object: JsonObject<'a>) -> Result<(), Fault> {
        let nested = object.items("docket_entries")?;
        let found = self.found(object, "a docket", |object, _| docket(object))?;
        let value = found.value.clone();
        let own = Reference { id: found.id, named: format!("docket {}", found.id), value };
        self.dockets.push(found);
        nested.into_iter().try_for_each(|item| self.entry(item.object()?, Some(&own)))
    }

    fn entry(
        &mut self,
        object: JsonObject<'a>,
        inside: Option<&Reference<'a>>,
    ) -> Result<(), Fault> {
        let read = |object: &mut JsonObject<'a>, unread: &mut BTreeSet<String>| {
            entry(object, inside, unread)
        };
        let found = self.found(object, "a docket entry", read)?;
        self.entries.push(found);
        Ok(())
    }

    /// Reads what all objects have, and what this one says.
    fn found<T>(
        &mut self,
        mut object: JsonObject<'a>,
        what: &str,
        read: impl FnOnce(&mut JsonObject<'a>, &mut BTreeSet<String>) -> Result<T, Fault>,
    ) -> Result<Found<'a, T>, Fault> {
        let id = id(&mut object, what)?;
        let modified = object.take("date_modified").map_or(Ok(None), |value| instant(&value))?;
        object.take("date_created");
        let says = read(&mut object, &mut self.unread)?;
        let value = object.value().clone();
        object.finish(group(what), &mut self.unread);
        Ok(Found { id, value, modified, says })
    }
}

/// Under what name the fields of such an object are listed when they are not read.
fn group(what: &str) -> &'static str {
    match what {
        "a docket entry" => "docket_entries.",
        "a party" => "parties.",
        "an attorney" => "attorneys.",
        _ => "",
    }
}

fn instant(value: &JsonValue<'_>) -> Result<Option<DateTime<FixedOffset>>, Fault> {
    let Some(text) = value.text()? else { return Ok(None) };
    let instant = DateTime::parse_from_rfc3339(&text);
    let message = || format!("`{text}` is not an instant such as 2024-03-05T12:00:00-08:00");
    instant.map(Some).map_err(|_| value.fault(message()))
}
