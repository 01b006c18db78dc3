//! Reports inside the published cut: who says them, when, and what they say.

use std::collections::BTreeSet;

use docket_core::{
    Cut, EntryState, Event, EventId, FactValue, Field, Key, Kind, LogEntry, Occurred, Party,
    Scalar, Source, SourceKind, Target, Verb,
};
use docket_time::{Meaning, Truth, Tz, When};

use super::change::Stands;
use super::days::happened_by;
use super::reading::{Reading, is_shown_in};

/// A report inside the published cut.
#[derive(Clone)]
pub(super) struct Report<'a> {
    pub(super) entry: &'a LogEntry,
    pub(super) id: EventId,
    /// What it says, first as we typed it right; in several versions where corrections exclude
    /// each other.
    pub(super) versions: Vec<Event>,
    pub(super) source: Option<&'a Source>,
    pub(super) published: Meaning,
    pub(super) is_certain: bool,
    pub(super) stands: Stands,
    pub(super) is_corrected: bool,
    /// Somebody disputes it, or may have taken it back or corrected it.
    pub(super) is_contested: bool,
    pub(super) contested_parts: BTreeSet<Key>,
    pub(super) lost_parts: BTreeSet<Key>,
}

impl<'a> Report<'a> {
    fn of(entry: &'a LogEntry, reading: &Reading<'a>) -> Self {
        let mut event = entry.event.clone();
        for ((part, field), to) in reading.fixes(&event.event_id()) {
            put_right(&mut event, part.as_ref(), field, &to);
        }
        let source = reading.source(event.source.as_ref());
        let date = event.published.as_ref().or_else(|| source?.published.as_ref());
        let published = date.map_or_else(Meaning::unknown, |date| date.meaning(reading.zone()));
        Self {
            entry,
            id: entry.event.event_id(),
            versions: vec![event],
            source,
            published,
            is_certain: true,
            stands: Stands::Yes,
            is_corrected: false,
            is_contested: false,
            contested_parts: BTreeSet::new(),
            lost_parts: BTreeSet::new(),
        }
    }

    /// What it says; where it says several things, one of them.
    pub(super) fn event(&self) -> &Event {
        &self.versions[0]
    }

    /// One whose source is not described comes from us.
    pub(super) fn source_kind(&self) -> SourceKind {
        self.source.map_or(SourceKind::Recorder, |source| source.kind)
    }

    pub(super) fn is_of_court(&self) -> bool {
        matches!(self.source_kind(), SourceKind::Court | SourceKind::Archive)
    }

    fn publisher(&self) -> Option<&str> {
        self.source?.publisher.as_deref()
    }

    /// Whether it may correct and take back what the other says.
    pub(super) fn may_change(&self, other: &Self) -> bool {
        let same_source = self.event().source == other.event().source;
        let same_publisher = self.publisher().is_some() && self.publisher() == other.publisher();
        let same_case = self.entry.event.case == other.entry.event.case;
        let is_paper = matches!(other.event().verb, Verb::Filed | Verb::Responded)
            && other.source_kind() != SourceKind::Press;
        let as_court = self.is_of_court() && same_case && (is_paper || other.is_of_court());
        let as_us = self.source_kind() == SourceKind::Recorder && other.publisher().is_none();
        same_source || same_publisher || as_court || as_us
    }

    /// Whether a target is the report, or a part of it; of a whole source it is all but what
    /// takes the source back.
    pub(super) fn is_meant(&self, target: &Target, by: &Self) -> bool {
        match target {
            Target::Event(id) | Target::Part(id, _) => self.id == *id,
            Target::Source(id) => self.event().source.as_ref() == Some(id) && self.id != by.id,
        }
    }

    /// When it says that it happened, in each version: the date, as written, and whether firmly.
    pub(super) fn dates(&self, zone: Tz) -> Vec<(Meaning, Option<String>, bool)> {
        let date = |event: &Event| match &event.occurred {
            Some(Occurred::Date(date)) => {
                let (meaning, text) = (date.meaning(zone), date.text().to_owned());
                let is_instant = text.contains('T');
                let edtf = if is_instant { meaning.to_edtf() } else { Some(text) };
                (meaning, edtf, !date.is_qualified())
            }
            Some(Occurred::Phrase(phrase)) => {
                let meaning = phrase.resolve(Some(&self.published));
                (meaning.clone(), meaning.to_edtf(), true)
            }
            None => {
                let meaning = docket_time::undated(Some(&self.published));
                (meaning.clone(), meaning.to_edtf(), true)
            }
        };
        self.versions.iter().map(date).collect()
    }

    pub(super) fn state(&self) -> EntryState {
        match self.stands {
            Stands::No => EntryState::Retracted,
            Stands::Yes | Stands::Perhaps if self.is_corrected => EntryState::Corrected,
            Stands::Yes | Stands::Perhaps => EntryState::Stands,
        }
    }
}

/// The reports inside the published cut, and how many the cut leaves out of the case.
pub(super) fn inside<'a>(reading: &Reading<'a>, cut: &Cut) -> (Vec<Report<'a>>, u64) {
    let (mut reports, mut left_out) = (Vec::new(), 0);
    for entry in reading.entries.iter().filter(|entry| entry.event.bookkeeping.is_none()) {
        let mut report = Report::of(entry, reading);
        let inside = match cut.published_by {
            None => Truth::Yes,
            Some(by) => happened_by(&report.published, by.day(reading.zone())),
        };
        report.is_certain = inside == Truth::Yes;
        if inside == Truth::Yes || inside == Truth::Unknown && cut.possibly {
            reports.push(report);
        } else if is_shown_in(&entry.event, &reading.case) {
            left_out += 1;
        }
    }
    (reports, left_out)
}

/// Puts a field right, where the event has it.
pub(super) fn put_right(event: &mut Event, part: Option<&Key>, field: Field, to: &FactValue) {
    let text = match to {
        FactValue::One(Scalar::Text(text)) => text.clone(),
        FactValue::One(_) | FactValue::OneOf(_) | FactValue::Set(_) => String::new(),
    };
    let date = || text.parse::<When>().expect("a date");
    let wording = event.wordings.iter_mut().find(|wording| Some(&wording.id) == part);
    match (field, part, wording) {
        (Field::Kind, ..) => {
            event.kind = Kind::from_name(&text).expect("a kind");
            event.verb = event.kind.verb().unwrap_or(event.verb);
        }
        (Field::Occurred, ..) => event.occurred = Some(Occurred::Date(date())),
        (Field::Published, ..) => event.published = Some(date()),
        (Field::Text, None, _) => event.text = Some(text.into()),
        (Field::DocumentNumber, ..) => event.document_number = Some(text.into()),
        (Field::By, ..) => event.by = names(to),
        (Field::Against, ..) => event.against = names(to),
        (Field::Text, Some(_), Some(wording)) => wording.text = vec![text],
        (Field::Speaker, _, Some(wording)) => wording.speaker = Party::named(&text),
        (Field::Value, Some(part), _) => {
            if let Some(value) = event.facts.get_mut(part) {
                *value = to.clone();
            }
        }
        (Field::Text | Field::Speaker | Field::Value, ..) => {}
    }
}

fn names(to: &FactValue) -> Vec<Party> {
    let name = |scalar: &Scalar| match scalar {
        Scalar::Text(name) => Some(Party::named(name)),
        Scalar::Quantity(_) | Scalar::Date(_) => None,
    };
    match to {
        FactValue::One(one) => name(one).into_iter().collect(),
        FactValue::OneOf(names) | FactValue::Set(names) => names.iter().filter_map(name).collect(),
    }
}
