//! Docket events, the log that keeps them, and what they come to under a cut.
//!
//! An [`Event`] is one source's report that something happened. A [`Log`] keeps events in order and
//! never changes them. A [`Docket`] asks a log: [`Docket::at`] takes a [`Cut`], which leaves out what
//! a clock had not reached, and gives views that resolve reports into [`Act`]s and fold a
//! [`Projection`] over them.
//!
//! ```
//! use std::sync::Arc;
//!
//! use docket_core::{
//!     Act, Batch, CaseId, Cut, Docket, Event, Kind, Log, MemoryLog, Position, Projection, Ticking,
//!     Verb,
//! };
//! use docket_time::Tz;
//!
//! struct Motions(usize);
//!
//! impl Projection for Motions {
//!     fn new(_: &CaseId) -> Self {
//!         Motions(0)
//!     }
//!     fn apply(&mut self, act: &Act<'_>) {
//!         self.0 += usize::from(act.kind == Kind::Motion);
//!     }
//! }
//!
//! let log = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
//! let case: CaseId = "alpha-v-beta".parse()?;
//! for id in ["first-motion", "second-motion"] {
//!     let mut motion = Event::new(case.clone(), id.parse()?, Kind::Motion, Verb::Filed);
//!     motion.source = Some("docket".parse()?);
//!     log.append(Batch::of(vec![motion]))?;
//! }
//!
//! let docket = Docket::new(Arc::new(log));
//! let Motions(now) = docket.now().case(&case)?.expect("recorded").project();
//! let then = docket.at(Cut::recorded_by(Position(1))).case(&case)?.expect("recorded");
//! let Motions(earlier) = then.project();
//! assert_eq!((earlier, now), (1, 2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The core reads no clock and takes no chance of its own: a log is given both as a [`Host`].

mod act;
mod amend;
mod bearing;
mod bookkeeping;
mod books;
mod capture;
mod case_view;
mod cell;
mod check;
mod claim;
mod counting;
mod cut;
mod dated;
mod disposition;
mod docket;
mod draft;
mod effect;
mod entry;
mod error;
mod event;
mod expunged;
mod few;
mod field;
mod grouping;
mod happening;
mod id;
mod ids;
mod index;
mod json;
mod kind;
mod log;
mod lookup;
mod meet;
mod memory;
mod party;
mod positions;
mod projection;
mod reference;
mod report;
mod report_effects;
mod resolve;
mod role;
mod root;
mod sealing;
mod sled_log;
mod source;
mod stored;
#[doc(hidden)]
pub mod stored_bytes;
mod telling;
mod ticking;
mod value;
mod verify;
mod weighing;
mod wording;

pub use act::{Act, ActEffect, ActWording, Ended, Fact, Member};
pub use amend::amend;
pub use bookkeeping::{Bookkeeping, CaseDescription, Expunging, HowLinked};
pub use books::Books;
pub use capture::{Capture, DocketLine};
pub use case_view::CaseView;
pub use cell::{defused, restored};
pub use check::{MAX_EVENT_BYTES, Problem, problems};
pub use claim::{Claimed, Resolved, Support};
pub use cut::{By, Cut, RecordedBy};
pub use dated::Dated;
pub use disposition::{Manner, Prejudice, Scope};
pub use docket::{Docket, View};
pub use docket_proof::{Hash, Salt};
pub use effect::{CounselAct, Effect, Ending, Restricted};
pub use entry::{LogEntry, Position, RecordedAt, Revision};
pub use error::{Error, Head, Origin, Result};
pub use event::{Event, Occurred};
pub use expunged::{Expunged, IdMark, Kept};
pub use few::Few;
pub use field::Field;
pub use id::{CaseId, EventId, IdError, Key, MAX_NAME_BYTES, Target};
pub use json::{canonical, from_json};
pub use kind::{Kind, UnknownKind, Verb};
pub use log::{AllKept, Batch, Entries, Host, Log, MAX_BATCH_EVENTS, Receipt, ReceiptLine};
pub use memory::MemoryLog;
pub use party::{Party, fold_name};
pub use projection::{Projection, fold};
pub use reference::{Reference, Relation};
pub use report::{Report, ReportRank, Version};
pub use report_effects::{Consequence, Done};
pub use resolve::{EntryState, Resolution};
pub use role::Role;
pub use root::Root;
pub use sealing::{PublicLog, Restriction, Withheld};
pub use sled_log::{Acknowledged, Agreement, Attempt, ClosedLedger, Salvage, SledLog, expunge};
pub use source::{Source, SourceKind};
pub use ticking::Ticking;
pub use value::{Bound, FactValue, MAX_NUMBER, Quantity, Scalar};
pub use verify::verify;
pub use weighing::{Mark, Part, Rule, Weighed, WeighedClaim};
pub use wording::{Form, Wording};
