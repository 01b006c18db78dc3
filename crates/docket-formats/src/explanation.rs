//! What each code means, at length.

use crate::code::Code;

/// One section for each code, headed by it.
const TEXTS: &str = include_str!("explanations.txt");

/// Finds the text that explains a code: short lines, as they are shown.
pub(crate) fn explanation(code: Code) -> &'static str {
    let heading = format!("# {code}\n");
    let (_, section) = TEXTS.split_once(&heading).unwrap_or_default();
    section.split_once("\n# D").map_or(section, |(text, _)| text).trim_end_matches('\n')
}
