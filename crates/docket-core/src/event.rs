//! Events: one source's report that something happened.

use std::collections::{BTreeMap, BTreeSet};

use docket_time::{Phrase, When};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::bookkeeping::Bookkeeping;
use crate::capture::DocketLine;
use crate::disposition::{Prejudice, Scope};
use crate::effect::Effect;
use crate::id::{CaseId, EventId, Key, Target};
use crate::json::in_canonical_order;
use crate::kind::{Kind, Verb};
use crate::party::Party;
use crate::reference::Reference;
use crate::value::FactValue;
use crate::wording::Wording;

/// One source's report that something happened in a case. Immutable once it is in a log.
///
/// The fields stand in alphabetical order because JSON is written in the order of declaration, and
/// canonical JSON (RFC 8785) wants its keys sorted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The act it reports, by a key that other reports of the case share; its own id where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Key>,
    /// Against whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Party>,
    /// Other cases in which it is shown and folded; it takes a revision only at home.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub also_in: BTreeSet<CaseId>,
    /// For an event about our own records: what it does to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bookkeeping: Option<Bookkeeping>,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Party>,
    /// The home case.
    pub case: CaseId,
    /// The number the court printed beside the line: often absent or repeated, never a key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<SmolStr>,
    /// What it does besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// What it says of things that can be compared.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        serialize_with = "in_canonical_order"
    )]
    pub facts: BTreeMap<Key, FactValue>,
    /// The author's key, unique in the case: what makes recording it twice harmless.
    pub id: Key,
    /// For a disposition: the member cases that it ends too, and how far.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        rename = "in",
        serialize_with = "in_canonical_order"
    )]
    pub in_cases: BTreeMap<CaseId, Scope>,
    /// The subtype of the verb.
    pub kind: Kind,
    /// The docket line out of which it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<DocketLine>,
    /// When it happened, as the source tells it; where absent, rule 0 of [`docket_time`] applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Occurred>,
    /// For whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_behalf_of: Vec<Party>,
    /// The source's own order among its lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u64>,
    /// For a disposition: whether the claim may be brought again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prejudice: Option<Prejudice>,
    /// When this report became public, where it is not the source's date: the day a docket line
    /// was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<When>,
    /// What it refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refers_to: Vec<Reference>,
    /// For a disposition: how much it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Who told us; absent only in bookkeeping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Key>,
    /// What the docket line says, or what happened in the author's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<SmolStr>,
    /// What was done.
    pub verb: Verb,
    /// What was said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wordings: Vec<Wording>,
}

/// When something happened, as a source tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Occurred {
    /// A date of its own.
    Date(When),
    /// A phrase that leans on the day of publication; resolved on reading.
    Phrase(Phrase),
}

impl Event {
    /// An event with the least it can have: everything else is absent.
    #[must_use]
    pub fn new(case: CaseId, id: Key, kind: Kind, verb: Verb) -> Self {
        Self {
            act: None,
            against: Vec::new(),
            also_in: BTreeSet::new(),
            bookkeeping: None,
            by: Vec::new(),
            case,
            document_number: None,
            effects: Vec::new(),
            facts: BTreeMap::new(),
            id,
            in_cases: BTreeMap::new(),
            kind,
            line: None,
            occurred: None,
            on_behalf_of: Vec::new(),
            place: None,
            prejudice: None,
            published: None,
            refers_to: Vec::new(),
            scope: None,
            source: None,
            text: None,
            verb,
            wordings: Vec::new(),
        }
    }

    /// Bookkeeping, as an event of the case it belongs to.
    #[must_use]
    pub fn bookkeeping(case: CaseId, id: Key, what: Bookkeeping) -> Self {
        let mut event = Self::new(case, id, what.kind(), Verb::Announced);
        event.bookkeeping = Some(what);
        event
    }

    /// The event's name in the ledger.
    #[must_use]
    pub fn event_id(&self) -> EventId {
        EventId { case: self.case.clone(), key: self.id.clone() }
    }

    /// The key of the act it reports.
    #[must_use]
    pub fn act_key(&self) -> &Key {
        self.act.as_ref().unwrap_or(&self.id)
    }

    /// Other cases that must see it: where it is shown, and whose reports or acts it affects. What
    /// affects a source concerns the ledger's own case, which is read with every case.
    #[must_use]
    pub fn concerns(&self) -> BTreeSet<CaseId> {
        let of_target =
            |target: &Target| target.event().map_or_else(CaseId::ledger, |id| id.case.clone());
        self.targets()
            .map(of_target)
            .chain(self.also_in.iter().cloned())
            .chain(self.in_cases.keys().cloned())
            .filter(|case| *case != self.case)
            .collect()
    }

    /// Whether it is at home in a case or concerns it.
    #[must_use]
    pub fn is_about(&self, case: &CaseId) -> bool {
        self.case == *case || self.concerns().contains(case)
    }

    /// What its effects and its bookkeeping point at.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        let effects = self.effects.iter().filter_map(Effect::target);
        effects.chain(self.bookkeeping.iter().flat_map(Bookkeeping::targets))
    }
}
