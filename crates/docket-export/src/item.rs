//! Items: what a state consists of, each thing by itself.

use docket_case::{ActLine, CaseState, FactState, Known};
use docket_core::{Act, CaseId, Projection, Support};
use serde::Serialize;
use serde_json::json;

use crate::docket_order::DocketOrder;

/// One thing that is known of a case under a cut. A state is the set of its items: no two of them
/// are equal, and those of one kind sort as the state lists them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Item {
    /// `status`, `fact`, `party`, `act`, `disposition`, `deadline` or `move`.
    pub(crate) kind: &'static str,
    /// Where it stands among the items of its kind, as text.
    pub(crate) sort: String,
    /// Of what it tells.
    pub(crate) name: String,
    /// What it tells, in words.
    pub(crate) value: Option<String>,
    /// How well that is supported.
    pub(crate) support: Option<&'static str>,
    /// All of it, as `docket known --json` has it.
    pub(crate) json: String,
}

/// A state, with each act's place in docket order.
pub(crate) struct Listed {
    state: CaseState,
    order: Vec<DocketOrder>,
}

impl Projection for Listed {
    fn new(case: &CaseId) -> Self {
        Self { state: CaseState::new(case), order: Vec::new() }
    }

    fn apply(&mut self, act: &Act<'_>) {
        self.state.apply(act);
        self.order.push(DocketOrder::of(act));
    }
}

impl Listed {
    /// The acts of the state, each with its place.
    pub(crate) fn acts(&self) -> impl Iterator<Item = (&ActLine, &DocketOrder)> {
        self.state.acts.iter().zip(&self.order)
    }

    /// The items of the state that are no acts.
    pub(crate) fn others(&self) -> Vec<Item> {
        let state = &self.state;
        let mut items = vec![status(state)];
        items.extend(state.facts.iter().map(|(key, fact)| item_of_fact(key, fact)));
        items.extend(state.parties.iter().enumerate().map(|(at, party)| Item {
            kind: "party",
            sort: place(at),
            name: party.name.to_string(),
            value: Some(party.role.name().to_owned()),
            support: Some(name(party.support)),
            json: text(party),
        }));
        items.extend(state.dispositions.iter().enumerate().map(|(at, one)| {
            let scope: &str = one.scope.into();
            let value = Some(scope.to_owned());
            unsupported("disposition", at, one.manner.name(), value, text(one))
        }));
        items.extend(state.deadlines.iter().enumerate().map(|(at, one)| {
            unsupported("deadline", at, &one.what, Some(one.due.clone()), text(one))
        }));
        items.extend(state.moves.iter().enumerate().map(|(at, one)| {
            unsupported("move", at, one.how, Some(one.with.join(", ")), text(one))
        }));
        items
    }
}

impl Item {
    /// An act, and its place in docket order.
    pub(crate) fn of_act(act: &ActLine, order: &DocketOrder) -> Self {
        Self {
            kind: "act",
            sort: order.text(),
            name: act.act.to_string(),
            value: Some(act.kind.name()),
            support: Some(name(act.occurred_support)),
            json: text(act),
        }
    }
}

fn status(state: &CaseState) -> Item {
    let because = &state.status_because;
    let support = if because.is_empty() { Support::Unknown } else { Support::Stated };
    Item {
        kind: "status",
        sort: String::new(),
        name: "status".to_owned(),
        value: Some(state.status.name().to_owned()),
        support: Some(name(support)),
        json: json!({ "status": state.status, "because": because }).to_string(),
    }
}

fn item_of_fact(key: &str, fact: &FactState) -> Item {
    Item {
        kind: "fact",
        sort: key.to_owned(),
        name: key.to_owned(),
        value: value_of(fact),
        support: Some(name(fact.support)),
        json: text(fact),
    }
}

/// The value of a fact in words; the members of a set in one line.
pub(crate) fn value_of(fact: &FactState) -> Option<String> {
    match fact.value.as_ref()? {
        Known::One(value) => Some(value.to_string()),
        Known::Set(members) => {
            let members: Vec<String> =
                members.iter().map(|member| member.value.to_string()).collect();
            Some(members.join(", "))
        }
    }
}

fn unsupported(
    kind: &'static str,
    at: usize,
    name: &str,
    value: Option<String>,
    json: String,
) -> Item {
    Item { kind, sort: place(at), name: name.to_owned(), value, support: None, json }
}

/// The support as JSON has it.
pub(crate) fn name(support: Support) -> &'static str {
    support.into()
}

/// Anything as JSON.
pub(crate) fn text(any: &impl Serialize) -> String {
    serde_json::to_string(any).expect("states have text for keys")
}

fn place(at: usize) -> String {
    format!("{at:06}")
}
