//! Drafts: events on their way into a log, and the rules by which it takes them.

use std::collections::{BTreeMap, HashMap};

use docket_proof::{Hash, Leaf, Salt, commit};

use crate::check::checked;
use crate::entry::{LogEntry, Position, RecordedAt, Revision};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::expunged::{Expunged, Kept};
use crate::id::{CaseId, EventId};
use crate::index::{IdHash, Index, Row};
use crate::log::{Batch, Host, MAX_BATCH_EVENTS, Receipt, ReceiptLine};
use crate::stored;

/// An event that keeps the rules of events, with everything about it that is dear to compute and
/// does not depend on its place.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) event: Event,
    pub(crate) id: EventId,
    pub(crate) hash: IdHash,
    pub(crate) salt: Salt,
    pub(crate) commitment: Hash,
    /// The stored form, which is the same for the same content.
    pub(crate) stored: Vec<u8>,
    /// Where the event may be recorded already.
    candidates: Vec<Position>,
    /// Its receipt, once it was found there with the same content.
    recorded: Option<ReceiptLine>,
    /// Which draft of its batch, by its place there, has the same event already.
    repeats: Option<usize>,
}

/// A draft that has become an entry, with what a log stores of it.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) kept: Kept,
    pub(crate) row: Row,
    /// The hash that stands for the entry in the log's tree.
    pub(crate) leaf: Hash,
    /// The stored form of the event; of an expunged entry, the commitment.
    pub(crate) stored: Vec<u8>,
}

/// What is to have the place that it had in another log.
#[derive(Debug)]
pub(crate) enum Restored {
    /// An entry.
    Entry { draft: Box<Draft>, position: Position, revision: Revision, recorded_at: RecordedAt },
    /// What is left of one.
    Expunged(Expunged),
}

/// A batch of drafts.
#[derive(Debug)]
pub(crate) struct Drafts {
    drafts: Vec<Draft>,
    expected: BTreeMap<CaseId, Revision>,
}

/// How an entry that is recorded is read.
pub(crate) type Read<'a> = dyn FnMut(Position) -> Result<Kept> + 'a;

impl Draft {
    /// Drafts an event.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub(crate) fn of(event: Event, salt: Salt) -> Result<Self> {
        let id = event.event_id();
        let json = match checked(&event) {
            Ok(json) => json,
            Err(problems) => {
                let problem = problems.into_iter().next().expect("a refusal names a problem");
                return Err(Error::Invalid { id, problem });
            }
        };
        let commitment = commit(&salt, json.as_bytes());
        let (hash, stored) = (IdHash::of(&id), stored::encode(&event));
        let (candidates, recorded, repeats) = Default::default();
        Ok(Self { event, id, hash, salt, commitment, stored, candidates, recorded, repeats })
    }

    /// Compares the event with the one that is recorded under its id, if one is.
    fn compare(&mut self, read: &mut Read<'_>) -> Result<()> {
        let Some(entry) = self.twin(read)? else { return Ok(()) };
        let LogEntry { position, revision, recorded_at, event, .. } = entry;
        let id = self.id.clone();
        if event != self.event {
            return Err(Error::ContentDiffers { id, position });
        }
        self.recorded = Some(ReceiptLine { id, position, revision, recorded_at, is_new: false });
        Ok(())
    }

    /// The entry at one of the candidates that has the event's id.
    fn twin(&mut self, read: &mut Read<'_>) -> Result<Option<LogEntry>> {
        for position in std::mem::take(&mut self.candidates) {
            let entry = read(position)?.entry();
            if let Some(entry) = entry.filter(|entry| entry.event.event_id() == self.id) {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }

    /// Gives the draft the next place in the log.
    fn place(self, index: &mut Index, now: RecordedAt) -> (Placed, Revision) {
        let revision = Revision(index.revision(&self.event.case).0 + 1);
        let (position, recorded_at) = (index.size().next(), index.next_instant(now));
        let placed = self.at(index, position, revision, recorded_at);
        (placed.expect("the next place follows the last"), revision)
    }

    /// Gives the draft a place, if it is the next, or says why it is not.
    fn at(
        self,
        index: &mut Index,
        position: Position,
        revision: Revision,
        recorded_at: RecordedAt,
    ) -> Result<Placed, String> {
        let Self { event, hash, salt, commitment, stored, .. } = self;
        let case = index.number(&event.case);
        let concerned = event.concerns().iter().map(|case| index.number(case)).collect();
        let home = Some((case, revision));
        let row = Row { position, recorded_at, home, id: hash, salt, concerned };
        index.push(&row)?;
        let leaf = Leaf { position: position.0, recorded_at: recorded_at.0, commitment }.hash();
        let kept = Kept::Entry(LogEntry { position, revision, recorded_at, salt, event });
        Ok(Placed { kept, row, leaf, stored })
    }
}

impl Restored {
    /// Drafts the event of an entry.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub(crate) fn of(kept: Kept) -> Result<Self> {
        let entry = match kept {
            Kept::Entry(entry) => entry,
            Kept::Expunged(expunged) => return Ok(Self::Expunged(expunged)),
        };
        let LogEntry { position, revision, recorded_at, salt, event } = entry;
        let draft = Box::new(Draft::of(event, salt)?);
        Ok(Self::Entry { draft, position, revision, recorded_at })
    }

    /// How long its stored form is.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Entry { draft, .. } => draft.stored.len(),
            Self::Expunged(expunged) => expunged.commitment.as_bytes().len(),
        }
    }

    /// Gives it the place that it says it has.
    ///
    /// # Errors
    /// [`Error::OutOfPlace`]; what `read` says.
    pub(crate) fn place(self, index: &mut Index, read: &mut Read<'_>) -> Result<Placed> {
        let (position, placed) = match self {
            Self::Expunged(expunged) => {
                let placed = Placed::expunged(expunged);
                (placed.row.position, index.push(&placed.row).map(|()| placed))
            }
            Self::Entry { mut draft, position, revision, recorded_at } => {
                draft.candidates = index.candidates(draft.hash, index.size()).collect();
                let stands = draft.twin(read)?.map(|twin| twin.position);
                let placed = match stands.or_else(|| index.expunged(&draft.id, index.size())) {
                    Some(twin) => Err(format!("its event id stands at {twin} already")),
                    None => draft.at(index, position, revision, recorded_at),
                };
                (position, placed)
            }
        };
        placed.map_err(|why| Error::OutOfPlace { position, why })
    }
}

impl Placed {
    /// What is left of an expunged entry, at its place.
    pub(crate) fn expunged(expunged: Expunged) -> Self {
        let Expunged { position, recorded_at, commitment, mark } = &expunged;
        let row = Row {
            position: *position,
            recorded_at: *recorded_at,
            home: None,
            id: IdHash(mark.hash),
            salt: mark.salt,
            concerned: Vec::new(),
        };
        let stored = commitment.as_bytes().to_vec();
        Self { row, leaf: expunged.leaf().hash(), stored, kept: Kept::Expunged(expunged) }
    }

    /// Whether it is what is left of an expunged entry.
    pub(crate) fn is_expunged(&self) -> bool {
        self.row.home.is_none()
    }
}

impl Drafts {
    /// Drafts a batch.
    ///
    /// # Errors
    /// [`Error::BatchTooLarge`], [`Error::Invalid`], [`Error::Repeated`].
    pub(crate) fn of(batch: Batch, host: &dyn Host) -> Result<Self> {
        let Batch { events, expected } = batch;
        if events.len() > MAX_BATCH_EVENTS {
            return Err(Error::BatchTooLarge { events: events.len(), limit: MAX_BATCH_EVENTS });
        }
        let mut drafts = events
            .into_iter()
            .map(|event| Draft::of(event, host.salt()))
            .collect::<Result<Vec<_>>>()?;
        let mut firsts: HashMap<IdHash, usize> = HashMap::new();
        for at in 0..drafts.len() {
            let first = *firsts.entry(drafts[at].hash).or_insert(at);
            if drafts[first].stored != drafts[at].stored {
                return Err(Error::Repeated { id: drafts[at].id.clone() });
            }
            drafts[at].repeats = Some(first).filter(|first| *first < at);
        }
        Ok(Self { drafts, expected })
    }

    /// Finds where events may be recorded at or before `size`.
    pub(crate) fn find(&mut self, index: &Index, size: Position) {
        for draft in self.drafts.iter_mut().filter(|draft| draft.recorded.is_none()) {
            draft.candidates = index.candidates(draft.hash, size).collect();
        }
    }

    /// Refuses events that were expunged at or before `size`.
    ///
    /// # Errors
    /// [`Error::Expunged`].
    pub(crate) fn refuse_expunged(&self, index: &Index, size: Position) -> Result<()> {
        let expunged = |draft: &Draft| {
            let position = index.expunged(&draft.id, size)?;
            Some(Error::Expunged { id: draft.id.clone(), position })
        };
        self.drafts.iter().find_map(expunged).map_or(Ok(()), Err)
    }

    /// Compares the events that were found with what is recorded.
    ///
    /// # Errors
    /// [`Error::ContentDiffers`].
    pub(crate) fn compare(&mut self, read: &mut Read<'_>) -> Result<()> {
        self.drafts.iter_mut().try_for_each(|draft| draft.compare(read))
    }

    /// The receipt, when every event is recorded already.
    pub(crate) fn receipt(&self) -> Option<Receipt> {
        let lines = self.drafts.iter().map(|draft| draft.recorded.clone());
        lines.collect::<Option<Vec<_>>>().map(|lines| Receipt { lines })
    }

    /// Gives the drafts that are not recorded their places; all of them, or the index is unchanged.
    ///
    /// # Errors
    /// [`Error::Expunged`], [`Error::ContentDiffers`], [`Error::Conflict`].
    pub(crate) fn place(
        mut self,
        index: &mut Index,
        host: &dyn Host,
        read: &mut Read<'_>,
    ) -> Result<(Receipt, Vec<Placed>)> {
        self.find(index, index.size());
        self.refuse_expunged(index, index.size())?;
        self.compare(read)?;
        if let Some(receipt) = self.receipt() {
            return Ok((receipt, Vec::new()));
        }
        for (case, expected) in self.expected {
            let actual = index.revision(&case);
            if actual != expected {
                return Err(Error::Conflict { case, expected, actual });
            }
        }
        let now = host.now();
        room_for(self.drafts.len(), index.next_instant(now))?;
        Ok(place_all(self.drafts, index, now))
    }
}

fn place_all(drafts: Vec<Draft>, index: &mut Index, now: RecordedAt) -> (Receipt, Vec<Placed>) {
    let mut lines: Vec<ReceiptLine> = Vec::with_capacity(drafts.len());
    let mut placed: Vec<Placed> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let line = match (draft.recorded.clone(), draft.repeats) {
            (Some(line), _) => line,
            // That the contents agree was seen when the batch was drafted.
            (None, Some(first)) => ReceiptLine { is_new: false, ..lines[first].clone() },
            (None, None) => {
                let id = draft.id.clone();
                let (new, revision) = draft.place(index, now);
                let Row { position, recorded_at, .. } = new.row;
                placed.push(new);
                ReceiptLine { id, position, revision, recorded_at, is_new: true }
            }
        };
        lines.push(line);
    }
    (Receipt { lines }, placed)
}

/// Whether so many entries can have instants of their own from the first on.
fn room_for(entries: usize, first: RecordedAt) -> Result<()> {
    let last = RecordedAt(first.0.saturating_add_unsigned(entries as u64));
    let are_instants = |at: RecordedAt| RecordedAt::from(at.instant()) == at;
    if are_instants(first) && are_instants(last) {
        Ok(())
    } else {
        Err(Error::Store(format!("the clock says {} microseconds, which is no instant", first.0)))
    }
}
