//! Answers of the API, joined to dockets.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::ApiAnswer;
use super::counsel::counsel;
use super::entry::Entry;
use super::page::{Page, missing};
use super::party::{Party, PartyRole};
use super::version::{At, Strays, newest, of_all};
use crate::docket_number::zone_of;
use crate::fault::Fault;
use crate::keeper::Keeper;
use crate::sheet::{Sheet, SheetParty};

/// What the answers of one import come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoinedDockets {
    /// The dockets, in the order of the answers.
    pub dockets: Vec<JoinedDocket>,
    /// Fields that say something and are not read.
    pub unread: BTreeSet<String>,
    /// What cannot be joined, each with the number of its answer: objects of a docket that is not
    /// there, and objects in two versions of which nothing tells the later. They are left out.
    pub faults: Vec<(usize, Fault)>,
    /// Where an answer shows that a docket is not all there.
    pub lacking: Vec<(usize, Fault)>,
}

/// A docket, joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinedDocket {
    /// The docket.
    pub sheet: Sheet,
    /// The numbers of the answers that it was joined from.
    pub answers: BTreeSet<usize>,
}

/// Joins the answers of one import to dockets, each kept by `keeper`.
///
/// An object that several answers have is taken once, as it was when the archive last changed it.
#[must_use]
pub fn join_courtlistener(answers: &[ApiAnswer<'_>], keeper: Keeper) -> JoinedDockets {
    let mut joined = JoinedDockets::default();
    let dockets = newest(of_all(answers, |answer| &answer.dockets), &mut joined.faults);
    let mut places: BTreeMap<u64, usize> = BTreeMap::new();
    for (file, found) in &dockets {
        places.insert(found.id, joined.dockets.len());
        let (sheet, answers) = (found.says.clone(), BTreeSet::from([*file]));
        joined.dockets.push(JoinedDocket { sheet, answers });
    }
    joined.lines(answers, &places, keeper);
    joined.parties(answers, &places);
    joined.lack_pages(answers);
    for (file, found) in &dockets {
        if joined.dockets[places[&found.id]].sheet.lines.is_empty() {
            let fault = found.value.fault("no docket entry of it is among the files");
            joined.lacking.push((*file, fault));
        }
    }
    joined.unread.extend(answers.iter().flat_map(|answer| answer.unread.iter().cloned()));
    joined
}

impl JoinedDockets {
    fn lack_pages(&mut self, answers: &[ApiAnswer<'_>]) {
        let numbered = answers.iter().enumerate();
        let pages: Vec<(usize, &Page<'_>)> =
            numbered.filter_map(|(file, answer)| Some((file, answer.page.as_ref()?))).collect();
        self.lacking.extend(missing(&pages));
    }

    fn lines(&mut self, answers: &[ApiAnswer<'_>], places: &BTreeMap<u64, usize>, keeper: Keeper) {
        let entries = newest(of_all(answers, |answer| &answer.entries), &mut self.faults);
        let mut strays = Strays::default();
        let mut of_docket: BTreeMap<usize, Vec<At<'_, '_, Entry<'_>>>> = BTreeMap::new();
        for (file, found) in entries {
            match places.get(&found.says.docket.id) {
                Some(&at) => of_docket.entry(at).or_default().push((file, found)),
                None => strays.add(file, &found.says.docket),
            }
        }
        self.faults.extend(strays.faults(["a docket entry", "docket entries"]));
        for (at, mut entries) in of_docket {
            entries.sort_by(|(_, one), (_, other)| {
                (&one.says.place, one.id).cmp(&(&other.says.place, other.id))
            });
            let docket = &mut self.dockets[at];
            let zone = zone_of(&docket.sheet.court);
            for (file, found) in entries {
                docket.answers.insert(file);
                match found.says.line(zone, keeper) {
                    Ok(line) => docket.sheet.lines.push(line),
                    Err(fault) => self.faults.push((file, fault)),
                }
            }
        }
    }

    /// Parties by their numbers, which follow the docket; of two versions the later.
    fn parties(&mut self, answers: &[ApiAnswer<'_>], places: &BTreeMap<u64, usize>) {
        let mut parties = of_all(answers, |answer| &answer.parties);
        parties.sort_by_key(|(_, found)| found.modified);
        let mut strays = Strays::default();
        let mut of_docket: BTreeMap<(usize, u64), BTreeMap<&str, SheetParty>> = BTreeMap::new();
        for (file, found) in parties {
            let mut is_here = false;
            // Whatever it was asked for, the API tells of all dockets that a party is on.
            for role in &found.says.roles {
                if let Some(&at) = places.get(&role.docket.id) {
                    is_here = true;
                    self.dockets[at].answers.insert(file);
                    let roles = of_docket.entry((at, found.id)).or_default();
                    roles.insert(&role.role, party(&found.says, role));
                }
            }
            match found.says.roles.first() {
                Some(first) if !is_here => strays.add(file, &first.docket),
                Some(_) => {}
                None => {
                    let fault = found.value.fault("a party needs a docket in `party_types`");
                    self.faults.push((file, fault));
                }
            }
        }
        self.faults.extend(strays.faults(["a party", "parties"]));
        let mut counsel = counsel(answers, places, self);
        for ((at, id), roles) in of_docket {
            let mut acting: Vec<String> =
                counsel.remove(&(at, id)).unwrap_or_default().into_iter().collect();
            for mut party in roles.into_values() {
                // Told once of a party, whatever its roles.
                party.counsel = std::mem::take(&mut acting);
                self.dockets[at].sheet.parties.push(party);
            }
        }
    }
}

fn party(party: &Party<'_>, role: &PartyRole<'_>) -> SheetParty {
    SheetParty {
        name: party.name.clone(),
        role: role.role.clone(),
        terminated: role.terminated.clone(),
        counsel: Vec::new(),
    }
}
