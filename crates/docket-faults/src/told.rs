//! What a process told the world: what it was going to do, and what it was acknowledged.
//!
//! Each is a line of its standard output. A line that was cut off was told nobody.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use docket_core::{Hash, Receipt};

use crate::Result;
use crate::supply::Name;
use crate::watch::FAULT_SAID;

/// Where an entry was said to stand: position, revision, instant.
pub(crate) type Line = (u64, u64, i64);

/// What was told about one directory, by any number of processes.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is said by itself")]
pub(crate) struct Told {
    /// The ledger was made.
    pub(crate) is_made: bool,
    /// Batches that may have been recorded.
    pub(crate) begun: BTreeSet<Name>,
    /// Batches that have been.
    pub(crate) acknowledged: BTreeMap<Name, Vec<Line>>,
    /// The size of the backup that was finished last.
    pub(crate) backed_up: Option<u64>,
    /// A ledger was restored.
    pub(crate) is_restored: bool,
    /// The positions of a copy of the ledger that are being expunged.
    pub(crate) doomed: Option<Vec<u64>>,
    /// They have been.
    pub(crate) is_expunged: bool,
    /// The size and root of the log, where it is known to be whole.
    pub(crate) root: Option<(u64, Hash)>,
    /// The call that was made to fail.
    pub(crate) fault: Option<String>,
    /// Nothing has been opened since.
    pub(crate) is_in_doubt: bool,
    /// Something was acknowledged nevertheless.
    pub(crate) went_on: bool,
    /// What went wrong, in words.
    pub(crate) errors: Vec<String>,
    /// A panic came out of the library.
    pub(crate) is_panicked: bool,
}

impl Told {
    /// Takes in what a process said.
    pub(crate) fn hear(&mut self, said: &[u8]) -> Result<()> {
        for line in said.split_inclusive(|byte| *byte == b'\n') {
            if let Some(line) = line.strip_suffix(b"\n") {
                self.line(std::str::from_utf8(line)?)?;
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &str) -> Result<()> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "made" => self.is_made = true,
            "begin" => drop(self.begun.insert(rest.parse()?)),
            "ack" => {
                let (name, lines) = rest.split_once(' ').ok_or("an acknowledgement has lines")?;
                let lines = lines.split(' ').map(numbers).collect::<Option<_>>();
                self.acknowledged.insert(name.parse()?, lines.ok_or("a line has three numbers")?);
                self.went_on |= self.is_in_doubt;
            }
            "opened" => self.is_in_doubt = false,
            "backup" => self.backed_up = Some(rest.parse()?),
            "expunging" => {
                let positions = rest.split(' ').map(str::parse);
                self.doomed = Some(positions.collect::<Result<_, _>>()?);
            }
            "expunged" => self.is_expunged = true,
            "panicked" => self.is_panicked = true,
            "error" => self.errors.push(rest.to_owned()),
            _ if line.starts_with(FAULT_SAID) => {
                (self.fault, self.is_in_doubt) = (Some(rest.to_owned()), true);
            }
            // `docket restore` says so once the ledger has its name.
            _ if line.ends_with(", restored, unverified") => self.is_restored = true,
            _ => {}
        }
        Ok(())
    }

    /// How many entries were acknowledged.
    pub(crate) fn entries(&self) -> u64 {
        self.acknowledged.keys().map(|name| name.size).sum()
    }
}

fn numbers(line: &str) -> Option<Line> {
    let (position, rest) = line.split_once('/')?;
    let (revision, at) = rest.split_once('/')?;
    Some((position.parse().ok()?, revision.parse().ok()?, at.parse().ok()?))
}

/// The line that says that a batch was recorded.
pub(crate) fn acknowledgement(name: Name, receipt: &Receipt) -> String {
    let mut line = format!("ack {name}");
    for (position, revision, at) in lines(receipt) {
        let _ = write!(line, " {position}/{revision}/{at}");
    }
    line
}

/// Where a receipt says that entries stand.
pub(crate) fn lines(receipt: &Receipt) -> Vec<Line> {
    receipt
        .lines
        .iter()
        .map(|line| (line.position.0, line.revision.0, line.recorded_at.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_cut_off_was_told_nobody() {
        let mut told = Told::default();
        told.hear(b"made\nbegin 1-0-0-2\nack 1-0-0-2 1/1/5 2/2/6\nack 1-0-1-1 3/3").unwrap();
        assert!(told.is_made && told.begun.len() == 1 && !told.went_on);
        assert_eq!(told.acknowledged.into_values().collect::<Vec<_>>(), [[(1, 1, 5), (2, 2, 6)]]);
    }

    #[test]
    fn what_is_acknowledged_after_a_fault_is_known() {
        let mut told = Told::default();
        told.hear(b"fault io Sync 3\nack 1-0-0-1 1/1/5\n").unwrap();
        assert_eq!((told.fault.as_deref(), told.went_on), (Some("io Sync 3"), true));
        let mut told = Told::default();
        told.hear(b"fault io Sync 3\nopened\nack 1-0-0-1 1/1/5\n").unwrap();
        assert!(!told.went_on);
    }
}
