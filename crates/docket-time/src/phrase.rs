use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeStruct};

use crate::{
    DaySet, Meaning, PhraseError, Rule, RuleNumber,
    reading::Reading,
    rule::{RULES, words_of},
};

/// An anchor that may be on more days than this leaves a phrase unresolved.
const ANCHOR_LIMIT: u64 = 366;

/// A relative expression of a source ("earlier this week"), with the rule that reads it.
///
/// The text is kept byte for byte. Rules are numbered, and a rule that has been used is never
/// changed: a phrase that was stored with its number resolves the same way for ever. Better
/// readings come as further rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    text: String,
    rule: RuleNumber,
    reading: Reading,
}

impl Phrase {
    /// The longest phrase that is read, in bytes.
    pub const MAX_LEN: usize = 200;

    /// Reads a phrase with the first rule that understands it.
    ///
    /// Letter case, the kind and amount of white space and a final full stop do not matter.
    ///
    /// # Errors
    ///
    /// [`PhraseError::UnknownPhrase`] if no rule does; [`PhraseError::TooLong`].
    pub fn parse(text: &str) -> Result<Phrase, PhraseError> {
        let words = bounded_words(text)?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        RULES
            .iter()
            .find_map(|rule| Some(Phrase::new(text, rule.number, (rule.read)(&words)?)))
            .ok_or_else(|| PhraseError::UnknownPhrase {
                text: text.to_owned(),
                understood: RULES.iter().map(|rule| rule.example).collect(),
            })
    }

    /// Reads a phrase with the rule it was stored with.
    ///
    /// # Errors
    ///
    /// [`PhraseError::UnknownRule`] or [`PhraseError::OtherRule`] if that rule does not exist or
    /// does not read the text; [`PhraseError::TooLong`].
    pub fn with_rule(text: &str, number: RuleNumber) -> Result<Phrase, PhraseError> {
        let words = bounded_words(text)?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let rule = RULES
            .iter()
            .find(|rule| rule.number == number)
            .ok_or_else(|| PhraseError::UnknownRule { text: text.to_owned(), rule: number })?;
        let reading = (rule.read)(&words).ok_or_else(|| PhraseError::OtherRule {
            text: text.to_owned(),
            rule: number,
            example: rule.example,
        })?;
        Ok(Phrase::new(text, number, reading))
    }

    fn new(text: &str, rule: RuleNumber, reading: Reading) -> Phrase {
        Phrase { text: text.to_owned(), rule, reading }
    }

    /// Gives the phrase as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Gives the number of the rule that reads it.
    #[must_use]
    pub fn rule(&self) -> RuleNumber {
        self.rule
    }

    /// Lists the rules, in the order of their numbers.
    #[must_use]
    pub fn rules() -> &'static [Rule] {
        RULES
    }

    /// Tells what the phrase means, said on the day of the anchor: its source's publication.
    ///
    /// If the anchor may be on several days, the phrase may mean what it means on any of them. It
    /// stays unresolved, [`Meaning::unknown`], without an anchor, and with one that may be on more
    /// than 366 days, unless the phrase itself names its years.
    #[must_use]
    pub fn resolve(&self, anchor: Option<&Meaning>) -> Meaning {
        if let Some(days) = self.reading.without_anchor() {
            return Meaning::Moment(days);
        }
        if self.reading == Reading::Earlier {
            return undated(anchor);
        }
        let anchors = anchor.map_or_else(DaySet::all, Meaning::days);
        let meant = match anchors.len() {
            Some(1..=ANCHOR_LIMIT) => anchors
                .days()
                .fold(DaySet::empty(), |days, day| days.union(&self.reading.said_on(day))),
            _ => DaySet::empty(),
        };
        if meant.is_empty() { Meaning::unknown() } else { Meaning::Moment(meant) }
    }
}

/// Gives the meaning of a past happening whose source gives no date (rule 0): any day up to the
/// last on which the source may have been published.
///
/// Unresolved if the publication has no last day, or there is none.
#[must_use]
pub fn undated(anchor: Option<&Meaning>) -> Meaning {
    anchor
        .and_then(Meaning::latest)
        .map_or_else(Meaning::unknown, |last| Meaning::Moment(DaySet::through(last)))
}

fn bounded_words(text: &str) -> Result<Vec<String>, PhraseError> {
    if text.len() > Phrase::MAX_LEN {
        return Err(PhraseError::TooLong { length: text.len() });
    }
    Ok(words_of(text))
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// The stored form: `{"phrase": text, "rule": number}`.
impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut stored = serializer.serialize_struct("Phrase", 2)?;
        stored.serialize_field("phrase", &self.text)?;
        stored.serialize_field("rule", &self.rule)?;
        stored.end()
    }
}

impl<'de> Deserialize<'de> for Phrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Phrase, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename = "Phrase", deny_unknown_fields)]
        struct Stored {
            phrase: String,
            rule: RuleNumber,
        }
        let stored = Stored::deserialize(deserializer)?;
        Phrase::with_rule(&stored.phrase, stored.rule).map_err(de::Error::custom)
    }
}
