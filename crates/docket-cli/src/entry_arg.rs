//! An entry, as somebody names one.

use std::str::FromStr;

use docket_core::{EventId, Kept, LogEntry, Position};

use crate::expunged::gone;
use crate::failure::Failure;
use crate::ledger::Ledger;

/// An event's id, or a position.
#[derive(Clone, Debug)]
pub(crate) enum EntryArg {
    Event(EventId),
    Position(Position),
}

impl FromStr for EntryArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some(position) = text.strip_prefix('@') else {
            return text.parse().map(Self::Event).map_err(|error| format!("{error}"));
        };
        let position = position.parse().map_err(|_| "a position is a number after @".to_owned())?;
        Ok(Self::Position(Position(position)))
    }
}

impl EntryArg {
    /// Reads the entry.
    pub(crate) fn find(&self, ledger: &Ledger) -> Result<LogEntry, Failure> {
        match self.kept(ledger)? {
            Kept::Entry(entry) => Ok(entry),
            Kept::Expunged(expunged) => Err(gone(ledger, expunged.position)?),
        }
    }

    /// Reads the entry, or what is left of it.
    pub(crate) fn kept(&self, ledger: &Ledger) -> Result<Kept, Failure> {
        let position = match self {
            Self::Event(id) => ledger.position(id)?,
            Self::Position(position) => *position,
        };
        let size = ledger.head()?.size;
        let none = || {
            let message = format!("there is no entry {position}: the ledger ends at {size}");
            Failure::not_found("unknown_entry", message)
        };
        if !(Position(1)..=size).contains(&position) {
            return Err(none());
        }
        let mut found = ledger.log().kept(position..position.next());
        found.next().ok_or_else(none)?.map_err(Into::into)
    }
}
