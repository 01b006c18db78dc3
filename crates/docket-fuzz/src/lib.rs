//! What must hold of whatever bytes a decoder or parser is given.
//!
//! One function for each decoder and parser that reads what others wrote, listed in [`TARGETS`]. It
//! takes any bytes and panics where a promise is broken: what is read, written and read again is the
//! same; what is refused is refused at a place inside the file; what a file holds without a fault can
//! be recorded; a proof that holds is one that was made; and nothing holds more memory than
//! [`MOST_HELD`].
//!
//! # The long run
//!
//! `crates/docket-fuzz/fuzz/run` gives each target its runs, without an address sanitizer (there is no unsafe
//! code) and with debug assertions and overflow checks. The table has three of them: one at 69c079b, a second at
//! fb03db0 of those that had stopped in the first, and a third at 2a844ea, without a finding, of those that had not had
//! their runs (`csv`, `juriscraper`) or whose forms had changed (`chunk`, `event_json`, `jsonl`, `stored_event`).
//!
//! | target | runs | stopped |
//! |---|---:|---:|
//! | `case_file` | 2,000,000 | 0 |
//! | `checkpoint` | 4,000,000 | 0 |
//! | `chunk` | 8,000,000 | 0 |
//! | `consistency_proof` | 4,000,000 | 0 |
//! | `courtlistener` | 2,559,410 | 1 |
//! | `csv` | 1,056,117 | 1 |
//! | `csv_mapping` | 1,000,151 | 1 |
//! | `edtf` | 8,000,000 | 0 |
//! | `event_json` | 6,000,000 | 0 |
//! | `inclusion_proof` | 4,000,000 | 0 |
//! | `jsonl` | 6,000,000 | 0 |
//! | `juriscraper` | 500,184 | 1 |
//! | `key` | 6,000,000 | 0 |
//! | `pacer_rss` | 3,961,458 | 1 |
//! | `phrase` | 8,000,000 | 0 |
//! | `stored_event` | 8,000,000 | 0 |
//! | `when_argument` | 8,494,163 | 1 |
//! | `all` | 81,571,483 | 6 |
//!
//! What these and shorter runs before them found, and what was mended: integers stored in more bytes than they
//! need, a year of five digits that was not read again, a panic of the reader of feeds, places of faults
//! behind letters of several bytes, docket numbers of which names too long were made, and a day too far
//! away to be written.

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
