//! The history of statements in a case.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Act, ActWording, CaseId, EventId, Key, Projection, Support};
use serde::Serialize;

use crate::fidelity::Fidelity;
use crate::first::FirstPublished;
use crate::root::root_of;
use crate::statement::{Statement, Told, WordingState};

/// Who said what in a case, in docket order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementHistory {
    /// The case.
    pub case: CaseId,
    /// The statements, in the docket order of the first act that reports each.
    pub statements: Vec<Statement>,
    /// The act that each event reports, by its place and in words: for statements made within it.
    #[serde(skip)]
    pub(crate) acts: BTreeMap<EventId, (usize, String)>,
    /// How many acts were applied.
    #[serde(skip)]
    size: usize,
    #[serde(skip)]
    places: BTreeMap<(CaseId, Key), usize>,
}

impl StatementHistory {
    /// The statements whose speaker some source names so, by name or by party.
    pub fn by_speaker<'s>(&'s self, identity: &str) -> impl Iterator<Item = &'s Statement> {
        let said =
            move |one: &&Statement| one.wordings.iter().any(|wording| wording.identity == identity);
        self.statements.iter().filter(said)
    }
}

impl Projection for StatementHistory {
    fn new(case: &CaseId) -> Self {
        let (acts, places) = (BTreeMap::new(), BTreeMap::new());
        Self { case: case.clone(), statements: Vec::new(), acts, size: 0, places }
    }

    fn apply(&mut self, act: &Act<'_>) {
        let place = self.size;
        self.size += 1;
        for event in act.events() {
            self.acts.insert(event, (place, in_words(act)));
        }
        let mut touched = BTreeSet::new();
        for told in &act.wordings {
            let at = self.place(act, told);
            self.statements[at].add(act, place, told);
            touched.insert(at);
        }
        for at in touched {
            self.statements[at].compare();
        }
    }
}

impl StatementHistory {
    fn place(&mut self, act: &Act<'_>, told: &ActWording) -> usize {
        if let Some(&place) = self.places.get(&(told.event.case.clone(), told.statement.clone())) {
            return place;
        }
        self.statements.push(Statement {
            id: told.statement.clone(),
            case: self.case.clone(),
            speaker: None,
            speaker_support: Support::Unknown,
            words_support: Support::Unknown,
            within: BTreeSet::new(),
            occurred: act.occurred_edtf(),
            wordings: Vec::new(),
            first_published: FirstPublished::default(),
            roots: Vec::new(),
            links: BTreeSet::new(),
        });
        let name = (told.event.case.clone(), told.statement.clone());
        self.places.insert(name, self.statements.len() - 1);
        self.statements.len() - 1
    }
}

impl Statement {
    fn add(&mut self, act: &Act<'_>, place: usize, told: &ActWording) {
        let report = &act.reports[told.report];
        let wording = &told.wording;
        self.within.extend(wording.within.clone());
        self.links.extend(report.event.refers_to.iter().map(|reference| reference.target.clone()));
        self.insert(WordingState {
            event: told.event.clone(),
            id: wording.id.clone(),
            source: report.event.source.clone(),
            speaker: wording.speaker.name.clone(),
            role: wording.role.clone(),
            via: wording.via.clone(),
            to: wording.to.clone(),
            published: report.published.to_edtf(),
            text: wording.words(),
            form: wording.form,
            fidelity: Fidelity::Verbatim,
            reference: false,
            contested: told.is_contested,
            certain: report.is_certain && act.is_certain,
            alignment: None,
            identity: act.identity(&wording.speaker),
            told: Told {
                rank: report.rank(),
                published: report.published.clone(),
                root: root_of(act, report.event.source.as_ref(), wording),
                act: place,
                days: act.when().clone(),
                within: wording.within.clone(),
                is_compared: false,
                is_reworded: false,
            },
        });
    }
}

/// An act as the place where something was said: "the complaint of Amazon".
fn in_words(act: &Act<'_>) -> String {
    let text = act.kind.words();
    match act.by.first() {
        Some(party) => format!("the {text} of {party}"),
        None => format!("the {text}"),
    }
}
