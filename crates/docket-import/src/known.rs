//! The parties of a docket: who is known, who began the case, who leaves when.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Effect, Occurred, Party, Role};
use docket_time::When;

use crate::people;
use crate::reading::ReadLine;
use crate::sheet::{Sheet, SheetLine};

/// The day on which a line first lets each party leave.
pub(crate) fn leaving(lines: &[ReadLine]) -> BTreeMap<String, When> {
    let mut leaving: BTreeMap<String, When> = BTreeMap::new();
    for event in lines.iter().flat_map(|line| &line.events) {
        let Some(Occurred::Date(day)) = &event.occurred else { continue };
        for effect in &event.effects {
            let Effect::PartyLeaves { party } = effect else { continue };
            let first = leaving.entry(party.identity()).or_insert_with(|| day.clone());
            if day.text() < first.text() {
                *first = day.clone();
            }
        }
    }
    leaving
}

/// The parties that the head of a docket or any line names, with their roles.
pub(crate) fn known_parties(sheet: &Sheet) -> Vec<(Party, Role)> {
    let mut known: Vec<(Party, Role)> = Vec::new();
    let mut names: BTreeSet<(String, Role)> = BTreeSet::new();
    let mut learn = |party: Party, role: Role| {
        if names.insert((party.identity(), role)) {
            known.push((party, role));
        }
    };
    for party in &sheet.parties {
        if let Some(role) = people::role(&party.role) {
            learn(Party::named(&party.name), role);
        }
    }
    if sheet.parties.is_empty()
        && let Some(complaint) = sheet.lines.iter().find(|line| begins_with_complaint(line))
    {
        let (by, against) = people::sides(complaint.words());
        let roles = [(by, Role::Plaintiff), (against, Role::Defendant)];
        for (parties, role) in roles {
            for party in parties {
                learn(party, role);
            }
        }
    }
    for line in &sheet.lines {
        for (party, role) in people::added(line.words()) {
            learn(party, role);
        }
    }
    known
}

/// Whether a line is a complaint's.
pub(crate) fn begins_with_complaint(line: &SheetLine) -> bool {
    let words = line.words().trim_start();
    words.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("complaint"))
}

/// Who is named by a paper that begins the case, and so has a role in it by that paper.
pub(crate) fn initiating_parties(lines: &[ReadLine]) -> BTreeSet<String> {
    let events = lines.iter().flat_map(|line| &line.events);
    events
        .filter(|event| event.kind.is_initiating())
        .flat_map(|event| event.by.iter().chain(&event.against))
        .map(Party::identity)
        .collect()
}
