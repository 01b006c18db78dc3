//! What was said, as tables.

use docket_core::{CaseId, Key};
use docket_statements::{Statement, StatementHistory, WordingState};
use rusqlite::{Transaction, params};

use super::rows::{Places, place};
use crate::error::ExportError;
use crate::item::name;

pub(super) fn insert(
    to: &Transaction<'_>,
    case: &CaseId,
    history: &StatementHistory,
    places: &Places<'_>,
) -> Result<(), ExportError> {
    for (at, statement) in history.statements.iter().enumerate() {
        insert_statement(to, case, at, statement)?;
        let id = to.last_insert_rowid();
        for wording in &statement.wordings {
            insert_wording(to, id, wording, places)?;
        }
    }
    Ok(())
}

fn insert_statement(
    to: &Transaction<'_>,
    case: &CaseId,
    at: usize,
    statement: &Statement,
) -> Result<(), ExportError> {
    to.prepare_cached("INSERT INTO statements VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![
            case.as_str(),
            place(at),
            statement.id.as_str(),
            statement.speaker.as_deref(),
            name(statement.speaker_support),
            name(statement.words_support),
            statement.occurred.as_deref(),
        ])?;
    Ok(())
}

fn insert_wording(
    to: &Transaction<'_>,
    statement: i64,
    wording: &WordingState,
    places: &Places<'_>,
) -> Result<(), ExportError> {
    // A wording that stands in a state stands in the log.
    let Some((position, _)) = places.get(&wording.event) else { return Ok(()) };
    to.prepare_cached(
        "INSERT INTO wordings VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, \
         ?13, ?14)",
    )?
    .execute(params![
        statement,
        position,
        wording.id.as_str(),
        wording.source.as_ref().map(Key::as_str),
        wording.speaker.as_str(),
        wording.role,
        wording.via,
        wording.to,
        wording.published,
        wording.text,
        wording.form.name(),
        wording.fidelity.words(),
        wording.reference,
        wording.contested,
    ])?;
    Ok(())
}
