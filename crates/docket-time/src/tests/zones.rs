use chrono::{DateTime, TimeDelta, Utc};

use super::day;
use crate::{Day, Tz, courts, day_of, end_of_day};

fn end(day_text: &str, zone: Tz) -> String {
    end_of_day(day(day_text), zone).unwrap().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[test]
fn a_day_ends_at_midnight_in_its_zone() {
    assert_eq!(end("2024-07-30", Tz::UTC), "2024-07-31T00:00:00Z");
    assert_eq!(end("2024-07-30", Tz::America__New_York), "2024-07-31T04:00:00Z");
    assert_eq!(end("2024-01-30", Tz::America__New_York), "2024-01-31T05:00:00Z");
}

#[test]
fn where_midnight_is_skipped_the_day_ends_when_clocks_move() {
    // Each of these zones went from 23:59:59 to 01:00:00.
    assert_eq!(end("2018-11-03", Tz::America__Sao_Paulo), "2018-11-04T03:00:00Z");
    assert_eq!(end("2018-11-04", Tz::America__Sao_Paulo), "2018-11-05T02:00:00Z");
    assert_eq!(end("2014-05-15", Tz::Africa__Cairo), "2014-05-15T22:00:00Z");
    assert_eq!(end("2014-05-16", Tz::Africa__Cairo), "2014-05-16T21:00:00Z");
    assert_eq!(end("2022-03-26", Tz::Asia__Beirut), "2022-03-26T22:00:00Z");
    assert_eq!(end("2024-03-09", Tz::America__Havana), "2024-03-10T05:00:00Z");
    // Toronto went from 23:30 to 00:30: the day lost its last half hour.
    assert_eq!(end("1919-03-30", Tz::America__Toronto), "1919-03-31T04:30:00Z");
}

#[test]
fn where_midnight_comes_twice_the_day_ends_when_it_is_over_for_good() {
    // Havana goes from 01:00 back to 00:00 of the same day: the first midnight ends the day before.
    assert_eq!(end("2024-11-02", Tz::America__Havana), "2024-11-03T04:00:00Z");
    // São Paulo went from 00:00 back to 23:00 of the day before, which then had 25 hours.
    assert_eq!(end("2018-02-17", Tz::America__Sao_Paulo), "2018-02-18T03:00:00Z");
    // St. John's went from 00:01 back to 23:01: a minute of the new day, then an hour of the old.
    assert_eq!(end("2010-11-06", Tz::America__St_Johns), "2010-11-07T03:30:00Z");
}

#[test]
fn a_day_left_out_ends_with_the_day_before_it() {
    assert_eq!(end("2011-12-29", Tz::Pacific__Apia), "2011-12-30T10:00:00Z");
    assert_eq!(end("2011-12-30", Tz::Pacific__Apia), "2011-12-30T10:00:00Z");
    assert_eq!(end("2011-12-31", Tz::Pacific__Apia), "2011-12-31T10:00:00Z");
    assert_eq!(
        end("1993-08-20", Tz::Pacific__Kwajalein),
        end("1993-08-21", Tz::Pacific__Kwajalein)
    );
}

#[test]
fn the_end_of_a_day_is_the_first_instant_after_it_in_every_zone() {
    let second = TimeDelta::seconds(1);
    for zone in chrono_tz::TZ_VARIANTS.into_iter().step_by(5).chain([
        Tz::America__Sao_Paulo,
        Tz::Africa__Cairo,
        Tz::America__St_Johns,
        Tz::Pacific__Apia,
        Tz::Asia__Manila,
        Tz::America__Juneau,
    ]) {
        let mut number = day("1840-01-01").0;
        while number < day("2030-01-01").0 {
            let today = Day(number);
            let end = end_of_day(today, zone).unwrap();
            assert!(day_of(end, zone) > today, "{zone} {today}");
            assert!(day_of(end - second, zone) <= today, "{zone} {today}");
            number += 61;
        }
    }
}

#[test]
fn every_day_of_a_zone_with_odd_midnights_ends_where_the_next_begins() {
    let minute = TimeDelta::minutes(1);
    for zone in [Tz::America__Sao_Paulo, Tz::Africa__Cairo, Tz::Asia__Beirut, Tz::America__Havana] {
        let mut number = day("2008-01-01").0;
        while number < day("2024-12-31").0 {
            let end = end_of_day(Day(number), zone).unwrap();
            assert_eq!(day_of(end, zone), Day(number + 1), "{zone}");
            assert_eq!(day_of(end - minute, zone), Day(number), "{zone}");
            number += 1;
        }
    }
}

#[test]
fn beyond_chronos_years_no_day_ends() {
    for number in [i64::MIN, i64::MAX, 200_000_000, -200_000_000] {
        assert_eq!(end_of_day(Day(number), Tz::America__New_York), None);
    }
    let (first, last) = (Day::from(chrono::NaiveDate::MIN), Day::from(chrono::NaiveDate::MAX));
    for zone in chrono_tz::TZ_VARIANTS {
        assert_eq!(end_of_day(last, zone), None);
        for days in 0..5 {
            for day in [first.plus(days), last.plus(-days)] {
                if let Some(end) = end_of_day(day, zone) {
                    assert!(day_of(end, zone) > day, "{zone} {day}");
                }
            }
        }
    }
    for instant in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        for court in courts() {
            assert_eq!(day_of(instant, court.zone), Day::from(instant.date_naive()));
        }
    }
}
