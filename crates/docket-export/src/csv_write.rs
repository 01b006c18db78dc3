//! Writing a log as CSV.

use std::io::Write;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use docket_core::{Docket, Position, defused};

use crate::csv_row::{COLUMNS, row};
use crate::error::ExportError;
use crate::standing::Standing;

/// Writes all entries of a log as CSV (RFC 4180), a row each, and calls `step` after each.
///
/// The columns are an entry's place and instant, what its event says, its dates as EDTF and its
/// state as its case stands now, and last the event as canonical JSON, from which
/// [`read_csv`](crate::read_csv) gives the same events again. A cell that a spreadsheet would take
/// for a formula has an apostrophe before it, and so has one that begins with an apostrophe. Every
/// cell stands in quotation marks, so that none is cut in two where semicolons part cells.
///
/// # Errors
/// [`ExportError`] when the log cannot be read or `out` cannot be written.
pub fn write_csv(docket: &Docket, out: impl Write, step: impl Fn()) -> Result<(), ExportError> {
    let quoted = QuoteStyle::Always;
    let mut csv =
        WriterBuilder::new().quote_style(quoted).terminator(Terminator::CRLF).from_writer(out);
    csv.write_record(COLUMNS)?;
    let size = docket.log().head()?.size;
    let standings = Standing::of_all(docket)?;
    for entry in docket.log().entries(Position(1)..size.next()) {
        let entry = entry?;
        if let Some(standing) = standings.get(&entry.position) {
            let row = row(&entry, standing);
            csv.write_record(row.iter().map(|text| defused(text).into_owned().into_bytes()))?;
        }
        step();
    }
    csv.flush()?;
    Ok(())
}
