//! Golden states: all that comes of a case, accepted once and held against the files from then on.

use std::collections::BTreeSet;
use std::fs;

use super::assertions::with_bundled;
use super::{Desk, Run, exhibits::is_shown, sealings};
use crate::story::BUNDLED;

const CASE: &str = r#"
[case]
id = "pole-v-boreal"
title = "Pole Ltd. v. Boreal Corp. (an invented case)"
court = "ded"

[source.gazette]
publisher = "The Gazette"
kind = "press"
published = 2024-03-08

[source.docket]
publisher = "D. Del."
kind = "court"

[[event]]
id = "complaint-docket"
act = "complaint"
verb = "filed"
kind = "Complaint"
source = "docket"
published = 2024-03-05
occurred = 2024-03-04
by = "Pole Ltd."
against = "Boreal Corp."
text = "COMPLAINT for patent infringement  "
facts = { court = "ded", patents_in_suit = 3 }

[[event]]
id = "complaint-gazette"
act = "complaint"
verb = "filed"
kind = "Complaint"
source = "gazette"
occurred = { phrase = "earlier this week" }
by = "Pole Ltd."
against = "Boreal Corp."
facts = { patents_in_suit = 4 }

[[event.wording]]
id = "merit"
statement = "merit"
speaker = "Boreal Corp."
form = "quoted"
text = "The suit is without merit."
"#;

const GOLDEN: &str = "golden/pole-v-boreal.golden.txt";
const ACCEPT: &str = "test --snapshots golden --accept";

/// A desk with one case file, whose golden state was accepted.
fn accepted() -> Desk {
    let desk = Desk::empty();
    desk.write("case.toml", CASE);
    desk.ok(ACCEPT);
    desk
}

/// The case as another one.
fn named(id: &str) -> String {
    CASE.replace("pole-v-boreal", id)
}

impl Desk {
    /// What a directory holds, by name.
    fn holds(&self, directory: &str) -> BTreeSet<String> {
        let items = fs::read_dir(self.path(directory)).expect("a directory");
        let name = |item: std::io::Result<fs::DirEntry>| item.expect("an item").file_name();
        items.map(|item| name(item).into_string().expect("UTF-8")).collect()
    }

    /// A run that finds differences and panics nowhere.
    fn differs(&self, arguments: &str) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, 7, "docket {arguments}: {run:?}");
        assert!(!run.err.contains("panicked"), "{}", run.err);
        run
    }
}

#[test]
fn the_bundled_cases_are_accepted_and_then_come_to_the_same() {
    let (desk, other) = (with_bundled(), with_bundled());
    let told = desk.ok(ACCEPT);
    assert!(told.contains("45 assertions in 4 files: 45 ok, 0 failed\n"), "{told}");
    assert!(told.ends_with("\n4 golden states in golden: 4 written\n"), "{told}");
    let names = BUNDLED.map(|name| format!("{name}.golden.txt"));
    assert_eq!(desk.holds("golden"), BTreeSet::from(names.clone()));
    let told = desk.ok("test --snapshots golden");
    assert!(told.ends_with("\n4 golden states in golden: 4 ok\n"), "{told}");
    // In another directory, from files in another order, beside other entries.
    other.ok(&format!("{ACCEPT} nokia-v-amazon.toml pherah-v-zoho.toml"));
    other.ok(&format!("{ACCEPT} huawei-v-verizon.toml amazon-v-nokia.toml"));
    for name in names {
        let golden = desk.read(&format!("golden/{name}"));
        assert_eq!(golden, other.read(&format!("golden/{name}")), "{name}");
        let is_own = |line: &str| line.contains("recorded 2") || line.starts_with('@');
        assert_eq!(golden.lines().find(|line| is_own(line)), None, "{name}");
    }
}

#[test]
fn a_golden_state_tells_a_whole_case() {
    let golden = accepted().read(GOLDEN);
    is_shown("golden-state", ACCEPT, &golden);
    assert_eq!(golden.lines().find(|line| *line != line.trim_end()), None);
    assert!(!golden.contains("2024-07-30"), "the day on which ledgers in memory begin: {golden}");
}

#[test]
fn a_case_whose_sources_have_no_dates_says_so() {
    let desk = Desk::empty();
    let undated = |line: &&str| !line.starts_with("published");
    desk.write("case.toml", CASE.lines().filter(undated).collect::<Vec<_>>().join("\n"));
    desk.ok(ACCEPT);
    assert!(desk.read(GOLDEN).contains("\n\nno source says when it was public\n\n"));
}

#[test]
fn what_changed_is_shown_and_nothing_is_written() {
    let desk = accepted();
    let golden = desk.read(GOLDEN);
    desk.write("case.toml", CASE.replace("patents_in_suit = 4", "patents_in_suit = 5"));
    let told = desk.differs("test --snapshots golden").out;
    assert!(told.starts_with(&format!("  CHANGED       {GOLDEN}\n\n--- {GOLDEN}\n")), "{told}");
    assert!(told.contains("\n-                               4  [gazette]\n"), "{told}");
    assert!(told.contains("\n+                               5  [gazette]\n"), "{told}");
    assert!(!told.contains("The suit is without merit"), "what did not change: {told}");
    assert!(told.contains("\n1 golden state in golden: 1 changed\n"), "{told}");
    assert!(told.contains("--accept"), "{told}");
    assert_eq!(desk.read(GOLDEN), golden);
    // By the day on which it became public, too.
    desk.write("case.toml", CASE.replace("published = 2024-03-08", "published = 2024-03-07"));
    let told = desk.differs("test --snapshots golden case.toml").out;
    assert!(told.contains("\n-2024-03-08\n+2024-03-07\n"), "{told}");
    // What an interrupted run left is not in the way.
    desk.write(&format!("{GOLDEN}.partial"), "half");
    let told = desk.ok(ACCEPT);
    assert_eq!(told, format!("  written       {GOLDEN}\n\n1 golden state in golden: 1 written\n"));
    assert_ne!(desk.read(GOLDEN), golden);
    assert!(desk.ok("test --snapshots golden").starts_with("  ok "));
    assert_eq!(desk.holds("golden").len(), 1, "nothing else is left there");
}

#[test]
fn a_case_without_a_golden_state_differs_until_it_is_accepted() {
    let desk = Desk::empty();
    desk.write("case.toml", CASE);
    let told = desk.differs("test --snapshots deep/golden").out;
    assert!(told.contains("  NEW           deep/golden/pole-v-boreal.golden.txt\n"), "{told}");
    assert!(told.contains("\n--- /dev/null\n+++ deep/golden/pole-v-boreal.golden.txt\n"), "{told}");
    assert!(told.contains("\n+  patents in suit            3 (contested)"), "{told}");
    assert!(!desk.path("deep").exists(), "nothing is made");
    desk.ok("test --snapshots deep/golden --accept");
    desk.ok("test --snapshots deep/golden");
}

#[test]
fn a_golden_state_of_no_case_is_told_and_removed_where_all_cases_are_asked() {
    let desk = accepted();
    for name in ["notes.txt", "pole.md"] {
        desk.write(&format!("golden/{name}"), "mine");
    }
    desk.write("gone.toml", named("gone"));
    desk.ok(ACCEPT);
    fs::remove_file(desk.path("gone.toml")).expect("a file");
    // Who names files asks about them.
    desk.ok("test --snapshots golden case.toml");
    desk.ok("test --snapshots golden case.toml --accept");
    let told = desk.differs("test --snapshots golden").out;
    assert!(told.contains("  UNREFERENCED  golden/gone.golden.txt\n"), "{told}");
    assert!(told.contains("\n--- golden/gone.golden.txt\n+++ /dev/null\n"), "{told}");
    assert!(told.contains(": 1 ok, 1 unreferenced\n"), "{told}");
    assert!(desk.path("golden/gone.golden.txt").exists());
    let told = desk.ok(ACCEPT);
    assert!(told.contains("  removed       golden/gone.golden.txt\n"), "{told}");
    let left = ["notes.txt", "pole-v-boreal.golden.txt", "pole.md"].map(str::to_owned);
    assert_eq!(desk.holds("golden"), BTreeSet::from(left));
}

#[test]
fn what_is_in_the_way_is_named_and_nothing_is_written() {
    let desk = Desk::empty();
    desk.write("case.toml", CASE);
    desk.write("another.toml", named("another"));
    desk.write("file", "mine");
    for arguments in ["test --snapshots file", "test --snapshots file --accept"] {
        desk.fails(1, arguments).says("file is not a directory");
    }
    desk.fails(1, "test --snapshots file/golden --accept").says("file/golden");
    assert_eq!(desk.read("file"), "mine");
    fs::create_dir_all(desk.path(GOLDEN)).expect("a directory");
    for arguments in ["test --snapshots golden", ACCEPT] {
        desk.fails(1, arguments).says(&format!("{GOLDEN} is a directory"));
    }
    assert_eq!(desk.holds("golden").len(), 1);
    // The last file to be written cannot be: the others are not in their places.
    fs::remove_dir(desk.path(GOLDEN)).expect("a directory");
    fs::create_dir(desk.path(&format!("{GOLDEN}.partial"))).expect("a directory");
    desk.fails(1, ACCEPT).says(&format!("{GOLDEN}.partial"));
    assert_eq!(
        desk.holds("golden"),
        BTreeSet::from(["pole-v-boreal.golden.txt.partial".to_owned()])
    );
}

#[cfg(unix)]
#[test]
fn a_directory_that_may_not_be_written_to_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = accepted();
    desk.write("case.toml", CASE.replace("patents_in_suit = 4", "patents_in_suit = 5"));
    let golden = desk.read(GOLDEN);
    let allow = |mode| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(desk.path("golden"), permissions).expect("permissions");
    };
    allow(0o555);
    // Who may do everything is refused nothing.
    let is_refused = fs::write(desk.path("golden/probe"), "").is_err();
    if is_refused {
        desk.fails(1, ACCEPT).says(&format!("{GOLDEN}.partial: Permission denied"));
        assert_eq!(desk.read(GOLDEN), golden);
    }
    allow(0o755);
}

#[test]
fn every_case_has_a_file_of_its_own_whatever_its_name() {
    let desk = Desk::empty();
    let ids = [
        "ded/1:24-cv-00010",
        "ded-1-24-cv-00010",
        "ded/1-24-cv-00010",
        "DED-1-24-cv-00010",
        "..",
        "-",
        "größe-v-größe",
        &"ö".repeat(100),
    ];
    for (at, id) in ids.iter().enumerate() {
        desk.write(&format!("{at}.toml"), named(id));
    }
    desk.ok(ACCEPT);
    desk.ok("test --snapshots golden");
    let names = desk.holds("golden");
    let folded: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!((names.len(), folded.len()), (ids.len(), ids.len()), "{names:?}");
    assert!(names.contains("ded-1-24-cv-00010.golden.txt"), "{names:?}");
    for name in &names {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.~".contains(letter);
        assert!(name.chars().all(plain) && !name.starts_with('.'), "{name}");
    }
    // The name of one does not hang on the others.
    desk.ok("test --snapshots alone --accept 0.toml");
    let alone = desk.holds("alone");
    assert!(alone.is_subset(&names) && alone.len() == 1, "{alone:?}");
    let golden = desk.read(&format!("alone/{}", alone.first().expect("a name")));
    assert!(golden.starts_with("ded/1:24-cv-00010: Pole Ltd. v. Boreal Corp."), "{golden}");
}

#[test]
fn line_ends_of_another_system_are_no_difference() {
    let desk = accepted();
    let golden = desk.read(GOLDEN).replace('\n', "\r\n");
    desk.write(GOLDEN, &golden);
    desk.ok("test --snapshots golden");
    desk.ok(ACCEPT);
    assert_eq!(desk.read(GOLDEN), golden, "what is the same is not written again");
    desk.write(GOLDEN, golden.replace("merit", "doubt"));
    let told = desk.differs("test --snapshots golden").out;
    assert_eq!(told.lines().filter(|line| line.starts_with('-')).count(), 3, "{told}");
    assert!(!told.contains('␍'), "{told}");
    desk.write(GOLDEN, [0xff, 0xfe]);
    desk.differs("test --snapshots golden");
    desk.ok(ACCEPT);
    assert_eq!(desk.read(GOLDEN), golden.replace("\r\n", "\n"));
}

#[test]
fn what_would_steer_a_terminal_is_shown_in_the_file_too() {
    let desk = Desk::empty();
    let text = r#"text = "COMPLAINT \u001b[2J\r\u202e for""#;
    desk.write("case.toml", CASE.replace(r#"text = "COMPLAINT for"#, text.trim_end_matches('"')));
    desk.ok(ACCEPT);
    let golden = desk.read(GOLDEN);
    assert!(golden.contains("COMPLAINT ␛[2J␍\u{fffd} for"), "{golden}");
    desk.ok("test --snapshots golden");
}

#[test]
fn assertions_and_golden_states_fail_each_for_itself() {
    let desk = accepted();
    let asserting = |patents: u32| {
        let status = r#"that = "it is settled""#;
        let case = CASE.replace("patents_in_suit = 4", &format!("patents_in_suit = {patents}"));
        format!("{case}\n[[assert]]\n{status}\nexpect.status = \"settled\"\n")
    };
    desk.write("case.toml", asserting(4));
    let told = desk.differs("test --snapshots golden").out;
    assert!(
        told.contains("1 assertion in 1 file: 0 ok, 1 failed\n\n  ok            golden"),
        "{told}"
    );
    desk.write("case.toml", asserting(5));
    let told = desk.differs("test --snapshots golden").out;
    assert!(told.contains("  FAILED    case.toml:") && told.contains("  CHANGED  "), "{told}");
    // What is accepted is written, and the assertion fails all the same.
    let told = desk.differs(ACCEPT).out;
    assert!(told.contains("1 failed\n\n  written       golden"), "{told}");
    assert!(desk.read(GOLDEN).contains("5  [gazette]"));
    desk.write("case.toml", asserting(5).replace("expect.status = \"settled\"", "expect.acts = 1"));
    assert!(desk.ok("test --snapshots golden").contains("1 ok, 0 failed"));
    desk.write("case.toml", CASE);
    desk.fails(4, "test").says("none of the files asserts anything");
}

#[test]
fn golden_states_are_items_beside_the_assertions() {
    let desk = accepted();
    let assertion = "\n[[assert]]\nthat = \"pending\"\nexpect.status = \"pending\"\n";
    desk.write("case.toml", CASE.to_owned() + assertion);
    let json = desk.json("test --snapshots golden --json");
    assert_eq!(json["schema"], "docket/test/1");
    let items = json["items"].as_array().expect("a list");
    assert_eq!(items[0], desk.json("test --json")["items"][0], "as without golden states");
    assert_eq!(items[1]["snapshot"], "unchanged");
    assert_eq!(items[1]["diff"], serde_json::Value::Null);
    assert_eq!((&items[1]["passed"], &items[1]["accepted"]), (&true.into(), &false.into()));
    desk.write("case.toml", CASE.replace("patents_in_suit = 4", "patents_in_suit = 5"));
    desk.write("golden/gone.golden.txt", "gone\n");
    let run = desk.differs("test --snapshots golden --json");
    assert!(!run.err.contains("error"), "{}", run.err);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let [changed, gone] = [&json["items"][0], &json["items"][1]];
    assert_eq!(changed["snapshot"], "changed");
    assert_eq!(changed["case"], "pole-v-boreal");
    assert_eq!(changed["file"], GOLDEN);
    assert_eq!((&changed["passed"], &changed["accepted"]), (&false.into(), &false.into()));
    assert!(
        changed["diff"].as_str().expect("text").contains("\n+                               5")
    );
    assert_eq!((&gone["snapshot"], &gone["case"]), (&"unreferenced".into(), &().into()));
    let lines = desk.run(&format!("{ACCEPT} --jsonl"));
    assert_eq!((lines.code, lines.out.lines().count()), (0, 2), "{lines:?}");
    assert!(lines.out.contains(r#""accepted":true"#), "{}", lines.out);
    fs::remove_file(desk.path(GOLDEN)).expect("a file");
    let run = desk.differs("test --snapshots golden --json");
    assert!(run.out.contains(r#""snapshot": "new""#), "{}", run.out);
}

#[test]
fn the_public_has_golden_states_without_what_is_sealed() {
    let desk = Desk::empty();
    let about = "\n[[assert]]\nthat = \"Zanzibar is there\"\nexpect.formula = \"Zanzibar\"\n";
    desk.write("case.toml", sealings::CASE.replace("{NAME}", "Zanzibar") + about);
    desk.ok("test --snapshots all --accept");
    let run = desk.run("--public test --snapshots public --accept");
    assert_eq!(run.code, 0, "{run:?}");
    run.says("closed in alpha-v-beta: alpha-v-beta/declaration: text closed by order of");
    let [all, public] =
        ["all", "public"].map(|one| desk.read(&format!("{one}/alpha-v-beta.golden.txt")));
    assert!(all.contains("Zanzibar"), "{all}");
    assert!(!public.contains("Zanzibar") && public.contains("ORDER to seal"), "{public}");
    desk.ok("--public test --snapshots public");
    let told = desk.differs("--public test --snapshots all").out;
    assert!(!told.contains("assertion"), "they are about the whole case: {told}");
    desk.fails(2, "--public test").says("--public is for questions");
}

#[test]
fn flags_that_do_not_go_together_are_refused() {
    let desk = accepted();
    desk.fails(2, "test --accept").says("--snapshots");
    desk.fails(2, "test --snapshots golden --in-ledger").says("cannot be used with");
    desk.fails(4, "test --snapshots golden nowhere.toml").says("nowhere.toml");
    desk.write("case.toml", CASE.replace("[case]", "[case]\ntilte = 1"));
    desk.fails(3, ACCEPT).says("unknown key `tilte`");
}
