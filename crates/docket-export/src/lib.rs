//! Exports that need projections: what a log comes to, in the formats of other programs.
//!
//! | format | function | what |
//! |---|---|---|
//! | CSV | [`write_csv`], [`read_csv`] | a log, a row for each entry; the events come back the same |
//! | Markdown | [`markdown`] | one case under a cut, as a report |
//!
//! Recorded texts are somebody else's, and each format has its own way to be taken in by them: a
//! spreadsheet runs formulas, Markdown and a web page take marks. Whatever is written here is safe to
//! open in the program it is meant for.

mod cell;
mod csv_read;
mod csv_row;
mod csv_write;
mod error;
mod markdown;
mod markdown_table;
mod markdown_text;

pub use csv_read::{CsvEntry, read_csv};
pub use csv_write::write_csv;
pub use error::{CsvError, ExportError};
pub use markdown::markdown;
