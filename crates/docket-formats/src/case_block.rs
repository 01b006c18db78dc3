//! The blocks that describe the case and the sources.

use std::ops::Range;

use docket_core::{CaseDescription, CaseId, Hash, Key, Source};
use docket_time::{Court, Tz, court, courts};

use crate::code::Code;
use crate::date::date;
use crate::fault::Fault;
use crate::suggestion::{did_you_mean, nearest};
use crate::value::Value;
use crate::word::word;

/// The case as its block describes it.
pub(crate) struct CaseBlock {
    pub(crate) id: Option<CaseId>,
    pub(crate) place: Range<usize>,
    pub(crate) description: CaseDescription,
}

/// Where a source and its parts stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourcePlace {
    pub(crate) id: Range<usize>,
    pub(crate) file: Option<Range<usize>>,
}

/// Reads the block of the case, and tells the reading which case it is.
pub(crate) fn case(value: Value<'_>) -> Option<CaseBlock> {
    let mut table = value.table("the case")?;
    let id = table.required("id", |value| Some((own_id(value)?, value.span())));
    let title = table.optional("title", Value::words);
    let tz = table.optional("tz", zone);
    let has_zone = table.has("tz");
    let court = table.optional("court", |value| court_id(value, has_zone));
    table.finish();
    let (id, place) = id.unzip();
    if let Some(id) = &id {
        value.reading.set_case(id.clone());
    }
    let place = place.unwrap_or_else(|| value.span());
    Some(CaseBlock { id, place, description: CaseDescription { court, title, tz } })
}

/// Reads the blocks of the sources, one table for each name.
pub(crate) fn sources(value: Value<'_>) -> Option<Vec<(Source, SourcePlace)>> {
    let named = value.named_values("sources")?;
    Some(named.into_iter().filter_map(|(id, span, value)| source(id, span, value)).collect())
}

#[allow(clippy::similar_names, reason = "the names of the fields")]
fn source(id: Key, name: Range<usize>, value: Value<'_>) -> Option<(Source, SourcePlace)> {
    let mut table = value.table("a source")?;
    let author = table.optional("author", Value::words);
    let file = table.optional("file", |value| Some((value.words()?, value.span())));
    let kind = table.required("kind", |value| word(value, "kind of source"));
    let published = table.optional("published", date);
    let publisher = table.optional("publisher", Value::words);
    let sha256 = table.optional("sha256", hash);
    let title = table.optional("title", Value::words);
    let url = table.optional("url", Value::words);
    let via = table.optional("via", Value::source_id);
    table.finish();
    let (file, file_place) = file.unzip();
    let kind = kind?;
    let source = Source { author, file, id, kind, published, publisher, sha256, title, url, via };
    Some((source, SourcePlace { id: name, file: file_place }))
}

fn own_id(value: Value<'_>) -> Option<CaseId> {
    let id = value.case_id()?;
    if id.is_ledger() {
        let message = "the case `ledger` is kept for what is true of the whole ledger";
        let fault = Fault::new(Code::ReservedName, value.span(), message);
        return value.refuse(fault.label("reserved").help("give the case another id"));
    }
    Some(id)
}

fn zone(value: Value<'_>) -> Option<String> {
    let name = value.text()?;
    if name.parse::<Tz>().is_ok() {
        return Some(name.to_owned());
    }
    let known = courts().map(|court| court.zone.name());
    let example = || "write an IANA id, such as America/New_York or Europe/Berlin".to_owned();
    let help = nearest(name, known).map_or_else(example, did_you_mean);
    let message = format!("`{name}` is not an IANA time zone");
    let fault = Fault::new(Code::UnknownZone, value.span(), message);
    value.refuse(fault.label("not a time zone").help(help))
}

/// Reads a court's id. Ids of one's own are fine, with their zone; one that is a slip away from a
/// court in the table is doubtful without.
fn court_id(value: Value<'_>, has_zone: bool) -> Option<Key> {
    let id = value.key()?;
    let name = id.as_str();
    let slip = |known: &&Court| name.len() > 2 && strsim::osa_distance(name, known.id) == 1;
    if !has_zone
        && court(name).is_none()
        && let Some(meant) = courts().find(slip)
    {
        let message = format!("the court `{name}` is in no table, and `{}` is", meant.id);
        let help =
            format!("did you mean `{}` ({})? If not, say `tz` as well", meant.id, meant.name);
        let fault = Fault::new(Code::UnlikelyCourt, value.span(), message);
        value.reading.say(fault.label("a slip?").help(help));
    }
    Some(id)
}

fn hash(value: Value<'_>) -> Option<String> {
    match value.text()?.parse::<Hash>() {
        Ok(hash) => Some(hash.to_string()),
        Err(error) => {
            let fault = Fault::new(Code::BadHash, value.span(), error.to_string());
            value.refuse(
                fault.label("not a SHA-256").help("write the 64 digits that sha256sum prints"),
            )
        }
    }
}
