//! What the ledger says of entries that it expunged.

use docket_core::{
    Bookkeeping, CaseId, EntryState, Expunged, Expunging, Kept, LogEntry, Position, RecordedAt,
    RecordedBy,
};
use serde_json::{Value, json};

use crate::failure::{Exit, Failure};
use crate::ledger::Ledger;
use crate::log_line::row_without;

/// The place of an expunged entry, as the log shows it.
#[derive(Clone, Debug)]
pub(crate) struct ExpungedLine {
    pub(crate) expunged: Expunged,
    why: Option<Expunging>,
}

impl ExpungedLine {
    /// The lines of what was recorded inside a cut, in log order.
    pub(crate) fn inside(ledger: &Ledger, by: Option<RecordedBy>) -> Result<Vec<Self>, Failure> {
        let positions = ledger.log().expunged()?;
        let orders = if positions.is_empty() { Vec::new() } else { orders(ledger)? };
        let mut lines = Vec::new();
        for position in positions {
            for kept in ledger.log().kept(position..position.next()) {
                let kept = kept?;
                let inside =
                    |by: RecordedBy| by.includes(position, kept.recorded_at(), ledger.zone());
                let is_inside = by.is_none_or(inside);
                if let Kept::Expunged(expunged) = kept
                    && is_inside
                {
                    lines.push(Self { why: order_of(&orders, position).cloned(), expunged });
                }
            }
        }
        Ok(lines)
    }

    /// The place as JSON, with the keys of an entry.
    pub(crate) fn as_json(&self) -> Value {
        let Expunged { position, recorded_at, commitment, .. } = &self.expunged;
        let why = self.why.as_ref().map(|why| json!({ "order": why.order, "reason": why.reason }));
        let mut json = without(*position, *recorded_at, EntryState::Expunged);
        json["commitment"] = json!(commitment.to_string());
        json["expunged"] = json!(why);
        json
    }

    pub(crate) fn row(&self) -> Vec<String> {
        row_without(self.expunged.position, self.expunged.recorded_at, "[expunged]")
    }

    /// Why it was expunged, and what is left.
    pub(crate) fn more(&self) -> Vec<String> {
        let mut lines: Vec<_> = self.why.iter().map(in_words).collect();
        lines.push(format!("commitment {}", self.expunged.commitment));
        lines
    }
}

/// An entry of which nothing else is told, as JSON.
pub(crate) fn without(position: Position, recorded_at: RecordedAt, state: EntryState) -> Value {
    json!({
        "position": position,
        "revision": null,
        "recorded_at": recorded_at,
        "event": null,
        "case": null,
        "act": null,
        "verb": null,
        "kind": null,
        "occurred": null,
        "published": null,
        "source": null,
        "text": null,
        "effects": [],
        "state": state,
    })
}

/// What was ever ordered to be expunged, in the order of the log.
pub(crate) fn orders(ledger: &Ledger) -> Result<Vec<Expunging>, Failure> {
    let mut orders = Vec::new();
    for entry in ledger.log().case_entries(&CaseId::ledger()) {
        let LogEntry { event, .. } = entry?;
        if let Some(Bookkeeping::Expunged(order)) = event.bookkeeping {
            orders.push(order);
        }
    }
    Ok(orders)
}

fn order_of(orders: &[Expunging], position: Position) -> Option<&Expunging> {
    orders.iter().rev().find(|order| order.positions.contains(&position))
}

fn in_words(why: &Expunging) -> String {
    let order = why.order.as_ref().map_or(String::new(), |order| format!(" ({order})"));
    format!("{}{order}", why.reason)
}

/// The failure for an entry that is not there any more.
pub(crate) fn gone(ledger: &Ledger, position: Position) -> Result<Failure, Failure> {
    let orders = orders(ledger)?;
    let why =
        order_of(&orders, position).map_or(String::new(), |why| format!(": {}", in_words(why)));
    let message = format!("{position} was expunged{why}");
    Ok(Failure::new(Exit::NotFound, "expunged", message)
        .help("its place, its instant and its leaf are left: `docket prove` proves those"))
}
