/// Says why a text is not a [`Hash`](crate::Hash) or a [`Salt`](crate::Salt).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text has a character that is not a hexadecimal digit.
    #[error("character {at} is {found:?}, not a hexadecimal digit")]
    HexDigit {
        /// The first such character.
        found: char,
        /// Its place in the text in characters, counted from 1.
        at: usize,
    },
    /// The text is too short or too long.
    #[error("expected {expected} hexadecimal digits, found {found}")]
    HexLength {
        /// How many digits the value has.
        expected: usize,
        /// How many digits the text has.
        found: usize,
    },
}
