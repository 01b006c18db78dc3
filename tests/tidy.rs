//! The shape of the workspace: what must stay true of it that no compiler checks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which crates of this workspace each crate may use. An arrow points down only.
const ARROWS: [(&str, &[&str]); 15] = [
    ("docket-time", &[]),
    ("docket-proof", &[]),
    ("docket-core", &["docket-time", "docket-proof"]),
    ("docket-case", &["docket-core", "docket-time"]),
    ("docket-statements", &["docket-core", "docket-time"]),
    ("docket-formats", &["docket-core", "docket-time", "docket-proof"]),
    ("docket-import", &["docket-core", "docket-time"]),
    (
        "docket-audit",
        &["docket-case", "docket-core", "docket-formats", "docket-statements", "docket-time"],
    ),
    (
        "docket-export",
        &[
            "docket-audit",
            "docket-case",
            "docket-core",
            "docket-proof",
            "docket-statements",
            "docket-time",
        ],
    ),
    (
        "docket-cli",
        &[
            "docket-audit",
            "docket-case",
            "docket-core",
            "docket-export",
            "docket-formats",
            "docket-import",
            "docket-proof",
            "docket-statements",
            "docket-time",
        ],
    ),
    (
        "docket-bench",
        &[
            "docket-audit",
            "docket-case",
            "docket-core",
            "docket-import",
            "docket-proof",
            "docket-statements",
            "docket-testkit",
            "docket-time",
        ],
    ),
    (
        "docket-fuzz",
        &[
            "docket-case",
            "docket-cli",
            "docket-core",
            "docket-formats",
            "docket-import",
            "docket-proof",
            "docket-statements",
            "docket-time",
        ],
    ),
    ("docket-faults", &["docket-cli", "docket-core", "docket-formats", "docket-time"]),
    (
        "docket-testkit",
        &["docket-core", "docket-formats", "docket-proof", "docket-statements", "docket-time"],
    ),
    ("docket", &["docket-cli"]),
];

/// The crates that read no clock.
const PURE: [&str; 9] = [
    "docket-import",
    "docket-audit",
    "docket-export",
    "docket-time",
    "docket-proof",
    "docket-core",
    "docket-case",
    "docket-statements",
    "docket-formats",
];

/// What stands at the top level, apart from dotfiles.
const TOP: [&str; 13] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "clippy.toml",
    "crates",
    "deny.toml",
    "examples",
    "snapshots",
    "tests",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder of the workspace");
    entries
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect()
}

fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the workspace") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The dependencies of a manifest, without those for tests.
fn dependencies(manifest: &Path) -> BTreeSet<String> {
    let manifest: toml::Table = read(manifest).parse().expect("a manifest");
    let table = manifest.get("dependencies").and_then(toml::Value::as_table);
    table.into_iter().flat_map(|table| table.keys().cloned()).collect()
}

fn manifests() -> BTreeMap<String, PathBuf> {
    let of_crate = |name: String| {
        let path = root().join("crates").join(&name).join("Cargo.toml");
        (name, path)
    };
    let own = ("docket".to_owned(), root().join("Cargo.toml"));
    names("crates").into_iter().map(of_crate).chain([own]).collect()
}

#[test]
fn arrows_between_crates_point_down_only() {
    let arrows: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    for (name, manifest) in manifests() {
        let allowed =
            arrows.get(name.as_str()).unwrap_or_else(|| panic!("{name} has no arrows here"));
        let ours = dependencies(&manifest).into_iter().filter(|used| used.starts_with("docket"));
        for used in ours {
            assert!(allowed.contains(&used.as_str()), "{name} may not use {used}");
        }
    }
}

#[test]
fn one_file_of_one_program_may_be_unsafe() {
    let own = root().join("crates/docket-faults/Cargo.toml");
    for (name, manifest) in manifests() {
        let lints: toml::Table = read(&manifest).parse().expect("a manifest");
        let inherits = lints["lints"].get("workspace").and_then(toml::Value::as_bool);
        assert!(inherits == Some(true) || manifest == own, "{name} has lints of its own");
    }
    for file in files_below(&root().join("crates/docket-faults"), ".rs") {
        let is_allowed = file.ends_with("src/calls.rs");
        assert!(is_allowed || !read(&file).contains("unsafe_code"), "{}", file.display());
    }
}

#[test]
fn libraries_read_no_clock_and_use_no_clock_of_chronos() {
    for name in PURE {
        for file in files_below(&root().join("crates").join(name).join("src"), ".rs") {
            let text = read(&file);
            for clock in ["Utc::now", "Local::now", "SystemTime::now", "Instant::now"] {
                assert!(!text.contains(clock), "{} reads {clock}", file.display());
            }
        }
    }
    let workspace: toml::Table = read(&root().join("Cargo.toml")).parse().expect("a manifest");
    let chrono = &workspace["workspace"]["dependencies"]["chrono"];
    assert_eq!(chrono["default-features"].as_bool(), Some(false));
    let features = chrono["features"].as_array().expect("features");
    assert!(features.iter().all(|feature| feature.as_str() != Some("clock")), "{features:?}");
}

#[test]
fn json_keys_are_sorted_because_no_crate_asks_for_their_order() {
    let map: serde_json::Value = serde_json::from_str(r#"{"b":1,"a":2}"#).expect("JSON");
    assert_eq!(map.to_string(), r#"{"a":2,"b":1}"#, "serde_json has preserve_order on");
}

#[test]
fn every_test_file_is_part_of_the_one_binary() {
    let main = read(&root().join("tests/main.rs"));
    for file in names("tests").iter().filter_map(|name| name.strip_suffix(".rs")) {
        if file != "main" {
            assert!(main.contains(&format!("mod {file};")), "tests/{file}.rs is forgotten");
        }
    }
}

#[test]
fn every_snapshot_has_a_test_that_names_it() {
    let tests: String =
        files_below(&root().join("tests"), ".rs").iter().map(|file| read(file)).collect();
    for name in names("snapshots") {
        let snapshot = name.strip_suffix(".snap").unwrap_or_else(|| panic!("snapshots/{name}"));
        // Names are made of what is shown, of which case, and a moment; each stands in some test.
        let parts = snapshot.split('.').map(|part| part.split("-by-").next().unwrap_or(part));
        for part in parts {
            assert!(tests.contains(part), "no test names {part} of snapshots/{name}");
        }
    }
}

#[test]
fn the_top_level_holds_what_was_agreed() {
    let allowed: BTreeSet<String> = TOP
        .iter()
        .chain(&["rustfmt.toml", "target", "ledger", "docket-demo"])
        .map(ToString::to_string)
        .collect();
    for name in names("").iter().filter(|name| !name.starts_with('.')) {
        assert!(allowed.contains(name), "{name} is not an agreed top-level entry");
    }
    for name in TOP {
        assert!(root().join(name).exists(), "{name} is missing");
    }
}

#[test]
fn examples_are_one_idea_in_under_forty_lines_that_ends_in_an_assertion() {
    let is_alone = |file: &PathBuf| file.parent() == Some(&root().join("examples"));
    for file in files_below(&root().join("examples"), ".rs").into_iter().filter(is_alone) {
        let text = read(&file);
        assert!(text.lines().count() < 40, "{}", file.display());
        assert!(text.contains("assert"), "{}", file.display());
    }
}

#[test]
fn no_source_file_is_two_files() {
    for file in files_below(&root().join("crates"), ".rs") {
        let lines = read(&file).lines().count();
        assert!(lines <= 400, "{} has {lines} lines", file.display());
    }
}
