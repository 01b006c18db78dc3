//! Everything known of a case, field by field.

use std::collections::{BTreeMap, BTreeSet};

use docket_case::{CaseState, Deadline, FactState, Known, Move, PartyState, ValueState};
use docket_core::{CaseView, FactValue, Scalar, Support, fold_name};
use docket_statements::{Statement, StatementHistory, WordingState};

use crate::field::{FieldPath, NoSuchField};
use crate::picture::Picture;

/// One thing that is known: its name, its value, its support, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub path: FieldPath,
    /// What is known of it.
    pub state: FactState,
}

/// Everything known of a case under a cut, in the order in which a state shows it.
///
/// Two cuts under which a case has the same fields in the same order have the same state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<Field>);

impl Fields {
    /// Everything known of a view's case under its cut.
    #[must_use]
    pub fn of(view: &CaseView) -> Self {
        Self::from(&view.project::<Picture>())
    }

    /// What is known of one field, without telling the others.
    pub(crate) fn one(view: &CaseView, path: &FieldPath) -> Option<FactState> {
        let list = path.split().0.split_once('/').map(|(list, _)| list);
        if list.is_some_and(|list| ["acts", "statements"].contains(&list)) {
            return Self::of(view).get(path).cloned();
        }
        let mut fields = Self::default();
        fields.add_case(&view.project());
        fields.numbered().get(path).cloned()
    }

    /// The fields, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.0.iter()
    }

    /// What is known of a field; none where nothing is.
    #[must_use]
    pub fn get(&self, path: &FieldPath) -> Option<&FactState> {
        self.0.iter().find(|field| field.path == *path).map(|field| &field.state)
    }

    /// The fields by name.
    pub(crate) fn by_path(&self) -> BTreeMap<&FieldPath, &FactState> {
        self.0.iter().map(|field| (&field.path, &field.state)).collect()
    }

    /// The names, in order.
    pub(crate) fn paths(&self) -> Vec<FieldPath> {
        self.0.iter().map(|field| field.path.clone()).collect()
    }

    pub(crate) fn from_parts(fields: Vec<Field>) -> Self {
        Self(fields)
    }

    /// The field that somebody means by a name: its path, spelled in any case, or the beginning of
    /// just one path, up to its `#`.
    ///
    /// # Errors
    /// When no field is meant, or several are.
    pub fn find(&self, asked: &str) -> Result<&Field, NoSuchField> {
        if let Some(field) = self.0.iter().find(|field| field.path.as_str() == asked) {
            return Ok(field);
        }
        let folded = folded(asked);
        let meant = |field: &&Field| {
            let (whole, part) = field.path.split();
            folded == self::folded(field.path.as_str())
                || (part.is_some() && folded == self::folded(whole))
        };
        let found: Vec<&Field> = self.0.iter().filter(meant).collect();
        match found[..] {
            [field] => Ok(field),
            _ => Err(NoSuchField {
                asked: asked.to_owned(),
                may_mean: found.iter().map(|field| field.path.clone()).collect(),
                nearest: self.nearest(asked).cloned(),
            }),
        }
    }

    /// The name that is nearest to one that is none: one that holds it, or one a few letters away.
    fn nearest(&self, name: &str) -> Option<&FieldPath> {
        let allowed = name.chars().count() / 3;
        let distance = |path: &FieldPath| {
            let (whole, _) = path.split();
            let to = |other: &str| strsim::osa_distance(name, other);
            let is_part = !name.is_empty() && whole.contains(name);
            if is_part { 1 } else { to(path.as_str()).min(to(whole)) }
        };
        self.iter()
            .map(|field| (distance(&field.path), &field.path))
            .filter(|(distance, _)| *distance <= allowed)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, path)| path)
    }

    fn push(&mut self, path: FieldPath, state: FactState) {
        self.0.push(Field { path, state });
    }

    /// Gives the second and further things of one name a number, so that each has its own.
    fn numbered(mut self) -> Self {
        let mut seen: BTreeMap<FieldPath, usize> = BTreeMap::new();
        for field in &mut self.0 {
            let nth = seen.entry(field.path.clone()).or_default();
            *nth += 1;
            field.path = field.path.nth(*nth);
        }
        self
    }
}

/// A path as it is compared: names in it as names of parties are.
fn folded(path: &str) -> String {
    path.split('/')
        .map(|name| name.split('#').map(fold_name).collect::<Vec<_>>().join("#"))
        .collect::<Vec<_>>()
        .join("/")
}

impl From<&Picture> for Fields {
    fn from(picture: &Picture) -> Self {
        let mut fields = Self::default();
        fields.add_case(&picture.case);
        for (path, state) in &picture.acts {
            fields.push(path.clone(), state.clone());
        }
        fields.add_statements(&picture.statements);
        fields.numbered()
    }
}

impl Fields {
    fn add_case(&mut self, state: &CaseState) {
        let because = state.status_because.clone();
        let support = if because.is_empty() { Support::Unknown } else { Support::Stated };
        let status = FactState { support, because, ..valued(state.status.name()) };
        self.push(FieldPath::status(), status);
        for party in &state.parties {
            self.push(FieldPath::party(&party.name, party.role), party_state(party));
        }
        for (key, fact) in &state.facts {
            self.push(FieldPath::fact(key), fact.clone());
        }
        for deadline in &state.deadlines {
            self.push(FieldPath::item("deadlines", &deadline.what), due(deadline));
        }
        for way in &state.moves {
            self.push(FieldPath::item("moves", way.how), moved(way));
        }
    }

    fn add_statements(&mut self, history: &StatementHistory) {
        for statement in &history.statements {
            let path = FieldPath::statement(&statement.id);
            self.push(path.part("speaker"), speaker(statement));
            self.push(path.part("words"), words(statement));
            for wording in &statement.wordings {
                let part = format!("{}:{}", wording.event, wording.id);
                self.push(path.part(&part), wording_state(wording));
            }
        }
    }
}

/// A plain text that nobody doubts.
pub(crate) fn valued(text: &str) -> FactState {
    let value = Some(Known::One(FactValue::from(text)));
    FactState { value, support: Support::Stated, ..FactState::unknown() }
}

fn party_state(party: &PartyState) -> FactState {
    let mut text = vec![match &party.left {
        None => "in the case".to_owned(),
        Some(day) if day.is_empty() => "left".to_owned(),
        Some(day) => format!("left {day}"),
    }];
    text.extend(party.joined.as_ref().map(|day| format!("joined {day}")));
    if !party.formerly.is_empty() {
        text.push(format!("formerly {}", party.formerly.join(", ")));
    }
    text.extend(party.counsel.iter().map(|counsel| format!("by {counsel}")));
    FactState {
        support: party.support,
        sources: party.sources.clone(),
        because: party.because.clone(),
        ..valued(&text.join("; "))
    }
}

fn due(deadline: &Deadline) -> FactState {
    let party = deadline.party.as_ref().map_or(String::new(), |party| format!(", from {party}"));
    let text = format!("{}{party}", deadline.due);
    FactState { because: deadline.because.clone(), ..valued(&text) }
}

fn moved(way: &Move) -> FactState {
    let day = way.occurred.as_ref().map_or(String::new(), |day| format!(", {day}"));
    let text = format!("{}{day}", way.with.join(", "));
    FactState { because: way.because.clone(), ..valued(&text) }
}

fn speaker(statement: &Statement) -> FactState {
    let name = statement.speaker.as_deref();
    let values = claimed(statement, |wording| wording.speaker.to_string());
    FactState { support: statement.speaker_support, ..said(name, values) }
}

fn words(statement: &Statement) -> FactState {
    let reference = statement.wordings.iter().find(|wording| wording.reference);
    let is_settled = statement.words_support != Support::Conflict;
    let text = reference.filter(|_| is_settled).map(|wording| wording.text.as_str());
    let values = claimed(statement, |wording| wording.text.clone());
    FactState { support: statement.words_support, ..said(text, values) }
}

fn said(text: Option<&str>, values: Vec<ValueState>) -> FactState {
    FactState {
        value: text.map(|text| Known::One(FactValue::from(text))),
        support: Support::Stated,
        sources: values.iter().flat_map(|one| one.sources.clone()).collect(),
        because: values.iter().flat_map(|one| one.because.clone()).collect(),
        values: if values.len() > 1 { values } else { Vec::new() },
    }
}

/// The different things that wordings say, with who says each.
fn claimed(statement: &Statement, says: impl Fn(&WordingState) -> String) -> Vec<ValueState> {
    let mut claimed: BTreeMap<String, ValueState> = BTreeMap::new();
    for wording in &statement.wordings {
        let text = says(wording);
        let value = claimed.entry(text.clone()).or_insert_with(|| ValueState {
            value: Some(FactValue::from(text.as_str())),
            sources: BTreeSet::new(),
            because: BTreeSet::new(),
        });
        value.sources.extend(wording.source.clone());
        value.because.insert(wording.event.clone());
    }
    claimed.into_values().collect()
}

fn wording_state(wording: &WordingState) -> FactState {
    let how = if wording.reference { "reference" } else { wording.fidelity.words() };
    let mut text = vec![wording.text.clone(), wording.form.name().to_owned(), how.to_owned()];
    text.extend(wording.role.clone());
    text.extend(wording.via.as_ref().map(|via| format!("via {via}")));
    text.extend(wording.to.as_ref().map(|to| format!("to {to}")));
    text.extend(wording.published.as_ref().map(|day| format!("published {day}")));
    let support = match (wording.certain, wording.contested) {
        (false, _) => Support::Possible,
        (true, true) => Support::Contested,
        (true, false) => Support::Stated,
    };
    FactState {
        value: Some(Known::One(FactValue::Set(
            text.iter().map(|text| Scalar::from(text.as_str())).collect(),
        ))),
        support,
        sources: wording.source.iter().cloned().collect(),
        because: [wording.event.clone()].into(),
        values: Vec::new(),
    }
}
