//! Parties and speakers as sources print them.

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Somebody a source names: a party, a person, an office.
///
/// Two names are one somebody when their [`identity`](Party::identity) is the same, or when
/// bookkeeping says that one is an alias of the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "PartyJson", into = "PartyJson")]
pub struct Party {
    /// The author's name for the entity; for a speaker, the party they speak for.
    pub id: Option<String>,
    /// The name as printed.
    pub name: SmolStr,
}

impl Party {
    /// A party known by its printed name alone.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { id: None, name: name.into() }
    }

    /// What two spellings of one party share: the id, or the name without case, punctuation and
    /// company suffix.
    #[must_use]
    pub fn identity(&self) -> String {
        fold_name(self.id.as_deref().unwrap_or(&self.name))
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Company suffixes that do not tell two parties apart, folded.
const SUFFIXES: [&str; 25] = [
    "ab",
    "ag",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "kg",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "nv",
    "oy",
    "oyj",
    "plc",
    "pty",
    "sa",
    "sarl",
    "spa",
    "srl",
];

/// Folds a name: lower case, letters and digits only, words apart by one space, no company suffix.
///
/// A name in which nothing is left (punctuation alone) is returned unchanged.
#[must_use]
pub fn fold_name(name: &str) -> String {
    // A full stop or an apostrophe inside a word joins ("L.L.C.", "Macy's"); other marks part.
    let joined: String = name.chars().filter(|c| !matches!(c, '.' | '\'' | '’')).collect();
    let lower = joined.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|last| SUFFIXES.contains(last)) {
        words.pop();
    }
    if words.is_empty() { name.to_owned() } else { words.join(" ") }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum PartyJson {
    Name(SmolStr),
    Identified(Identified),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Identified {
    id: String,
    name: SmolStr,
}

impl From<PartyJson> for Party {
    fn from(json: PartyJson) -> Self {
        match json {
            PartyJson::Name(name) => Self { id: None, name },
            PartyJson::Identified(Identified { id, name }) => Self { id: Some(id), name },
        }
    }
}

impl From<Party> for PartyJson {
    fn from(Party { id, name }: Party) -> Self {
        match id {
            None => Self::Name(name),
            Some(id) => Self::Identified(Identified { id, name }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_punctuation_and_company_suffix_do_not_tell_parties_apart() {
        for same in ["Amazon.com, Inc.", "AMAZON.COM INC", "Amazon.com", "amazoncom Inc., LLC"] {
            assert_eq!(fold_name(same), "amazoncom", "{same}");
        }
        assert_eq!(
            fold_name("Huawei Technologies Co."),
            fold_name("HUAWEI TECHNOLOGIES CO., LTD.")
        );
        assert_eq!(fold_name("Pherah L.L.C."), "pherah");
        assert_ne!(fold_name("Nokia of America"), fold_name("Nokia"));
    }

    #[test]
    fn a_name_of_suffixes_or_marks_alone_is_still_a_name() {
        assert_eq!(fold_name("Inc."), "inc");
        assert_eq!(fold_name("Co. Ltd."), "co");
        assert_eq!(fold_name("!!!"), "!!!");
        assert_eq!(fold_name(""), "");
    }

    #[test]
    fn an_id_identifies_and_the_name_is_kept() {
        let spokesperson = Party { id: Some("nokia".to_owned()), name: "a spokesperson".into() };
        assert_eq!(spokesperson.identity(), Party::named("Nokia Oyj").identity());
        let json = serde_json::to_string(&[spokesperson, Party::named("Nokia")]).unwrap();
        assert_eq!(json, r#"[{"id":"nokia","name":"a spokesperson"},"Nokia"]"#);
    }
}
