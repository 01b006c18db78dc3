//! Canonical JSON: the bytes that a leaf commits to.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::event::Event;

/// The event as canonical JSON (RFC 8785): sorted keys, no white space.
///
/// Plain serialisation is canonical here because every field is declared in alphabetical order,
/// map keys are ordered as the RFC wants it, and numbers are whole and within 2^53; a test holds it against an
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

fn name<K: Borrow<str>>(key: &K) -> &str {
    key.borrow()
}

/// Writes a map whose keys are names, in the order of RFC 8785: by UTF-16 units, in which the
/// characters from U+E000 to U+FFFF come after those beyond.
pub(crate) fn in_canonical_order<K, V, S>(map: &BTreeMap<K, V>, s: S) -> Result<S::Ok, S::Error>
where
    K: Borrow<str> + Serialize,
    V: Serialize,
    S: Serializer,
{
    if map.keys().all(|key| name(key).chars().all(|c| c < '\u{e000}')) {
        return s.collect_map(map);
    }
    let mut pairs: Vec<_> = map.iter().collect();
    pairs.sort_by(|&(a, _), &(b, _)| name(a).encode_utf16().cmp(name(b).encode_utf16()));
    s.collect_map(pairs)
}
