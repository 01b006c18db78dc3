//! Other people's EDTF examples. They are no part of this repository: `DOCKET_FIXTURES` names the
//! folder they are in, relative to the workspace or absolute; without it these tests do nothing.

use std::{env, fs, path::Path};

use serde_json::Value;

use super::meaning;
use crate::{Day, Tz, When};

/// Reads a file of examples, or tells why the test is left out.
fn corpus(name: &str) -> Option<Value> {
    let Ok(folder) = env::var("DOCKET_FIXTURES") else {
        eprintln!("skipped: DOCKET_FIXTURES is not set, so there is no {name}");
        return None;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join(folder).join("badinputs/edtf").join(name);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_str(&text).unwrap())
}

/// Lists the texts of a corpus' section, which has to be there and not to be empty.
fn texts(section: &Value) -> Vec<&str> {
    let examples = section.as_array().unwrap();
    assert!(!examples.is_empty());
    examples
        .iter()
        .map(|example| example.as_str().or_else(|| example["edtf"].as_str()).unwrap())
        .collect()
}

fn is_date(text: &str) -> bool {
    When::parse(text).is_ok()
}

/// Holds what is true of every date: the text is kept, and it means the same when written anew.
fn check_round_trip(text: &str) {
    let Ok(when) = When::parse(text) else { return };
    assert_eq!(when.text(), text);
    let meaning = when.meaning(Tz::UTC);
    assert!(!meaning.days().is_empty(), "{text}");
    if let Some(written) = meaning.to_edtf() {
        let again = When::parse(&written).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(again.meaning(Tz::UTC), meaning, "{text}, written as {written}");
    }
    let canonical = edtf_core::Edtf::parse(text).unwrap().to_string();
    assert_eq!(When::parse(&canonical).unwrap().meaning(Tz::UTC), meaning, "{text}");
}

#[test]
fn every_example_of_the_library_of_congress_is_a_date() {
    let Some(corpus) = corpus("loc_loc-edtf-examples.json") else { return };
    let examples = texts(&corpus["examples"]);
    assert_eq!(examples.len(), 64);
    for text in examples {
        assert!(is_date(text), "{text}");
        check_round_trip(text);
    }
    for text in texts(&corpus["invalid"]) {
        assert!(!is_date(text), "{text}");
    }
}

#[test]
fn what_is_a_date_is_settled_by_the_standard_and_not_by_other_programs() {
    let Some(corpus) = corpus("interop_reference-impl-corpus.json") else { return };
    for section in ["accepts", "we_accept_they_reject"] {
        for text in texts(&corpus[section]) {
            assert!(is_date(text), "{section}: {text}");
            check_round_trip(text);
        }
        for example in corpus[section].as_array().unwrap() {
            let when = When::parse(example["edtf"].as_str().unwrap()).unwrap();
            assert_eq!(Some(when.level().into()), example["our_level"].as_u64(), "{when}");
        }
    }
    for section in ["rejects", "must_reject"] {
        for text in texts(&corpus[section]) {
            assert!(!is_date(text), "{section}: {text}");
        }
    }
}

#[test]
fn dates_reach_as_far_as_the_conformance_examples_say() {
    let Some(corpus) = corpus("legacy_edtf-conformance-corpus.json") else { return };
    for level in ["level0", "level1", "level2", "invalid"] {
        for example in corpus[level].as_array().unwrap() {
            let text = example["edtf"].as_str().unwrap();
            assert_eq!(Some(is_date(text)), example["valid"].as_bool(), "{text}");
            check_round_trip(text);
            if level != "invalid" && example.get("bounds_open").is_none() {
                let meaning = meaning(text);
                let [first, last] = [meaning.earliest(), meaning.latest()];
                // There, years of more than four digits have no letter.
                let bound = |day: Option<Day>| day.map(|day| day.to_string().replace('Y', ""));
                assert_eq!(bound(first).as_deref(), example["earliest"].as_str(), "{text}");
                assert_eq!(bound(last).as_deref(), example["latest"].as_str(), "{text}");
            }
        }
    }
}

#[test]
fn no_string_of_other_programs_tests_does_harm() {
    for name in ["unt_edtf_validate_strings.json", "python_edtf_strings.json"] {
        let Some(corpus) = corpus(name) else { return };
        let texts = texts(&corpus);
        assert!(texts.iter().filter(|text| is_date(text)).count() > texts.len() / 4);
        for text in texts {
            check_round_trip(text);
            if let Err(error) = When::parse(text) {
                assert!(error.suggestions().iter().all(|text| is_date(text)), "{error}");
            }
        }
    }
}

/// Examples on which the older engine is wrong or answers another question, each with the reason.
const OLDER_ENGINE_DIFFERS: &[(&str, &str)] = &[
    (
        "..2004-06-01/2004-06-20..",
        "refused there; ISO 8601-2, 10.6 has ends on or before and after",
    ),
    ("1950S2", "one year there; two significant digits are the century (ISO 8601-2, 4.4.3)"),
    ("198", "a decade there; Annex A has four digits or X, so 198X"),
    ("2001-21", "January to March there; the code's months are counted from the wrong one"),
    ("2001-24", "October to December there, for the same reason"),
    ("Y-17E7", "its dates end at the year 275760, so no bounds"),
    ("Y170000002", "its dates end at the year 275760, so no bounds"),
    ("Y171010000S3", "its dates end at the year 275760, so no bounds"),
    ("Y17E7", "its dates end at the year 275760, so no bounds"),
    ("Y3388E2S3", "its dates end at the year 275760, so no bounds"),
    ("[1670..1672]", "ends with 1670 there; a run includes its last member (ISO 8601-2, 6.3)"),
    ("{1667,1668,1670..1672}", "ends with 1670 there; a run includes its last member"),
];

#[test]
fn dates_reach_as_far_as_an_older_engine_says() {
    let Some(corpus) = corpus("legacy_edtf-golden.json") else { return };
    let mut differing = Vec::new();
    for (text, expected) in corpus.as_object().unwrap() {
        let ours = When::parse(text).ok().map(|when| when.meaning(Tz::UTC));
        let ours = ours.map(|meaning| [meaning.earliest(), meaning.latest()]);
        let theirs = [&expected["min"], &expected["max"]].map(day_of_milliseconds);
        if ours != expected["valid"].as_bool().unwrap().then_some(theirs) {
            differing.push(text.as_str());
        }
    }
    differing.sort_unstable();
    let explained: Vec<&str> = OLDER_ENGINE_DIFFERS.iter().map(|(text, _)| *text).collect();
    assert_eq!(differing, explained);
}

/// Gives the day of an instant; an infinite or unknown one has none.
fn day_of_milliseconds(milliseconds: &Value) -> Option<Day> {
    milliseconds.as_i64().map(|milliseconds| Day(milliseconds.div_euclid(86_400_000)))
}
