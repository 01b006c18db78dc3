//! Claimed dates, what they mean, and days in a court's zone.
//!
//! A source says *when* in its own words. [`When`] keeps a date as its author wrote it (EDTF,
//! ISO 8601-2), [`Phrase`] keeps a relative expression together with the number of the rule that
//! reads it. Both come down to a [`Meaning`]: a moment somewhere in a [`DaySet`], a span, or
//! several moments. Meanings compare with three answers, [`Truth`]: a claim that leaves room on
//! both sides of a question is answered with [`Truth::Unknown`].
//!
//! Nothing here reads a clock or a file, and no input makes it panic.
//!
//! ```
//! use docket_time::{Day, Truth, Tz, When};
//!
//! let filed: When = "[2024-07-28..2024-08-01]".parse()?;
//! let meaning = filed.meaning(Tz::UTC);
//! let day = |day| Day::from_ymd(2024, 7, day).expect("a day in July");
//!
//! assert_eq!(meaning.by(day(27)), Truth::No);
//! assert_eq!(meaning.by(day(30)), Truth::Unknown);
//! # Ok::<(), docket_time::WhenError>(())
//! ```

mod agreement;
mod civil;
mod court;
mod day;
mod day_set;
mod day_set_text;
mod edtf_days;
mod edtf_meaning;
mod meaning;
mod meaning_text;
mod phrase;
mod phrase_error;
mod reading;
mod rule;
mod suggestion;
mod truth;
mod when;
mod when_error;
mod zone;

#[cfg(test)]
mod tests;

pub use chrono_tz::Tz;

pub use crate::{
    court::{Court, court, courts},
    day::Day,
    day_set::DaySet,
    meaning::Meaning,
    phrase::{Phrase, undated},
    phrase_error::PhraseError,
    rule::{Rule, RuleNumber},
    truth::Truth,
    when::When,
    when_error::WhenError,
    zone::{day_of, end_of_day},
};
