//! The day on which dockets were captured: what it cannot be.

use std::path::Path;

use docket_import::Sheet;
use docket_time::day_of;

use super::dockets::ImportDockets;
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::session::Session;

impl ImportDockets<'_> {
    /// Nothing was captured on a day that is still to come where the ledger is.
    pub(super) fn is_not_to_come(&self, ledger: &Ledger, session: &Session) -> Result<(), Failure> {
        let Some(day) = self.captured_on else { return Ok(()) };
        let zone = ledger.zone();
        let today = day_of(session.host.instant(), zone);
        if day <= today {
            return Ok(());
        }
        let message = format!("--captured-on {day} is still to come: in {zone} it is {today}");
        Err(Failure::usage(message).help("it is the day on which the docket was read, not a plan"))
    }

    /// No docket shows what was entered after the day on which it was captured.
    pub(super) fn shows_nothing_later(&self, path: &Path, sheet: &Sheet) -> Result<(), String> {
        let Some(captured) = self.captured_on else { return Ok(()) };
        let Some((line, entered)) = sheet.entered_after(captured) else { return Ok(()) };
        let number = line.number.as_deref().map_or(String::new(), |number| format!(" {number}"));
        let words: String = line.words().trim().chars().take(SHOWN).collect();
        Err(format!(
            "{}: captured on {captured} (--captured-on) it cannot show a line that was entered on \
             {entered}: {}, line{number}: {words}",
            path.display(),
            sheet.number,
        ))
    }
}

/// How much of a line a message shows, in letters.
const SHOWN: usize = 80;
