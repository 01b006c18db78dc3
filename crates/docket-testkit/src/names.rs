//! Names, out of text that the author of a test has written.

use docket_core::{CaseId, EventId, Key};

/// The case of this name.
///
/// # Panics
/// When it is none, as are the other functions here for what they want.
#[must_use]
pub fn case(name: &str) -> CaseId {
    name.parse().unwrap_or_else(|error| panic!("`{name}`: {error}"))
}

/// A key: of an act, a fact, a source, a statement.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn key(name: &str) -> Key {
    name.parse().unwrap_or_else(|error| panic!("`{name}`: {error}"))
}

/// The event of this name, `CASE/KEY`.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn id(name: &str) -> EventId {
    name.parse().unwrap_or_else(|error| panic!("`{name}`: {error}"))
}
