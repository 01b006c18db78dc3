//! Tests for projections.

pub mod histories;
mod names;

pub use names::{case, id, key};
