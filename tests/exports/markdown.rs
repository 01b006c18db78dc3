//! A case as a report, which reads as it was meant to whatever stands in it.

use docket_core::{CaseView, Cut, Docket};
use docket_export::markdown;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{hostile, told};
use crate::exhibits::snapshots;
use crate::story::{day, real};
use crate::testkit::case;

fn view(docket: &Docket, name: &str, cut: Cut) -> CaseView {
    docket.at(cut).case(&case(name)).expect("a readable log").expect("a recorded case")
}

/// What a text comes to in one line.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    line.chars().map(|letter| if hidden(letter) { '\u{fffd}' } else { letter }).collect()
}

/// The tables of a report, each a list of rows of cells, and the items of its lists. Anything in it
/// that is no heading, paragraph, list, table or bold word is refused.
#[allow(clippy::wildcard_enum_match_arm, reason = "whatever else a report must not hold")]
fn read(report: &str) -> (Vec<Vec<Vec<String>>>, Vec<String>) {
    // Quotation marks may be made pretty by whoever likes them so.
    let options = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);
    let (mut tables, mut items) = (Vec::new(), Vec::new());
    let mut text = String::new();
    for event in Parser::new_ext(report, options) {
        match event {
            Event::Start(Tag::Table(_)) => tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                tables.last_mut().expect("a table").push(Vec::new());
            }
            Event::Start(Tag::TableCell | Tag::Item) => text.clear(),
            Event::End(TagEnd::TableCell) => {
                let row: &mut Vec<String> =
                    tables.last_mut().and_then(|t| t.last_mut()).expect("a row");
                row.push(std::mem::take(&mut text));
            }
            Event::End(TagEnd::Item) => items.push(std::mem::take(&mut text)),
            Event::Text(piece) => text.push_str(&piece),
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::Strong | Tag::List(None))
            | Event::End(
                TagEnd::Heading(_)
                | TagEnd::Paragraph
                | TagEnd::Strong
                | TagEnd::List(false)
                | TagEnd::Table
                | TagEnd::TableHead
                | TagEnd::TableRow,
            ) => {}
            other => panic!("{other:?} in {report}"),
        }
    }
    (tables, items)
}

#[test]
fn the_report_of_a_real_case_as_a_person_reads_it() {
    let report = markdown(&view(&real(), "amazon-v-nokia", Cut::published_by(day("2024-08-01"))));
    read(&report);
    let mut settings = snapshots();
    settings.set_description("The report of amazon-v-nokia, published by 2024-08-01.");
    settings.bind(|| insta::assert_snapshot!("amazon-v-nokia.report", report));
}

#[test]
fn hostile_texts_are_read_as_texts() {
    for texts in hostile().chunks(150) {
        let report = markdown(&view(&told(texts), "alpha-v-beta", Cut::none()));
        assert!(!report.contains('<'), "{report}");
        let (tables, items) = read(&report);
        let acts = tables.iter().find(|table| table[0][1] == "Occurred").expect("acts");
        assert_eq!(acts.len(), texts.len() + 1);
        for (row, text) in acts[1..].iter().zip(texts) {
            assert_eq!(row[4], shown(text));
        }
        let said: Vec<&String> = texts.iter().filter(|text| !text.trim().is_empty()).collect();
        let facts = tables.iter().find(|table| table[0][0] == "Fact").expect("facts");
        let of_texts = facts[1..].iter().filter(|row| row[0].starts_with("f0"));
        let values: Vec<&String> = of_texts.map(|row| &row[1]).collect();
        assert_eq!(
            values,
            said.iter().map(|text| shown(text)).collect::<Vec<_>>().iter().collect::<Vec<_>>()
        );
        assert_eq!(items.len(), said.len());
        for (item, text) in items.iter().zip(said) {
            assert!(item.starts_with(&format!("“{}” — paper; ", shown(text))), "{item}");
        }
    }
}

#[test]
fn what_was_not_yet_public_is_counted_and_not_told() {
    let docket = real();
    let report = markdown(&view(&docket, "amazon-v-nokia", Cut::published_by(day("2024-07-31"))));
    let (tables, _) = read(&report);
    let patents = tables[0].iter().find(|row| row[0] == "patents in suit").expect("a row");
    assert_eq!(patents[1..], ["", "not yet public", ""]);
    assert!(report.contains("in this ledger.") && !report.contains("techradar"), "{report}");
}
