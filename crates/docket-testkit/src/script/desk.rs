//! The desk that a script works at.

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use goldenscript::{Argument, Context, Runner};
use tempfile::TempDir;

use super::{Ledger, Scripts};

type Outcome = Result<String, Box<dyn Error>>;

/// Settings of the tester that show in what the program prints, beside those of docket.
const SETTINGS: [&str; 6] =
    ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS", "RUST_BACKTRACE"];

/// A directory to work in, with a place for a ledger.
pub(super) struct Desk<'a> {
    scripts: &'a Scripts<'a>,
    directory: TempDir,
    address: OsString,
    /// Where the files that may be given are.
    files: PathBuf,
}

impl<'a> Desk<'a> {
    pub(super) fn of(scripts: &'a Scripts<'a>, ledger: &Ledger<'_>, files: &Path) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let address = (ledger.address)(directory.path());
        Self { scripts, directory, address, files: files.to_owned() }
    }

    /// Copies a file to the desk, and shows it.
    fn given(&self, names: &[String]) -> Outcome {
        let [name] = names else { return Err("`given` takes one file".into()) };
        let path = self.files.join(name);
        let content = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        fs::write(self.directory.path().join(name), &content)?;
        Ok(without_blank_lines(&String::from_utf8_lossy(&content)))
    }

    fn docket(&self, arguments: &[String]) -> Outcome {
        let mut command = Command::new(&self.scripts.program);
        command.current_dir(self.directory.path()).args(arguments).stdin(Stdio::null());
        let settings = std::env::vars_os().map(|(name, _)| name);
        for name in settings.filter(|name| name.to_string_lossy().starts_with("DOCKET_")) {
            command.env_remove(name);
        }
        for name in SETTINGS {
            command.env_remove(name);
        }
        let output = command.env("DOCKET_LEDGER", &self.address).output()?;
        let (out, err) = (self.shown(&output.stdout), self.shown(&output.stderr));
        if output.status.success() {
            return Ok(out);
        }
        let code = output.status.code().map_or("none".to_owned(), |code| code.to_string());
        Err(format!("exit code {code}\n{out}{err}").into())
    }

    fn shown(&self, output: &[u8]) -> String {
        let (address, directory) = (self.address.to_string_lossy(), self.directory.path());
        let names = [(&*address, "[ledger]"), (&*directory.to_string_lossy(), "[directory]")];
        let text = self.scripts.redactions.redacted(&String::from_utf8_lossy(output), &names);
        without_blank_lines(&text)
    }
}

impl Runner for Desk<'_> {
    type Command = goldenscript::Command;

    fn run(&mut self, command: &goldenscript::Command, _: &Context) -> Outcome {
        let words = words(command)?;
        match words.split_first() {
            Some((name, arguments)) if name == "docket" => self.docket(arguments),
            Some((name, names)) if name == "given" => self.given(names),
            Some(_) | None => Err("a script says `> docket ..` or `given FILE`".into()),
        }
    }
}

/// The words of a command in order; a whole line, as after `>`, as a shell reads it.
fn words(command: &goldenscript::Command) -> Result<Vec<String>, String> {
    if command.args.is_empty() {
        let line = &command.name;
        return shlex::split(line).ok_or_else(|| format!("a quote is not closed: {line}"));
    }
    let mut words = vec![command.name.clone()];
    for argument in &command.args {
        words.push(match argument {
            Argument::Positional(word) => word.clone(),
            Argument::KeyValue(key, value) => format!("{key}={value}"),
            other => return Err(format!("what is {other}?")),
        });
    }
    Ok(words)
}

/// The lines that say something: a blank one would end what a block of a script gives.
fn without_blank_lines(text: &str) -> String {
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}
