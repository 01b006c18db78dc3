use std::{fmt, ops::Not};

/// The answer to a question about claimed dates, in Kleene's three-valued logic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It holds in no world that the claims allow.
    No,
    /// It holds in some of the worlds that the claims allow, and not in others.
    Unknown,
    /// It holds in every world that the claims allow.
    Yes,
}

impl Truth {
    /// Holds when both hold: the lesser of the two.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// Holds when either holds: the greater of the two.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// Tells whether this is [`Truth::Yes`]: what a *certain* cut asks for.
    #[must_use]
    pub fn is_certain(self) -> bool {
        self == Truth::Yes
    }

    /// Tells whether this is not [`Truth::No`]: what a *possible* cut asks for.
    #[must_use]
    pub fn is_possible(self) -> bool {
        self != Truth::No
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Truth {
        if holds { Truth::Yes } else { Truth::No }
    }
}

impl Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
            Truth::Yes => Truth::No,
        }
    }
}

impl fmt::Display for Truth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Truth::No => "no",
            Truth::Unknown => "unknown",
            Truth::Yes => "yes",
        })
    }
}
