//! Grouping: which reports tell one act, and which wordings render one statement.

use std::collections::{BTreeMap, BTreeSet};

use crate::books::{Books, Joint};
use crate::id::{CaseId, EventId, Key, Target};
use crate::report::Report;
use crate::wording::{Wording, own_statement};

/// What a group is called before links and separations: a key in a home case.
type Name = (CaseId, Key);

/// Gathers things that share a name, then links and separates them as bookkeeping says, in order.
///
/// A group is called by the smallest of the names in it; what leaves it takes its name along.
struct Groups<T> {
    things: Vec<T>,
    /// What each thing is called by itself.
    names: Vec<Name>,
    /// The group of each thing, by a number.
    of: Vec<usize>,
    /// How many numbers are taken.
    numbers: usize,
}

impl<T: Eq> Groups<T> {
    fn by_name(things: impl Iterator<Item = (T, Name)>) -> Self {
        let (things, names): (Vec<T>, Vec<Name>) = things.unzip();
        let mut known: BTreeMap<&Name, usize> = BTreeMap::new();
        let mut of = Vec::with_capacity(names.len());
        for name in &names {
            let next = known.len();
            of.push(*known.entry(name).or_insert(next));
        }
        let numbers = known.len();
        Self { things, names, of, numbers }
    }

    fn place(&self, thing: &T) -> Option<usize> {
        self.things.iter().position(|known| known == thing)
    }

    /// Makes one group of the groups that hold these things.
    fn link(&mut self, things: &[T]) {
        let places = things.iter().filter_map(|thing| self.place(thing));
        let joined: BTreeSet<usize> = places.map(|place| self.of[place]).collect();
        let Some(&first) = joined.first() else { return };
        for group in self.of.iter_mut().filter(|group| joined.contains(group)) {
            *group = first;
        }
    }

    /// Gives each of these things a group of its own, named by itself.
    fn separate(&mut self, things: Vec<(T, Name)>) {
        for (thing, name) in things {
            if let Some(place) = self.place(&thing) {
                self.of[place] = self.numbers;
                self.numbers += 1;
                self.names[place] = name;
            }
        }
    }

    /// What the group of a thing is called: the smallest of the names in it.
    fn name(&self, place: usize) -> Option<&Name> {
        let members =
            self.names.iter().zip(&self.of).filter(|(_, group)| **group == self.of[place]);
        members.map(|(name, _)| name).min()
    }
}

/// Parts reports into acts: those of one home case with the same act key, links counted.
pub(crate) fn acts<'a>(reports: Vec<Report<'a>>, books: &Books) -> Vec<(Key, Vec<Report<'a>>)> {
    let name = |report: &Report<'_>| (report.event.case.clone(), report.event.act_key().clone());
    let mut groups =
        Groups::by_name(reports.iter().map(|report| (report.event.event_id(), name(report))));
    for joint in books.joints() {
        match joint {
            Joint::Linked(targets) => groups.link(&events(targets)),
            Joint::Separated(targets) => {
                let own = |id: EventId| (id.clone(), (id.case, id.key));
                groups.separate(events(targets).into_iter().map(own).collect());
            }
        }
    }
    let mut acts: Vec<Option<(Name, Vec<Report<'a>>)>> = vec![None; groups.numbers];
    for ((report, group), name) in reports.into_iter().zip(groups.of).zip(groups.names) {
        match &mut acts[group] {
            Some((least, members)) => {
                members.push(report);
                if name < *least {
                    *least = name;
                }
            }
            none => *none = Some((name, vec![report])),
        }
    }
    acts.into_iter().flatten().map(|((_, key), reports)| (key, reports)).collect()
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
        for joint in books.joints() {
            match joint {
                Joint::Linked(targets) => groups.link(&parts(targets)),
                Joint::Separated(targets) => {
                    let own = |(id, part): WordingId| {
                        let name = (id.case.clone(), own_statement(&id.key, &part));
                        ((id, part), name)
                    };
                    groups.separate(parts(targets).into_iter().map(own).collect());
                }
            }
        }
        Self(Some(groups))
    }

    pub(crate) fn statement(&self, event: &EventId, wording: &Wording) -> Key {
        let linked = self.0.as_ref().and_then(|groups| {
            let place = groups.place(&(event.clone(), wording.id.clone()))?;
            Some(groups.name(place)?.1.clone())
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
