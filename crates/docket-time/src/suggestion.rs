//! What to tell an author whose date is not EDTF.

use edtf_core::ParseError;

use crate::WhenError;

/// Turns the parser's complaint into one with advice.
pub(crate) fn explain(text: &str, error: ParseError) -> WhenError {
    if text.is_empty() {
        return WhenError::Empty;
    }
    WhenError::NotEdtf {
        text: text.to_owned(),
        offset: error.offset,
        reason: error.message,
        suggestions: Vec::new(),
    }
}
