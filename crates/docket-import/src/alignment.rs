//! Which line of a capture is which line that is recorded already.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{CaseView, Event, Key};

use crate::line_marks::Marks;
use crate::line_place::places;
use crate::reading::Reading;
use crate::shown::{CHANGE, change_kind, name_of};

/// Gives the lines of a reading the keys of the recorded lines that they are, and the others keys that
/// no recorded line has.
///
/// A line is the one with its document, unless nothing else of the two is alike; then the one that has
/// or had its number, unless that says something else on another day; then the one of its day that says
/// or said the same; then the one of its day that says something like it. Lines to which the court's
/// system gives different numbers of their own are never one. A line that no document tells has another
/// number than before only in a full capture: if the number that it had is no other line's now, and the
/// one that it has was no other line's, or if nothing else says what it says.
pub(crate) fn align(
    reading: Reading,
    view: Option<&CaseView>,
    source: &Key,
    is_full: bool,
) -> Reading {
    let known = view.map_or(Vec::new(), |view| recorded(view, source));
    if known.is_empty() {
        let places = places(&vec![None; reading.lines.len()]);
        return reading.placed(&places);
    }
    let mut taken: BTreeSet<Key> = known.iter().map(|line| line.key.clone()).collect();
    let lines = reading.lines.iter().map(|line| Marks::of(line.key.clone(), &line.events[0]));
    let alignment = Alignment::new(lines.collect(), known, is_full).found();
    let mut names: BTreeMap<Key, Key> = BTreeMap::new();
    for (at, line) in reading.lines.iter().enumerate() {
        let known = alignment.of.get(&at).map(|&known| alignment.known.all[known].key.clone());
        let key = known.unwrap_or_else(|| unused(&line.key, &taken));
        taken.insert(key.clone());
        names.insert(line.key.clone(), key);
    }
    let of = |at: usize| alignment.known.all[*alignment.of.get(&at)?].place;
    let places = places(&(0..reading.lines.len()).map(of).collect::<Vec<_>>());
    reading.renamed(&names).placed(&places)
}

fn unused(key: &Key, taken: &BTreeSet<Key>) -> Key {
    let others = (2..).map_while(|times: u32| format!("{key}+{times}").parse::<Key>().ok());
    let mut free = std::iter::once(key.clone()).chain(others).filter(|key| !taken.contains(key));
    free.next().unwrap_or_else(|| key.clone())
}

/// The lines of a docket that are recorded, as they were recorded and as they were changed.
fn recorded(view: &CaseView, source: &Key) -> Vec<Marks> {
    let mut lines: Vec<Marks> = Vec::new();
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    for report in view.reports() {
        let event: &Event = &report.event;
        if event.source.as_ref() != Some(source) {
            continue;
        }
        let is_main = event.line.as_ref().is_some_and(|line| line.raw.is_some());
        let name = name_of(&event.id);
        if let Some(&at) = places.get(&name) {
            lines[at].add(event);
        } else if is_main && event.kind != change_kind() && !event.id.as_str().contains(CHANGE) {
            places.insert(name.clone(), lines.len());
            lines.push(Marks::of(name, event));
        }
    }
    lines
}

/// Lines, and where those are that go by something.
struct Lines {
    all: Vec<Marks>,
    by_document: BTreeMap<String, Vec<usize>>,
    by_number: BTreeMap<String, Vec<usize>>,
    by_day: BTreeMap<String, Vec<usize>>,
    /// How many lines of a day say a thing.
    saying: BTreeMap<(Option<String>, String), usize>,
}

impl Lines {
    fn new(mut all: Vec<Marks>) -> Self {
        let mut by_document = indices(&all, |marks| marks.document.iter().cloned().collect());
        // Lines may share a document, which then tells none of them.
        for at in by_document.values().filter(|lines| lines.len() > 1).flatten() {
            all[*at].document = None;
        }
        by_document.retain(|_, lines| lines.len() == 1);
        let by_number = indices(&all, |marks| marks.numbers.iter().cloned().collect());
        let by_day = indices(&all, |marks| marks.day.iter().cloned().collect());
        let mut saying = BTreeMap::new();
        for line in &all {
            for text in &line.texts {
                *saying.entry((line.day.clone(), text.clone())).or_default() += 1;
            }
        }
        Self { all, by_document, by_number, by_day, saying }
    }

    fn with_document(&self, line: &Marks) -> Vec<usize> {
        line.document.iter().filter_map(|it| self.by_document.get(it)).flatten().copied().collect()
    }

    fn with_number(&self, line: &Marks) -> Vec<usize> {
        line.numbers.iter().filter_map(|it| self.by_number.get(it)).flatten().copied().collect()
    }

    fn of_day(&self, line: &Marks) -> Vec<usize> {
        line.day.iter().filter_map(|it| self.by_day.get(it)).flatten().copied().collect()
    }

    /// Whether of its day only one line says this.
    fn says_once(&self, day: Option<&String>, text: &str) -> bool {
        self.saying.get(&(day.cloned(), text.to_owned())) == Some(&1)
    }
}

fn indices(all: &[Marks], of: impl Fn(&Marks) -> Vec<String>) -> BTreeMap<String, Vec<usize>> {
    let mut indices: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, line) in all.iter().enumerate() {
        for name in of(line) {
            indices.entry(name).or_default().push(at);
        }
    }
    indices
}

/// The lines of a capture and the recorded ones, and which is which as far as it is found.
struct Alignment {
    lines: Lines,
    known: Lines,
    is_full: bool,
    /// By the place of a capture's line, that of the recorded one.
    of: BTreeMap<usize, usize>,
    taken: BTreeSet<usize>,
}

impl Alignment {
    fn new(lines: Vec<Marks>, known: Vec<Marks>, is_full: bool) -> Self {
        let (lines, known) = (Lines::new(lines), Lines::new(known));
        Self { lines, known, is_full, of: BTreeMap::new(), taken: BTreeSet::new() }
    }

    /// Finds what can be found, the surest first.
    fn found(mut self) -> Self {
        self.find(Lines::with_document, |_, line, known| {
            let is_like = line.shares_number(known) || line.shares_day(known);
            !line.differs_in_sequence(known) && (is_like || line.is_alike(known))
        });
        self.find(Lines::with_number, |all, line, known| {
            all.may_be(line, known) && line.shares_text(known)
        });
        self.find(Lines::of_day, Self::got_the_number_of_another);
        self.find(Lines::with_number, |all, line, known| {
            all.may_be(line, known) && line.is_alike(known)
        });
        self.find(Lines::of_day, |all, line, known| {
            all.may_be(line, known) && line.shares_text(known) && line.key == known.key
        });
        self.find(Lines::of_day, |all, line, known| {
            all.may_be(line, known) && line.shares_text(known)
        });
        self.find(Lines::of_day, |all, line, known| {
            all.may_be(line, known) && line.is_alike(known)
        });
        self.find(Lines::with_number, |all, line, known| {
            let is_other = line.differs_in_document(known);
            all.may_be(line, known) && line.shares_day(known) && !is_other
        });
        self
    }

    fn may_be(&self, line: &Marks, known: &Marks) -> bool {
        if line.differs_in_sequence(known) {
            return false;
        }
        match (line.numbers.is_empty(), known.numbers.is_empty()) {
            (true, true) => true,
            (true, false) | (false, true) => line.has_telling_text(),
            (false, false) => line.shares_number(known) || self.is_renumbered(line, known),
        }
    }

    /// Whether a line may have another number than it had: no other line of the capture has that one,
    /// and no other recorded line had this one, but for lines that were found to be others.
    fn is_renumbered(&self, line: &Marks, known: &Marks) -> bool {
        let is_free = || {
            let now = self.lines.with_number(known);
            let before = self.known.with_number(line);
            now.iter().all(|at| self.of.contains_key(at))
                && before.iter().all(|at| self.taken.contains(at))
        };
        self.is_full && !line.differs_in_document(known) && is_free()
    }

    /// Whether it is a line that got the number of another, since lines were put in or taken out before
    /// it: on its day nothing else says what it says, neither in the capture nor in the ledger.
    ///
    /// A line with a number that no line had may be a paper docketed again in the same words, if the
    /// line with the number that it had then is that line, edited.
    fn got_the_number_of_another(&self, line: &Marks, known: &Marks) -> bool {
        let differs = line.differs_in_sequence(known) || line.differs_in_document(known);
        let says_once = |all: &Lines, text: &str| all.says_once(line.day.as_ref(), text);
        let mut shared = line.texts_shared(known);
        let is_edited = |at: usize| self.lines.all[at].is_alike(known);
        let may_be_new = || {
            self.known.with_number(line).is_empty()
                && self.lines.with_number(known).into_iter().any(is_edited)
        };
        self.is_full
            && !differs
            && !known.numbers.is_empty()
            && shared.any(|text| says_once(&self.lines, text) && says_once(&self.known, text))
            && !may_be_new()
    }

    /// Matches each line that is left with the first that is left among its candidates and is it.
    fn find(
        &mut self,
        candidates: fn(&Lines, &Marks) -> Vec<usize>,
        is_it: impl Fn(&Self, &Marks, &Marks) -> bool,
    ) {
        for at in 0..self.lines.all.len() {
            if self.of.contains_key(&at) {
                continue;
            }
            let line = &self.lines.all[at];
            let left = candidates(&self.known, line);
            let mut left = left.into_iter().filter(|known| !self.taken.contains(known));
            if let Some(known) = left.find(|&it| is_it(self, line, &self.known.all[it])) {
                self.taken.insert(known);
                self.of.insert(at, known);
            }
        }
    }
}
