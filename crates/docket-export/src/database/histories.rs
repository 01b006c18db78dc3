//! What was known and what had happened, as tables.

use docket_core::{CaseView, Position};
use rusqlite::{Transaction, params};

use super::rows::number;
use crate::clock_text::Since;
use crate::error::ExportError;
use crate::happened::Happened;
use crate::history::History;

pub(super) fn insert(to: &Transaction<'_>, view: &CaseView) -> Result<(), ExportError> {
    insert_history(to, view)?;
    insert_happened(to, view)
}

fn insert_history(to: &Transaction<'_>, view: &CaseView) -> Result<(), ExportError> {
    let case = view.case().as_str();
    let history = History::of(view);
    let mut row = to.prepare_cached(
        "INSERT INTO history VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for one in &history.known {
        let item = &history.items[one.item];
        row.execute(params![
            case,
            item.kind,
            item.name,
            item.value,
            item.support,
            item.sort,
            item.json,
            one.published_from.text(),
            one.published_until.map(Since::text),
            number(one.recorded_from.0),
            one.recorded_until.map(|Position(at)| number(at)),
        ])?;
    }
    let mut row = to.prepare_cached("INSERT INTO publications VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for one in &history.publications {
        row.execute(params![
            case,
            number(one.position.0),
            one.public_from.text(),
            number(one.recorded_from.0),
            one.recorded_until.map(|Position(at)| number(at)),
        ])?;
    }
    Ok(())
}

fn insert_happened(to: &Transaction<'_>, view: &CaseView) -> Result<(), ExportError> {
    let Happened { items, stretches } = Happened::of(view);
    let mut row = to
        .prepare_cached("INSERT INTO happened VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    for (item, from, until) in stretches {
        let item = &items[item];
        row.execute(params![
            view.case().as_str(),
            item.kind,
            item.name,
            item.value,
            item.support,
            item.sort,
            item.json,
            from.text(),
            until.map(Since::text),
        ])?;
    }
    Ok(())
}
