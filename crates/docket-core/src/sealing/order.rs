//! Orders: effects that close content, and what undoes them.

use std::collections::BTreeSet;

use crate::books::Books;
use crate::effect::{Effect, Restricted};
use crate::entry::LogEntry;
use crate::event::Event;
use crate::id::{EventId, Key, Target};

/// One thing that one event closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Order {
    /// The event that says so.
    pub(super) event: EventId,
    /// The parties that it names as acting.
    pub(super) by: BTreeSet<String>,
    /// Who published it.
    pub(super) publisher: BTreeSet<String>,
    pub(super) target: Target,
    /// How much is closed of the whole target; none where it is a fact or a wording.
    pub(super) what: Option<Restricted>,
    /// The fact, or the wording and its statement, that is closed.
    pub(super) parts: BTreeSet<Key>,
}

impl Order {
    pub(super) fn all(entry: &LogEntry, entries: &[LogEntry], books: &Books) -> Vec<Self> {
        let event = &entry.event;
        let orders = event.effects.iter().filter_map(|effect| {
            let Effect::Restricts { target, what } = effect else { return None };
            Some((target, *what))
        });
        let order = |(target, what): (&Target, Restricted)| {
            let (what, parts) = match target {
                Target::Event(_) | Target::Source(_) => (Some(what), BTreeSet::new()),
                Target::Part(of, name) => (None, parts(of, name, entries)),
            };
            let by = event.by.iter().map(|party| party.name.to_string()).collect();
            let publisher = publisher(event, books).into_iter().collect();
            Self { event: event.event_id(), by, publisher, target: target.clone(), what, parts }
        };
        orders.map(order).collect()
    }
}

/// A fact or a wording by its names: a wording also by the statement that it renders.
fn parts(of: &EventId, name: &Key, entries: &[LogEntry]) -> BTreeSet<Key> {
    let event = entries.iter().map(|entry| &entry.event).find(|event| event.event_id() == *of);
    let wordings = event.into_iter().flat_map(|event| &event.wordings);
    let statements = wordings.filter(|wording| wording.id == *name);
    statements.filter_map(|wording| wording.statement.clone()).chain([name.clone()]).collect()
}

/// Who published an event, or else what its source is called.
fn publisher(event: &Event, books: &Books) -> Option<String> {
    let source = event.source.as_ref()?;
    let described = books.source(source.as_str()).and_then(|source| source.publisher.clone());
    described.or_else(|| Some(source.to_string()))
}

/// That one event ends, takes back or disputes another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Undoing {
    pub(super) by: EventId,
    pub(super) of: EventId,
    /// Whether what is undone is over by it, and not only in doubt.
    pub(super) lifts: bool,
}

impl Undoing {
    pub(super) fn all(entry: &LogEntry) -> impl Iterator<Item = Self> {
        let by = entry.event.event_id();
        entry.event.effects.iter().filter_map(move |effect| {
            let is_ending = matches!(effect, Effect::Ends { .. });
            let is_undoing =
                effect.is_on_reports() && !matches!(effect, Effect::Corrects { .. }) || is_ending;
            let target = effect.target().filter(|_| is_undoing)?;
            // What is taken back of a part leaves the rest as it was.
            let takes_back = matches!(effect, Effect::Retracts { target: Target::Event(_), .. });
            let lifts = is_ending || takes_back;
            Some(Self { by: by.clone(), of: target.event()?.clone(), lifts })
        })
    }
}
