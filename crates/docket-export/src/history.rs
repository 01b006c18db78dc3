//! What was known of a case under every cut of the published and the recorded clock.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use docket_core::{By, CaseView, Cut, Key, LogEntry, Position, RecordedBy};

use crate::clock_text::Since;
use crate::item::Item;
use crate::reading::{Reading, bears, is_counted, sources};
use crate::runs::{Items, Members, Run, beyond, runs};

/// All that was known of a case, each thing with the cuts under which it was.
///
/// Cuts are points of a plane: one side is the positions of the log, the other the days of
/// publication and, last, no published cut at all. A thing is known in some region of it, which is
/// kept as rectangles. The plane is swept by position: a new report changes columns from the day on
/// which it is public, and nothing before, so that only those are folded again.
pub(crate) struct History {
    /// What was known, by number.
    pub(crate) items: Vec<Item>,
    /// Where.
    pub(crate) known: Vec<Rectangle>,
    /// From when on each report of the case was certainly public.
    pub(crate) publications: Vec<Publication>,
}

/// A rectangle of cuts under which an item is part of the state.
pub(crate) struct Rectangle {
    pub(crate) item: usize,
    /// The first point of publication.
    pub(crate) published_from: Since,
    /// The first later point at which it is so no more.
    pub(crate) published_until: Option<Since>,
    /// The entry with which it began to be so.
    pub(crate) recorded_from: Position,
    /// The first later entry with which it is so no more.
    pub(crate) recorded_until: Option<Position>,
}

/// From when on a report was certainly public, as it was understood for a while.
pub(crate) struct Publication {
    pub(crate) position: Position,
    pub(crate) public_from: Since,
    pub(crate) recorded_from: Position,
    pub(crate) recorded_until: Option<Position>,
}

impl History {
    /// The history of a view's case, which is not cut.
    pub(crate) fn of(view: &CaseView) -> Self {
        let sources = sources(view);
        let steps = steps(view, &sources);
        let at = |position: Position| view.recorded_by(RecordedBy::Position(position));
        let mut points: BTreeSet<Since> = [Since::BEGINNING, Since::Whenever].into();
        for step in ends_of_eras(view, &steps) {
            points.extend(Reading::of(&at(step), &sources).points());
        }
        let mut sweep = Sweep::along(points.into_iter().collect());
        for step in steps {
            let view = at(step);
            sweep.step(step, &view, Reading::of(&view, &sources));
        }
        sweep.finish()
    }
}

/// The positions at which an answer can change, from the first entry of the case.
fn steps(view: &CaseView, sources: &BTreeSet<Key>) -> Vec<Position> {
    let is_own = |entry: &&LogEntry| entry.event.is_about(view.case());
    let Some(first) = view.entries().iter().find(is_own).map(|entry| entry.position) else {
        return Vec::new();
    };
    let is_step = |entry: &&LogEntry| {
        entry.position == first || (entry.position > first && bears(&entry.event, sources))
    };
    view.entries().iter().filter(is_step).map(|entry| entry.position).collect()
}

/// The steps after which bookkeeping changes, and the last: between two of them reports are read in one
/// way, and none is lost.
fn ends_of_eras(view: &CaseView, steps: &[Position]) -> Vec<Position> {
    let notes: BTreeSet<Position> = view
        .entries()
        .iter()
        .filter(|entry| entry.event.bookkeeping.is_some())
        .map(|entry| entry.position)
        .collect();
    let before_a_note =
        steps.windows(2).filter(|pair| notes.contains(&pair[1])).map(|pair| pair[0]);
    before_a_note.chain(steps.last().copied()).collect()
}

/// The sweep of the plane of cuts, as far as it has come.
struct Sweep {
    /// Where each column of the plane begins.
    columns: Vec<Since>,
    /// The state in each column.
    states: Vec<Members>,
    reading: Reading,
    items: Items,
    /// The runs in which each item is known now, with the entry since which it is.
    open: BTreeMap<usize, Vec<(Run, Position)>>,
    known: Vec<Rectangle>,
    public: BTreeMap<Position, (Since, Position)>,
    publications: Vec<Publication>,
}

impl Sweep {
    fn along(columns: Vec<Since>) -> Self {
        Self {
            states: vec![Members::default(); columns.len()],
            columns,
            reading: Reading::default(),
            items: Items::default(),
            open: BTreeMap::new(),
            known: Vec::new(),
            public: BTreeMap::new(),
            publications: Vec::new(),
        }
    }

    fn step(&mut self, position: Position, view: &CaseView, reading: Reading) {
        let is_first = self.open.is_empty();
        let changed =
            if is_first { Some(Since::BEGINNING) } else { reading.differs_from(&self.reading) };
        if let Some(changed) = changed {
            self.fold(position, view, changed, &reading.points());
        }
        self.publish(position, view, &reading);
        self.reading = reading;
    }

    /// Folds the columns from one on. Where no report becomes public the state is that of the column
    /// before.
    fn fold(&mut self, position: Position, view: &CaseView, from: Since, points: &BTreeSet<Since>) {
        let first = self.columns.partition_point(|column| *column < from);
        let before = self.states.split_off(first);
        for at in first..self.columns.len() {
            let column = self.columns[at];
            let state = if at == first || points.contains(&column) {
                self.items.members(&published_by(view, column).project())
            } else {
                self.states[at - 1].clone()
            };
            self.states.push(state);
        }
        for (item, changes) in self.changes(first, &before) {
            self.change(position, item, &changes);
        }
    }

    /// What changed in the columns from one on, whose states were these: for each item the columns in
    /// which it is new, or is no more. Neighbours mostly share both states, and are compared once.
    fn changes(&self, first: usize, before: &[Members]) -> BTreeMap<usize, Vec<(Run, bool)>> {
        let pairs: Vec<(&Members, &Members)> = before.iter().zip(&self.states[first..]).collect();
        let mut changes: BTreeMap<usize, Vec<(Run, bool)>> = BTreeMap::new();
        let mut from = first;
        for alike in
            pairs.chunk_by(|one, next| Rc::ptr_eq(one.0, next.0) && Rc::ptr_eq(one.1, next.1))
        {
            let run = (from, from + alike.len());
            from = run.1;
            let (before, after) = alike[0];
            for gone in beyond(before, after) {
                changes.entry(gone).or_default().push((run, false));
            }
            for new in beyond(after, before) {
                changes.entry(new).or_default().push((run, true));
            }
        }
        changes
    }

    /// Ends the runs of an item that are no more, and begins those that are new.
    fn change(&mut self, position: Position, item: usize, changes: &[(Run, bool)]) {
        let before = self.open.remove(&item).unwrap_or_default();
        let mut marked = vec![false; self.columns.len()];
        for ((from, until), _) in &before {
            marked[*from..*until].fill(true);
        }
        for ((from, until), is_known) in changes {
            marked[*from..*until].fill(*is_known);
        }
        let runs = runs(&marked);
        let since = |run: &Run| before.iter().find(|(known, _)| known == run).map(|(_, at)| *at);
        let now: Vec<_> = runs.iter().map(|run| (*run, since(run).unwrap_or(position))).collect();
        for (run, since) in before.iter().filter(|(run, _)| !runs.contains(run)) {
            self.known.push(self.rectangle(item, *run, *since, Some(position)));
        }
        self.open.insert(item, now);
    }

    fn rectangle(
        &self,
        item: usize,
        (from, until): Run,
        recorded_from: Position,
        recorded_until: Option<Position>,
    ) -> Rectangle {
        let published_from = self.columns[from];
        let published_until = self.columns.get(until).copied();
        Rectangle { item, published_from, published_until, recorded_from, recorded_until }
    }

    /// Notes from when on each report of the case is public now.
    fn publish(&mut self, position: Position, view: &CaseView, reading: &Reading) {
        let counted = |entry: &&LogEntry| is_counted(&entry.event, view.case());
        let counted: BTreeSet<Position> =
            view.entries().iter().filter(counted).map(|entry| entry.position).collect();
        for (report, since) in reading.reports().iter().filter(|(at, _)| counted.contains(at)) {
            match self.public.insert(*report, (*since, position)) {
                Some((known, from)) if known == *since => {
                    self.public.insert(*report, (known, from));
                }
                Some((known, from)) => {
                    self.publications.push(publication(*report, known, from, Some(position)));
                }
                None => {}
            }
        }
    }

    fn finish(mut self) -> History {
        for (item, runs) in std::mem::take(&mut self.open) {
            for (run, since) in runs {
                self.known.push(self.rectangle(item, run, since, None));
            }
        }
        let still =
            self.public.iter().map(|(at, (since, from))| publication(*at, *since, *from, None));
        self.publications.extend(still.collect::<Vec<_>>());
        let items = self.items.into_list();
        self.known.sort_by_key(|one| {
            (one.recorded_from, one.published_from, items[one.item].kind, one.item)
        });
        self.publications.sort_by_key(|one| (one.position, one.recorded_from));
        History { items, known: self.known, publications: self.publications }
    }
}

fn publication(
    position: Position,
    public_from: Since,
    recorded_from: Position,
    recorded_until: Option<Position>,
) -> Publication {
    Publication { position, public_from, recorded_from, recorded_until }
}

fn published_by(view: &CaseView, column: Since) -> CaseView {
    match column {
        Since::Day(day) => {
            view.with_cut(&Cut { published_by: Some(By::EndOf(day)), ..view.cut().clone() })
        }
        Since::Whenever => view.with_cut(&view.cut().whenever_published()),
    }
}
