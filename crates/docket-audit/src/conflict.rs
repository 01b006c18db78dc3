//! Conflicts: where sources disagree.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use docket_case::{FactState, Known, MemberState};
use docket_core::{CaseId, CaseView, EventId, FactValue, Key, LogEntry, Scalar, Support};
use docket_statements::{Fidelity, Statement, WordingState};
use serde::Serialize;

use crate::evidence::{Bearing, Witnesses};
use crate::field::FieldPath;
use crate::fields::{Field, Fields};
use crate::picture::Picture;
use crate::why::interest;

/// One thing on which sources disagree, or a source with itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// The case.
    pub case: CaseId,
    /// What they disagree on.
    pub field: FieldPath,
    /// In which way.
    pub how: Disagree,
    /// What is said of it, by whom.
    pub values: Vec<Side>,
    /// Events that say it is wrong without saying what is right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputed_by: Vec<EventId>,
}

/// What one side says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The value; none where a report says that something happened and not when.
    pub value: Option<FactValue>,
    /// Who says so.
    pub sources: BTreeSet<Key>,
    /// The events that report it.
    pub events: BTreeSet<EventId>,
}

/// In which way sources disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Disagree {
    /// Firm claims exclude each other; none is chosen.
    Conflict,
    /// A value stands, and somebody disputes it or says otherwise less firmly.
    Contested,
    /// Lists of which neither holds the other, or wordings that differ without contradicting.
    Differs,
    /// One source leaves open which of several it is.
    Ambiguous,
}

impl Disagree {
    /// The way, as people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Contested => "contested",
            Self::Differs => "differs",
            Self::Ambiguous => "ambiguous",
        }
    }
}

/// Everything on which sources disagree in a view's case, in the order of the state.
#[must_use]
pub fn conflicts(view: &CaseView) -> Vec<Disagreement> {
    let picture: Picture = view.project();
    let finder = Finder { case: view.case(), view, witnesses: OnceCell::new() };
    let mut found = Vec::new();
    let fields = Fields::from(&picture);
    let filed = fields.get(&FieldPath::fact("filed"));
    for Field { path, state } in fields.iter() {
        // Statements are compared wording by wording below; the day of the paper that began the case
        // is told once.
        let is_statement = path.as_str().starts_with("statements/");
        let is_filed = path.split().1 == Some("occurred") && Some(state) == filed;
        if !is_statement && !is_filed {
            found.extend(finder.in_field(path, state));
        }
    }
    for statement in &picture.statements.statements {
        found.extend(finder.in_statement(statement));
    }
    found
}

struct Finder<'v> {
    case: &'v CaseId,
    view: &'v CaseView,
    /// Who disputes whom; made when it is first wanted.
    witnesses: OnceCell<Witnesses<'v>>,
}

impl Finder<'_> {
    fn found(&self, field: &FieldPath, how: Disagree, values: Vec<Side>) -> Disagreement {
        let (case, field) = (self.case.clone(), field.clone());
        Disagreement { case, field, how, values, disputed_by: Vec::new() }
    }

    fn in_field(&self, path: &FieldPath, state: &FactState) -> Option<Disagreement> {
        let lists = self.lists(state);
        match &state.value {
            _ if state.support == Support::Conflict => {
                Some(self.found(path, Disagree::Conflict, sides(state)))
            }
            Some(Known::One(FactValue::OneOf(_))) => {
                Some(self.found(path, Disagree::Ambiguous, sides(state)))
            }
            Some(Known::Set(_)) if differ(&lists) => {
                Some(self.found(path, Disagree::Differs, lists))
            }
            _ if state.support == Support::Contested => Some(Disagreement {
                disputed_by: self.disputed_by(path, state),
                ..self.found(path, Disagree::Contested, sides(state))
            }),
            _ => None,
        }
    }

    fn disputed_by(&self, path: &FieldPath, state: &FactState) -> Vec<EventId> {
        let witnesses = self.witnesses.get_or_init(|| Witnesses::of(self.view));
        let around = witnesses.around(&state.because, &interest(path));
        let by = around.into_iter().filter(|one| one.bearing == Bearing::Disputes);
        by.map(|evidence| evidence.event).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The list that each source gives, of a field that is one; sources with the same list together.
    fn lists(&self, state: &FactState) -> Vec<Side> {
        if state.members().is_empty() {
            return Vec::new();
        }
        let mut by_source: BTreeMap<&Key, (BTreeSet<Scalar>, BTreeSet<EventId>)> = BTreeMap::new();
        let told = |entry: &&LogEntry| state.because.contains(&entry.event.event_id());
        for entry in self.view.entries().iter().filter(told) {
            let (event, Some(source)) = (entry.event.event_id(), &entry.event.source) else {
                continue;
            };
            let names = |member: &&MemberState| member.because.contains(&event);
            for member in state.members().iter().filter(names) {
                let FactValue::One(scalar) = &member.value else { continue };
                let (list, events) = by_source.entry(source).or_default();
                list.insert(scalar.clone());
                events.insert(event.clone());
            }
        }
        let mut lists: BTreeMap<BTreeSet<Scalar>, Side> = BTreeMap::new();
        for (source, (list, events)) in by_source {
            let side = lists.entry(list.clone()).or_insert_with(|| Side {
                value: Some(FactValue::Set(list)),
                sources: BTreeSet::new(),
                events: BTreeSet::new(),
            });
            side.sources.insert(source.clone());
            side.events.extend(events);
        }
        lists.into_values().collect()
    }

    /// Speakers that differ; quotations that differ in words; renderings that differ otherwise.
    fn in_statement(&self, statement: &Statement) -> Vec<Disagreement> {
        let path = FieldPath::statement(&statement.id);
        let mut found = Vec::new();
        if statement.speaker_support == Support::Conflict {
            let sides = grouped(&statement.wordings, |wording| &*wording.speaker);
            found.push(self.found(&path.part("speaker"), Disagree::Conflict, sides));
        } else if statement.speaker_support == Support::Contested {
            let sides = grouped(&statement.wordings, |wording| &*wording.speaker);
            found.push(self.found(&path.part("speaker"), Disagree::Contested, sides));
        }
        let reference = statement.wordings.iter().find(|wording| wording.reference);
        let against = |differs: &dyn Fn(&WordingState) -> bool| {
            let others = statement.wordings.iter().filter(|one| !one.reference && differs(one));
            let others: Vec<&WordingState> = others.collect();
            let sides = reference.into_iter().chain(others.iter().copied());
            (!others.is_empty()).then(|| grouped(sides, |wording| &*wording.text))
        };
        let is_quoted = |one: &WordingState| one.form.is_quotation();
        let other_words = |one: &WordingState| match one.fidelity {
            Fidelity::Reworded | Fidelity::OtherSpeaker => true,
            Fidelity::Verbatim
            | Fidelity::Typography
            | Fidelity::Truncated
            | Fidelity::BracketEdited => false,
        };
        let own_source = reference.and_then(|one| one.source.clone());
        let quotations =
            against(&|one| is_quoted(one) && other_words(one) && one.source != own_source);
        let edited = against(&|one| one.fidelity == Fidelity::BracketEdited);
        let retold = against(&|one| {
            !is_quoted(one) && one.source != own_source && reference.is_some_and(is_quoted)
        });
        let kinds = [
            (quotations, Disagree::Conflict),
            (edited, Disagree::Differs),
            (retold, Disagree::Differs),
        ];
        let words = path.part("words");
        let differing = kinds.into_iter().filter_map(|(sides, how)| Some((sides?, how)));
        found.extend(differing.map(|(sides, how)| self.found(&words, how, sides)));
        found
    }
}

/// What is said of a field; where all say the same, that.
fn sides(state: &FactState) -> Vec<Side> {
    if state.values.is_empty() {
        let members = state.members().iter().filter_map(|member| match &member.value {
            FactValue::One(scalar) => Some(scalar.clone()),
            FactValue::OneOf(_) | FactValue::Set(_) => None,
        });
        let set = (!state.members().is_empty()).then(|| FactValue::Set(members.collect()));
        let value = state.one().cloned().or(set);
        let (sources, events) = (state.sources.clone(), state.because.clone());
        return vec![Side { value, sources, events }];
    }
    let side = |value: &docket_case::ValueState| Side {
        value: value.value.clone(),
        sources: value.sources.clone(),
        events: value.because.clone(),
    };
    state.values.iter().map(side).collect()
}

/// Whether of two lists neither holds the other.
fn differ(lists: &[Side]) -> bool {
    let list = |side: &Side| match &side.value {
        Some(FactValue::Set(list)) => list.clone(),
        Some(FactValue::One(_) | FactValue::OneOf(_)) | None => BTreeSet::new(),
    };
    let lists: Vec<BTreeSet<Scalar>> = lists.iter().map(list).collect();
    lists.iter().any(|one| lists.iter().any(|other| !one.is_subset(other) && !other.is_subset(one)))
}

fn grouped<'w>(
    wordings: impl IntoIterator<Item = &'w WordingState>,
    says: impl Fn(&WordingState) -> &str,
) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::new();
    for wording in wordings {
        let value = Some(FactValue::from(says(wording)));
        if !sides.iter().any(|side| side.value == value) {
            sides.push(Side {
                value: value.clone(),
                sources: BTreeSet::new(),
                events: BTreeSet::new(),
            });
        }
        for side in sides.iter_mut().filter(|side| side.value == value) {
            side.sources.extend(wording.source.clone());
            side.events.insert(wording.event.clone());
        }
    }
    sides
}
