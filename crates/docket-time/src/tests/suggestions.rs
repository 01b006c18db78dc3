use crate::{When, WhenError};

#[test]
fn a_date_in_another_notation_is_met_with_advice() {
    for (text, advice) in [
        ("07/30/2024", "2024-07-30"),
        ("7/30/2024", "2024-07-30"),
        ("30/07/2024", "2024-07-30"),
        ("07/08/2024", "2024-07-08 or 2024-08-07"),
        ("07.08.2024", "2024-08-07 or 2024-07-08"),
        ("30 July 2024", "2024-07-30"),
        ("July 30, 2024", "2024-07-30"),
        ("Jul. 30th, 2024", "2024-07-30"),
        ("Sept 2024", "2024-09"),
        ("2024-7-30", "2024-07-30"),
        ("2024-7", "2024-07"),
        ("2024/07/30", "2024-07-30"),
        ("20240730", "2024-07-30"),
        (" 2024-07-30", "2024-07-30"),
        ("[1667, 1760-12]", "[1667,1760-12]"),
        ("2024-07-30 12:00", "2024-07-30T12:00:00"),
        ("2024-07-30T12:00:00.123Z", "2024-07-30T12:00:00Z"),
        ("2016-2020", "2016/2020"),
        ("2016\u{2013}2020", "2016/2020"),
        ("199u", "199X"),
        ("1990s", "199X"),
        ("c. 1985", "1985~"),
        ("spring 2024", "2024-21"),
        ("Q3 2024", "2024-35"),
    ] {
        let error = When::parse(text).unwrap_err();
        assert_eq!(error.suggestions().join(" or "), advice, "{text}");
        assert!(error.to_string().ends_with(&format!("; write {advice}")), "{error}");
    }
}

#[test]
fn what_is_no_date_gets_no_advice() {
    for text in [
        "hello",
        "13/13/2024",
        "Thursday",
        "2024-07-30T25:00:00",
        "\u{1F4C5}\u{1F4C5}",
        "/",
        "0-0-0",
    ] {
        assert_eq!(When::parse(text).unwrap_err().suggestions(), &[] as &[String], "{text}");
    }
}

#[test]
fn a_day_its_month_lacks_is_told_the_length_of_the_month() {
    let error = When::parse("2024-02-30").unwrap_err();
    assert_eq!(
        error.to_string(),
        "`2024-02-30` names a day that does not exist: 2024-02 has 29 days"
    );
    assert_eq!(error.offset(), Some(8));
    let inside = When::parse("[2024-01-01,2023-02-29]").unwrap_err();
    assert!(matches!(inside, WhenError::NoSuchDay { offset: 20, days: 28, .. }), "{inside:?}");
}

#[test]
fn an_error_says_what_and_where() {
    let error = When::parse("2024-13").unwrap_err();
    assert_eq!(
        error.to_string(),
        "`2024-13` is not a date: month must be 01-12 or a sub-year code 21-41"
    );
    assert_eq!(error.offset(), Some(5));
    assert_eq!(When::parse(""), Err(WhenError::Empty));
    let long = format!("[{}2024]", "2024,".repeat(1_000));
    assert_eq!(When::parse(&long), Err(WhenError::TooLong { length: 5_006 }));
}
