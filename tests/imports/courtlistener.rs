//! What `CourtListener`'s API answers, joined to dockets. The case is invented.

use docket_core::{Docket, EntryState};
use docket_import::{
    ApiAnswer, HowCaptured, JoinedDockets, Keeper, Rules, Sheet, import_sheet, join_courtlistener,
    read_courtlistener,
};
use serde_json::{Value, json};

use super::{day, ledger, view};

pub(super) const API: &str = "https://www.courtlistener.com/api/rest/v4/";
pub(super) const CASE: &str = "ded/1:24-cv-00010";

/// A docket as the API answers, as far as it says something.
pub(super) fn docket() -> Value {
    json!({
        "resource_uri": format!("{API}dockets/77/"),
        "id": 77,
        "court": format!("{API}courts/ded/"),
        "court_id": "ded",
        "docket_number": "1:24-cv-00010",
        "case_name": "Alder Inc. v. Birch GmbH",
        "case_name_full": "",
        "date_filed": "2024-01-02",
        "date_terminated": null,
        "date_argued": "2024-04-04",
        "date_modified": "2024-06-01T03:59:23.387426-07:00",
        "nature_of_suit": "830 Patent",
        "assigned_to_str": "C. Judge",
        "assigned_to": format!("{API}people/9/"),
        "jurisdiction_type": "Federal Question",
        "pacer_case_id": "12345",
        "idb_data": null,
        "original_court_info": {"docket_number": "X-1"},
        "tags": [],
    })
}

/// A docket entry with its main document, which was uploaded on the day.
pub(super) fn entry(id: u64, number: Option<u64>, sequence: &str, text: &str) -> Value {
    json!({
        "resource_uri": format!("{API}docket-entries/{id}/"),
        "id": id,
        "docket": format!("{API}dockets/77/"),
        "date_modified": "2024-06-01T03:59:23.387426-07:00",
        "date_filed": sequence.split('.').next(),
        "time_filed": null,
        "entry_number": number,
        "recap_sequence_number": sequence,
        "pacer_sequence_number": id,
        "description": text,
        "recap_documents": [{
            "id": id * 10,
            "document_type": 1,
            "document_number": number.map(|number| number.to_string()),
            "attachment_number": null,
            "date_upload": null,
            "is_sealed": null,
            "description": "",
            "plain_text": "",
        }],
        "tags": [],
    })
}

pub(super) fn complaint() -> Value {
    entry(1, Some(1), "2024-01-02.001", "COMPLAINT against Birch GmbH, filed by Alder Inc.")
}

pub(super) fn answer() -> Value {
    entry(
        2,
        Some(2),
        "2024-02-01.001",
        "ANSWER to 1 Complaint by Birch GmbH. (Entered: 02/02/2024)",
    )
}

pub(super) fn page(results: &[Value]) -> Value {
    json!({"count": null, "next": null, "previous": null, "results": results})
}

/// A page with the addresses that the API gives: it counts the whole list when the page is asked for
/// again with `count=on`.
pub(super) fn page_of(
    own: &str,
    next: Option<&str>,
    previous: Option<&str>,
    results: &[Value],
) -> Value {
    let address = |page: &str| format!("{API}docket-entries/?{page}docket=77");
    json!({
        "count": address(&format!("count=on&{own}")),
        "next": next.map(address),
        "previous": previous.map(address),
        "results": results,
    })
}

pub(super) fn join(files: &[Value], keeper: Keeper) -> JoinedDockets {
    let texts: Vec<String> = files.iter().map(Value::to_string).collect();
    let read = |text| read_courtlistener(text).expect("an answer of the API");
    let answers: Vec<ApiAnswer<'_>> = texts.iter().map(|text| read(text)).collect();
    join_courtlistener(&answers, keeper)
}

/// The one docket that the files come to, all of it.
pub(super) fn sheet(files: &[Value]) -> Sheet {
    let joined = join(files, Keeper::Court);
    assert!(joined.faults.is_empty() && joined.lacking.is_empty(), "{joined:?}");
    let [docket] = &joined.dockets[..] else { panic!("{} dockets", joined.dockets.len()) };
    docket.sheet.clone()
}

/// Imports a sheet as captured on a day.
pub(super) fn record(ledger: &Docket, sheet: &Sheet, keeper: Keeper, on: Option<&str>) {
    let names = docket_import::DocketNames::of(&sheet.court, &sheet.number).expect("names");
    let names = match keeper {
        Keeper::Court => names,
        Keeper::Archive => names.of_archive().expect("names"),
    };
    let how = HowCaptured { on: on.map(day), is_full: on.is_some(), ..HowCaptured::default() };
    let view = ledger.now().case(&names.case).expect("a ledger");
    let imported = import_sheet(sheet, &names, Rules::bundled(), view.as_ref(), &how);
    assert!(imported.differing.is_empty(), "{:?}", imported.differing);
    if !imported.events.is_empty() {
        ledger.log().append(docket_core::Batch::of(imported.events)).expect("sound events");
    }
}

pub(super) fn numbers(sheet: &Sheet) -> Vec<&str> {
    sheet.lines.iter().map(|line| line.number.as_deref().unwrap_or("-")).collect()
}

#[test]
fn files_of_every_shape_come_to_the_same_docket() {
    let whole = sheet(&[docket(), json!([complaint(), answer()])]);
    assert_eq!(numbers(&whole), ["1", "2"]);
    let mut nested = docket();
    nested["docket_entries"] = json!([complaint(), answer()]);
    for entry in nested["docket_entries"].as_array_mut().expect("entries") {
        entry.as_object_mut().expect("an entry").remove("docket");
    }
    let mut by_number = complaint();
    by_number["docket"] = json!(77);
    let mut by_court = docket();
    by_court.as_object_mut().expect("a docket").remove("court_id");
    let lists = [
        vec![page(&[answer()]), complaint(), docket()],
        vec![page(&[docket()]), page(&[answer(), complaint()])],
        vec![json!([docket(), answer(), complaint()])],
        vec![by_court, by_number, answer()],
        vec![nested],
    ];
    for files in &lists {
        let mut sheet = sheet(files);
        for (line, other) in sheet.lines.iter_mut().zip(&whole.lines) {
            line.raw.clone_from(&other.raw);
        }
        assert_eq!(sheet, whole);
    }
}

#[test]
fn the_head_says_what_the_docket_does() {
    let joined = join(&[docket(), complaint()], Keeper::Court);
    let sheet = &joined.dockets[0].sheet;
    assert_eq!((sheet.court.as_str(), sheet.number.as_str()), ("ded", "1:24-cv-00010"));
    assert_eq!(sheet.title, "Alder Inc. v. Birch GmbH");
    let facts: Vec<String> =
        sheet.facts.iter().map(|(fact, text)| format!("{fact}: {text}")).collect();
    let expected = [
        "assigned_to: C. Judge",
        "nature_of_suit: 830 Patent",
        "jurisdiction_basis: Federal Question",
        "pacer_case_id: 12345",
        "argued: 2024-04-04",
    ];
    assert_eq!(facts, expected);
    let unread: Vec<&str> = joined.unread.iter().map(String::as_str).collect();
    assert_eq!(unread, ["original_court_info"]);
}

#[test]
fn lines_stand_in_the_dockets_order_whatever_the_order_of_the_pages() {
    let minutes = |id, sequence| entry(id, None, sequence, "Minute Entry for proceedings held.");
    // The court numbered 4 before 3, and printed minutes without a number after the one of its day.
    let entries = [
        minutes(9, "2024-03-01.002"),
        entry(4, Some(3), "2024-03-04.001", "NOTICE of Appearance by J. Doe."),
        entry(3, Some(4), "2024-03-01.001", "MOTION to Dismiss by Birch GmbH."),
        entry(12, Some(11), "2024-03-05.1000", "Letter to the court."),
        entry(11, Some(12), "2024-03-05.999", "Letter to the court."),
        minutes(10, ""),
    ];
    let pages: Vec<Value> = entries.iter().chain(&[answer(), complaint()]).cloned().collect();
    let expected = ["1", "2", "4", "-", "3", "12", "11", "-"];
    for cut in 0..pages.len() {
        let (first, second) = pages.split_at(cut);
        let one = sheet(&[page(first), docket(), page(second)]);
        let other = sheet(&[page(second), page(first), docket()]);
        assert_eq!(numbers(&one), expected);
        assert_eq!(one, other);
    }
}

#[test]
fn a_line_takes_its_words_and_its_attachments_from_its_documents() {
    let mut motion = entry(3, Some(5), "2024-03-01.001", "");
    let paper = |kind: u64, attachment: Value, text: &str| {
        json!({
            "document_type": kind,
            "document_number": "5",
            "attachment_number": attachment,
            "description": text,
            "is_sealed": false,
        })
    };
    motion["recap_documents"] = json!([
        paper(2, json!(2), "Proposed Order"),
        paper(1, Value::Null, "Motion to Dismiss"),
        paper(2, json!(1), "Declaration"),
    ]);
    let sheet = sheet(&[docket(), motion]);
    let line = &sheet.lines[0];
    assert_eq!(line.words(), "Motion to Dismiss");
    let papers: Vec<(u64, &str)> =
        line.attachments.iter().map(|paper| (paper.number, paper.text.as_str())).collect();
    assert_eq!(papers, [(1, "Declaration"), (2, "Proposed Order")]);
}

#[test]
fn a_sealed_document_is_flagged_and_its_line_stays() {
    let mut sealed = answer();
    sealed["recap_documents"][0]["is_sealed"] = json!(true);
    let ledger = ledger();
    record(&ledger, &sheet(&[docket(), complaint(), sealed]), Keeper::Court, None);
    let view = view(&ledger, CASE);
    let states = view.resolve().states;
    let state = |id: &str| {
        let entry = view.entries().iter().find(|entry| entry.event.id.as_str() == id);
        states[&entry.expect("an event").position]
    };
    assert_eq!((state("1"), state("2")), (EntryState::Stands, EntryState::Restricted));
}

#[test]
fn the_line_is_kept_with_its_event_and_without_the_text_of_whole_documents() {
    let mut long = answer();
    long["recap_documents"][0]["plain_text"] = json!("x".repeat(2_000_000));
    let ledger = ledger();
    record(&ledger, &sheet(&[docket(), complaint(), long]), Keeper::Court, None);
    let raw = |id: &str| -> Value {
        let view = view(&ledger, CASE);
        let entry = view.entries().iter().find(|entry| entry.event.id.as_str() == id).cloned();
        let line = entry.expect("an event").event.line.clone().expect("a line");
        serde_json::from_str(line.raw.as_deref().expect("its raw form")).expect("JSON")
    };
    assert_eq!(raw("1"), complaint());
    let mut kept = answer();
    kept["recap_documents"][0]["plain_text"] = Value::Null;
    assert_eq!(raw("2"), kept);
}

#[test]
fn an_entry_that_two_pages_have_is_one_line_as_it_was_changed_last() {
    let mut later = answer();
    later["description"] = json!("AMENDED ANSWER to 1 Complaint by Birch GmbH.");
    later["date_modified"] = json!("2024-06-01T12:00:00+00:00");
    let same = sheet(&[docket(), page(&[complaint(), answer()]), page(&[answer()])]);
    assert_eq!(numbers(&same), ["1", "2"]);
    for files in [[answer(), later.clone()], [later.clone(), answer()]] {
        let sheet = sheet(&[docket(), page(&files)]);
        assert_eq!(sheet.lines[0].words(), "AMENDED ANSWER to 1 Complaint by Birch GmbH.");
    }
    later["date_modified"] = answer()["date_modified"].clone();
    let joined = join(&[docket(), answer(), page(&[later])], Keeper::Court);
    let [(file, fault)] = &joined.faults[..] else { panic!("{:?}", joined.faults) };
    assert_eq!((*file, fault.place.path.as_str()), (2, "results[0]"));
    assert!(fault.message.starts_with("number 2 stands here twice"), "{fault}");
}
