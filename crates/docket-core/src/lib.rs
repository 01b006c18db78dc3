//! Docket events, the log that keeps them, and what they come to under a cut.

mod bookkeeping;
mod check;
mod effect;
mod entry;
mod error;
mod event;
mod id;
mod json;
mod kind;
mod log;
mod party;
mod source;
mod value;
mod wording;

pub use bookkeeping::{Bookkeeping, CaseDescription};
pub use check::{MAX_EVENT_BYTES, Problem, problems};
pub use docket_proof::{Hash, Salt};
pub use effect::{CounselAct, Effect, Ending, Field, Reference, Relation, Restricted};
pub use entry::{LogEntry, Position, RecordedAt, Revision};
pub use error::{Error, Head, Origin, Result};
pub use event::{Event, Occurred};
pub use id::{CaseId, EventId, IdError, Key, MAX_NAME_BYTES, Target};
pub use json::{canonical, from_json};
pub use kind::{Kind, Manner, Prejudice, Role, Scope, UnknownKind, Verb};
pub use log::{Batch, Entries, Host, Log, MAX_BATCH_EVENTS, Receipt, ReceiptLine};
pub use party::{Party, fold_name};
pub use source::{Source, SourceKind};
pub use value::{Bound, FactValue, MAX_NUMBER, Quantity, Scalar};
pub use wording::{Form, Wording};
