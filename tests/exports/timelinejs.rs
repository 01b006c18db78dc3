//! A case as slides on a line of time.

use docket_core::{CaseView, Cut, Docket};
use docket_export::timelinejs;
use serde_json::{Value, json};

use super::{hostile, told};
use crate::exhibits::snapshots;
use crate::story::{invented, real};
use crate::testkit::case;

fn timeline(docket: &Docket, name: &str, cut: Cut) -> Value {
    let view: CaseView =
        docket.at(cut).case(&case(name)).expect("a readable log").expect("a recorded case");
    serde_json::from_str(&timelinejs(&view)).expect("JSON")
}

fn slides(timeline: &Value) -> &[Value] {
    timeline["events"].as_array().expect("slides")
}

/// The texts of a document, keys left out.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

#[test]
fn the_slides_of_a_real_case_as_a_program_reads_them() {
    let docket = real();
    let view = docket.now().case(&case("nokia-v-amazon")).expect("readable").expect("recorded");
    let mut settings = snapshots();
    settings.set_description("The slides of nokia-v-amazon, everything recorded.");
    settings.bind(|| insta::assert_snapshot!("nokia-v-amazon.slides", timelinejs(&view)));
}

#[test]
fn a_vague_date_is_a_stretch_with_words_for_the_doubt_and_no_date_is_told_in_the_title() {
    let mut text = String::new();
    for (id, date) in [
        ("day", "\"2024-07-30\""),
        ("range", "\"[2024-07-28..2024-08-01]\""),
        ("month", "\"2024-07\""),
        ("about", "\"2024-07-30~\""),
        ("span", "\"2024-07-01/2024-07-05\""),
        ("both", "\"{2024-07-02,2024-07-04}\""),
        ("latest", "\"[..2024-07-31]\""),
        ("earliest", "\"[2024-07-31..]\""),
        ("never", "\"XXXX-XX-XX\""),
        ("far", "\"Y1700000002\""),
        ("old", "\"-0043-03-15\""),
        ("thursday", "{ phrase = \"on Thursday\" }"),
    ] {
        let event = format!(
            "[[event]]\nid = \"{id}\"\nverb = \"filed\"\nkind = \"Motion\"\nsource = \"nameless\"\n\
             by = \"{id}\"\noccurred = {date}\n\n"
        );
        text.push_str(&event);
    }
    let timeline = timeline(&invented(&text), "alpha-v-beta", Cut::none());
    let day = |year: i64, month: u8, day: u8| json!({ "day": day, "month": month, "year": year });
    let slide = |id: &str| {
        let id = format!("act-{id}");
        let slide = slides(&timeline).iter().find(|slide| slide["unique_id"] == id);
        slide.unwrap_or_else(|| panic!("{id} in {timeline:#}"))
    };
    let is = |id: &str, start: Value, end: Value, shown: Value| {
        let slide = slide(id);
        let told = [&slide["start_date"], &slide["end_date"], &slide["display_date"]];
        assert_eq!(told, [&start, &end, &shown], "{id}");
    };
    is("day", day(2024, 7, 30), Value::Null, Value::Null);
    let between = "between 2024-07-28 and 2024-08-01";
    is("range", day(2024, 7, 28), day(2024, 8, 1), between.into());
    is("month", day(2024, 7, 1), day(2024, 7, 31), "between 2024-07-01 and 2024-07-31".into());
    is("about", day(2024, 7, 30), Value::Null, "2024-07-30 [2024-07-30~]".into());
    is("span", day(2024, 7, 1), day(2024, 7, 5), "from 2024-07-01 to 2024-07-05".into());
    is("both", day(2024, 7, 2), day(2024, 7, 4), "2024-07-02 and 2024-07-04".into());
    is("latest", day(2024, 7, 31), Value::Null, "2024-07-31 or earlier".into());
    is("earliest", day(2024, 7, 31), Value::Null, "2024-07-31 or later".into());
    is("old", day(-43, 3, 15), Value::Null, Value::Null);
    let title = timeline["title"]["text"]["text"].as_str().expect("a text");
    for undated in ["never", "far", "thursday"] {
        assert!(title.contains(&format!("<li>filed: motion, by {undated}")), "{title}");
    }
    assert_eq!(slides(&timeline).len(), 9);
}

#[test]
fn a_date_in_conflict_spans_all_the_days_that_are_claimed() {
    let told = |id: &str, source: &str, day: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\nact = \"suit\"\nverb = \"filed\"\nkind = \"Complaint\"\n\
             source = \"{source}\"\noccurred = \"{day}\"\n\n"
        )
    };
    let text = told("one", "paper", "2024-07-02") + &told("two", "nameless", "2024-07-04");
    let timeline = timeline(&invented(&text), "alpha-v-beta", Cut::none());
    let slide = &slides(&timeline)[0];
    let days = [&slide["start_date"]["day"], &slide["end_date"]["day"]];
    assert_eq!(days, [&json!(2), &json!(4)]);
    assert_eq!(slide["display_date"], "between 2024-07-02 and 2024-07-04 (in conflict)");
    let sources = slide["text"]["text"].as_str().expect("a text");
    assert!(sources.contains("source: nameless, paper<"), "{sources}");
}

#[test]
fn hostile_texts_are_shown_as_texts_under_names_of_letters_and_digits() {
    let hostile = hostile();
    let docket = told(&hostile);
    let timeline = timeline(&docket, "alpha-v-beta", Cut::none());
    assert_eq!(slides(&timeline).len(), hostile.len());
    let ours = ["<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>"];
    for text in texts(&timeline) {
        let mut rest = text.to_owned();
        for tag in ours {
            rest = rest.replace(tag, "");
        }
        assert!(!rest.contains(['<', '>', '"', '\'']), "{text}");
    }
    for (slide, text) in slides(&timeline).iter().zip(&hostile) {
        assert_eq!(slide["autolink"], false);
        let shown = slide["text"]["text"].as_str().expect("a text");
        let shown = html_escape::decode_html_entities(shown);
        let seen = |letter: char| {
            !letter.is_control()
                && !matches!(letter, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let bare: String = text.chars().filter(|letter| seen(*letter)).collect();
        let told: String =
            shown.chars().filter(|letter| seen(*letter) && *letter != '\u{fffd}').collect();
        assert!(told.contains(&bare.replace('\u{fffd}', "")), "{text:?} in {shown:?}");
    }
}

#[test]
fn the_name_of_a_slide_is_made_of_the_acts_key_and_of_no_mark() {
    let text = "[[event]]\nid = \"a_b.c<d>'é\"\nverb = \"filed\"\nkind = \"Motion\"\n\
                source = \"court\"\noccurred = \"2024-07-30\"\npublished = \"2024-07-30\"\n";
    let timeline = timeline(&invented(text), "alpha-v-beta", Cut::none());
    assert_eq!(slides(&timeline)[0]["unique_id"], "act-a_5f_b_2e_c_3c_d_3e__27__e9_");
}
