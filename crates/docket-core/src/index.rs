//! What a log knows of its entries without reading them.

use std::collections::BTreeMap;

use docket_proof::Salt;
use sha2::{Digest, Sha256};

use crate::entry::{Position, RecordedAt, Revision};
use crate::expunged::IdMark;
use crate::id::{CaseId, EventId};
use crate::ids::{self, Ids};
use crate::positions::Positions;

/// What stands for an event's id: the first 16 bytes of the SHA-256 of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct IdHash(pub(crate) [u8; 16]);

impl IdHash {
    pub(crate) fn of(id: &EventId) -> Self {
        let digest = Sha256::new()
            .chain_update(id.case.as_str())
            .chain_update("/")
            .chain_update(id.key.as_str())
            .finalize();
        let (half, _) = digest.split_first_chunk().expect("a SHA-256 has 32 bytes");
        Self(*half)
    }
}

/// What stands for a case's id: cases are numbered in the order in which a log first names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CaseNumber(pub(crate) u32);

impl CaseNumber {
    fn place(self) -> usize {
        self.0 as usize
    }
}

/// What is known of an entry without its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) position: Position,
    pub(crate) recorded_at: RecordedAt,
    /// The home case and the place in it; an expunged entry has none.
    pub(crate) home: Option<(CaseNumber, Revision)>,
    /// The hash of the event's id; of an expunged entry, that of its mark.
    pub(crate) id: IdHash,
    /// The salt of the commitment; of an expunged entry, that of its mark.
    pub(crate) salt: Salt,
    /// The other cases that must see it.
    pub(crate) concerned: Vec<CaseNumber>,
}

/// The heads of a log and its cases, and where each event may be.
///
/// Invariants, kept by [`push`](Index::push) alone: positions are gap-free over the log, revisions
/// over each home case but for as many as were expunged before, and instants grow. That an event id
/// stands once takes a look at the [`candidates`](Index::candidates).
#[derive(Debug, Default)]
pub(crate) struct Index {
    size: Position,
    recorded_at: Option<RecordedAt>,
    numbers: BTreeMap<CaseId, CaseNumber>,
    cases: Vec<Case>,
    ids: Ids,
    expunged: Vec<(Position, IdMark)>,
    /// How many revisions are skipped in all cases together.
    skipped: u64,
}

/// Where a case's entries are, in order.
#[derive(Debug)]
struct Case {
    /// None where every entry that named the case was expunged.
    id: Option<CaseId>,
    home: Positions,
    concerned: Positions,
    /// The positions before which revisions are skipped, with how many are from there on.
    skipped: Vec<(Position, u64)>,
}

impl Case {
    /// The revision that the case was at when the log had a size.
    fn revision(&self, size: Position) -> Revision {
        let before = self.skipped.partition_point(|(position, _)| *position <= size);
        let skipped = before.checked_sub(1).map_or(0, |at| self.skipped[at].1);
        Revision(self.home.count_to(size) + skipped)
    }
}

impl Index {
    /// The position of the last entry.
    pub(crate) fn size(&self) -> Position {
        self.size
    }

    /// When the last entry was recorded.
    pub(crate) fn recorded_at(&self) -> Option<RecordedAt> {
        self.recorded_at
    }

    /// The instant for the next entry: now, unless the clock has not moved on.
    pub(crate) fn next_instant(&self, now: RecordedAt) -> RecordedAt {
        self.recorded_at.map_or(now, |last| now.max(RecordedAt(last.0.saturating_add(1))))
    }

    /// The revision a case is at.
    pub(crate) fn revision(&self, case: &CaseId) -> Revision {
        self.case(case).map_or(Revision(0), |case| case.revision(self.size))
    }

    /// The number of a case, a new one where it has none.
    ///
    /// # Panics
    /// At the 2^32nd case: each takes more than one byte of memory.
    pub(crate) fn number(&mut self, case: &CaseId) -> CaseNumber {
        if let Some(number) = self.numbers.get(case) {
            return *number;
        }
        let number = CaseNumber(u32::try_from(self.cases.len()).expect("fewer than 2^32 cases"));
        self.numbers.insert(case.clone(), number);
        self.push_case(Some(case.clone()));
        number
    }

    /// Passes over the number of a case whose name was expunged.
    pub(crate) fn pass_number(&mut self) {
        self.push_case(None);
    }

    fn push_case(&mut self, id: Option<CaseId>) {
        let (home, concerned, skipped) = Default::default();
        self.cases.push(Case { id, home, concerned, skipped });
    }

    /// Where events were expunged, at or before `size`.
    pub(crate) fn all_expunged(&self, size: Position) -> Vec<Position> {
        let positions = self.expunged.iter().map(|(position, _)| *position);
        positions.take_while(|position| *position <= size).collect()
    }

    /// Where the event with an id was, at or before `size`, if it was expunged.
    pub(crate) fn expunged(&self, id: &EventId, size: Position) -> Option<Position> {
        let inside = self.expunged.iter().take_while(|(position, _)| *position <= size);
        inside.into_iter().find(|(_, mark)| mark.is_of(id)).map(|(position, _)| *position)
    }

    /// The cases that have a number, from one number on.
    pub(crate) fn numbered_from(&self, first: usize) -> impl Iterator<Item = (usize, &CaseId)> {
        let cases = self.cases.iter().enumerate().skip(first);
        cases.filter_map(|(number, case)| Some((number, case.id.as_ref()?)))
    }

    /// How many cases have a number.
    pub(crate) fn numbered(&self) -> usize {
        self.cases.len()
    }

    /// Where the event with an id may be, at or before `size`: what stands there tells. Nearly always
    /// there is no such place, or one.
    pub(crate) fn candidates(&self, id: IdHash, size: Position) -> impl Iterator<Item = Position> {
        self.ids.candidates(id).take_while(move |position| *position <= size)
    }

    /// Where the entries that concern a case are, up to `size`.
    pub(crate) fn positions(&self, case: &CaseId, size: Position) -> Vec<Position> {
        let Some(case) = self.case(case) else { return Vec::new() };
        let mut positions: Vec<_> = case.home.to(size).chain(case.concerned.to(size)).collect();
        positions.sort_unstable();
        positions
    }

    /// The cases that are not empty at `size`, with their revisions then, in order of id.
    pub(crate) fn cases(&self, size: Position) -> Vec<(CaseId, Revision)> {
        let cases = self.numbers.iter().map(|(id, at)| (id, &self.cases[at.place()]));
        cases
            .filter(|(_, case)| case.home.count_to(size) > 0)
            .map(|(id, case)| (id.clone(), case.revision(size)))
            .collect()
    }

    /// Takes the next entry, or says why it is not the next.
    pub(crate) fn push(&mut self, row: &Row) -> Result<(), String> {
        let skipped = self.check(row)?;
        self.size = row.position;
        self.recorded_at = Some(row.recorded_at);
        let Some((home, _)) = row.home else {
            self.expunged.push((row.position, IdMark { salt: row.salt, hash: row.id.0 }));
            return Ok(());
        };
        self.ids.insert(row.id, row.position);
        let home = &mut self.cases[home.place()];
        if skipped > 0 {
            let before = home.skipped.last().map_or(0, |(_, skipped)| *skipped);
            home.skipped.push((row.position, before + skipped));
            self.skipped += skipped;
        }
        home.home.push(row.position);
        for case in &row.concerned {
            self.cases[case.place()].concerned.push(row.position);
        }
        Ok(())
    }

    /// How many revisions the next entry skips in its case, or why it is not the next.
    fn check(&self, row: &Row) -> Result<u64, String> {
        if row.position != self.size.next() {
            return Err(format!("the position is {}, not {}", row.position, self.size.next()));
        }
        if row.position >= ids::END {
            return Err(format!("a log ends before {}", ids::END));
        }
        if let Some(last) = self.recorded_at.filter(|last| *last >= row.recorded_at) {
            return Err(format!("it was recorded at {}, not after {last}", row.recorded_at));
        }
        if RecordedAt::from(row.recorded_at.instant()) != row.recorded_at {
            return Err(format!("{} microseconds are not an instant", row.recorded_at.0));
        }
        let Some((case, revision)) = row.home else { return Ok(0) };
        let named = |case: &CaseNumber| self.cases.get(case.place())?.id.as_ref();
        let Some(name) = named(&case).filter(|_| row.concerned.iter().all(|c| named(c).is_some()))
        else {
            return Err("it names a case without a number".to_owned());
        };
        let next = self.revision(name).0 + 1;
        let may_skip = self.expunged.len() as u64 - self.skipped;
        match revision.0.checked_sub(next) {
            Some(skipped) if skipped <= may_skip => Ok(skipped),
            _ => Err(format!("the revision in {name} is {revision}, not {next}")),
        }
    }

    fn case(&self, case: &CaseId) -> Option<&Case> {
        self.numbers.get(case).map(|number| &self.cases[number.place()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(name: &str) -> CaseId {
        name.parse().unwrap()
    }

    /// An index with a row of case a that concerns case b, and the row that may come next.
    fn index() -> (Index, Row) {
        let mut index = Index::default();
        let [a, b] = ["a", "b"].map(|name| index.number(&case(name)));
        let row = Row {
            position: Position(1),
            recorded_at: RecordedAt(10),
            home: Some((a, Revision(1))),
            id: IdHash([1; 16]),
            salt: Salt::from_bytes([1; 16]),
            concerned: vec![b],
        };
        index.push(&row).unwrap();
        let (position, recorded_at, home) = (Position(2), RecordedAt(11), Some((a, Revision(2))));
        let next = Row { position, recorded_at, home, id: IdHash([2; 16]), ..row };
        (index, next)
    }

    #[test]
    fn the_next_row_is_taken() {
        let (mut index, next) = index();
        index.push(&next).unwrap();
        assert_eq!((index.size(), index.recorded_at()), (Position(2), Some(RecordedAt(11))));
        assert_eq!(index.revision(&case("a")), Revision(2));
        assert_eq!(index.revision(&case("b")), Revision(0));
        assert_eq!(index.cases(Position(2)), [(case("a"), Revision(2))]);
    }

    #[test]
    fn any_other_row_is_refused_and_changes_nothing() {
        let (_, next) = index();
        let with = |change: fn(&mut Row)| {
            let mut row = next.clone();
            change(&mut row);
            row
        };
        let others = [
            with(|row| row.position = Position(1)),
            with(|row| row.position = Position(3)),
            with(|row| row.recorded_at = RecordedAt(10)),
            with(|row| row.recorded_at = RecordedAt(i64::MAX)),
            with(|row| row.home = Some((CaseNumber(0), Revision(1)))),
            with(|row| row.home = Some((CaseNumber(0), Revision(3)))),
            with(|row| row.home = Some((CaseNumber(1), Revision(2)))),
            with(|row| row.home = Some((CaseNumber(2), Revision(1)))),
            with(|row| row.concerned = vec![CaseNumber(2)]),
        ];
        for other in others {
            let (mut index, next) = index();
            index.push(&other).unwrap_err();
            index.push(&next).unwrap();
        }
    }

    #[test]
    fn a_smaller_log_is_seen_as_it_was() {
        let (mut index, next) = index();
        index.push(&next).unwrap();
        let (a, b) = (case("a"), case("b"));
        assert_eq!(index.positions(&a, Position(1)), [Position(1)]);
        assert_eq!(index.positions(&b, Position(9)), [Position(1), Position(2)]);
        assert_eq!(index.cases(Position(1)), [(a, Revision(1))]);
        assert_eq!(index.cases(Position(0)), []);
        let candidates = |size| index.candidates(next.id, size).collect::<Vec<_>>();
        assert_eq!(candidates(Position(2)), [Position(2)]);
        assert_eq!(candidates(Position(1)), []);
    }

    #[test]
    fn as_many_revisions_may_be_skipped_as_were_expunged() {
        let (mut index, next) = index();
        let id: EventId = "a/secret".parse().unwrap();
        let mark = IdMark::of(&id, Salt::from_bytes([9; 16]));
        let (salt, hash) = (mark.salt, IdHash(mark.hash));
        let expunged = Row { home: None, id: hash, salt, concerned: Vec::new(), ..next.clone() };
        index.push(&expunged).unwrap();
        let at = |position, revision| Row {
            position: Position(position),
            recorded_at: RecordedAt(20 + i64::try_from(position).unwrap()),
            home: Some((CaseNumber(0), Revision(revision))),
            ..next.clone()
        };
        index.push(&at(3, 4)).unwrap_err();
        index.push(&at(3, 3)).unwrap();
        index.push(&at(4, 5)).unwrap_err();
        index.push(&at(4, 4)).unwrap();
        let revisions = [1, 2, 3, 4].map(|size| index.cases(Position(size))[0].1.0);
        assert_eq!(revisions, [1, 1, 3, 4]);
        assert_eq!(index.revision(&case("a")), Revision(4));
        assert_eq!(index.expunged(&id, Position(2)), Some(Position(2)));
        assert_eq!(index.expunged(&id, Position(1)), None);
        assert_eq!(index.expunged(&"a/other".parse().unwrap(), Position(4)), None);
        assert_eq!(index.candidates(hash, Position(4)).count(), 0);
    }

    #[test]
    fn an_instant_is_now_or_just_after_the_last() {
        let (index, _) = index();
        assert_eq!(Index::default().next_instant(RecordedAt(5)), RecordedAt(5));
        assert_eq!(index.next_instant(RecordedAt(5)), RecordedAt(11));
        assert_eq!(index.next_instant(RecordedAt(10)), RecordedAt(11));
        assert_eq!(index.next_instant(RecordedAt(50)), RecordedAt(50));
    }

    #[test]
    fn an_id_is_hashed_as_its_text() {
        // printf %s a/b | sha256sum
        let hash = IdHash::of(&"a/b".parse().unwrap());
        assert_eq!(hash.0[..4], [0xc1, 0x4c, 0xdd, 0xc0]);
    }
}
