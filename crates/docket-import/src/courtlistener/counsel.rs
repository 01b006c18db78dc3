//! Counsel: who acts for each party, by what parties and attorneys tell of each other.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::ApiAnswer;
use super::join::JoinedDockets;
use super::party::{Attorney, Engagement};
use super::version::{At, Strays, newest, of_all};

/// By docket and party, the names of those who act for it.
pub(super) type Counsel = BTreeMap<(usize, u64), BTreeSet<String>>;

/// By docket, party and attorney: whether the attorney acts no longer.
#[derive(Default)]
struct Told(BTreeMap<(usize, u64, u64), bool>);

impl Told {
    fn add(&mut self, (docket, party, attorney): (usize, u64, u64), engagement: &Engagement<'_>) {
        *self.0.entry((docket, party, attorney)).or_default() |= engagement.is_over;
    }
}

/// Finds the counsel on the dockets, which stand at `places`.
pub(super) fn counsel(
    answers: &[ApiAnswer<'_>],
    places: &BTreeMap<u64, usize>,
    joined: &mut JoinedDockets,
) -> Counsel {
    let attorneys = newest(of_all(answers, |answer| &answer.attorneys), &mut joined.faults);
    let mut told = Told::default();
    for (_, party) in of_all(answers, |answer| &answer.parties) {
        for one in &party.says.engagements {
            if let Some(&at) = places.get(&one.docket.id) {
                told.add((at, party.id, one.other), one);
            }
        }
    }
    let mut strays = Strays::default();
    for (file, attorney) in &attorneys {
        let all = &attorney.says.engagements;
        let mut is_here = all.is_empty();
        for one in all {
            if let Some(&at) = places.get(&one.docket.id) {
                told.add((at, one.other, attorney.id), one);
                joined.dockets[at].answers.insert(*file);
                is_here = true;
            }
        }
        if let Some(first) = all.first().filter(|_| !is_here) {
            strays.add(*file, &first.docket);
        }
    }
    joined.faults.extend(strays.faults(["an attorney", "attorneys"]));
    acting(&told, &attorneys, joined)
}

fn acting(
    told: &Told,
    attorneys: &[At<'_, '_, Attorney<'_>>],
    joined: &mut JoinedDockets,
) -> Counsel {
    let names: BTreeMap<u64, &String> =
        attorneys.iter().map(|(_, one)| (one.id, &one.says.name)).collect();
    let mut counsel = Counsel::new();
    for (&(docket, party, attorney), is_over) in &told.0 {
        match names.get(&attorney) {
            _ if *is_over => {
                joined.unread.insert("attorneys who act no longer".to_owned());
            }
            Some(name) => {
                counsel.entry((docket, party)).or_default().insert((*name).clone());
            }
            None => {
                joined.unread.insert("parties.attorneys, whose pages are not there".to_owned());
            }
        }
    }
    counsel
}
