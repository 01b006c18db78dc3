//! Grouping: which reports tell one act, and which wordings render one statement.

use std::collections::{BTreeMap, BTreeSet};

use crate::books::{Books, Joint};
use crate::id::{CaseId, EventId, Key, Target};
use crate::report::Report;

/// What a group is called before links and separations: a key in a home case.
type Name = (CaseId, Key);

/// Gathers things that share a name, then links and separates them as bookkeeping says, in order.
struct Groups<T> {
    of: BTreeMap<T, usize>,
    names: Vec<Name>,
}

impl<T: Ord + Clone> Groups<T> {
    fn by_name(things: impl Iterator<Item = (T, Name)>) -> Self {
        let mut groups = Self { of: BTreeMap::new(), names: Vec::new() };
        let mut known: BTreeMap<Name, usize> = BTreeMap::new();
        for (thing, name) in things {
            let group = *known.entry(name.clone()).or_insert_with(|| {
                groups.names.push(name);
                groups.names.len() - 1
            });
            groups.of.insert(thing, group);
        }
        groups
    }

    /// Makes one group of the groups that hold these things; the smallest name stands for it.
    fn link(&mut self, things: &[T]) {
        let joined: BTreeSet<usize> =
            things.iter().filter_map(|thing| self.of.get(thing)).copied().collect();
        let Some(first) = joined.iter().copied().min_by_key(|&group| &self.names[group]) else {
            return;
        };
        for group in self.of.values_mut().filter(|group| joined.contains(group)) {
            *group = first;
        }
    }

    /// Gives each of these things a group of its own, named by itself.
    fn separate(&mut self, things: &[(T, Name)]) {
        for (thing, name) in things {
            if let Some(group) = self.of.get_mut(thing) {
                *group = self.names.len();
                self.names.push(name.clone());
            }
        }
    }
}

/// Parts reports into acts: those of one home case with the same act key, links counted.
pub(crate) fn acts<'a>(reports: Vec<Report<'a>>, books: &Books) -> Vec<(Name, Vec<Report<'a>>)> {
    let name = |report: &Report<'_>| (report.event.case.clone(), report.event.act_key().clone());
    let mut groups =
        Groups::by_name(reports.iter().map(|report| (report.event.event_id(), name(report))));
    for joint in books.joints() {
        match joint {
            Joint::Linked(targets) => groups.link(&events(targets)),
            Joint::Separated(targets) => {
                let own = |id: EventId| (id.clone(), (id.case, id.key));
                groups.separate(&events(targets).into_iter().map(own).collect::<Vec<_>>());
            }
        }
    }
    let mut acts: BTreeMap<usize, Vec<Report<'a>>> = BTreeMap::new();
    for report in reports {
        if let Some(&group) = groups.of.get(&report.event.event_id()) {
            acts.entry(group).or_default().push(report);
        }
    }
    acts.into_iter().map(|(group, reports)| (groups.names[group].clone(), reports)).collect()
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
pub(crate) struct Statements(Groups<WordingId>);

impl Statements {
    pub(crate) fn of(reports: &[Report<'_>], books: &Books) -> Self {
        let wordings = reports.iter().flat_map(|report| {
            let id = report.event.event_id();
            report.event.wordings.iter().map(move |wording| {
                let name = (id.case.clone(), wording.statement().clone());
                ((id.clone(), wording.id.clone()), name)
            })
        });
        let mut groups = Groups::by_name(wordings);
        for joint in books.joints() {
            match joint {
                Joint::Linked(targets) => groups.link(&parts(targets)),
                Joint::Separated(targets) => {
                    let own = |(id, part): WordingId| {
                        let name = (id.case.clone(), part.clone());
                        ((id, part), name)
                    };
                    groups.separate(&parts(targets).into_iter().map(own).collect::<Vec<_>>());
                }
            }
        }
        Self(groups)
    }

    pub(crate) fn statement(&self, event: &EventId, wording: &Key) -> Key {
        let group = self.0.of.get(&(event.clone(), wording.clone()));
        group.map_or_else(|| wording.clone(), |&group| self.0.names[group].1.clone())
    }
}

fn parts(targets: &[Target]) -> Vec<WordingId> {
    let part = |target: &Target| match target {
        Target::Part(id, part) => Some((id.clone(), part.clone())),
        Target::Event(_) | Target::Source(_) => None,
    };
    targets.iter().filter_map(part).collect()
}
