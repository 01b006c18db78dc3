//! Sealing: what is closed to readers without the right, and by whose order.
//!
//! A restriction is in force, under a cut, when an order for it is perhaps inside the cut and nothing
//! that is certainly inside has certainly lifted it: where there is a doubt, content is closed. Who may
//! not see what is closed now may not see it at any cut, and not what was closed then either.

mod opening;
mod order;
mod paper;
mod public_log;

use std::collections::{BTreeMap, BTreeSet};

use docket_time::Tz;

use crate::books::{Books, Joint};
use crate::cut::Cut;
use crate::effect::Restricted;
use crate::entry::LogEntry;
use crate::id::{CaseId, EventId, Key, Target};

pub(crate) use opening::OpenEntry;
pub use public_log::{PublicLog, Withheld};

use order::{Order, Undoing};
use paper::Paper;

/// What is closed of an event, and by whose order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// How much of the event is closed; none where it is only facts and wordings.
    pub what: Option<Restricted>,
    /// The facts, and the wordings or their statements, that are closed by themselves.
    pub parts: BTreeSet<Key>,
    /// The events that order it, in order of id; none that is closed itself.
    pub ordered_in: BTreeSet<EventId>,
    /// Who ordered it: the parties that the events name, or else who published them.
    pub ordered_by: BTreeSet<String>,
}

/// What is closed of an event, and which events say so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Closed {
    what: Option<Restricted>,
    parts: BTreeSet<Key>,
    orders: BTreeSet<EventId>,
}

impl Closed {
    /// Whether the whole line is closed: that there is one is all that may be told.
    fn is_of_line(&self) -> bool {
        self.what == Some(Restricted::Line)
    }

    fn join(&mut self, other: &Self) {
        self.what = self.what.max(other.what);
        self.parts.extend(other.parts.iter().cloned());
        self.orders.extend(other.orders.iter().cloned());
    }
}

/// What is closed, by event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Policy(BTreeMap<EventId, Closed>);

impl Policy {
    pub(crate) fn of(&self, event: &EventId) -> Option<&Closed> {
        self.0.get(event)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is closed by this policy or by another.
    pub(crate) fn or(mut self, other: &Self) -> Self {
        for (event, closed) in &other.0 {
            self.0.entry(event.clone()).or_default().join(closed);
        }
        self
    }

    fn close(&mut self, event: &EventId, what: Option<Restricted>, order: &Order) {
        let (parts, orders) = (order.parts.clone(), [order.event.clone()].into());
        self.0.entry(event.clone()).or_default().join(&Closed { what, parts, orders });
    }
}

/// The orders that close content of some cases, and what undid them: all that is needed to say what is
/// closed under any cut. It holds names and dates, and nothing that an order closes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seals {
    papers: BTreeMap<EventId, Paper>,
    orders: Vec<Order>,
    undoings: Vec<Undoing>,
    joints: Vec<Joint>,
    ledger_zone: Option<Tz>,
}

impl Seals {
    /// Reads the orders out of entries as they stand in the log, with the books of their case.
    pub(crate) fn read(entries: &[LogEntry], books: &Books, zone: Tz, ledger_zone: Tz) -> Self {
        let told = || entries.iter().filter(|entry| entry.event.bookkeeping.is_none());
        let orders: Vec<_> = told().flat_map(|entry| Order::all(entry, entries, books)).collect();
        if orders.is_empty() {
            return Self::default();
        }
        let papers = told().filter_map(|entry| Paper::of(entry, books, zone));
        Self {
            papers: papers.map(|paper| (paper.event.clone(), paper)).collect(),
            orders,
            undoings: told().flat_map(Undoing::all).collect(),
            joints: books.joints().to_vec(),
            ledger_zone: Some(ledger_zone),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.orders.is_empty()
    }

    /// Adds the orders of other cases.
    pub(crate) fn join(&mut self, other: &Self) {
        self.papers.extend(other.papers.iter().map(|(id, paper)| (id.clone(), paper.clone())));
        let new = |order: &&Order| !self.orders.contains(order);
        self.orders.extend(other.orders.iter().filter(new).cloned().collect::<Vec<_>>());
        let new = |undoing: &&Undoing| !self.undoings.contains(undoing);
        self.undoings.extend(other.undoings.iter().filter(new).cloned().collect::<Vec<_>>());
        self.joints.extend(other.joints.iter().cloned());
        self.ledger_zone = self.ledger_zone.or(other.ledger_zone);
    }

    /// What a policy closes of an event, as far as it may be told.
    pub(crate) fn told(&self, policy: &Policy, event: &EventId) -> Option<Restriction> {
        let Closed { what, parts, orders } = policy.of(event)?;
        let (mut ordered_in, mut ordered_by) = (BTreeSet::new(), BTreeSet::new());
        for order in self.orders.iter().filter(|order| orders.contains(&order.event)) {
            let closed = policy.of(&order.event).and_then(|closed| closed.what);
            // An order that is closed tells no more by what it orders than by itself.
            if closed < Some(Restricted::Line) {
                ordered_in.insert(order.event.clone());
                let is_open = closed < Some(Restricted::Text) && !order.by.is_empty();
                ordered_by
                    .extend(if is_open { &order.by } else { &order.publisher }.iter().cloned());
            }
        }
        Some(Restriction { what: *what, parts: parts.clone(), ordered_in, ordered_by })
    }

    /// The lines of a case that a policy closes as a whole, inside a cut of the recorded clock.
    pub(crate) fn withheld(&self, policy: &Policy, case: &CaseId, cut: &Cut) -> Vec<Withheld> {
        let is_line =
            |(event, closed): &(&EventId, &Closed)| event.case == *case && closed.is_of_line();
        let events = policy.0.iter().filter(is_line).map(|(event, _)| event);
        let mut withheld: Vec<_> = events
            .filter_map(|event| Some((self.papers.get(event)?, self.told(policy, event)?)))
            .filter(|(paper, _)| self.is_recorded(paper, cut))
            .map(|(paper, restriction)| Withheld {
                position: paper.position,
                recorded_at: paper.recorded_at,
                restriction,
            })
            .collect();
        withheld.sort_by_key(|line| line.position);
        withheld
    }

    /// What is closed under a cut.
    pub(crate) fn under(&self, cut: &Cut) -> Policy {
        let mut policy = Policy::default();
        for order in self.orders.iter().filter(|order| self.is_in_force(order, cut)) {
            // Also where it is not recorded yet: others may tell what it says.
            if let Some(named) = order.target.event().filter(|event| **event != order.event) {
                policy.close(named, order.what, order);
            }
            for paper in self.reached_by(order) {
                let is_itself = paper.event == order.event;
                // A line that closes itself still says that it does.
                let most = if is_itself { Restricted::Text } else { Restricted::Line };
                let what = order.what.map(|what| what.min(most));
                policy.close(&paper.event, what, order);
            }
        }
        policy
    }

    fn is_in_force(&self, order: &Order, cut: &Cut) -> bool {
        let Some(paper) = self.papers.get(&order.event) else { return false };
        self.is_perhaps_inside(paper, cut) && !self.is_lifted(paper, cut)
    }

    /// Whether something certainly inside the cut ends the act of an order, or takes its report back.
    fn is_lifted(&self, order: &Paper, cut: &Cut) -> bool {
        self.undoings_of(order).any(|(undoing, by)| {
            undoing.lifts
                && by.may_lift(order)
                && self.is_certainly_inside(by, cut)
                && !self.undoings_of(by).any(|(_, of)| self.is_perhaps_inside(of, cut))
        })
    }

    /// What ends, takes back or disputes the act of a paper, and the papers that do.
    fn undoings_of<'a>(&'a self, of: &'a Paper) -> impl Iterator<Item = (&'a Undoing, &'a Paper)> {
        let hits = move |undoing: &&Undoing| match self.papers.get(&undoing.of) {
            Some(target) => self.are_one(target, of),
            None => undoing.of == of.event,
        };
        let undoings = self.undoings.iter().filter(hits);
        undoings.filter_map(|undoing| Some((undoing, self.papers.get(&undoing.by)?)))
    }

    /// The papers whose content an order closes: what it names, the court's other reports of the same
    /// act, and what else was read out of the same lines of a docket.
    fn reached_by<'a>(&'a self, order: &'a Order) -> impl Iterator<Item = &'a Paper> {
        let named = |paper: &Paper| match &order.target {
            Target::Event(event) | Target::Part(event, _) => paper.event == *event,
            Target::Source(source) => paper.source.as_ref() == Some(source),
        };
        let all = || self.papers.values();
        let named: Vec<&Paper> = all().filter(|paper| named(paper)).collect();
        let told = |paper: &&Paper| {
            named.iter().any(|one| one.event == paper.event)
                || !paper.is_of_press_or_party && named.iter().any(|one| self.are_one(one, paper))
        };
        let told: Vec<&Paper> = all().filter(told).collect();
        all().filter(move |paper| {
            told.iter().any(|one| one.event == paper.event || one.is_of_line(paper))
        })
    }

    /// Whether two papers report one act: by its key, or by a link.
    fn are_one(&self, one: &Paper, other: &Paper) -> bool {
        let links = |targets: &[Target]| {
            let has = |paper: &Paper| {
                targets.iter().filter_map(Target::event).any(|event| *event == paper.event)
            };
            has(one) && has(other)
        };
        let is_link = |joint: &Joint| matches!(joint, Joint::Linked(targets) if links(targets));
        one.act == other.act || self.joints.iter().any(is_link)
    }

    fn is_certainly_inside(&self, paper: &Paper, cut: &Cut) -> bool {
        self.is_recorded(paper, cut) && paper.is_inside(cut).is_certain()
    }

    fn is_perhaps_inside(&self, paper: &Paper, cut: &Cut) -> bool {
        self.is_recorded(paper, cut) && paper.is_inside(cut).is_possible()
    }

    fn is_recorded(&self, paper: &Paper, cut: &Cut) -> bool {
        let zone = self.ledger_zone.unwrap_or(Tz::UTC);
        cut.recorded_by.is_none_or(|by| by.includes(paper.position, paper.recorded_at, zone))
    }
}

/// The cases whose orders may close something of an entry: its own, and those of what it points at.
pub(crate) fn cases_of(entry: &LogEntry) -> BTreeSet<CaseId> {
    let targets = entry.event.targets().filter_map(Target::event).map(|event| event.case.clone());
    targets.chain([entry.event.case.clone()]).collect()
}
