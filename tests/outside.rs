//! A crate outside of this workspace that uses the kit: built and tested with a manifest of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::testkit::copy;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the example somewhere else, whose dependencies are found where they are.
fn elsewhere(directory: &Path) -> PathBuf {
    let project = directory.join("deadlines");
    copy(&root().join("examples/deadlines"), &project);
    let manifest = fs::read_to_string(project.join("Cargo.toml")).expect("a manifest");
    let crates = root().join("crates").display().to_string();
    fs::write(project.join("Cargo.toml"), manifest.replace("../../crates", &crates))
        .expect("a manifest");
    // The versions that this workspace was built with are at hand.
    fs::copy(root().join("Cargo.lock"), project.join("Cargo.lock")).expect("a list of versions");
    project
}

/// Tests the project, and says whether its tests passed and what they said.
fn test(project: &Path, update: &str) -> (bool, String) {
    let output = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--quiet"])
        .current_dir(project)
        .env("CARGO_TARGET_DIR", root().join("target/outside"))
        .env("INSTA_UPDATE", update)
        .env("INSTA_WORKSPACE_ROOT", project)
        .env("RUST_BACKTRACE", "0")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout) + &text(&output.stderr))
}

fn snapshots(project: &Path) -> Vec<String> {
    let items = fs::read_dir(project.join("tests/snapshots")).expect("snapshots");
    let mut names: Vec<String> = items
        .map(|item| item.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_crate_outside_tests_its_own_projection() {
    let directory = tempfile::tempdir().expect("a directory");
    let project = elsewhere(directory.path());
    let accepted = snapshots(&project);

    let (passed, said) = test(&project, "no");
    assert!(passed, "{said}");

    // The next version forgets what ends an order.
    let library = project.join("src/lib.rs");
    let right = fs::read_to_string(&library).expect("the projection");
    let wrong = right.replace("if act.is_ended()", "if false && act.is_ended()");
    assert_ne!(wrong, right);
    fs::write(&library, wrong).expect("the projection");
    let (passed, said) = test(&project, "no");
    assert!(!passed);
    for broken in ["deadlines_grow_as_orders_come_in", "Deadlines does not heed what ends others"] {
        assert!(said.contains(broken), "{broken} is not in: {said}");
    }
    assert_eq!(snapshots(&project), accepted, "nothing is written unasked");

    // What insta is told to do with it, it does.
    test(&project, "new");
    let new = snapshots(&project).into_iter().filter(|name| name.ends_with(".snap.new")).count();
    assert_eq!(new, 2, "the timeline and the grid are to be reviewed");
    test(&project, "always");
    let timeline = "tests/snapshots/deadlines__Deadlines.alpha-v-beta.timeline.snap";
    let timeline = fs::read_to_string(project.join(timeline)).expect("a snapshot");
    assert!(!timeline.contains("- due"), "{timeline}");
}
