//! Dockets as people have them: read, classified into events, compared with what was captured before.

mod alignment;
mod chain;
mod court_name;
mod courtlistener;
mod csv_columns;
mod csv_fault;
mod csv_index;
mod csv_scan;
mod csv_sheets;
mod date;
mod day;
mod docket_number;
mod expression;
mod fault;
mod head;
mod json;
mod json_items;
mod juriscraper;
mod juriscraper_sheets;
mod keeper;
mod line_key;
mod mapping;
mod mapping_draft;
mod mapping_read;
mod pacer_rss;
mod paper;
mod particulars;
mod people;
mod read_ahead;
mod reader;
mod reading;
mod recapture;
mod reference;
mod rule;
mod sheet;
mod shown;

pub use courtlistener::{
    ApiAnswer, JoinedDocket, JoinedDockets, join_courtlistener, read_courtlistener,
};
pub use csv_fault::CsvFault;
pub use csv_sheets::CsvSheets;
pub use day::day_of as day_of_capture;
pub use docket_number::DocketNames;
pub use fault::{Fault, FileFault, Place};
pub use juriscraper::{Sheets, read_juriscraper};
pub use juriscraper_sheets::JuriscraperSheets;
pub use keeper::Keeper;
pub use mapping::CsvMapping;
pub use mapping_draft::draft_mapping;
pub use pacer_rss::read_pacer_rss;
pub use read_ahead::read_ahead;
pub use reader::read_sheet;
pub use reading::{ReadLine, Reading};
pub use recapture::{HowCaptured, Imported, fingerprint, import_reading, import_sheet};
pub use rule::{Rule, RuleError, Rules, Subject};
pub use sheet::{Sheet, SheetAttachment, SheetLine, SheetParty};
