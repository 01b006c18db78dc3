//! The state of a case.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    Act, ActEffect, CaseId, CounselAct, Effect, Event, EventId, Fact, FactValue, Key, Party,
    Projection, Report, Role, Scope, Support, Verb,
};
use docket_time::Day;
use serde::Serialize;
use smol_str::SmolStr;

use crate::act_line::ActLine;
use crate::date::DateState;
use crate::disposition::Disposition;
use crate::fact::{FactState, Known};
use crate::party::{PartyState, roles};
use crate::status::Status;

/// What is known of a case under a cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseState {
    /// The case.
    pub case: CaseId,
    /// Where it stands.
    pub status: Status,
    /// The acts that put it there.
    pub status_because: BTreeSet<EventId>,
    /// When the paper that began it was filed.
    pub filed: Option<DateState>,
    /// Its parties, those who left included, in the order in which they joined.
    pub parties: Vec<PartyState>,
    /// What is said of it, by key; `court` and `filed` among them.
    pub facts: BTreeMap<String, FactState>,
    /// What was disposed of, in docket order.
    pub dispositions: Vec<Disposition>,
    /// What is due, in docket order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Deadline>,
    /// Cases it was joined to, split from or moved to, in docket order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// Its acts, in docket order.
    pub acts: Vec<ActLine>,
    /// Whether a paper that is certainly inside the cut began it.
    #[serde(skip)]
    is_begun: bool,
    /// Where it stood before it lost the last party that was sued, as far as is known.
    #[serde(skip)]
    emptied: Option<Emptied>,
}

/// A case that lost its last party that was sued, unless another was there on that day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Emptied {
    status: Status,
    because: BTreeSet<EventId>,
    by: Option<Day>,
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// What.
    pub what: String,
    /// When, as EDTF.
    pub due: String,
    /// From whom.
    pub party: Option<SmolStr>,
    /// The events that report it.
    pub because: BTreeSet<EventId>,
}

/// A case's way to or from other cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// `transfers`, `consolidates` or `severs`.
    pub how: &'static str,
    /// The court or the cases.
    pub with: Vec<String>,
    /// When, as EDTF.
    pub occurred: Option<SmolStr>,
    /// The events that report it.
    pub because: BTreeSet<EventId>,
}

impl CaseState {
    /// The value of the fact `court`: the court's id.
    #[must_use]
    pub fn court(&self) -> Option<String> {
        self.facts.get("court")?.one().map(FactValue::to_string)
    }

    /// The parties that are still in the case.
    pub fn parties_in(&self) -> impl Iterator<Item = &PartyState> {
        self.parties.iter().filter(|party| party.is_in())
    }

    /// How many parties that are certainly sued are still in the case.
    #[must_use]
    pub fn defending(&self) -> usize {
        let sued =
            |party: &&PartyState| party.role.is_defending() && party.support != Support::Possible;
        self.parties_in().filter(sued).count()
    }
}

impl Projection for CaseState {
    fn new(case: &CaseId) -> Self {
        Self {
            case: case.clone(),
            status: Status::default(),
            status_because: BTreeSet::new(),
            filed: None,
            parties: Vec::new(),
            facts: BTreeMap::new(),
            dispositions: Vec::new(),
            deadlines: Vec::new(),
            moves: Vec::new(),
            acts: Vec::new(),
            is_begun: false,
            emptied: None,
        }
    }

    fn apply(&mut self, act: &Act<'_>) {
        self.acts.push(ActLine::of(act));
        self.take(act);
    }
}

impl CaseState {
    /// Takes an act into everything but the list of acts.
    pub(crate) fn take(&mut self, act: &Act<'_>) {
        if act.is_ended() {
            self.dispositions.extend(Disposition::of(act, &self.case));
            return;
        }
        self.begin(act);
        let defending = self.defending();
        for (key, fact) in &act.facts {
            self.learn(key, fact, act.is_certain);
        }
        for told in &act.effects {
            self.change(act, told);
        }
        self.dispose(act, defending);
    }

    /// The first paper that begins the case gives the date, the roles and the status; one that is
    /// only possibly inside the cut gives way to one that certainly is.
    fn begin(&mut self, act: &Act<'_>) {
        let is_first = !self.is_begun && (act.is_certain || self.filed.is_none());
        if act.verb != Verb::Filed || !act.kind.is_initiating() || !is_first {
            return;
        }
        let date = DateState::of(&act.occurred, act.is_certain);
        self.facts.insert("filed".to_owned(), filed_as_fact(&date));
        self.filed = Some(date);
        self.is_begun = act.is_certain;
        // A vague date may put the paper behind what disposed of the case.
        if act.is_certain && self.status == Status::Unknown {
            self.status = Status::Pending;
            self.status_because = act.events();
        }
        let (by, against) = roles(&act.kind);
        for party in &act.by {
            let told = Telling::naming(act, party, |event| &event.by);
            self.join(act, party, by, act.is_certain, &told);
        }
        for party in &act.against {
            let told = Telling::naming(act, party, |event| &event.against);
            self.join(act, party, against, act.is_certain, &told);
        }
    }

    /// The date of filing is the act's and no fact. The later act replaces what an earlier one said; one that is only possibly inside the cut
    /// contests it.
    fn learn(&mut self, key: &Key, fact: &Fact, act_is_certain: bool) {
        if key.as_str() == "filed" {
            return;
        }
        let new = FactState::of(fact, act_is_certain);
        match self.facts.get_mut(key.as_str()) {
            Some(known)
                if new.support == Support::Possible && known.support != Support::Possible =>
            {
                if known.value != new.value && known.support == Support::Stated {
                    known.support = Support::Contested;
                }
            }
            _ => drop(self.facts.insert(key.to_string(), new)),
        }
    }

    fn change(&mut self, act: &Act<'_>, told: &ActEffect) {
        let certain = act.is_certain && told.is_certain;
        let occurred = act.occurred_edtf();
        match &told.effect {
            Effect::PartyJoins { party, role } => {
                self.join(act, party, *role, certain, &Telling::of(told));
            }
            Effect::PartyLeaves { party } => self.leave(act, party, certain, told),
            Effect::PartyRenamed { party, to } => self.rename(act, party, to, certain, told),
            Effect::Counsel { counsel, does, party } => {
                self.counsel(act, counsel, *does, party, certain);
            }
            Effect::Deadline { deadline, due, party } => self.deadlines.push(Deadline {
                what: deadline.clone(),
                due: due.to_string(),
                party: party.as_ref().map(|party| party.name.clone()),
                because: told.because.to_set(),
            }),
            Effect::Transfers { court, case } => {
                let with =
                    std::iter::once(court.to_string()).chain(case.iter().map(CaseId::to_string));
                self.moved("transfers", with.collect(), occurred, told);
            }
            Effect::Consolidates { cases, lead } => {
                let with = lead.iter().chain(cases).map(CaseId::to_string).collect();
                self.moved("consolidates", with, occurred, told);
            }
            Effect::Severs { case, .. } => {
                self.moved("severs", vec![case.to_string()], occurred, told);
            }
            // Core has counted these: they show in the acts and in the entries' states.
            Effect::Corrects { .. }
            | Effect::Retracts { .. }
            | Effect::Disputes { .. }
            | Effect::Ends { .. }
            | Effect::Restricts { .. } => {}
        }
    }

    fn moved(
        &mut self,
        how: &'static str,
        with: Vec<String>,
        occurred: Option<SmolStr>,
        told: &ActEffect,
    ) {
        self.moves.push(Move { how, with, occurred, because: told.because.to_set() });
    }

    fn join(&mut self, act: &Act<'_>, party: &Party, role: Role, certain: bool, told: &Telling) {
        let identity = act.identity(party);
        let known =
            |one: &&mut PartyState| one.is_in() && one.identity == identity && one.role == role;
        if let Some(known) = self.parties.iter_mut().find(known) {
            known.because.extend(told.because.iter().cloned());
            known.sources.extend(told.sources.iter().cloned());
            if certain && known.support == Support::Possible {
                known.support = Support::Stated;
            }
            return;
        }
        // Who joined on some day, and perhaps before that, was still there when the others had left.
        let was_there = |emptied: &mut Emptied| {
            act.when().earliest().is_none_or(|from| emptied.by.is_none_or(|by| from <= by))
        };
        if certain
            && role.is_defending()
            && let Some(Emptied { status, because, .. }) = self.emptied.take_if(was_there)
        {
            self.status = status;
            self.status_because = because;
        }
        self.parties.push(PartyState {
            name: party.name.clone(),
            role,
            support: if certain { Support::Stated } else { Support::Possible },
            joined: act.occurred_edtf(),
            left: None,
            formerly: Vec::new(),
            counsel: BTreeSet::new(),
            sources: told.sources.clone(),
            because: told.because.clone(),
            identity,
        });
    }

    fn leave(&mut self, act: &Act<'_>, party: &Party, certain: bool, told: &ActEffect) {
        let left = act.occurred_edtf().unwrap_or_default();
        for party in self.named(&act.identity(party)) {
            if certain {
                party.left = Some(left.clone());
            }
            if told.is_contested || !certain {
                party.support = Support::Contested;
            }
            party.because.extend(told.because.iter().cloned());
        }
    }

    fn rename(
        &mut self,
        act: &Act<'_>,
        party: &Party,
        to: &Party,
        certain: bool,
        told: &ActEffect,
    ) {
        let identity = act.identity(to);
        for party in self.named(&act.identity(party)) {
            party.because.extend(told.because.iter().cloned());
            if certain {
                let before = std::mem::replace(&mut party.name, to.name.clone());
                party.formerly.push(before);
                party.identity.clone_from(&identity);
            }
        }
    }

    fn counsel(
        &mut self,
        act: &Act<'_>,
        counsel: &str,
        does: CounselAct,
        party: &Party,
        certain: bool,
    ) {
        for party in self.named(&act.identity(party)) {
            match does {
                CounselAct::Appears => drop(party.counsel.insert(counsel.to_owned())),
                CounselAct::Withdraws if certain => drop(party.counsel.remove(counsel)),
                CounselAct::Withdraws => {}
            }
        }
    }

    fn named<'s>(&'s mut self, identity: &str) -> impl Iterator<Item = &'s mut PartyState> {
        self.parties.iter_mut().filter(move |party| party.is_in() && party.identity == identity)
    }

    /// The last disposition of the whole case decides its status; one that removes the last party
    /// that is sued disposes of the whole case.
    fn dispose(&mut self, act: &Act<'_>, defending_before: usize) {
        let Some(disposition) = Disposition::of(act, &self.case) else { return };
        let removes_last = defending_before > 0 && self.defending() == 0;
        let empties = disposition.scope == Scope::Parties && removes_last;
        if disposition.stands && (disposition.scope == Scope::Case || empties) {
            self.emptied = (disposition.scope != Scope::Case).then(|| Emptied {
                status: self.status,
                because: std::mem::take(&mut self.status_because),
                by: act.when().latest(),
            });
            self.status = Status::after(disposition.manner);
            self.status_because.clone_from(&disposition.because);
        }
        self.dispositions.push(disposition);
    }
}

/// The reports that tell something, and their sources.
struct Telling {
    because: BTreeSet<EventId>,
    sources: BTreeSet<Key>,
}

impl Telling {
    fn of(told: &ActEffect) -> Self {
        Self { because: told.because.to_set(), sources: told.sources.to_set() }
    }

    /// The reports of an act that name a party on one side.
    fn naming(act: &Act<'_>, party: &Party, side: impl Fn(&Event) -> &Vec<Party>) -> Self {
        let identity = act.identity(party);
        let names = |report: &&Report<'_>| {
            side(&report.event).iter().any(|one| act.identity(one) == identity)
        };
        let reports = || act.reports.iter().filter(names);
        Self {
            because: reports().map(|report| report.entry.event.event_id()).collect(),
            sources: reports().filter_map(|report| report.event.source.clone()).collect(),
        }
    }
}

fn filed_as_fact(date: &DateState) -> FactState {
    FactState {
        value: date.occurred.as_deref().map(|edtf| Known::One(edtf.into())),
        support: date.support,
        sources: date.sources.clone(),
        because: date.because.clone(),
        values: date.values.clone(),
    }
}
