//! Short ways to write down who tells what.

use docket_core::{
    Bookkeeping, CaseId, Effect, Ending, Event, FactValue, Field, Form, Kind, Occurred, Party,
    Role, Source, SourceKind, Target, Verb, Wording,
};
use docket_time::When;

use crate::names::{id, key};

/// A report, told by a source: a short way to an [`Event`], whose fields are all public.
///
/// Names and dates are text that the author of a test has written: what cannot be read panics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told(Event);

/// What a source tells: `told("alpha-v-beta/complaint", "gazette", Kind::Complaint)`.
///
/// The verb is that of the kind; [`Told::verb`] says it where a kind has several.
///
/// # Panics
/// When the id is not `CASE/KEY`, or the source no key.
#[must_use]
pub fn told(event: &str, source: &str, kind: Kind) -> Told {
    let event = id(event);
    let verb = kind.verb().unwrap_or(Verb::Announced);
    let mut told = Event::new(event.case, event.key, kind, verb);
    told.source = Some(key(source));
    Told(told)
}

impl Told {
    /// With this verb.
    #[must_use]
    pub fn verb(mut self, verb: Verb) -> Self {
        self.0.verb = verb;
        self
    }

    /// Of the act that other reports tell too, by its key.
    #[must_use]
    pub fn act(mut self, act: &str) -> Self {
        self.0.act = Some(key(act));
        self
    }

    /// Having happened then: a date in EDTF, `2024-07-30` or `2024-07~`.
    #[must_use]
    pub fn on(mut self, date: &str) -> Self {
        self.0.occurred = Some(Occurred::Date(when(date)));
        self
    }

    /// Made public then, where that is not the date of the source.
    #[must_use]
    pub fn published(mut self, date: &str) -> Self {
        self.0.published = Some(when(date));
        self
    }

    /// In the words of the source.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.0.text = Some(text.into());
        self
    }

    /// Done by somebody.
    #[must_use]
    pub fn by(mut self, party: &str) -> Self {
        self.0.by.push(Party::named(party));
        self
    }

    /// Done against somebody.
    #[must_use]
    pub fn against(mut self, party: &str) -> Self {
        self.0.against.push(Party::named(party));
        self
    }

    /// With a fact.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl Into<FactValue>) -> Self {
        self.0.facts.insert(key(name), value.into());
        self
    }

    /// With what somebody said, in quotation marks.
    #[must_use]
    pub fn quoting(mut self, statement: &str, speaker: &str, words: &str) -> Self {
        self.0.wordings.push(Wording {
            form: Form::Quoted,
            id: key(statement),
            language: None,
            role: None,
            span: None,
            speaker: Party::named(speaker),
            statement: Some(key(statement)),
            text: vec![words.to_owned()],
            to: None,
            via: None,
            within: None,
        });
        self
    }

    /// Doing something besides.
    #[must_use]
    pub fn effect(mut self, effect: Effect) -> Self {
        self.0.effects.push(effect);
        self
    }

    /// Making somebody a party.
    #[must_use]
    pub fn joining(self, party: &str, role: Role) -> Self {
        self.effect(Effect::PartyJoins { party: Party::named(party), role })
    }

    /// Ending that somebody is a party.
    #[must_use]
    pub fn leaving(self, party: &str) -> Self {
        self.effect(Effect::PartyLeaves { party: Party::named(party) })
    }

    /// Ending what an earlier act does.
    #[must_use]
    pub fn ending(self, event: &str, how: Ending) -> Self {
        self.effect(Effect::Ends { target: Target::Event(id(event)), how })
    }

    /// Taking an earlier report back, which only its publisher can, or a court for papers filed with it.
    #[must_use]
    pub fn retracting(self, event: &str) -> Self {
        self.effect(Effect::Retracts { reason: None, target: Target::Event(id(event)) })
    }

    /// Putting a fact of an earlier report right, which only its publisher can, or a court for papers
    /// filed with it: from anybody else it changes nothing.
    #[must_use]
    pub fn correcting(self, event: &str, fact: &str, to: impl Into<FactValue>) -> Self {
        let target = Target::Part(id(event), key(fact));
        self.effect(Effect::Corrects { target, field: Field::Value, to: to.into() })
    }
}

impl From<Told> for Event {
    fn from(told: Told) -> Self {
        told.0
    }
}

/// The description of a newspaper whose articles came out on a day, as bookkeeping.
///
/// # Panics
/// When the name is no key, or the date no EDTF.
#[must_use]
pub fn press(name: &str, published: &str) -> Event {
    source(name, SourceKind::Press, Some(published))
}

/// The description of a court's own docket, as bookkeeping: each of its lines has its own day.
///
/// # Panics
/// When the name is no key.
#[must_use]
pub fn court(name: &str) -> Event {
    source(name, SourceKind::Court, None)
}

/// The description of a source of any kind, as bookkeeping; its publisher has the same name.
///
/// # Panics
/// When the name is no key, or the date no EDTF.
#[must_use]
pub fn source(name: &str, kind: SourceKind, published: Option<&str>) -> Event {
    let source = Source {
        author: None,
        file: None,
        id: key(name),
        kind,
        published: published.map(when),
        publisher: Some(name.to_owned()),
        sha256: None,
        title: None,
        url: None,
        via: None,
    };
    let what = Bookkeeping::SourceDescribed(source);
    Event::bookkeeping(CaseId::ledger(), key(&format!("source:{name}")), what)
}

pub(crate) fn when(date: &str) -> When {
    date.parse().unwrap_or_else(|error| panic!("`{date}`: {error}"))
}
