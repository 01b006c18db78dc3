//! Chunks: neighbouring entries in one value of the store.
//!
//! A chunk's bytes, integers little-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 4 | length of the whole chunk |
//! | 1 | codec version of the events |
//! | 1 | n, how many entries |
//! | 4 | m, how many times another case is concerned |
//! | 4 n | column: number of the home case |
//! | 8 n | column: revision in it |
//! | 8 n | column: `recorded_at`, microseconds |
//! | 16 n | column: hash of the event id |
//! | 16 n | column: salt |
//! | 4 n | column: end of the stored event, counted from the end of the first |
//! | 5 m | the entry's place in the chunk, the number of the case that it concerns too |
//! | rest | the stored events, one after the other |
//!
//! What is left of an expunged entry is a chunk of its own, with a codec version that no event has:
//! no home case (all ones, revision 0), the hash and the salt of the mark of its id in the columns for
//! those, and the commitment where the event was.

use std::ops::Range;

use docket_proof::{Hash, Salt};

use crate::draft::Placed;
use crate::entry::{LogEntry, Position, RecordedAt, Revision};
use crate::error::{Error, Result};
use crate::expunged::{Expunged, IdMark, Kept};
use crate::index::{CaseNumber, IdHash, Row};
use crate::stored;

use super::value::MAX_BODY;

const HEADER: usize = 10;
const ROW: usize = 56;
const CONCERNED: usize = 5;

/// The most entries of a chunk.
const MAX_ENTRIES: usize = 12;

/// The codec version of a chunk with what is left of an expunged entry.
const EXPUNGED: u8 = 255;

/// What stands where the number of the home case would.
const NO_CASE: u32 = u32::MAX;

/// Parts entries into the chunks they are stored in: as many as fit into one value, and alone an
/// entry that does not fit or was expunged.
pub(super) fn part(placed: &[Placed]) -> Vec<&[Placed]> {
    let (mut parts, mut rest) = (Vec::new(), placed);
    while !rest.is_empty() {
        let mut bytes = HEADER;
        let fits = |placed: &&Placed| {
            bytes += ROW + CONCERNED * placed.row.concerned.len() + placed.stored.len();
            bytes <= MAX_BODY && !placed.is_expunged()
        };
        let fitting = rest.iter().take(MAX_ENTRIES).take_while(fits).count();
        let (chunk, later) = rest.split_at(fitting.max(1));
        parts.push(chunk);
        rest = later;
    }
    parts
}

/// Encodes neighbouring entries as one chunk, and what is left of an expunged one as its own.
pub(super) fn encode(placed: &[Placed]) -> Vec<u8> {
    let is_expunged = placed.iter().any(Placed::is_expunged);
    let rows: Vec<_> = placed.iter().map(|placed| (&placed.row, &placed.stored[..])).collect();
    write(if is_expunged { EXPUNGED } else { stored::CODEC }, &rows)
}

/// Writes the columns and the events behind them.
fn write(codec: u8, entries: &[(&Row, &[u8])]) -> Vec<u8> {
    let rows = || entries.iter().map(|(row, _)| row);
    let home = |row: &Row| row.home.unwrap_or((CaseNumber(NO_CASE), Revision(0)));
    let mut bytes = vec![0; 4];
    bytes.push(codec);
    bytes.push(u8::try_from(entries.len()).expect("a chunk has at most 12 entries"));
    bytes.extend(small(rows().map(|row| row.concerned.len()).sum()).to_le_bytes());
    bytes.extend(rows().flat_map(|row| home(row).0.0.to_le_bytes()));
    bytes.extend(rows().flat_map(|row| home(row).1.0.to_le_bytes()));
    bytes.extend(rows().flat_map(|row| row.recorded_at.0.to_le_bytes()));
    bytes.extend(rows().flat_map(|row| row.id.0));
    bytes.extend(rows().flat_map(|row| row.salt.as_bytes()));
    let mut end = 0;
    for (_, event) in entries {
        end += event.len();
        bytes.extend(small(end).to_le_bytes());
    }
    for (place, row) in (0_u8..).zip(rows()) {
        for case in &row.concerned {
            bytes.push(place);
            bytes.extend(case.0.to_le_bytes());
        }
    }
    bytes.extend(entries.iter().flat_map(|(_, event)| *event));
    let length = small(bytes.len()).to_le_bytes();
    bytes[..4].copy_from_slice(&length);
    bytes
}

/// An event is at most 1 MiB as JSON, and nothing of it takes more than a few times that here.
fn small(number: usize) -> u32 {
    u32::try_from(number).expect("a chunk is far smaller than 4 GiB")
}

/// A chunk as it was stored.
#[derive(Debug)]
pub(super) struct Chunk {
    rows: Vec<Row>,
    codec: u8,
    bytes: Vec<u8>,
    /// Where in `bytes` the event of each row lies.
    events: Vec<Range<usize>>,
}

impl Chunk {
    /// The length of the whole chunk, by its first piece.
    pub(super) fn length(piece: &[u8]) -> Option<usize> {
        let length: &[u8; 4] = piece.first_chunk()?;
        usize::try_from(u32::from_le_bytes(*length)).ok()
    }

    /// Decodes the columns of the chunk at a position; the events stay as they are.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the bytes are not a chunk.
    pub(super) fn decode(first: Position, bytes: Vec<u8>) -> Result<Self> {
        let columns = Columns::split(&bytes).ok_or_else(|| damaged(first, "other columns"))?;
        let rows = columns.rows(first).ok_or_else(|| damaged(first, "other columns"))?;
        let start = bytes.len() - columns.events.len();
        let ends = numbers(columns.ends).map(|end| start + end as usize);
        let mut from = start;
        let events: Vec<_> = ends.map(|end| std::mem::replace(&mut from, end)..end).collect();
        if from != bytes.len() || events.iter().any(|event| event.start > event.end) {
            return Err(damaged(first, "events of other lengths"));
        }
        let codec = columns.codec;
        if rows.iter().any(|row| row.home.is_none() != (codec == EXPUNGED)) {
            return Err(damaged(first, "an event without a case"));
        }
        Ok(Self { rows, codec, bytes, events })
    }

    /// The stored form of its events.
    #[cfg(test)]
    pub(super) fn codec(&self) -> u8 {
        self.codec
    }

    /// What is known of its entries without their events.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The position after its last entry.
    pub(super) fn end(&self) -> Position {
        self.rows.last().map_or(Position(0), |row| row.position.next())
    }

    /// Whether it holds the entry at a position.
    pub(super) fn holds(&self, position: Position) -> bool {
        self.rows.first().is_some_and(|first| first.position <= position) && position < self.end()
    }

    /// Decodes one of its entries.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::UnknownVersion`].
    pub(super) fn kept(&self, position: Position) -> Result<Kept> {
        let at = self.rows.binary_search_by_key(&position, |row| row.position);
        let at = at.map_err(|_| damaged(position, "a chunk without it"))?;
        let Row { home, recorded_at, id, salt, .. } = self.rows[at];
        let event = &self.bytes[self.events[at].clone()];
        let Some((_, revision)) = home else {
            let commitment = event.try_into().map(Hash::from_bytes);
            let commitment = commitment.map_err(|_| damaged(position, "another commitment"))?;
            let mark = IdMark { salt, hash: id.0 };
            return Ok(Kept::Expunged(Expunged { position, recorded_at, commitment, mark }));
        };
        let event = stored::decode(self.codec, event).map_err(|fault| fault.at(position))?;
        Ok(Kept::Entry(LogEntry { position, revision, recorded_at, salt, event }))
    }

    /// The chunks that are left of it without the events of some entries: each with its first
    /// position and its bytes. The other events stay as they were stored.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::UnknownVersion`].
    pub(super) fn without(
        &self,
        is_doomed: impl Fn(Position) -> bool,
        mut salt: impl FnMut() -> Salt,
    ) -> Result<Vec<(Position, Vec<u8>)>> {
        let entries: Vec<_> = std::iter::zip(&self.rows, &self.events)
            .map(|(row, event)| (row, &self.bytes[event.clone()]))
            .collect();
        let runs = entries
            .chunk_by(|(one, _), (next, _)| !is_doomed(one.position) && !is_doomed(next.position));
        runs.map(|run| {
            let first = run[0].0.position;
            let bytes = match self.kept(first)? {
                Kept::Entry(entry) if is_doomed(first) => {
                    encode(&[Placed::expunged(Expunged::of(&entry, salt()))])
                }
                Kept::Entry(_) | Kept::Expunged(_) => write(self.codec, run),
            };
            Ok((first, bytes))
        })
        .collect()
    }
}

fn damaged(first: Position, found: &str) -> Error {
    Error::Damaged { expected: format!("the chunk at {first}"), found: found.to_owned() }
}

/// The parts of a chunk's bytes.
struct Columns<'a> {
    codec: u8,
    cases: &'a [u8],
    revisions: &'a [u8],
    instants: &'a [u8],
    ids: &'a [u8],
    salts: &'a [u8],
    ends: &'a [u8],
    concerned: &'a [u8],
    events: &'a [u8],
}

impl<'a> Columns<'a> {
    fn split(bytes: &'a [u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let ([codec, count], rest) = rest.split_first_chunk::<2>()?;
        let (concerned, rest) = rest.split_first_chunk::<4>()?;
        let count = usize::from(*count);
        let concerned = usize::try_from(u32::from_le_bytes(*concerned)).ok()?;
        if usize::try_from(u32::from_le_bytes(*length)).ok()? != bytes.len() || count == 0 {
            return None;
        }
        let (cases, rest) = rest.split_at_checked(4 * count)?;
        let (revisions, rest) = rest.split_at_checked(8 * count)?;
        let (instants, rest) = rest.split_at_checked(8 * count)?;
        let (ids, rest) = rest.split_at_checked(16 * count)?;
        let (salts, rest) = rest.split_at_checked(16 * count)?;
        let (ends, rest) = rest.split_at_checked(4 * count)?;
        let (concerned, events) = rest.split_at_checked(concerned.checked_mul(CONCERNED)?)?;
        Some(Self {
            codec: *codec,
            cases,
            revisions,
            instants,
            ids,
            salts,
            ends,
            concerned,
            events,
        })
    }

    fn rows(&self, first: Position) -> Option<Vec<Row>> {
        let instants = self.instants.as_chunks().0.iter().map(|at| i64::from_le_bytes(*at));
        let revisions = self.revisions.as_chunks().0.iter().map(|at| u64::from_le_bytes(*at));
        let homes = numbers(self.cases).zip(revisions);
        let columns = homes.zip(instants).zip(self.ids.as_chunks().0).zip(self.salts.as_chunks().0);
        let mut rows: Vec<Row> = (first.0..)
            .zip(columns)
            .map(|(position, (((home, recorded_at), id), salt))| Row {
                position: Position(position),
                recorded_at: RecordedAt(recorded_at),
                home: (home.0 != NO_CASE).then_some((CaseNumber(home.0), Revision(home.1))),
                id: IdHash(*id),
                salt: Salt::from_bytes(*salt),
                concerned: Vec::new(),
            })
            .collect();
        for [place, case @ ..] in self.concerned.as_chunks::<CONCERNED>().0 {
            rows.get_mut(usize::from(*place))?
                .concerned
                .push(CaseNumber(u32::from_le_bytes(*case)));
        }
        Some(rows)
    }
}

fn numbers(column: &[u8]) -> impl Iterator<Item = u32> {
    column.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number))
}

#[cfg(test)]
mod tests;
