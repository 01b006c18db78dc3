//! Events: as they are stored, and as JSON.

use docket_core::stored_bytes::{CODEC, chunk_again, decode_event, encode_event};
use docket_core::{Log, canonical, from_json, problems};
use docket_formats::{read_jsonl, write_jsonl};
use docket_time::Tz;

use crate::checked::{survives_json, text};
use crate::ledger::{all, recorded};
use crate::memory::bounded;

/// The stored form of an event, behind the number of its version.
///
/// What decodes is stored again as an event that decodes to the same.
///
/// # Panics
/// When that is not so.
pub fn stored_event(bytes: &[u8]) {
    let Some((codec, stored)) = bytes.split_first() else { return };
    let Ok(event) = bounded(|| decode_event(*codec, stored)) else { return };
    let again = encode_event(&event);
    assert_eq!(decode_event(CODEC, &again).expect("what was encoded"), event);
    if *codec == CODEC {
        assert_eq!(again, stored, "two stored forms of one event");
    }
    survives_json(&event);
}

/// A chunk of a ledger's store, without the checksum around it.
///
/// What decodes is a chunk again, of the same entries.
///
/// # Panics
/// When that is not so.
pub fn chunk(bytes: &[u8]) {
    let Ok((entries, again)) = bounded(|| chunk_again(bytes.to_vec())) else { return };
    let (same, once_more) = chunk_again(again.clone()).expect("what was encoded");
    assert_eq!(same, entries);
    assert_eq!(once_more, again);
}

/// An event as JSON.
///
/// What is read is the same out of its canonical JSON and out of its stored form; and what a log takes
/// is the same in the log and in its export.
///
/// # Panics
/// When that is not so.
pub fn event_json(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(event) = bounded(|| from_json(text)) else { return };
    assert_eq!(from_json(&canonical(&event)).expect("what was written"), event);
    assert_eq!(decode_event(CODEC, &encode_event(&event)).expect("what was encoded"), event);
    if !problems(&event).is_empty() {
        return;
    }
    survives_json(&event);
    let log = recorded(&[event]);
    let (head, all) = (log.head().expect("a log in memory is read"), all(&*log));
    let mut file = Vec::new();
    let written = write_jsonl(&head, Tz::UTC, all.iter().cloned().map(Ok), &mut file);
    written.expect("a vector takes every byte");
    let read = read_jsonl(&file[..]).expect("a header").collect::<Result<Vec<_>, _>>();
    assert_eq!(read.expect("what was written"), all);
}

/// A whole log as lines of JSON.
///
/// What is read is written again byte by byte; what is refused is refused at a line that the file has,
/// or the one behind its last.
///
/// # Panics
/// When that is not so.
pub fn jsonl(bytes: &[u8]) {
    let read = || {
        let reader = read_jsonl(bytes)?;
        let header = reader.header().clone();
        Ok((header, reader.collect::<Result<Vec<_>, _>>()?))
    };
    match bounded(read) {
        Ok((header, entries)) => {
            let recorded_at = entries.last().map(docket_core::Kept::recorded_at);
            let head = docket_core::Head {
                size: docket_core::Position(header.entries),
                recorded_at,
                root: header.root,
                origin: docket_core::Origin::Recorded,
            };
            let mut again = Vec::new();
            let written = write_jsonl(&head, header.zone, entries.into_iter().map(Ok), &mut again);
            written.expect("the entries that were read have the root of the header");
            assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(bytes));
        }
        Err(error) => is_told_inside(bytes, &error),
    }
}

fn is_told_inside(bytes: &[u8], error: &docket_formats::JsonlError) {
    let line = usize::try_from(error.line).expect("a line of memory");
    let has_end = bytes.is_empty() || bytes.ends_with(b"\n");
    let lines = String::from_utf8_lossy(bytes).split('\n').count() - usize::from(has_end);
    if line == lines + 1 {
        assert_eq!(error.column, 1, "{error}");
    } else {
        crate::checked::is_inside(bytes, line, error.column);
    }
}
