//! Verbs and kinds: what sort of thing a report says was done.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

use crate::disposition::Manner;

/// What somebody did. What an event does to earlier reports is an effect, never a fifth verb.
///
/// The order is the order of acts on one day.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Verb {
    /// A paper was given to a court, or a case begun.
    Filed,
    /// Somebody answered a filing.
    Responded,
    /// A court, a party, the press or the recorder made something known.
    Announced,
    /// A case, a claim or a party was disposed of; shown to people as "disposed of".
    Settled,
}

impl Verb {
    /// The verb as it is written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The subtype of a verb: a closed list, and [`Kind::Other`].
///
/// [`Kind::verb`] reads the verb off the order of the variants: a new kind goes into its group.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(try_from = "String", into = "String")]
#[allow(missing_docs, reason = "the field's own terms; the groups say whose they are")]
pub enum Kind {
    // filed
    Complaint,
    AmendedComplaint,
    Petition,
    Indictment,
    NoticeOfRemoval,
    NoticeOfAppeal,
    Motion,
    Brief,
    Declaration,
    Exhibit,
    Transcript,
    NoticeOfAppearance,
    Notice,
    ProofOfService,
    DisclosureStatement,
    Stipulation,
    StatusReport,
    Letter,
    ProposedOrder,
    JuryDemand,
    // responded
    Answer,
    Counterclaim,
    Crossclaim,
    Response,
    Opposition,
    NonOpposition,
    Objection,
    Reply,
    SurReply,
    Joinder,
    Waiver,
    PressReply,
    // announced by a court
    Order,
    Opinion,
    MinuteEntry,
    ClerkNotice,
    Hearing,
    SchedulingOrder,
    SummonsIssued,
    Mandate,
    Verdict,
    // announced by others
    PressStatement,
    Interview,
    NoComment,
    AnonymousSource,
    LitigationAnnouncement,
    LicenceDemand,
    PortfolioClaim,
    Background,
    // announced by the recorder: bookkeeping
    CaseOpened,
    SourceDescribed,
    Linked,
    Separated,
    Alias,
    TranscriptionFixed,
    Captured,
    Expunged,
    /// How something was disposed of; the only kinds of `settled`.
    #[strum(disabled)]
    Manner(Manner),
    /// A kind outside the list, written `Other: name`, for any verb but `settled`.
    #[strum(disabled)]
    Other(String),
}

/// A kind that is in no list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown kind `{0}`; a kind outside the list is written `Other: name`")]
pub struct UnknownKind(pub String);

impl Kind {
    /// The kind as it is written in files.
    #[must_use]
    pub fn name(&self) -> String {
        match self.listed() {
            Ok(name) => name.to_owned(),
            Err(other) => format!("Other: {other}"),
        }
    }

    /// The name of a kind in the list; what is written after `Other: ` for one that is not.
    fn listed(&self) -> Result<&'static str, &str> {
        if let Self::Other(name) = self {
            Err(name)
        } else if let Self::Manner(manner) = self {
            Ok(manner.name())
        } else {
            Ok(self.into())
        }
    }

    /// How something was disposed of, for a kind of `settled`.
    #[must_use]
    pub fn manner(&self) -> Option<Manner> {
        if let Self::Manner(manner) = self { Some(*manner) } else { None }
    }

    /// The kind as people read it: `NoticeOfAppeal` as "notice of appeal".
    #[must_use]
    pub fn words(&self) -> String {
        let name = match self.listed() {
            Err(other) if other.contains(' ') => return other.to_owned(),
            Ok(name) | Err(name) => name,
        };
        let mut words = String::with_capacity(name.len() + 4);
        for (at, letter) in name.char_indices() {
            if letter.is_uppercase() && at > 0 {
                words.push(' ');
            }
            words.extend(letter.to_lowercase());
        }
        words
    }

    /// Reads what [`Kind::name`] writes.
    ///
    /// # Errors
    /// [`UnknownKind`] when the name is in no list and does not begin with `Other: `.
    pub fn from_name(name: &str) -> Result<Self, UnknownKind> {
        if let Some(other) = name.strip_prefix("Other: ").filter(|other| !other.trim().is_empty()) {
            return Ok(Self::Other(other.to_owned()));
        }
        Self::from_str(name)
            .or_else(|_| Manner::from_str(name).map(Self::Manner))
            .map_err(|_| UnknownKind(name.to_owned()))
    }

    /// The verb this kind belongs to; none for [`Kind::Other`], which takes any but `settled`.
    #[must_use]
    pub fn verb(&self) -> Option<Verb> {
        match () {
            () if matches!(self, Self::Other(_)) => None,
            () if matches!(self, Self::Manner(_)) => Some(Verb::Settled),
            () if *self <= Self::JuryDemand => Some(Verb::Filed),
            () if *self <= Self::PressReply => Some(Verb::Responded),
            () => Some(Verb::Announced),
        }
    }

    /// The kinds that an author may write with a verb, in the order of the list.
    pub fn of_verb(verb: Verb) -> impl Iterator<Item = Self> {
        let manners = Manner::iter().map(Self::Manner);
        Self::iter()
            .filter(|kind| !matches!(kind, Self::Manner(_) | Self::Other(_)))
            .chain(manners)
            .filter(move |kind| kind.verb() == Some(verb))
    }

    /// Whether the kind is ours, about our own records.
    #[must_use]
    pub fn is_bookkeeping(&self) -> bool {
        matches!(
            self,
            Self::CaseOpened
                | Self::SourceDescribed
                | Self::Linked
                | Self::Separated
                | Self::Alias
                | Self::TranscriptionFixed
                | Self::Captured
                | Self::Expunged
        )
    }

    /// Whether a paper of this kind begins a case or an appeal, and so gives the roles.
    #[must_use]
    pub fn is_initiating(&self) -> bool {
        matches!(
            self,
            Self::Complaint
                | Self::Petition
                | Self::Indictment
                | Self::NoticeOfRemoval
                | Self::NoticeOfAppeal
        )
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl TryFrom<String> for Kind {
    type Error = UnknownKind;
    fn try_from(name: String) -> Result<Self, UnknownKind> {
        Self::from_name(&name)
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> String {
        kind.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_keeps_its_name_and_has_the_verb_of_its_list() {
        let counts = Verb::iter().map(|verb| Kind::of_verb(verb).count()).collect::<Vec<_>>();
        assert_eq!(counts, [20, 12, 25, 21]);
        for kind in Verb::iter().flat_map(Kind::of_verb) {
            assert_eq!(Kind::from_name(&kind.name()), Ok(kind));
        }
        assert_eq!(Kind::Order.verb(), Some(Verb::Announced));
        assert_eq!(Kind::PressReply.verb(), Some(Verb::Responded));
        assert_eq!(Kind::Manner(Manner::Settlement).verb(), Some(Verb::Settled));
    }

    #[test]
    fn an_unlisted_kind_is_written_other() {
        assert_eq!(Kind::from_name("Other: Praecipe"), Ok(Kind::Other("Praecipe".to_owned())));
        assert_eq!(Kind::Other("Praecipe".to_owned()).name(), "Other: Praecipe");
        for bad in ["Praecipe", "Other: ", "Other", "Manner", "complaint"] {
            assert!(Kind::from_name(bad).is_err(), "{bad}");
        }
    }
}
