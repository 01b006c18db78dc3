//! Laws: what has to be true of every projection.

use std::fmt;

/// Something that is true of whatever answers out of the acts inside a cut, and of nothing else.
///
/// [`Kit::obeys`](crate::Kit::obeys) tries one on random histories and on your own;
/// [`Kit::obeys_all`](crate::Kit::obeys_all) tries all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Law {
    /// Replaying twice is identical. Broken by hash maps, clocks, chance, addresses, and whatever is left
    /// over from the replay before.
    Replay,
    /// The past never changes: an answer about an earlier position or instant is what the log would have
    /// answered then. Broken by what is kept between questions, and by looks past the recorded cut.
    Past,
    /// The order of recording does not matter in the final state. Broken by positions, instants, salts,
    /// and by taking the last recorded for the last.
    Order,
    /// Folding in pieces equals folding at once. Broken by a state that is not all there after it was
    /// stored and read again.
    Pieces,
    /// A cut that leaves nothing out changes nothing. Broken by `<` where there should be `<=`.
    Whole,
    /// Nothing outside the cut leaks in: what was not yet public or not yet recorded might as well not
    /// exist. Broken by looks at the log behind the cut.
    Leak,
    /// What another case does not share, and what nobody uses, does not show. Broken by looks at the whole
    /// log, and by taking bookkeeping for acts.
    OtherCases,
    /// A retracted report leaves no trace in the latest state, and stays in the past. Broken by reports
    /// that are read as they were made.
    Retraction,
    /// A retraction that is itself retracted leaves the report as it was. Broken by retractions that are
    /// looked for by hand.
    Reinstatement,
    /// What is corrected reads as if it had been told right at once, from the correction on. Broken by
    /// entries that are read as they stand in the log.
    Correction,
    /// A report that is told twice counts once. Broken by counting reports where acts are meant.
    ToldTwice,
    /// Several threads are told the same. Broken by what threads share, or keep each for themselves.
    Parallel,
}

impl Law {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Replay,
        Self::Past,
        Self::Order,
        Self::Pieces,
        Self::Whole,
        Self::Leak,
        Self::OtherCases,
        Self::Retraction,
        Self::Reinstatement,
        Self::Correction,
        Self::ToldTwice,
        Self::Parallel,
    ];
}

/// The law, as a sentence.
impl fmt::Display for Law {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Replay => "replaying twice is identical",
            Self::Past => "the past never changes",
            Self::Order => "the order of recording does not matter",
            Self::Pieces => "folding in pieces equals folding at once",
            Self::Whole => "a cut that leaves nothing out changes nothing",
            Self::Leak => "nothing outside the cut leaks in",
            Self::OtherCases => "what another case does not share does not show",
            Self::Retraction => "a retracted report leaves no trace, and stays in the past",
            Self::Reinstatement => "a retracted retraction leaves the report as it was",
            Self::Correction => "what is corrected reads as if it had been told right at once",
            Self::ToldTwice => "a report that is told twice counts once",
            Self::Parallel => "several threads are told the same",
        })
    }
}
