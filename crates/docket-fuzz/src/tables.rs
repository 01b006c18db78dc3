//! Tables of docket lines, and their mappings.

use std::io::Cursor;
use std::sync::LazyLock;

use docket_import::{CsvFault, CsvMapping, CsvSheets, Fault, draft_mapping};

use crate::checked::{is_inside, text};
use crate::dockets::is_imported;
use crate::memory::bounded;

/// The mapping that tables are read by.
const MAPPING: &str = r#"
court = "Court"
docket_number = "Case No."
title = "Case"
number = "No"
filed = { column = "Filed", format = "%m/%d/%Y" }
text = "Text"
attachments = { column = "Exhibits", split = ";" }
blank = ["-"]

[facts]
nature_of_suit = "NOS"

[courts]
"E.D. Tex." = "txed"
"#;

/// A mapping: which column holds what.
///
/// What is refused is refused inside the file, and everything that is wrong with it is a fault.
///
/// # Panics
/// When that is not so.
pub fn csv_mapping(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Err(faults) = bounded(|| CsvMapping::parse(text)) {
        assert!(!faults.is_empty(), "refused without a fault");
        for fault in &faults {
            is_told_inside(bytes, fault);
        }
    }
}

/// A table of docket lines.
///
/// What is refused is refused inside the file; what is read can be recorded; and the mapping that is
/// guessed is TOML.
///
/// # Panics
/// When that is not so.
pub fn csv(bytes: &[u8]) {
    static KNOWN: LazyLock<CsvMapping> =
        LazyLock::new(|| CsvMapping::parse(MAPPING).expect("good"));
    is_read(bytes, &KNOWN);
    match bounded(|| draft_mapping(Cursor::new(bytes), "table.csv")) {
        Ok(draft) => match CsvMapping::parse(&draft) {
            Ok(mapping) => is_read(bytes, &mapping),
            Err(faults) => {
                for fault in &faults {
                    is_told_inside(draft.as_bytes(), fault);
                }
                let is_toml = faults.iter().all(|fault| !fault.message.contains("TOML"));
                assert!(is_toml, "{faults:?}\n{draft}");
            }
        },
        Err(fault) => is_refused(bytes, fault),
    }
}

fn is_read(bytes: &[u8], mapping: &CsvMapping) {
    match bounded(|| CsvSheets::read(Cursor::new(bytes), mapping)) {
        Ok(mut sheets) => {
            let dockets = sheets.dockets();
            let mut read = 0;
            for sheet in &mut sheets {
                match sheet {
                    Ok(sheet) => is_imported(&sheet),
                    Err(fault) => panic!("refused the second time: {fault}"),
                }
                read += 1;
            }
            assert_eq!(read, dockets, "dockets");
        }
        Err(fault) => is_refused(bytes, fault),
    }
}

fn is_refused(bytes: &[u8], fault: CsvFault) {
    match fault {
        CsvFault::File(fault) => {
            // A table's lines may end as they did on old systems.
            let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
            is_told_inside(text.as_bytes(), &fault);
        }
        CsvFault::Mapping(_) => {}
        CsvFault::Io(error) => panic!("{error}"),
    }
}

fn is_told_inside(bytes: &[u8], fault: &Fault) {
    is_inside(bytes, fault.place.line, fault.place.column);
}
