//! What came of a round.

use std::fmt;

/// What came of a round. The last four are failures.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Verdict {
    /// Everything that was acknowledged is there as it was, and nothing else.
    Whole,
    /// What was damaged was refused, with an error that says so.
    Refused,
    /// Something that was acknowledged is not there, or a ledger that should open does not.
    Lost,
    /// Something is there that is not what was recorded.
    Altered,
    /// The library panicked, or came to no end.
    Panicked,
    /// An error was not told, or not for what it was.
    Untold,
}

impl Verdict {
    /// Whether nothing may end so.
    pub(crate) fn is_failure(self) -> bool {
        self > Self::Refused
    }
}

/// A verdict, and in words what it is about.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) verdict: Verdict,
    pub(crate) about: String,
}

impl Outcome {
    pub(crate) fn whole() -> Self {
        Self { verdict: Verdict::Whole, about: String::new() }
    }

    pub(crate) fn refused(why: impl fmt::Display) -> Self {
        Self::of(Verdict::Refused, why)
    }

    pub(crate) fn lost(what: impl fmt::Display) -> Self {
        Self::of(Verdict::Lost, what)
    }

    pub(crate) fn altered(what: impl fmt::Display) -> Self {
        Self::of(Verdict::Altered, what)
    }

    pub(crate) fn panicked(what: impl fmt::Display) -> Self {
        Self::of(Verdict::Panicked, what)
    }

    pub(crate) fn untold(what: impl fmt::Display) -> Self {
        Self::of(Verdict::Untold, what)
    }

    fn of(verdict: Verdict, about: impl fmt::Display) -> Self {
        // One line, whatever an error says.
        Self { verdict, about: about.to_string().replace('\n', " / ") }
    }

    /// What was refused should have opened: a fault that the ledger must survive had come.
    pub(crate) fn must_open(self) -> Self {
        if self.verdict == Verdict::Refused {
            return Self::lost(format!("does not open: {}", self.about));
        }
        self
    }

    /// The same, with what led to it.
    pub(crate) fn after(self, what: impl fmt::Display) -> Self {
        Self::of(self.verdict, format!("{what}: {}", self.about))
    }
}
