//! Completion: what a shell offers when somebody presses the tabulator.
//!
//! The parser knows commands and flags; cases, events and statements are looked up in the ledger
//! that the command line names. Whatever goes wrong on the way, nothing is offered and nothing is
//! said: somebody is in the middle of a line.

use std::any::TypeId;
use std::collections::BTreeSet;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, ValueCompleter};
use clap_complete::env::CompleteEnv;
use docket_core::{CaseId, EventId, LogEntry, Position};

use crate::host::SystemHost;
use crate::ledger::Ledger;
use crate::session::DEFAULT_LEDGER;
use crate::when_arg::WhenArg;

/// The variable by which a shell asks for completions, and not for the program.
pub(crate) const VARIABLE: &str = "COMPLETE";

/// A store that is larger is not opened for a key press: opening reads all of it.
const MAX_STORE_BYTES: u64 = 64 << 20;

/// Answers a shell that asks for completions, and ends the program then.
pub(crate) fn answer_a_shell(command: fn() -> Command) {
    CompleteEnv::with_factory(|| with_values(command())).var(VARIABLE).complete();
}

/// The parser, with the values that the ledger knows for its arguments.
fn with_values(command: Command) -> Command {
    command.mut_args(with_names).mut_subcommands(with_values)
}

/// Tells by what an argument is read as, or how it is called, which names it takes.
fn with_names(arg: Arg) -> Arg {
    let read_as = arg.get_value_parser().type_id();
    let names = match arg.get_id().as_str() {
        _ if read_as == TypeId::of::<CaseId>() => Names::Cases,
        _ if read_as == TypeId::of::<EventId>() => Names::Events,
        "recorded_by" if read_as == TypeId::of::<WhenArg>() => Names::Events,
        "speaker" => Names::Speakers,
        "variants" => Names::Statements,
        _ => return arg,
    };
    arg.add(ArgValueCompleter::new(names))
}

/// What is looked up in a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    Cases,
    Events,
    Speakers,
    Statements,
}

impl ValueCompleter for Names {
    fn complete(&self, current: &OsStr) -> Vec<CompletionCandidate> {
        let begun = current.to_string_lossy();
        let found = open().and_then(|ledger| self.look_up(&ledger, &begun));
        let names = found.unwrap_or_default().into_iter();
        let fits = |name: &String| name.starts_with(&*begun) && is_plain(name);
        names.filter(fits).map(CompletionCandidate::new).collect()
    }
}

/// Whether a name is one word to every shell. Bash puts it into the line as it is, and some source
/// may have given a party a name that runs something.
fn is_plain(name: &str) -> bool {
    name.chars().all(|letter| letter.is_alphanumeric() || "-_./:@+,".contains(letter))
}

impl Names {
    fn look_up(self, ledger: &Ledger, begun: &str) -> Option<BTreeSet<String>> {
        match self {
            Self::Cases => Some(cases(ledger)?.iter().map(CaseId::to_string).collect()),
            Self::Events => events(ledger, begun),
            Self::Speakers => said(ledger, |entry| {
                entry.event.wordings.iter().map(|one| one.speaker.name.to_string()).collect()
            }),
            Self::Statements => said(ledger, |entry| {
                let ids = entry.event.wordings.iter().filter_map(|one| one.statement.as_ref());
                ids.map(ToString::to_string).collect()
            }),
        }
    }
}

fn cases(ledger: &Ledger) -> Option<Vec<CaseId>> {
    let cases = ledger.log().cases().ok()?;
    Some(cases.into_iter().map(|(case, _)| case).filter(|case| !case.is_ledger()).collect())
}

/// The events of the case that is named already; otherwise the cases, with the slash to go on.
fn events(ledger: &Ledger, begun: &str) -> Option<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for case in cases(ledger)? {
        let of_case = format!("{case}/");
        if !begun.starts_with(&of_case) {
            found.insert(of_case);
            continue;
        }
        for entry in ledger.log().case_entries(&case) {
            let event = entry.ok()?.event;
            if event.case == case {
                found.insert(event.event_id().to_string());
            }
        }
    }
    Some(found)
}

/// Names out of all entries.
fn said(ledger: &Ledger, names: impl Fn(&LogEntry) -> Vec<String>) -> Option<BTreeSet<String>> {
    let size = ledger.log().head().ok()?.size;
    let mut found = BTreeSet::new();
    for entry in ledger.log().entries(Position(1)..size.next()) {
        found.extend(names(&entry.ok()?));
    }
    Some(found)
}

/// The ledger that the line names, unless it is in use or large.
fn open() -> Option<Ledger> {
    let path = ledger_on_the_line(env::args_os().skip(1))
        .or_else(|| env::var_os("DOCKET_LEDGER").map(PathBuf::from))
        .unwrap_or_else(|| PathBuf::from(DEFAULT_LEDGER));
    let store = fs::metadata(path.join("log").join("db")).ok()?;
    if store.len() > MAX_STORE_BYTES {
        return None;
    }
    Ledger::open(&path, SystemHost::new().ok()?).ok()
}

/// The value of `--ledger` among the words of an unfinished line.
fn ledger_on_the_line(words: impl Iterator<Item = OsString>) -> Option<PathBuf> {
    let mut words = words.skip_while(|word| !word.to_string_lossy().starts_with("--ledger"));
    let flag = words.next()?.into_string().ok()?;
    let path = match flag.strip_prefix("--ledger=") {
        Some(path) => path.to_owned(),
        // Bash makes a word of the equals sign.
        None => words.find(|word| word != "=")?.into_string().ok()?,
    };
    Some(in_home(&path))
}

/// A path as the shell would pass it: it has not replaced the tilde yet.
fn in_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => Path::new(path).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_a_shell_would_run_is_not_offered() {
        for name in ["amazon-v-nokia", "txed/6:15-cv-00961", "Señor", "a/b@2"] {
            assert!(is_plain(name), "{name}");
        }
        for name in ["$(reboot)", "a;b", "`a`", "a b", "a'b", "a\u{1b}b", "~a", "a|b"] {
            assert!(!is_plain(name), "{name}");
        }
    }

    #[test]
    fn the_ledger_is_read_off_an_unfinished_line() {
        let named = |line: &str| ledger_on_the_line(line.split(' ').map(OsString::from));
        for line in ["docket --ledger a/b show x", "docket show --ledger=a/b", "--ledger = a/b"] {
            assert_eq!(named(line), Some(PathBuf::from("a/b")), "{line}");
        }
        assert_eq!(named("docket show x"), None);
        assert_eq!(named("docket --ledger"), None);
    }
}
