//! From an event to its stored form; nothing is copied.

use docket_time::When;

use crate::bookkeeping::{Bookkeeping, CaseDescription};
use crate::disposition::{Prejudice, Scope};
use crate::effect::Effect;
use crate::event::{Event, Occurred};
use crate::id::{CaseId, Key, Target};
use crate::kind::{Kind, Verb};
use crate::party::Party;
use crate::reference::Reference;
use crate::source::Source;
use crate::value::{Bound, FactValue, Quantity, Scalar};
use crate::wording::Wording;

use super::v1::{
    BookkeepingV1, BoundV1, EffectV1, EventV1, FactV1, KindV1, OccurredV1, PartyV1, ReferenceV1,
    ScalarV1, SourceV1, TargetV1, VerbV1, WordingV1,
};

impl<'a> From<&'a Event> for EventV1<'a> {
    fn from(event: &'a Event) -> Self {
        Self {
            case: event.case.as_str(),
            id: event.id.as_str(),
            verb: event.verb.into(),
            kind: (&event.kind).into(),
            act: event.act.as_ref().map(Key::as_str),
            source: event.source.as_ref().map(Key::as_str),
            published: event.published.as_ref().map(When::text),
            occurred: event.occurred.as_ref().map(OccurredV1::from),
            place: event.place,
            document_number: event.document_number.as_deref(),
            text: event.text.as_deref(),
            by: all(&event.by),
            against: all(&event.against),
            on_behalf_of: all(&event.on_behalf_of),
            also_in: event.also_in.iter().map(CaseId::as_str).collect(),
            facts: event.facts.iter().map(|(key, value)| (key.as_str(), value.into())).collect(),
            refers_to: all(&event.refers_to),
            effects: all(&event.effects),
            wordings: all(&event.wordings),
            scope: event.scope.map(Scope::into),
            prejudice: event.prejudice.map(Prejudice::into),
            in_cases: event
                .in_cases
                .iter()
                .map(|(case, scope)| (case.as_str(), scope.into()))
                .collect(),
            bookkeeping: event.bookkeeping.as_ref().and_then(BookkeepingV1::of),
        }
    }
}

fn all<'a, T: 'a, V: From<&'a T>>(items: impl IntoIterator<Item = &'a T>) -> Vec<V> {
    items.into_iter().map(V::from).collect()
}

impl From<Verb> for VerbV1 {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Filed => Self::Filed,
            Verb::Responded => Self::Responded,
            Verb::Announced => Self::Announced,
            Verb::Settled => Self::Settled,
        }
    }
}

impl<'a> From<&'a Kind> for KindV1<'a> {
    fn from(kind: &'a Kind) -> Self {
        if let Kind::Other(name) = kind {
            Self::Other(name)
        } else if let Kind::Manner(manner) = kind {
            Self::Listed(manner.name())
        } else {
            Self::Listed(kind.into())
        }
    }
}

impl<'a> From<&'a Occurred> for OccurredV1<'a> {
    fn from(occurred: &'a Occurred) -> Self {
        match occurred {
            Occurred::Date(when) => Self::Date(when.text()),
            Occurred::Phrase(phrase) => Self::Phrase { text: phrase.text(), rule: phrase.rule().0 },
        }
    }
}

impl<'a> From<&'a Party> for PartyV1<'a> {
    fn from(party: &'a Party) -> Self {
        Self { id: party.id.as_deref(), name: &party.name }
    }
}

impl<'a> From<&'a Target> for TargetV1<'a> {
    fn from(target: &'a Target) -> Self {
        match target {
            Target::Event(id) => Self::Event { case: id.case.as_str(), key: id.key.as_str() },
            Target::Part(id, name) => {
                Self::Part { case: id.case.as_str(), key: id.key.as_str(), name: name.as_str() }
            }
            Target::Source(name) => Self::Source(name.as_str()),
        }
    }
}

impl<'a> From<&'a FactValue> for FactV1<'a> {
    fn from(value: &'a FactValue) -> Self {
        match value {
            FactValue::One(value) => Self::One(value.into()),
            FactValue::OneOf(values) => Self::OneOf(all(values)),
            FactValue::Set(values) => Self::Set(all(values)),
        }
    }
}

impl<'a> From<&'a Scalar> for ScalarV1<'a> {
    fn from(scalar: &'a Scalar) -> Self {
        match scalar {
            Scalar::Text(text) => Self::Text(text),
            Scalar::Quantity(Quantity { number, bound, currency }) => Self::Quantity {
                number: *number,
                bound: (*bound).into(),
                currency: currency.as_deref(),
            },
            Scalar::Date(when) => Self::Date(when.text()),
        }
    }
}

impl From<Bound> for BoundV1 {
    fn from(bound: Bound) -> Self {
        match bound {
            Bound::Exact => Self::Exact,
            Bound::AtLeast => Self::AtLeast,
            Bound::MoreThan => Self::MoreThan,
            Bound::About => Self::About,
        }
    }
}

impl<'a> From<&'a Reference> for ReferenceV1<'a> {
    fn from(reference: &'a Reference) -> Self {
        Self { relation: reference.relation.name(), target: (&reference.target).into() }
    }
}

impl<'a> From<&'a Effect> for EffectV1<'a> {
    fn from(effect: &'a Effect) -> Self {
        match effect {
            Effect::Corrects { target, field, to } => {
                Self::Corrects { target: target.into(), field: field.name(), to: to.into() }
            }
            Effect::Retracts { target, reason } => {
                Self::Retracts { target: target.into(), reason: reason.as_deref() }
            }
            Effect::Disputes { target, reason } => {
                Self::Disputes { target: target.into(), reason: reason.as_deref() }
            }
            Effect::Ends { target, how } => Self::Ends { target: target.into(), how: how.name() },
            Effect::Restricts { target, what } => {
                Self::Restricts { target: target.into(), what: what.name() }
            }
            Effect::Transfers { case, court } => {
                Self::Transfers { court: court.as_str(), case: case.as_ref().map(CaseId::as_str) }
            }
            Effect::Consolidates { cases, lead } => Self::Consolidates {
                cases: cases.iter().map(CaseId::as_str).collect(),
                lead: lead.as_ref().map(CaseId::as_str),
            },
            Effect::Severs { parties, case } => {
                Self::Severs { case: case.as_str(), parties: all(parties) }
            }
            Effect::PartyJoins { party, role } => {
                Self::PartyJoins { party: party.into(), role: role.name() }
            }
            Effect::PartyLeaves { party } => Self::PartyLeaves { party: party.into() },
            Effect::PartyRenamed { party, to } => {
                Self::PartyRenamed { party: party.into(), to: to.into() }
            }
            Effect::Counsel { counsel, does, party } => {
                Self::Counsel { counsel, does: does.name(), party: party.into() }
            }
            Effect::Deadline { deadline, due, party } => Self::Deadline {
                deadline,
                due: due.text(),
                party: party.as_ref().map(PartyV1::from),
            },
        }
    }
}

impl<'a> From<&'a Wording> for WordingV1<'a> {
    fn from(wording: &'a Wording) -> Self {
        Self {
            id: wording.id.as_str(),
            statement: wording.statement.as_ref().map(Key::as_str),
            speaker: (&wording.speaker).into(),
            role: wording.role.as_deref(),
            to: wording.to.as_deref(),
            via: wording.via.as_deref(),
            within: wording.within.as_ref().map(TargetV1::from),
            form: wording.form.name(),
            language: wording.language.as_deref(),
            span: wording.span,
            text: wording.text.iter().map(String::as_str).collect(),
        }
    }
}

impl<'a> BookkeepingV1<'a> {
    /// None for what version 1 has no room for: a capture stands behind the event, from version 3 on.
    fn of(what: &'a Bookkeeping) -> Option<Self> {
        Some(match what {
            Bookkeeping::CaseOpened(CaseDescription { court, title, tz }) => Self::CaseOpened {
                court: court.as_ref().map(Key::as_str),
                title: title.as_deref(),
                tz: tz.as_deref(),
            },
            Bookkeeping::SourceDescribed(source) => Self::SourceDescribed(source.into()),
            // How they were linked stands behind the event, from version 2 on.
            Bookkeeping::Linked { targets, how: _ } => Self::Linked(all(targets)),
            Bookkeeping::Separated { targets } => Self::Separated(all(targets)),
            Bookkeeping::Alias { name, of } => Self::Alias { name, of },
            Bookkeeping::TranscriptionFixed { field, target, to } => Self::TranscriptionFixed {
                field: field.name(),
                target: target.into(),
                to: to.into(),
            },
            Bookkeeping::Captured(_) | Bookkeeping::Expunged(_) => return None,
        })
    }
}

impl<'a> From<&'a Source> for SourceV1<'a> {
    fn from(source: &'a Source) -> Self {
        Self {
            id: source.id.as_str(),
            kind: source.kind.name(),
            publisher: source.publisher.as_deref(),
            published: source.published.as_ref().map(When::text),
            author: source.author.as_deref(),
            title: source.title.as_deref(),
            url: source.url.as_deref(),
            file: source.file.as_deref(),
            sha256: source.sha256.as_deref(),
            via: source.via.as_ref().map(Key::as_str),
        }
    }
}
