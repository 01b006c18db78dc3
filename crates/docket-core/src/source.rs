//! Sources: the documents and feeds that tell us something.

use docket_time::When;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::id::Key;

/// One document or feed: an article, a docket, a press release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The name of the saved file, relative to the case file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Its name in the whole ledger.
    pub id: Key,
    /// What sort of publisher it is.
    pub kind: SourceKind,
    /// When it was made public; unknown where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<When>,
    /// Who published it; absent where nobody can be named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// SHA-256 of the saved file, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The source it took its report from; what both say is then one report, not two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Key>,
}

/// What sort of publisher a source has, best first.
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
pub enum SourceKind {
    /// A court's own docket.
    Court,
    /// An archive's copy of a court's docket; ranks as the court.
    Archive,
    /// A party to the dispute.
    Party,
    /// A newspaper, an agency, a trade journal.
    Press,
    /// We, who keep the ledger.
    Recorder,
}

impl SourceKind {
    /// The kind as it is written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether a report of this source shows what the court's own docket shows.
    #[must_use]
    pub fn is_court(self) -> bool {
        match self {
            Self::Court | Self::Archive => true,
            Self::Party | Self::Press | Self::Recorder => false,
        }
    }

    /// Rank among reports of one act, best first.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Court | Self::Archive => 0,
            Self::Party => 1,
            Self::Press => 2,
            Self::Recorder => 3,
        }
    }
}
