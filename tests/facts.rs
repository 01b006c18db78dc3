//! The example cases against what they were written from: four news stories and one docket.
//!
//! `facts.toml` says where each fact of the stories stands. The stories themselves are not part of
//! the product; these tests read them through `DOCKET_FIXTURES` and are skipped where it is unset.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use docket_core::{Event, FactValue, Occurred, Scalar, Wording};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::testkit::fixtures;

/// The case files that are told by the stories.
const TOLD_BY_STORIES: [&str; 3] = ["amazon-v-nokia", "nokia-v-amazon", "huawei-v-verizon"];

/// This many words in a row that also stand in the source are copied, not retold.
const COPIED: usize = 6;

#[derive(Deserialize)]
struct Facts {
    documents: BTreeMap<String, Document>,
    facts: Vec<Fact>,
}

#[derive(Deserialize)]
struct Document {
    file: String,
}

#[derive(Deserialize)]
struct Fact {
    id: String,
    source: String,
    quote: String,
    byte_start: usize,
    byte_end: usize,
    value: Option<serde_json::Value>,
    jurisdictions: Option<BTreeSet<String>>,
}

/// Where a fact went.
#[derive(Deserialize)]
#[serde(untagged)]
enum Place {
    One(String),
    Several(Vec<String>),
    LeftOut { left_out: String },
}

/// What a place names.
enum Found<'a> {
    Event,
    Fact(&'a FactValue),
    Wording(&'a Wording),
}

struct Stories {
    facts: Facts,
    places: BTreeMap<String, Place>,
    /// By the id of the source.
    articles: BTreeMap<&'static str, Vec<u8>>,
    events: BTreeMap<String, Event>,
}

impl Stories {
    fn read() -> Option<Self> {
        let dir = fixtures()?.join("articles");
        let facts: Facts = json(&dir.join("facts.json"));
        let article = |(id, document): (&String, &Document)| {
            (source_id(id), fs::read(dir.join(&document.file)).expect("the story is there"))
        };
        let articles = facts.documents.iter().map(article).collect();
        let places =
            toml::from_str(include_str!("facts.toml")).expect("facts.toml is a table of places");
        let events = TOLD_BY_STORIES.into_iter().flat_map(events).collect();
        Some(Self { facts, places, articles, events })
    }

    /// Every place of every fact that was not left out.
    fn places(&self) -> impl Iterator<Item = (&Fact, &str)> {
        self.facts.facts.iter().flat_map(|fact| {
            let places: Vec<&str> = match &self.places[&fact.id] {
                Place::One(place) => vec![place],
                Place::Several(places) => places.iter().map(String::as_str).collect(),
                Place::LeftOut { .. } => Vec::new(),
            };
            places.into_iter().map(move |place| (fact, place))
        })
    }

    fn event(&self, place: &str) -> &Event {
        let name = place.split_once('#').map_or(place, |(event, _)| event);
        self.events.get(name).unwrap_or_else(|| panic!("{place}: there is no such event"))
    }

    fn find(&self, place: &str) -> Found<'_> {
        let event = self.event(place);
        let Some((_, part)) = place.split_once('#') else {
            return Found::Event;
        };
        let wording = event.wordings.iter().find(|wording| wording.id.as_str() == part);
        let fact = || event.facts.get(part).map(Found::Fact);
        wording.map(Found::Wording).or_else(fact).unwrap_or_else(|| panic!("there is no {place}"))
    }

    /// Every event with the text of its story.
    fn told(&self) -> impl Iterator<Item = (&str, &Event, &str)> {
        self.events.iter().map(|(name, event)| {
            let source = event.source.as_ref().expect("a report has a source").as_str();
            let article = str::from_utf8(&self.articles[source]).expect("the stories are UTF-8");
            (name.as_str(), event, article)
        })
    }
}

#[test]
fn every_fact_has_a_place_or_a_reason_to_be_left_out() {
    let Some(stories) = Stories::read() else { return };
    let facts: BTreeSet<&str> = stories.facts.facts.iter().map(|fact| fact.id.as_str()).collect();
    let placed: BTreeSet<&str> = stories.places.keys().map(String::as_str).collect();
    assert_eq!(placed, facts);
    assert_eq!(stories.facts.facts.len(), facts.len(), "an id stands twice");
    for (id, place) in &stories.places {
        if let Place::LeftOut { left_out } = place {
            assert!(!left_out.trim().is_empty(), "{id} is left out without a reason");
        }
    }
}

#[test]
fn every_place_is_there_and_has_its_fact_s_own_source() {
    let Some(stories) = Stories::read() else { return };
    for (fact, place) in stories.places() {
        let source = stories.event(place).source.as_ref().map(docket_core::Key::as_str);
        assert_eq!(source, Some(source_id(&fact.source)), "{}: {place}", fact.id);
        stories.find(place);
    }
}

#[test]
fn every_fact_stands_in_its_story_at_its_bytes() {
    let Some(stories) = Stories::read() else { return };
    for fact in &stories.facts.facts {
        let article = &stories.articles[source_id(&fact.source)];
        let there = article.get(fact.byte_start..fact.byte_end);
        assert_eq!(there, Some(fact.quote.as_bytes()), "{}", fact.id);
    }
}

#[test]
fn a_retold_wording_spans_the_fact_it_renders() {
    let Some(stories) = Stories::read() else { return };
    for (fact, place) in stories.places() {
        let Found::Wording(wording) = stories.find(place) else { continue };
        assert_eq!(wording.span.is_some(), !wording.form.is_quotation(), "{place}");
        let Some((from, to)) = wording.span else { continue };
        let (start, end) = (fact.byte_start as u64, fact.byte_end as u64);
        assert!(from <= start && end <= to, "{}: {place} spans {from} to {to}", fact.id);
    }
}

#[test]
fn numbers_and_places_are_those_of_the_facts() {
    let Some(stories) = Stories::read() else { return };
    let mut compared = 0;
    for (fact, place) in stories.places() {
        let Found::Fact(value) = stories.find(place) else { continue };
        let number = fact.value.as_ref().and_then(serde_json::Value::as_i64);
        if let (Some(number), FactValue::One(scalar)) = (number, value) {
            assert_eq!(*scalar, Scalar::count(number), "{}: {place}", fact.id);
            compared += 1;
        }
        if let (Some(places), true) = (&fact.jurisdictions, place.ends_with("#jurisdictions")) {
            let places = places.iter().map(|place| place.as_str().into()).collect();
            assert_eq!(*value, FactValue::Set(places), "{}: {place}", fact.id);
            compared += 1;
        }
    }
    assert_eq!(compared, 7);
}

#[test]
fn only_what_stands_in_quotation_marks_is_quoted() {
    let Some(stories) = Stories::read() else { return };
    for (name, event, article) in stories.told() {
        let folded = fold(article);
        let quoted: Vec<&str> = folded.split('"').skip(1).step_by(2).collect();
        for wording in event.wordings.iter().filter(|wording| wording.form.is_quotation()) {
            for piece in &wording.text {
                let found = quoted.iter().any(|quoted| quoted.contains(&fold(piece)));
                assert!(found, "{name}#{} is not in quotation marks: {piece}", wording.id);
                assert!(article.contains(piece), "{name}#{} is not verbatim: {piece}", wording.id);
            }
        }
    }
}

#[test]
fn what_is_not_quoted_is_told_in_other_words() {
    let Some(stories) = Stories::read() else { return };
    for (name, event, article) in stories.told() {
        let theirs = runs(article);
        for ours in retold(event) {
            let copied: Vec<_> = runs(&ours).intersection(&theirs).cloned().collect();
            assert!(copied.is_empty(), "{name} copies {copied:?}");
        }
    }
}

/// One line of the docket of Pherah v. Zoho.
#[derive(Deserialize)]
struct Line {
    i: u64,
    number: Option<String>,
    date_filed: String,
    date_entered: String,
    text: String,
}

#[derive(Deserialize)]
struct Docket {
    entries: Vec<Line>,
}

#[test]
fn the_events_of_pherah_v_zoho_are_lines_of_its_docket() {
    let Some(fixtures) = fixtures() else { return };
    let docket: Docket = json(&fixtures.join("dockets/golden/pherah_v_zoho.json"));
    for (name, event) in events("pherah-v-zoho") {
        let line = docket.entries.iter().find(|line| Some(line.i) == event.place);
        let line = line.unwrap_or_else(|| panic!("{name} has no line"));
        let Some(Occurred::Date(filed)) = &event.occurred else { panic!("{name} has no date") };
        assert_eq!(filed.to_string(), line.date_filed, "{name}");
        let entered = event.published.as_ref().map(ToString::to_string);
        assert_eq!(entered.as_ref(), Some(&line.date_entered), "{name}");
        assert_eq!(event.document_number.as_deref(), line.number.as_deref(), "{name}");
        let ours = retold(&event).concat();
        assert!(runs(&ours).is_disjoint(&runs(&line.text)), "{name} copies its line");
    }
}

fn json<T: DeserializeOwned>(path: &Path) -> T {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The reports of a case file, by `CASE/event`.
fn events(case: &str) -> Vec<(String, Event)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/cases/{case}.toml"));
    let text = fs::read_to_string(&path).expect("the case file is there");
    let file = docket_formats::parse(&text).unwrap_or_else(|faults| panic!("{case}: {faults:#?}"));
    let reports = file.events.into_iter().filter(|event| event.bookkeeping.is_none());
    reports.map(|event| (event.event_id().to_string(), event)).collect()
}

fn source_id(document: &str) -> &'static str {
    match document {
        "000" => "unsigned-amazon-story",
        "001" => "techradar-2024-08-01",
        "002" => "light-reading-2024-07-31",
        "003" => "unsigned-huawei-story",
        other => panic!("no source stands for document {other}"),
    }
}

/// Everything in an event that is told in our own words.
fn retold(event: &Event) -> Vec<String> {
    let indirect = event.wordings.iter().filter(|wording| !wording.form.is_quotation());
    let facts = event.facts.values().flat_map(|value| match value {
        FactValue::One(scalar) => vec![scalar.to_string()],
        FactValue::OneOf(scalars) | FactValue::Set(scalars) => {
            scalars.iter().map(ToString::to_string).collect()
        }
    });
    event
        .text
        .iter()
        .map(ToString::to_string)
        .chain(indirect.map(Wording::words))
        .chain(facts)
        .collect()
}

/// One spelling for what typography alone tells apart; brackets of an editor are left out.
fn fold(text: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' => Some('\''),
        '“' | '”' => Some('"'),
        '–' | '—' => Some('-'),
        '[' | ']' => None,
        other => Some(other),
    };
    let plain: String = text.chars().filter_map(plain).collect();
    // A no-break space is white space like any other.
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every run of [`COPIED`] words.
fn runs(text: &str) -> BTreeSet<Vec<String>> {
    let folded = fold(text).to_lowercase().replace('\'', "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_owned).collect();
    words.windows(COPIED).map(<[String]>::to_vec).collect()
}
