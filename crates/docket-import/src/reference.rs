//! What a docket line refers to: other lines, by the numbers printed beside them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use docket_core::{Kind, Relation, Verb};
use regex::Regex;

use crate::date::american;
use crate::expression::regex;

/// The document numbers that a line mentions, each once, in the order of the line.
///
/// A number counts where the court's system writes one: in brackets, before the title of a paper
/// (`granting 12 MOTION`), or behind a word for it (`ECF No. 12`).
pub(crate) fn numbers(text: &str) -> Vec<u64> {
    static WRITTEN: LazyLock<[Regex; 3]> = LazyLock::new(|| {
        [
            regex(r"\[(\d{1,4})(?:-\d{1,3})?\]"),
            regex(
                r"(?:(?i:re|regarding|granting|denying|adopting|to|for|of|as to|and|in part|striking|terminating|resolving|approving|moot|on|against|from|with)\b:?|,)\s+\(?(\d{1,4})\)?\s+[A-Z][A-Za-z]",
            ),
            regex(
                r"(?i)\b(?:ecf|dkt|docket|doc(?:ument)?|d\.e|d\.i|r\. doc)s?\b\.?\s*(?:entry|nos?\b\.?|numbers?|#)?\s*(?:nos?\b\.?|#)?\s*\[?(\d{1,4})\b",
            ),
        ]
    });
    let text = without_attachments(text);
    let mut found: Vec<(usize, u64)> = Vec::new();
    for expression in &*WRITTEN {
        for parts in expression.captures_iter(text) {
            let Some(number) = parts.get(1) else { continue };
            found.extend(number.as_str().parse().ok().map(|value| (number.start(), value)));
        }
    }
    found.sort_unstable();
    let mut seen = BTreeSet::new();
    found.into_iter().map(|(_, number)| number).filter(|number| seen.insert(*number)).collect()
}

/// A line up to the list of the papers attached to it.
pub(crate) fn without_attachments(text: &str) -> &str {
    text.split("(Attachments:").next().unwrap_or_default()
}

/// How a paper of a kind refers to the lines it mentions.
pub(crate) fn relation(verb: Verb, kind: &Kind) -> Relation {
    if verb == Verb::Responded {
        return Relation::InResponseTo;
    }
    if verb == Verb::Settled || matches!(kind, Kind::Order | Kind::Opinion) {
        return Relation::Decides;
    }
    if *kind == Kind::NoticeOfAppeal {
        return Relation::Appeals;
    }
    if *kind == Kind::AmendedComplaint {
        return Relation::Amends;
    }
    if matches!(kind, Kind::Brief | Kind::Declaration | Kind::Exhibit | Kind::ProofOfService) {
        return Relation::Supports;
    }
    Relation::Mentions
}

/// Whether a line says that another was a mistake and does not count.
pub(crate) fn takes_back(text: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:filed|docketed|entered|issued) in error\b|\bplease (?:ignore|disregard)\b|\b(?:should|shall|is to) be disregarded\b",
        )
    });
    WORDS.is_match(text)
}

/// Whether a line begins with the mark that it is a mistake itself.
pub(crate) fn is_marked_as_mistake(text: &str) -> bool {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^\W*\*\W*(?:filed|docketed|entered) in error[^*]*\*+\s*\w"));
    MARK.is_match(text)
}

/// The kind of paper and the day, where a line names another so: `the MINUTE ENTRY filed .. on
/// 10/30/2023`.
pub(crate) fn paper_of_day(text: &str) -> Option<(String, docket_time::When)> {
    static PAPER: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(minute entry|order|motion|notice|letter|transcript|summons|stipulation)\b[^.]{0,80}?\b(?:on|of|dated) (\d{1,2})/(\d{1,2})/(\d{4})",
        )
    });
    let parts = PAPER.captures(text)?;
    Some((parts[1].to_lowercase(), american([&parts[2], &parts[3], &parts[4]])?))
}

/// The documents whose content a court closes: `orders the seal of the transcript at ECF No. 105`,
/// `ORDER TO SEAL DOCUMENT 105`, and what it grants where the line does not say it: `granting 106
/// Motion to Seal`.
pub(crate) fn sealed(text: &str, granted: &[&str]) -> Vec<u64> {
    static SEALS: LazyLock<Regex> = LazyLock::new(|| {
        let word = r"(?:ecf|dkt|docket|doc(?:ument)?(?:\(s\)|s)?)\b\.?(?:\(s\))?\s*(?:entry|entries|nos?\b\.?|numbers?|#)?\s*(?:nos?\b\.?|#)?\s*";
        regex(&format!(
            r"(?i)(?:\b(?:orders? the seal(?:ing)? of|shall (?:be )?seal|is directed to seal|hereby seal(?:s|ed)?|to be (?:placed under |)seal(?:ed)?)\b[^.]{{0,80}}?{word}|^\W*(?:\w+ ){{0,3}}order\b[^.;]{{0,40}}?\b(?:to seal|sealing|seals)\b(?:[^.]{{0,80}}?{word}|\s+)|\bgrant(?:s|ed|ing)\b[^;]{{0,100}}?\bto seal\b(?:[^.;]{{0,80}}?{word}|\s+))((?:\[?\d{{1,4}}\b\]?(?:-\d+)?(?:(?:, and |, | and | & )(?:{word})?)?)+)"
        ))
    });
    static ASKS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\bto (?:file under )?seal\b(?:[^.;]{0,80}?(?:ecf|dkt|docket|doc(?:ument)?(?:\(s\)|s)?)\b\.?(?:\(s\))?\s*(?:entry|nos?\b\.?|numbers?|#)?\s*(?:nos?\b\.?|#)?\s*|\s+)((?:\[?\d{1,4}\b\]?(?:-\d+)?(?:, and |, | and | & )?)+)",
        )
    });
    static GRANTS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\bgrant(?:s|ed|ing)\b[^;]{0,100}?\b(?:to|under) seal\b"));
    static REFUSES: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:den(?:y|ied|ying|ies)|declin\w+|not|show cause|in part|whether|unseal\w*|portions?|exhibits? \S+ (?:to|of|from)|extension|oppos\w+|respon\w+)\b",
        )
    });
    let found = |expression: &Regex, text: &str| -> Vec<u64> {
        let lists = expression.captures_iter(without_attachments(text));
        let lists = lists.filter(|parts| !REFUSES.is_match(&parts[0]) && !merely_asks(&parts[0]));
        lists.flat_map(|parts| listed(&parts[1])).collect()
    };
    let own = found(&SEALS, text);
    if !own.is_empty() || !GRANTS.is_match(text) {
        return own;
    }
    if REFUSES.is_match(text) {
        return Vec::new();
    }
    granted.iter().flat_map(|paper| found(&ASKS, paper)).collect()
}

/// Whether words speak of a motion without granting it.
fn merely_asks(words: &str) -> bool {
    let words = words.to_lowercase();
    words.contains("motion") && !words.contains("grant")
}

/// The numbers of a list: `10, 11-2 and 12`; what stands behind a hyphen is an attachment's.
fn listed(list: &str) -> Vec<u64> {
    let bare = list.split([',', '&', ' ']).map(|one| one.trim_matches(['[', ']', '.', '#']));
    bare.filter_map(|one| one.split(['-', ']']).next()?.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_court_closes_what_it_names_or_what_it_grants() {
        for (text, document) in [
            ("ORDER TO SEAL DOCUMENT 12. Signed by Judge Ann Ash on 3/4/2024.", 12),
            ("SEALED ORDER to Seal Document(s) 12", 12),
            ("ORDER granting 30 Motion to Seal 12", 12),
            ("ORDER granting 30 Motion to Seal Document 12 Declaration of Elm Fir", 12),
            ("ORDER sealing ECF No. 12", 12),
            ("The Court orders the seal of the transcript at ECF No. 12", 12),
        ] {
            assert_eq!(sealed(text, &["MOTION to Seal Document 11"]), [document], "{text}");
        }
        let several = "ORDER TO SEAL DOCUMENTS 10, [11]-2 and 12";
        assert_eq!(sealed(several, &[]), [10, 11, 12]);
        let each = "ORDER directing the Clerk to seal Doc. 12 and Doc. 14";
        assert_eq!(sealed(each, &[]), [12, 14]);
        let grants = "ORDER granting 30 Motion to Seal. Signed by Judge Ann Ash.";
        assert_eq!(sealed(grants, &["MOTION to Seal Document 11 Exhibit by Alder"]), [11]);
        assert_eq!(sealed(grants, &["MOTION to Seal 11 Exhibit by Alder"]), [11]);
        for text in [
            "ORDER denying 30 Motion to Seal 12",
            "ORDER TO SEAL EXHIBIT 3 TO DOCUMENT 12",
            "ORDER granting in part 30 Motion to Seal",
            "ORDER granting 30 Motion for Extension of Time to respond to Motion to Seal",
            "MOTION to Seal 12",
            "ORDER setting hearing on 30 Motion to Seal 12",
            "ORDER re 30 Motion to Seal Document 12",
        ] {
            assert_eq!(sealed(text, &["MOTION to Extend 11"]), [0; 0], "{text}");
        }
    }
}
