//! Ledgers that do not open, and what is saved of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use docket_core::{SledLog, Ticking};
use docket_time::Tz;
use serde_json::Value;

use super::Desk;
use crate::backups::grow;
use crate::testkit::{Dice, copy, said};

const SIZE: u64 = 3_000;

/// A desk with a ledger that was appended to in many goes, and its entries as lines.
fn desk() -> (Desk, Vec<String>) {
    let desk = Desk::empty();
    let host = Arc::new(Ticking::default());
    let log = SledLog::create(&desk.path("ledger"), Tz::Europe__Berlin, host).expect("a ledger");
    for size in (100..=SIZE).step_by(100) {
        grow(&log, size);
    }
    drop(log);
    let lines = desk.ok("export jsonl").lines().skip(1).map(str::to_owned).collect();
    (desk, lines)
}

fn bytes_of(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for item in fs::read_dir(directory).expect("a directory") {
        let path = item.expect("an item").path();
        if path.is_dir() {
            found.extend(bytes_of(&path));
            found.insert(path.display().to_string(), Vec::new());
        } else {
            found.insert(path.display().to_string(), fs::read(&path).expect("a file"));
        }
    }
    found
}

/// Salvages a damaged copy of the ledger and holds what was saved, and what is said of it, against
/// what was in the ledger. Tells how many entries came before the first gap, and how many behind.
fn salvage(desk: &Desk, lines: &[String], damage: impl FnOnce(&Path)) -> (u64, u64) {
    for made in ["damaged", "saved"] {
        let _ = fs::remove_dir_all(desk.path(made));
    }
    let _ = fs::remove_file(desk.path("salvaged.jsonl"));
    copy(&desk.path("ledger"), &desk.path("damaged"));
    damage(&desk.path("damaged"));
    let before = bytes_of(&desk.path("damaged"));
    let run = desk.run("--ledger damaged salvage saved --tz Europe/Berlin --json");
    assert!(before == bytes_of(&desk.path("damaged")), "the original is not touched");
    assert!(!run.err.contains("panicked"), "{}", run.err);
    assert!(!desk.path("saved.salvaging").exists());
    if run.out.is_empty() {
        run.says("nothing can be read");
        assert!(!desk.path("saved").exists() && !desk.path("salvaged.jsonl").exists());
        return (0, 0);
    }
    let told: Value = serde_json::from_str(&run.out).expect("a document");
    let number = |value: &Value| value.as_u64().expect("a number");
    let contiguous = number(&told["entries"]);
    let saved = desk.ok("--ledger saved export jsonl");
    let saved: Vec<_> = saved.lines().skip(1).collect();
    assert_eq!(saved.len() as u64, contiguous);
    assert!(saved.iter().zip(lines).all(|(saved, line)| saved == line), "nothing is invented");
    let rest = fs::read_to_string(desk.path("salvaged.jsonl")).unwrap_or_default();
    let mut have: BTreeSet<u64> = (1..=contiguous).collect();
    for line in rest.lines() {
        let entry: Value = serde_json::from_str(line).expect("a line of JSON");
        let position = number(&entry["position"]);
        assert!(position > contiguous + 1, "@{position} is not behind a gap");
        let at = usize::try_from(position).expect("small") - 1;
        assert_eq!(line, lines[at], "nothing is invented");
        assert!(have.insert(position), "@{position} stands twice");
    }
    let mut gone: BTreeSet<u64> = (1..=SIZE).collect();
    gone.retain(|position| !have.contains(position));
    let runs = told["gone"].as_array().expect("a list");
    let listed = runs.iter().flat_map(|run| number(&run["first"])..=number(&run["last"]));
    if !told["acknowledged"].is_null() {
        assert_eq!(listed.collect::<BTreeSet<_>>(), gone);
        assert_eq!(number(&told["acknowledged"]["entries"]), SIZE);
    }
    let is_all = gone.is_empty() && !told["acknowledged"].is_null();
    assert_eq!(told["has_acknowledged_root"].as_bool(), is_all.then_some(true));
    assert_eq!(run.code, if is_all { 0 } else { 6 }, "{}", run.out);
    (contiguous, have.len() as u64 - contiguous)
}

#[test]
fn a_whole_ledger_is_saved_whole() {
    let (desk, lines) = desk();
    assert_eq!(salvage(&desk, &lines, |_| {}), (SIZE, 0));
    assert!(desk.run("--ledger saved cases").err.contains("restored, unverified"));
    // Nothing is overwritten.
    desk.fails(1, "salvage saved").says("saved exists");
    fs::remove_dir_all(desk.path("saved")).unwrap();
    desk.write("salvaged.jsonl", "mine");
    desk.fails(1, "salvage saved").says("salvaged.jsonl exists");
    fs::remove_file(desk.path("salvaged.jsonl")).unwrap();
    let text = desk.ok("salvage saved");
    assert!(text.starts_with("saved holds 3000 entries, restored, unverified\n"), "{text}");
    assert!(text.contains("no entry is gone\n"), "{text}");
    assert!(text.contains("have the root that was acknowledged\n"), "{text}");
    desk.fails(4, "--ledger missing salvage new");
    fs::create_dir(desk.path("empty")).unwrap();
    desk.fails(3, "--ledger empty salvage new").says("it has no FORMAT, no anchor and no log");
}

#[test]
fn what_the_store_is_not_needed_for_may_be_gone() {
    let (desk, lines) = desk();
    for lost in ["FORMAT", "lock", "log/conf"] {
        let lose = |path: &Path| fs::remove_file(path.join(lost)).expect("a file");
        assert_eq!(salvage(&desk, &lines, lose), (SIZE, 0), "{lost}");
    }
    let lose = |path: &Path| fs::write(path.join("anchor"), "junk").expect("a file");
    assert_eq!(salvage(&desk, &lines, lose), (SIZE, 0), "what was acknowledged cannot be told");
    let lose = |path: &Path| fs::remove_file(path.join("log/db")).expect("a file");
    assert_eq!(salvage(&desk, &lines, lose), (0, 0));
    let lose = |path: &Path| fs::remove_dir_all(path.join("log/blobs")).expect("a directory");
    assert_eq!(salvage(&desk, &lines, lose), (SIZE, 0));
}

#[test]
fn of_a_ledger_with_flipped_bits_what_can_be_read_is_saved() {
    let (desk, lines) = desk();
    let bytes = fs::read(desk.path("ledger/log/db")).expect("a file");
    let written: Vec<_> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    let mut dice = Dice::seeded();
    let mut found = Vec::new();
    for _ in 0..20 {
        let flip = |path: &Path| {
            let mut bytes = bytes.clone();
            let at = written[usize::try_from(dice.below(written.len() as u64)).expect("small")];
            bytes[at] ^= 1 << dice.below(8);
            fs::write(path.join("log/db"), bytes).expect("a file");
        };
        found.push(salvage(&desk, &lines, flip));
    }
    said(&format!("before and behind the first gap, of {SIZE}: {found:?}"));
    assert!(found.iter().any(|(before, behind)| before + behind > 0), "{found:?}");
}

#[test]
fn what_lies_behind_a_damaged_page_is_saved_too() {
    let (desk, lines) = desk();
    let bytes = fs::read(desk.path("ledger/log/db")).expect("a file");
    // The store has an entry in pages that are out of date too, where a flip costs nothing.
    let places = |text: &[u8]| {
        (0..bytes.len() - text.len())
            .filter(|at| bytes[*at..].starts_with(text))
            .collect::<Vec<_>>()
    };
    let costs_a_page = |event: u64| {
        places(format!("MOTION case-0/{event}").as_bytes()).into_iter().any(|at| {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            let (before, behind) = salvage(&desk, &lines, |path| {
                fs::write(path.join("log/db"), &flipped).expect("a file");
            });
            said(&format!("the text of @{} flipped: {before}, {behind} behind", event + 1));
            before <= event && before + 400 > event && behind > 0 && SIZE - before - behind < 400
        })
    };
    assert!((300..SIZE - 300).step_by(150).any(costs_a_page));
}

#[test]
fn of_a_ledger_that_was_cut_what_can_be_read_is_saved() {
    let (desk, lines) = desk();
    let bytes = fs::read(desk.path("ledger/log/db")).expect("a file");
    let mut found = Vec::new();
    let length = bytes.len();
    for left in [0, 1, 4_096, length / 3, 512 << 10, length / 2, length - 512, length - 1] {
        let cut = |path: &Path| fs::write(path.join("log/db"), &bytes[..left]).expect("a file");
        found.push((left, salvage(&desk, &lines, cut)));
    }
    let (_, short) = found.last().expect("some lengths");
    assert_eq!(*short, (SIZE, 0), "only space that nothing is in is lost");
    said(&format!("of {length} bytes with {SIZE} entries: {found:?}"));
}

#[test]
fn an_empty_ledger_is_saved_empty() {
    let desk = Desk::with_ledger();
    desk.ok("salvage new");
    assert_eq!(desk.ok("--ledger new export jsonl"), desk.ok("export jsonl"));
}
