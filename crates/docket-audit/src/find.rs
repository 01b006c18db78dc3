//! Finding words in what is known.

use std::collections::BTreeSet;

use docket_core::{CaseId, CaseView, EventId, Key, Party};
use docket_statements::StatementHistory;
use serde::Serialize;

/// Where words were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The case.
    pub case: CaseId,
    /// What sort of text it is.
    #[serde(rename = "in")]
    pub place: Place,
    /// The event that holds it.
    pub event: EventId,
    /// Who reports it.
    pub source: Option<Key>,
    /// The statement, for words that somebody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<Key>,
    /// All of the text.
    pub text: String,
    /// Where the words begin and end in it, in bytes.
    pub spans: Vec<(usize, usize)>,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// What docket lines and reports say.
    Texts,
    /// What somebody said.
    Statements,
    /// Names of parties and speakers.
    Parties,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Texts, Self::Statements, Self::Parties];

    /// The place's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Texts => "texts",
            Self::Statements => "statements",
            Self::Parties => "parties",
        }
    }
}

/// Finds words inside a view's cut: every word must begin some word of one text, in any case, in
/// any order. In the order of the docket.
#[must_use]
pub fn find(view: &CaseView, words: &str, places: &[Place]) -> Vec<Hit> {
    let wanted: Vec<String> = folded_words(words).into_iter().map(|(word, ..)| word).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<Hit> = Vec::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut look = |hit: Hit| {
        let Some(spans) = spans(&hit.text, &wanted) else { return };
        // A name is told once, where it first stands.
        if hit.place != Place::Parties || names.insert(hit.text.clone()) {
            hits.push(Hit { spans, ..hit });
        }
    };
    if places.contains(&Place::Texts) || places.contains(&Place::Parties) {
        acts(view, places, &mut look);
    }
    if places.contains(&Place::Statements) || places.contains(&Place::Parties) {
        statements(view, places, &mut look);
    }
    hits
}

fn acts(view: &CaseView, places: &[Place], look: &mut impl FnMut(Hit)) {
    for act in &view.resolve().acts {
        for report in &act.reports {
            let event = &*report.event;
            let hit = |place: Place, text: &str| Hit {
                case: view.case().clone(),
                place,
                event: event.event_id(),
                source: event.source.clone(),
                statement: None,
                text: text.to_owned(),
                spans: Vec::new(),
            };
            if let Some(text) = event.text.as_ref().filter(|_| places.contains(&Place::Texts)) {
                look(hit(Place::Texts, text));
            }
            if places.contains(&Place::Parties) {
                let sides = event.by.iter().chain(&event.against).chain(&event.on_behalf_of);
                let joining = event.effects.iter().filter_map(docket_core::Effect::party);
                let names = sides.chain(joining).map(|Party { name, .. }| name);
                names.for_each(|name| look(hit(Place::Parties, name)));
            }
        }
    }
}

fn statements(view: &CaseView, places: &[Place], look: &mut impl FnMut(Hit)) {
    let history: StatementHistory = view.project();
    for statement in &history.statements {
        for wording in &statement.wordings {
            let hit = |place: Place, text: &str| Hit {
                case: view.case().clone(),
                place,
                event: wording.event.clone(),
                source: wording.source.clone(),
                statement: Some(statement.id.clone()),
                text: text.to_owned(),
                spans: Vec::new(),
            };
            if places.contains(&Place::Statements) {
                look(hit(Place::Statements, &wording.text));
            }
            if places.contains(&Place::Parties) {
                look(hit(Place::Parties, &wording.speaker));
            }
        }
    }
}

/// Where the wanted words begin and end in a text; none unless all of them are there.
fn spans(text: &str, wanted: &[String]) -> Option<Vec<(usize, usize)>> {
    let words = folded_words(text);
    let mut spans = Vec::new();
    for want in wanted {
        let before = spans.len();
        let found = words.iter().filter(|(word, ..)| word.starts_with(want.as_str()));
        spans.extend(found.map(|(_, from, to)| (*from, *to)));
        if spans.len() == before {
            return None;
        }
    }
    spans.sort_unstable();
    spans.dedup();
    Some(spans)
}

/// The words of a text in lower case, without the marks around them, each with its place in bytes.
fn folded_words(text: &str) -> Vec<(String, usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    let ends = text.char_indices().map(|(at, c)| (at, c.is_alphanumeric()));
    for (at, is_word) in ends.chain([(text.len(), false)]) {
        match (start, is_word) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((text[from..at].to_lowercase(), from, at));
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginnings_in_any_order_and_case() {
        let wanted = |words: &str| {
            folded_words(words).into_iter().map(|(word, ..)| word).collect::<Vec<_>>()
        };
        let text = "Nokia’s “Cloud” patents";
        assert_eq!(spans(text, &wanted("PATENT cloud")), Some(vec![(13, 18), (22, 29)]));
        assert_eq!(spans(text, &wanted("cloud court")), None);
        assert_eq!(spans(text, &wanted("loud")), None);
    }
}
