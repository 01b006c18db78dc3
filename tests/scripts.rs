//! What a lawyer can read: scripts of commands and what comes of them, in `tests/scripts`.

use std::fs;
use std::path::Path;

use docket_testkit::Scripts;

use crate::testkit::copy;

/// The program, on each kind of ledger that it can make.
fn scripts() -> Scripts<'static> {
    Scripts::of(env!("CARGO_BIN_EXE_docket"))
        .on("a directory", |directory| directory.join("ledger"))
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scripts"))
}

#[test]
fn the_scripts_hold() {
    scripts().hold(folder());
}

#[test]
fn a_script_in_which_one_line_was_changed_does_not_hold() {
    let directory = tempfile::tempdir().expect("a directory");
    let changed = directory.path().join("scripts");
    copy(folder(), &changed);
    let script = changed.join("two-papers.script");
    let text = fs::read_to_string(&script).expect("a script");
    let line = "  patents in suit            12  [gazette]\n";
    assert!(text.contains(line));
    fs::write(&script, text.replace(line, &line.replace("12", "11"))).expect("a changed script");
    let broken = scripts().broken(&changed);
    let [only] = &broken[..] else { panic!("{broken:?}") };
    assert!(only.fact.ends_with("two-papers.script on a directory"), "{only}");
    assert!(only.why.contains("\n-  patents in suit            11  [gazette]\n"), "{only}");
    assert!(only.why.contains("\n+  patents in suit            12  [gazette]\n"), "{only}");
}
