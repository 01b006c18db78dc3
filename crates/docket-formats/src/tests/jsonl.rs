//! Logs as JSON lines, there and back.

use std::io::BufRead;
use std::sync::Arc;

use docket_core::{
    Batch, Event, Expunged, Host, Kept, Key, Kind, Log, MemoryLog, Party, Position, RecordedAt,
    Salt, Verb,
};
use docket_time::Tz;
use proptest::prelude::*;

use crate::{JsonlError, read_jsonl, write_jsonl};

struct Fixed;

impl Host for Fixed {
    fn now(&self) -> RecordedAt {
        RecordedAt(1_722_297_600_000_000)
    }

    fn salt(&self) -> Salt {
        Salt::from_bytes([7; 16])
    }
}

fn log() -> MemoryLog {
    MemoryLog::new(Tz::Europe__Berlin, Arc::new(Fixed))
}

fn event(id: usize, text: &str) -> Event {
    let key: Key = format!("e{id}").parse().unwrap();
    let mut event = Event::new("c".parse().unwrap(), key, Kind::Complaint, Verb::Filed);
    event.source = "s".parse().ok();
    event.text = Some(text.into());
    event.by = vec![Party::named(text)];
    event
}

fn log_of(texts: &[&str]) -> MemoryLog {
    let log = log();
    let events = texts.iter().enumerate().map(|(id, text)| event(id, text)).collect();
    log.append(Batch::of(events)).unwrap();
    log
}

fn written(log: &dyn Log) -> String {
    let mut out = Vec::new();
    let all = Position(1)..Position(u64::MAX);
    write_jsonl(&log.head().unwrap(), log.zone(), log.kept(all), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn read(bytes: impl BufRead) -> Result<Vec<Kept>, JsonlError> {
    read_jsonl(bytes)?.collect()
}

/// The message of the fault in a text.
fn fault(text: &str) -> String {
    read(text.as_bytes()).expect_err("a fault").to_string()
}

fn restored(text: &str) -> MemoryLog {
    let log = log();
    let entries = read(text.as_bytes()).unwrap();
    log.restore(&mut entries.into_iter().map(Ok)).unwrap();
    log
}

#[test]
fn a_log_is_a_header_and_a_line_for_each_entry() {
    let text = written(&log_of(&["x"]));
    assert_eq!(
        text,
        concat!(
            r#"{"entries":1,"format":"docket/jsonl/1","root":"5ba4b50d516b4b8930b33a6098f3b37e850a68bfa514ca5fc6a103c91a0baf4c","zone":"Europe/Berlin"}"#,
            "\n",
            r#"{"event":{"by":["x"],"case":"c","id":"e0","kind":"Complaint","source":"s","text":"x","verb":"filed"},"leaf":"5ba4b50d516b4b8930b33a6098f3b37e850a68bfa514ca5fc6a103c91a0baf4c","position":1,"recorded_at":"2024-07-30T00:00:00.000000Z","revision":1,"salt":"07070707070707070707070707070707"}"#,
            "\n"
        )
    );
    let reader = read_jsonl(text.as_bytes()).unwrap();
    assert_eq!((reader.header().entries, reader.header().zone), (1, Tz::Europe__Berlin));
}

/// The same log without the event of its second entry.
fn without_the_second(log: &MemoryLog) -> MemoryLog {
    let left = MemoryLog::new(log.zone(), Arc::new(Fixed));
    let mut all = log.kept(Position(1)..Position(u64::MAX)).map(|kept| match kept.unwrap() {
        Kept::Entry(entry) if entry.position == Position(2) => {
            Ok(Kept::Expunged(Expunged::of(&entry, Salt::from_bytes([8; 16]))))
        }
        kept @ (Kept::Entry(_) | Kept::Expunged(_)) => Ok(kept),
    });
    left.restore(&mut all).unwrap();
    left
}

#[test]
fn what_is_left_of_an_expunged_entry_is_a_line_and_comes_back() {
    let log = without_the_second(&log_of(&["x", "canary", "y"]));
    let text = written(&log);
    assert!(!text.contains("canary"));
    assert_eq!(
        text.lines().nth(2).unwrap(),
        concat!(
            r#"{"commitment":"92eeeb47c58f42fbdfd9b57552b7d2b5ccbd95411899ebab90fa5a7f4af694d0","id_hash":"2d9ec4c0c39713fbc2df8cd6f4c502d6","#,
            r#""id_salt":"08080808080808080808080808080808","leaf":"6b1fea899229b25362bbda982b51058d7022d33a53c539346bcc185fbcaa889b","position":2,"recorded_at":"2024-07-30T00:00:00.000001Z"}"#,
        )
    );
    assert_eq!(written(&restored(&text)), text);
    let line = text.lines().nth(2).unwrap();
    for (from, to, fault_told) in [
        ("\"commitment\":\"", "\"commitment\":\"00", "hexadecimal"),
        ("\"position\":2", "\"position\":3", "the position is 3, not 2"),
        ("000001Z", "000002Z", "the entry has the leaf"),
        ("\"id_salt\":\"08", "\"id_salt\":\"0x", "hexadecimal"),
    ] {
        let changed = text.replace(line, &line.replace(from, to));
        assert!(fault(&changed).contains(fault_told), "{}", fault(&changed));
    }
}

#[test]
fn an_empty_log_is_a_header() {
    let text = written(&log());
    assert_eq!(text.lines().count(), 1);
    assert_eq!(read(text.as_bytes()), Ok(vec![]));
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_and_written_alike(texts in prop::collection::vec(any::<String>(), 0..6)) {
        let log = log_of(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let text = written(&log);
        prop_assert_eq!(&written(&restored(&text)), &text);
    }

    #[test]
    fn a_changed_byte_is_a_fault(at: prop::sample::Index, byte: u8) {
        let text = written(&log_of(&["x", "y"]));
        let mut bytes = text.clone().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        // The zone is in no leaf: a letter of it may make another zone.
        let zone = text.find("Europe").unwrap()..text.find("\"}").unwrap();
        prop_assume!(!zone.contains(&at));
        // Neither is the revision: the log finds out when it is restored.
        let in_revision = |from: usize| text[from..].find("\"revision\":").map(|n| from + n + 11);
        prop_assume!(in_revision(0) != Some(at) && in_revision(0).and_then(in_revision) != Some(at));
        prop_assert!(read(bytes.as_slice()).is_err());
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes: Vec<u8>) {
        prop_assert!(read(bytes.as_slice()).is_err());
    }
}

#[test]
fn a_file_cut_off_anywhere_is_a_fault() {
    let text = written(&log_of(&["x", "y"]));
    for end in 0..text.len() {
        assert!(read(&text.as_bytes()[..end]).is_err(), "{end}");
    }
}

#[test]
fn faults_are_told_with_line_and_column() {
    let text = written(&log_of(&["é", "y"]));
    let (header, entries) = text.split_once('\n').unwrap();
    let (first, second) = entries.split_once('\n').unwrap();
    let leaf = &text[text.find("\"leaf\"").unwrap()..][8..72];
    let root = &header[header.find("\"root\"").unwrap()..][8..72];
    let mut wrong = Vec::new();
    for (bad, said) in [
        (String::new(), "line 1, column 1: the file is empty".to_owned()),
        (format!("\n{text}"), "line 1, column 1: the line is blank".to_owned()),
        (
            text.replace("jsonl/1", "jsonl/2"),
            "line 1, column 23: the format is \"docket/jsonl/2\"; this program reads \"docket/jsonl/1\""
                .to_owned(),
        ),
        (
            text.replace("Europe/Berlin", "Europe/Berln"),
            "line 1, column 121: `Europe/Berln` is not an IANA time zone".to_owned(),
        ),
        (
            text.replace("\"entries\":2", "\"entries\":3"),
            "line 4, column 1: the file ends after 2 entries; the header says 3".to_owned(),
        ),
        (
            text.replace("\"entries\":2", "\"entries\":1"),
            "line 3, column 1: one entry more than the 1 of the header".to_owned(),
        ),
        (
            format!("{header}\n{second}{first}\n"),
            "line 2, column 187: the position is 2, not 1".to_owned(),
        ),
        (
            format!("{header}\n{}", entries.replacen("\"é\"", "\"è\"", 1)),
            "line 2, column 109: the entry has the leaf".to_owned(),
        ),
        (
            format!("{header}\n{}", entries.replacen("\"id\":", "\"id\": ", 1)),
            "line 2, column 38: not canonical".to_owned(),
        ),
        (
            format!("{header}\n{}", entries.replacen("\"é\"", "\"\\u00e9\"", 1)),
            "line 2, column 18: not canonical".to_owned(),
        ),
        (
            format!("{header}\n{}", entries.replacen("\"id\":", "\"di\":", 1)),
            "line 2, column 36: unknown field `di`".to_owned(),
        ),
        (
            format!("{header}\n{}", entries.replacen(leaf, "00", 1)),
            "line 2, column 109: the entry has the leaf".to_owned(),
        ),
        (
            format!("{header}\n{}", entries.replacen("0707", "07", 1)),
            "line 2, column 253: expected 32 hexadecimal digits, found 30".to_owned(),
        ),
        (
            text.replacen(root, &root.to_uppercase(), 1),
            "line 1, column 47: not canonical: digits are in lower case".to_owned(),
        ),
        (format!("{header}\n\n{entries}"), "line 2, column 1: the line is blank".to_owned()),
        (format!("{header}\r\n{entries}"), "line 1, column 137: not canonical".to_owned()),
        (
            text.trim_end().to_owned(),
            "line 3, column 288: the line is cut off: no line feed ends it".to_owned(),
        ),
    ] {
        let told = fault(&bad);
        if !told.starts_with(&said) {
            wrong.push(format!("{told}\nexpected {said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_root_that_is_not_the_entries_is_told_at_the_end() {
    let text = written(&log_of(&["x", "y"]));
    let (header, entries) = text.split_once('\n').unwrap();
    let other = written(&log_of(&["x", "z"]));
    let other = other.split_once('\n').unwrap().0;
    assert_ne!(header, other);
    let mut reader =
        read_jsonl(format!("{other}\n{entries}").as_bytes().to_vec().leak() as &[u8]).unwrap();
    assert_eq!(reader.by_ref().flatten().count(), 2, "each entry is sound by itself");
    assert!(reader.next().is_none(), "nothing follows an error");
    assert!(
        fault(&format!("{other}\n{entries}"))
            .starts_with("line 4, column 1: the entries have the root")
    );
}

#[test]
fn bytes_that_are_not_text_are_told_with_their_column() {
    let mut bytes = written(&log_of(&["x"])).into_bytes();
    let line = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    bytes[line + 17] = 0xff;
    let error = read(bytes.as_slice()).unwrap_err();
    assert_eq!(error.to_string(), "line 2, column 18: not UTF-8");
}

#[test]
fn an_endless_line_is_read_up_to_the_limit() {
    let endless = std::io::BufReader::new(std::io::repeat(b'['));
    let error = read(endless).unwrap_err();
    assert_eq!(error.to_string(), "line 1, column 2097154: the line has more than 2097152 bytes");
}

#[test]
fn json_that_is_too_deep_is_a_fault() {
    let text = written(&log_of(&["x"]));
    let (header, _) = text.split_once('\n').unwrap();
    let deep = format!("{header}\n{{\"event\":{}", "[".repeat(1000)) + "\n";
    assert!(fault(&deep).starts_with("line 2, column"), "{}", fault(&deep));
    let deep = format!("{header}\n{{\"event\":{{\"facts\":{{\"x\":{}", "[".repeat(1000)) + "\n";
    assert!(fault(&deep).contains("recursion limit exceeded"), "{}", fault(&deep));
}

#[test]
fn a_log_that_is_not_what_its_head_says_is_not_written() {
    let log = log_of(&["x", "y"]);
    let first = log.kept(Position(1)..Position(2));
    let error = write_jsonl(&log.head().unwrap(), log.zone(), first, Vec::new()).unwrap_err();
    assert!(error.to_string().starts_with("the entries have the root"), "{error}");
}
