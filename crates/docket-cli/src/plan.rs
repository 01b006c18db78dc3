//! Plans: what recording some case files comes to.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    Batch, Bookkeeping, CaseId, Error, Event, EventId, Key, MAX_BATCH_EVENTS, Revision,
};

use crate::case_files::CaseFiles;
use crate::correction;
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::lines::Lines;
use crate::recorded::Recorded;
use crate::words::{self, count};

/// What will be appended, and what need not be.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The events that are not recorded yet, descriptions first in each file.
    pub(crate) new: Vec<Event>,
    /// The events that are recorded already with the same content.
    pub(crate) known: Vec<EventId>,
    /// The revisions at which the plan found the cases.
    pub(crate) revisions: BTreeMap<CaseId, Revision>,
}

impl Plan {
    /// Plans to record files, each free of errors.
    ///
    /// # Errors
    /// When an id is recorded with other content, or there is more than one batch takes.
    pub(crate) fn of(files: &CaseFiles, ledger: &Ledger) -> Result<Self, Failure> {
        let recorded = Recorded::of(ledger)?;
        let mut seen = BTreeSet::new();
        let mut events = Vec::new();
        for file in files.contents() {
            let all = file.batch(&recorded).events.into_iter();
            events.extend(all.filter(|event| seen.insert(event.event_id())));
        }
        recorded.conclude()?;
        let (mut new, mut known, mut differing) = (Vec::new(), Vec::new(), Vec::new());
        for event in events {
            match ledger.log().find(&event.event_id())? {
                None => new.push(event),
                Some(entry) if entry.event == event => known.push(event.event_id()),
                Some(entry) => differing.push((entry, event)),
            }
        }
        if !differing.is_empty() {
            return Err(correction::offer(files, &differing));
        }
        if new.len() > MAX_BATCH_EVENTS {
            return Err(Error::BatchTooLarge { events: new.len(), limit: MAX_BATCH_EVENTS }.into());
        }
        let revisions = revisions(&new, ledger)?;
        Ok(Self { new, known, revisions })
    }

    /// The batch, which expects the cases to be as the plan found them.
    pub(crate) fn batch(&self) -> Batch {
        Batch { events: self.new.clone(), expected: self.revisions.clone() }
    }

    /// The plan in a line for each case.
    pub(crate) fn summary(&self) -> String {
        let mut lines = Lines::default();
        for (case, revision) in &self.revisions {
            let events = self.new.iter().filter(|event| event.case == *case).count();
            let events = count(events, "new event", "new events");
            lines.push(&format!("{case}: {events}, from revision {revision}"));
        }
        for source in self.new.iter().filter_map(described_anew) {
            lines.push(&format!(
                "source {source} is described anew, for every case and at every published cut"
            ));
        }
        if !self.known.is_empty() {
            let known = count(self.known.len(), "event is", "events are");
            lines.push(&format!("{known} recorded already"));
        }
        lines.into_text()
    }

    /// The plan with every event in it.
    pub(crate) fn in_full(&self) -> String {
        let event = |event: &Event| format!("  {}  {}", event.event_id(), words::event(event));
        self.summary() + &self.new.iter().map(event).collect::<Lines>().into_text()
    }
}

/// The source that an event describes, where it was described otherwise before.
fn described_anew(event: &Event) -> Option<&Key> {
    let Some(Bookkeeping::SourceDescribed(source)) = &event.bookkeeping else { return None };
    let first = format!("source:{}", source.id);
    (event.id.as_str() != first).then_some(&source.id)
}

fn revisions(new: &[Event], ledger: &Ledger) -> Result<BTreeMap<CaseId, Revision>, Failure> {
    let recorded: BTreeMap<CaseId, Revision> = ledger.log().cases()?.into_iter().collect();
    let at = |case: &CaseId| recorded.get(case).copied().unwrap_or_default();
    Ok(new.iter().map(|event| (event.case.clone(), at(&event.case))).collect())
}
