//! Exports that need projections: what a log comes to, in the formats of other programs.
//!
//! | format | function | what |
//! |---|---|---|
//! | CSV | [`write_csv`], [`read_csv`] | a log, a row for each entry; the events come back the same |
//! | SQLite | [`write_sqlite`], [`queries`], [`datasette_metadata`] | a log, what it comes to, and what was known under every cut |
//! | TimelineJS | [`timelinejs`] | one case under a cut, as slides on a line of time |
//! | Markdown | [`markdown`] | one case under a cut, as a report |
//! | evidence | [`evidence`], [`check_evidence`] | entries with proofs that they are in a log, for `sha256sum`, `openssl` and Python |
//!
//! Recorded texts are somebody else's, and each format has its own way to be taken in by them: a
//! spreadsheet runs formulas, Markdown and a web page take marks. Whatever is written here is safe to
//! open in the program it is meant for.

mod clock_text;
mod csv_read;
mod csv_row;
mod csv_write;
mod database;
mod docket_order;
mod error;
mod evidence;
mod evidence_check;
mod happened;
mod history;
mod html;
mod item;
mod markdown;
mod markdown_table;
mod markdown_text;
mod reading;
mod runs;
mod slide_date;
mod standing;
mod timelinejs;

pub use csv_read::{CsvEntry, read_csv};
pub use csv_write::write_csv;
pub use database::{Query, datasette_metadata, queries, write_sqlite};
pub use error::{CsvError, ExportError};
pub use evidence::{AUTHORITY, Files, REPLY, TimeStamp, evidence};
pub use evidence_check::{EvidenceFault, Proved, check_evidence};
pub use markdown::markdown;
pub use timelinejs::timelinejs;
