//! Dockets as others wrote them: read, classified, compared with other captures of the same docket.
//!
//! The dockets are no part of the product; these tests read them through `DOCKET_FIXTURES` and are
//! skipped where it is unset.

mod archive;
mod bad_input;
mod classification;
mod courtlistener;
mod csv;
mod feeds;
mod golden;
mod joins;
mod particulars;
mod recapture;
mod renumbered;

use std::path::PathBuf;
use std::sync::Arc;

use docket_core::{Batch, CaseId, CaseView, Docket, MemoryLog, Ticking};
use docket_import::{
    DocketNames, HowCaptured, Imported, Rules, Sheet, day_of_date, fingerprint, import_sheet,
    read_juriscraper,
};
use docket_testkit::History;
use docket_time::{Day, Tz, When};

use crate::testkit::{all, fixtures};

/// Where the dockets are, if anywhere.
fn dockets() -> Option<PathBuf> {
    Some(fixtures()?.join("dockets"))
}

/// The text of one of the dockets.
fn text(path: &str) -> Option<String> {
    let path = dockets()?.join(path);
    Some(
        std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    )
}

fn ledger() -> Docket {
    Docket::new(Arc::new(MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()))))
}

fn day(text: &str) -> Day {
    let date: When = text.parse().expect("a date");
    day_of_date(&date).expect("a day")
}

/// Imports the dockets of a file and records what they come to.
fn import(ledger: &Docket, text: &str, on: Option<&str>, is_full: bool) -> Vec<Imported> {
    let how = HowCaptured {
        on: on.map(day),
        is_full,
        file: None,
        sha256: Some(fingerprint(text.as_bytes())),
    };
    let sheets = read_juriscraper(text).expect("a docket").sheets;
    let one = |sheet: &Sheet| {
        let names = DocketNames::of(&sheet.court, &sheet.number).expect("names");
        let view = ledger.now().case(&names.case).expect("a ledger");
        let imported = import_sheet(sheet, &names, Rules::bundled(), view.as_ref(), &how);
        if !imported.events.is_empty() {
            ledger.log().append(Batch::of(imported.events.clone())).expect("sound events");
        }
        imported
    };
    sheets.iter().map(one).collect()
}

/// What one of the dockets comes to, of its one case.
pub(crate) fn history(path: &str) -> Option<History> {
    let ledger = ledger();
    import(&ledger, &text(path)?, None, false);
    let cases = ledger.log().cases().expect("a readable log");
    let case = cases.into_iter().map(|(case, _)| case).find(|case| !case.is_ledger())?;
    let events = all(ledger.log()).into_iter().map(|entry| entry.event);
    Some(History::of_events(case, events))
}

fn view(ledger: &Docket, case: &str) -> CaseView {
    let case: CaseId = case.parse().expect("a case");
    ledger.now().case(&case).expect("a ledger").expect("a case that is recorded")
}
