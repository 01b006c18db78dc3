//! When a log entry says that something happened, and when it was made public.

use docket_core::{Books, Event, Occurred};
use docket_time::{Meaning, Tz, undated};

/// The dates of an event as it was recorded, before anybody corrects it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDates {
    /// When it happened; where the source gives no date, rule 0 of [`docket_time`].
    pub occurred: Meaning,
    /// When the report was made public: its own date, or else its source's.
    pub published: Meaning,
}

impl EntryDates {
    /// The dates of an event, with sources as the books describe them, in a case's zone.
    #[must_use]
    pub fn of(event: &Event, books: &Books, zone: Tz) -> Self {
        let source = event.source.as_ref().and_then(|id| books.source(id.as_str()));
        let when = event.published.as_ref().or(source.and_then(|source| source.published.as_ref()));
        let published = when.map_or_else(Meaning::unknown, |when| when.meaning(zone));
        Self { occurred: occurred(event, &published, zone), published }
    }
}

fn occurred(event: &Event, published: &Meaning, zone: Tz) -> Meaning {
    let anchor = Some(published).filter(|published| !published.is_unknown());
    match &event.occurred {
        None => undated(anchor),
        Some(Occurred::Date(when)) => when.meaning(zone),
        Some(Occurred::Phrase(phrase)) => phrase.resolve(anchor),
    }
}
