//! What is closed to the public, and by whose order.

use std::collections::BTreeSet;

use docket_core::{CaseView, EventId, Restriction, Withheld};
use serde_json::{Value, json};

/// What a view for the public leaves out.
pub(crate) struct Closed {
    /// Parts of entries.
    parts: Vec<(EventId, Restriction)>,
    /// Whole lines.
    lines: Vec<Withheld>,
}

impl Closed {
    pub(crate) fn of(view: &CaseView) -> Self {
        let is_own = |(event, _): &(EventId, Restriction)| event.case == *view.case();
        Self {
            parts: view.restrictions().into_iter().filter(is_own).collect(),
            lines: view.withheld(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.lines.is_empty()
    }

    /// Everything that is closed, a line each.
    pub(crate) fn in_words(&self) -> Vec<String> {
        let parts = self.parts.iter().map(|(event, closed)| line(&event.to_string(), closed));
        let lines =
            self.lines.iter().map(|closed| line(&closed.position.to_string(), &closed.restriction));
        parts.chain(lines).collect()
    }

    pub(crate) fn as_json(&self) -> Value {
        let parts = self.parts.iter().map(|(event, closed)| {
            let mut json = as_json(closed);
            json["event"] = json!(event);
            json
        });
        let lines = self.lines.iter().map(|closed| {
            let mut json = as_json(&closed.restriction);
            json["position"] = json!(closed.position);
            json
        });
        parts.chain(lines).collect()
    }
}

/// What is closed, as JSON.
pub(crate) fn as_json(closed: &Restriction) -> Value {
    json!({
        "ordered_by": closed.ordered_by,
        "ordered_in": closed.ordered_in,
        "parts": closed.parts,
        "what": closed.what,
    })
}

/// What is closed, in words: "text closed by order of The Court (a-v-b/order)".
pub(crate) fn in_words(closed: &Restriction) -> String {
    let what = match closed.what {
        Some(what) => what.name().to_owned(),
        None => list(&closed.parts),
    };
    let (by, orders) = (list(&closed.ordered_by), list(&closed.ordered_in));
    match (by.is_empty(), orders.is_empty()) {
        (false, false) => format!("{what} closed by order of {by} ({orders})"),
        _ => format!("{what} closed by an order that is closed itself"),
    }
}

fn line(what: &str, closed: &Restriction) -> String {
    format!("{what}: {}", in_words(closed))
}

fn list<T: ToString>(items: &BTreeSet<T>) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
