//! Ledgers made of case files, and the questions that tests ask them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use docket_case::{CaseState, FactState};
use docket_core::{
    Batch, CaseView, Cut, Docket, Event, FactValue, Log, MemoryLog, Position, Support, Ticking,
};
use docket_formats::{EmptyLedger, Fault, description_events};
use docket_statements::{Statement, StatementHistory};
use docket_time::{Day, Tz};

use crate::testkit::case;

/// The bundled case files.
pub(crate) const BUNDLED: [&str; 4] =
    ["amazon-v-nokia", "nokia-v-amazon", "huawei-v-verizon", "pherah-v-zoho"];

/// The text of a bundled case file.
pub(crate) fn bundled(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/cases/{name}.toml"));
    std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

/// The events of a case file, its descriptions first.
pub(crate) fn events(text: &str) -> Vec<Event> {
    let say = |faults: Vec<Fault>| -> String {
        let told = |fault: &Fault| format!("{} at {:?}", fault.message, fault.span);
        faults.iter().map(told).collect::<Vec<_>>().join("\n")
    };
    let file = docket_formats::parse(text).unwrap_or_else(|faults| panic!("{}", say(faults)));
    description_events(&file, &EmptyLedger).into_iter().chain(file.events).collect()
}

/// A ledger in memory that holds these case files, one entry a second.
pub(crate) fn ledger(texts: &[String]) -> Docket {
    let log = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
    for event in texts.iter().flat_map(|text| events(text)) {
        log.append(Batch::of(vec![event])).expect("a valid event");
    }
    Docket::new(Arc::new(log))
}

/// The ledger of the bundled cases.
pub(crate) fn real() -> Docket {
    ledger(&BUNDLED.map(bundled))
}

/// One invented case told by one text; what stands in every such file is added.
pub(crate) fn invented(text: &str) -> Docket {
    ledger(&[format!("{SOURCES}\n{text}")])
}

const SOURCES: &str = r#"
[case]
id = "alpha-v-beta"
court = "ded"

[source.court]
publisher = "The Court"
kind = "court"

[source.paper]
publisher = "The Paper"
kind = "press"
published = "2024-07-31"

[source.paper-later]
publisher = "The Paper"
kind = "press"
published = "2024-08-05"

[source.gazette]
publisher = "The Gazette"
kind = "press"
published = "2024-08-02"

[source.beta]
publisher = "Beta"
kind = "party"
published = "2024-08-03"

[source.nameless]
kind = "press"

[source.us]
publisher = "the recorder"
kind = "recorder"
published = "2024-08-06"
"#;

pub(crate) fn day(text: &str) -> Day {
    let date = text.parse::<docket_time::When>().expect("a date").meaning(Tz::UTC);
    date.latest().expect("a bounded date")
}

pub(crate) fn view(docket: &Docket, name: &str, cut: Cut) -> CaseView {
    docket.at(cut).case(&case(name)).expect("a readable log").expect("a recorded case")
}

pub(crate) fn state(docket: &Docket, name: &str, cut: Cut) -> CaseState {
    docket_case::known(&view(docket, name, cut)).0
}

pub(crate) fn history(docket: &Docket, name: &str, cut: Cut) -> StatementHistory {
    view(docket, name, cut).project()
}

pub(crate) fn statement(docket: &Docket, name: &str, id: &str) -> Statement {
    let history = history(docket, name, Cut::none());
    let found = history.statements.into_iter().find(|statement| statement.id.as_str() == id);
    found.unwrap_or_else(|| panic!("{name} has no statement {id}"))
}

/// A fact, which the state must have.
pub(crate) fn fact<'s>(state: &'s CaseState, key: &str) -> &'s FactState {
    state.facts.get(key).unwrap_or_else(|| panic!("no fact {key} in {state}"))
}

/// A fact's value as text and its support.
pub(crate) fn told(state: &CaseState, key: &str) -> (String, Support) {
    let fact = fact(state, key);
    (fact.one().map(FactValue::to_string).unwrap_or_default(), fact.support)
}

/// The members of a set, with the sources of each.
pub(crate) fn members(state: &CaseState, key: &str) -> BTreeMap<String, Vec<String>> {
    let sources = |sources: &std::collections::BTreeSet<docket_core::Key>| {
        sources.iter().map(ToString::to_string).collect()
    };
    let members = fact(state, key).members().iter();
    members.map(|member| (member.value.to_string(), sources(&member.sources))).collect()
}

/// The position at which an event was recorded.
pub(crate) fn position(docket: &Docket, id: &str) -> Position {
    let entry = docket.log().find(&crate::testkit::id(id)).expect("a readable log");
    entry.expect("a recorded event").position
}
