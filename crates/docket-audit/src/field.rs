//! Names of the things that can be asked about.

use std::fmt::{self, Display, Formatter};

use docket_core::{Act, CaseId, Key, Role};
use serde::Serialize;

/// The name of one thing that is known of a case.
///
/// | path | what |
/// |---|---|
/// | `status`, `court`, `filed` | the case's own |
/// | `patents_in_suit` | a fact, by its key; `facts/KEY` where the key is one of the above |
/// | `parties/NAME#ROLE` | a party |
/// | `acts/ACT`, `acts/ACT#occurred` | an act, by the key that its reports share, and its parts |
/// | `statements/ID#words` | a statement, and its parts |
/// | `acts`, `defending` | how many there are, where that was asked for ([`Fields::known`](crate::Fields::known)) |
/// | `deadlines/WHAT`, `moves/HOW` | what is due; ways to and from other cases |
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct FieldPath(String);

/// Facts whose plain name would be taken for something else.
const TAKEN: [&str; 3] = ["acts", "defending", "status"];

impl FieldPath {
    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the case stands.
    #[must_use]
    pub fn status() -> Self {
        Self("status".to_owned())
    }

    /// A fact, `court` and `filed` among them.
    #[must_use]
    pub fn fact(key: &str) -> Self {
        let is_taken = TAKEN.contains(&key);
        Self(if is_taken { format!("facts/{key}") } else { key.to_owned() })
    }

    /// A number of things.
    pub(crate) fn count(what: &'static str) -> Self {
        Self(what.to_owned())
    }

    pub(crate) fn party(name: &str, role: Role) -> Self {
        Self(format!("parties/{name}#{}", role.name()))
    }

    /// An act; one of another case that is shown in this one goes by both names.
    pub(crate) fn act(act: &Act<'_>, case: &CaseId) -> Self {
        if act.case == *case {
            Self(format!("acts/{}", act.key))
        } else {
            Self(format!("acts/{}/{}", act.case, act.key))
        }
    }

    pub(crate) fn statement(id: &Key) -> Self {
        Self(format!("statements/{id}"))
    }

    pub(crate) fn item(list: &str, name: &str) -> Self {
        Self(format!("{list}/{name}"))
    }

    /// A part of what this names.
    pub(crate) fn part(&self, part: &str) -> Self {
        Self(format!("{}#{part}", self.0))
    }

    /// The same name for the nth thing that bears it.
    pub(crate) fn nth(&self, n: usize) -> Self {
        if n == 1 { self.clone() } else { Self(format!("{}:{n}", self.0)) }
    }

    /// The key of the fact that this names.
    #[must_use]
    pub fn as_fact(&self) -> Option<&str> {
        match self.0.strip_prefix("facts/") {
            Some(key) => Some(key),
            None if self.0.contains(['/', '#']) || TAKEN.contains(&self.0.as_str()) => None,
            None => Some(&self.0),
        }
    }

    /// What is named, and the part of it: `acts/complaint` and `occurred`.
    #[must_use]
    pub fn split(&self) -> (&str, Option<&str>) {
        match self.0.split_once('#') {
            Some((whole, part)) => (whole, Some(part)),
            None => (&self.0, None),
        }
    }
}

/// Names a field as it is written; whether anything is known of it is another question.
impl From<&str> for FieldPath {
    fn from(path: &str) -> Self {
        Self(path.to_owned())
    }
}

impl Display for FieldPath {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Nothing of that name is known, or several things are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchField {
    /// What was asked for.
    pub asked: String,
    /// The fields that it may mean, where it means several.
    pub may_mean: Vec<FieldPath>,
    /// The field whose name is nearest, where one is near.
    pub nearest: Option<FieldPath>,
}
