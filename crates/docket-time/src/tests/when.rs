use proptest::prelude::*;

use super::day;
use crate::{Tz, When};

#[test]
fn the_text_is_kept_byte_for_byte() {
    for text in ["2024-07-30", "?2004-?06-?11", "2004-06-11%", "[..1984]", "1985-04-12T23:20:30+04"]
    {
        let when: When = text.parse().unwrap();
        assert_eq!((when.text(), when.to_string().as_str()), (text, text));
        let json = serde_json::to_string(&when).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<When>(&json).unwrap(), when);
    }
    assert!(When::parse("?2004-?06-?11") != When::parse("2004-06-11?"));
    assert!(When::parse("2004-06-11").unwrap() < When::parse("2004-06-11?").unwrap());
    assert_ne!(When::parse("2004-06-11"), When::parse("2004-06-12"));
    serde_json::from_str::<When>("\"yesterday\"").unwrap_err();
}

#[test]
fn marks_are_seen_wherever_they_stand() {
    for (text, uncertain, approximate) in [
        ("2024-07-30", false, false),
        ("2023", false, false),
        ("1984?", true, false),
        ("2004-06~-11", false, true),
        ("2004-%06-11", true, true),
        ("1984/2004~", false, true),
        ("[1984?,2004]", true, false),
    ] {
        let when = When::parse(text).unwrap();
        assert_eq!(
            (when.is_uncertain(), when.is_approximate()),
            (uncertain, approximate),
            "{text}"
        );
        assert_eq!(when.is_qualified(), uncertain || approximate);
    }
}

#[test]
fn the_level_is_that_of_the_notation() {
    for (text, level) in [("2024-07-30", 0), ("2024", 0), ("2024?", 1), ("[2023,2024]", 2)] {
        assert_eq!(When::parse(text).unwrap().level(), level);
    }
}

#[test]
fn a_day_is_written_as_a_date() {
    for text in ["2024-07-30", "-0044-03-15", "0000-01-01", "9999-12-31"] {
        assert_eq!(When::from_day(day(text)), When::parse(text).unwrap());
        assert_eq!(When::from_day(day(text)).meaning(Tz::UTC).days().is_single(), Some(day(text)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn no_text_does_harm(text in "[0-9XYESTZ?~%/.,:+{}\\[\\]-]{0,24}|\\PC{0,16}|[0-9]{4}-[0-9]{2}-[0-9]{2}") {
        match When::parse(&text) {
            Ok(when) => {
                let meaning = when.meaning(Tz::America__New_York);
                prop_assert_eq!(when.text(), text.as_str());
                prop_assert!(!meaning.days().is_empty());
                let _ = meaning.to_string();
            }
            Err(error) => {
                prop_assert!(error.offset().is_none_or(|offset| offset <= text.len()));
                prop_assert!(error.suggestions().iter().all(|text| When::parse(text).is_ok()));
            }
        }
    }

    #[test]
    fn the_short_way_to_a_plain_day_is_the_long_one(text in "[0-9]{4}-[01][0-9]-[0-3][0-9]") {
        prop_assert_eq!(When::parse(&text).is_ok(), edtf_core::is_valid(&text));
    }
}
