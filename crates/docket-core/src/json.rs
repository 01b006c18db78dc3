//! Canonical JSON: the bytes that a leaf commits to.

use crate::event::Event;

/// The event as canonical JSON (RFC 8785): sorted keys, no white space.
///
/// Plain serialisation is canonical here because every field is declared in alphabetical order,
/// map keys are ordered, and numbers are whole and within 2^53; a test holds it against an
/// implementation of the RFC.
///
/// # Panics
/// Never: an event holds nothing that JSON cannot.
#[must_use]
pub fn canonical(event: &Event) -> String {
    serde_json::to_string(event).expect("an event holds no map with keys other than text")
}

/// Reads an event from JSON.
///
/// # Errors
/// What is wrong, with its column, when the text is not one event.
pub fn from_json(text: &str) -> Result<Event, serde_json::Error> {
    serde_json::from_str(text)
}
