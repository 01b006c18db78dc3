//! The ledger as a database: plain SQL gives the answers of the engine, at every cut.

mod histories;
mod queries;

use std::collections::{BTreeMap, BTreeSet};

use docket_case::{CaseState, known};
use docket_core::{
    Bookkeeping, By, CaseId, CaseView, Cut, Docket, Effect, Event, Position, RecordedBy, Scalar,
    Source, SourceKind, Target,
};
use docket_export::write_sqlite;
use docket_time::Day;
use proptest::prelude::*;
use rusqlite::{Connection, OpenFlags, Row, named_params};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use super::{hostile, told};
use crate::law::record;
use crate::story::{invented, real};
use crate::testkit::{case, key, motion, said};
use docket_testkit::histories::history;

/// An exported ledger.
struct Export {
    database: Connection,
    queries: BTreeMap<String, String>,
    directory: TempDir,
}

/// What was asked: a case, a day of publication or none, and a position of the log or none.
#[derive(Clone, Copy)]
struct Asked<'a> {
    case: &'a str,
    published_by: &'a str,
    recorded_by: &'a str,
}

impl Export {
    fn of(docket: &Docket) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("ledger.db");
        write_sqlite(docket, &path, || ()).unwrap_or_else(|error| panic!("{error}"));
        let database = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .expect("a database");
        let mut queries = BTreeMap::new();
        database
            .prepare("SELECT name, sql FROM queries")
            .and_then(|mut all| {
                let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                for row in rows {
                    let (name, sql): (String, String) = row?;
                    queries.insert(name, sql);
                }
                Ok(())
            })
            .expect("queries");
        Self { database, queries, directory }
    }

    /// The rows that a question of the file itself gives.
    fn ask<T>(
        &self,
        query: &str,
        asked: Asked<'_>,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Vec<T> {
        let Asked { case, published_by, recorded_by } = asked;
        let mut sql = self.database.prepare_cached(&self.queries[query]).expect("SQL");
        let rows = sql.query_map(
            named_params! {
                ":case": case, ":published_by": published_by, ":recorded_by": recorded_by,
            },
            read,
        );
        rows.and_then(Iterator::collect).unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    /// All that the file knows of a case, put together to the document that the engine gives.
    fn known(&self, asked: Asked<'_>) -> Option<Value> {
        let counts = self.ask("known-state", asked, |row| {
            let counts: (i64, i64, i64) = (
                row.get("acts")?,
                row.get("entries_not_yet_public")?,
                row.get("facts_not_yet_public")?,
            );
            Ok((counts, row.get("status")?, document(row)?))
        });
        let ((acts, entries, facts), status, state): (_, String, Value) =
            counts.into_iter().next()?;
        let mut all = Map::new();
        all.insert("status".to_owned(), status.into());
        all.insert("status_because".to_owned(), state["because"].clone());
        all.insert("facts".to_owned(), Value::Object(self.facts(asked)));
        all.insert("acts".to_owned(), self.list("known-acts", asked));
        all.insert("parties".to_owned(), self.list("known-parties", asked));
        for item in ["disposition", "deadline", "move"] {
            let others = self.ask("known-dispositions", asked, |row| {
                Ok((row.get::<_, String>("item")?, document(row)?))
            });
            let of_item = others.into_iter().filter(|(kind, _)| kind == item);
            all.insert(format!("{item}s"), of_item.map(|(_, one)| one).collect());
        }
        let listed = all["acts"].as_array().map(Vec::len);
        assert_eq!(usize::try_from(acts).ok(), listed);
        all.insert("not_yet_known".to_owned(), json!([entries, facts]));
        Some(Value::Object(all))
    }

    fn facts(&self, asked: Asked<'_>) -> Map<String, Value> {
        let facts = self.ask("known-facts", asked, |row| {
            let fact: Value = document(row)?;
            let support: String = row.get("support")?;
            assert_eq!(fact["support"], support);
            Ok((row.get::<_, String>("fact")?, fact))
        });
        let number = facts.len();
        let facts: Map<String, Value> = facts.into_iter().collect();
        assert_eq!(facts.len(), number, "each fact once");
        facts
    }

    fn list(&self, query: &str, asked: Asked<'_>) -> Value {
        self.ask(query, asked, document).into_iter().collect()
    }

    fn number(&self, sql: &str) -> i64 {
        self.database.query_row(sql, [], |row| row.get(0)).unwrap_or_else(|e| panic!("{sql}: {e}"))
    }
}

fn document(row: &Row<'_>) -> rusqlite::Result<Value> {
    let json: String = row.get("json")?;
    Ok(serde_json::from_str(&json).expect("JSON"))
}

/// What the engine knows.
fn engine(view: &CaseView) -> Value {
    let (state, facts) = known(view);
    let entries = view.cut().published_by.map_or(0, |_| view.resolve().not_yet_known);
    let mut all = of_state(&state);
    all.insert("not_yet_known".to_owned(), json!([entries, facts]));
    Value::Object(all)
}

fn of_state(state: &CaseState) -> Map<String, Value> {
    let json = serde_json::to_value(state).expect("JSON");
    // The case is asked for, the filing stands in the facts, and what is empty is left out.
    let names = ["status", "status_because", "facts", "acts", "parties", "dispositions"];
    let mut all: Map<String, Value> =
        names.iter().map(|name| ((*name).to_owned(), json[name].clone())).collect();
    for name in ["deadlines", "moves"] {
        all.insert(name.to_owned(), json.get(name).cloned().unwrap_or_else(|| json!([])));
    }
    all
}

/// The days on which something may change, those before and after them, and no day at all.
fn days(docket: &Docket, about: &str) -> Vec<Option<Day>> {
    let view = docket.now().case(&case(about)).expect("readable").expect("recorded");
    let mut days = BTreeSet::new();
    for entry in view.entries() {
        let until = view.until(entry.position);
        for report in until.reports() {
            for day in [report.published.earliest(), report.published.latest()] {
                days.extend(day.iter().flat_map(|day| [-1, 0, 1].map(|by| day.plus(by))));
            }
        }
    }
    // Only days of years with four digits can be written as a day.
    let is_day = |day: &Day| (0..=9_999).contains(&day.ymd().0);
    days.into_iter().filter(is_day).map(Some).chain([None]).collect()
}

/// Holds the file against the engine at one cut; the law says what the engine does.
fn agrees(export: &Export, docket: &Docket, about: &str, day: Option<Day>, by: Option<Position>) {
    let cut = Cut {
        published_by: day.map(By::EndOf),
        recorded_by: by.map(RecordedBy::Position),
        ..Cut::none()
    };
    let view = docket.at(cut.clone()).case(&case(about)).expect("a readable log");
    let published_by = day.map_or(String::new(), |day| day.to_string());
    let recorded_by = by.map_or(String::new(), |by| by.0.to_string());
    let asked = Asked { case: about, published_by: &published_by, recorded_by: &recorded_by };
    let (told, expected) = (export.known(asked), view.map(|view| engine(&view)));
    assert!(
        told == expected,
        "{about}, {cut}:\n{}\nand not\n{}",
        told.map_or("nothing".to_owned(), |one| format!("{one:#}")),
        expected.map_or("nothing".to_owned(), |one| format!("{one:#}")),
    );
}

fn positions(docket: &Docket) -> Vec<Option<Position>> {
    let size = docket.log().head().expect("a head").size.0;
    (0..=size).map(|at| Some(Position(at))).chain([None]).collect()
}

/// Holds the file against the engine at every pair of points; says how many there were.
fn agrees_everywhere(docket: &Docket) -> usize {
    let export = Export::of(docket);
    let mut asked = 0;
    for view in docket.now().cases().expect("readable cases") {
        let about = view.case().as_str();
        for day in days(docket, about) {
            for by in positions(docket) {
                agrees(&export, docket, about, day, by);
                asked += 1;
            }
        }
        asked += agrees_on_what_had_happened(&export, &view);
    }
    asked
}

/// Holds what had happened against the engine, by every day.
fn agrees_on_what_had_happened(export: &Export, view: &CaseView) -> usize {
    let mut days = BTreeSet::new();
    for act in &view.resolve().acts {
        for day in [act.when().earliest(), act.when().latest()] {
            days.extend(day.iter().flat_map(|day| [-1, 0, 1].map(|by| day.plus(by))));
        }
    }
    let is_day = |day: &Day| (0..=9_999).contains(&day.ymd().0);
    let days: Vec<Option<Day>> = days.into_iter().filter(is_day).map(Some).chain([None]).collect();
    for day in &days {
        let cut = Cut { occurred_by: day.map(By::EndOf), ..Cut::none() };
        let state: CaseState = view.with_cut(&cut).project();
        let told = happened(export, view.case().as_str(), *day);
        assert_eq!(Value::Object(told), Value::Object(of_state(&state)), "{}, {cut}", view.case());
    }
    days.len()
}

fn happened(export: &Export, about: &str, day: Option<Day>) -> Map<String, Value> {
    let day = day.map_or(String::new(), |day| day.to_string());
    let mut sql = export.database.prepare_cached(&export.queries["happened-by"]).expect("SQL");
    let rows = sql.query_map(named_params! { ":case": about, ":occurred_by": day }, |row| {
        Ok((row.get::<_, String>("item")?, row.get::<_, String>("name")?, document(row)?))
    });
    let mut lists: BTreeMap<&str, Vec<Value>> =
        ["acts", "parties", "dispositions", "deadlines", "moves"]
            .into_iter()
            .map(|name| (name, Vec::new()))
            .collect();
    let mut all = Map::new();
    let mut facts = Map::new();
    for row in rows.expect("rows") {
        let (item, name, document) = row.expect("a row");
        let list = match item.as_str() {
            "status" => {
                all.insert("status".to_owned(), document["status"].clone());
                all.insert("status_because".to_owned(), document["because"].clone());
                continue;
            }
            "fact" => {
                facts.insert(name, document);
                continue;
            }
            "act" => "acts",
            "party" => "parties",
            "disposition" => "dispositions",
            "deadline" => "deadlines",
            "move" => "moves",
            other => panic!("{other}"),
        };
        lists.entry(list).or_default().push(document);
    }
    all.insert("facts".to_owned(), Value::Object(facts));
    all.extend(lists.into_iter().map(|(name, list)| (name.to_owned(), Value::Array(list))));
    all
}
