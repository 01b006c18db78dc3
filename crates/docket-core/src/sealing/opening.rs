//! Opening: what is left of an entry for a reader without the right.

use docket_proof::Salt;

use crate::bookkeeping::Bookkeeping;
use crate::effect::{Effect, Restricted};
use crate::entry::LogEntry;
use crate::event::Event;
use crate::field::Field;
use crate::id::{EventId, Target};
use crate::kind::Kind;

use super::{Closed, Policy};

/// What stands in the place of the salt of an entry of which something is closed.
const NO_SALT: Salt = Salt::from_bytes([0; 16]);

/// An entry that holds nothing that is closed. There is one way to make it, and readers without the
/// right are given nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenEntry(LogEntry);

impl OpenEntry {
    /// Takes out of an entry what is closed; none where all of it is.
    pub(crate) fn of(entry: LogEntry, policy: &Policy) -> Option<Self> {
        if policy.is_empty() {
            return Some(Self(entry));
        }
        let event = opened(entry.event.clone(), policy)?;
        // With the salt, whoever guesses what is closed could hold the guess against the leaf; that there
        // was nothing to take out is not told either.
        let is_named = policy.of(&event.event_id()).is_some();
        let salt = if is_named || event != entry.event { NO_SALT } else { entry.salt };
        Some(Self(LogEntry { salt, event, ..entry }))
    }

    pub(crate) fn into_entry(self) -> LogEntry {
        self.0
    }
}

/// What is left of an event; none where all of it is closed.
fn opened(mut event: Event, policy: &Policy) -> Option<Event> {
    if let Some(closed) = policy.of(&event.event_id()) {
        // Of bookkeeping there is nothing to be told but what it says.
        let is_told = event.bookkeeping.is_none() || closed.what < Some(Restricted::Text);
        if closed.is_of_line() || !is_told {
            return None;
        }
        close(&mut event, closed);
    }
    if let Some(Bookkeeping::TranscriptionFixed { field, target, .. }) = &event.bookkeeping
        && tells_of(target, *field, policy)
    {
        return None;
    }
    let before = event.effects.len();
    event.effects.retain(|effect| {
        let tells = |target, field| tells_of(target, field, policy);
        !matches!(effect, Effect::Corrects { target, field, .. } if tells(target, *field))
    });
    if event.effects.len() < before {
        // Its own words tell what it corrects.
        close_text(&mut event);
    }
    Some(event)
}

/// Whether what a field really says tells something that is closed.
fn tells_of(target: &Target, field: Field, policy: &Policy) -> bool {
    let closed = |event: &EventId| policy.of(event);
    match target {
        Target::Source(_) => false,
        Target::Part(event, name) => {
            closed(event).is_some_and(|closed| closed.what.is_some() || closed.parts.contains(name))
        }
        Target::Event(event) => closed(event).and_then(|closed| closed.what).is_some_and(|what| {
            let is_words = matches!(
                field,
                Field::Text
                    | Field::By
                    | Field::Against
                    | Field::Kind
                    | Field::Value
                    | Field::Speaker
            );
            what == Restricted::Line || what == Restricted::Text && is_words
        }),
    }
}

fn close(event: &mut Event, closed: &Closed) {
    event.facts.retain(|name, _| closed.what.is_none() && !closed.parts.contains(name));
    event.wordings.retain(|wording| {
        let names = [Some(&wording.id), wording.statement.as_ref()];
        closed.what.is_none()
            && !names.into_iter().flatten().any(|name| closed.parts.contains(name))
    });
    if closed.what >= Some(Restricted::Text) {
        close_text(event);
    }
}

/// Takes out what only the words of the line tell. What sort of paper it is, when it came, what it
/// decides and what it does to other papers stays.
fn close_text(event: &mut Event) {
    event.text = None;
    event.line = None;
    event.facts.clear();
    event.wordings.clear();
    event.by.clear();
    event.on_behalf_of.clear();
    event.against.clear();
    if matches!(event.kind, Kind::Other(_)) {
        event.kind = Kind::Other("Restricted".to_owned());
    }
    event.effects.retain_mut(|effect| match effect {
        Effect::Retracts { reason, .. } | Effect::Disputes { reason, .. } => {
            *reason = None;
            true
        }
        Effect::Corrects { .. } | Effect::Ends { .. } | Effect::Restricts { .. } => true,
        Effect::Transfers { .. }
        | Effect::Consolidates { .. }
        | Effect::Severs { .. }
        | Effect::PartyJoins { .. }
        | Effect::PartyLeaves { .. }
        | Effect::PartyRenamed { .. }
        | Effect::Counsel { .. }
        | Effect::Deadline { .. } => false,
    });
}
