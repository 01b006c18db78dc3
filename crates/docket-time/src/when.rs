use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

use chrono_tz::Tz;
use edtf_core::{Date, Edtf, Qualifier, YearKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Day, Meaning, WhenError, edtf_meaning::meaning_of, suggestion};

/// A date as its author wrote it: EDTF text (ISO 8601-2, levels 0 to 2).
///
/// The text is kept byte for byte, and two dates are equal when their texts are. What the text
/// stands for is its [`Meaning`].
#[derive(Clone)]
pub struct When {
    text: String,
    parsed: Parsed,
}

/// Most dates are plain days; they need no parser.
#[derive(Clone)]
enum Parsed {
    Day(Day),
    Edtf(Box<Edtf>),
}

impl When {
    /// The longest text that is read, in bytes.
    pub const MAX_LEN: usize = 4_096;

    /// Reads EDTF text.
    ///
    /// # Errors
    ///
    /// [`WhenError`] if the text is not EDTF. It says where reading stopped, and what to write
    /// instead if the text looks like a date in another notation.
    pub fn parse(text: &str) -> Result<When, WhenError> {
        if let Some(day) = plain_day(text.as_bytes()) {
            return Ok(When { text: text.to_owned(), parsed: Parsed::Day(day) });
        }
        if text.len() > When::MAX_LEN {
            return Err(WhenError::TooLong { length: text.len() });
        }
        match Edtf::parse(text) {
            Ok(edtf) => Ok(When { text: text.to_owned(), parsed: Parsed::Edtf(Box::new(edtf)) }),
            Err(error) => Err(suggestion::explain(text, error)),
        }
    }

    /// Writes a day as a date.
    ///
    /// A day in a year of more than four digits, which EDTF cannot write, becomes its year.
    #[must_use]
    pub fn from_day(day: Day) -> When {
        let text = day.to_string();
        if let Some(day) = plain_day(text.as_bytes()) {
            return When { text, parsed: Parsed::Day(day) };
        }
        let (value, ..) = day.ymd();
        When::parse(&text).unwrap_or_else(|_| {
            let year = edtf_core::Year {
                kind: YearKind::Big { value },
                significant_digits: None,
                qualifier: Qualifier::default(),
            };
            let edtf = Edtf::Date(Date { year, month: None, day: None });
            When { text: edtf.to_string(), parsed: Parsed::Edtf(Box::new(edtf)) }
        })
    }

    /// Gives the text as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Gives the day, where the date is one and nothing else; its text is that of its meaning too.
    #[must_use]
    pub fn as_day(&self) -> Option<Day> {
        match &self.parsed {
            Parsed::Day(day) => Some(*day),
            Parsed::Edtf(_) => None,
        }
    }

    /// Tells what the date means.
    ///
    /// The zone is asked only for an instant, a time of day with its distance from UTC: it decides
    /// on which day that falls.
    #[must_use]
    pub fn meaning(&self, zone: Tz) -> Meaning {
        match &self.parsed {
            Parsed::Day(day) => Meaning::on(*day),
            Parsed::Edtf(edtf) => meaning_of(edtf, zone),
        }
    }

    /// Tells whether any part is marked uncertain (`?` or `%`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.edtf().is_some_and(Edtf::is_uncertain)
    }

    /// Tells whether any part is marked approximate (`~` or `%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.edtf().is_some_and(Edtf::is_approximate)
    }

    /// Tells whether any part is marked uncertain or approximate.
    #[must_use]
    pub fn is_qualified(&self) -> bool {
        self.is_uncertain() || self.is_approximate()
    }

    /// Gives the lowest level of EDTF, 0 to 2, that has this notation.
    #[must_use]
    pub fn level(&self) -> u8 {
        self.edtf().map_or(0, Edtf::level)
    }

    fn edtf(&self) -> Option<&Edtf> {
        match &self.parsed {
            Parsed::Day(_) => None,
            Parsed::Edtf(edtf) => Some(edtf),
        }
    }
}

/// Reads `YYYY-MM-DD`, and nothing else.
fn plain_day(text: &[u8]) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u16, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0'))
        })
    };
    let year = number(&[y1, y2, y3, y4])?;
    let month = u8::try_from(number(&[m1, m2])?).ok()?;
    let day = u8::try_from(number(&[d1, d2])?).ok()?;
    Day::from_ymd(year.into(), month, day)
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<When, WhenError> {
        When::parse(text)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("When").field(&self.text).finish()
    }
}

impl PartialEq for When {
    fn eq(&self, other: &When) -> bool {
        self.text == other.text
    }
}

impl Eq for When {}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &When) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for When {
    fn cmp(&self, other: &When) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for When {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<When, D::Error> {
        let text = String::deserialize(deserializer)?;
        When::parse(&text).map_err(de::Error::custom)
    }
}
