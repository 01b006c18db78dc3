use super::{day, days, meaning};
use crate::{DaySet, Meaning, Truth, Tz, When};

fn moments(text: &str) -> usize {
    match meaning(text) {
        Meaning::Several(moments) => moments.len(),
        Meaning::Moment(_) | Meaning::Span { .. } => 1,
    }
}

#[test]
fn unspecified_digits_are_the_days_that_fit() {
    let christmas = days("156X-12-25");
    assert_eq!(christmas.len(), Some(10));
    assert!(christmas.contains(day("1563-12-25")));
    assert!(!christmas.contains(day("1563-12-24")));
    assert_eq!(days("2024-XX-15").len(), Some(12));
    assert_eq!(days("2024-02-2X").len(), Some(10));
    assert_eq!(days("2023-XX-31").len(), Some(7));
    assert_eq!(days("XXXX-02-29").len(), Some(2_425));
    assert_eq!(days("2024-XX"), days("2024"));
    assert_eq!(days("1XXX-XX"), days("[1000..1999]"));
    assert_eq!(days("1XXX-12").ranges().len(), 1_000);
    assert_eq!(days("1560-X2"), days("[1560-02,1560-12]"));
    assert_eq!(days("2XX4").ranges().len(), 100);
}

#[test]
fn too_many_ranges_become_everything_between() {
    let decembers = days("XXXX-12-XX");
    assert_eq!(decembers, days("[0000-12-01..9999-12-31]"));
    assert_eq!(days("XXXX-XX-XX"), days("[0000..9999]"));
    assert_eq!(days("XXXX-1X-X5").ranges().len(), 1);
}

#[test]
fn many_members_with_unspecified_digits_are_taken_as_hulls() {
    let members = |count: usize| format!("[{}]", vec!["2024-XX-15"; count].join(","));
    assert_eq!(days(&members(16)).len(), Some(12));
    assert_eq!(days(&members(17)), days("[2024-01-15..2024-12-15]"));
}

#[test]
fn what_is_too_long_to_write_is_told_in_words() {
    assert_eq!(meaning("1XXX-12").to_edtf(), None);
    assert_eq!(meaning("1XXX-12").to_string(), "some days of 1000-12-01..1999-12-31");
    assert_eq!(meaning("{1001..2000}").to_edtf(), None);
}

#[test]
fn seasons_are_northern_and_begin_with_a_month() {
    for (season, same) in [
        ("2001-21", "[2001-03..2001-05]"),
        ("2001-22", "[2001-06..2001-08]"),
        ("2001-23", "[2001-09..2001-11]"),
        ("2001-24", "[2001-12..2002-02]"),
        ("2001-29", "[2001-09..2001-11]"),
        ("2001-33", "[2001-01..2001-03]"),
        ("2001-36", "[2001-10..2001-12]"),
        ("2001-37", "[2001-01..2001-04]"),
        ("2001-41", "[2001-07..2001-12]"),
    ] {
        assert_eq!(days(season), days(same), "{season}");
    }
    assert_eq!(days("200X-21").ranges().len(), 10);
    assert!(days("200X-24").contains(day("2010-02-28")));
}

#[test]
fn qualifiers_do_not_move_bounds() {
    for (qualified, plain) in [
        ("2024-07-30?", "2024-07-30"),
        ("2023-10~", "2023-10"),
        ("1984?/2004%", "1984/2004"),
        ("2004-06~-11", "2004-06-11"),
    ] {
        assert_eq!(meaning(qualified), meaning(plain));
        assert_ne!(When::parse(qualified), When::parse(plain));
    }
}

#[test]
fn an_interval_is_a_span() {
    assert_eq!(meaning("2016/2020"), Meaning::Span { from: days("2016"), to: days("2020") });
    assert_eq!(meaning("2016/2020").by(day("2020-06-30")), Truth::Unknown);
    assert_eq!(meaning("2016/2020").by(day("2019-12-31")), Truth::No);
    assert_eq!(meaning("2016/2020").by(day("2020-12-31")), Truth::Yes);
    assert_eq!(meaning("2024-07-30/2024-07-30"), meaning("2024-07-30"));
    for endless in ["2016/..", "2016/"] {
        assert_eq!(meaning(endless).earliest(), Some(day("2016-01-01")));
        assert_eq!(meaning(endless).latest(), None);
        assert_eq!(meaning(endless).by(day("9999-12-31")), Truth::Unknown);
        assert_eq!(meaning(endless).by(day("2015-12-31")), Truth::No);
    }
    assert_eq!(meaning("..2016/2020..").days(), DaySet::all());
}

#[test]
fn a_span_is_written_as_an_interval() {
    for (written, text) in [
        ("2016/2020", Some("2016/2020")),
        ("2016-02-01/2020-05", Some("2016-02-01/2020-05")),
        ("2016/", Some("2016/..")),
        ("/2016", Some("../2016")),
        ("..2004-06-01/2004-06-20..", Some("..2004-06-01/2004-06-20..")),
        ("{2023-10,2023-11}", Some("{2023-10,2023-11}")),
        ("Y17000/..", Some("Y17000/..")),
        ("20XX-12-25/2100", None),
    ] {
        let written = meaning(written);
        assert_eq!(written.to_edtf().as_deref(), text);
        if let Some(text) = text {
            assert_eq!(meaning(text), written);
        }
    }
    assert_eq!(Meaning::unknown().to_edtf(), None);
    assert_eq!(Meaning::unknown().to_string(), "unknown");
    assert_eq!(
        meaning("2016-0X/2020-1X").to_string(),
        "from [2016-01..2016-09] to [2020-10..2020-12]"
    );
}

#[test]
fn a_list_is_one_moment_per_member() {
    assert_eq!(moments("{2023-10,2023-11}"), 2);
    assert_eq!(meaning("{2023-11,2023-10}"), meaning("{2023-10,2023-11}"));
    assert_eq!(moments("{1667,1668,1670..1672}"), 5);
    assert_eq!(moments("{2024-02-27..2024-03-02}"), 5);
    assert_eq!(moments("{2023-11..2024-02}"), 4);
    assert_eq!(meaning("{1984}"), meaning("1984"));
    assert_eq!(meaning("{1984..}"), Meaning::several(vec![days("1984"), days("[1985..]")]));
    assert_eq!(meaning("{..1984}"), Meaning::several(vec![days("1984"), days("[..1983]")]));
    assert_eq!(meaning("{1960,1961-12}").by(day("1961-12-15")), Truth::Unknown);
}

#[test]
fn a_long_run_keeps_its_first_and_last_member() {
    let long = meaning("{0001-01-01..9999-12-31}");
    assert_eq!(long.earliest(), Some(day("0001-01-01")));
    assert_eq!(long.by(day("9999-12-30")), Truth::No);
    assert_eq!(long.by(day("9999-12-31")), Truth::Yes);
    assert!(moments("{0001-01-01..9999-12-31}") < 1_010);
    assert_eq!(moments("{1001..2000}"), 1_000);
}

#[test]
fn huge_years_stay_in_order() {
    let year = |text: &str| meaning(text);
    assert_eq!(year("Y-170000002").before(&year("-9999")), Truth::Yes);
    assert_eq!(year("Y170000002").before(&year("Y170000003")), Truth::Yes);
    assert_eq!(days("Y3388E2S3"), days("[Y338000..Y338999]"));
    assert_eq!(year("Y17E17").earliest(), days("Y1000000000000000").first());
    assert_eq!(year("Y17E17").latest(), None);
    assert_eq!(year("Y-17E17").latest(), days("Y-1000000000000000").first());
    assert_eq!(year("Y9E999").before(&year("Y8E999")), Truth::Unknown);
    assert_eq!(year("2024").before(&year("Y9E999")), Truth::Yes);
    assert_eq!(year("Y-9E999").before(&year("2024")), Truth::Yes);
    assert_eq!(year("Y9E18S1").before(&year("2024")), Truth::No);
    assert_eq!(year("Y-9223372036854775807").earliest(), None);
    for text in ["{Y17E17..Y18E17}", "{..Y9E999}", "Y-9E18/Y9E18", "[Y5E18..]", "{Y17000..Y99999}"]
    {
        assert!(!meaning(text).days().is_empty(), "{text}");
        let _ = meaning(text).to_string();
    }
}

#[test]
fn an_instant_falls_on_the_day_of_the_zone() {
    let on = |text: &str, zone: Tz| When::parse(text).unwrap().meaning(zone).to_string();
    assert_eq!(on("2024-07-31T02:00:00Z", Tz::UTC), "2024-07-31");
    assert_eq!(on("2024-07-31T02:00:00Z", Tz::America__New_York), "2024-07-30");
    assert_eq!(on("2024-07-30T23:30:00-05:00", Tz::UTC), "2024-07-31");
    assert_eq!(on("2024-07-30T23:30:00-05:00", Tz::America__New_York), "2024-07-31");
    assert_eq!(on("2024-07-31T00:30:00+02", Tz::UTC), "2024-07-30");
    assert_eq!(on("2024-07-31T02:00:00", Tz::America__New_York), "2024-07-31");
    assert_eq!(on("2016-12-31T23:59:60Z", Tz::UTC), "2016-12-31");
    assert_eq!(on("0000-01-01T00:00:00Z", Tz::Pacific__Honolulu), "-0001-12-31");
    assert_eq!(on("9999-12-31T23:59:59-14:00", Tz::Pacific__Auckland), "Y10000-01-02");
}

#[test]
fn filings_in_one_week_may_be_on_one_day() {
    let exact = meaning("2024-07-30");
    let week = meaning("[2024-07-28..2024-08-01]");
    assert_eq!(exact.same_day(&week), Truth::Unknown);
    assert_eq!(exact.same_day(&exact), Truth::Yes);
    assert_eq!(exact.before(&week), Truth::Unknown);
    assert_eq!(exact.before(&exact), Truth::No);
    assert_eq!(meaning("2023-10").before(&week), Truth::Yes);
    assert_eq!(meaning("2024-07-30/2024-07-31").same_day(&exact), Truth::No);
}
