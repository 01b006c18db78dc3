//! Effects and bookkeeping in words, as lines of the log show them.

use std::fmt::Display;

use docket_core::{Bookkeeping, Effect, Event, Verb};

/// What an event reports, in a few words: "filed: complaint, by Amazon".
pub(crate) fn event(event: &Event) -> String {
    if let Some(what) = &event.bookkeeping {
        return bookkeeping(what);
    }
    let verb = match event.verb {
        Verb::Settled => "disposed of",
        Verb::Filed | Verb::Responded | Verb::Announced => event.verb.name(),
    };
    let by = if event.by.is_empty() { String::new() } else { format!(", by {}", list(&event.by)) };
    format!("{verb}: {}{by}", event.kind.words())
}

/// An effect: "corrects a-v-b/order: occurred is 2024-07-30".
pub(crate) fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Corrects { target, field, to } => {
            format!("corrects {target}: {} is {to}", field.name())
        }
        Effect::Retracts { target, reason } => {
            format!("retracts {target}{}", because(reason.as_deref()))
        }
        Effect::Disputes { target, reason } => {
            format!("disputes {target}{}", because(reason.as_deref()))
        }
        Effect::Ends { target, how } => format!("ends {target}: {}", how.name()),
        Effect::Restricts { target, what } => format!("restricts {target}: {}", what.name()),
        Effect::Transfers { court, case: None } => format!("transfers the case to {court}"),
        Effect::Transfers { court, case: Some(case) } => {
            format!("transfers the case to {court}, as {case}")
        }
        Effect::Consolidates { cases, lead: None } => format!("consolidates {}", list(cases)),
        Effect::Consolidates { cases, lead: Some(lead) } => {
            format!("consolidates {} under {lead}", list(cases))
        }
        Effect::Severs { parties, case } if parties.is_empty() => format!("severs {case}"),
        Effect::Severs { parties, case } => format!("severs {case}: {}", list(parties)),
        Effect::PartyJoins { party, role } => format!("party joins: {party}, {}", role.name()),
        Effect::PartyLeaves { party } => format!("party leaves: {party}"),
        Effect::PartyRenamed { party, to } => format!("party renamed: {party}, now {to}"),
        Effect::Counsel { counsel, does, party } => {
            format!("counsel {}: {counsel}, for {party}", does.name())
        }
        Effect::Deadline { deadline, due, party: None } => format!("deadline {due}: {deadline}"),
        Effect::Deadline { deadline, due, party: Some(party) } => {
            format!("deadline {due}: {deadline}, from {party}")
        }
    }
}

fn bookkeeping(what: &Bookkeeping) -> String {
    match what {
        Bookkeeping::CaseOpened(case) => match &case.title {
            Some(title) => format!("case described: {title}"),
            None => "case described".to_owned(),
        },
        Bookkeeping::SourceDescribed(source) => format!("source described: {}", source.id),
        Bookkeeping::Linked { targets, how: None } => format!("linked: {}", list(targets)),
        Bookkeeping::Linked { targets, how: Some(how) } => {
            format!("linked: {} ({}: {} %)", list(targets), how.method, how.score)
        }
        Bookkeeping::Separated { targets } => format!("separated: {}", list(targets)),
        Bookkeeping::Alias { name, of } => format!("alias: {name} is {of}"),
        Bookkeeping::Captured(capture) => {
            let all = if capture.full { "" } else { "part of " };
            let on = capture.on.as_ref().map_or(String::new(), |on| format!(" on {on}"));
            format!("captured{on}: {all}the docket {}", capture.source)
        }
        Bookkeeping::Expunged(what) => {
            let order = what.order.as_ref().map_or(String::new(), |order| format!(" ({order})"));
            format!("expunged: {}: {}{order}", list(&what.positions), what.reason)
        }
        Bookkeeping::TranscriptionFixed { field, target, to } => {
            format!("transcription fixed: {target}: {} is {to}", field.name())
        }
    }
}

fn because(reason: Option<&str>) -> String {
    reason.map_or(String::new(), |reason| format!(": {reason}"))
}

pub(crate) fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}

/// "1 entry", "2 entries".
pub(crate) fn count(number: usize, one: &str, several: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {several}") }
}
