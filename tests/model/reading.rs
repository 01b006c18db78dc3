//! What is read for a question about a case, and what bookkeeping among it says.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    Bookkeeping, CaseDescription, CaseId, Cut, Event, EventId, Field, Key, LogEntry, Party,
    RecordedBy, Source, Target,
};
use docket_time::Tz;

/// What the model knows of a case before any cut of the world.
pub(super) struct Reading<'a> {
    pub(super) case: CaseId,
    /// In the order of the log.
    pub(super) entries: Vec<&'a LogEntry>,
}

/// The targets of everything an event does.
fn targets(event: &Event) -> Vec<Target> {
    let mut targets: Vec<Target> =
        event.effects.iter().filter_map(|effect| effect.target().cloned()).collect();
    match &event.bookkeeping {
        Some(
            Bookkeeping::Linked { targets: linked, .. }
            | Bookkeeping::Separated { targets: linked },
        ) => {
            targets.extend(linked.iter().cloned());
        }
        Some(Bookkeeping::TranscriptionFixed { target, .. }) => targets.push(target.clone()),
        Some(
            Bookkeeping::CaseOpened(_)
            | Bookkeeping::SourceDescribed(_)
            | Bookkeeping::Alias { .. }
            | Bookkeeping::Captured(_)
            | Bookkeeping::Expunged(_),
        )
        | None => {}
    }
    targets
}

/// The case that a target lies in; sources lie in the ledger's own.
fn lies_in(target: &Target) -> CaseId {
    target.event().map_or_else(CaseId::ledger, |event| event.case.clone())
}

/// Whether an event is told in a case.
pub(super) fn is_shown_in(event: &Event, case: &CaseId) -> bool {
    event.case == *case || event.also_in.contains(case) || event.in_cases.contains_key(case)
}

fn concerns(event: &Event, case: &CaseId) -> bool {
    is_shown_in(event, case) || targets(event).iter().any(|target| lies_in(target) == *case)
}

impl<'a> Reading<'a> {
    /// Reads what concerns the case, and the ledger's own; and of every other case that an entry
    /// comes from, whatever points at something in that case. None where nothing concerns the case.
    pub(super) fn of(log: &'a [LogEntry], case: &CaseId, cut: &Cut) -> Option<Self> {
        let recorded = |entry: &&LogEntry| match cut.recorded_by {
            None => true,
            Some(RecordedBy::Position(last)) => entry.position <= last,
            Some(RecordedBy::EndOf(_) | RecordedBy::Instant(_)) => {
                unreachable!("the model asks by position")
            }
        };
        let prefix: Vec<&LogEntry> = log.iter().filter(recorded).collect();
        prefix.iter().find(|entry| concerns(&entry.event, case))?;
        let mut homes = BTreeSet::new();
        loop {
            let is_read = |entry: &&&LogEntry| {
                let event = &entry.event;
                let points_into = |home: &CaseId| {
                    concerns(event, home) && targets(event).iter().any(|to| lies_in(to) == *home)
                };
                concerns(event, case)
                    || concerns(event, &CaseId::ledger())
                    || homes.iter().any(points_into)
            };
            let entries: Vec<&LogEntry> = prefix.iter().filter(is_read).copied().collect();
            let before = homes.len();
            let others = entries.iter().map(|entry| &entry.event.case);
            homes.extend(others.filter(|home| *home != case && !home.is_ledger()).cloned());
            if homes.len() == before {
                return Some(Self { case: case.clone(), entries });
            }
        }
    }

    fn bookkeeping(&self) -> impl Iterator<Item = (&'a LogEntry, &'a Bookkeeping)> {
        self.entries.iter().filter_map(|entry| Some((*entry, entry.event.bookkeeping.as_ref()?)))
    }

    /// A source as it was described last.
    pub(super) fn source(&self, id: Option<&Key>) -> Option<&'a Source> {
        let mut last = None;
        for (_, what) in self.bookkeeping() {
            if let Bookkeeping::SourceDescribed(source) = what
                && Some(&source.id) == id
            {
                last = Some(source);
            }
        }
        last
    }

    /// The case's own zone, its court's, or UTC, in which the model's ledger is kept.
    pub(super) fn zone(&self) -> Tz {
        let mut last = &CaseDescription::default();
        for (entry, what) in self.bookkeeping() {
            if let Bookkeeping::CaseOpened(described) = what
                && entry.event.case == self.case
            {
                last = described;
            }
        }
        let own = last.tz.as_ref().and_then(|tz| tz.parse().ok());
        let of_court = || Some(docket_time::court(last.court.as_ref()?.as_str())?.zone);
        own.or_else(of_court).unwrap_or(Tz::UTC)
    }

    /// What we typed wrong of an event: for each part and field the last we noted.
    pub(super) fn fixes(
        &self,
        event: &EventId,
    ) -> BTreeMap<(Option<Key>, Field), docket_core::FactValue> {
        let mut fixes = BTreeMap::new();
        for (_, what) in self.bookkeeping() {
            if let Bookkeeping::TranscriptionFixed { field, target, to } = what
                && target.event() == Some(event)
            {
                fixes.insert((part(target), *field), to.clone());
            }
        }
        fixes
    }

    /// The links and separations, in the order of the log, and whether they link.
    pub(super) fn joints(&self) -> impl Iterator<Item = (bool, &'a [Target])> {
        self.bookkeeping().filter_map(|(_, what)| match what {
            Bookkeeping::Linked { targets, .. } => Some((true, targets.as_slice())),
            Bookkeeping::Separated { targets } => Some((false, targets.as_slice())),
            Bookkeeping::CaseOpened(_)
            | Bookkeeping::SourceDescribed(_)
            | Bookkeeping::Alias { .. }
            | Bookkeeping::TranscriptionFixed { .. }
            | Bookkeeping::Captured(_)
            | Bookkeeping::Expunged(_) => None,
        })
    }

    /// What all names of a party share: the smallest of all that aliases connect with each other,
    /// where a name is an alias of what we noted last.
    pub(super) fn identity(&self, party: &Party) -> String {
        let mut aliases = BTreeMap::new();
        for (_, what) in self.bookkeeping() {
            if let Bookkeeping::Alias { name, of } = what {
                aliases.insert(bare(name), bare(of));
            }
        }
        let mut names = BTreeSet::from([bare(party.id.as_deref().unwrap_or(&party.name))]);
        for _ in 0..aliases.len() {
            for (name, of) in &aliases {
                if names.contains(name) || names.contains(of) {
                    names.extend([name.clone(), of.clone()]);
                }
            }
        }
        names.into_iter().next().expect("its own name")
    }
}

/// The fact or wording that a target names.
pub(super) fn part(target: &Target) -> Option<Key> {
    match target {
        Target::Part(_, part) => Some(part.clone()),
        Target::Event(_) | Target::Source(_) => None,
    }
}

/// A name without case, punctuation and the one company suffix that random histories use.
fn bare(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| *word != "inc").collect::<Vec<_>>().join(" ")
}
