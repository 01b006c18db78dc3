//! Reading entries, one chunk at a time.

use crate::entry::{LogEntry, Position};
use crate::error::Result;
use crate::expunged::Kept;

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
    pub(super) fn kept(&mut self, position: Position) -> Result<Kept> {
        let chunk = match self.chunk.take().filter(|chunk| chunk.holds(position)) {
            Some(chunk) => chunk,
            None => self.store.chunk_with(position)?,
        };
        self.chunk.insert(chunk).kept(position)
    }

    /// Reads what is kept, in the order given, up to the first error.
    pub(super) fn all(
        mut self,
        positions: impl Iterator<Item = Position> + Send + 'a,
    ) -> impl Iterator<Item = Result<Kept>> + Send + 'a {
        let mut positions = Some(positions);
        std::iter::from_fn(move || {
            let kept = self.kept(positions.as_mut()?.next()?);
            if kept.is_err() {
                positions = None;
            }
            Some(kept)
        })
    }

    /// Reads entries in the order given, up to the first error.
    pub(super) fn entries(
        self,
        positions: impl Iterator<Item = Position> + Send + 'a,
    ) -> impl Iterator<Item = Result<LogEntry>> + Send + 'a {
        self.all(positions).filter_map(|kept| kept.map(Kept::entry).transpose())
    }
}
