//! The state of a case: its status, court, parties, facts and dispositions, projected from acts.
//!
//! [`CaseState`] is a [`Projection`](docket_core::Projection): ask a docket for it under any cut.
//! Every value in it says how well it is supported and by whom. [`mark_not_yet_public`] compares
//! the state under a published cut with the state without one.

mod act_line;
mod date;
mod disposition;
mod exhibit;
mod fact;
mod not_yet_public;
mod party;
mod state;
mod status;

pub use act_line::ActLine;
pub use date::DateState;
pub use disposition::Disposition;
pub use fact::{FactState, Known, MemberState, ValueState};
pub use not_yet_public::{known, mark_not_yet_public};
pub use party::PartyState;
pub use state::{CaseState, Deadline, Move};
pub use status::Status;
