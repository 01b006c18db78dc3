//! Reports: events as they count inside a cut.

use std::collections::BTreeSet;
use std::ops::Deref;

use docket_time::{Day, Meaning, Truth, Tz, When, undated};
use smol_str::SmolStr;

use crate::amend::amend;
use crate::books::Books;
use crate::dated::Dated;
use crate::entry::LogEntry;
use crate::event::{Event, Occurred};
use crate::id::Key;
use crate::source::{Source, SourceKind};

/// An event as it counts inside a cut: with its source, its dates and what became of it.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The entry as it stands in the log.
    pub entry: &'a LogEntry,
    /// The event as corrected.
    pub event: Version<'a>,
    /// Further versions of it, where corrections of one field exclude each other.
    pub other_versions: Vec<Event>,
    /// Who told us, where that source is described.
    pub source: Option<&'a Source>,
    /// When the report was made public.
    pub published: Meaning,
    /// Whether it is certainly inside the published cut; otherwise it is possibly.
    pub is_certain: bool,
    /// Whether somebody disputes it, or may have retracted it.
    pub is_contested: bool,
    /// The facts and wordings that are contested without the rest.
    pub contested_parts: BTreeSet<Key>,
    /// The facts and wordings that were taken back without the rest.
    pub retracted_parts: BTreeSet<Key>,
    /// Whether a correction changed it.
    pub is_corrected: bool,
    /// What became of it.
    pub(crate) fate: Fate,
    zone: Tz,
}

/// How good a report is among others, the best first: certain before possible; by court, party,
/// press; then the earliest published. Equally good ones go by event id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportRank {
    is_possible: bool,
    kind: u8,
    is_undated: bool,
    latest: Option<Day>,
    earliest: Option<Day>,
}

/// An event as it was recorded, or as it was put right.
#[derive(Clone, Debug)]
pub enum Version<'a> {
    /// As it stands in the log.
    AsRecorded(&'a Event),
    /// As a correction or a transcription fix has it.
    Amended(Box<Event>),
}

impl Deref for Version<'_> {
    type Target = Event;
    fn deref(&self) -> &Event {
        match self {
            Self::AsRecorded(event) => event,
            Self::Amended(event) => event,
        }
    }
}

/// Whether a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Stands,
    Retracted,
}

impl<'a> Report<'a> {
    /// Reads an entry as a report, unless the published cut certainly or by default leaves it out.
    pub(crate) fn inside(
        entry: &'a LogEntry,
        books: &'a Books,
        zone: Tz,
        published_by: Option<Day>,
        possibly: bool,
    ) -> Option<Self> {
        let event = as_transcribed(entry, books);
        let source = event.source.as_ref().and_then(|id| books.source(id.as_str()));
        let published =
            written(&event, source).map_or_else(Meaning::unknown, |when| when.meaning(zone));
        let inside = published_by.map_or(Truth::Yes, |day| by(&published, day));
        let is_certain = inside == Truth::Yes;
        (is_certain || (possibly && inside == Truth::Unknown)).then(|| Self {
            entry,
            event,
            other_versions: Vec::new(),
            source,
            published,
            is_certain,
            is_contested: false,
            contested_parts: BTreeSet::new(),
            retracted_parts: BTreeSet::new(),
            is_corrected: false,
            fate: Fate::Stands,
            zone,
        })
    }

    /// When it was made public, as EDTF; none where nothing bounds it.
    pub(crate) fn published_edtf(&self) -> Option<SmolStr> {
        // Nearly always it is a day, whose text stands there already.
        match written(&self.event, self.source).filter(|when| when.as_day().is_some()) {
            Some(day) => Some(day.text().into()),
            None => self.published.to_edtf().map(SmolStr::from),
        }
    }

    /// All versions of the event, as claims of one source.
    pub(crate) fn versions(&self) -> impl Iterator<Item = &Event> {
        std::iter::once(&*self.event).chain(&self.other_versions)
    }

    /// What sort of publisher told us; the recorder where the source is not described.
    #[must_use]
    pub fn source_kind(&self) -> SourceKind {
        self.source.map_or(SourceKind::Recorder, |source| source.kind)
    }

    /// How good it is among others.
    #[must_use]
    pub fn rank(&self) -> ReportRank {
        let latest = self.published.latest();
        ReportRank {
            is_possible: !self.is_certain,
            kind: self.source_kind().rank(),
            is_undated: latest.is_none(),
            latest,
            earliest: self.published.earliest(),
        }
    }

    /// When the report says that it happened, in one version of it; and whether it says so firmly.
    pub(crate) fn occurred(&self, event: &Event) -> (Dated, bool) {
        let anchor = Some(&self.published).filter(|published| !published.is_unknown());
        match &event.occurred {
            None => (Dated::of(undated(anchor)), true),
            Some(Occurred::Phrase(phrase)) => (Dated::of(phrase.resolve(anchor)), true),
            Some(Occurred::Date(when)) => (self.dated(when), !when.is_qualified()),
        }
    }

    /// A date as written; an instant as its day in the case's zone.
    fn dated(&self, when: &When) -> Dated {
        let meaning = when.meaning(self.zone);
        if when.text().contains('T') {
            Dated::of(meaning)
        } else {
            Dated { meaning, edtf: Some(when.text().into()) }
        }
    }
}

/// When a report was made public, as it was written: of itself, or of its source.
fn written<'a>(event: &'a Event, source: Option<&'a Source>) -> Option<&'a When> {
    event.published.as_ref().or(source.and_then(|source| source.published.as_ref()))
}

/// An unknown date lies in no cut certainly and in every cut possibly.
fn by(published: &Meaning, day: Day) -> Truth {
    if published.is_unknown() { Truth::Unknown } else { published.by(day) }
}

fn as_transcribed<'a>(entry: &'a LogEntry, books: &Books) -> Version<'a> {
    let fixes = if books.has_fixes() { books.fixes(&entry.event.event_id()) } else { &[] };
    if fixes.is_empty() {
        return Version::AsRecorded(&entry.event);
    }
    let mut event = entry.event.clone();
    for fix in fixes {
        amend(&mut event, &fix.target, fix.field, &fix.to);
    }
    Version::Amended(Box::new(event))
}
