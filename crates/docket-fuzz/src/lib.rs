//! What must hold of whatever bytes a decoder or parser is given.
//!
//! One function for each decoder and parser that reads what others wrote, listed in [`TARGETS`]. It
//! takes any bytes and panics where a promise is broken: what is read, written and read again is the
//! same; what is refused is refused at a place inside the file; what a file holds without a fault can
//! be recorded; a proof that holds is one that was made; and nothing holds more memory than
//! [`MOST_HELD`].

mod case_files;
mod checked;
mod command_line;
mod dates;
mod dockets;
mod events;
mod ledger;
mod memory;
mod proofs;
mod tables;

pub use case_files::case_file;
pub use command_line::when_argument;
pub use dates::{edtf, phrase};
pub use dockets::{courtlistener, juriscraper, pacer_rss};
pub use events::{chunk, event_json, jsonl, stored_event};
pub use ledger::{a_log, signing_key};
pub use memory::MOST_HELD;
pub use proofs::{checkpoint, consistency_proof, inclusion_proof, key};
pub use tables::{csv, csv_mapping};

/// What takes any bytes.
pub type Target = fn(&[u8]);

/// All targets, by the names of their folders in `corpus`.
pub const TARGETS: [(&str, Target); 17] = [
    ("case_file", case_file),
    ("checkpoint", checkpoint),
    ("chunk", chunk),
    ("consistency_proof", consistency_proof),
    ("courtlistener", courtlistener),
    ("csv", csv),
    ("csv_mapping", csv_mapping),
    ("edtf", edtf),
    ("event_json", event_json),
    ("inclusion_proof", inclusion_proof),
    ("jsonl", jsonl),
    ("juriscraper", juriscraper),
    ("key", key),
    ("pacer_rss", pacer_rss),
    ("phrase", phrase),
    ("stored_event", stored_event),
    ("when_argument", when_argument),
];
