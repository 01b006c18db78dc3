//! Grouping: which reports tell one act, and which wordings render one statement.

use std::collections::BTreeSet;
use std::hash::Hash;

use foldhash::fast::RandomState;

use crate::books::{Books, Joint};
use crate::id::{CaseId, EventId, Key, Target};
use crate::lookup::Lookup;
use crate::report::Report;
use crate::wording::{Wording, own_statement};

/// Gathers things that share a name, then links and separates them as bookkeeping says, in order.
///
/// A group is called by the smallest of the names in it; what leaves it takes its name along.
struct Groups<N> {
    /// What each thing is called by itself.
    names: Vec<N>,
    /// The group of each thing, by a number.
    of: Vec<usize>,
    /// How many numbers are taken.
    numbers: usize,
}

impl<N: Hash + Ord> Groups<N> {
    fn by_name(names: Vec<N>) -> Self {
        let mut known: Lookup<&N, usize> =
            Lookup::with_capacity_and_hasher(names.len(), RandomState::default());
        let mut of = Vec::with_capacity(names.len());
        for name in &names {
            let next = known.len();
            of.push(*known.entry(name).or_insert(next));
        }
        let numbers = known.len();
        Self { names, of, numbers }
    }

    /// Links and separates what `place` finds, with the name that a thing has of its own.
    fn join(&mut self, joints: &[Joint], place: impl Fn(&Target) -> Option<(usize, N)>) {
        for joint in &counted(joints) {
            match joint {
                Joint::Linked(targets) => {
                    let places = targets.iter().filter_map(&place);
                    self.link(places.map(|(place, _)| place).collect());
                }
                Joint::Separated(targets) => {
                    self.separate(targets.iter().filter_map(&place).collect());
                }
            }
        }
    }

    /// Makes one group of the groups that hold these things.
    fn link(&mut self, places: Vec<usize>) {
        let joined: BTreeSet<usize> = places.into_iter().map(|place| self.of[place]).collect();
        let Some(&first) = joined.first() else { return };
        for group in self.of.iter_mut().filter(|group| joined.contains(group)) {
            *group = first;
        }
    }

    /// Gives each of these things that shares its group with another of them a group of its own,
    /// named by itself.
    fn separate(&mut self, things: Vec<(usize, N)>) {
        let groups: Vec<usize> = things.iter().map(|(place, _)| self.of[*place]).collect();
        for ((place, name), group) in things.into_iter().zip(&groups) {
            if groups.iter().filter(|other| *other == group).count() > 1 {
                self.of[place] = self.numbers;
                self.numbers += 1;
                self.names[place] = name;
            }
        }
    }

    /// What each group is called; none for one that nothing is in.
    fn called(&self) -> Vec<Option<&N>> {
        let mut called: Vec<Option<&N>> = vec![None; self.numbers];
        for (name, group) in self.names.iter().zip(&self.of) {
            let least = &mut called[*group];
            *least = Some(least.map_or(name, |known| known.min(name)));
        }
        called
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

fn places<T: Eq + Hash>(things: impl Iterator<Item = T>) -> Lookup<T, usize> {
    things.zip(0..).collect()
}

/// Parts reports into acts: those of one home case with the same act key, links counted.
pub(crate) fn acts<'a>(reports: Vec<Report<'a>>, books: &Books) -> Vec<(Key, Vec<Report<'a>>)> {
    let events = || reports.iter().map(|report| &*report.event);
    let mut groups =
        Groups::by_name(events().map(|event| (&event.case, event.act_key())).collect());
    if !books.joints().is_empty() {
        let names: Vec<(&CaseId, &Key)> = events().map(|event| (&event.case, &event.id)).collect();
        let places = places(names.iter().copied());
        groups.join(books.joints(), |target| match target {
            Target::Event(id) => {
                let place = *places.get(&(&id.case, &id.key))?;
                Some((place, names[place]))
            }
            Target::Part(..) | Target::Source(_) => None,
        });
    }
    let keys: Vec<Option<Key>> =
        groups.called().into_iter().map(|name| name.map(|(_, key)| (*key).clone())).collect();
    let of = groups.of;
    let mut sizes = vec![0; keys.len()];
    for &group in &of {
        sizes[group] += 1;
    }
    // Room for just those that come: nearly always one, where a growing list makes room for four.
    let mut acts: Vec<Vec<Report<'a>>> = sizes.into_iter().map(Vec::with_capacity).collect();
    for (report, group) in reports.into_iter().zip(of) {
        acts[group].push(report);
    }
    let mut told = Vec::with_capacity(keys.len());
    told.extend(keys.into_iter().zip(acts).filter_map(|(key, reports)| Some((key?, reports))));
    told
}

/// A statement's name before links and separations.
type StatementName = (CaseId, Key);

/// A wording's name in the whole ledger.
type WordingId = (EventId, Key);

/// The statement that each wording renders, where links or separations count.
pub(crate) struct Statements(Lookup<WordingId, Key>);

impl Statements {
    pub(crate) fn of(reports: &[Report<'_>], books: &Books) -> Self {
        if books.joints().is_empty() {
            return Self(Lookup::default());
        }
        let (things, names): (Vec<WordingId>, Vec<StatementName>) = reports
            .iter()
            .flat_map(|report| report.event.wordings.iter().map(|wording| named(report, wording)))
            .unzip();
        let mut groups = Groups::by_name(names);
        let places = places(things.iter().cloned());
        groups.join(books.joints(), |target| match target {
            Target::Part(id, part) => {
                let own = (id.case.clone(), own_statement(&id.key, part));
                Some((*places.get(&(id.clone(), part.clone()))?, own))
            }
            Target::Event(_) | Target::Source(_) => None,
        });
        let called = groups.called();
        let statement = |(thing, group): (WordingId, &usize)| {
            called[*group].map(|(_, statement)| (thing, statement.clone()))
        };
        Self(things.into_iter().zip(&groups.of).filter_map(statement).collect())
    }

    pub(crate) fn statement(&self, event: &EventId, wording: &Wording) -> Key {
        let own = || wording.statement(&event.key);
        if self.0.is_empty() {
            return own();
        }
        self.0.get(&(event.clone(), wording.id.clone())).cloned().unwrap_or_else(own)
    }
}

fn named(report: &Report<'_>, wording: &Wording) -> (WordingId, StatementName) {
    let id = report.event.event_id();
    let name = (id.case.clone(), wording.statement(&id.key));
    ((id, wording.id.clone()), name)
}
