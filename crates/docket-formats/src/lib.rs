//! Case files and JSONL, in and out.

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
    case_file::{CaseFile, parse},
    code::{Code, Severity, UnknownCode},
    description::description_events,
    fault::{Also, Fault},
    file::{FileFault, MAX_FILE_BYTES, read_file},
    jsonl::JsonlHeader,
    jsonl_error::{JsonlError, JsonlWriteError},
    jsonl_read::{JsonlReader, read_jsonl},
    jsonl_write::write_jsonl,
    known::{Current, EmptyLedger, Known},
    place::line_col,
    quotation::check_quotations,
    together::check_together,
};
