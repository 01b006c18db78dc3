//! Case files that say what must come of them.

use serde_json::Value;

use super::{Desk, exhibits::is_shown};
use crate::story::{BUNDLED, bundled};

/// A desk with the bundled case files and no ledger.
pub(super) fn with_bundled() -> Desk {
    let desk = Desk::empty();
    for name in BUNDLED {
        desk.write(&format!("{name}.toml"), bundled(name));
    }
    desk
}

/// A desk with a ledger, and the sample case file below an assertion.
fn asserting(assertion: &str) -> Desk {
    let desk = Desk::with_ledger();
    let sample = desk.read("sample-case.toml");
    desk.write("case.toml", format!("[[assert]]\nthat = \"so it is\"\n{assertion}\n\n{sample}"));
    desk
}

#[test]
fn the_bundled_cases_come_to_what_they_assert() {
    let desk = with_bundled();
    let told = desk.ok(
        "test amazon-v-nokia.toml nokia-v-amazon.toml huawei-v-verizon.toml pherah-v-zoho.toml",
    );
    assert!(told.ends_with("assertions in 4 files: 45 ok, 0 failed\n"), "{told}");
    // Without names, all case files of the directory: a Cargo.toml is none.
    desk.write("Cargo.toml", "[package]\nname = \"x\"\n");
    let all = desk.ok("test");
    assert!(all.ends_with("45 assertions in 4 files: 45 ok, 0 failed\n"), "{all}");
    // The ledger that the demo makes of the same files answers alike.
    desk.ok("demo ledger");
    assert_eq!(desk.ok("test --in-ledger"), all);
}

#[test]
fn one_case_alone_is_asked_without_the_others() {
    for name in BUNDLED {
        with_bundled().ok(&format!("test {name}.toml"));
    }
}

#[test]
fn the_same_files_are_told_alike_each_time() {
    let (one, other) = (with_bundled(), with_bundled());
    for arguments in ["test", "test --json", "test --jsonl"] {
        assert_eq!(one.ok(arguments), one.ok(arguments), "{arguments}");
        assert_eq!(one.ok(arguments), other.ok(arguments), "{arguments}");
    }
}

#[test]
fn a_failed_assertion_is_told_with_its_place_its_cut_and_what_was_found() {
    let desk = with_bundled();
    let mut file = bundled("amazon-v-nokia");
    file = file.split_once("# --- What all this").expect("assertions").0.to_owned();
    file.push_str(
        r#"[[assert]]
that = "the number of patents was public at once"
published_by = "2024-07-31"
expect.patents_in_suit = { value = 12, support = "stated", sources = ["light-reading-2024-07-31"] }
expect.court = { absent = true }

[[assert]]
that = "the suit is pending"
expect.status = "pending"

[[assert]]
that = "names are spelt as the case has them"
expect.patents_in_siut = 12
expect."statements/defend" = "something"
expect.relief = { includes = ["damages", "an apology"], excludes = ["injunction"] }
expect.in_response_to = { values = ["nokia-v-amazon"] }

[[assert]]
that = "a case of another name has the same answers"
case = "amazon-v-nokla"
expect.status = "pending"
"#,
    );
    desk.write("amazon-v-nokia.toml", file);
    let arguments = "test amazon-v-nokia.toml";
    let run = desk.run(arguments);
    assert_eq!(run.code, 7, "{run:?}");
    is_shown("test", arguments, &run.out);
    let run = desk.run(&format!("{arguments} --json"));
    assert_eq!((run.code, run.err.contains("error")), (7, false), "{run:?}");
    let json: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(json["schema"], "docket/test/1");
    let first = &json["items"][0];
    assert_eq!(first["file"], "amazon-v-nokia.toml");
    assert_eq!(first["that"], "the number of patents was public at once");
    assert_eq!((&first["case"], &first["passed"]), (&"amazon-v-nokia".into(), &false.into()));
    assert_eq!(first["cut"]["published_by"], "2024-07-31");
    assert_eq!(first["differences"][1]["field"], "patents_in_suit");
    assert_eq!(first["differences"][1]["part"], "support");
    assert_eq!(first["differences"][1]["expected"], "stated");
    assert_eq!(first["differences"][1]["found"], "not_yet_public");
    assert_eq!(json["items"][1]["passed"], true);
    let lines = desk.run(&format!("{arguments} --jsonl"));
    assert_eq!((lines.code, lines.out.lines().count()), (7, 4));
}

/// What may be expected of the sample, and whether it holds.
const EXPECTED: [(&str, bool); 39] = [
    ("expect.status = \"pending\"", true),
    ("expect.status = \"settled\"", false),
    ("expect.court = { value = \"ded\", support = \"stated\" }", true),
    ("expect.court = { value = \"ded\", support = \"contested\" }", false),
    ("expect.court = { value = \"txed\", support = \"stated\" }", false),
    ("expect.court = { sources = [\"sample-docket\"] }", true),
    ("expect.court = { sources = [\"sample-docket\", \"sample-gazette\"] }", false),
    ("expect.court = { sources = [] }", false),
    ("expect.court = { absent = true }", false),
    ("expect.judge = { absent = true }", true),
    ("expect.judge = { support = \"unknown\" }", false),
    // The court's own docket outranks the paper, which still contests it.
    ("expect.patents_in_suit = 3", true),
    ("expect.patents_in_suit = \"3\"", false),
    ("expect.patents_in_suit = { at_least = 3 }", false),
    ("expect.patents_in_suit = { exact = 3 }", true),
    ("expect.patents_in_suit = { support = \"contested\", values = [3, 4] }", true),
    ("expect.patents_in_suit = { values = [3] }", false),
    ("expect.patents_in_suit = { values = [3, 4, 5] }", false),
    ("expect.patents_in_suit = { includes = 4 }", true),
    ("expect.patents_in_suit = { excludes = 4 }", false),
    ("expect.filed = 2024-03-04", true),
    ("expect.filed = \"2024-03-05\"", false),
    ("expect.filed = [\"2024-03-04\"]", false),
    ("expect.\"acts/complaint#by\" = [\"Sample Inc.\"]", true),
    ("expect.\"acts/complaint#by\" = { includes = \"Sample Inc.\" }", true),
    ("expect.\"acts/complaint#by\" = { includes = \"Example LLC\" }", false),
    ("expect.acts = 1", true),
    ("expect.acts = 2", false),
    ("expect.defending = 1", true),
    ("expect.\"parties/example llc\" = { support = \"stated\" }", true),
    ("expect.\"not_yet_known/entries\" = 0", true),
    ("published_by = \"2024-03-05\"\nexpect.\"not_yet_known/entries\" = 1", true),
    ("published_by = \"2024-03-04\"\nexpect.\"not_yet_known/facts\" = 3", true),
    ("published_by = \"2024-03-04\"\nexpect.\"not_yet_known/facts\" = 4", false),
    (
        "published_by = \"2024-03-04\"\nexpect.\"statements/merit#words\" = { support = \"not_yet_public\" }",
        true,
    ),
    ("occurred_by = \"2024-03-03\"\nexpect.acts = 0", true),
    (
        "recorded_by = \"complaint-docket\"\nexpect.patents_in_suit = { value = 3, support = \"stated\" }",
        true,
    ),
    (
        "recorded_by = \"sample/complaint-gazette\"\nexpect.patents_in_suit = { support = \"stated\" }",
        false,
    ),
    (
        "published_by = \"2024-03-05\"\npossibly = true\nexpect.patents_in_suit = { support = \"stated\" }",
        true,
    ),
];

#[test]
fn each_part_of_an_expectation_can_hold_and_can_fail() {
    for (assertion, holds) in EXPECTED {
        let run = asserting(assertion).run("test case.toml");
        assert_eq!(run.code, if holds { 0 } else { 7 }, "{assertion}: {}{}", run.out, run.err);
    }
}

#[test]
fn a_fault_in_an_assertion_is_told_at_its_place_by_test_check_and_record() {
    let desk = asserting("publised_by = \"2024\"\nexpect.court = { vaule = \"ded\" }");
    for command in ["test", "check", "record --yes"] {
        let run = desk.fails(3, &format!("{command} case.toml"));
        run.says("unknown key `publised_by` in an assertion");
        run.says("did you mean `published_by`?");
        run.says("case.toml:3:1");
        run.says("did you mean `value`?");
    }
    let desk = asserting("recorded_by = \"complaint-dockte\"\nexpect.status = \"pending\"");
    desk.fails(3, "test case.toml").says("did you mean `complaint-docket`?");
    let desk = asserting("expect.court = { sources = \"sample-dockte\" }");
    desk.fails(3, "test case.toml").says("did you mean `sample-docket`?");
    desk.ok("explain D0029");
}

#[test]
fn an_assertion_is_checked_and_never_recorded() {
    let desk = asserting("expect.status = \"settled\"");
    desk.ok("check case.toml");
    desk.ok("record case.toml --yes");
    let recorded = desk.ok("log sample --jsonl");
    assert!(!recorded.contains("so it is"), "{recorded}");
    // The file without its assertion holds nothing else.
    desk.ok("init other");
    desk.ok("--ledger other record sample-case.toml --yes");
    assert_eq!(
        desk.ok("--ledger other log --jsonl").lines().count(),
        desk.ok("log --jsonl").lines().count()
    );
}

#[test]
fn a_test_that_tests_nothing_does_not_pass() {
    let desk = Desk::empty();
    desk.fails(4, "test").says("no file of this directory is a case file");
    desk.fails(4, "test nowhere.toml");
    desk.ok("init");
    desk.fails(4, "test sample-case.toml").says("none of the files asserts anything");
    desk.fails(4, "test --json").says("nothing_to_test");
}

#[test]
fn days_and_positions_are_asked_of_a_ledger_only() {
    let desk = asserting("recorded_by = \"@1\"\nexpect.acts = 0\n");
    desk.fails(4, "test case.toml").says("--in-ledger");
    desk.ok("record sample-case.toml --yes");
    desk.ok("test case.toml --in-ledger");
    let more = "[[assert]]\nthat = \"pending\"\nexpect.status = \"pending\"\n\
                [[assert]]\nthat = \"then\"\nrecorded_by = \"2020-01-01\"\nexpect.acts = 0\n";
    desk.write("case.toml", desk.read("case.toml") + more);
    let told = desk.ok("test case.toml");
    assert!(told.contains("left out  case.toml:1  so it is"), "{told}");
    assert!(told.ends_with("3 assertions in 1 file: 1 ok, 0 failed, 2 left out\n"), "{told}");
    let told = desk.ok("test case.toml --in-ledger");
    assert!(told.ends_with("3 assertions in 1 file: 3 ok, 0 failed\n"), "{told}");
}

#[test]
fn a_ledger_is_asked_as_it_is() {
    let desk = asserting("recorded_by = \"complaint-gazette\"\nexpect.status = \"pending\"");
    desk.fails(4, "--ledger nowhere test case.toml --in-ledger");
    let run = desk.run("test case.toml --in-ledger");
    assert_eq!(run.code, 7, "{run:?}");
    assert!(run.out.contains("found     it is not"), "{}", run.out);
    run.says("asked: the ledger ledger (0 entries)");
    desk.ok("test case.toml");
    assert_eq!(desk.ok("log --jsonl"), "", "nothing was recorded");
    let order = "recorded_by = { target = \"elsewhere/order\", expected = true }";
    let desk = asserting(&format!("{order}\nexpect.status = \"pending\""));
    assert_eq!(desk.run("test case.toml").code, 7, "an event that is not there yet");
}

#[test]
fn of_a_case_of_which_nothing_was_recorded_yet_nothing_is_known() {
    let desk = with_bundled();
    let early = r#"
[[assert]]
that = "when the first story on Amazon's suit was recorded, Nokia's suits were not known"
case = "nokia-v-amazon"
recorded_by = "complaint-unsigned"
expect.status = "unknown"
expect.acts = 0
expect.filed = { absent = true }
"#;
    desk.write("amazon-v-nokia.toml", bundled("amazon-v-nokia") + early);
    let told = desk.ok("test amazon-v-nokia.toml nokia-v-amazon.toml");
    assert!(told.contains("ok        amazon-v-nokia.toml"), "{told}");
    // Recorded the other way around, they were.
    let run = desk.run("test nokia-v-amazon.toml amazon-v-nokia.toml");
    assert_eq!(run.code, 7, "{run:?}");
}
