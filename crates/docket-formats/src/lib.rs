//! Case files and JSONL, in and out.

mod bookkeeping_block;
mod case_block;
mod case_file;
mod code;
mod date;
mod effect_block;
mod event_block;
mod event_rules;
mod explanation;
mod fact_value;
mod fault;
mod party_value;
mod place;
mod reading;
mod suggestion;
mod table;
mod target_value;
mod value;
mod word;
mod wording_block;

#[cfg(test)]
mod tests;

pub use self::{
    case_file::{CaseFile, parse},
    code::{Code, Severity, UnknownCode},
    fault::{Also, Fault},
    place::line_col,
};
