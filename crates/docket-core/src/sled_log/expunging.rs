//! Expunging: events destroyed for good, and nothing else.
//!
//! What sled removes stays in its file. So the store is written anew without the events, beside the old
//! one, read again as a whole, and put in its place.

use std::collections::BTreeSet;
use std::path::Path;

use crate::entry::Position;
use crate::error::{Error, Head, Result};
use crate::expunged::Kept;
use crate::log::Host;

use super::anchor::{Anchor, Anchored};
use super::directory::Directory;
use super::opening::Opened;
use super::reader::Reader;
use super::store::Store;

/// Destroys the events at some positions of a ledger that nobody has open.
///
/// Their places, instants and leaves stay, so the root is what it was and every proof of another entry
/// holds; their ids are known again only to who knows them. What was expunged before stays so. `step` is
/// called as the work goes on, twice for each position at the most.
///
/// Whenever the process is killed, the next opener finds the ledger from before, or the one without the
/// events, and removes what is left of the other. Copies that were made before (backups, exports,
/// snapshots of the file system) hold the events still.
///
/// # Errors
/// Those of [`SledLog::open`](super::SledLog::open); [`Error::OutOfPlace`] for a position that the log
/// has not; [`Error::Damaged`] when what was written is not what it should be. The ledger is as before,
/// unless the new store could not be put in place or the anchor not be written: then the next opener ends
/// what was begun.
pub fn expunge(
    path: &Path,
    positions: &BTreeSet<Position>,
    host: &dyn Host,
    step: &mut dyn FnMut(Position),
) -> Result<Head> {
    let directory = Directory::open(path)?;
    let mut anchor = Anchor::open(directory.anchor())?;
    let Opened { store: old, head, .. } = Opened::of(&directory, &anchor.last())?;
    let is_there = |position: &&Position| (Position(1)..=head.size).contains(*position);
    if let Some(position) = positions.iter().find(|position| !is_there(position)) {
        let why = format!("the ledger ends at {}", head.size);
        return Err(Error::OutOfPlace { position: *position, why });
    }
    let is_doomed = |position: Position| positions.contains(&position);
    let new = Store::create(directory.new_store())?;
    old.copy_without(&new, &is_doomed, &|| host.salt(), step)?;
    new.sync()?;
    let length = new.length()?;
    drop(new);
    let mut anchored = Anchored { size: head.size, root: head.root, length };
    let new = Opened::at(&directory.new_store(), &anchored)?.store;
    is_all_but(&old, &new, &head, is_doomed, step)?;
    new.sync()?;
    anchored.length = new.length()?;
    drop((old, new));
    directory.replace_store()?;
    anchor.write(anchored)?;
    anchor.sync()?;
    Ok(head)
}

/// Checks that a new store keeps what the old one does, but for the events at some positions.
fn is_all_but(
    old: &Store,
    new: &Store,
    head: &Head,
    is_doomed: impl Fn(Position) -> bool,
    step: &mut dyn FnMut(Position),
) -> Result<()> {
    let (mut old, mut new) = (Reader::new(old), Reader::new(new));
    for position in (1..=head.size.0).map(Position) {
        let (before, after) = (old.kept(position)?, new.kept(position)?);
        let is_right = match (&before, &after) {
            (Kept::Entry(_), Kept::Expunged(_)) => {
                is_doomed(position) && before.leaf() == after.leaf()
            }
            _ => before == after && !(is_doomed(position) && matches!(after, Kept::Entry(_))),
        };
        if !is_right {
            let expected = format!("the ledger without what is expunged, at {position}");
            return Err(Error::Damaged { expected, found: "something else".to_owned() });
        }
        step(position);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
