//! Questions about who knew what, and when.
//!
//! Each takes a [`CaseView`](docket_core::CaseView), which is a case under a cut, and is answered by
//! folding that view, or others that are cut elsewhere: nothing is stored, and nothing outside the
//! cut is read. [`Fields`] is what the questions share: everything known of a case, each thing under
//! a name of its own, with its value, its support, and who says so. [`differences`] holds it against
//! what the author of a case file expects.
//!
//! ```
//! use std::sync::Arc;
//!
//! use docket_audit::{Diff, FieldPath, How, Why};
//! use docket_core::{
//!     Batch, CaseId, Docket, Event, Kind, Log, MemoryLog, Position, Scalar, Ticking, Verb,
//! };
//! use docket_time::Tz;
//!
//! let log = MemoryLog::new(Tz::UTC, Arc::new(Ticking::default()));
//! let case: CaseId = "alpha-v-beta".parse()?;
//! for (paper, patents) in [("gazette", 12), ("herald", 13)] {
//!     let mut report = Event::new(case.clone(), paper.parse()?, Kind::Complaint, Verb::Filed);
//!     report.act = Some("suit".parse()?);
//!     report.source = Some(paper.parse()?);
//!     report.facts.insert("patents".parse()?, Scalar::count(patents).into());
//!     log.append(Batch::of(vec![report]))?;
//! }
//!
//! let view = Docket::new(Arc::new(log)).now().case(&case)?.expect("recorded");
//! let patents = FieldPath::fact("patents");
//! let diff = Diff::between(&view.until(Position(1)), &view);
//! let change = diff.changes.iter().find(|one| one.field == patents).expect("a change");
//! assert_eq!(change.how, How::Changed);
//! assert_eq!(change.because, ["alpha-v-beta/herald".parse()?]);
//! let why = Why::of(&view, &patents).expect("known");
//! assert_eq!(why.contradicted_by().len(), 2, "the papers contradict each other");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod act_fields;
mod cause;
mod chart;
mod clock;
mod conflict;
mod diff;
mod entry_dates;
mod evidence;
mod expectation;
mod field;
mod fields;
mod find;
mod first_known;
mod knot;
mod known_fields;
mod order;
mod picture;
mod stretch;
mod timeline;
mod why;

pub use clock::{Clock, Point};
pub use conflict::{Disagree, Disagreement, Side, conflicts};
pub use diff::{Change, Diff, How};
pub use entry_dates::EntryDates;
pub use evidence::{Bearing, Evidence};
pub use expectation::{Difference, differences};
pub use field::{FieldPath, NoSuchField};
pub use fields::{Field, Fields};
pub use find::{Hit, Place, find};
pub use first_known::{FirstKnown, Held};
pub use order::{KnewBefore, Order, order, public_knew_before, we_knew_before};
pub use picture::Picture;
pub use stretch::Stretch;
pub use timeline::{Dates, Timeline, TimelineRow};
pub use why::{Rule, Why};
