//! Knots: the entries that bear on one field.
//!
//! Two reports are in one knot when they may tell one act or one statement, or when one points at
//! the other with an effect, or bookkeeping names them together. What a knot's reports come to
//! depends on them and on bookkeeping alone, so a question about one field can be put to the knots
//! that hold it instead of the whole case.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    CaseView, Effect, Event, EventId, Field as ReportField, Key, Kind, LogEntry, Position, Target,
    Verb, Wording,
};

use crate::field::FieldPath;

/// The view with only what bears on a field.
pub(crate) fn narrowed(view: &CaseView, path: &FieldPath) -> CaseView {
    let inside = Knots::of(view.entries()).bearing(path);
    view.narrowed(|entry| inside.contains(&entry.position))
}

/// Whether an event says something of a field, or might once it is put right.
fn is_seed(event: &Event, path: &FieldPath, fixed: &BTreeSet<&EventId>) -> bool {
    if event.bookkeeping.is_some() {
        return false;
    }
    let (whole, _) = path.split();
    let list = whole.split_once('/').map_or(whole, |(list, _)| list);
    match (path.as_fact(), list) {
        (Some("filed"), _) => begins(event, fixed),
        (Some(key), _) => event.facts.contains_key(key),
        (None, "acts") => tells(event, whole),
        (None, "statements") => renders(event, whole),
        (None, "deadlines") => does(event, |effect| matches!(effect, Effect::Deadline { .. })),
        (None, "moves") => does(event, moves),
        // Who is left decides whether the last disposition of parties ends the case.
        (None, _) => {
            begins(event, fixed) || event.verb == Verb::Settled || does(event, changes_parties)
        }
    }
}

/// Whether an event may begin the case, or what is known of who began it.
fn begins(event: &Event, fixed: &BTreeSet<&EventId>) -> bool {
    let corrects = |effect: &Effect| {
        let fields = [ReportField::Kind, ReportField::By, ReportField::Against];
        matches!(effect, Effect::Corrects { field, .. } if fields.contains(field))
    };
    event.kind.is_initiating() || does(event, corrects) || fixed.contains(&event.event_id())
}

fn does(event: &Event, what: impl Fn(&Effect) -> bool) -> bool {
    event.effects.iter().any(what)
}

fn moves(effect: &Effect) -> bool {
    matches!(effect, Effect::Transfers { .. } | Effect::Consolidates { .. } | Effect::Severs { .. })
}

fn changes_parties(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::PartyJoins { .. }
            | Effect::PartyLeaves { .. }
            | Effect::PartyRenamed { .. }
            | Effect::Counsel { .. }
    )
}

/// Whether an event may report the act of that name, `KEY` or `CASE/KEY`, or the nth of that name.
/// The case is that of the act's best report, so a link may have brought the key from elsewhere.
fn tells(event: &Event, whole: &str) -> bool {
    let key = whole.rsplit_once('/').map_or(whole, |(_, key)| key);
    let named = |own: &str| key == own || key.strip_prefix(own).is_some_and(|n| n.starts_with(':'));
    named(event.act_key().as_str()) || named(event.id.as_str())
}

/// Whether an event renders a statement, by the name it shares or by one of its own.
fn renders(event: &Event, whole: &str) -> bool {
    let id = whole.split_once('/').map_or(whole, |(_, id)| id);
    event.wordings.iter().any(|wording| {
        wording.statement(&event.id).as_str() == id
            || id == format!("{}:{}", event.id, wording.id)
            || id == wording.id.as_str()
    })
}

/// The events in which we put a typing mistake right: what kind they are may have changed.
fn fixed(entries: &[LogEntry]) -> BTreeSet<&EventId> {
    let notes = entries.iter().filter_map(|entry| entry.event.bookkeeping.as_ref());
    notes
        .filter(|note| note.kind() == Kind::TranscriptionFixed)
        .flat_map(|note| note.targets().iter().filter_map(Target::event))
        .collect()
}

/// Which entries hang together.
pub(crate) struct Knots<'v> {
    entries: &'v [LogEntry],
    fixed: BTreeSet<&'v EventId>,
    /// A forest in which each entry points towards its knot's root.
    towards: Vec<usize>,
}

impl<'v> Knots<'v> {
    pub(crate) fn of(entries: &'v [LogEntry]) -> Self {
        let towards = (0..entries.len()).collect();
        let mut knots = Self { entries, fixed: fixed(entries), towards };
        let mut named: BTreeMap<String, usize> = BTreeMap::new();
        let places: BTreeMap<EventId, usize> =
            entries.iter().enumerate().map(|(at, entry)| (entry.event.event_id(), at)).collect();
        let sources = targeted_sources(entries);
        for (at, entry) in entries.iter().enumerate() {
            for name in names(&entry.event, &sources) {
                let first = *named.entry(name).or_insert(at);
                knots.join(first, at);
            }
            for event in entry.event.targets().filter_map(Target::event) {
                if let Some(&target) = places.get(event) {
                    knots.join(target, at);
                }
            }
        }
        knots
    }

    /// The entries that bear on a field.
    pub(crate) fn bearing(&mut self, path: &FieldPath) -> BTreeSet<Position> {
        let entries = self.entries;
        let seeds: Vec<usize> = (0..entries.len())
            .filter(|&at| is_seed(&entries[at].event, path, &self.fixed))
            .collect();
        let held: BTreeSet<usize> = seeds.into_iter().map(|seed| self.root(seed)).collect();
        (0..entries.len())
            .filter(|&at| held.contains(&self.root(at)))
            .map(|at| entries[at].position)
            .collect()
    }

    fn root(&mut self, at: usize) -> usize {
        let mut root = at;
        while self.towards[root] != root {
            root = self.towards[root];
        }
        let mut step = at;
        while self.towards[step] != root {
            step = std::mem::replace(&mut self.towards[step], root);
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.towards[other.max(one)] = one.min(other);
    }
}

/// The sources that somebody retracts, corrects or disputes as a whole.
fn targeted_sources(entries: &[LogEntry]) -> BTreeSet<&Key> {
    entries.iter().flat_map(|entry| entry.event.targets().filter_map(as_source)).collect()
}

fn as_source(target: &Target) -> Option<&Key> {
    match target {
        Target::Source(source) => Some(source),
        Target::Event(_) | Target::Part(..) => None,
    }
}

/// What an event shares with others of its knot: the act, the statements, and a source that
/// somebody points at as a whole.
fn names(event: &Event, sources: &BTreeSet<&Key>) -> Vec<String> {
    if event.bookkeeping.is_some() {
        return Vec::new();
    }
    let act = format!("act {}/{}", event.case, event.act_key());
    let statement =
        |wording: &Wording| format!("statement {}/{}", event.case, wording.statement(&event.id));
    let of_source = event.source.iter().filter(|source| sources.contains(source));
    let pointed_at = event.targets().filter_map(as_source);
    std::iter::once(act)
        .chain(event.wordings.iter().map(statement))
        .chain(of_source.chain(pointed_at).map(|source| format!("source {source}")))
        .collect()
}
