//! Ledgers backed up, restored and salvaged.

use std::fs;
use std::process::Stdio;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use docket_core::{SledLog, Ticking};
use docket_time::Tz;
use serde_json::Value;

use super::Desk;
use crate::backups::grow;
use crate::testkit::{Dice, said};

#[test]
fn a_backup_says_what_it_holds_and_what_is_new() {
    let desk = Desk::with_sample();
    let text = desk.ok("backup copy");
    assert!(text.starts_with("copy holds 5 entries, 5 of them new\nthe last of 20"), "{text}");
    let again = desk.json("backup copy --json");
    assert_eq!(again["schema"], Value::from("docket/backup/1"));
    assert_eq!((again["entries"].as_u64(), again["new"].as_u64()), (Some(5), Some(0)));
    assert!(text.contains(again["root"].as_str().unwrap()), "{text}");
    let lines = desk.read("copy/entries-000000000001-000000000005.jsonl");
    assert_eq!(desk.ok("export jsonl").split_once('\n').unwrap().1, lines);
}

#[test]
fn a_backup_of_another_ledger_or_of_more_is_not_added_to() {
    let desk = Desk::with_sample();
    desk.ok("backup copy");
    let before = desk.read("copy/manifest.json");
    desk.ok("--ledger other init other");
    desk.fails(6, "--ledger other backup copy")
        .says("copy is ahead of this ledger: it holds 5 entries, the ledger 0");
    desk.ok("--ledger other record sample-case.toml");
    desk.fails(6, "--ledger other backup copy").says("copy is the backup of another ledger");
    assert_eq!(desk.read("copy/manifest.json"), before);
    fs::create_dir(desk.path("mine")).unwrap();
    desk.write("mine/notes", "mine");
    desk.fails(1, "backup mine").says("mine is not empty and no backup");
    desk.fails(4, "--ledger missing backup copy");
}

#[test]
fn a_backup_is_restored_byte_for_byte_and_says_that_it_was() {
    let desk = Desk::with_demo();
    desk.ok("backup copy");
    let root = desk.json("backup copy --json")["root"].clone();
    let restored = desk.json("--ledger back restore copy --json");
    assert_eq!(restored["schema"], Value::from("docket/restore/1"));
    assert_eq!((&restored["root"], &restored["before"]), (&root, &Value::Null));
    assert_eq!(desk.ok("--ledger back export jsonl"), desk.ok("export jsonl"));
    assert!(desk.run("--ledger back cases").err.contains("restored, unverified"));
    assert!(!desk.path("back.restoring").exists());
    // What was restored is backed up and gone on with.
    assert_eq!(desk.json("--ledger back backup copy --json")["new"].as_u64(), Some(0));
    desk.ok("init empty");
    desk.ok("--ledger empty backup none");
    assert!(desk.ok("--ledger empty-back restore none").contains("0 entries"));
}

#[test]
fn what_is_restored_is_held_against_what_was_signed() {
    let desk = Desk::with_sample();
    desk.ok("backup copy");
    desk.write("then", desk.ok("checkpoint"));
    desk.write("public-key", desk.ok("checkpoint --key"));
    let restored = desk.ok("--ledger back restore copy --checkpoint then --key public-key");
    assert!(restored.contains("back holds 5 entries"), "{restored}");
    desk.fails(2, "--ledger none restore copy --checkpoint then").says("--key");

    // The backup is from before the last checkpoint.
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/cases/pherah-v-zoho.toml");
    desk.ok(&format!("record {cases}"));
    desk.write("now", desk.ok("checkpoint"));
    desk.fails(6, "--ledger none restore copy --checkpoint now --key public-key").says("has 5");
    assert!(!desk.path("none").exists() && !desk.path("none.restoring").exists());
    // What takes the place of a ledger has its key, and signs nothing that does not go on from what
    // the other signed.
    desk.ok("restore copy --force");
    assert_eq!(desk.ok("checkpoint --key"), desk.read("public-key"));
    desk.fails(6, "checkpoint").says("a checkpoint was signed of");
    desk.ok(&format!("record {cases}"));
    desk.fails(6, "checkpoint").says("the ledger has");
    // Another ledger's checkpoint, and one signed by somebody else.
    desk.ok("--ledger other init other");
    desk.write("other-key", desk.ok("--ledger other checkpoint --key"));
    desk.fails(6, "--ledger none restore copy --checkpoint then --key other-key")
        .says("not signed");
}

#[test]
fn what_an_interrupted_restore_left_is_in_nobodys_way() {
    let desk = Desk::with_sample();
    desk.ok("backup copy");
    // A kill between the making of FORMAT and its writing, and a power cut that left an anchor torn.
    for (format, anchor) in [("", "torn"), ("docket ledger, version 1\n", "torn"), ("", "")] {
        fs::create_dir(desk.path("back.restoring")).unwrap();
        desk.write("back.restoring/FORMAT", format);
        desk.write("back.restoring/anchor", anchor);
        desk.ok("--ledger back restore copy --force");
        assert!(!desk.path("back.restoring").exists());
    }
}

#[test]
fn a_ledger_is_replaced_only_by_force_and_never_deleted() {
    let desk = Desk::with_sample();
    desk.ok("backup copy");
    let sample = desk.ok("export jsonl");
    let before = desk.fails(1, "restore copy");
    before.says("ledger is a ledger of 5 entries; the backup holds 5");
    before.says("--force moves it to ledger.before-restore");
    assert!(!desk.path("ledger.restoring").exists());
    assert!(desk.ok("restore copy --force").contains("before is in ledger.before-restore\n"));
    assert!(desk.ok("restore copy --force").contains("before is in ledger.before-restore-2\n"));
    for kept in ["ledger", "ledger.before-restore", "ledger.before-restore-2"] {
        assert_eq!(desk.ok(&format!("--ledger {kept} export jsonl")), sample, "{kept}");
    }
    // What is no ledger stays, whatever is asked for.
    fs::create_dir(desk.path("mine")).unwrap();
    desk.ok("--ledger mine/ restore copy");
    fs::create_dir(desk.path("other")).unwrap();
    desk.write("other/notes", "mine");
    desk.fails(1, "--ledger other restore copy --force").says("other exists and is not empty");
    assert_eq!(desk.read("other/notes"), "mine");
    desk.fails(3, "--ledger new restore other").says("other is no backup: it has no manifest.json");
    desk.fails(4, "--ledger new restore missing");
    assert!(!desk.path("new").exists());
}

#[test]
fn a_backup_that_is_behind_the_ledger_is_refused_though_the_ledger_is_damaged() {
    let desk = Desk::with_ledger();
    desk.ok("backup copy");
    desk.ok("record sample-case.toml");
    for damage in ["none", "cut", "gone", "FORMAT"] {
        match damage {
            "cut" => desk.write("ledger/log/db", "short"),
            "gone" => fs::remove_dir_all(desk.path("ledger/log")).unwrap(),
            "FORMAT" => desk.write("ledger/FORMAT", "junk"),
            _ => {}
        }
        desk.fails(1, "restore copy")
            .says("the backup holds 0 entries; the ledger ledger had recorded 5");
    }
    desk.write("ledger/anchor", "junk");
    desk.fails(1, "restore copy").says("ledger is a ledger already");
    desk.ok("restore copy --force");
    assert_eq!(desk.read("ledger.before-restore/anchor"), "junk");
}

#[test]
fn a_damaged_backup_leaves_everything_as_it_was() {
    let desk = Desk::with_sample();
    desk.ok("backup copy");
    let name = "copy/entries-000000000001-000000000005.jsonl";
    let whole = desk.read(name);
    desk.write(name, whole.replace("Sample Inc.", "Simple Inc."));
    for arguments in ["--ledger new restore copy", "restore copy --force"] {
        desk.fails(6, arguments).says(name);
    }
    desk.write(name, &whole[1..]);
    desk.fails(6, "--ledger new restore copy").says(name);
    desk.fails(6, "backup copy").says(name);
    desk.write("copy/manifest.json", "{}");
    desk.fails(6, "--ledger new restore copy").says("copy/manifest.json is damaged");
    for made in ["new", "new.restoring", "ledger.restoring", "ledger.before-restore"] {
        assert!(!desk.path(made).exists(), "{made}");
    }
    desk.ok("log");
}

#[test]
fn a_restore_that_is_killed_leaves_the_old_ledger_or_the_new() {
    let desk = Desk::empty();
    let host = || Arc::new(Ticking::default());
    grow(&SledLog::create(&desk.path("ledger"), Tz::UTC, host()).expect("a ledger"), 4_000);
    desk.ok("backup copy");
    let new = desk.ok("export jsonl");
    let old = "old";
    let mut dice = Dice::seeded();
    let (mut between, mut left) = (0, 0);
    for round in 0..30 {
        let target = format!("target-{}", round / 2);
        let is_forced = round % 2 == 1;
        if is_forced && !desk.path(&target).exists() {
            desk.ok(&format!("init {target}"));
        }
        let force = if is_forced { "--force" } else { "" };
        let restore = format!("--ledger {target} restore copy {force}");
        let mut child = desk.command(&restore).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.as_mut().expect("a program");
        thread::sleep(Duration::from_micros(2_000 + dice.below(400_000)));
        child.kill().expect("a kill");
        child.wait().expect("an end");
        left += usize::from(desk.path(&format!("{target}.restoring")).exists());
        let there = |name: &str| match desk.path(name).exists() {
            false => None,
            true if desk.ok(&format!("--ledger {name} export jsonl")) == new => Some("new"),
            true => Some(old),
        };
        let aside = there(&format!("{target}.before-restore"));
        let now = there(&target);
        between += usize::from(now.is_none() && aside.is_some());
        assert!(is_forced || now.is_none() || now == Some("new"), "{target}: {now:?}");
        assert!(!is_forced || now.or(aside).is_some(), "the old ledger is somewhere");
        if now.is_none() {
            desk.ok(&restore);
            assert_eq!(there(&target), Some("new"));
        }
    }
    said(&format!("{left} kills while it was restored, {between} between two names"));
    assert!(left > 0, "no restore was killed half way");
}
