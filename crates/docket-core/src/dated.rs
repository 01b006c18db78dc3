//! Claimed dates as they were written and as they are understood.

use docket_time::Meaning;
use smol_str::SmolStr;

/// A date that somebody claims, or that several claims come to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dated {
    /// What it means.
    pub meaning: Meaning,
    /// The date as EDTF: as its author wrote it, or else as it is understood; none where nothing
    /// bounds it.
    pub edtf: Option<SmolStr>,
}

impl Dated {
    /// A date that nobody wrote so: read out of a phrase, or what several claims come to.
    #[must_use]
    pub fn of(meaning: Meaning) -> Self {
        let edtf = meaning.to_edtf().map(SmolStr::from);
        Self { meaning, edtf }
    }
}
