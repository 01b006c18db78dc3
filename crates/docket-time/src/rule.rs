//! The rules that read relative phrases. A number, once given, keeps its meaning for ever.

use std::fmt;

use chrono::{Month, Weekday};
use serde::{Deserialize, Serialize};

use crate::{Day, reading::Reading};

/// The number of a rule that reads relative phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleNumber(pub u16);

impl fmt::Display for RuleNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A rule that reads relative phrases, for help texts.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The number that is stored with a phrase.
    pub number: RuleNumber,
    /// A phrase that the rule reads.
    pub example: &'static str,
    /// What such a phrase means.
    pub meaning: &'static str,
    pub(crate) read: fn(&[&str]) -> Option<Reading>,
}

/// Splits a phrase into lower-case words.
pub(crate) fn words_of(text: &str) -> Vec<String> {
    let text = text.trim_end();
    let text = text.strip_suffix('.').unwrap_or(text);
    text.split_whitespace().map(str::to_lowercase).collect()
}

const fn rule(
    number: u16,
    example: &'static str,
    meaning: &'static str,
    read: fn(&[&str]) -> Option<Reading>,
) -> Rule {
    Rule { number: RuleNumber(number), example, meaning, read }
}

/// All rules, by number. "Today" is the day on which the source was published.
pub(crate) static RULES: &[Rule] = &[
    rule(1, "today", "the day itself", |words| match words {
        ["today" | "tonight"]
        | ["earlier", "today"]
        | ["this", "morning" | "afternoon" | "evening"] => Some(Reading::DaysBack(0, 0)),
        _ => None,
    }),
    rule(2, "yesterday", "the day before", |words| match words {
        ["yesterday"] => Some(Reading::DaysBack(1, 1)),
        _ => None,
    }),
    rule(
        3,
        "earlier this week",
        "from the start of the week through today; weeks start on Sunday or Monday, whichever is earlier",
        |words| match words {
            ["this", "week"] | ["earlier", "this", "week"] => Some(Reading::ThisWeek),
            _ => None,
        },
    ),
    rule(
        4,
        "last week",
        "the week before this one, whether weeks start on Sunday or on Monday",
        |words| match words {
            ["last", "week"] => Some(Reading::LastWeek),
            _ => None,
        },
    ),
    rule(
        5,
        "on Thursday",
        "the latest such day, at most six days back; today if today is one",
        |words| match words {
            [day] | ["on", day] => weekday(day).map(Reading::Weekday),
            _ => None,
        },
    ),
    rule(
        6,
        "last Thursday",
        "the latest such day before today, or the one seven days before that",
        |words| match words {
            ["last" | "past", day] | ["on", "last", day] | ["this", "past", day] => {
                weekday(day).map(Reading::LastWeekday)
            }
            _ => None,
        },
    ),
    rule(
        7,
        "earlier this month",
        "from the first of the month through today",
        |words| match words {
            ["this", "month"] | ["earlier", "this", "month"] => Some(Reading::ThisMonth),
            _ => None,
        },
    ),
    rule(8, "last month", "the whole month before", |words| match words {
        ["last", "month"] => Some(Reading::LastMonth),
        _ => None,
    }),
    rule(9, "earlier this year", "from 1 January through today", |words| match words {
        ["this", "year"] | ["earlier", "this", "year"] => Some(Reading::ThisYear),
        _ => None,
    }),
    rule(10, "last year", "the whole year before", |words| match words {
        ["last", "year"] => Some(Reading::LastYear(1, 12)),
        _ => None,
    }),
    rule(
        11,
        "late last year",
        "the first, the middle two or the last quarter of the year before",
        |words| match words {
            [part, "last", "year"] => {
                let (from, to) = months_of(part)?;
                Some(Reading::LastYear(from, to))
            }
            _ => None,
        },
    ),
    rule(12, "back in October", "the whole of the latest such month that has begun", |words| {
        match words {
            ["in", name] | ["back", "in", name] => month(name).map(Reading::Month),
            _ => None,
        }
    }),
    rule(13, "in June this year", "that month of the running year", |words| match words {
        ["in", name, "this", "year"] | ["back", "in", name, "this", "year"] => {
            month(name).map(Reading::MonthThisYear)
        }
        _ => None,
    }),
    rule(14, "in June last year", "that month of the year before", |words| match words {
        [name, "last", "year"]
        | ["in", name, "last", "year"]
        | ["back", "in", name, "last", "year"] => {
            month(name).map(|month| Reading::LastYear(month, month))
        }
        _ => None,
    }),
    rule(15, "early 2016", "the first, the middle two or the last quarter of that year", |words| {
        match words {
            [part, year] | ["in", part, year] => {
                let (from, to) = months_of(part)?;
                let year = year_number(year)?;
                Some(Reading::Months((year, from), (year, to)))
            }
            _ => None,
        }
    }),
    rule(
        16,
        "early 2000s",
        "years 0 to 4 (early), 3 to 6 (mid) or 5 to 9 (late) of those ten years",
        |words| match without_articles(words) {
            [part, decade] => {
                let (from, to) = years_of(part)?;
                let start = decade_start(decade)?;
                Some(Reading::Months((start + from, 1), (start + to, 12)))
            }
            _ => None,
        },
    ),
    rule(17, "the 1990s", "those ten years", |words| match without_articles(words) {
        [decade] => {
            let start = decade_start(decade)?;
            Some(Reading::Months((start, 1), (start + 9, 12)))
        }
        _ => None,
    }),
    rule(18, "3 days ago", "exactly that many days back", |words| match words {
        [count, "day" | "days", "ago"] => count_of(count).map(|days| Reading::DaysBack(days, days)),
        _ => None,
    }),
    rule(19, "2 weeks ago", "that many weeks back, give or take three days", |words| match words {
        [count, "week" | "weeks", "ago"] => {
            count_of(count).map(|weeks| Reading::DaysBack(weeks * 7 + 3, weeks * 7 - 3))
        }
        _ => None,
    }),
    rule(20, "2 months ago", "that many months back, give or take 15 days", |words| match words {
        [count, "month" | "months", "ago"] => {
            count_of(count).map(|months| Reading::MonthsBack(months, months, 15))
        }
        _ => None,
    }),
    rule(21, "a year ago", "that many years back, give or take six months", |words| match words {
        [count, "year" | "years", "ago"] => {
            count_of(count).map(|years| Reading::MonthsBack(years * 12 + 6, years * 12 - 6, 0))
        }
        _ => None,
    }),
    rule(22, "just a few weeks ago", "two to six days, weeks, months or years back", a_few),
    rule(23, "earlier", "any day through today", |words| match words {
        ["earlier" | "previously"] => Some(Reading::Earlier),
        _ => None,
    }),
    rule(
        24,
        "last October",
        "the latest such month that is over; where that is in the running year, or the one before it",
        |words| match words {
            ["last", name] | ["in", "last", name] => month(name).map(Reading::LastMonthNamed),
            _ => None,
        },
    ),
    rule(25, "on July 30", "the latest such date that is not after today", |words| match words {
        ["on", name, date] | [name, date] => {
            let month = month(name)?;
            date_in(month, date).map(|date| Reading::Date(month, date))
        }
        _ => None,
    }),
];

fn a_few(words: &[&str]) -> Option<Reading> {
    let (["a", "few", unit, "ago"] | ["just" | "only", "a", "few", unit, "ago"]) = words else {
        return None;
    };
    match *unit {
        "days" => Some(Reading::DaysBack(6, 2)),
        "weeks" => Some(Reading::DaysBack(42, 14)),
        "months" => Some(Reading::MonthsBack(6, 2, 0)),
        "years" => Some(Reading::MonthsBack(72, 24, 0)),
        _ => None,
    }
}

fn without_articles<'a, 'b>(words: &'a [&'b str]) -> &'a [&'b str] {
    let words = words.strip_prefix(&["in"]).unwrap_or(words);
    words.strip_prefix(&["the"]).unwrap_or(words)
}

fn weekday(word: &str) -> Option<Weekday> {
    word.trim_end_matches('.').parse().ok()
}

fn month(word: &str) -> Option<u8> {
    let month: Month = match word.trim_end_matches('.') {
        "sept" => Month::September,
        word => word.parse().ok()?,
    };
    u8::try_from(month.number_from_month()).ok()
}

/// Reads a date that the month has in some year.
fn date_in(month: u8, word: &str) -> Option<u8> {
    const LEAP_YEAR: i64 = 2000;
    let date = word.parse().ok()?;
    Day::from_ymd(LEAP_YEAR, month, date).map(|_| date)
}

fn months_of(part: &str) -> Option<(u8, u8)> {
    match part {
        "early" => Some((1, 3)),
        "mid" => Some((4, 9)),
        "late" => Some((10, 12)),
        _ => None,
    }
}

fn years_of(part: &str) -> Option<(i64, i64)> {
    match part {
        "early" => Some((0, 4)),
        "mid" => Some((3, 6)),
        "late" => Some((5, 9)),
        _ => None,
    }
}

fn year_number(word: &str) -> Option<i64> {
    let plain = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten()
}

fn decade_start(word: &str) -> Option<i64> {
    year_number(word.strip_suffix('s')?).filter(|year| year % 10 == 0)
}

/// Reads a count from one to 999, in digits or, to twelve, in words.
fn count_of(word: &str) -> Option<i64> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let in_words = WORDS.iter().zip(1..).find_map(|(name, count)| (*name == word).then_some(count));
    in_words.or_else(|| {
        let plain = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| word.parse().ok()).flatten().filter(|count| *count > 0)
    })
}
