//! Dockets: as juriscraper writes them, as an API answers, and as feeds.

use docket_core::Docket;
use docket_import::{
    DocketNames, Fault, HowCaptured, Keeper, Rules, Sheet, import_sheet, join_courtlistener,
    read_courtlistener, read_juriscraper, read_pacer_rss,
};

use crate::checked::{can_be_recorded, is_inside, text};
use crate::ledger::{fold, recorded};
use crate::memory::bounded;

/// Dockets as the juriscraper library parses them.
///
/// What is refused is refused inside the file; what is read can be recorded.
///
/// # Panics
/// When that is not so.
pub fn juriscraper(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    match bounded(|| read_juriscraper(text)) {
        Ok(read) => read.sheets.iter().for_each(is_imported),
        Err(fault) => is_told_inside(text, &fault),
    }
}

/// One answer of `CourtListener`'s API.
///
/// As of [`juriscraper`].
///
/// # Panics
/// When that is not so.
pub fn courtlistener(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    match bounded(|| read_courtlistener(text)) {
        Ok(answer) => {
            let joined = join_courtlistener(&[answer], Keeper::Court);
            for (answer, fault) in joined.faults.iter().chain(&joined.lacking) {
                assert_eq!(*answer, 0, "{fault}");
                is_told_inside(text, fault);
            }
            joined.dockets.iter().for_each(|docket| is_imported(&docket.sheet));
        }
        Err(fault) => is_told_inside(text, &fault),
    }
}

/// A feed of a court.
///
/// As of [`juriscraper`].
///
/// # Panics
/// When that is not so.
pub fn pacer_rss(bytes: &[u8]) {
    match bounded(|| read_pacer_rss(bytes)) {
        Ok(read) => read.sheets.iter().for_each(is_imported),
        Err(fault) => is_inside(bytes, fault.place.line, fault.place.column),
    }
}

fn is_told_inside(text: &str, fault: &Fault) {
    assert_ne!(fault.message, "the file was changed while it was read");
    is_inside(text.as_bytes(), fault.place.line, fault.place.column);
}

/// What is read of a docket can be recorded, and recorded once.
pub(crate) fn is_imported(sheet: &Sheet) {
    let Ok(names) = DocketNames::of(&sheet.court, &sheet.number) else { return };
    let rules = Rules::bundled();
    let how = HowCaptured { sha256: Some("of the file".to_owned()), ..HowCaptured::default() };
    let sheet = sheet.clone().without_repeats();
    let events = import_sheet(&sheet, &names, rules, None, &how).events;
    can_be_recorded(&events);
    let docket = Docket::new(recorded(&events));
    fold(&docket, &names.case);
    let view = docket.now().case(&names.case).expect("a log in memory is read");
    let again = import_sheet(&sheet, &names, rules, view.as_ref(), &how).events;
    assert_eq!(again, [], "imported a second time");
}
