//! Case files and JSON lines, in and out.
//!
//! A **case file** is TOML that a person writes about one case: a `[case]` block, a
//! `[source.NAME]` block for each source, and an `[[event]]` block for each report, with
//! `[[event.wording]]` blocks for what was said; an `[[assert]]` block says what its author expects
//! to be answered of it, and is never recorded. [`parse`] reads one and tells all its faults in one
//! go, each with its place; [`check_together`] then looks at several files and the ledger at once,
//! and [`check_quotations`] into the saved files of the sources. [`description_events`] makes the
//! bookkeeping that the blocks of case and sources come to.
//!
//! **JSON lines** carry a whole log without loss: [`write_jsonl`], and [`read_jsonl`], which gives
//! no entry that is not what its leaf says. A **backup** is the same lines in files of a directory:
//! [`back_up`] writes one and adds to it, a [`Backup`] is read.
//!
//! ```
//! use docket_formats::{line_col, parse};
//!
//! let text = r#"
//! [case]
//! id = "amazon-v-nokia"
//!
//! [source.light-reading]
//! kind = "press"
//! publised = "2024-07-31"
//! "#;
//! let faults = parse(text).unwrap_err();
//!
//! assert_eq!(faults.len(), 1);
//! assert_eq!(line_col(text, faults[0].span.start), (7, 1));
//! assert_eq!(faults[0].message, "unknown key `publised` in a source");
//! assert_eq!(faults[0].help.as_deref(), Some("did you mean `published`?"));
//! ```
//!
//! Nothing here opens a ledger: what one knows comes through [`Known`] and [`Current`]. Only
//! [`read_file`] and backups open files.

mod assert_block;
mod assertion;
mod backup;
mod bookkeeping_block;
mod case_block;
mod case_file;
mod code;
mod date;
mod description;
mod effect_block;
mod event_block;
mod event_rules;
mod explanation;
mod fact_value;
mod fault;
mod file;
mod jsonl;
mod jsonl_error;
mod jsonl_read;
mod jsonl_write;
mod known;
mod party_value;
mod passage;
mod place;
mod quotation;
mod reading;
mod suggestion;
mod table;
mod target_value;
mod together;
mod value;
mod word;
mod wording_block;

#[cfg(test)]
mod tests;

pub use self::{
    assertion::{AssertedCut, AssertedEntry, Assertion, Expectation},
    backup::{BackedUp, Backup, BackupEntries, BackupError, FILE_ENTRIES, back_up},
    case_file::{CaseFile, parse, read_through},
    code::{Code, Severity, UnknownCode},
    description::description_events,
    fault::{Also, Fault},
    file::{FileFault, MAX_FILE_BYTES, read_file},
    jsonl::JsonlHeader,
    jsonl_error::{JsonlError, JsonlWriteError},
    jsonl_read::{JsonlReader, read_jsonl},
    jsonl_write::{write_jsonl, write_kept},
    known::{Current, EmptyLedger, Known},
    place::line_col,
    quotation::check_quotations,
    together::check_together,
};
