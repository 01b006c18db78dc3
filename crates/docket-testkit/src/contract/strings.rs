//! Strings that somebody's code has stumbled over.

use std::path::{Path, PathBuf};

use super::process::said;

const FEW: [&str; 9] = [
    "",
    "\u{0}",
    "\u{feff}x",
    "\u{202e}abc",
    "e\u{301}",
    "👩‍👩‍👧‍👧",
    "\r\n\t",
    "' OR 1=1 --",
    "\u{10ffff}",
];

/// The Big List of Naughty Strings, where `DOCKET_FIXTURES` says where it is; a few of them
/// otherwise.
///
/// # Panics
/// When `DOCKET_FIXTURES` is a directory without `badinputs/blns/blns.json`.
#[must_use]
pub fn hostile_strings() -> Vec<String> {
    let Some(fixtures) = fixtures() else {
        said("skipped: the Big List of Naughty Strings, for DOCKET_FIXTURES is not set");
        return FEW.map(str::to_owned).into();
    };
    let text = std::fs::read_to_string(fixtures.join("badinputs/blns/blns.json"));
    serde_json::from_str(&text.expect("blns.json")).expect("a list of strings")
}

/// The directory of fixtures that are too large for the repository, where `DOCKET_FIXTURES` says
/// where it is; a relative one is read from the root of the workspace.
#[must_use]
pub fn fixtures() -> Option<PathBuf> {
    let Some(fixtures) = std::env::var_os("DOCKET_FIXTURES") else {
        said("skipped: DOCKET_FIXTURES is not set");
        return None;
    };
    Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(fixtures))
}
