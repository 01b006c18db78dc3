//! Files that are no dockets, or not whole: each is an error with its place, and nothing is recorded.

use std::io::Cursor;

use docket_import::{
    Fault, JuriscraperSheets, Keeper, Sheet, fingerprint, join_courtlistener, read_courtlistener,
    read_juriscraper,
};
use serde_json::{Value, json};

use crate::testkit::fixtures;

fn docket() -> Value {
    json!({
        "court_id": "ded",
        "docket_number": "1:24-cv-00010",
        "case_name": "Alder v. Birch",
        "date_filed": "2024-01-02",
        "docket_entries": [{
            "document_number": "1",
            "date_filed": "2024-01-02",
            "date_entered": "2024-01-03",
            "description": "COMPLAINT against Birch GmbH, filed by Alder Inc.",
            "attachments": [{"attachment_number": 1, "description": "Exhibit \u{e9}"}],
        }],
        "parties": [{"name": "Alder Inc.", "type": "Plaintiff", "date_terminated": null}],
    })
}

fn fault(text: &str) -> String {
    read_juriscraper(text).expect_err("no docket").to_string()
}

#[test]
fn a_docket_that_is_cut_short_is_an_error_at_its_end() {
    assert_eq!(read_juriscraper(&docket().to_string()).map(|read| read.sheets.len()), Ok(1));
    cut_short(&docket(), |text| read_juriscraper(text).map(drop));
}

/// Cuts a file at every byte: reading it is an error where it ends.
fn cut_short(file: &Value, read: impl Fn(&str) -> Result<(), Fault>) {
    let whole = serde_json::to_string_pretty(file).expect("JSON");
    for end in (0..whole.len()).filter(|&end| whole.is_char_boundary(end)) {
        let fault = read(&whole[..end]).expect_err("it is cut short");
        let lines = whole[..end].matches('\n').count() + 1;
        assert!(fault.place.line <= lines && fault.place.line + 1 >= lines, "{end}: {fault}");
        assert!(fault.place.column > 0, "{end}: {fault}");
    }
}

#[test]
fn a_value_of_another_type_is_named_with_its_place() {
    let bad = [
        ("/court_id", json!(["ded"]), "court_id: a text is expected, not a list"),
        ("/docket_entries", json!({}), "docket_entries: a list is expected, not an object"),
        ("/docket_entries/0", json!("x"), "docket_entries[0]: an object is expected, not a text"),
        (
            "/docket_entries/0/description",
            json!({"a": 1}),
            "docket_entries[0].description: a text is expected, not an object",
        ),
        (
            "/docket_entries/0/date_filed",
            json!("2024-02-30"),
            "docket_entries[0].date_filed: `2024-02-30` is not a date such as 2024-03-05",
        ),
        (
            "/docket_entries/0/date_filed",
            json!("03/05/2024"),
            "docket_entries[0].date_filed: `03/05/2024` is not a date such as 2024-03-05",
        ),
        (
            "/docket_entries/0/date_entered",
            json!("2024"),
            "docket_entries[0].date_entered: `2024` is not a date such as 2024-03-05",
        ),
        (
            "/docket_entries/0/attachments/0/attachment_number",
            json!("one"),
            "docket_entries[0].attachments[0]: `one` is not the number of an attachment",
        ),
        ("/parties/0/name", json!(null), "parties[0]: a docket needs the field `name`"),
        ("/docket_number", json!(""), ": a docket needs the field `docket_number`"),
    ];
    for (pointer, value, told) in bad {
        let mut docket = docket();
        *docket.pointer_mut(pointer).expect("a field") = value;
        let text = serde_json::to_string_pretty(&docket).expect("JSON");
        let fault = fault(&text);
        assert!(fault.ends_with(told), "{pointer}: {fault}");
    }
}

#[test]
fn the_place_of_a_fault_is_where_the_value_begins() {
    let text = "{\n \"court_id\": \"ded\", \"docket_number\": \"1:24-cv-1\",\n \"x\": \"é\", \"date_filed\": 1}";
    assert_eq!(fault(text), "3:26: date_filed: `1` is not a date such as 2024-03-05");
}

#[test]
fn values_that_lie_too_deep_in_each_other_are_refused() {
    for deep in [129, 100_000] {
        let text = "[".repeat(deep) + &"]".repeat(deep);
        assert_eq!(fault(&text), "1:129: [0]: values lie in each other more than 128 levels deep");
    }
}

#[test]
fn what_json_parsers_disagree_on_is_a_docket_or_an_error() {
    let Some(fixtures) = fixtures() else { return };
    let dir = fixtures.join("badinputs/JSONTestSuite/test_parsing");
    let mut read = 0;
    for file in std::fs::read_dir(dir).expect("the suite").flatten() {
        let bytes = std::fs::read(file.path()).expect("a file");
        let name = file.file_name().to_string_lossy().into_owned();
        read += 1;
        // What is not UTF-8 is refused before it is parsed.
        let Ok(text) = std::str::from_utf8(&bytes) else {
            assert!(!name.starts_with("y_"), "{name}");
            continue;
        };
        match read_juriscraper(text) {
            // An empty list holds no docket; everything else lacks what a docket needs.
            Ok(sheets) => assert!(sheets.sheets.is_empty() && !name.starts_with("n_"), "{name}"),
            Err(fault) => {
                let is_json = fault.message.contains("needs the field")
                    || fault.message.contains("is expected, not");
                assert!(is_json || !name.starts_with("y_"), "{name}: {fault}");
                // Of a list what is no docket may be met before what is no JSON.
                let is_met_first = fault.place.path == "[0]" && is_json;
                assert!(!is_json || is_met_first || !name.starts_with("n_"), "{name}: {fault}");
            }
        }
        // The same inside a docket, where a line is.
        let within = format!(
            "{{\"court_id\":\"ded\",\"docket_number\":\"1:24-cv-1\",\"docket_entries\":[{text}]}}"
        );
        if let Ok(sheets) = read_juriscraper(&within) {
            // Nothing at all between brackets is an empty list.
            assert!(!name.starts_with("n_") || text.trim().is_empty(), "{name}: {sheets:?}");
        }
    }
    assert!(read > 300, "{read} files");
}

#[test]
fn a_fault_in_a_list_has_its_place_in_the_file() {
    let item = "{\"court_id\": \"ded\", \"docket_number\": \"1:24-cv-1\", \"docket_entries\": []}";
    let bad = [
        ("[\n 1]".to_owned(), "2:2: [0]: an object is expected, not a number"),
        (format!("[{item},\n  \"\u{e9}\", {{}}]"), "2:3: [1]: an object is expected, not a text"),
        (format!("[{item}, \"\u{e9}\",{{}}]"), "1:75: [1]: an object is expected, not a text"),
        (
            format!("[{item},\n\n {{\n \"court_id\": 1}}]"),
            "3:2: [1]: a docket needs the field `docket_number`",
        ),
        (format!("[{item},\n {{\"court_id\": \u{e9}}}]"), "2:15: [1]: expected value"),
        (format!("[{item},\n {{\"court_id\":"), "2:13: [1]: EOF while parsing a value"),
        (format!("[{item}\n {item}]"), "2:2: expected `,` or `]`, found `{`"),
        (format!("[{item},\n ]"), "2:2: expected a value, found `]`"),
        (format!("[{item},\n"), "2:1: expected a value, found the end of the file"),
        (format!("[{item}\n"), "2:1: expected `,` or `]`, found the end of the file"),
        ("[,]".to_owned(), "1:2: expected a value or `]`, found `,`"),
        ("[".to_owned(), "1:2: expected a value or `]`, found the end of the file"),
        (format!("[{item}]\n]"), "2:1: expected nothing behind the list, found `]`"),
        (
            format!("[{{\"court_id\": \"ded\", \"docket_number\": \"{}\"}}]", "x".repeat(300)),
            "1:2: [0]: a case id has 304 bytes, more than 200",
        ),
    ];
    for (text, told) in bad {
        let said = fault(&text);
        assert!(said.starts_with(told), "{text}: {said}");
    }
    assert_eq!(read_juriscraper(" [ \r\n ]\t").map(|read| read.sheets.len()), Ok(0));
    cut_short(&json!([docket(), docket()]), |text| read_juriscraper(text).map(drop));
}

#[test]
fn of_a_list_each_docket_is_read_once_wherever_its_items_stand() {
    let item = |number: &str, line: &str| {
        json!({
            "court_id": "ded",
            "docket_number": number,
            "docket_entries": [{"date_filed": "2024-01-02", "document_number": line, "description": line}],
        })
    };
    let list = json!([item("1:24-cv-1", "1"), item("1:24-cv-2", "7"), item("1:24-cv-1-AB", "2")]);
    let text = format!("\u{feff}{}", serde_json::to_string_pretty(&list).expect("JSON"));
    let read = JuriscraperSheets::read(Cursor::new(&text)).expect("a list");
    assert_eq!((read.dockets(), read.sha256()), (2, &*fingerprint(text.as_bytes())));
    let numbers = |sheet: Sheet| {
        let lines = sheet.lines.into_iter().filter_map(|line| line.number);
        (sheet.number, lines.collect::<Vec<_>>())
    };
    let dockets: Vec<_> = read.map(|sheet| numbers(sheet.expect("a docket"))).collect();
    let expected = [("1:24-cv-1", vec!["1", "2"]), ("1:24-cv-2", vec!["7"])];
    let owned = |lines: Vec<&str>| lines.into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(dockets, expected.map(|(number, lines)| (number.to_owned(), owned(lines))));
}

#[test]
fn a_value_that_is_not_utf_8_is_a_fault_where_it_stops_being_so() {
    let bytes = b"[{\"court_id\": \"ded\",\n \"x\": \"\xff\"}]";
    let Err(fault) = JuriscraperSheets::read(Cursor::new(bytes)) else { panic!("no docket") };
    assert_eq!(fault.to_string(), "2:8: [0]: the file is not UTF-8 from here on");
}

/// What the API answers: a page with an entry, its document, and a party.
fn answer() -> Value {
    json!({
        "count": 2,
        "next": null,
        "previous": null,
        "results": [
            {
                "id": 1,
                "docket": "https://www.courtlistener.com/api/rest/v4/dockets/77/",
                "date_modified": "2024-06-01T03:59:23.387426-07:00",
                "date_filed": "2024-01-02",
                "entry_number": 1,
                "recap_sequence_number": "2024-01-02.001",
                "description": "COMPLAINT against Birch GmbH, filed by Alder Inc. \u{e9}",
                "recap_documents": [{
                    "document_type": 2,
                    "attachment_number": 1,
                    "date_upload": "2024-06-01T03:59:23-07:00",
                    "is_sealed": false,
                }],
            },
            {
                "id": 5,
                "name": "Alder Inc.",
                "party_types": [{"docket_id": 77, "name": "Plaintiff", "date_terminated": null}],
                "attorneys": [{"docket_id": 77, "attorney_id": 50, "role": 2}],
            },
            {"id": 77, "court_id": "ded", "docket_number": "1:24-cv-1"},
        ],
    })
}

/// Reads an answer and joins it with nothing else.
fn joined(text: &str) -> Result<usize, Fault> {
    Ok(join_courtlistener(&[read_courtlistener(text)?], Keeper::Court).dockets.len())
}

#[test]
fn an_answer_that_is_cut_short_is_an_error_at_its_end() {
    assert_eq!(joined(&answer().to_string()), Ok(1));
    cut_short(&answer(), |text| joined(text).map(drop));
}

#[test]
fn a_value_of_another_type_in_an_answer_is_named_with_its_place() {
    let bad = [
        ("/next", json!([1]), "next: a text is expected, not a list"),
        ("/results", json!("x"), "results: a list is expected, not a text"),
        ("/results/0", json!(1), "results[0]: an object is expected, not a number"),
        ("/results/0/id", json!("one"), "results[0]: `one` is not the number of a docket entry"),
        ("/results/0/id", Value::Null, "results[0]: a docket entry needs the field `id`"),
        ("/results/0/docket", Value::Null, "results[0]: a docket entry needs the field `docket`"),
        (
            "/results/0/docket",
            json!("https://www.courtlistener.com/docket/x/"),
            "results[0].docket: `https://www.courtlistener.com/docket/x/` names no docket: a number is \
             expected, or an address that ends in one",
        ),
        (
            "/results/0/date_modified",
            json!("yesterday"),
            "results[0].date_modified: `yesterday` is not an instant such as \
             2024-03-05T12:00:00-08:00",
        ),
        (
            "/results/0/date_filed",
            json!("2024-02-30"),
            "results[0].date_filed: `2024-02-30` is not a date such as 2024-03-05",
        ),
        (
            "/results/0/description",
            json!({"a": 1}),
            "results[0].description: a text is expected, not an object",
        ),
        (
            "/results/0/recap_documents/0/date_upload",
            json!("2024"),
            "results[0].recap_documents[0].date_upload: `2024` is not a date such as 2024-03-05",
        ),
        (
            "/results/0/recap_documents/0/is_sealed",
            json!("yes"),
            "results[0].recap_documents[0].is_sealed: true or false is expected, not a text",
        ),
        (
            "/results/0/recap_documents/0/document_type",
            json!(3),
            "results[0].recap_documents[0]: `3` is neither a document (1) nor an attachment (2)",
        ),
        (
            "/results/0/recap_documents/0/attachment_number",
            Value::Null,
            "results[0].recap_documents[0]: an attachment needs the field `attachment_number`",
        ),
        ("/results/1/name", json!(""), "results[1]: a party needs the field `name`"),
        (
            "/results/1/party_types/0/docket_id",
            Value::Null,
            "results[1].party_types[0]: a party's role needs the field `docket`",
        ),
        (
            "/results/1/attorneys/0/attorney_id",
            Value::Null,
            "results[1].attorneys[0]: it needs the fields `docket` and `attorney`",
        ),
        ("/results/2/court_id", Value::Null, "results[2]: a docket needs the field `court_id`"),
        (
            "/results/2",
            json!({"id": 9}),
            "results[2]: a docket, docket entry, party or attorney is expected, not this object",
        ),
        (
            "/results/2",
            json!({"id": 9, "document_type": 1}),
            "results[2]: a document is read with its docket entry, which brings it along: a docket \
             entry is expected, not a document",
        ),
    ];
    for (pointer, value, told) in bad {
        let mut answer = answer();
        *answer.pointer_mut(pointer).expect("a field") = value;
        let text = serde_json::to_string_pretty(&answer).expect("JSON");
        let fault = joined(&text).expect_err("no answer of the API").to_string();
        assert!(fault.ends_with(told), "{pointer}: {fault}");
    }
}

#[test]
fn what_json_parsers_disagree_on_is_an_answer_or_an_error() {
    let Some(fixtures) = fixtures() else { return };
    let dir = fixtures.join("badinputs/JSONTestSuite/test_parsing");
    let mut read = 0;
    for file in std::fs::read_dir(dir).expect("the suite").flatten() {
        let bytes = std::fs::read(file.path()).expect("a file");
        let name = file.file_name().to_string_lossy().into_owned();
        read += 1;
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        match joined(text) {
            Ok(dockets) => assert!(dockets == 0 && !name.starts_with("n_"), "{name}"),
            Err(fault) => {
                let is_json = fault.message.contains("is expected, not");
                assert!(is_json || !name.starts_with("y_"), "{name}: {fault}");
                assert!(!is_json || !name.starts_with("n_"), "{name}: {fault}");
            }
        }
        // The same inside a docket, where an entry is, and where an entry's words are.
        let nested = |text: &str| {
            let head = "\"id\":77,\"court_id\":\"ded\",\"docket_number\":\"1:24-cv-1\"";
            format!("{{{head},\"docket_entries\":[{text}]}}")
        };
        let words = |text: &str| format!("{{\"id\":1,\"entry_number\":1,\"description\":{text}}}");
        for within in [nested(text), nested(&words(text))] {
            if let Ok(dockets) = joined(&within) {
                assert!(!name.starts_with("n_") || text.trim().is_empty(), "{name}: {dockets}");
            }
        }
    }
    assert!(read > 300, "{read} files");
}
