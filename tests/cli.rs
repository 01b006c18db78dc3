//! The program as people and scripts run it, each time in a directory of its own.

mod answers;
mod assertions;
mod backups;
mod bad_input;
mod courtlistener;
mod disputes;
mod dockets;
mod exhibits;
mod expungings;
mod golden_states;
mod interrupted;
mod ledgers;
mod links;
mod proofs;
mod questions;
mod recording;
mod salvages;
mod sealings;
mod shells;
mod streams;
mod tables;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A directory to work in.
pub(crate) struct Desk {
    directory: TempDir,
}

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn empty() -> Self {
        Self { directory: tempfile::tempdir().expect("a directory") }
    }

    /// A desk with an empty ledger and the sample case file.
    pub(crate) fn with_ledger() -> Self {
        let desk = Self::empty();
        desk.ok("init");
        desk
    }

    /// A desk with a ledger in which the sample case is recorded.
    pub(crate) fn with_sample() -> Self {
        let desk = Self::with_ledger();
        desk.ok("record sample-case.toml");
        desk
    }

    /// A desk with a ledger that holds the bundled cases.
    pub(crate) fn with_demo() -> Self {
        let desk = Self::empty();
        desk.ok("demo ledger");
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).expect("a written file");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    /// The program, with arguments parted by spaces and none of the tester's settings.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_docket"));
        command.current_dir(self.directory.path()).args(arguments.split_whitespace());
        for name in ["DOCKET_LEDGER", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &str) -> Run {
        Run::of(&self.command(arguments).output().expect("a program"))
    }

    /// What a run that succeeds prints.
    pub(crate) fn ok(&self, arguments: &str) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "docket {arguments}: {}", run.err);
        run.out
    }

    /// The document that a run which succeeds prints.
    pub(crate) fn json(&self, arguments: &str) -> Value {
        let out = self.ok(arguments);
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{arguments}: {error}\n{out}"))
    }

    /// A run that fails: with this code, nothing on stdout and no panic.
    pub(crate) fn fails(&self, code: i32, arguments: &str) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, code, "docket {arguments}: {}{}", run.out, run.err);
        assert_eq!(run.out, "", "docket {arguments}");
        assert!(!run.err.contains("panicked"), "{}", run.err);
        run
    }
}

impl Run {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let code = output.status.code().expect("an exit code");
        Self { code, out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Whether it says so on either stream.
    pub(crate) fn says_somewhere(&self, words: &str) {
        assert!(self.out.contains(words) || self.err.contains(words), "`{words}`: {self:?}");
    }

    pub(crate) fn says(&self, words: &str) {
        assert!(self.err.contains(words), "`{words}` is not in: {}", self.err);
    }
}
