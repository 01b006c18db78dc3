//! Names: of cases, events, sources, and of the things they point at.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Longest name in bytes, so that a key in the store and a line on a screen stay bounded.
pub const MAX_NAME_BYTES: usize = 200;

/// What is wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// A name has no characters.
    #[error("{what} is empty")]
    Empty {
        /// What the name was to name.
        what: &'static str,
    },
    /// A name is longer than [`MAX_NAME_BYTES`].
    #[error("{what} has {bytes} bytes, more than {MAX_NAME_BYTES}")]
    TooLong {
        /// What the name was to name.
        what: &'static str,
        /// Its length in bytes.
        bytes: usize,
    },
    /// A name holds a character that would make it ambiguous in text.
    #[error("{what} `{name}` may not contain {found:?}")]
    Character {
        /// What the name was to name.
        what: &'static str,
        /// The name.
        name: String,
        /// The first such character.
        found: char,
    },
    /// An event is named without its case.
    #[error("`{name}` is not an event id: write CASE/event")]
    NoCase {
        /// What was written.
        name: String,
    },
}

fn checked(what: &'static str, name: &str, forbidden: &[char]) -> Result<(), IdError> {
    if name.is_empty() {
        return Err(IdError::Empty { what });
    }
    if name.len() > MAX_NAME_BYTES {
        return Err(IdError::TooLong { what, bytes: name.len() });
    }
    let bad = |c: char| c.is_control() || c.is_whitespace() || forbidden.contains(&c);
    let ends = |c: char| c == '/' || c == '@';
    let found = name.chars().find(|&c| bad(c)).or_else(|| {
        name.chars().next().filter(|&c| ends(c)).or(name.chars().last().filter(|&c| ends(c)))
    });
    match found {
        Some(found) => Err(IdError::Character { what, name: name.to_owned(), found }),
        None => Ok(()),
    }
}

/// One dispute: `amazon-v-nokia`, `ded/1:12-cv-00454`.
///
/// No white space, control characters or `#`; no `/` or `@` at either end. Copies share the text:
/// every claim of every act names its event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseId(Arc<str>);

impl CaseId {
    /// The reserved case that holds what is true of the whole ledger: sources and aliases.
    #[must_use]
    pub fn ledger() -> Self {
        Self(Arc::from("ledger"))
    }

    /// Whether this is the reserved case.
    #[must_use]
    pub fn is_ledger(&self) -> bool {
        &*self.0 == "ledger"
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A short name inside one case: of an event, an act, a statement, a wording, a fact or a source.
///
/// Like a [`CaseId`], and without `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(Arc<str>);

impl Key {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! text_name {
    ($name:ident, $what:literal, $forbidden:expr) => {
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                checked($what, text, $forbidden)?;
                Ok(Self(Arc::from(text)))
            }
        }
        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                checked($what, &text, $forbidden)?;
                Ok(Self(Arc::from(text)))
            }
        }
        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0.as_ref().to_owned()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

text_name!(CaseId, "a case id", &['#']);
text_name!(Key, "a key", &['#', '/']);

/// An event's name in the whole ledger: `CASE/key`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EventId {
    /// The home case.
    pub case: CaseId,
    /// The author's key, unique in the case.
    pub key: Key,
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{}", self.case, self.key))
    }
}

impl FromStr for EventId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (case, key) =
            text.rsplit_once('/').ok_or_else(|| IdError::NoCase { name: text.to_owned() })?;
        Ok(Self { case: case.parse()?, key: key.parse()? })
    }
}

impl TryFrom<String> for EventId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<EventId> for String {
    fn from(id: EventId) -> String {
        id.to_string()
    }
}

/// What an effect, a reference or a link points at.
///
/// As text: `CASE/event`, `CASE/event#name` for one of its facts or wordings, `source:NAME`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// An event; where acts are meant, the act that the event reports.
    Event(EventId),
    /// A fact or a wording of an event.
    Part(EventId, Key),
    /// A source.
    Source(Key),
}

impl Target {
    /// The event pointed at or into, unless it is a source.
    #[must_use]
    pub fn event(&self) -> Option<&EventId> {
        match self {
            Self::Event(id) | Self::Part(id, _) => Some(id),
            Self::Source(_) => None,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(id) => write!(f, "{id}"),
            Self::Part(id, name) => write!(f, "{id}#{name}"),
            Self::Source(name) => write!(f, "source:{name}"),
        }
    }
}

impl FromStr for Target {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        if let Some(name) = text.strip_prefix("source:")
            && !name.contains('/')
        {
            return Ok(Self::Source(name.parse()?));
        }
        match text.split_once('#') {
            Some((event, name)) => Ok(Self::Part(event.parse()?, name.parse()?)),
            None => Ok(Self::Event(text.parse()?)),
        }
    }
}

impl TryFrom<String> for Target {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<Target> for String {
    fn from(target: Target) -> String {
        target.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_id_may_hold_slashes_and_an_event_id_is_split_at_the_last() {
        let id: EventId = "ded/1:12-cv-00454/7".parse().unwrap();
        assert_eq!(id.case.as_str(), "ded/1:12-cv-00454");
        assert_eq!(id.key.as_str(), "7");
        assert_eq!(id.to_string(), "ded/1:12-cv-00454/7");
    }

    #[test]
    fn targets_keep_their_text() {
        for text in ["a/b", "a/b#c", "source:x", "source:x/y"] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
        assert_eq!("source:x".parse(), Ok(Target::Source("x".parse().unwrap())));
    }

    #[test]
    fn names_that_would_be_ambiguous_are_refused() {
        assert_eq!("".parse::<Key>(), Err(IdError::Empty { what: "a key" }));
        for bad in ["a b", "a\u{0}", "a#b", "/a", "a/", "@57", "a\u{a0}b"] {
            assert!(bad.parse::<CaseId>().is_err(), "{bad:?}");
        }
        assert!("a/b".parse::<Key>().is_err());
        assert!("x".repeat(201).parse::<Key>().is_err());
        assert!("no-slash".parse::<EventId>().is_err());
    }
}
