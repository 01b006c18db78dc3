//! Input that means harm, and input that only looks like it.

use std::path::PathBuf;

use proptest::prelude::*;

use crate::{EmptyLedger, check_together, parse, read_jsonl};

/// A folder of the public corpora; none, with a note, where they are not at hand.
fn corpus(name: &str) -> Option<PathBuf> {
    let Some(fixtures) = std::env::var_os("DOCKET_FIXTURES") else {
        eprintln!("skipped: DOCKET_FIXTURES is not set, so {name} was not read");
        return None;
    };
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    Some(root.join(fixtures).join("badinputs").join(name))
}

/// Text as a TOML basic string with everything escaped that may be.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

#[test]
fn no_file_of_the_json_test_suite_is_a_log() {
    let Some(folder) = corpus("JSONTestSuite") else { return };
    let mut files = 0;
    for part in ["test_parsing", "test_transform"] {
        for file in std::fs::read_dir(folder.join(part)).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            assert!(read_jsonl(bytes.as_slice()).is_err(), "{}", path.display());
            files += 1;
        }
    }
    assert!(files > 300, "{files} files");
}

#[test]
fn naughty_strings_survive_byte_for_byte() {
    let Some(folder) = corpus("blns") else { return };
    let json = std::fs::read_to_string(folder.join("blns.json")).unwrap();
    let strings: Vec<String> = serde_json::from_str(&json).unwrap();
    assert!(strings.len() > 500);
    // An empty name is no name.
    for naughty in strings.iter().filter(|naughty| !naughty.is_empty()) {
        let quoted = quoted(naughty);
        let text = format!(
            "[case]\nid = \"c\"\ntitle = {quoted}\n[[event]]\nid = \"e\"\nverb = \"filed\"\nkind = \"Complaint\"\nsource = \"s\"\nby = {quoted}\ntext = {quoted}\nfacts = {{ x = {quoted} }}\n"
        );
        let file = parse(&text).unwrap_or_else(|faults| panic!("{naughty:?}: {faults:#?}"));
        assert_eq!(file.description.title.as_deref(), Some(naughty.as_str()));
        assert_eq!(file.events[0].text.as_deref(), Some(naughty.as_str()));
        assert_eq!(file.events[0].by[0].name, *naughty);
        assert_eq!(file.events[0].facts["x"], naughty.as_str().into());
    }
}

#[test]
fn deep_nesting_is_a_fault_and_not_a_crash() {
    for text in
        ["[".repeat(100_000), format!("a = {}", "[".repeat(100_000)), "a.".repeat(50_000) + "b = 1"]
    {
        assert!(parse(&text).is_err());
    }
    let tables = format!("[case]\nid = \"c\"\nx = {}1{}", "{ a = ".repeat(500), " }".repeat(500));
    assert!(parse(&tables).is_err());
}

#[test]
fn a_large_text_that_is_not_toml_has_one_fault() {
    let faults = parse(&"a\n".repeat(1 << 20)).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert!(parse(&"a\n".repeat(10)).unwrap_err().len() > 1);
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text: String) {
        let _ = parse(&text);
    }

    #[test]
    fn no_toml_makes_reading_panic(
        lines in prop::collection::vec(
            (prop::sample::select(KEYS), prop::sample::select(VALUES)), 0..12,
        ),
        header in prop::sample::select(&["[case]", "[source.x]", "[[event]]", "[[event.wording]]"][..]),
    ) {
        let lines: Vec<String> = lines.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
        let (before, after) = lines.split_at(lines.len().min(6));
        let start = "[case]\nid = \"c\"\n[[event]]\n";
        let text = [start, &before.concat(), header, "\n", &after.concat()].concat();
        match parse(&text) {
            Ok(file) => drop(check_together(&[&file], &EmptyLedger)),
            Err(faults) => {
                for fault in faults {
                    prop_assert!(text.get(fault.span).is_some());
                }
            }
        }
    }
}

const KEYS: &[&str] = &[
    "id",
    "verb",
    "kind",
    "manner",
    "scope",
    "source",
    "occurred",
    "when",
    "by",
    "facts",
    "facts.x",
    "effects",
    "refers_to",
    "bookkeeping",
    "in",
    "also_in",
    "place",
    "text",
    "form",
    "speaker",
    "within",
    "span",
    "wording",
    "title",
    "court",
    "tz",
    "file",
    "sha256",
    "x",
];

const VALUES: &[&str] = &[
    "\"e\"",
    "\"\"",
    "\"filed\"",
    "\"Complaint\"",
    "\"case\"",
    "12",
    "-1",
    "1.5",
    "true",
    "2024-07-30",
    "2024-07-30T10:00:00Z",
    "10:00:00",
    "[]",
    "[[]]",
    "[1, \"x\"]",
    "{}",
    "{ a = 1 }",
    "{ phrase = \"today\" }",
    "[{ retracts = \"x\" }]",
    "{ retracts = \"#\" }",
    "{ linked = { targets = [\"a\", \"b\"] } }",
    "{ one_of = [1] }",
    "{ when = \"x\" }",
    "nan",
    "0x7fffffffffffffff",
    "\"source:\"",
    "\"a/b#c\"",
    "{ name = \"x\", id = \"y\" }",
    "[0, 1]",
];
