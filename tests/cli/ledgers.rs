//! Ledgers made, carried away and filled again; and the demo.

use std::fs;

use super::Desk;

#[test]
fn a_new_ledger_comes_with_a_sample_that_can_be_recorded() {
    let desk = Desk::empty();
    let text = desk.ok("init");
    for line in text.lines().filter_map(|line| line.strip_prefix("  docket ")) {
        desk.ok(line);
    }
    assert!(text.contains("docket record sample-case.toml"), "{text}");
}

#[test]
fn init_overwrites_nothing() {
    let desk = Desk::with_sample();
    desk.write("sample-case.toml", "mine");
    desk.fails(1, "init").says("ledger exists and is not empty");
    desk.ok("init other --tz America/New_York");
    assert_eq!(desk.read("sample-case.toml"), "mine");
    desk.fails(2, "init third --tz America/Gotham").says("write an IANA id");
}

#[test]
fn a_ledger_goes_out_and_in_again_byte_for_byte() {
    let desk = Desk::with_demo();
    desk.ok("export jsonl -o one.jsonl");
    assert_eq!(desk.ok("export jsonl"), desk.read("one.jsonl"));
    assert!(!desk.path("one.jsonl.partial").exists());
    desk.ok("--ledger copy import jsonl one.jsonl");
    desk.ok("--ledger copy export jsonl -o two.jsonl");
    assert_eq!(desk.read("one.jsonl"), desk.read("two.jsonl"));
    assert!(desk.run("--ledger copy cases").err.contains("restored, unverified"));
    assert_eq!(desk.ok("--ledger copy log --jsonl"), desk.ok("log --jsonl"));
}

#[test]
fn a_ledger_with_entries_is_not_filled_again() {
    let desk = Desk::with_sample();
    desk.ok("export jsonl -o one.jsonl");
    desk.fails(1, "import jsonl one.jsonl").says("the log holds 5 entries");
    desk.ok("init empty");
    desk.ok("--ledger empty import jsonl one.jsonl");
    assert_eq!(desk.ok("--ledger empty export jsonl"), desk.read("one.jsonl"));
}

#[test]
fn a_damaged_export_leaves_nothing_behind() {
    let desk = Desk::with_sample();
    let good = desk.ok("export jsonl");
    let last = good.trim_end().rfind('\n').unwrap() + 1;
    for (name, content, says) in [
        ("short", good[..last].to_owned(), "short:6:1"),
        ("other", good.replace("Sample Inc.", "Simple Inc."), "other:5:"),
        ("junk", "junk\n".to_owned(), "junk:1:1"),
        ("none", String::new(), "none:1:1"),
    ] {
        desk.write(name, content);
        desk.fails(3, &format!("--ledger copy import jsonl {name}")).says(says);
        assert!(!desk.path("copy").exists() && !desk.path("copy.partial").exists(), "{name}");
    }
    desk.fails(4, "--ledger copy import jsonl missing");
}

#[test]
fn what_an_interrupted_import_left_is_not_in_the_way_and_what_is_not_ours_stays() {
    let desk = Desk::with_sample();
    desk.ok("export jsonl -o one.jsonl");
    fs::create_dir_all(desk.path("copy.partial/log")).unwrap();
    desk.ok("--ledger copy import jsonl one.jsonl");
    fs::create_dir(desk.path("mine.partial")).unwrap();
    desk.write("mine.partial/notes", "mine");
    desk.fails(1, "--ledger mine import jsonl one.jsonl").says("mine.partial");
    assert_eq!(desk.read("mine.partial/notes"), "mine");
}

#[test]
fn the_demo_can_be_told_twice_and_touches_no_other_ledger() {
    let desk = Desk::with_sample();
    let first = desk.ok("demo");
    let second = desk.ok("demo");
    assert_eq!(first.replace("was made just now", "was there already"), second);
    desk.fails(1, "demo ledger").says("ledger is there and is not a demo");
    desk.fails(1, "demo sample-case.toml").says("is there and is not a demo");
    desk.ok("init empty");
    desk.ok("demo empty");
}

#[test]
fn every_command_of_the_demo_gives_what_the_demo_shows_of_it() {
    let desk = Desk::empty();
    let tour = desk.ok("demo");
    let mut shown = 0;
    for part in tour.split("  $ docket ").skip(1) {
        let mut lines = part.lines();
        let answer = desk.ok(lines.next().unwrap());
        for line in lines.take_while(|line| line.starts_with("  ") && !line.starts_with("  ...")) {
            // Counts are the tour's own words for lists.
            let is_count = line.contains("still in the suit") || line.contains("not yet known");
            assert!(is_count || answer.contains(line.trim()), "`{line}` is not in:\n{answer}");
            shown += 1;
        }
    }
    assert!(shown > 20, "{shown} lines");
}
