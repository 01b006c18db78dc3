use serde_json::json;

use super::{day, days, meaning};
use crate::{Day, DaySet, Meaning, Phrase, PhraseError, RuleNumber, undated};

/// A Thursday.
const ANCHOR: &str = "2024-08-01";

fn resolved(text: &str, anchor: &str) -> String {
    Phrase::parse(text).unwrap().resolve(Some(&meaning(anchor))).to_string()
}

#[test]
fn each_rule_reads_its_phrases() {
    for (number, text, expected) in [
        (1, "today", "2024-08-01"),
        (1, "earlier today", "2024-08-01"),
        (1, "this morning", "2024-08-01"),
        (2, "yesterday", "2024-07-31"),
        (3, "earlier this week", "[2024-07-28..2024-08-01]"),
        (3, "This  Week.", "[2024-07-28..2024-08-01]"),
        (4, "last week", "[2024-07-21..2024-07-28]"),
        (5, "On Thursday", "2024-08-01"),
        (5, "on Friday", "2024-07-26"),
        (5, "Wed.", "2024-07-31"),
        (6, "last Thursday", "[2024-07-18,2024-07-25]"),
        (6, "on last Monday", "[2024-07-22,2024-07-29]"),
        (7, "earlier this month", "2024-08-01"),
        (8, "last month", "2024-07"),
        (9, "this year", "[2024-01-01..2024-08-01]"),
        (9, "earlier this year", "[2024-01-01..2024-08-01]"),
        (10, "last year", "2023"),
        (11, "early last year", "[2023-01..2023-03]"),
        (11, "mid last year", "[2023-04..2023-09]"),
        (11, "late last year", "[2023-10..2023-12]"),
        (12, "back in October", "2023-10"),
        (12, "in June", "2024-06"),
        (12, "in Sept.", "2023-09"),
        (12, "in August", "2024-08"),
        (13, "in June this year", "2024-06"),
        (13, "in October this year", "2024-10"),
        (14, "in June last year", "2023-06"),
        (14, "October last year", "2023-10"),
        (15, "early 2016", "[2016-01..2016-03]"),
        (15, "in mid 2016", "[2016-04..2016-09]"),
        (15, "late 2016", "[2016-10..2016-12]"),
        (16, "early 2000s", "[2000..2004]"),
        (16, "in the mid 1990s", "[1993..1996]"),
        (16, "the late 1990s", "[1995..1999]"),
        (17, "the 1990s", "[1990..1999]"),
        (18, "a day ago", "2024-07-31"),
        (18, "30 days ago", "2024-07-02"),
        (19, "two weeks ago", "[2024-07-15..2024-07-21]"),
        (20, "two months ago", "[2024-05-17..2024-06-16]"),
        (21, "a year ago", "[2023-02-01..2024-02-01]"),
        (22, "just a few weeks ago", "[2024-06-20..2024-07-18]"),
        (22, "a few days ago", "[2024-07-26..2024-07-30]"),
        (22, "a few months ago", "[2024-02-01..2024-06-01]"),
        (22, "a few years ago", "[2018-08-01..2022-08-01]"),
        (23, "earlier", "[..2024-08-01]"),
        (24, "last October", "2023-10"),
        (24, "last June", "[2023-06,2024-06]"),
        (24, "last August", "2023-08"),
        (25, "on July 30", "2024-07-30"),
        (25, "Aug. 1", "2024-08-01"),
        (25, "on Dec. 5", "2023-12-05"),
        (25, "on February 29", "2024-02-29"),
    ] {
        let phrase = Phrase::parse(text).unwrap();
        assert_eq!((phrase.rule(), phrase.text()), (RuleNumber(number), text));
        assert_eq!(resolved(text, ANCHOR), expected, "{text}");
    }
}

#[test]
fn a_week_starts_on_sunday_or_on_monday() {
    assert_eq!(resolved("earlier this week", "2024-07-28"), "[2024-07-22..2024-07-28]");
    assert_eq!(resolved("earlier this week", "2024-07-29"), "[2024-07-28..2024-07-29]");
    assert_eq!(resolved("last week", "2024-07-28"), "[2024-07-15..2024-07-27]");
    assert_eq!(resolved("last week", "2024-07-29"), "[2024-07-21..2024-07-28]");
}

#[test]
fn a_weekday_is_within_the_seven_days_up_to_today() {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    for today in -20..20 {
        for name in names {
            let anchor = Meaning::on(Day(today));
            let days = Phrase::parse(name).unwrap().resolve(Some(&anchor)).days();
            let day = days.is_single().unwrap();
            assert!((today - 6..=today).contains(&day.0));
            assert_eq!(day.to_naive().unwrap().format("%A").to_string(), name);
        }
    }
}

#[test]
fn a_short_month_ends_a_phrase_at_its_end() {
    assert_eq!(resolved("a month ago", "2024-03-31"), "[2024-02-14..2024-03-15]");
    assert_eq!(resolved("last month", "2024-03-31"), "2024-02");
    assert_eq!(resolved("on February 29", "1904-02-28"), "1896-02-29");
    assert_eq!(resolved("last month", "2024-01-31"), "2023-12");
}

#[test]
fn a_vague_anchor_makes_a_phrase_vaguer() {
    assert_eq!(resolved("yesterday", "[2024-07-31,2024-08-03]"), "[2024-07-30,2024-08-02]");
    assert_eq!(resolved("last year", "[2023-12-31..2024-01-01]"), "[2022..2023]");
    assert_eq!(resolved("yesterday", "2024"), "[2023-12-31..2024-12-30]");
}

#[test]
fn without_a_usable_anchor_a_phrase_stays_unresolved() {
    let phrase = Phrase::parse("on Thursday").unwrap();
    assert!(phrase.resolve(None).is_unknown());
    assert!(phrase.resolve(Some(&Meaning::unknown())).is_unknown());
    assert!(phrase.resolve(Some(&meaning("[..2024]"))).is_unknown());
    assert!(phrase.resolve(Some(&meaning("[2023..2024]"))).is_unknown());
    assert!(phrase.resolve(Some(&Meaning::Moment(DaySet::empty()))).is_unknown());
    let decade = Phrase::parse("early 2000s").unwrap();
    assert_eq!(decade.resolve(None).days(), days("[2000..2004]"));
}

#[test]
fn what_has_no_date_happened_by_the_publication() {
    assert_eq!(undated(Some(&meaning("2024-07-31"))).to_string(), "[..2024-07-31]");
    assert_eq!(undated(Some(&meaning("2024-07"))).latest(), Some(day("2024-07-31")));
    assert!(undated(None).is_unknown());
    assert!(undated(Some(&Meaning::unknown())).is_unknown());
    assert_eq!(
        Phrase::parse("earlier").unwrap().resolve(Some(&meaning("[2000..2024]"))).days(),
        days("[..2024]")
    );
}

#[test]
fn a_phrase_is_stored_with_its_rule() {
    let phrase = Phrase::parse("Earlier  this week").unwrap();
    let stored = serde_json::to_string(&phrase).unwrap();
    assert_eq!(stored, r#"{"phrase":"Earlier  this week","rule":3}"#);
    assert_eq!(serde_json::from_str::<Phrase>(&stored).unwrap(), phrase);
    for bad in [
        json!({"phrase": "earlier this week", "rule": 4}),
        json!({"phrase": "earlier this week", "rule": 0}),
        json!({"phrase": "earlier this week", "rule": 3, "more": 1}),
        json!({"phrase": "earlier this week"}),
    ] {
        serde_json::from_value::<Phrase>(bad).unwrap_err();
    }
}

#[test]
fn an_unread_phrase_says_what_is_read() {
    for text in [
        "",
        "at the time",
        "in the future",
        "0 days ago",
        "1000 days ago",
        "early 2004s",
        "last",
        "on June 31",
    ] {
        let error = Phrase::parse(text).unwrap_err();
        let PhraseError::UnknownPhrase { understood, .. } = &error else { panic!("{error}") };
        assert_eq!(understood.len(), Phrase::rules().len());
    }
    assert_eq!(
        Phrase::with_rule("today", RuleNumber(99)).unwrap_err().to_string(),
        "there is no rule 99 for `today`"
    );
    assert_eq!(
        Phrase::with_rule("today", RuleNumber(2)).unwrap_err().to_string(),
        "rule 2 does not read `today`; it reads phrases like `yesterday`"
    );
    assert_eq!(Phrase::parse(&"a".repeat(201)), Err(PhraseError::TooLong { length: 201 }));
}

#[test]
fn rules_are_numbered_in_order_and_read_their_examples() {
    for (number, rule) in (1..).zip(Phrase::rules()) {
        assert_eq!(rule.number, RuleNumber(number));
        assert_eq!(Phrase::parse(rule.example).unwrap().rule(), rule.number);
    }
}

#[test]
fn no_anchor_does_harm() {
    for rule in Phrase::rules() {
        let phrase = Phrase::parse(rule.example).unwrap();
        for number in [i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX, 0] {
            let _ = phrase.resolve(Some(&Meaning::on(Day(number)))).to_string();
        }
    }
}
