//! Parties: who is named in a docket line, and as what.

use std::sync::LazyLock;

use docket_core::{Party, Role};
use regex::Regex;

use crate::expression::regex;

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

/// Parts a list of names at its commas, but not before what belongs to a company's name.
pub(crate) fn parties(list: &str) -> Vec<Party> {
    static SUFFIX: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^(?:inc|llc|l\.l\.c|ltd|corp|co|lp|l\.p|llp|n\.?a|s\.?a|ag|gmbh|plc|jr|sr|ii|iii|et al|p\.?c|p\.?a|d/b/a .*)\b\.?",
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
        name.len() <= 150 && name.chars().next().is_some_and(char::is_uppercase)
            || name.starts_with(|first: char| first.is_ascii_digit())
    };
    names.into_iter().filter(is_name).map(|name| Party::named(&name)).collect()
}

/// The parties that a text names, among those that are known.
///
/// A party is named by its whole name without company suffixes, or by the first word of it where
/// no other known party shares that word and it is long enough to be no common word.
pub(crate) fn named<'a>(text: &str, known: &'a [Party]) -> Vec<&'a Party> {
    let said = folded(text);
    // As printed: "Smartsheet.com" is called Smartsheet.
    let first = |party: &Party| {
        let mut words = party.name.split(|letter: char| !letter.is_alphanumeric());
        words.find(|word| !word.is_empty()).map(str::to_lowercase)
    };
    let is_named = |party: &&Party| {
        let name = party.identity();
        if said.contains(&format!(" {name} ")) {
            return true;
        }
        let word = first(party).unwrap_or_default();
        let shared = known.iter().filter(|other| first(other).as_deref() == Some(&word)).count();
        word.len() >= 6 && shared == 1 && said.contains(&format!(" {word} "))
    };
    known.iter().filter(is_named).collect()
}

/// Letters and digits in lower case, with one space between words and around them.
fn folded(text: &str) -> String {
    // A full stop or an apostrophe inside a word joins, as in names.
    let joined: String = text.chars().filter(|mark| !matches!(mark, '.' | '\'' | '’')).collect();
    let lower = joined.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}
