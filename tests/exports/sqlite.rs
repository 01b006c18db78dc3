//! The ledger as a database: plain SQL gives the answers of the engine, at every cut.

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
use crate::histories::history;
use crate::law::record;
use crate::story::{invented, real};
use crate::testkit::{case, key, motion, said};

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

#[test]
fn the_bundled_cases_are_known_alike_by_each_clock() {
    let docket = real();
    let export = Export::of(&docket);
    for view in docket.now().cases().expect("readable cases") {
        let about = view.case().as_str();
        for day in days(&docket, about) {
            agrees(&export, &docket, about, day, None);
            agrees(&export, &docket, about, day, Some(Position(40)));
        }
        for by in positions(&docket) {
            agrees(&export, &docket, about, None, by);
            agrees(&export, &docket, about, Day::from_ymd(2024, 7, 31), by);
        }
        agrees_on_what_had_happened(&export, &view);
    }
}

#[test]
fn what_is_corrected_retracted_undated_and_known_late_is_known_alike_under_every_pair_of_cuts() {
    let docket = invented(
        r#"
        [[event]]
        id = "suit"
        verb = "filed"
        kind = "Complaint"
        source = "court"
        by = "Alpha"
        against = ["Beta", "Gamma"]
        occurred = "2024-07-28"
        published = "2024-08-05"
        facts = { patents_in_suit = 12, jurisdictions = ["US", "DE"] }

        [[event]]
        id = "suit-told"
        act = "suit"
        verb = "filed"
        kind = "Complaint"
        source = "paper"
        occurred = "2024-07~"
        facts = { patents_in_suit = { at_least = 10 }, damages = { about = 5 } }

        [[event]]
        id = "rumour"
        verb = "announced"
        kind = "AnonymousSource"
        source = "nameless"
        occurred = "[2024-07-20..2024-07-25]"
        facts = { damages = 7 }

        [[event]]
        id = "amended"
        verb = "announced"
        kind = "ClerkNotice"
        source = "court"
        published = "2024-08-06"
        effects = [{ corrects = "suit#patents_in_suit", field = "value", to = 11 }]

        [[event]]
        id = "leave"
        verb = "settled"
        manner = 12
        scope = "parties"
        source = "court"
        occurred = "2024-08-07"
        published = "2024-08-09"
        effects = [{ party_leaves = "Gamma" }]

        [[event]]
        id = "withdrawn"
        verb = "announced"
        kind = "PressStatement"
        source = "paper"
        published = "2024-08-08"
        effects = [{ retracts = "suit-told", reason = "an error" }]

        [[event]]
        id = "end"
        verb = "settled"
        manner = 13
        scope = "case"
        source = "court"
        occurred = "2024-08-10"
        published = "2024-08"
        "#,
    );
    let asked = agrees_everywhere(&docket);
    assert!(asked > 250, "{asked} cuts");
}

#[test]
fn a_source_that_is_described_late_or_anew_is_known_alike_from_then_on() {
    let described = |id: &str, name: &str, published: Option<&str>, via: Option<&str>| {
        let source = Source {
            author: None,
            file: None,
            id: key(name),
            kind: SourceKind::Press,
            published: published.map(|date| date.parse().expect("a date")),
            publisher: Some(name.to_owned()),
            sha256: None,
            title: None,
            url: None,
            via: via.map(key),
        };
        Event::bookkeeping(CaseId::ledger(), key(id), Bookkeeping::SourceDescribed(source))
    };
    let report = |id: &str, source: &str, pages: i64| {
        let mut report = motion(&format!("alpha-v-beta/{id}"));
        report.source = Some(key(source));
        report.facts = [(key("pages"), Scalar::count(pages).into())].into();
        report
    };
    let mut retraction = report("retraction", "paper", 9);
    retraction.effects =
        vec![Effect::Retracts { target: Target::Source(key("gone")), reason: None }];
    let docket = record([
        report("one", "paper", 5),
        described("first", "paper", Some("2024-07-31"), Some("agency")),
        described("other", "nobody-in-the-case", Some("2024-07-31"), None),
        report("two", "gone", 7),
        described("gone", "gone", Some("2024-08-01"), None),
        retraction,
        described("again", "paper", Some("2024-08-02"), None),
        described("agency", "agency", Some("2024-07-01"), None),
        described("unknown", "paper", None, None),
    ])
    .0;
    assert!(agrees_everywhere(&docket) > 50);
}

/// How many random histories are exported; more where `DOCKET_EXPORT_CASES` says so.
fn histories() -> u32 {
    std::env::var("DOCKET_EXPORT_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: histories(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_history_is_known_alike_under_every_pair_of_cuts(events in history()) {
        let asked = agrees_everywhere(&record(events).0);
        said(&format!("{asked} cuts"));
    }
}

#[test]
fn the_file_is_sound_and_the_same_each_time() {
    let docket = real();
    let export = Export::of(&docket);
    let check: String =
        export.database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
    assert_eq!(check, "ok");
    let broken = export.number("SELECT count(*) FROM pragma_foreign_key_check");
    assert_eq!(broken, 0);
    assert_eq!(export.number("PRAGMA user_version"), 1);
    let bytes =
        |export: &Export| std::fs::read(export.directory.path().join("ledger.db")).expect("a file");
    assert_eq!(bytes(&export), bytes(&Export::of(&docket)));
    let size = i64::try_from(docket.log().head().expect("a head").size.0).expect("small");
    assert_eq!(export.number("SELECT count(*) FROM entries"), size);
    assert_eq!(export.number("SELECT size FROM ledger"), size);
}

#[test]
fn what_is_so_now_stands_in_plain_tables() {
    let docket = real();
    let export = Export::of(&docket);
    for view in docket.now().cases().expect("readable cases") {
        let state: CaseState = view.project();
        let about = view.case().as_str();
        let rows = |sql: &str| -> Vec<Value> {
            let mut sql = export.database.prepare(sql).expect("SQL");
            let rows = sql.query_map([about], document).expect("rows");
            rows.collect::<Result<_, _>>().expect("rows")
        };
        let all = of_state(&state);
        let acts = rows("SELECT json FROM acts WHERE case_id = ?1 ORDER BY place");
        assert_eq!(Value::Array(acts), all["acts"]);
        let parties = rows("SELECT json FROM parties WHERE case_id = ?1 ORDER BY place");
        assert_eq!(Value::Array(parties), all["parties"]);
        let facts = rows("SELECT json FROM facts WHERE case_id = ?1 ORDER BY fact");
        assert_eq!(
            facts,
            all["facts"].as_object().expect("facts").values().cloned().collect::<Vec<_>>()
        );
    }
    let claims = "SELECT group_concat(value || ' ' || source_id, '; ') FROM (
        SELECT fact_claims.value, source_id FROM fact_claims JOIN facts ON facts.id = fact_id
        WHERE case_id = 'nokia-v-amazon' AND fact = 'number_of_proceedings' ORDER BY fact_claims.id)";
    let claims: String = export.database.query_row(claims, [], |row| row.get(0)).expect("claims");
    assert_eq!(claims, "1 light-reading-2024-07-31; 13 techradar-2024-08-01");
}

#[test]
fn every_question_in_the_file_has_an_answer() {
    let export = Export::of(&real());
    for (query, given, says) in [
        ("known-state", [":case", "amazon-v-nokia"], "pending"),
        ("known-facts", [":case", "amazon-v-nokia"], "patents_in_suit"),
        ("known-acts", [":case", "amazon-v-nokia"], "Complaint"),
        ("known-parties", [":case", "amazon-v-nokia"], "Defendant"),
        ("known-dispositions", [":case", "pherah-v-zoho"], "Settlement"),
        ("happened-by", [":case", "pherah-v-zoho"], "Sisense Inc."),
        ("fact-by-publication", [":fact", "filed"], "[2024-07-28..2024-07-31]"),
        ("fact-by-recording", [":fact", "filed"], "amazon-v-nokia/complaint-unsigned"),
        ("became-public", [":to", "2024-08-01"], "no longer so"),
        ("disagreements", [":case", ""], "nokia-v-amazon"),
        ("who-said", [":speaker", "liuping"], "Song Liuping"),
        ("three-clocks", [":case", ""], "2024-07-31"),
        ("search", [":words", "reinvention"], "mobile-exit"),
    ] {
        let mut sql = export.database.prepare(&export.queries[query]).expect("SQL");
        for (name, value) in
            [(":case", "amazon-v-nokia"), (":from", "2024-07-31"), (given[0], given[1])]
        {
            if let Some(at) = sql.parameter_index(name).expect("a name") {
                sql.raw_bind_parameter(
                    at,
                    if query == "who-said" && name == ":case" { "" } else { value },
                )
                .expect("bound");
            }
        }
        let columns = sql.column_count();
        let mut rows = sql.raw_query();
        let mut told = String::new();
        while let Some(row) = rows.next().unwrap_or_else(|error| panic!("{query}: {error}")) {
            let cells = (0..columns).map(|at| row.get_ref(at).expect("a cell"));
            cells.for_each(|cell| told.push_str(cell.as_str().unwrap_or_default()));
        }
        assert!(told.contains(says), "{query}: {told}");
    }
    assert_eq!(export.queries.len(), 13);
}

#[test]
fn a_day_a_position_and_an_empty_text_are_read_as_cuts_and_anything_else_as_none() {
    let export = Export::of(&real());
    let acts = |published_by, recorded_by| {
        let asked = Asked { case: "amazon-v-nokia", published_by, recorded_by };
        export.ask("known-state", asked, |row| row.get::<_, i64>("acts")).first().copied()
    };
    assert_eq!((acts("", ""), acts("", "2024-07-30")), (Some(13), Some(13)));
    assert_eq!((acts("", "66"), acts("", "@66")), (Some(13), Some(13)));
    let fifth = export.database.query_row(
        "SELECT recorded_at FROM entries WHERE position = 5",
        [],
        |row| row.get::<_, String>(0),
    );
    let instant = fifth.expect("an instant");
    assert_eq!(acts("", &instant), acts("", "5"));
    assert_eq!((acts("2024-07-31", ""), acts("whenever", "")), (Some(9), None));
    assert_eq!((acts("2024", ""), acts("31.07.2024", ""), acts("", "soon")), (None, None, None));
    assert_eq!((acts("", "2024-07-29"), acts("", "0")), (None, None));
    // By what had happened on that day one defendant was left, by what was public two.
    let left = |sql: &str| export.number(sql);
    assert_eq!(
        left(
            "SELECT count(*) FROM happened WHERE case_id = 'pherah-v-zoho' AND item = 'party' AND \
             value = 'Defendant' AND json_extract(json, '$.left') IS NULL AND occurred_from <= \
             '2016-03-30' AND (occurred_until IS NULL OR '2016-03-30' < occurred_until)"
        ),
        1
    );
    assert_eq!(
        left(
            "SELECT count(*) FROM history WHERE case_id = 'pherah-v-zoho' AND item = 'party' AND \
             value = 'Defendant' AND json_extract(json, '$.left') IS NULL AND published_from <= \
             '2016-03-30' AND (published_until IS NULL OR '2016-03-30' < published_until) AND \
             recorded_until IS NULL"
        ),
        2
    );
}

#[test]
fn hostile_texts_are_kept_and_found() {
    let texts = hostile();
    for texts in texts.chunks(400).take(3).chain([&texts[texts.len().saturating_sub(200)..]]) {
        let docket = told(texts);
        let export = Export::of(&docket);
        let kept: Vec<String> = {
            let mut sql = export
                .database
                .prepare("SELECT text FROM entries WHERE act IS NOT NULL ORDER BY position")
                .expect("SQL");
            let rows = sql.query_map([], |row| row.get(0)).expect("rows");
            rows.collect::<Result<_, _>>().expect("texts")
        };
        assert_eq!(kept, texts);
        let mut search = export.database.prepare(&export.queries["search"]).expect("SQL");
        for text in texts {
            let found =
                search.query_map(named_params! { ":words": text }, |_| Ok(())).expect("rows");
            found
                .collect::<Result<Vec<_>, _>>()
                .unwrap_or_else(|error| panic!("{text:?}: {error}"));
        }
    }
}
