//! Parties: who is named in a docket line, and as what.

use std::sync::LazyLock;

use docket_core::{Party, Role};
use regex::Regex;

use crate::expression::regex;
use crate::sentence::sentences;

/// The role that the head of a docket prints beside a party; none for people who are not parties.
pub(crate) fn role(printed: &str) -> Option<Role> {
    let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    // In an appeal both roles are printed, and the later one is the role in this court.
    let last = printed.rsplit(" - ").find(|part| *part != "pending").unwrap_or_default();
    let known = [
        ("counter claimant", Role::CounterPlaintiff),
        ("counter plaintiff", Role::CounterPlaintiff),
        ("counter defendant", Role::CounterDefendant),
        ("plaintiff", Role::Plaintiff),
        ("defendant", Role::Defendant),
        ("petitioner", Role::Petitioner),
        ("respondent", Role::Respondent),
        ("appellant", Role::Appellant),
        ("appellee", Role::Appellee),
        ("intervenor", Role::Intervenor),
        ("movant", Role::Movant),
        ("amicus", Role::Amicus),
    ];
    known.into_iter().find(|(word, _)| last.contains(word)).map(|(_, role)| role)
}

/// Who files and against whom, as an initiating paper's line says it.
pub(crate) fn sides(text: &str) -> (Vec<Party>, Vec<Party>) {
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:filed by|brought by|on behalf of|by)\s+(?:(?i:plaintiffs?|petitioners?|appellants?|defendants?)\b(?:\(s\))?\s*)?(.+?)(?:\s*\(|\. |\.$|;|\s+\[|\s+against\b|, filed\b|\s+from\b|$)",
        )
    });
    static AGAINST: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\bagainst\s+(?:(?i:defendants?|respondents?)\b'?\s*)?(.+?)(?:\s*\(|\. |\.$|;|,?\s+filed by\b|,?\s+by\b|$)",
        )
    });
    let text = super::reference::without_attachments(text);
    let names = |expression: &Regex| {
        let found = expression.captures(text).and_then(|parts| parts.get(1));
        found.map_or(Vec::new(), |names| parties(names.as_str()))
    };
    (names(&BY), names(&AGAINST))
}

/// The parties that are added: `Consolidated Defendants added: Workfront Inc (6:15cv962); ..`.
pub(crate) fn added(text: &str) -> Vec<(Party, Role)> {
    static ADDED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(plaintiff|defendant|intervenor)s? added:\s*(.+)"));
    static CASE: LazyLock<Regex> = LazyLock::new(|| regex(r"\s*\([^)]*\)"));
    let Some(parts) = ADDED.captures(text) else { return Vec::new() };
    let Some(role) = role(&parts[1]) else { return Vec::new() };
    let bare = CASE.replace_all(&parts[2], "");
    let name = |name: &str| {
        let name = name.trim().trim_end_matches('.').trim_start_matches("and ").trim();
        (!name.is_empty()).then(|| (Party::named(name), role))
    };
    bare.split(';').filter_map(name).collect()
}

/// The parties of whom a clerk notes that they are terminated: `***Party Birch GmbH terminated.`
pub(crate) fn terminated(text: &str) -> Vec<Party> {
    static ROLE: &str = "(?:part(?:y|ies)|defendants?|plaintiffs?|respondents?|petitioners?|intervenors?|appellees?|appellants?)";
    static GONE: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"^(?:\([^)]*\)|[\s*(])*(?i:(?:and |cross |counter |third[- ]party )*{ROLE}:?\s+)+([A-Z0-9].*?),?\s+(?i:(?:is|are|was|were|has been|have been|hereby|now)\s+)*(?i:terminated|termed|dropped)\b|^[\s*(]*(?i:terminat(?:e|ed|ing)|dropp?(?:ed|ing)?)\s+(?i:{ROLE}:?\s+)+([A-Z0-9].*)|\b(?i:terminat(?:e|ed|es|ing)\s+)([A-Z0-9].*?),?\s+(?i:as (?:a )?{ROLE}|from (?:this|the) (?:case|action))\b"
        ))
    });
    // What ends there is no party's part in the case.
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:attorneys?|counsel|motions?|judges?|magistrate|hearings?|deadlines?|referral|not|erroneously)\b",
        )
    });
    static WHY: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\s*(?:\(|\b(?:pursuant|per|as of|effective|on \d|from)\b).*$|[\s;*]+$")
    });
    let gone = |sentence: &str| {
        let parts = GONE.captures(sentence).filter(|_| !OTHER.is_match(sentence))?;
        let names = parts.iter().skip(1).flatten().next()?.as_str();
        Some(parties(&WHY.replace(names, "").replace(" and ", ", ")))
    };
    sentences(&text[..text.floor_char_boundary(2_000)])
        .into_iter()
        .filter_map(gone)
        .flatten()
        .collect()
}

/// Parts a list of names at its commas, but not before what belongs to a company's name.
pub(crate) fn parties(list: &str) -> Vec<Party> {
    static SUFFIX: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^(?:inc|llc|l\.l\.c|ltd|corp|co|lp|l\.p|llp|n\.?a|s\.?a|ag|gmbh|plc|jr|sr|ii|iii|et al|p\.?c|p\.?a|d/b/a .*)\b\.?",
        )
    });
    // `All Plaintiffs` names nobody.
    static ROLES: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^(?:(?:all|the|other|named|defendants?|plaintiffs?|appellants?|appellees?|petitioners?|respondents?|movants?|intervenors?|part(?:y|ies))\b\s*)+$",
        )
    });
    let mut names: Vec<String> = Vec::new();
    for part in list.split([',', ';']) {
        let part = part.trim().trim_start_matches("and ").trim();
        match names.last_mut() {
            Some(name) if SUFFIX.is_match(part) => {
                name.push_str(", ");
                name.push_str(part);
            }
            _ if part.is_empty() => {}
            _ => names.push(part.to_owned()),
        }
    }
    let is_name = |name: &String| {
        !ROLES.is_match(name)
            && (name.len() <= 150 && name.chars().next().is_some_and(char::is_uppercase)
                || name.starts_with(|first: char| first.is_ascii_digit()))
    };
    names.into_iter().filter(is_name).map(|name| Party::named(&name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clerks_note_who_is_terminated() {
        let is = |text: &str| {
            let names = terminated(text);
            names.iter().map(|party| party.name.to_string()).collect::<Vec<_>>().join(" & ")
        };
        for (text, expected) in [
            ("***Party Birch GmbH terminated. (abc)", "Birch GmbH"),
            ("Party Birch, Inc. terminated.", "Birch, Inc."),
            ("Defendant Rowan Yew terminated.", "Rowan Yew"),
            (
                "Defendants Birch GmbH and Cedar, Inc. are terminated pursuant to 12 Order.",
                "Birch GmbH & Cedar, Inc.",
            ),
            ("ORDER dismissing some. (Party Birch GmbH terminated)", "Birch GmbH"),
            ("Terminated Party: Birch GmbH (abc)", "Birch GmbH"),
            ("(Court only) ***Party Birch GmbH terminated.", "Birch GmbH"),
            ("The Clerk shall terminate Birch GmbH as a party.", "Birch GmbH"),
            ("Attorney Elm Fir terminated.", ""),
            ("Defendant Birch GmbH's 12 Motion terminated.", ""),
            ("Party Birch GmbH added. Attorney Elm Fir terminated.", ""),
            ("Plaintiff terminated the contract", ""),
        ] {
            assert_eq!(is(text), expected, "{text}");
        }
    }
}
