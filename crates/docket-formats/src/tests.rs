//! Tests that read whole case files.

mod assertions;
mod descriptions;
mod faults;
mod files;
mod good_file;
mod hostile;
mod jsonl;
mod quotations;
mod together;
