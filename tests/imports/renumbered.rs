//! Lines that get other numbers, since a clerk put a line in before them. The case is invented.

use std::collections::BTreeSet;

use docket_core::{Cut, Docket, Effect};
use docket_time::{Tz, When};
use serde_json::{Value, json};

use super::{import, ledger, view};

const CASE: &str = "ded/1:24-cv-00010";

/// A line by the day of February on which it was filed, with the number of its document.
fn line(number: u64, day: u64, document: &str, text: &str) -> Value {
    json!({
        "document_number": number.to_string(),
        "date_filed": format!("2024-02-{day:02}"),
        "date_entered": format!("2024-02-{day:02}"),
        "description": text,
        "pacer_doc_id": document,
    })
}

fn docket(lines: &[Value]) -> String {
    json!({
        "court_id": "ded",
        "docket_number": "1:24-cv-00010",
        "date_filed": "2024-02-01",
        "docket_entries": lines,
    })
    .to_string()
}

const LINES: [(u64, &str, &str); 6] = [
    (1, "04301000001", "COMPLAINT against Birch GmbH, filed by Alder Inc."),
    (5, "04301000002", "MOTION for Extension of Time to File Answer by Birch GmbH."),
    (5, "04301000003", "MOTION for Pro Hac Vice Appearance of Attorney J. Doe by Birch GmbH."),
    (5, "04301000004", "MOTION for Pro Hac Vice Appearance of Attorney K. Roe by Birch GmbH."),
    (6, "04301000005", "ORDER granting 3 MOTION for Pro Hac Vice Appearance of Attorney J. Doe."),
    (9, "04301000006", "ANSWER to 1 Complaint by Birch GmbH."),
];

/// The docket before a letter was put in behind its first line.
fn before() -> Vec<Value> {
    let numbered = LINES.iter().zip(1..);
    numbered.map(|((day, document, text), number)| line(number, *day, document, text)).collect()
}

/// The docket after that: each line has the next number, PACER's other number for its document, and
/// one refers to another by its new number.
fn after() -> Vec<Value> {
    let mut lines = before();
    for (old, number) in lines.iter_mut().zip(1_u64..).skip(1) {
        let document = old["pacer_doc_id"].as_str().expect("a number");
        old["pacer_doc_id"] = json!(format!("{}1{}", &document[..3], &document[4..]));
        old["document_number"] = json!((number + 1).to_string());
        let text = old["description"].as_str().expect("a text").replace("granting 3", "granting 4");
        old["description"] = json!(text);
    }
    let letter = "LETTER to the Honorable C. Judge about the Answer, by Birch GmbH.";
    lines.insert(1, line(2, 5, "04301000007", letter));
    lines
}

/// The same lines in a report that does not know of documents.
fn without_documents(mut lines: Vec<Value>) -> Vec<Value> {
    for line in &mut lines {
        line.as_object_mut().expect("a line").remove("pacer_doc_id");
    }
    lines
}

/// What the docket prints at the end of a day, in its order.
fn printed(ledger: &Docket, day: &str) -> Vec<(String, String)> {
    let day: When = day.parse().expect("a day");
    let day = day.meaning(Tz::UTC).latest().expect("a day");
    let view = view(ledger, CASE).with_cut(&Cut::published_by(day));
    let acts = view.resolve().acts;
    let lines = acts.iter().filter_map(|act| Some((act.document_number()?, act.text()?)));
    lines.map(|(number, text)| (number.to_string(), text.to_string())).collect()
}

fn as_printed(lines: &[Value]) -> Vec<(String, String)> {
    let text = |line: &Value, field: &str| line[field].as_str().expect("a text").to_owned();
    lines.iter().map(|line| (text(line, "document_number"), text(line, "description"))).collect()
}

/// What was taken back, by the names of the reports.
fn taken_back(ledger: &Docket) -> BTreeSet<String> {
    let entries = view(ledger, CASE);
    let effects = entries.entries().iter().flat_map(|entry| &entry.event.effects);
    effects
        .filter(|effect| matches!(effect, Effect::Retracts { .. }))
        .filter_map(|effect| Some(effect.target()?.to_string()))
        .collect()
}

fn in_every_order(captures: &[(&str, Vec<Value>)]) -> Vec<(Vec<usize>, Docket)> {
    let orders = super::recapture::orders(captures.len()).into_iter();
    let imported = orders.map(|order| {
        let ledger = ledger();
        for &at in &order {
            import(&ledger, &docket(&captures[at].1), Some(captures[at].0), true);
        }
        (order, ledger)
    });
    imported.collect()
}

#[test]
fn a_line_put_in_between_takes_no_other_line_back() {
    let captures = [("2024-03-01", before()), ("2024-04-01", after())];
    for (order, ledger) in in_every_order(&captures) {
        assert_eq!(taken_back(&ledger), BTreeSet::new(), "{order:?}");
        for (day, lines) in &captures {
            assert_eq!(printed(&ledger, day), as_printed(lines), "{order:?} {day}");
        }
        let size = ledger.log().head().expect("a head").size;
        for (day, lines) in &captures {
            import(&ledger, &docket(lines), Some(day), true);
        }
        assert_eq!(ledger.log().head().expect("a head").size, size, "{order:?}");
    }
}

#[test]
fn a_report_without_documents_merges_with_those_that_have_them() {
    let mut last = without_documents(after());
    last.push(line(8, 20, "", "NOTICE of Appearance by J. Doe on behalf of Alder Inc."));
    let captures = [("2024-03-01", before()), ("2024-04-01", after()), ("2024-05-01", last)];
    for (order, ledger) in in_every_order(&captures) {
        assert_eq!(taken_back(&ledger), BTreeSet::new(), "{order:?}");
        for (day, lines) in &captures {
            assert_eq!(printed(&ledger, day), as_printed(lines), "{order:?} {day}");
        }
    }
}

#[test]
fn a_document_that_lines_share_tells_none_of_them() {
    let mut first = before();
    let mut second = before();
    for lines in [&mut first, &mut second] {
        lines[2]["pacer_doc_id"] = lines[3]["pacer_doc_id"].clone();
    }
    second.remove(2);
    let ledger = ledger();
    import(&ledger, &docket(&first), Some("2024-03-01"), true);
    import(&ledger, &docket(&second), Some("2024-04-01"), true);
    assert_eq!(taken_back(&ledger), BTreeSet::from([format!("{CASE}/3")]));
    assert_eq!(printed(&ledger, "2024-04-01"), as_printed(&second));
}

#[test]
fn a_paper_docketed_again_in_the_same_words_is_another_line() {
    let first = without_documents(before());
    let mut second = first.clone();
    let text = second[1]["description"].as_str().expect("a text").to_owned();
    second[1]["description"] = json!(format!("FILED IN ERROR. {text}"));
    second.insert(4, line(7, 5, "", &text));
    let ledger = ledger();
    import(&ledger, &docket(&first), Some("2024-03-01"), true);
    let imported = import(&ledger, &docket(&second), Some("2024-04-01"), true);
    let keys: Vec<String> = imported[0].events.iter().map(|event| event.id.to_string()).collect();
    assert!(keys.contains(&"7".to_owned()), "{keys:?}");
    assert!(keys.iter().any(|key| key.starts_with("2~")), "{keys:?}");
}
