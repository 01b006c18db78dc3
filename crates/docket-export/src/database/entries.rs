//! The log and its sources as tables.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{
    Bookkeeping, CaseId, Docket, Key, LogEntry, Position, RecordedAt, Source, canonical,
};
use docket_time::{Tz, When, day_of};
use rusqlite::{Transaction, params};

use super::rows::{dates, number};
use crate::error::ExportError;
use crate::standing::{Standing, state_name};

/// The sources that a log names, each as it was described last.
type Sources = BTreeMap<Key, Option<Source>>;

pub(super) fn insert(to: &Transaction<'_>, docket: &Docket) -> Result<(), ExportError> {
    let log = docket.log();
    let standings = Standing::of_all(docket)?;
    let cases: BTreeSet<CaseId> = log.cases()?.into_iter().map(|(case, _)| case).collect();
    let mut sources = Sources::new();
    for entry in log.entries(Position(1)..log.head()?.size.next()) {
        let entry = entry?;
        if let Some(standing) = standings.get(&entry.position) {
            insert_entry(to, &entry, standing, log.zone())?;
        }
        let shown_in = entry.event.also_in.iter().chain(entry.event.in_cases.keys());
        let shown_in: BTreeSet<&CaseId> =
            shown_in.filter(|case| cases.contains(*case) && **case != entry.event.case).collect();
        for case in shown_in {
            to.prepare_cached("INSERT INTO entry_cases (position, case_id) VALUES (?1, ?2)")?
                .execute(params![number(entry.position.0), case.as_str()])?;
        }
        take_sources(&mut sources, &entry);
    }
    for (id, source) in &sources {
        insert_source(to, id, source.as_ref())?;
    }
    Ok(())
}

fn insert_entry(
    to: &Transaction<'_>,
    entry: &LogEntry,
    standing: &Standing,
    zone: Tz,
) -> Result<(), ExportError> {
    let event = &entry.event;
    let is_report = event.bookkeeping.is_none();
    let none = || [None, None, None];
    let of_report = |meaning| if is_report { dates(meaning) } else { none() };
    let [occurred, occurred_from, occurred_to] = of_report(&standing.dates.occurred);
    let [published, published_from, published_to] = of_report(&standing.dates.published);
    to.prepare_cached(
        "INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, \
         ?15, ?16, ?17, ?18, ?19, ?20)",
    )?
    .execute(params![
        number(entry.position.0),
        number(entry.revision.0),
        entry.recorded_at.to_string(),
        recorded_on(entry.recorded_at, zone),
        event.event_id().to_string(),
        event.case.as_str(),
        is_report.then(|| event.act_key().as_str()),
        event.verb.name(),
        event.kind.name(),
        occurred,
        occurred_from,
        occurred_to,
        published,
        published_from,
        published_to,
        event.source.as_ref().map(Key::as_str),
        event.document_number.as_deref(),
        event.text.as_deref(),
        state_name(standing.state),
        canonical(event),
    ])?;
    Ok(())
}

fn recorded_on(recorded_at: RecordedAt, zone: Tz) -> String {
    day_of(recorded_at.instant(), zone).to_string()
}

fn take_sources(sources: &mut Sources, entry: &LogEntry) {
    let event = &entry.event;
    if let Some(named) = &event.source {
        sources.entry(named.clone()).or_default();
    }
    if let Some(Bookkeeping::SourceDescribed(source)) = &event.bookkeeping {
        if let Some(via) = &source.via {
            sources.entry(via.clone()).or_default();
        }
        sources.insert(source.id.clone(), Some(source.clone()));
    }
}

fn insert_source(
    to: &Transaction<'_>,
    id: &Key,
    source: Option<&Source>,
) -> Result<(), ExportError> {
    to.prepare_cached("INSERT INTO sources VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
        .execute(params![
            id.as_str(),
            source.and_then(|one| one.publisher.as_deref()),
            source.map(|one| one.kind.name()),
            source.and_then(|one| one.published.as_ref()).map(When::text),
            source.and_then(|one| one.author.as_deref()),
            source.and_then(|one| one.title.as_deref()),
            source.and_then(|one| one.url.as_deref()),
            source.and_then(|one| one.file.as_deref()),
            source.and_then(|one| one.sha256.as_deref()),
            source.and_then(|one| one.via.as_ref()).map(Key::as_str),
        ])?;
    Ok(())
}
