//! Grouping: which reports tell one act, and which wordings render one statement.

use std::collections::{BTreeMap, BTreeSet};

use crate::books::{Books, Joint};
use crate::id::{CaseId, EventId, Key, Target};
use crate::report::Report;
use crate::wording::{Wording, own_statement};

/// What a group is called before links and separations: a key in a home case.
type Name = (CaseId, Key);

/// Gathers things that share a name, then links and separates them as bookkeeping says, in order.
struct Groups<T> {
    /// Where each thing stands in `of`.
    places: BTreeMap<T, usize>,
    /// The group of each thing, as a place in `names`.
    of: Vec<usize>,
    names: Vec<Name>,
}

impl<T: Ord> Groups<T> {
    fn by_name(things: impl Iterator<Item = (T, Name)>) -> Self {
        let mut groups = Self { places: BTreeMap::new(), of: Vec::new(), names: Vec::new() };
        let mut known: BTreeMap<Name, usize> = BTreeMap::new();
        for (thing, name) in things {
            let group = *known.entry(name).or_insert_with_key(|name| {
                groups.names.push(name.clone());
                groups.names.len() - 1
            });
            groups.places.insert(thing, groups.of.len());
            groups.of.push(group);
        }
        groups
    }

    fn place(&self, thing: &T) -> Option<usize> {
        self.places.get(thing).copied()
    }

    /// Makes one group of the groups that hold these things; the smallest name stands for it.
    fn link(&mut self, things: &[T]) {
        let places = things.iter().filter_map(|thing| self.place(thing));
        let joined: BTreeSet<usize> = places.map(|place| self.of[place]).collect();
        let Some(first) = joined.iter().copied().min_by_key(|&group| &self.names[group]) else {
            return;
        };
        for group in self.of.iter_mut().filter(|group| joined.contains(group)) {
            *group = first;
        }
    }

    /// Gives each of these things that shares its group with another of them a group of its own,
    /// named by itself.
    fn separate(&mut self, things: &[(T, Name)]) {
        let places: Vec<_> = things.iter().map(|(thing, _)| self.place(thing)).collect();
        let groups: Vec<_> = places.iter().map(|place| place.map(|place| self.of[place])).collect();
        for ((place, group), (_, name)) in places.iter().zip(&groups).zip(things) {
            let sharing = groups.iter().filter(|other| *other == group).count();
            if let Some(place) = place.filter(|_| sharing > 1) {
                self.of[place] = self.names.len();
                self.names.push(name.clone());
            }
        }
    }
}

/// Links and separations as they count: a separation takes its targets out of every earlier link
/// that holds two of them or more.
fn counted(joints: &[Joint]) -> Vec<Joint> {
    let mut counted: Vec<Joint> = Vec::with_capacity(joints.len());
    for joint in joints {
        if let Joint::Separated(apart) = joint {
            for earlier in &mut counted {
                let Joint::Linked(targets) = earlier else { continue };
                if targets.iter().filter(|target| apart.contains(target)).count() > 1 {
                    targets.retain(|target| !apart.contains(target));
                }
            }
        }
        counted.push(joint.clone());
    }
    counted
}

/// Parts reports into acts: those of one home case with the same act key, links counted.
pub(crate) fn acts<'a>(reports: Vec<Report<'a>>, books: &Books) -> Vec<(Key, Vec<Report<'a>>)> {
    let name = |report: &Report<'_>| (report.event.case.clone(), report.event.act_key().clone());
    let mut groups =
        Groups::by_name(reports.iter().map(|report| (report.event.event_id(), name(report))));
    for joint in &counted(books.joints()) {
        match joint {
            Joint::Linked(targets) => groups.link(&events(targets)),
            Joint::Separated(targets) => {
                let own = |id: EventId| (id.clone(), (id.case, id.key));
                groups.separate(&events(targets).into_iter().map(own).collect::<Vec<_>>());
            }
        }
    }
    let mut acts: Vec<(Key, Vec<Report<'a>>)> =
        groups.names.into_iter().map(|(_, key)| (key, Vec::new())).collect();
    for (report, group) in reports.into_iter().zip(groups.of) {
        acts[group].1.push(report);
    }
    acts.retain(|(_, reports)| !reports.is_empty());
    acts
}

fn events(targets: &[Target]) -> Vec<EventId> {
    let event = |target: &Target| match target {
        Target::Event(id) => Some(id.clone()),
        Target::Part(..) | Target::Source(_) => None,
    };
    targets.iter().filter_map(event).collect()
}

/// A wording's name in the whole ledger.
type WordingId = (EventId, Key);

/// The statement that each wording renders: the key it names, links counted.
pub(crate) struct Statements(Option<Groups<WordingId>>);

impl Statements {
    pub(crate) fn of(reports: &[Report<'_>], books: &Books) -> Self {
        if books.joints().is_empty() {
            return Self(None);
        }
        let wordings = reports.iter().flat_map(|report| {
            let id = report.event.event_id();
            report.event.wordings.iter().map(move |wording| {
                let name = (id.case.clone(), wording.statement(&id.key));
                ((id.clone(), wording.id.clone()), name)
            })
        });
        let mut groups = Groups::by_name(wordings);
        for joint in &counted(books.joints()) {
            match joint {
                Joint::Linked(targets) => groups.link(&parts(targets)),
                Joint::Separated(targets) => {
                    let own = |(id, part): WordingId| {
                        let name = (id.case.clone(), own_statement(&id.key, &part));
                        ((id, part), name)
                    };
                    groups.separate(&parts(targets).into_iter().map(own).collect::<Vec<_>>());
                }
            }
        }
        Self(Some(groups))
    }

    pub(crate) fn statement(&self, event: &EventId, wording: &Wording) -> Key {
        let linked = self.0.as_ref().and_then(|groups| {
            let place = groups.place(&(event.clone(), wording.id.clone()))?;
            Some(groups.names[groups.of[place]].1.clone())
        });
        linked.unwrap_or_else(|| wording.statement(&event.key))
    }
}

fn parts(targets: &[Target]) -> Vec<WordingId> {
    let part = |target: &Target| match target {
        Target::Part(id, part) => Some((id.clone(), part.clone())),
        Target::Event(_) | Target::Source(_) => None,
    };
    targets.iter().filter_map(part).collect()
}
