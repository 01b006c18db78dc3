//! The head of a docket: what it says of the case, and its parties.

use std::borrow::Cow;
use std::collections::BTreeSet;

use docket_core::{CaseId, Effect, Event, FactValue, Key, Kind, Occurred, Party, Verb};
use docket_time::When;

use crate::docket_number::DocketNames;
use crate::line_key::plain_name;
use crate::people;
use crate::sheet::Sheet;

/// What the head of the docket says. It does not say since when: parties that no paper names,
/// and what it says of the case, are so since some day from the filing on. `initiating` are the
/// parties that a paper which begins the case names.
pub(crate) fn head(
    sheet: &Sheet,
    names: &DocketNames,
    initiating: &BTreeSet<String>,
) -> Vec<Event> {
    let since = sheet.filed.as_ref().and_then(|day| format!("[{day}..]").parse().ok());
    let mut head = head_event(names, "head", since);
    let text = |(fact, text): &(Cow<'static, str>, String)| {
        Some((fact.parse().ok()?, FactValue::from(text.as_str())))
    };
    head.facts = sheet.facts.iter().filter_map(text).collect();
    head.facts.extend(fact("court", names.court.as_str()));
    head.facts.extend(fact("docket_number", &sheet.number));
    if let Some(day) = &sheet.terminated {
        head.facts.extend(fact("terminated", day.text()));
    }
    let joins = sheet.parties.iter().filter_map(|party| {
        let role = people::role(&party.role)?;
        let party = Party::named(&party.name);
        (!initiating.contains(&party.identity())).then_some(Effect::PartyJoins { party, role })
    });
    head.effects = joins.collect();
    let mut events = vec![head];
    let left = sheet.parties.iter().filter_map(|party| {
        let day = party.terminated.clone()?;
        let key = format!("left-{}", plain_name(&party.name));
        let mut event = head_event(names, &key, Some(day));
        event.effects = vec![Effect::PartyLeaves { party: Party::named(&party.name) }];
        Some(event)
    });
    events.extend(left);
    events
}

fn head_event(names: &DocketNames, key: &str, occurred: Option<When>) -> Event {
    let case: CaseId = names.case.clone();
    let key = key.parse().unwrap_or_else(|_| unreachable!("made of plain letters"));
    let kind = Kind::Other("DocketHead".to_owned());
    let mut event = Event::new(case, key, kind, Verb::Announced);
    event.source = Some(names.source.clone());
    event.occurred = occurred.map(Occurred::Date);
    event
}

fn fact(key: &str, text: &str) -> Option<(Key, FactValue)> {
    Some((key.parse().ok()?, FactValue::from(text)))
}
