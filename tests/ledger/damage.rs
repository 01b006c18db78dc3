//! What happens when a ledger is not whole.

use std::fs;
use std::path::Path;

use docket_core::{Batch, Error, Log};

use super::{create, open, temporary, told};
use crate::testkit::{Dice, ask, copy, motion, motions};

/// A ledger with events of many sizes, closed, and what it tells.
fn closed(path: &Path) -> String {
    let log = create(path);
    for n in 0..60_usize {
        let mut large = motion(&format!("large/{n}"));
        large.text = Some("wording ".repeat(n * n * 3).into());
        let small = (0..n % 15).map(|k| motion(&format!("small/{n}-{k}")));
        log.append(Batch::of(small.chain([large]).collect())).expect("an append");
    }
    told(&log)
}

#[test]
fn no_value_leaves_the_stores_file() {
    let (_directory, path) = temporary();
    let log = create(&path);
    let text = |bytes: usize| Some("x".repeat(bytes).into());
    for n in 0..40 {
        let mut batch = motions(&[]);
        for k in 0..60 {
            let mut event = motion(&format!("a/{n}-{k}"));
            event.text = text(n * 151 + k);
            batch.events.push(event);
        }
        log.append(batch).expect("an append");
    }
    for n in 0..8 {
        let mut event = motion(&format!("b/{n}"));
        event.text = text((1 << 20) - 400);
        log.append(Batch::of(vec![event])).expect("an append");
    }
    drop(log);
    let blobs = fs::read_dir(path.join("log/blobs")).expect("sled's directory").count();
    assert_eq!(blobs, 0);

    fs::write(path.join("log/blobs/1"), "x").expect("a file");
    let error = open(&path).err().expect("a blob");
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
}

#[test]
fn a_file_that_lost_its_end_is_damaged_and_stays_as_it_is() {
    let (directory, path) = temporary();
    closed(&path);
    let whole = fs::read(path.join("log/db")).expect("a file");
    for (at, left) in [0, 1, 4_096, whole.len() / 3, whole.len() / 2, 512 << 10].iter().enumerate()
    {
        let cut = directory.path().join(at.to_string());
        copy(&path, &cut);
        let db = cut.join("log/db");
        fs::write(&db, &whole[..*left]).expect("a shorter file");
        let said = ask("read", &cut);
        assert!(said.starts_with("Damaged"), "{left} bytes: {said}");
        assert!(said.contains(&format!("found: \"{left} bytes")), "{said}");
        assert_eq!(fs::read(&db).expect("a file"), whole[..*left], "{left} bytes");
        assert!(!cut.join("rehearsal").exists());
    }
    let gone = directory.path().join("gone");
    copy(&path, &gone);
    fs::remove_file(gone.join("log/db")).expect("a file");
    assert!(ask("read", &gone).starts_with("Damaged"));
    assert!(!gone.join("log/db").exists(), "nothing is made in its place");
}

#[test]
fn a_store_behind_its_anchor_is_damaged() {
    let (directory, path) = temporary();
    let log = create(&path);
    log.append(motions(&["a/1", "a/2"])).expect("an append");
    drop(log);
    let before = directory.path().join("before");
    copy(&path, &before);
    let log = open(&path).expect("a ledger");
    log.append(motions(&["a/3"])).expect("an append");
    drop(log);

    let replace = |from: &Path| {
        fs::remove_dir_all(path.join("log")).expect("a directory");
        copy(&from.join("log"), &path.join("log"));
        ask("read", &path)
    };
    let said = replace(&before);
    assert!(said.starts_with("Damaged") && said.contains("expected 3 entries, found 2"), "{said}");

    // Another history of the same length.
    let other = directory.path().join("other");
    let log = create(&other);
    log.append(motions(&["b/1", "b/2", "b/3", "b/4"])).expect("an append");
    drop(log);
    let said = replace(&other);
    assert!(said.starts_with("Damaged") && said.contains("the root"), "{said}");
}

#[test]
fn an_anchor_that_is_gone_is_an_error() {
    let (_directory, path) = temporary();
    drop(create(&path));
    fs::write(path.join("anchor"), [0; 1_024]).expect("a file");
    assert!(matches!(open(&path).err().expect("no anchor"), Error::Damaged { .. }));
    fs::remove_file(path.join("anchor")).expect("a file");
    assert!(matches!(open(&path).err().expect("no anchor"), Error::Damaged { .. }));
}

#[test]
fn a_flipped_bit_never_makes_a_shorter_or_another_history() {
    let (directory, path) = temporary();
    let whole = closed(&path);
    let bytes = fs::read(path.join("log/db")).expect("a file");
    // Only where something is written: most of the file is reserved space.
    let written: Vec<_> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    let mut dice = Dice::seeded();
    let mut refused = 0;
    for round in 0..30 {
        let flipped = directory.path().join(round.to_string());
        copy(&path, &flipped);
        let mut changed = bytes.clone();
        let at = written[usize::try_from(dice.below(written.len() as u64)).expect("a place")];
        changed[at] ^= 1 << dice.below(8);
        fs::write(flipped.join("log/db"), &changed).expect("a file");
        let said = ask("read", &flipped);
        if said != whole {
            assert!(said.starts_with("Damaged"), "byte {at}: {said}");
            refused += 1;
        }
        fs::remove_dir_all(&flipped).expect("a directory");
    }
    assert!(refused > 0, "some of the bits matter");
}
