//! Answers of `CourtListener`'s API that belong together: dockets and their entries, pages and the next,
//! parties and attorneys, and one fetch and a later one. The case is invented.

use std::collections::BTreeSet;

use docket_core::Cut;
use docket_import::{Fault, Keeper, read_juriscraper};
use serde_json::{Value, json};

use super::courtlistener::{
    API, CASE, answer, complaint, docket, entry, join, numbers, page, page_of, record, sheet,
};
use super::{dockets, ledger, view};

#[test]
fn what_is_on_a_docket_that_is_not_there_cannot_be_placed() {
    let elsewhere = |mut entry: Value| {
        entry["docket"] = json!(format!("{API}dockets/78/"));
        entry
    };
    let files = [
        docket(),
        page(&[complaint(), elsewhere(answer()), elsewhere(entry(3, Some(3), "", "ORDER."))]),
        party(5, "Cedar Ltd", &[(78, "Defendant")], &[]),
    ];
    let joined = join(&files, Keeper::Court);
    let told: Vec<(usize, &str, &str)> = joined
        .faults
        .iter()
        .map(|(file, fault)| (*file, fault.place.path.as_str(), fault.message.as_str()))
        .collect();
    let docket =
        "the docket https://www.courtlistener.com/api/rest/v4/dockets/78/ is not among the files";
    let expected = [
        (1, "results[1].docket", format!("2 docket entries cannot be placed: {docket}")),
        (2, "party_types[0].docket", format!("a party cannot be placed: {docket}")),
    ];
    let expected: Vec<_> =
        expected.iter().map(|(file, path, message)| (*file, *path, message.as_str())).collect();
    assert_eq!(told, expected);
    assert_eq!(numbers(&joined.dockets[0].sheet), ["1"]);
}

/// A party with its roles and its attorneys, each by docket.
fn party(id: u64, name: &str, roles: &[(u64, &str)], attorneys: &[(u64, u64, u64)]) -> Value {
    let docket = |number: &u64| format!("{API}dockets/{number}/");
    let role =
        |(on, role): &(u64, &str)| json!({"docket": docket(on), "docket_id": on, "name": role});
    let attorney = |(on, id, role): &(u64, u64, u64)| {
        json!({
            "attorney": format!("{API}attorneys/{id}/"),
            "attorney_id": id,
            "docket": docket(on),
            "docket_id": on,
            "date_action": null,
            "role": role,
        })
    };
    json!({
        "id": id,
        "name": name,
        "party_types": roles.iter().map(role).collect::<Vec<_>>(),
        "attorneys": attorneys.iter().map(attorney).collect::<Vec<_>>(),
    })
}

fn attorney(id: u64, name: &str, represents: &[(u64, u64)]) -> Value {
    let one = |(docket, party): &(u64, u64)| {
        json!({
            "docket": format!("{API}dockets/{docket}/"),
            "party": format!("{API}parties/{party}/"),
            "role": 2,
        })
    };
    let represented = represents.iter().map(one).collect::<Vec<_>>();
    json!({"id": id, "name": name, "parties_represented": represented, "phone": ""})
}

#[test]
fn parties_have_the_roles_and_the_counsel_of_this_docket() {
    // Whatever it was asked for, the API tells of all dockets of a party.
    let alder = party(
        5,
        "Alder Inc.",
        &[(78, "Movant"), (77, "Plaintiff")],
        &[(77, 50, 2), (78, 51, 2), (77, 52, 6), (77, 53, 1)],
    );
    let birch = party(6, "Birch GmbH", &[(77, "Defendant"), (77, "Counter Claimant")], &[]);
    let attorneys = [
        attorney(50, "A. Fir", &[(77, 5)]),
        attorney(51, "B. Gorse", &[(78, 5)]),
        attorney(52, "C. Hazel", &[(77, 5)]),
        attorney(54, "D. Ivy", &[(77, 6), (79, 6)]),
    ];
    let files = [docket(), complaint(), page(&[birch, alder]), page(&attorneys)];
    let joined = join(&files, Keeper::Court);
    let parties: Vec<String> = joined.dockets[0]
        .sheet
        .parties
        .iter()
        .map(|party| format!("{}, {}: {}", party.name, party.role, party.counsel.join(", ")))
        .collect();
    let expected = [
        "Alder Inc., Plaintiff: A. Fir",
        "Birch GmbH, Counter Claimant: D. Ivy",
        "Birch GmbH, Defendant: ",
    ];
    assert_eq!(parties, expected);
    // Counsel who is on another docket only is no part of this import.
    assert_eq!(joined.faults.len(), 1, "{:?}", joined.faults);
    assert!(joined.unread.contains("attorneys who act no longer"));
    assert!(joined.unread.contains("parties.attorneys, whose pages are not there"));
    let ledger = ledger();
    record(&ledger, &joined.dockets[0].sheet, Keeper::Court, None);
    let state: docket_case::CaseState = view(&ledger, CASE).project();
    let counsel: Vec<_> =
        state.parties.iter().map(|party| (&*party.name, party.counsel.len())).collect();
    assert_eq!(counsel, [("Alder Inc.", 1), ("Birch GmbH", 1)]);
}

#[test]
fn a_page_that_is_not_there_is_missed() {
    let first = page_of("", Some("cursor=cD0y&"), None, &[answer()]);
    let second =
        page_of("cursor=cD0y&", Some("cursor=cD0x&"), Some("cursor=cj0xJnA9MQ%3D%3D&"), &[]);
    let third = page_of("cursor=cD0x&", None, Some("cursor=cj0xJnA9MA%3D%3D&"), &[complaint()]);
    let missed = |pages: &[&Value]| -> Vec<String> {
        let files: Vec<Value> =
            std::iter::once(docket()).chain(pages.iter().map(|page| (*page).clone())).collect();
        let joined = join(&files, Keeper::Court);
        let told = |(file, fault): &(usize, Fault)| {
            format!("{file} {}: {}", fault.place.path, &fault.message[..13])
        };
        joined.lacking.iter().map(told).collect()
    };
    assert_eq!(missed(&[&third, &first, &second]), [""; 0]);
    assert_eq!(
        missed(&[&first, &third]),
        ["1 next: the next page", "2 previous: the previous "].map(str::to_owned)
    );
    // Pages that do not say where they are themselves.
    let nameless = |page: &Value| {
        let mut page = page.clone();
        page["count"] = json!(2);
        page
    };
    let [first, second, third] = [first, second, third].map(|page| nameless(&page));
    assert_eq!(missed(&[&third, &first, &second]), [""; 0]);
    assert_eq!(missed(&[&first]).len(), 1);
    assert_eq!(missed(&[&third]).len(), 1);
    // Pages with numbers, as the third version of the API has them.
    let numbered = |next: Option<&str>, previous: Option<&str>| {
        nameless(&page_of("", next, previous, &[complaint()]))
    };
    let pages = [
        numbered(Some("page=2&"), None),
        numbered(Some("page=3&"), Some("")),
        numbered(None, Some("page=2&")),
    ];
    assert_eq!(missed(&[&pages[2], &pages[0], &pages[1]]), [""; 0]);
    assert_eq!(missed(&[&pages[0], &pages[2]]).len(), 2);
    // A docket without any entries is not all there either.
    assert_eq!(missed(&[]), ["0 : no docket ent"]);
}

#[test]
fn a_later_fetch_tells_what_was_overwritten() {
    let ledger = ledger();
    record(&ledger, &sheet(&[docket(), complaint(), answer()]), Keeper::Court, Some("2024-06-01"));
    let mut edited = answer();
    edited["description"] = json!("ANSWER to 1 Complaint by Birch GmbH. (Modified on 6/15/2024)");
    record(&ledger, &sheet(&[docket(), complaint(), edited]), Keeper::Court, Some("2024-07-01"));
    let says = |day: &str| {
        let day: docket_time::When = day.parse().expect("a day");
        let day = day.meaning(docket_time::Tz::UTC).latest().expect("a day");
        let view = view(&ledger, CASE).with_cut(&Cut::published_by(day));
        let acts = view.resolve().acts;
        acts.iter().any(|act| act.text().is_some_and(|text| text.contains("Modified")))
    };
    assert!(!says("2024-06-10") && says("2024-07-01"));
}

#[test]
fn the_same_docket_out_of_juriscraper_and_out_of_the_api_is_one() {
    let Some(path) = dockets() else { return };
    let path = path.join("juriscraper/docket_history_reports/txed_163924.json");
    let text = std::fs::read_to_string(path).expect("a docket");
    let parsed = read_juriscraper(&text).expect("a docket").sheets.remove(0);
    let head = json!({
        "id": 77,
        "court_id": parsed.court,
        "docket_number": parsed.number,
        "date_filed": parsed.filed.as_ref().map(ToString::to_string),
    });
    let entries = parsed.lines.iter().enumerate().map(|(at, line)| {
        let number = line.number.as_deref().and_then(|number| number.parse::<u64>().ok());
        let day = line.filed.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut entry = entry(at as u64 + 1, number, &format!("{day}.{:03}", at + 1), &line.text);
        let raw: Value = serde_json::from_str(&line.raw).expect("a line");
        let sequence = raw["pacer_seq_no"].as_str().and_then(|text| text.parse::<u64>().ok());
        entry["pacer_sequence_number"] = json!(sequence);
        entry["recap_documents"][0]["description"] = json!(line.short);
        entry
    });
    let joined = sheet(&[head, json!(entries.collect::<Vec<_>>())]);
    assert_eq!(joined.lines.len(), parsed.lines.len());
    let ledger = ledger();
    record(&ledger, &parsed, Keeper::Court, Some("2016-07-01"));
    let numbered = || {
        let view = view(&ledger, "txed/6:15-cv-00961");
        let lines = view.entries().iter().filter(|entry| entry.event.document_number.is_some());
        lines.map(|entry| entry.event.id.to_string()).collect::<BTreeSet<_>>()
    };
    let before = numbered();
    record(&ledger, &joined, Keeper::Court, Some("2016-08-01"));
    assert_eq!(numbered(), before, "no line is told again");
}

#[test]
fn a_fetch_that_lists_no_parties_takes_none_back() {
    let mut alder = party(5, "Alder Inc", &[(77, "Plaintiff")], &[(77, 50, 2)]);
    let mut cedar = party(7, "Cedar Ltd", &[(77, "Intervenor")], &[]);
    let lines = [docket(), complaint(), answer()];
    let with = |more: &[Value]| sheet(&[&lines, more].concat());
    let of_state = |ledger: &docket_core::Docket| -> Vec<(String, Vec<String>)> {
        let state: docket_case::CaseState = view(ledger, CASE).project();
        let counsel = |party: &docket_case::PartyState| party.counsel.iter().cloned().collect();
        state.parties.iter().map(|party| (party.name.to_string(), counsel(party))).collect()
    };
    let ledger = ledger();
    let counsel = attorney(50, "A. Fir", &[]);
    let whole = with(&[alder.clone(), cedar.clone(), counsel]);
    record(&ledger, &whole, Keeper::Court, Some("2024-06-01"));
    let before = of_state(&ledger);
    assert_eq!(before.len(), 3);
    let size = ledger.log().head().expect("a head").size.0;
    record(&ledger, &with(&[]), Keeper::Court, Some("2024-07-01"));
    // Parties without their attorneys: the file of the attorneys was not fetched.
    record(&ledger, &with(&[alder.clone(), cedar.clone()]), Keeper::Court, Some("2024-07-02"));
    assert_eq!(of_state(&ledger), before);
    assert_eq!(ledger.log().head().expect("a head").size.0, size + 2, "nothing but the captures");
    // A list of parties that lacks one says something.
    cedar["party_types"][0]["date_terminated"] = json!("2024-06-20");
    alder["attorneys"] = json!([{"docket_id": 77, "attorney_id": 51, "role": 1}]);
    let others = with(&[alder, cedar, attorney(51, "B. Gorse", &[])]);
    record(&ledger, &others, Keeper::Court, Some("2024-08-01"));
    assert_eq!(of_state(&ledger)[0].1, ["B. Gorse"]);
    let state: docket_case::CaseState = view(&ledger, CASE).project();
    let cedar = state.parties.iter().find(|party| party.name == "Cedar Ltd").expect("a party");
    assert_eq!(cedar.left.as_deref(), Some("2024-06-20"));
}
