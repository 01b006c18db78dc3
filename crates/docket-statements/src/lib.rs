//! The history of statements: who said what, when, to whom, in which wordings, by which source.
//!
//! [`StatementHistory`] is a [`Projection`](docket_core::Projection). A statement is one utterance;
//! each source's rendering of it is a wording. Wordings are never merged: they stand beside each
//! other, each with how faithful it is to the fullest quotation of the best source.

mod alignment;
mod comparison;
mod exhibit;
mod fidelity;
mod first;
mod history;
mod links;
mod root;
mod similarity;
mod statement;
mod words;

pub use alignment::{Alignment, Piece};
pub use fidelity::{Fidelity, fidelity};
pub use first::FirstPublished;
pub use history::StatementHistory;
pub use links::{Candidate, LINKED, Occasion, SUGGESTED};
pub use root::StatementRoot;
pub use similarity::similarity;
pub use statement::{Statement, WordingState};
