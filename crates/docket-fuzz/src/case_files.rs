//! Case files.

use docket_core::Docket;
use docket_formats::{
    CaseFile, EmptyLedger, Fault, Severity, check_together, line_col, parse, read_through,
};

use crate::checked::{is_inside, survives_json, text};
use crate::ledger::{fold, recorded};
use crate::memory::bounded;

/// A case file.
///
/// Every fault stands inside the file. A file without one can be recorded, and the case be told then.
///
/// # Panics
/// When that is not so.
pub fn case_file(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    match bounded(|| parse(text)) {
        Ok(file) => {
            are_inside(text, &file.warnings);
            is_recorded(text, &file);
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a fault");
            are_inside(text, &faults);
            if let (Some(file), _) = read_through(text) {
                together(text, &file);
            }
        }
    }
}

fn are_inside(text: &str, faults: &[Fault]) {
    let is_in_text = |fault: &Fault| {
        let also = fault.also.iter().map(|also| &also.span);
        let mut spans = std::iter::once(&fault.span).chain(also);
        spans.all(|span| text.get(span.clone()).is_some())
    };
    let outside = faults.iter().find(|fault| !is_in_text(fault));
    assert!(outside.is_none(), "{outside:?}");
    // A line and a column cost a walk through the text.
    for fault in faults.iter().take(4) {
        let (line, column) = line_col(text, fault.span.start);
        is_inside(text.as_bytes(), line, column);
    }
}

/// What shows only when a file is held against a ledger, here an empty one.
fn together(text: &str, file: &CaseFile) -> Vec<Fault> {
    let faults = check_together(&[file], &EmptyLedger).into_iter();
    let faults: Vec<Fault> = faults.map(|(_, fault)| fault).collect();
    are_inside(text, &faults);
    faults
}

fn is_recorded(text: &str, file: &CaseFile) {
    let together = together(text, file);
    for event in &file.events {
        survives_json(event);
        let place = file.place_of(&event.event_id()).expect("an event of the file");
        assert!(text.get(place).is_some(), "{} stands nowhere", event.event_id());
    }
    if together.iter().any(|fault| fault.severity() == Severity::Error) {
        return;
    }
    let log = recorded(&file.batch(&EmptyLedger).events);
    fold(&Docket::new(log), &file.case);
}
