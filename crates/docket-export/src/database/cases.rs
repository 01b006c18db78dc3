//! Cases as tables: what they come to now.

use docket_audit::{Timeline, TimelineRow};
use docket_case::{ActLine, CaseState, FactState, Known, PartyState, ValueState};
use docket_core::{Act, CaseId, CaseView, Docket, EventId, FactValue, Revision};
use docket_statements::StatementHistory;
use rusqlite::{Transaction, params};

use super::rows::{Places, dates, lines, number, place};
use super::{histories, speech};
use crate::error::ExportError;
use crate::item::{name, text, value_of};

/// Inserts a case with all that is known of it.
pub(super) fn insert(
    to: &Transaction<'_>,
    docket: &Docket,
    case: &CaseId,
    revision: Revision,
) -> Result<(), ExportError> {
    let Some(view) = docket.now().case(case)? else { return Ok(()) };
    if case.is_ledger() {
        let sql = "INSERT INTO cases (id, revision, acts, statements) VALUES (?1, ?2, 0, 0)";
        to.execute(sql, params![case.as_str(), number(revision.0)])?;
        return Ok(());
    }
    let (state, statements): (CaseState, StatementHistory) = view.project();
    insert_case(to, &view, &state, statements.statements.len())?;
    insert_acts(to, &view, &state)?;
    let places = Places::of(&view);
    for (fact, known) in &state.facts {
        insert_fact(to, case, fact, known, &places)?;
    }
    for (at, party) in state.parties.iter().enumerate() {
        insert_party(to, case, at, party)?;
    }
    speech::insert(to, case, &statements, &places)?;
    histories::insert(to, &view)
}

fn insert_case(
    to: &Transaction<'_>,
    view: &CaseView,
    state: &CaseState,
    statements: usize,
) -> Result<(), ExportError> {
    let filed = state.filed.as_ref();
    to.prepare_cached("INSERT INTO cases VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
        .execute(params![
            view.case().as_str(),
            view.books().description().title,
            state.court(),
            state.status.name(),
            filed.and_then(|filed| filed.occurred.as_deref()),
            filed.map(|filed| name(filed.support)),
            view.zone().name(),
            number(view.revision().0),
            number(state.acts.len() as u64),
            number(statements as u64),
        ])?;
    Ok(())
}

fn insert_acts(
    to: &Transaction<'_>,
    view: &CaseView,
    state: &CaseState,
) -> Result<(), ExportError> {
    let resolution = view.resolve();
    let timeline = Timeline::of(view);
    // The three lists are the acts of the case in docket order.
    let acts = resolution.acts.iter().zip(&state.acts).zip(&timeline.rows).enumerate();
    for (at, ((act, line), row)) in acts {
        insert_act(to, view.case(), at, act, line, row)?;
    }
    Ok(())
}

fn insert_act(
    to: &Transaction<'_>,
    case: &CaseId,
    at: usize,
    act: &Act<'_>,
    line: &ActLine,
    row: &TimelineRow,
) -> Result<(), ExportError> {
    let [_, occurred_from, occurred_to] = dates(act.when());
    let [published, published_from, published_to] = dates(act.published());
    to.prepare_cached(
        "INSERT INTO acts VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, \
         ?14, ?15, ?16, ?17, ?18)",
    )?
    .execute(params![
        case.as_str(),
        place(at),
        act.key.as_str(),
        act.verb.name(),
        act.kind.name(),
        row.what,
        line.manner,
        line.occurred.as_deref(),
        occurred_from,
        occurred_to,
        name(line.occurred_support),
        published,
        published_from,
        published_to,
        line.text.as_deref(),
        line.document_number.as_deref(),
        line.ended,
        text(line),
    ])?;
    let id = to.last_insert_rowid();
    for report in &act.reports {
        to.prepare_cached("INSERT INTO act_entries (act_id, position) VALUES (?1, ?2)")?
            .execute(params![id, number(report.entry.position.0)])?;
    }
    Ok(())
}

fn insert_fact(
    to: &Transaction<'_>,
    case: &CaseId,
    fact: &str,
    known: &FactState,
    places: &Places<'_>,
) -> Result<(), ExportError> {
    to.prepare_cached("INSERT INTO facts VALUES (NULL, ?1, ?2, ?3, ?4, ?5)")?.execute(params![
        case.as_str(),
        fact,
        value_of(known),
        name(known.support),
        text(known),
    ])?;
    let id = to.last_insert_rowid();
    let mut claim =
        to.prepare_cached("INSERT INTO fact_claims VALUES (NULL, ?1, ?2, ?3, ?4, ?5)")?;
    for (value, support, events) in claims(known) {
        for event in events {
            // A report that stands in a state stands in the log.
            let Some((position, source)) = places.get(event) else { continue };
            claim.execute(params![
                id,
                value.map(FactValue::to_string),
                support,
                source,
                position
            ])?;
        }
    }
    Ok(())
}

/// A value of a fact, its support where it has one of its own, and who reports it.
type Claim<'f> = (Option<&'f FactValue>, Option<&'static str>, Vec<&'f EventId>);

fn claims(known: &FactState) -> Vec<Claim<'_>> {
    if !known.values.is_empty() {
        return known.values.iter().map(claimed).collect();
    }
    match &known.value {
        Some(Known::One(value)) => vec![(Some(value), None, known.because.iter().collect())],
        Some(Known::Set(members)) => members
            .iter()
            .map(|one| (Some(&one.value), Some(name(one.support)), one.because.iter().collect()))
            .collect(),
        None => vec![(None, None, known.because.iter().collect())],
    }
}

fn claimed(one: &ValueState) -> Claim<'_> {
    (one.value.as_ref(), None, one.because.iter().collect())
}

fn insert_party(
    to: &Transaction<'_>,
    case: &CaseId,
    at: usize,
    party: &PartyState,
) -> Result<(), ExportError> {
    to.prepare_cached(
        "INSERT INTO parties VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        case.as_str(),
        place(at),
        party.name.as_str(),
        party.role.name(),
        name(party.support),
        party.joined.as_deref(),
        party.left.as_deref(),
        lines(&party.formerly),
        lines(&party.counsel),
        text(party),
    ])?;
    Ok(())
}
