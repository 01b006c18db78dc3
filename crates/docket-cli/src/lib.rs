//! The command line.
/// Runs.
pub fn main() {}
