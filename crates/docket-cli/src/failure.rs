//! Failures: what to tell somebody whose command did not do what it was asked.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use docket_core::Error;
use serde_json::{Value, json};

use crate::document::Document;

/// How the program ends when something went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nobody reads the output any more: the reader has what it wanted.
    ReaderGone = 0,
    Other = 1,
    Usage = 2,
    InvalidInput = 3,
    NotFound = 4,
    Conflict = 5,
    Integrity = 6,
    Differences = 7,
}

/// Why a command failed, and what to do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    code: &'static str,
    message: String,
    help: Option<String>,
    faults: Vec<Value>,
    is_told: bool,
}

impl Failure {
    pub(crate) fn new(exit: Exit, code: &'static str, message: impl Into<String>) -> Self {
        Self { exit, code, message: message.into(), help: None, faults: Vec::new(), is_told: false }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, "usage", message)
    }

    pub(crate) fn invalid(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Exit::InvalidInput, code, message)
    }

    pub(crate) fn not_found(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Exit::NotFound, code, message)
    }

    /// The file system refused something at a path.
    pub(crate) fn io(path: &Path, error: &io::Error) -> Self {
        let message = format!("{}: {error}", path.display());
        if error.kind() == io::ErrorKind::NotFound {
            return Self::not_found("no_such_file", message);
        }
        Self::new(Exit::Other, "io", message)
    }

    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(crate) fn maybe_help(self, help: Option<String>) -> Self {
        Self { help: help.or(self.help), ..self }
    }

    /// The faults of files that it consists of, for JSON.
    pub(crate) fn faults(self, faults: Vec<Value>) -> Self {
        Self { faults, ..self }
    }

    /// The same failure, which was told already and only decides how the program ends.
    pub(crate) fn told(self) -> Self {
        Self { is_told: true, ..self }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.exit as u8)
    }

    /// Whether there is nothing to tell, or nobody.
    pub(crate) fn is_silent(&self) -> bool {
        self.is_told || self.exit == Exit::ReaderGone
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn help_line(&self) -> Option<&str> {
        self.help.as_deref()
    }

    pub(crate) fn document(&self) -> Document {
        let document = Document::new(
            "docket/error/1",
            &json!({ "code": self.code, "message": self.message, "help": self.help }),
        );
        if self.faults.is_empty() { document } else { document.with("items", &self.faults) }
    }
}

/// Writing to stdout or stderr failed.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::new(Exit::ReaderGone, "broken_pipe", "");
        }
        Self::new(Exit::Other, "io", format!("the output: {error}"))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let (exit, code, help) = class(&error);
        Self::new(exit, code, error.to_string()).maybe_help(help.map(str::to_owned))
    }
}

/// How the program ends on an error of the log, what JSON calls it, and what to do about it.
fn class(error: &Error) -> (Exit, &'static str, Option<&'static str>) {
    match error {
        Error::Invalid { .. } => (Exit::InvalidInput, "invalid_event", None),
        Error::BatchTooLarge { .. } => {
            (Exit::InvalidInput, "batch_too_large", Some("record the files in several goes"))
        }
        Error::ContentDiffers { .. } => (Exit::InvalidInput, "content_differs", None),
        Error::Repeated { .. } => (Exit::InvalidInput, "repeated_event", None),
        Error::Expunged { .. } => (Exit::InvalidInput, "expunged", Some(EXPUNGED)),
        Error::OutOfPlace { .. } => (Exit::InvalidInput, "out_of_place", None),
        Error::NotALedger { .. } => (Exit::InvalidInput, "not_a_ledger", Some(NOT_A_LEDGER)),
        Error::Missing { .. } => (Exit::NotFound, "no_ledger", Some(NO_LEDGER)),
        Error::Conflict { .. } => (Exit::Conflict, "revision_conflict", Some(CONFLICT)),
        Error::Damaged { .. } => (Exit::Integrity, "damaged", None),
        Error::UnknownVersion { .. } => {
            (Exit::Other, "unknown_version", Some("use the version of docket that wrote it"))
        }
        Error::NotEmpty { .. } => (Exit::Other, "not_empty", None),
        Error::OutcomeUnknown { .. } => (Exit::Other, "outcome_unknown", None),
        Error::InUse { .. } => (Exit::Other, "in_use", Some(IN_USE)),
        Error::Occupied { .. } => {
            (Exit::Other, "occupied", Some("name a directory that does not exist yet"))
        }
        Error::Io { source, .. } => (Exit::Other, "io", refused(source)),
        Error::Store(_) => (Exit::Other, "store", None),
        Error::ReadOnly => (Exit::Usage, "read_only", None),
        _ => (Exit::Other, "failure", None),
    }
}

/// What to do where the file system refuses to be written to.
fn refused(source: &io::Error) -> Option<&'static str> {
    let refused = [io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem];
    refused.contains(&source.kind()).then_some(READ_ONLY)
}

const READ_ONLY: &str =
    "a ledger is locked while it is open, even to be read: copy it to where you may write";
const EXPUNGED: &str = "what was expunged is not recorded again: leave it out";
const NO_LEDGER: &str =
    "`docket init` makes one there; `docket demo` makes one with a real example elsewhere";
const NOT_A_LEDGER: &str =
    "name the directory that `docket init` made, with --ledger or DOCKET_LEDGER";
const CONFLICT: &str =
    "something was recorded of the case in between: see `docket log`, and record again";
const IN_USE: &str = "one process at a time has a ledger open; wait for the other";
