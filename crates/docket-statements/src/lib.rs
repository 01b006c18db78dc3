//! The history of statements: who said what, when, to whom, in which wordings, by which source.
//!
//! [`StatementHistory`] is a [`Projection`](docket_core::Projection). A statement is one utterance;
//! each source's rendering of it is a wording. Wordings are never merged: they stand beside each
//! other, each with how faithful it is to the fullest quotation of the best source.

mod exhibit;
mod fidelity;
mod history;
mod statement;

pub use fidelity::{Fidelity, fidelity};
pub use history::StatementHistory;
pub use statement::{Statement, WordingState};
