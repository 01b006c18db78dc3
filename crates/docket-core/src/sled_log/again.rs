//! A chunk decoded and encoded once more.

use super::chunk::{Chunk, encode};
use crate::draft::Placed;
use crate::entry::Position;
use crate::error::Result;
use crate::expunged::Kept;
use crate::stored;

/// Decodes the chunk at the first position: what it keeps, and how that would be stored today.
///
/// # Errors
/// [`Error::Damaged`](crate::Error::Damaged), [`Error::UnknownVersion`](crate::Error::UnknownVersion).
pub fn chunk_again(bytes: Vec<u8>) -> Result<(Vec<Kept>, Vec<u8>)> {
    let chunk = Chunk::decode(Position(1), bytes)?;
    let placed = chunk.rows().iter().map(|row| {
        let kept = chunk.kept(row.position)?;
        Ok(match kept {
            Kept::Expunged(expunged) => Placed::expunged(expunged),
            Kept::Entry(entry) => Placed {
                leaf: entry.leaf_hash(),
                stored: stored::encode(&entry.event),
                row: row.clone(),
                kept: Kept::Entry(entry),
            },
        })
    });
    let placed = placed.collect::<Result<Vec<_>>>()?;
    let again = encode(&placed);
    Ok((placed.into_iter().map(|placed| placed.kept).collect(), again))
}
