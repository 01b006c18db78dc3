//! What the REST API of `CourtListener` answers: dockets, docket entries, parties and attorneys, page
//! by page, each an object of its own that names the docket it belongs to.
//!
//! An answer is read by itself and checked whole; then all answers of one import are joined.

mod answer;
mod counsel;
mod docket;
mod entry;
mod join;
mod page;
mod party;
mod version;

pub use answer::{ApiAnswer, read_courtlistener};
pub use join::{JoinedDocket, JoinedDockets, join_courtlistener};

use crate::fault::Fault;
use crate::json::{JsonObject, JsonValue};

/// An object's reference to another, by address or by number.
#[derive(Clone)]
struct Reference<'a> {
    id: u64,
    /// As the file has it.
    named: String,
    value: JsonValue<'a>,
}

impl<'a> Reference<'a> {
    /// Takes the reference to a `what`, from the field of that name or the one with its number.
    fn take(object: &mut JsonObject<'a>, what: &str) -> Result<Option<Self>, Fault> {
        let by_number = object.take(&format!("{what}_id"));
        let address = object.take(what).filter(|value| !value.is_null());
        let Some(value) = address.or(by_number) else { return Ok(None) };
        let Some(named) = value.text()? else { return Ok(None) };
        match last_number(&named) {
            Some(id) => Ok(Some(Self { id, named, value })),
            None => Err(value.fault(format!(
                "`{named}` names no {what}: a number is expected, or an address that ends in one"
            ))),
        }
    }
}

/// The number of an object, out of its field `id` or at the end of its address.
fn id(object: &mut JsonObject<'_>, what: &str) -> Result<u64, Fault> {
    let address = object.text("resource_uri")?;
    let id = object.text("id")?.or(address);
    let id = id.ok_or_else(|| object.value().fault(format!("{what} needs the field `id`")))?;
    last_number(&id)
        .ok_or_else(|| object.value().fault(format!("`{id}` is not the number of {what}")))
}

/// The number that an address ends in, or that stands alone.
fn last_number(address: &str) -> Option<u64> {
    address.trim_end_matches('/').rsplit('/').next()?.parse().ok()
}

fn required(object: &mut JsonObject<'_>, what: &str, name: &str) -> Result<String, Fault> {
    let found = object.text(name)?;
    found.ok_or_else(|| object.value().fault(format!("{what} needs the field `{name}`")))
}

/// Takes fields that are not read and need not be told of.
fn pass_over(object: &mut JsonObject<'_>, names: &[&str]) {
    for name in names {
        object.take(name);
    }
}
