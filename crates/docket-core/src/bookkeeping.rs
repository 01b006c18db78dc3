//! Bookkeeping: what we do to our own records.

use serde::{Deserialize, Serialize};

use crate::capture::Capture;
use crate::entry::Position;
use crate::field::Field;
use crate::id::{Key, Target};
use crate::kind::Kind;
use crate::source::Source;
use crate::value::FactValue;

/// A change to our own records. It is cut by the recorded clock alone, applies at every published
/// and occurred cut, and makes no act; among bookkeeping the later position decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Bookkeeping {
    /// A case is begun in this ledger, or described anew.
    CaseOpened(CaseDescription),
    /// A source is described, or described anew.
    SourceDescribed(Source),
    /// The targets are one happening, or one utterance.
    Linked {
        /// How they were found to be, where no person said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        how: Option<HowLinked>,
        /// Events or wordings, two or more.
        targets: Vec<Target>,
    },
    /// The targets are not what a link, or the same key, made of them: one happening or utterance.
    /// Earlier links of theirs are taken apart; a later link joins them again.
    Separated {
        /// Events or wordings, two or more.
        targets: Vec<Target>,
    },
    /// Two names are one party.
    Alias {
        /// The other name.
        name: String,
        /// The name it is an alias of.
        of: String,
    },
    /// We typed something wrong; the report always said this.
    TranscriptionFixed {
        /// The field.
        field: Field,
        /// The report, or one of its facts or wordings.
        target: Target,
        /// What the source really says.
        to: FactValue,
    },
    /// A docket was read.
    Captured(Capture),
    /// Events were destroyed for good, or are about to be.
    Expunged(Expunging),
}

/// Which events are destroyed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expunging {
    /// Who ordered it, in words: a court's order with its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// Where the events stood, in order.
    pub positions: Vec<Position>,
    /// Why.
    pub reason: String,
}

/// How a program found two things to be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HowLinked {
    /// What was compared: `word-similarity`.
    pub method: Key,
    /// The version of the rule that took the score to be enough.
    pub rule: u16,
    /// How alike they are, in whole percent.
    pub score: u8,
}

/// What is written once of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseDescription {
    /// The court's id, for the zone and the checker; the state's court comes from reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<Key>,
    /// What the case is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The legal zone, an IANA id, where it is not the court's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tz: Option<String>,
}

impl Bookkeeping {
    /// The kind of the event that carries it.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::CaseOpened(_) => Kind::CaseOpened,
            Self::SourceDescribed(_) => Kind::SourceDescribed,
            Self::Linked { .. } => Kind::Linked,
            Self::Separated { .. } => Kind::Separated,
            Self::Alias { .. } => Kind::Alias,
            Self::TranscriptionFixed { .. } => Kind::TranscriptionFixed,
            Self::Captured(_) => Kind::Captured,
            Self::Expunged(_) => Kind::Expunged,
        }
    }

    /// The events, facts, wordings and sources it speaks of.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        match self {
            Self::Linked { targets, .. } | Self::Separated { targets } => targets,
            Self::TranscriptionFixed { target, .. } => std::slice::from_ref(target),
            Self::CaseOpened(_)
            | Self::SourceDescribed(_)
            | Self::Alias { .. }
            | Self::Captured(_)
            | Self::Expunged(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::problems;
    use crate::json::{canonical, from_json};

    #[test]
    fn how_a_link_was_found_is_a_part_of_it_and_a_score_is_a_percentage() {
        let link = |score: u8| {
            format!(
                "{{\"bookkeeping\":{{\"linked\":{{\"how\":{{\"method\":\"word-similarity\",\
                 \"rule\":1,\"score\":{score}}},\"targets\":[\"a/c#v\",\"a/d#w\"]}}}},\
                 \"case\":\"a\",\"id\":\"linked:1\",\"kind\":\"Linked\",\"verb\":\"announced\"}}"
            )
        };
        let event = from_json(&link(100)).expect("an event");
        assert_eq!(canonical(&event), link(100));
        assert_eq!(problems(&event), []);
        let told: Vec<_> = problems(&from_json(&link(101)).expect("an event"));
        assert!(
            told[0].to_string().contains("a score of 101 is more than 100 percent"),
            "{told:?}"
        );
    }
}
