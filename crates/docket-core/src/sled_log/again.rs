//! A chunk decoded and encoded once more.

use super::chunk::{Chunk, encode};
use crate::draft::Placed;
use crate::entry::{LogEntry, Position};
use crate::error::Result;
use crate::stored;

/// Decodes the chunk at the first position: its entries, and how they would be stored today.
///
/// # Errors
/// [`Error::Damaged`](crate::Error::Damaged), [`Error::UnknownVersion`](crate::Error::UnknownVersion).
pub fn chunk_again(bytes: Vec<u8>) -> Result<(Vec<LogEntry>, Vec<u8>)> {
    let chunk = Chunk::decode(Position(1), bytes)?;
    let placed = chunk.rows().iter().map(|row| {
        let entry = chunk.entry(row.position)?;
        let (leaf, stored) = (entry.leaf_hash(), stored::encode(&entry.event));
        Ok(Placed { entry, row: row.clone(), leaf, stored })
    });
    let placed = placed.collect::<Result<Vec<_>>>()?;
    let again = encode(&placed);
    Ok((placed.into_iter().map(|placed| placed.entry).collect(), again))
}
