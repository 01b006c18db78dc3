//! What to tell an author whose date is not EDTF.

use chrono::Month;
use edtf_core::{Edtf, ParseError};

use crate::{WhenError, civil};

/// More advice than this would be guessing.
const MOST: usize = 2;

/// Turns the parser's complaint into an error with advice.
pub(crate) fn explain(text: &str, error: ParseError) -> WhenError {
    if text.is_empty() {
        return WhenError::Empty;
    }
    if let Some((month, days)) = month_before(text, error.offset) {
        let text = text.to_owned();
        return WhenError::NoSuchDay { text, offset: error.offset, month, days };
    }
    WhenError::NotEdtf {
        text: text.to_owned(),
        offset: error.offset,
        reason: error.message,
        suggestions: suggestions(text),
    }
}

/// Finds the month of a complete day that is not in it, and how many days it has.
fn month_before(text: &str, offset: usize) -> Option<(String, u8)> {
    let month = text.get(offset.checked_sub(8)?..offset)?.strip_suffix('-')?;
    let day = text.get(offset..offset + 2)?;
    let (year, number) = month.split_once('-')?;
    if ![year, number, day].iter().all(|part| all_digits(part)) {
        return None;
    }
    let number: u8 = number.parse().ok().filter(|number| (1..=12).contains(number))?;
    let days = civil::days_in_month(year.parse().ok()?, number);
    let day: u8 = day.parse().ok()?;
    (day == 0 || day > days).then(|| (month.to_owned(), days))
}

/// Lists what the text may be in EDTF, the likeliest first.
fn suggestions(text: &str) -> Vec<String> {
    let squeezed: String = text.split_whitespace().collect();
    let mut likely = vec![squeezed.clone(), squeezed.replace(['u', 'x'], "X")];
    likely.extend(time_of_day(text));
    likely.extend(numbers_only(&squeezed));
    likely.extend(with_words(text));
    likely.extend(years_with_dash(&squeezed));
    let mut good: Vec<String> = Vec::new();
    for candidate in likely {
        if Edtf::parse(&candidate).is_ok() && !good.contains(&candidate) {
            good.push(candidate);
        }
    }
    good.truncate(MOST);
    good
}

/// Reads `2024-07-30 12:00`, and times with parts of a second.
fn time_of_day(text: &str) -> Option<String> {
    let (date, time) = text.trim().split_once([' ', 'T'])?;
    let time = time.trim();
    let clock_end =
        time.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(time.len());
    let (clock, shift) = time.split_at(clock_end);
    let whole = clock.split('.').next()?;
    let seconds = if whole.len() == 5 { ":00" } else { "" };
    Some(format!("{date}T{whole}{seconds}{shift}"))
}

/// Reads `07/30/2024`, `30.07.2024`, `2024-7-30` and `20240730`.
///
/// With slashes and dashes the month comes first, as American courts write it, with dots the day;
/// the other order comes second.
fn numbers_only(text: &str) -> Vec<String> {
    if text.len() == 8 && all_digits(text) {
        return vec![format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])];
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    if !parts.iter().all(|part| all_digits(part) && part.len() <= 4) {
        return Vec::new();
    }
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => vec![dashed(year, month, day)],
        [year, month] if year.len() == 4 => vec![format!("{year}-{month:0>2}")],
        [month, year] if year.len() == 4 => vec![format!("{year}-{month:0>2}")],
        [day, month, year] if year.len() == 4 && text.contains('.') => {
            vec![dashed(year, month, day), dashed(year, day, month)]
        }
        [month, day, year] if year.len() == 4 => {
            vec![dashed(year, month, day), dashed(year, day, month)]
        }
        _ => Vec::new(),
    }
}

fn dashed(year: &str, month: &str, day: &str) -> String {
    format!("{year}-{month:0>2}-{day:0>2}")
}

/// Reads `30 July 2024`, `July 30, 2024`, `spring 2024`, `Q3 2024`, `the 1990s` and `c. 1985`.
fn with_words(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || ",.-".contains(c))
        .filter(|word| !matches!(*word, "" | "the" | "of" | "on" | "in"))
        .collect();
    let year = words.iter().find(|word| word.len() == 4 && all_digits(word));
    match words.as_slice() {
        ["c" | "ca" | "circa" | "about" | "around" | "approximately", date @ ..] => {
            Some(format!("{}~", date.join("-")))
        }
        [decade] => Some(format!("{}X", decade.strip_suffix("0s")?)),
        [_, _] | [_, _, _] => {
            let year = year?;
            let month = words.iter().find_map(|word| month_or_code(word))?;
            let day = words.iter().filter(|word| *word != year).find_map(|word| day_number(word));
            match (words.len(), day) {
                (2, None) => Some(format!("{year}-{month:02}")),
                (3, Some(day)) => Some(format!("{year}-{month:02}-{day:02}")),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Reads a month's name, or the name of a season or quarter as EDTF's code for it.
fn month_or_code(word: &str) -> Option<u32> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        "q1" => Some(33),
        "q2" => Some(34),
        "q3" => Some(35),
        "q4" => Some(36),
        "sept" => Some(9),
        name => name.parse::<Month>().ok().map(|month| month.number_from_month()),
    }
}

fn day_number(word: &str) -> Option<u8> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    number.unwrap_or(word).parse().ok()
}

/// Reads `2016-2020`, with any dash, as a span.
fn years_with_dash(text: &str) -> Option<String> {
    let (first, last) = text.split_once(['-', '\u{2013}', '\u{2014}'])?;
    let years = [first, last].iter().all(|year| year.len() == 4 && all_digits(year));
    years.then(|| format!("{first}/{last}"))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
