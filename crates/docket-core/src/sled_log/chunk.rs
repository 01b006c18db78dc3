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
//! | 8 n | column: recorded_at, microseconds |
//! | 16 n | column: hash of the event id |
//! | 16 n | column: salt |
//! | 4 n | column: end of the stored event, counted from the end of the first |
//! | 5 m | the entry's place in the chunk, the number of the case that it concerns too |
//! | rest | the stored events, one after the other |

use std::ops::Range;

use docket_proof::Salt;

use crate::draft::Placed;
use crate::entry::{LogEntry, Position, RecordedAt, Revision};
use crate::error::{Error, Result};
use crate::index::{CaseNumber, IdHash, Row};
use crate::stored;

use super::value::MAX_BODY;

const HEADER: usize = 10;
const ROW: usize = 56;
const CONCERNED: usize = 5;

/// The most entries of a chunk.
const MAX_ENTRIES: usize = 12;

/// Parts entries into the chunks they are stored in: as many as fit into one value, and an entry
/// that does not fit alone.
pub(super) fn part(placed: &[Placed]) -> Vec<&[Placed]> {
    let (mut parts, mut rest) = (Vec::new(), placed);
    while !rest.is_empty() {
        let mut bytes = HEADER;
        let fits = |placed: &&Placed| {
            bytes += ROW + CONCERNED * placed.row.concerned.len() + placed.stored.len();
            bytes <= MAX_BODY
        };
        let fitting = rest.iter().take(MAX_ENTRIES).take_while(fits).count();
        let (chunk, later) = rest.split_at(fitting.max(1));
        parts.push(chunk);
        rest = later;
    }
    parts
}

/// Encodes neighbouring entries as one chunk.
pub(super) fn encode(placed: &[Placed]) -> Vec<u8> {
    let mut bytes = vec![0; 4];
    let concerned = placed.iter().map(|placed| placed.row.concerned.len()).sum::<usize>();
    bytes.push(stored::CODEC);
    bytes.push(u8::try_from(placed.len()).expect("a chunk has at most 12 entries"));
    bytes.extend(small(concerned).to_le_bytes());
    let rows = || placed.iter().map(|placed| &placed.row);
    bytes.extend(rows().flat_map(|row| row.case.0.to_le_bytes()));
    bytes.extend(rows().flat_map(|row| row.revision.0.to_le_bytes()));
    bytes.extend(rows().flat_map(|row| row.recorded_at.0.to_le_bytes()));
    bytes.extend(rows().flat_map(|row| row.id.0));
    bytes.extend(placed.iter().flat_map(|placed| placed.entry.salt.as_bytes()));
    let mut end = 0;
    for placed in placed {
        end += placed.stored.len();
        bytes.extend(small(end).to_le_bytes());
    }
    for (place, row) in (0_u8..).zip(rows()) {
        for case in &row.concerned {
            bytes.push(place);
            bytes.extend(case.0.to_le_bytes());
        }
    }
    bytes.extend(placed.iter().flat_map(|placed| &placed.stored));
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
    salts: Vec<Salt>,
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
        let (rows, salts) = columns.rows(first).ok_or_else(|| damaged(first, "other columns"))?;
        let start = bytes.len() - columns.events.len();
        let ends = numbers(columns.ends).map(|end| start + end as usize);
        let mut from = start;
        let events: Vec<_> = ends.map(|end| std::mem::replace(&mut from, end)..end).collect();
        if from != bytes.len() || events.iter().any(|event| event.start > event.end) {
            return Err(damaged(first, "events of other lengths"));
        }
        Ok(Self { rows, salts, codec: columns.codec, events, bytes })
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
    pub(super) fn entry(&self, position: Position) -> Result<LogEntry> {
        let at = self.rows.binary_search_by_key(&position, |row| row.position);
        let at = at.map_err(|_| damaged(position, "a chunk without it"))?;
        let Row { revision, recorded_at, .. } = self.rows[at];
        let event = stored::decode(self.codec, &self.bytes[self.events[at].clone()])
            .map_err(|fault| fault.at(position))?;
        Ok(LogEntry { position, revision, recorded_at, salt: self.salts[at], event })
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

    fn rows(&self, first: Position) -> Option<(Vec<Row>, Vec<Salt>)> {
        let instants = self.instants.as_chunks().0.iter().map(|at| i64::from_le_bytes(*at));
        let revisions = self.revisions.as_chunks().0.iter().map(|at| u64::from_le_bytes(*at));
        let columns = numbers(self.cases).zip(revisions).zip(instants).zip(self.ids.as_chunks().0);
        let mut rows: Vec<Row> = (first.0..)
            .zip(columns)
            .map(|(position, (((case, revision), recorded_at), id))| Row {
                position: Position(position),
                recorded_at: RecordedAt(recorded_at),
                case: CaseNumber(case),
                revision: Revision(revision),
                id: IdHash(*id),
                concerned: Vec::new(),
            })
            .collect();
        for [place, case @ ..] in self.concerned.as_chunks::<CONCERNED>().0 {
            rows.get_mut(usize::from(*place))?
                .concerned
                .push(CaseNumber(u32::from_le_bytes(*case)));
        }
        let salts = self.salts.as_chunks().0.iter().map(|salt| Salt::from_bytes(*salt)).collect();
        Some((rows, salts))
    }
}

fn numbers(column: &[u8]) -> impl Iterator<Item = u32> {
    column.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draft::Restored;
    use crate::index::Index;
    use crate::kind::{Kind, Verb};

    /// Entries whose texts have these lengths and that concern so many other cases.
    fn placed(shapes: &[(usize, usize)]) -> Vec<Placed> {
        let mut index = Index::default();
        let place = |(number, (length, concerned)): (u64, &(usize, usize))| {
            let key = format!("{number}").parse().unwrap();
            let mut event = crate::Event::new("a".parse().unwrap(), key, Kind::Motion, Verb::Filed);
            event.source = Some("s".parse().unwrap());
            event.text = Some("x".repeat(*length).into());
            event.also_in = (0..*concerned).map(|n| format!("m{n}").parse().unwrap()).collect();
            let salt = Salt::from_bytes([u8::try_from(number % 256).unwrap(); 16]);
            let [position, revision] = [number, number];
            let (position, revision) = (Position(position), Revision(revision));
            let recorded_at = RecordedAt(i64::try_from(number).unwrap() * 10);
            let entry = LogEntry { position, revision, recorded_at, salt, event };
            Restored::of(entry)
                .unwrap()
                .place(&mut index, &mut |at| panic!("{at} is another event"))
                .unwrap()
        };
        (1..).zip(shapes).map(place).collect()
    }

    #[test]
    fn a_chunk_is_full_at_twelve_entries_or_six_kibibytes() {
        let lengths = |shapes: &[(usize, usize)]| {
            part(&placed(shapes)).iter().map(|part| part.len()).collect::<Vec<_>>()
        };
        assert_eq!(lengths(&[]), [0; 0]);
        assert_eq!(lengths(&[(10, 0); 30]), [12, 12, 6]);
        assert_eq!(lengths(&[(2_500, 0); 5]), [2, 2, 1]);
        assert_eq!(
            lengths(&[(10, 0), (50_000, 0), (10, 0), (10, 2_000), (10, 0)]),
            [1, 1, 1, 1, 1]
        );
        for part in part(&placed(&[(500, 3); 100])) {
            assert!(encode(part).len() <= MAX_BODY);
        }
    }

    #[test]
    fn a_changed_chunk_is_damage_or_another_chunk_but_no_panic() {
        let bytes = encode(&placed(&[(5, 2), (0, 0), (7, 1)]));
        for at in 0..bytes.len() {
            for changed in [0, 1, 0x7f, 0xff] {
                let mut bytes = bytes.clone();
                bytes[at] = changed;
                if let Ok(chunk) = Chunk::decode(Position(1), bytes) {
                    for row in chunk.rows() {
                        let _ = chunk.entry(row.position);
                    }
                }
            }
            assert!(Chunk::decode(Position(1), bytes[..at].to_vec()).is_err());
        }
        let longer = [&bytes[..], &[0]].concat();
        assert!(Chunk::decode(Position(1), longer).is_err());
    }

    #[test]
    fn chunks_of_earlier_codec_versions_are_still_read() {
        let mut placed = placed(&[(5, 0), (7, 1)]);
        let mut bytes = encode(&placed);
        // Version 2 put one byte behind such an event, and version 3 two more: nothing follows.
        for (version, behind) in [(2, 2), (1, 1)] {
            for one in &mut placed {
                let left = one.stored.len() - behind;
                assert!(one.stored.drain(left..).all(|byte| byte == 0));
            }
            bytes = encode(&placed);
            bytes[4] = version;
            let chunk = Chunk::decode(Position(1), bytes.clone()).unwrap();
            for one in &placed {
                assert_eq!(chunk.entry(one.entry.position).unwrap(), one.entry);
            }
        }
        bytes[4] = stored::CODEC + 1;
        let chunk = Chunk::decode(Position(1), bytes).unwrap();
        let error = chunk.entry(Position(1)).unwrap_err();
        assert!(matches!(error, Error::UnknownVersion { found: 4, known: 3, .. }), "{error}");
    }

    #[test]
    fn an_empty_chunk_is_damage() {
        assert!(Chunk::decode(Position(1), encode(&[])).is_err());
    }

    proptest! {
        #[test]
        fn a_chunk_is_decoded_as_it_was_encoded(
            shapes in proptest::collection::vec((0..3_000_usize, 0..4_usize), 1..30),
        ) {
            let placed = placed(&shapes);
            let mut seen = 0;
            for part in part(&placed) {
                let first = part[0].entry.position;
                let chunk = Chunk::decode(first, encode(part)).unwrap();
                prop_assert_eq!(chunk.rows().len(), part.len());
                for (row, placed) in chunk.rows().iter().zip(part) {
                    prop_assert_eq!(row, &placed.row);
                    prop_assert!(chunk.holds(row.position));
                    prop_assert_eq!(&chunk.entry(row.position).unwrap(), &placed.entry);
                }
                prop_assert!(!chunk.holds(chunk.end()) && !chunk.holds(Position(first.0 - 1)));
                seen += part.len();
            }
            prop_assert_eq!(seen, placed.len());
        }
    }
}
