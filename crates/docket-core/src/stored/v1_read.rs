//! From the stored form to an event. Every name is looked up and every order checked, so that what
//! decodes is what was encoded.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use docket_time::{Phrase, RuleNumber, When};
use smol_str::SmolStr;

use crate::bookkeeping::{Bookkeeping, CaseDescription};
use crate::effect::Effect;
use crate::event::{Event, Occurred};
use crate::id::{EventId, IdError, Target};
use crate::kind::{Kind, Verb};
use crate::party::Party;
use crate::reference::Reference;
use crate::source::Source;
use crate::value::{Bound, FactValue, Quantity, Scalar};
use crate::wording::Wording;

use super::StoredError;
use super::v1::{
    BookkeepingV1, BoundV1, EffectV1, EventV1, FactV1, KindV1, OccurredV1, PartyV1, ReferenceV1,
    ScalarV1, SourceV1, TargetV1, VerbV1, WordingV1,
};

type Result<T> = std::result::Result<T, StoredError>;

impl TryFrom<EventV1<'_>> for Event {
    type Error = StoredError;

    fn try_from(stored: EventV1<'_>) -> Result<Self> {
        Ok(Self {
            act: optional(stored.act)?,
            against: parties(stored.against),
            also_in: set("cases", stored.also_in.into_iter().map(parsed).collect::<Result<_>>()?)?,
            bookkeeping: stored.bookkeeping.map(Bookkeeping::try_from).transpose()?,
            by: parties(stored.by),
            case: stored.case.parse()?,
            document_number: stored.document_number.map(SmolStr::from),
            effects: all(stored.effects)?,
            facts: map("facts", stored.facts, |key, value| Ok((key.parse()?, value.try_into()?)))?,
            id: stored.id.parse()?,
            in_cases: map("member cases", stored.in_cases, |case, scope| {
                Ok((case.parse()?, named("scope", scope)?))
            })?,
            kind: stored.kind.try_into()?,
            line: None,
            occurred: stored.occurred.map(Occurred::try_from).transpose()?,
            on_behalf_of: parties(stored.on_behalf_of),
            place: stored.place,
            prejudice: stored.prejudice.map(|name| named("prejudice", name)).transpose()?,
            published: stored.published.map(When::parse).transpose()?,
            refers_to: all(stored.refers_to)?,
            scope: stored.scope.map(|name| named("scope", name)).transpose()?,
            source: optional(stored.source)?,
            text: stored.text.map(SmolStr::from),
            verb: stored.verb.into(),
            wordings: all(stored.wordings)?,
        })
    }
}

fn parsed<T: FromStr<Err = IdError>>(name: &str) -> Result<T> {
    Ok(name.parse()?)
}

fn optional<T: FromStr<Err = IdError>>(name: Option<&str>) -> Result<Option<T>> {
    name.map(parsed).transpose()
}

/// Looks a name up in one of the lists that may grow.
fn named<T: FromStr<Err = strum::ParseError>>(what: &'static str, name: &str) -> Result<T> {
    name.parse().map_err(|_| StoredError::Name { what, name: name.to_owned() })
}

fn all<V, T: TryFrom<V, Error = StoredError>>(stored: Vec<V>) -> Result<Vec<T>> {
    stored.into_iter().map(T::try_from).collect()
}

fn parties(stored: Vec<PartyV1<'_>>) -> Vec<Party> {
    stored.into_iter().map(Party::from).collect()
}

fn set<T: Ord>(what: &'static str, members: Vec<T>) -> Result<BTreeSet<T>> {
    if members.is_sorted_by(|a, b| a < b) {
        Ok(members.into_iter().collect())
    } else {
        Err(StoredError::Order(what))
    }
}

fn map<SK, SV, K: Ord, V>(
    what: &'static str,
    stored: Vec<(SK, SV)>,
    read: impl Fn(SK, SV) -> Result<(K, V)>,
) -> Result<BTreeMap<K, V>> {
    let pairs =
        stored.into_iter().map(|(key, value)| read(key, value)).collect::<Result<Vec<_>>>()?;
    if pairs.is_sorted_by(|(a, _), (b, _)| a < b) {
        Ok(pairs.into_iter().collect())
    } else {
        Err(StoredError::Order(what))
    }
}

impl From<VerbV1> for Verb {
    fn from(verb: VerbV1) -> Self {
        match verb {
            VerbV1::Filed => Self::Filed,
            VerbV1::Responded => Self::Responded,
            VerbV1::Announced => Self::Announced,
            VerbV1::Settled => Self::Settled,
        }
    }
}

impl TryFrom<KindV1<'_>> for Kind {
    type Error = StoredError;

    fn try_from(stored: KindV1<'_>) -> Result<Self> {
        match stored {
            KindV1::Other(name) => Ok(Self::Other(name.to_owned())),
            KindV1::Listed(name) => match Self::from_name(name) {
                Ok(Self::Other(_)) | Err(_) => {
                    Err(StoredError::Name { what: "kind", name: name.to_owned() })
                }
                Ok(listed) => Ok(listed),
            },
        }
    }
}

impl TryFrom<OccurredV1<'_>> for Occurred {
    type Error = StoredError;

    fn try_from(stored: OccurredV1<'_>) -> Result<Self> {
        Ok(match stored {
            OccurredV1::Date(text) => Self::Date(When::parse(text)?),
            OccurredV1::Phrase { text, rule } => {
                Self::Phrase(Phrase::with_rule(text, RuleNumber(rule))?)
            }
        })
    }
}

impl From<PartyV1<'_>> for Party {
    fn from(stored: PartyV1<'_>) -> Self {
        Self { id: stored.id.map(str::to_owned), name: stored.name.into() }
    }
}

impl TryFrom<TargetV1<'_>> for Target {
    type Error = StoredError;

    fn try_from(stored: TargetV1<'_>) -> Result<Self> {
        let event = |case: &str, key: &str| -> Result<EventId> {
            Ok(EventId { case: case.parse()?, key: key.parse()? })
        };
        Ok(match stored {
            TargetV1::Event { case, key } => Self::Event(event(case, key)?),
            TargetV1::Part { case, key, name } => Self::Part(event(case, key)?, name.parse()?),
            TargetV1::Source(name) => Self::Source(name.parse()?),
        })
    }
}

impl TryFrom<FactV1<'_>> for FactValue {
    type Error = StoredError;

    fn try_from(stored: FactV1<'_>) -> Result<Self> {
        Ok(match stored {
            FactV1::One(value) => Self::One(value.try_into()?),
            FactV1::OneOf(values) => Self::OneOf(set("values", all(values)?)?),
            FactV1::Set(values) => Self::Set(set("values", all(values)?)?),
        })
    }
}

impl TryFrom<ScalarV1<'_>> for Scalar {
    type Error = StoredError;

    fn try_from(stored: ScalarV1<'_>) -> Result<Self> {
        Ok(match stored {
            ScalarV1::Text(text) => Self::Text(text.to_owned()),
            ScalarV1::Quantity { number, bound, currency } => {
                let currency = currency.map(str::to_owned);
                Self::Quantity(Quantity { number, bound: bound.into(), currency })
            }
            ScalarV1::Date(text) => Self::Date(When::parse(text)?),
        })
    }
}

impl From<BoundV1> for Bound {
    fn from(bound: BoundV1) -> Self {
        match bound {
            BoundV1::Exact => Self::Exact,
            BoundV1::AtLeast => Self::AtLeast,
            BoundV1::MoreThan => Self::MoreThan,
            BoundV1::About => Self::About,
        }
    }
}

impl TryFrom<ReferenceV1<'_>> for Reference {
    type Error = StoredError;

    fn try_from(stored: ReferenceV1<'_>) -> Result<Self> {
        let relation = named("relation", stored.relation)?;
        Ok(Self { relation, target: stored.target.try_into()? })
    }
}

impl TryFrom<EffectV1<'_>> for Effect {
    type Error = StoredError;

    fn try_from(stored: EffectV1<'_>) -> Result<Self> {
        let text = |text: Option<&str>| text.map(str::to_owned);
        Ok(match stored {
            EffectV1::Corrects { target, field, to } => Self::Corrects {
                target: target.try_into()?,
                field: named("field", field)?,
                to: to.try_into()?,
            },
            EffectV1::Retracts { target, reason } => {
                Self::Retracts { target: target.try_into()?, reason: text(reason) }
            }
            EffectV1::Disputes { target, reason } => {
                Self::Disputes { target: target.try_into()?, reason: text(reason) }
            }
            EffectV1::Ends { target, how } => {
                Self::Ends { target: target.try_into()?, how: named("ending", how)? }
            }
            EffectV1::Restricts { target, what } => {
                Self::Restricts { target: target.try_into()?, what: named("restriction", what)? }
            }
            EffectV1::Transfers { court, case } => {
                Self::Transfers { case: optional(case)?, court: court.parse()? }
            }
            EffectV1::Consolidates { cases, lead } => Self::Consolidates {
                cases: cases.into_iter().map(parsed).collect::<Result<_>>()?,
                lead: optional(lead)?,
            },
            EffectV1::Severs { case, parties: going } => {
                Self::Severs { parties: parties(going), case: case.parse()? }
            }
            EffectV1::PartyJoins { party, role } => {
                Self::PartyJoins { party: party.into(), role: named("role", role)? }
            }
            EffectV1::PartyLeaves { party } => Self::PartyLeaves { party: party.into() },
            EffectV1::PartyRenamed { party, to } => {
                Self::PartyRenamed { party: party.into(), to: to.into() }
            }
            EffectV1::Counsel { counsel, does, party } => Self::Counsel {
                counsel: counsel.to_owned(),
                does: named("act of counsel", does)?,
                party: party.into(),
            },
            EffectV1::Deadline { deadline, due, party } => Self::Deadline {
                deadline: deadline.to_owned(),
                due: When::parse(due)?,
                party: party.map(Party::from),
            },
        })
    }
}

impl TryFrom<WordingV1<'_>> for Wording {
    type Error = StoredError;

    fn try_from(stored: WordingV1<'_>) -> Result<Self> {
        Ok(Self {
            form: named("form", stored.form)?,
            id: stored.id.parse()?,
            language: stored.language.map(str::to_owned),
            role: stored.role.map(str::to_owned),
            span: stored.span,
            speaker: stored.speaker.into(),
            statement: optional(stored.statement)?,
            text: stored.text.into_iter().map(str::to_owned).collect(),
            to: stored.to.map(str::to_owned),
            via: stored.via.map(str::to_owned),
            within: stored.within.map(Target::try_from).transpose()?,
        })
    }
}

impl TryFrom<BookkeepingV1<'_>> for Bookkeeping {
    type Error = StoredError;

    fn try_from(stored: BookkeepingV1<'_>) -> Result<Self> {
        Ok(match stored {
            BookkeepingV1::CaseOpened { court, title, tz } => Self::CaseOpened(CaseDescription {
                court: optional(court)?,
                title: title.map(str::to_owned),
                tz: tz.map(str::to_owned),
            }),
            BookkeepingV1::SourceDescribed(source) => Self::SourceDescribed(source.try_into()?),
            BookkeepingV1::Linked(targets) => Self::Linked { how: None, targets: all(targets)? },
            BookkeepingV1::Separated(targets) => Self::Separated { targets: all(targets)? },
            BookkeepingV1::Alias { name, of } => {
                Self::Alias { name: name.to_owned(), of: of.to_owned() }
            }
            BookkeepingV1::TranscriptionFixed { field, target, to } => Self::TranscriptionFixed {
                field: named("field", field)?,
                target: target.try_into()?,
                to: to.try_into()?,
            },
        })
    }
}

impl TryFrom<SourceV1<'_>> for Source {
    type Error = StoredError;

    fn try_from(stored: SourceV1<'_>) -> Result<Self> {
        let text = |text: Option<&str>| text.map(str::to_owned);
        Ok(Self {
            author: text(stored.author),
            file: text(stored.file),
            id: stored.id.parse()?,
            kind: named("kind of source", stored.kind)?,
            published: stored.published.map(When::parse).transpose()?,
            publisher: text(stored.publisher),
            sha256: text(stored.sha256),
            title: text(stored.title),
            url: text(stored.url),
            via: optional(stored.via)?,
        })
    }
}
