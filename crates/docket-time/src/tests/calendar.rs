use chrono::{Datelike, NaiveDate};

use crate::{Day, When, civil};

#[test]
fn day_numbers_agree_with_chrono() {
    let mut number = -1_000_000;
    while number < 3_000_000 {
        let date = NaiveDate::default() + chrono::TimeDelta::days(number);
        let (month, day) = (u8::try_from(date.month()).unwrap(), u8::try_from(date.day()).unwrap());
        assert_eq!(Day(number).ymd(), (date.year().into(), month, day));
        assert_eq!(civil::day_number(date.year().into(), month, day), number);
        assert_eq!(Day(number).to_naive(), Some(date));
        assert_eq!(Day::from(date), Day(number));
        number += 29;
    }
}

#[test]
fn a_day_has_no_impossible_date() {
    assert_eq!(
        Day::from_ymd(2024, 2, 29).map(|day| day.to_string()),
        Some("2024-02-29".to_owned())
    );
    let last_of_400_years = Day::from_ymd(2000, 2, 29).unwrap();
    assert_eq!(last_of_400_years.ymd(), (2000, 2, 29));
    for (year, month, day) in [
        (2023, 2, 29),
        (2024, 4, 31),
        (2024, 13, 1),
        (2024, 0, 1),
        (2024, 1, 0),
        (i64::MIN + 1, 1, 1),
    ] {
        assert_eq!(Day::from_ymd(year, month, day), None);
    }
}

#[test]
fn days_are_written_as_edtf_writes_them() {
    for (year, month, day, text) in
        [(0, 1, 1, "0000-01-01"), (-44, 3, 15, "-0044-03-15"), (17_000, 12, 31, "Y17000-12-31")]
    {
        assert_eq!(Day::from_ymd(year, month, day).unwrap().to_string(), text);
    }
}

#[test]
fn the_last_numbers_are_days_too() {
    for number in [i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX] {
        let day = Day(number);
        assert_eq!(day.to_naive(), None);
        let written = When::from_day(day);
        assert_eq!(When::parse(written.text()).unwrap(), written);
        assert_eq!(day.plus(number), Day(number.saturating_add(number)));
    }
}
