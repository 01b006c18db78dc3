//! The ledger that a command works on.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use docket_core::{
    CaseId, ClosedLedger, Docket, Error, EventId, Head, Log, MemoryLog, Position, SledLog, Ticking,
};
use docket_time::Tz;

use crate::failure::Failure;
use crate::host::SystemHost;
use crate::words::count;

/// A ledger that is open: no other process has it meanwhile.
pub(crate) struct Ledger {
    path: PathBuf,
    docket: Docket,
}

impl Ledger {
    /// Opens the ledger at a path.
    pub(crate) fn open(path: &Path, host: SystemHost) -> Result<Self, Failure> {
        Ok(Self::of(path.to_owned(), Arc::new(SledLog::open(path, Arc::new(host))?)))
    }

    /// Makes a ledger at a path where there is none.
    pub(crate) fn create(path: &Path, zone: Tz, host: SystemHost) -> Result<Self, Failure> {
        Ok(Self::of(path.to_owned(), Arc::new(SledLog::create(path, zone, Arc::new(host))?)))
    }

    /// Makes a ledger that is gone with the program, and is the same each time that the same is
    /// recorded in it: its clock ticks and does not look at the time.
    pub(crate) fn in_memory() -> Self {
        let log = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
        Self::of(PathBuf::new(), Arc::new(log))
    }

    fn of(path: PathBuf, log: Arc<dyn Log>) -> Self {
        Self { path, docket: Docket::new(log) }
    }

    /// The same ledger for readers who may not see what is sealed: the whole log is out of reach then.
    pub(crate) fn for_the_public(self) -> Self {
        Self { docket: Docket::public(self.docket.shared_log()), ..self }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn docket(&self) -> &Docket {
        &self.docket
    }

    pub(crate) fn log(&self) -> &dyn Log {
        self.docket.log()
    }

    pub(crate) fn zone(&self) -> Tz {
        self.log().zone()
    }

    pub(crate) fn head(&self) -> Result<Head, Failure> {
        Ok(self.log().head()?)
    }

    /// How many entries it holds: "5 entries".
    pub(crate) fn entries_in_words(&self) -> Result<String, Failure> {
        let entries = usize::try_from(self.head()?.size.0).unwrap_or(usize::MAX);
        Ok(count(entries, "entry", "entries"))
    }

    /// The position of an event's entry.
    pub(crate) fn position(&self, id: &EventId) -> Result<Position, Failure> {
        match self.log().find(id)? {
            Some(entry) => Ok(entry.position),
            None => Err(Failure::not_found("unknown_event", format!("no event {id} is recorded"))
                .help(format!("`docket log {}` lists the events of its case", id.case))),
        }
    }
}

/// What lies in a ledger's directory, whole or not.
const PARTS: [&str; 8] =
    ["FORMAT", "lock", "log", "anchor", "rehearsal", "signing-key", "public-key", "checkpoint"];

/// Removes what an interrupted import or restore left. Anything else of that name stays, and is in the way.
pub(crate) fn clear(partial: &Path) -> Result<(), Failure> {
    let Ok(items) = fs::read_dir(partial) else { return Ok(()) };
    let is_part = |name: &OsStr| {
        let name = name.to_string_lossy();
        PARTS.contains(&name.strip_suffix(".partial").unwrap_or(&name))
    };
    if !items.flatten().all(|item| is_part(&item.file_name())) {
        return Err(Error::Occupied { path: partial.to_owned() }.into());
    }
    // It need not open, whole as it may look; but whoever has it open is at work.
    let _held = match ClosedLedger::at(partial) {
        Ok(held) => Some(held),
        Err(Error::NotALedger { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    fs::remove_dir_all(partial).map_err(|error| Failure::io(partial, &error))
}

/// The name among `names` that somebody may have meant.
pub(crate) fn nearest<'n>(
    meant: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    let folded = meant.to_lowercase();
    let allowed = (folded.chars().count() / 3).max(1);
    let distance = |name: &str| {
        let name = name.to_lowercase();
        // A part of a name is a likely shorthand for it: "nokia" for "amazon-v-nokia".
        if name.contains(&folded) { 1 } else { strsim::osa_distance(&folded, &name) }
    };
    names
        .into_iter()
        .map(|name| (distance(name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// The failure for a case that is not there, with the nearest that is.
pub(crate) fn unknown_case(case: &CaseId, known: &[CaseId], inside: &str) -> Failure {
    let message = format!("there is no case {case}{inside}");
    let failure = Failure::not_found("unknown_case", message);
    failure.help(match nearest(case.as_str(), known.iter().map(CaseId::as_str)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "`docket cases` lists the cases".to_owned(),
    })
}
