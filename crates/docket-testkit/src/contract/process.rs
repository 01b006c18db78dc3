//! Another process of a test: the test's own binary, started again to play a role.
//!
//! The test starts it with [`start`]; there the same test runs, finds its [`role`] and plays it
//! instead of what it does otherwise.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The environment variable that tells this binary to be another process of a test.
const ROLE: &str = "DOCKET_TEST_ROLE";

/// The environment variable that tells it where.
const LEDGER: &str = "DOCKET_TEST_LEDGER";

/// What stands before each line that another process says; the harness says things too.
pub const SAYS: &str = "docket says: ";

/// Starts this test binary again as another process, in which this test alone runs, to play a role
/// on a ledger. Its input, output and errors are pipes.
///
/// `test` is the test's name with its modules, as the harness lists it.
///
/// # Panics
/// When no process can be started.
#[must_use]
pub fn start(test: &str, role: &str, ledger: &Path) -> Child {
    let binary = std::env::current_exe().expect("the test binary");
    Command::new(binary)
        .args(["--exact", test, "--nocapture"])
        .env(ROLE, role)
        .env(LEDGER, ledger)
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("another process")
}

/// The role that this process was started to play, and the ledger to play it on.
#[must_use]
pub fn role() -> Option<(String, PathBuf)> {
    let (role, ledger) = (std::env::var(ROLE).ok()?, std::env::var_os(LEDGER)?);
    Some((role, PathBuf::from(ledger)))
}

/// Says a line to the process that started this one.
///
/// # Panics
/// When nobody listens any more.
#[expect(clippy::print_stdout, reason = "another process reads it")]
pub fn say(line: &str) {
    println!("{SAYS}{line}");
    std::io::stdout().flush().expect("somebody listens");
}

/// Says what a test is doing, or not doing; shown when it fails.
#[expect(clippy::print_stderr, reason = "the test harness keeps it until it is wanted")]
pub fn said(what: &str) {
    eprintln!("{what}");
}
