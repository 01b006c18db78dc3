//! Dates and phrases.

use docket_time::{Day, Meaning, Phrase, Truth, Tz, When};

use crate::checked::text;
use crate::memory::bounded;

/// A date in EDTF.
///
/// What is read is printed as it was written, and what it means has its first day before its last.
/// What is refused is refused inside the text, and what is suggested instead is a date.
///
/// # Panics
/// When that is not so.
pub fn edtf(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    match bounded(|| When::parse(text)) {
        Ok(when) => {
            assert_eq!(when.text(), text);
            assert_eq!(When::parse(&when.to_string()).as_ref(), Ok(&when));
            let meaning = bounded(|| when.meaning(Tz::America__New_York));
            is_ordered(&meaning);
            if let Some(day) = when.as_day() {
                assert_eq!(When::from_day(day), when);
                assert_eq!(meaning, Meaning::on(day));
            }
        }
        Err(error) => {
            assert!(error.offset().is_none_or(|at| text.is_char_boundary(at)), "{error}");
            for suggestion in error.suggestions() {
                assert!(When::parse(suggestion).is_ok(), "{error}");
            }
        }
    }
}

/// A relative expression of a source.
///
/// What is read is read again by the rule that it names, and means days whatever it is anchored to.
///
/// # Panics
/// When that is not so.
pub fn phrase(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(phrase) = bounded(|| Phrase::parse(text)) else { return };
    assert_eq!(phrase.text(), text);
    assert_eq!(Phrase::with_rule(text, phrase.rule()).as_ref(), Ok(&phrase));
    let day = Day::from_ymd(2024, 2, 29).expect("a leap year");
    for anchor in [None, Some(Meaning::on(day)), Some(Meaning::unknown())] {
        is_ordered(&bounded(|| phrase.resolve(anchor.as_ref())));
    }
}

fn is_ordered(meaning: &Meaning) {
    let (Some(first), Some(last)) = (meaning.earliest(), meaning.latest()) else { return };
    assert!(first <= last, "{first} to {last}");
    assert!(!meaning.days().is_empty(), "days without a day");
    assert_eq!(meaning.by(last), Truth::Yes, "not over on its last day");
}
