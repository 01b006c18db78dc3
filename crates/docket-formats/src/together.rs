//! Faults that only show when files and the ledger are seen together.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use docket_core::{CaseId, Event, EventId, Key, Source, Target};

use crate::case_file::CaseFile;
use crate::code::Code;
use crate::fault::{Fault, in_order};
use crate::known::Known;
use crate::reading::{Mention, Mentioned};
use crate::suggestion::{did_you_mean, nearest};

/// How many names of events are compared in search of the one that was meant: enough for any file
/// that somebody wrote, and an end for one in which every name of many is wrong.
const COMPARISONS: usize = 1_000_000;

/// Checks files against each other and against what is recorded.
///
/// Each fault comes with the number of its file, in the order of the files and of the places in
/// them.
#[must_use]
pub fn check_together(files: &[&CaseFile], known: &dyn Known) -> Vec<(usize, Fault)> {
    let names = Names::of(files);
    let mut found = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let mut faults = repetitions(at, file, files, &names);
        let mentions = file.places.mentions.iter();
        faults.extend(mentions.filter_map(|mention| names.dangling(mention, known)));
        found.extend(in_order(faults).into_iter().map(|fault| (at, fault)));
    }
    found
}

/// The names in the files, each with what first has it and where that is.
struct Names<'a> {
    cases: BTreeMap<&'a CaseId, usize>,
    sources: BTreeMap<&'a Key, First<'a, Source>>,
    events: BTreeMap<EventId, First<'a, Event>>,
    /// A report of each act, where the act is not called like it.
    acts: BTreeMap<(&'a CaseId, &'a Key), &'a Key>,
    /// An event of each key, in any case.
    keys: BTreeMap<&'a Key, &'a Event>,
    /// How many names of events may still be compared.
    comparisons: Cell<usize>,
}

struct First<'a, T> {
    what: &'a T,
    file: usize,
    span: &'a Range<usize>,
}

impl<'a> Names<'a> {
    fn of(files: &[&'a CaseFile]) -> Self {
        let (mut cases, mut sources) = (BTreeMap::new(), BTreeMap::new());
        let (mut events, mut acts, mut keys) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (at, file) in files.iter().enumerate() {
            cases.entry(&file.case).or_insert(at);
            for (source, place) in file.sources.iter().zip(&file.places.sources) {
                let first = First { what: source, file: at, span: &place.id };
                sources.entry(&source.id).or_insert(first);
            }
            for (event, place) in file.events.iter().zip(&file.places.events) {
                let first = First { what: event, file: at, span: &place.id };
                events.entry(event.event_id()).or_insert(first);
                keys.entry(&event.id).or_insert(event);
                if let Some(act) = &event.act {
                    acts.entry((&event.case, act)).or_insert(&event.id);
                }
            }
        }
        Self { cases, sources, events, acts, keys, comparisons: Cell::new(COMPARISONS) }
    }

    /// The fault of a name that stands for nothing.
    fn dangling(&self, mention: &Mention, known: &dyn Known) -> Option<Fault> {
        let span = &mention.span;
        match &mention.what {
            _ if mention.expected => None,
            Mentioned::Case(case) => self.unlikely_case(case, span, known),
            Mentioned::Source(source) | Mentioned::Target(Target::Source(source)) => {
                self.unknown_source(source, span, known)
            }
            Mentioned::Target(Target::Event(event)) => self.unknown_event(event, span, known),
            Mentioned::Target(Target::Part(event, name)) => self
                .unknown_event(event, span, known)
                .or_else(|| self.unknown_part(event, name, span, known)),
        }
    }

    fn unlikely_case(
        &self,
        case: &CaseId,
        span: &Range<usize>,
        known: &dyn Known,
    ) -> Option<Fault> {
        if self.cases.contains_key(case) || known.has_case(case) {
            return None;
        }
        let meant = nearest(case.as_str(), self.cases.keys().map(|case| case.as_str()))?;
        let message = format!("nothing else is known of the case `{case}`");
        let fault = Fault::new(Code::UnlikelyCase, span.clone(), message);
        Some(fault.label("a slip?").help(did_you_mean(meant)))
    }

    fn unknown_source(
        &self,
        source: &Key,
        span: &Range<usize>,
        known: &dyn Known,
    ) -> Option<Fault> {
        if self.sources.contains_key(source) || known.has_source(source) {
            return None;
        }
        let describe = || format!("describe it in a [source.{source}] block");
        let meant = nearest(source.as_str(), self.sources.keys().map(|id| id.as_str()));
        let message = format!("the source `{source}` is described nowhere");
        let fault = Fault::new(Code::UnknownSource, span.clone(), message);
        Some(fault.label("unknown source").help(meant.map_or_else(describe, did_you_mean)))
    }

    fn unknown_event(&self, id: &EventId, span: &Range<usize>, known: &dyn Known) -> Option<Fault> {
        if self.events.contains_key(id) || known.parts(id).is_some() {
            return None;
        }
        let expect = || "say `expected = true` if it is still to come".to_owned();
        let help = self.meant_event(id).unwrap_or_else(expect);
        let message = format!("the event `{id}` is in none of the files and not recorded");
        let fault = Fault::new(Code::UnknownTarget, span.clone(), message);
        Some(fault.label("unknown event").help(help))
    }

    /// An event that the author may have meant: of the act so called, of almost that name, or of
    /// that name in another case.
    fn meant_event(&self, id: &EventId) -> Option<String> {
        if let Some(report) = self.acts.get(&(&id.case, &id.key)) {
            return Some(format!("`{}` is an act; name a report of it: `{report}`", id.key));
        }
        self.nearest_event(id).map(did_you_mean).or_else(|| {
            let Event { case, id, .. } = self.keys.get(&id.key)?;
            Some(did_you_mean(&format!("{case}/{id}")))
        })
    }

    fn nearest_event(&self, id: &EventId) -> Option<&'a str> {
        let left = self.comparisons.get().checked_sub(self.events.len())?;
        self.comparisons.set(left);
        let events = self.events.values().map(|first| first.what);
        let same_case = events.filter(|event| event.case == id.case);
        nearest(id.key.as_str(), same_case.map(|event| event.id.as_str()))
    }

    fn unknown_part(
        &self,
        id: &EventId,
        name: &Key,
        span: &Range<usize>,
        known: &dyn Known,
    ) -> Option<Fault> {
        let mut parts = known.parts(id).unwrap_or_default();
        if let Some(event) = self.events.get(id).map(|first| first.what) {
            parts.extend(event.facts.keys().cloned());
            parts.extend(event.wordings.iter().map(|wording| wording.id.clone()));
        }
        if parts.contains(name) {
            return None;
        }
        let names: Vec<&str> = parts.iter().map(Key::as_str).collect();
        let list = || match names[..] {
            [] => "the event has neither facts nor wordings".to_owned(),
            _ => format!("it has {}", names.join(", ")),
        };
        let help = nearest(name.as_str(), names.iter().copied()).map_or_else(list, did_you_mean);
        let message = format!("`{id}` has no fact or wording `{name}`");
        let fault = Fault::new(Code::UnknownPart, span.clone(), message);
        Some(fault.label("no such part").help(help))
    }
}

/// What a file has that an earlier file has as well.
fn repetitions(at: usize, file: &CaseFile, files: &[&CaseFile], names: &Names<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let first = names.cases[&file.case];
    if first != at {
        let message = format!("two files are about the case `{}`", file.case);
        let fault = Fault::new(Code::TwoFiles, file.places.case.clone(), message);
        let there = files[first].places.case.clone();
        faults.push(fault.label("the second file").also_in(first, there, "the first file"));
    }
    for (source, place) in file.sources.iter().zip(&file.places.sources) {
        let first = &names.sources[&source.id];
        if first.what != source {
            let message = format!("the source `{}` is described differently elsewhere", source.id);
            let fault = Fault::new(Code::SourceDiffers, place.id.clone(), message);
            let fault = fault.also_in(first.file, first.span.clone(), "described here as well");
            faults.push(fault.help("describe it once, or alike").label("another description"));
        }
    }
    for (event, place) in file.events.iter().zip(&file.places.events) {
        let first = &names.events[&event.event_id()];
        if first.file != at {
            let message = format!("the event `{}` stands in two files", event.event_id());
            let fault = Fault::new(Code::RepeatedEvent, place.id.clone(), message);
            let fault = fault.label("a second time");
            faults.push(fault.also_in(first.file, first.span.clone(), "first here"));
        }
    }
    faults
}
