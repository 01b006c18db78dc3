//! The head of a docket: what it says of the case, and its parties.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use docket_core::{CaseId, CounselAct, Effect, Event, FactValue, Key, Kind, Occurred, Party, Verb};
use docket_time::When;

use crate::docket_number::DocketNames;
use crate::keeper::act_of;
use crate::line_key::plain_name;
use crate::people;
use crate::sheet::{Sheet, SheetParty};
use crate::shown::Shown;

/// The name of the event that tells who acts for whom.
const COUNSEL: &str = "counsel";

/// The kind of what the head of a docket tells.
pub(crate) fn head_kind() -> Kind {
    Kind::Other("DocketHead".to_owned())
}

/// Puts into what a capture shows what it does not speak of, as the capture before it had it: a file
/// that holds all lines of a docket need not list parties, or lawyers.
pub(crate) fn carry_over(sheet: &Sheet, before: &Shown, now: &mut Shown) {
    let lists_parties = !sheet.parties.is_empty();
    let lists_counsel = sheet.parties.iter().any(|party| !party.counsel.is_empty());
    for (name, report) in &before.reports {
        let is_of_counsel = name.as_str().ends_with(COUNSEL);
        let is_told = if is_of_counsel { lists_counsel } else { lists_parties };
        if report.kind != head_kind() || is_told {
            continue;
        }
        let same = now.reports.entry(name.clone()).or_insert_with(|| report.clone());
        same.effects.clone_from(&report.effects);
    }
}

/// What the head of the docket says. It does not say since when: parties that no paper names,
/// and what it says of the case, are so since some day from the filing on. `initiating` are the
/// parties that a paper which begins the case names; `leaving`, when a line first lets a party leave,
/// which was there before that.
pub(crate) fn head(
    sheet: &Sheet,
    names: &DocketNames,
    initiating: &BTreeSet<String>,
    leaving: &BTreeMap<String, When>,
) -> Vec<Event> {
    let mut head = head_event(names, "head", since(sheet));
    let text = |(fact, text): &(Cow<'static, str>, String)| {
        Some((fact.parse().ok()?, FactValue::from(text.as_str())))
    };
    head.facts = sheet.facts.iter().filter_map(text).collect();
    head.facts.extend(fact("court", names.court.as_str()));
    head.facts.extend(fact("docket_number", &sheet.number));
    if let Some(day) = &sheet.terminated {
        head.facts.extend(fact("terminated", day.text()));
    }
    let joins = |party: &SheetParty| {
        let role = people::role(&party.role)?;
        let party = Party::named(&party.name);
        (!initiating.contains(&party.identity())).then_some(Effect::PartyJoins { party, role })
    };
    let left = |party: &SheetParty| {
        let by_a_line = || leaving.get(&Party::named(&party.name).identity()).cloned();
        party.terminated.clone().or_else(by_a_line)
    };
    let stays = |party: &&SheetParty| left(party).is_none();
    head.effects = sheet.parties.iter().filter(stays).filter_map(joins).collect();
    let mut events = vec![head];
    events.extend(counsel(sheet, names));
    for party in &sheet.parties {
        let Some(day) = left(party) else { continue };
        let name = plain_name(&party.name);
        if let Some(joins) = joins(party) {
            // Some day up to that on which it left, so that it joins before it leaves.
            let since = sheet.filed.as_ref().map(When::text).unwrap_or_default();
            let key = format!("joined-{name}-{}", plain_name(&party.role));
            let mut event = head_event(names, &key, format!("[{since}..{day}]").parse().ok());
            event.effects = vec![joins];
            events.push(event);
        }
        let Some(day) = &party.terminated else { continue };
        let mut event = head_event(names, &format!("left-{name}"), Some(day.clone()));
        event.effects = vec![Effect::PartyLeaves { party: Party::named(&party.name) }];
        events.push(event);
    }
    events
}

/// Who acts for whom, as an event of its own: what a file leaves out of it says nothing.
fn counsel(sheet: &Sheet, names: &DocketNames) -> Option<Event> {
    let appears = |party: &SheetParty, counsel: &String| Effect::Counsel {
        counsel: counsel.clone(),
        does: CounselAct::Appears,
        party: Party::named(&party.name),
    };
    let of = |party: &SheetParty| {
        party.counsel.iter().map(|name| appears(party, name)).collect::<Vec<_>>()
    };
    let mut event = head_event(names, COUNSEL, since(sheet));
    event.effects = sheet.parties.iter().flat_map(of).collect();
    (!event.effects.is_empty()).then_some(event)
}

fn head_event(names: &DocketNames, key: &str, occurred: Option<When>) -> Event {
    let case: CaseId = names.case.clone();
    let key = key.parse().unwrap_or_else(|_| unreachable!("made of plain letters"));
    let key = names.keeper.name(key);
    let act = act_of(&key);
    let mut event = Event::new(case, key, head_kind(), Verb::Announced);
    event.act = act;
    event.source = Some(names.source.clone());
    event.occurred = occurred.map(Occurred::Date);
    event
}

fn since(sheet: &Sheet) -> Option<When> {
    sheet.filed.as_ref().and_then(|day| format!("[{day}..]").parse().ok())
}

fn fact(key: &str, text: &str) -> Option<(Key, FactValue)> {
    Some((key.parse().ok()?, FactValue::from(text)))
}
