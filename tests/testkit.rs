//! What the tests share: a world without surprises, and events to record in it.

use std::path::Path;
use std::process::Child;

pub(crate) use docket_testkit::contract::{
    Dice, SAYS, all, fixtures, hostile_strings as blns, motion, motions, said, say,
};
pub(crate) use docket_testkit::{case, id, key};

/// Starts this test binary again as another process, which plays a role on a ledger.
pub(crate) fn start(role: &str, ledger: &Path) -> Child {
    let player = "testkit::another_process_plays_its_role";
    docket_testkit::contract::start(player, role, ledger)
}

/// What another process said about a ledger, from beginning to end.
pub(crate) fn ask(role: &str, ledger: &Path) -> String {
    let output = start(role, ledger).wait_with_output().expect("its output");
    let said = String::from_utf8_lossy(&output.stdout);
    let told = said.lines().filter_map(|line| Some(line.split_once(SAYS)?.1)).collect::<Vec<_>>();
    assert!(!told.is_empty(), "{role}: {said}{}", String::from_utf8_lossy(&output.stderr));
    told.join("\n")
}

#[test]
fn another_process_plays_its_role() {
    let Some((role, path)) = docket_testkit::contract::role() else { return };
    match role.as_str() {
        "read" => crate::ledger::read(&path),
        "hold" => crate::ledger::hold(&path),
        "backup" => crate::backups::write(&path),
        other => panic!("no role {other}"),
    }
}

/// Copies a directory with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).expect("a new directory");
    for item in std::fs::read_dir(from).expect("a directory") {
        let item = item.expect("an item");
        let (from, to) = (item.path(), to.join(item.file_name()));
        if item.file_type().expect("a type").is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).expect("a copy");
        }
    }
}
