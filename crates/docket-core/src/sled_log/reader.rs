//! Reading entries, one chunk at a time.

use crate::entry::{LogEntry, Position};
use crate::error::Result;

use super::chunk::Chunk;
use super::store::Store;

/// Reads entries and keeps the chunk of the last one, so that neighbours cost one look-up.
pub(super) struct Reader<'a> {
    store: &'a Store,
    chunk: Option<Chunk>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(store: &'a Store) -> Self {
        Self { store, chunk: None }
    }

    /// Reads an entry that is known to be there.
    ///
    /// # Errors
    /// [`Damaged`](crate::Error::Damaged) when it is not; what the store says.
    pub(super) fn entry(&mut self, position: Position) -> Result<LogEntry> {
        let chunk = match self.chunk.take().filter(|chunk| chunk.holds(position)) {
            Some(chunk) => chunk,
            None => self.store.chunk_with(position)?,
        };
        self.chunk.insert(chunk).entry(position)
    }

    /// Reads entries in the order given, up to the first error.
    pub(super) fn entries(
        mut self,
        positions: impl Iterator<Item = Position> + Send + 'a,
    ) -> impl Iterator<Item = Result<LogEntry>> + Send + 'a {
        let mut positions = Some(positions);
        std::iter::from_fn(move || {
            let entry = self.entry(positions.as_mut()?.next()?);
            if entry.is_err() {
                positions = None;
            }
            Some(entry)
        })
    }
}
