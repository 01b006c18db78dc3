//! Ledgers backed up, restored and salvaged.

use std::fs;

use serde_json::Value;

use super::Desk;

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
