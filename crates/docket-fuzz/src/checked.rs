//! Checks that several targets share.

use docket_core::{Event, MAX_BATCH_EVENTS, canonical, from_json, problems};

/// The text that bytes are, if they are one.
pub(crate) fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// A place, from 1, is a character of the file or right behind the end of a line.
pub(crate) fn is_inside(bytes: &[u8], line: usize, column: usize) {
    let text = String::from_utf8_lossy(bytes);
    let found = text.split('\n').nth(line.wrapping_sub(1));
    let found = found.unwrap_or_else(|| panic!("line {line} of {}", text.split('\n').count()));
    let letters = found.chars().count();
    assert!((1..=letters + 1).contains(&column), "column {column} of {letters} in line {line}");
}

/// An event that a log may take is the same when it is read out of its canonical JSON.
pub(crate) fn survives_json(event: &Event) {
    if !problems(event).is_empty() {
        return;
    }
    let json = canonical(event);
    let again = from_json(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(again, *event);
    let canonicalised = serde_json_canonicalizer::to_string(event);
    assert_eq!(canonicalised.expect("an event is JSON"), json, "not canonical");
}

/// A log takes all of the events.
pub(crate) fn can_be_recorded(events: &[Event]) {
    for event in events {
        let problems = problems(event);
        assert!(problems.is_empty(), "{}: {problems:?}", event.event_id());
        survives_json(event);
    }
    for batch in events.chunks(MAX_BATCH_EVENTS) {
        crate::ledger::recorded(batch);
    }
}
