//! Questions to a database, in SQL: they travel in it, and Datasette can show them.

use rusqlite::{Transaction, params};
use serde_json::{Map, Value, json};

use crate::error::ExportError;

/// A question to a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Its name, as in an address.
    pub name: &'static str,
    /// What it asks.
    pub title: &'static str,
    /// Its parameters, and what else there is to know.
    pub description: &'static str,
    /// The question. Parameters are texts; one that is empty leaves nothing out.
    pub sql: String,
}

const KNOWN: &str = include_str!("queries/known.sql");

const OF_A_CUT: &str = "case; published_by: a day such as 2024-07-31, at the end of which it was \
                        certainly public; recorded_by: a position of the log such as 57, a day of the \
                        ledger, or an instant as entries have them. What is written otherwise \
                        finds nothing";

/// The questions.
#[must_use]
pub fn queries() -> Vec<Query> {
    let of_a_cut = |name, title, sql: &str| {
        let sql = format!("{}\n{sql}", KNOWN.trim_end());
        Query { name, title, description: OF_A_CUT, sql }
    };
    let plain = |name, title, description, sql: &str| Query {
        name,
        title,
        description,
        sql: sql.to_owned(),
    };
    vec![
        of_a_cut(
            "known-state",
            "What was known of a case: its state, and how much was not yet public",
            include_str!("queries/known-state.sql"),
        ),
        of_a_cut(
            "known-facts",
            "What was known of a case: facts, and which were not yet public",
            include_str!("queries/known-facts.sql"),
        ),
        of_a_cut(
            "known-acts",
            "What was known of a case: acts, in docket order",
            include_str!("queries/known-acts.sql"),
        ),
        of_a_cut(
            "known-parties",
            "What was known of a case: parties",
            include_str!("queries/known-parties.sql"),
        ),
        of_a_cut(
            "known-dispositions",
            "What was known of a case: dispositions, deadlines, ways to other cases",
            include_str!("queries/known-dispositions.sql"),
        ),
        plain(
            "happened-by",
            "What had happened in a case by the end of a day, as we know it now",
            "case; occurred_by: a day",
            include_str!("queries/happened-by.sql"),
        ),
        plain(
            "fact-by-publication",
            "Since when a fact was public, and as what, as we know it now",
            "case; fact: its key, such as filed",
            include_str!("queries/fact-by-publication.sql"),
        ),
        plain(
            "fact-by-recording",
            "Since when this ledger held a fact, and as what",
            "case; fact: its key, such as filed",
            include_str!("queries/fact-by-recording.sql"),
        ),
        plain(
            "became-public",
            "What became public between the ends of two days, as we know it now",
            "case; from, to: days",
            include_str!("queries/became-public.sql"),
        ),
        plain(
            "disagreements",
            "Facts on which sources disagree, and who says what",
            "case: empty for all",
            include_str!("queries/disagreements.sql"),
        ),
        plain(
            "who-said",
            "What was said, in each source's wording",
            "case: empty for all; speaker: a part of the name, empty for all",
            include_str!("queries/who-said.sql"),
        ),
        plain(
            "three-clocks",
            "The log: when each report was recorded, when published, and when it happened",
            "case: empty for all",
            include_str!("queries/three-clocks.sql"),
        ),
        plain(
            "search",
            "Words in reports, statements and names",
            "words: they stand side by side, in any case, with or without accents",
            include_str!("queries/search.sql"),
        ),
    ]
}

pub(super) fn insert(to: &Transaction<'_>) -> Result<(), ExportError> {
    for Query { name, title, description, sql } in queries() {
        to.prepare_cached("INSERT INTO queries VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            name,
            title,
            description,
            sql
        ])?;
    }
    Ok(())
}

/// Metadata with which Datasette shows the questions beside a database of this name, which is that
/// of its file without the ending.
///
/// It is JSON, and so YAML too: `datasette ledger.db --metadata metadata.json`.
#[must_use]
pub fn datasette_metadata(database: &str) -> String {
    let shown = |query: Query| {
        let Query { name, title, description, sql } = query;
        let shown = json!({ "title": title, "description": description, "sql": sql });
        (name.to_owned(), shown)
    };
    let queries: Map<String, Value> = queries().into_iter().map(shown).collect();
    let tables = json!({
        "acts": { "label_column": "what", "sort": "id" },
        "cases": { "label_column": "title" },
        "entries": { "label_column": "event", "sort_desc": "position" },
        "history": { "facets": ["case_id", "item"], "sort": "recorded_from" },
        "sources": { "label_column": "title" },
    });
    let metadata = json!({
        "title": "A docket ledger",
        "description": "What happened in each case, who said so, and what was known when.",
        "databases": { database: { "queries": queries, "tables": tables } },
    });
    format!("{metadata:#}\n")
}
