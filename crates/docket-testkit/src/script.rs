//! Golden scripts: what is typed and what comes of it, in one text that a reader of cases can check.
//!
//! A script is a file `NAME.script`. The files that it records stand in a folder `NAME` beside it.
//!
//! ```text
//! # Given an empty ledger, and the complaint as two papers reported it
//! (docket init)
//! (given gazette.toml)
//! (given herald.toml)
//! ---
//! ok
//!
//! # When both reports are recorded
//! > docket record gazette.toml
//! > docket record herald.toml
//! ---
//! recorded 3 events: @1 to @3
//!   alpha-v-beta is at revision 2
//!   ledger is at revision 1
//! recorded 2 events: @4 to @5
//!   alpha-v-beta is at revision 3
//!   ledger is at revision 2
//!
//! # Then the ledger says what the papers disagree on
//! > docket conflicts alpha-v-beta
//! ---
//! alpha-v-beta: patents_in_suit (conflict)
//!   11  [herald]
//!   12  [gazette]
//! 1 disagreement
//! ```
//!
//! Behind `>` stands a line as somebody types it in a terminal, with options, `@5`, paths and quotes;
//! a `#` after a space begins a comment. The program runs in a fresh directory of the script, on an
//! empty place for a ledger, with none of the tester's settings.
//!
//! * `given FILE` copies a file out of the script's folder into that directory, and shows it.
//! * `! > docket ..` is refused: its exit code is shown, and what it says of the reason. Without the
//!   `!` a script with a command that fails is broken.
//! * `(docket init)` and `(given FILE)` are run and not shown.
//! * The lines that a block gives stand between `---` and a blank line. Blank lines among them are
//!   left out.
//! * The rest is the grammar of [goldenscript](https://docs.rs/goldenscript). Without `>` its own
//!   words are read: plain ones, `FIELD=VALUE` and, in quotes, any other; `--option` and `@5` want
//!   quotes there.
//!
//! What differs from run to run stands in brackets: `[a recorded instant]`, which is as wide as one,
//! `[hash]`, `[salt]`, `[key]`, `[bytes]` of signatures and proofs, `docket/[name]` of a ledger
//! without a name, `[ledger]` and `[directory]`. Any instant in whole seconds or fractions of UTC is
//! taken for a recorded one.
//!
//! The test that runs all scripts of a folder, on each kind of ledger that there is:
//!
//! ```no_run
//! use docket_testkit::Scripts;
//!
//! # mod docs {
//! # use super::*;
//! #[test]
//! fn the_scripts_hold() {
//!     Scripts::of(env!("CARGO_BIN_EXE_docket"))
//!         .on("a directory", |directory| directory.join("ledger"))
//!         .hold("tests/scripts");
//! }
//! # }
//! ```
//!
//! `UPDATE_GOLDENFILES=1 cargo test the_scripts_hold` writes what comes out, on the first kind of
//! ledger, into the scripts: to begin one, write the commands, each block with its `---`, and read
//! what is added. The other kinds have to give the same.

mod desk;
mod redactions;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::contract::Broken;

use desk::Desk;
use redactions::Redactions;

/// A program, the ledgers it runs on, and what its output is not held to.
///
/// ```
/// use docket_testkit::Scripts;
///
/// let folder = tempfile::tempdir()?;
/// let script = "# A shell stands in for the program\n> docket -c 'echo hello'\n---\nhello\n";
/// std::fs::write(folder.path().join("greeting.script"), script)?;
///
/// Scripts::of("sh").on("a directory", |directory| directory.join("ledger")).hold(folder.path());
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Scripts<'a> {
    program: PathBuf,
    ledgers: Vec<Ledger<'a>>,
    redactions: Redactions,
}

/// A kind of ledger.
struct Ledger<'a> {
    name: String,
    /// Where the ledger of a script is, whose directory this is: what `DOCKET_LEDGER` says.
    address: Box<dyn Fn(&Path) -> OsString + 'a>,
}

impl<'a> Scripts<'a> {
    /// Scripts of the program at a path; `docket` is its name in all of them.
    #[must_use]
    pub fn of(program: impl Into<PathBuf>) -> Self {
        let redactions = Redactions::default();
        Self { program: program.into(), ledgers: Vec::new(), redactions }
    }

    /// Runs each script on this kind of ledger too. `address` says where the ledger of a script is
    /// that works in the directory it is given; `docket init` has to make it there.
    #[must_use]
    pub fn on<A: Into<OsString>>(mut self, kind: &str, address: impl Fn(&Path) -> A + 'a) -> Self {
        let address = Box::new(move |directory: &Path| address(directory).into());
        self.ledgers.push(Ledger { name: kind.to_owned(), address });
        self
    }

    /// Shows this text for whatever the expression finds; `$1` is its first group.
    ///
    /// # Panics
    /// When it is no [regular expression](regex).
    #[must_use]
    pub fn redact(mut self, expression: &str, text: &str) -> Self {
        self.redactions.add(expression, text);
        self
    }

    /// Asserts that each script of a folder comes out as it stands there; or, where
    /// `UPDATE_GOLDENFILES=1`, writes it as it comes out.
    ///
    /// # Panics
    /// When one does not, with the script, the ledger and the lines that differ; when there is no
    /// script, or no ledger to run it on.
    #[track_caller]
    pub fn hold(&self, folder: impl AsRef<Path>) {
        let folder = folder.as_ref();
        if std::env::var("UPDATE_GOLDENFILES").is_ok_and(|set| set == "1") {
            self.update(folder);
        }
        let broken = self.broken(folder);
        assert!(
            broken.is_empty(),
            "scripts do not hold:{}\nUPDATE_GOLDENFILES=1 writes what came out into them",
            Broken::list(&broken)
        );
    }

    /// The scripts of a folder that do not come out as they stand there, each with the ledger it was
    /// run on.
    ///
    /// # Panics
    /// When there is no script, or no ledger to run it on.
    #[must_use]
    pub fn broken(&self, folder: impl AsRef<Path>) -> Vec<Broken> {
        assert!(!self.ledgers.is_empty(), "no ledger to run scripts on");
        let scripts = scripts(folder.as_ref());
        let runs = scripts.iter().flat_map(|path| self.ledgers.iter().map(move |on| (path, on)));
        let broken = runs.filter_map(|(path, ledger)| {
            let why = self.difference(path, ledger)?;
            Some(Broken { fact: format!("{} on {}", path.display(), ledger.name), why })
        });
        broken.collect()
    }

    /// Writes what comes out on the first ledger, as far as anything does.
    fn update(&self, folder: &Path) {
        for (path, ledger) in scripts(folder).iter().zip(self.ledgers.first().into_iter().cycle()) {
            if let Ok(came) = self.run(path, ledger, &read(path)) {
                fs::write(path, came).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            }
        }
    }

    /// What is different from what stands in a script.
    fn difference(&self, path: &Path, ledger: &Ledger<'_>) -> Option<String> {
        let stands = read(path);
        match self.run(path, ledger, &stands) {
            Ok(came) if came == stands => None,
            Ok(came) => {
                let difference = TextDiff::from_lines(&stands, &came);
                let mut lines = difference.unified_diff();
                Some(lines.context_radius(3).header("as it stands", "as it came out").to_string())
            }
            Err(error) => Some(error),
        }
    }

    /// A script as it comes out.
    fn run(&self, path: &Path, ledger: &Ledger<'_>, script: &str) -> Result<String, String> {
        let mut desk = Desk::of(self, ledger, &path.with_extension(""));
        goldenscript::generate(&mut desk, script).map_err(|error| error.to_string())
    }
}

/// The scripts of a folder, in order.
fn scripts(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let mut scripts: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "script")).collect();
    assert!(!scripts.is_empty(), "no script is in {}", folder.display());
    scripts.sort();
    scripts
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
