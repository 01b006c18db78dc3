//! Sentences of a docket line.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::expression::regex;

/// The sentences of a line, parted at full stops and semicolons, not at those of `Inc.`, `No.` or `U.S.`
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    static STOP: LazyLock<Regex> = LazyLock::new(|| regex(r"[.;]\s+|;"));
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:^|[^\w])(?:[a-z]|nos?|vs|jr|sr|mr|ms|mrs|dr|st|hon|fed|civ|crim|app|cir|dkt|docs?|al|dept|u\.s|l\.p|d\.c|n\.a|s\.a)$",
        )
    });
    // `Alder Inc. Birch stays.` are two, `Alder Inc. is dismissed` one.
    static COMPANY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(?:inc|corp|co|cos|bros|ltd|llc|l\.l\.c|assn|intl|mfg)$"));
    static ANEW: LazyLock<Regex> = LazyLock::new(|| regex(r"^[A-Z]\w*\b"));
    let mut parts = Vec::new();
    let mut from = 0;
    for stop in STOP.find_iter(text) {
        let (before, behind) = (last(&text[..stop.start()]), &text[stop.end()..]);
        let begins = ANEW.find(behind).is_some_and(|word| !COMPANY.is_match(word.as_str()));
        let is_short = stop.as_str().starts_with('.')
            && (SHORT.is_match(before) || COMPANY.is_match(before) && !begins);
        if !is_short {
            parts.push(&text[from..stop.end()]);
            from = stop.end();
        }
    }
    parts.push(&text[from..]);
    parts
}

/// A line without the motions that it denies, where it grants another: `granting 14 Motion; denying 12
/// Motion` grants what it grants.
pub(crate) fn without_refusals(text: &str) -> Cow<'_, str> {
    static GRANTS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bgrant(?:s|ed|ing)\b"));
    static REFUSES: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\bden(?:ying|ies)(?: as moot| without prejudice)* (?:re:? )?\[?\d{1,4}\b.*?(;|$|\.\s+[A-Z]|,? (?:and )?grant)",
        )
    });
    if GRANTS.is_match(text) { REFUSES.replace_all(text, "$1") } else { Cow::Borrowed(text) }
}

/// The end of a text, as much as a short form may need.
fn last(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(12))..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_of_a_short_form_ends_no_sentence() {
        let text =
            "ORDER re Alder Inc. v. Birch L.L.C. and No. 5. It is so ordered; the rest stays.";
        assert_eq!(
            sentences(text),
            [
                "ORDER re Alder Inc. v. Birch L.L.C. and No. 5. ",
                "It is so ordered; ",
                "the rest stays."
            ]
        );
    }

    #[test]
    fn what_is_denied_is_left_out_beside_what_is_granted() {
        for (text, left) in [
            ("ORDER denying 12 Motion; granting 14 Motion", "ORDER ; granting 14 Motion"),
            (
                "ORDER granting 14 Motion; denying as moot 12 Motion by A Inc.",
                "ORDER granting 14 Motion; ",
            ),
            ("ORDER denying 12 Motion and granting 14 Motion", "ORDER  and granting 14 Motion"),
            ("ORDER denying 12 Motion", "ORDER denying 12 Motion"),
            (
                "ORDER granting in part and denying in part 12 Motion",
                "ORDER granting in part and denying in part 12 Motion",
            ),
        ] {
            assert_eq!(without_refusals(text), left, "{text}");
        }
    }
}
