//! The supply: the events that a run records, and the same as lines of text.

use docket_core::{Batch, CaseId, Cut, Event, Position, RecordedBy, canonical};

use crate::lines::{CaseLines, Dice, FIRST_DAY, sources};

/// Entries of the case that is asked for by itself.
const LARGE: usize = 1_000;
/// Entries of every other case.
const SMALL: usize = 100;
/// Events in a batch of an import.
const BATCH: usize = 1_000;
/// How often each clock is cut.
const CUTS: u8 = 6;

/// Events that look like those of court dockets, the same in every run.
pub(crate) struct Supply {
    pub(crate) events: Vec<Event>,
    /// What the raw file holds: each event as canonical JSON, and the end of the line.
    pub(crate) payloads: Vec<Vec<u8>>,
    pub(crate) cases: usize,
}

impl Supply {
    /// So many events of one large case and many small ones, in random order but for each case's
    /// own.
    pub(crate) fn of(events: u32) -> Self {
        let mut dice = Dice(1);
        let events = events as usize;
        let mut cases = vec![(CaseLines::of(0), LARGE)];
        let mut left = events - sources().len() - LARGE;
        while left > 0 {
            let entries = left.min(SMALL);
            cases.push((CaseLines::of(cases.len()), entries));
            left -= entries;
        }
        let mut order: Vec<usize> =
            (0..).zip(&cases).flat_map(|(at, (_, entries))| vec![at; *entries]).collect();
        dice.shuffle(&mut order);
        let lines = order.into_iter().map(|at| cases[at].0.next(&mut dice));
        let events: Vec<Event> = sources().into_iter().chain(lines).collect();
        let payloads = events.iter().map(|event| canonical(event) + "\n").map(String::into_bytes);
        Self { payloads: payloads.collect(), events, cases: cases.len() }
    }

    /// The bytes of canonical JSON.
    pub(crate) fn bytes(&self) -> usize {
        bytes(&self.payloads)
    }

    /// The case of 1,000 entries.
    pub(crate) fn large_case() -> CaseId {
        CaseLines::of(0).case
    }

    /// Cuts of each clock at places from first to last, and none.
    pub(crate) fn cuts(&self) -> Vec<Cut> {
        let (days, size) = (LARGE as u64, self.events.len() as u64);
        let at = |share: u8, whole: u64| whole * u64::from(share) / u64::from(CUTS);
        let of = |share| {
            let day = FIRST_DAY.plus(at(share, days).cast_signed());
            let position = Position(at(share, size).max(1));
            let recorded_by = Some(RecordedBy::Position(position));
            [
                Cut::occurred_by(day),
                Cut::published_by(day).possibly(),
                Cut { recorded_by, ..Cut::none() },
            ]
        };
        (1..=CUTS).flat_map(of).chain([Cut::none()]).collect()
    }
}

/// The bytes of canonical JSON in lines.
pub(crate) fn bytes(payloads: &[Vec<u8>]) -> usize {
    payloads.iter().map(|payload| payload.len() - 1).sum()
}

/// Batches of one event.
pub(crate) fn singly(events: &[Event]) -> Vec<Batch> {
    events.iter().map(|event| Batch::of(vec![event.clone()])).collect()
}

/// Batches of an import.
pub(crate) fn in_batches(events: &[Event]) -> Vec<Batch> {
    events.chunks(BATCH).map(|events| Batch::of(events.to_vec())).collect()
}

/// The same batches as bytes.
pub(crate) fn lines_in_batches(payloads: &[Vec<u8>]) -> Vec<Vec<u8>> {
    payloads.chunks(BATCH).map(<[Vec<u8>]>::concat).collect()
}
