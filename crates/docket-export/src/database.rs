//! A ledger as a SQLite database.

mod cases;
mod entries;
mod histories;
mod queries;
mod rows;
mod speech;

use std::path::Path;

use docket_core::Docket;
use rusqlite::{Connection, OpenFlags, Transaction, params};

pub use self::queries::{Query, datasette_metadata, queries};
use self::rows::number;
use crate::error::ExportError;

/// `dckt`: what `PRAGMA application_id` gives.
const APPLICATION_ID: i32 = 0x6463_6b74;
/// The version of the tables: what `PRAGMA user_version` gives.
const VERSION: i32 = 1;

/// Writes a ledger as a SQLite database, and calls `step` after each case.
///
/// The file must be empty or not there. It is a log (`entries`), what that comes to now (`cases`,
/// `acts`, `facts`, `parties`, `statements`, `wordings`), what was known by the published and the
/// recorded clock (`history`, `publications`) and what had happened (`happened`): with them plain SQL
/// gives the answers of [`docket_case::known`], and `queries` has that SQL. The schema is told in the
/// file itself. Equal ledgers give equal bytes.
///
/// A case of k entries costs some k foldings where reports are recorded about in the order in which
/// they were published, and up to k for each day of publication where they are not.
///
/// # Errors
/// [`ExportError`] when the log cannot be read or the file cannot be written, which is then of no use.
pub fn write_sqlite(docket: &Docket, path: &Path, step: impl Fn()) -> Result<(), ExportError> {
    // SQLite would take a path that begins with `file:` for a URI, whatever flags it is given.
    let path = std::path::absolute(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut database = Connection::open_with_flags(path, flags)?;
    // Nobody reads the file before it is whole, and whoever asked for it syncs it then.
    database.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    database.execute_batch("PRAGMA foreign_keys = ON;")?;
    database.pragma_update(None, "application_id", APPLICATION_ID)?;
    database.pragma_update(None, "user_version", VERSION)?;
    let transaction = database.transaction()?;
    transaction.execute_batch("PRAGMA defer_foreign_keys = ON;")?;
    transaction.execute_batch(include_str!("database/schema.sql"))?;
    fill(&transaction, docket, step)?;
    transaction.commit()?;
    database.execute_batch("ANALYZE;")?;
    database.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn fill(to: &Transaction<'_>, docket: &Docket, step: impl Fn()) -> Result<(), ExportError> {
    let log = docket.log();
    let head = log.head()?;
    to.execute(
        "INSERT INTO ledger (size, root, recorded_at, zone) VALUES (?1, ?2, ?3, ?4)",
        params![
            number(head.size.0),
            head.root.to_string(),
            head.recorded_at.map(|at| at.to_string()),
            log.zone().name(),
        ],
    )?;
    entries::insert(to, docket)?;
    for (case, revision) in log.cases()? {
        cases::insert(to, docket, &case, revision)?;
        step();
    }
    queries::insert(to)?;
    for index in ["entries_fts", "wordings_fts", "parties_fts"] {
        to.execute(&format!("INSERT INTO {index} ({index}) VALUES ('rebuild')"), [])?;
    }
    Ok(())
}
