//! The types of codec version 1. Frozen: their golden bytes are in `golden_v1.txt`.
//!
//! What may grow (kinds, roles, relations ...) is stored as its name, so that a longer list needs no
//! new version. No type contains itself, and no element of a sequence is without bytes.

use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EventV1<'a> {
    pub(super) case: &'a str,
    pub(super) id: &'a str,
    pub(super) verb: VerbV1,
    #[serde(borrow)]
    pub(super) kind: KindV1<'a>,
    pub(super) act: Option<&'a str>,
    pub(super) source: Option<&'a str>,
    pub(super) published: Option<&'a str>,
    pub(super) occurred: Option<OccurredV1<'a>>,
    pub(super) place: Option<u64>,
    pub(super) document_number: Option<&'a str>,
    pub(super) text: Option<&'a str>,
    pub(super) by: Vec<PartyV1<'a>>,
    pub(super) against: Vec<PartyV1<'a>>,
    pub(super) on_behalf_of: Vec<PartyV1<'a>>,
    pub(super) also_in: Vec<&'a str>,
    pub(super) facts: Vec<(&'a str, FactV1<'a>)>,
    pub(super) refers_to: Vec<ReferenceV1<'a>>,
    pub(super) effects: Vec<EffectV1<'a>>,
    pub(super) wordings: Vec<WordingV1<'a>>,
    pub(super) scope: Option<&'a str>,
    pub(super) prejudice: Option<&'a str>,
    pub(super) in_cases: Vec<(&'a str, &'a str)>,
    pub(super) bookkeeping: Option<BookkeepingV1<'a>>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum VerbV1 {
    Filed,
    Responded,
    Announced,
    Settled,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum KindV1<'a> {
    Listed(&'a str),
    Other(&'a str),
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum OccurredV1<'a> {
    Date(&'a str),
    Phrase { text: &'a str, rule: u16 },
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PartyV1<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) name: &'a str,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum TargetV1<'a> {
    Event { case: &'a str, key: &'a str },
    Part { case: &'a str, key: &'a str, name: &'a str },
    Source(&'a str),
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum FactV1<'a> {
    #[serde(borrow)]
    One(ScalarV1<'a>),
    OneOf(Vec<ScalarV1<'a>>),
    Set(Vec<ScalarV1<'a>>),
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum ScalarV1<'a> {
    Text(&'a str),
    Quantity { number: i64, bound: BoundV1, currency: Option<&'a str> },
    Date(&'a str),
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum BoundV1 {
    Exact,
    AtLeast,
    MoreThan,
    About,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ReferenceV1<'a> {
    pub(super) relation: &'a str,
    #[serde(borrow)]
    pub(super) target: TargetV1<'a>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'a"))]
pub(super) enum EffectV1<'a> {
    Corrects { target: TargetV1<'a>, field: &'a str, to: FactV1<'a> },
    Retracts { target: TargetV1<'a>, reason: Option<&'a str> },
    Disputes { target: TargetV1<'a>, reason: Option<&'a str> },
    Ends { target: TargetV1<'a>, how: &'a str },
    Restricts { target: TargetV1<'a>, what: &'a str },
    Transfers { court: &'a str, case: Option<&'a str> },
    Consolidates { cases: Vec<&'a str>, lead: Option<&'a str> },
    Severs { case: &'a str, parties: Vec<PartyV1<'a>> },
    PartyJoins { party: PartyV1<'a>, role: &'a str },
    PartyLeaves { party: PartyV1<'a> },
    PartyRenamed { party: PartyV1<'a>, to: PartyV1<'a> },
    Counsel { counsel: &'a str, does: &'a str, party: PartyV1<'a> },
    Deadline { deadline: &'a str, due: &'a str, party: Option<PartyV1<'a>> },
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WordingV1<'a> {
    pub(super) id: &'a str,
    pub(super) statement: Option<&'a str>,
    #[serde(borrow)]
    pub(super) speaker: PartyV1<'a>,
    pub(super) role: Option<&'a str>,
    pub(super) to: Option<&'a str>,
    pub(super) via: Option<&'a str>,
    pub(super) within: Option<TargetV1<'a>>,
    pub(super) form: &'a str,
    pub(super) language: Option<&'a str>,
    pub(super) span: Option<(u64, u64)>,
    pub(super) text: Vec<&'a str>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'a"))]
pub(super) enum BookkeepingV1<'a> {
    CaseOpened { court: Option<&'a str>, title: Option<&'a str>, tz: Option<&'a str> },
    SourceDescribed(SourceV1<'a>),
    Linked(Vec<TargetV1<'a>>),
    Separated(Vec<TargetV1<'a>>),
    Alias { name: &'a str, of: &'a str },
    TranscriptionFixed { field: &'a str, target: TargetV1<'a>, to: FactV1<'a> },
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SourceV1<'a> {
    pub(super) id: &'a str,
    pub(super) kind: &'a str,
    pub(super) publisher: Option<&'a str>,
    pub(super) published: Option<&'a str>,
    pub(super) author: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) file: Option<&'a str>,
    pub(super) sha256: Option<&'a str>,
    pub(super) via: Option<&'a str>,
}
