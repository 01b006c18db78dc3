//! The expressions of this crate.

use regex::Regex;

/// Compiles an expression that stands in this crate; a test uses each.
pub(crate) fn regex(expression: &str) -> Regex {
    Regex::new(expression).unwrap_or_else(|error| unreachable!("a test uses it: {error}"))
}
