//! The archive's own clock: a docket as an archive received it, beside the court's.

use std::collections::BTreeSet;

use docket_case::CaseState;
use docket_core::{CaseView, Cut, Docket, DocketLine, EntryState, Kind, Manner};
use docket_import::Keeper;
use docket_time::Day;
use serde_json::{Value, json};

use super::courtlistener::{API, docket, entry, join, page_of, record};
use super::{ledger, text, view};

const CASE: &str = "azd/2:06-cv-02141";

/// The golden docket as the API would answer it, newest entries first, with the archive's stamps.
fn soilworks() -> Option<Vec<Value>> {
    let golden: Value =
        serde_json::from_str(&text("golden/soilworks_v_midwest.json")?).expect("a docket");
    let head = json!({
        "id": 77,
        "court": format!("{API}courts/{}/", golden["court"].as_str().expect("a court")),
        "docket_number": golden["docket_number"],
        "case_name": golden["case_name"],
        "date_filed": golden["date_filed"],
        "date_terminated": golden["date_terminated"],
        "nature_of_suit": golden["nature_of_suit"],
    });
    let line = |line: &Value| {
        let number = line["number"].as_str().and_then(|number| number.parse::<u64>().ok());
        let at = line["i"].as_u64().expect("a place");
        let words = line["text"].as_str().expect("words");
        let mut entry = entry(at + 1, number, "", words);
        entry["date_filed"] = line["date_filed"].clone();
        // Arizona keeps one time all year.
        let stamp = line["recap_uploaded_at"].as_str();
        let stamp = stamp.map(|stamp| stamp.replace(' ', "T") + "-07:00");
        entry["recap_documents"][0]["date_upload"] = json!(stamp);
        entry
    };
    let lines: Vec<Value> = golden["entries"].as_array()?.iter().rev().map(line).collect();
    let (newer, older) = lines.split_at(100);
    let newer = page_of("", Some("cursor=b&"), None, newer);
    Some(vec![head, newer, page_of("cursor=b&", None, Some("cursor=a&"), older)])
}

fn imported(ledger: &Docket, files: &[Value], keeper: Keeper) -> CaseView {
    let joined = join(files, keeper);
    assert!(joined.faults.is_empty() && joined.lacking.is_empty(), "{joined:?}");
    record(ledger, &joined.dockets[0].sheet, keeper, None);
    view(ledger, CASE)
}

fn published_by(day: &str) -> Cut {
    let date: docket_time::When = day.parse().expect("a date");
    let day: Day = date.meaning(docket_time::Tz::UTC).latest().expect("a day");
    Cut::published_by(day)
}

fn status(view: &CaseView, day: &str) -> String {
    let state: CaseState = view.with_cut(&published_by(day)).project();
    state.status.name().to_owned()
}

fn settlements(view: &CaseView) -> usize {
    let acts = view.resolve().acts;
    acts.iter().filter(|act| act.kind == Kind::Manner(Manner::Settlement)).count()
}

/// How many lines are told of.
fn lines(view: &CaseView) -> usize {
    let is_main = |line: &DocketLine| line.raw.is_some();
    let reports = view.reports();
    reports.iter().filter(|report| report.event.line.as_ref().is_some_and(is_main)).count()
}

#[test]
fn what_the_archive_had_is_known_since_it_had_it() {
    let Some(files) = soilworks() else { return };
    let ledger = ledger();
    let view = imported(&ledger, &files, Keeper::Archive);
    let (may, year) = (published_by("2009-05-01"), published_by("2009-12-31"));
    assert_eq!(status(&view, "2009-05-01"), "dismissed");
    assert_eq!((settlements(&view.with_cut(&may)), lines(&view.with_cut(&may))), (0, 138));
    assert_eq!((settlements(&view.with_cut(&year)), lines(&view.with_cut(&year))), (1, 159));
    assert_eq!(status(&view, "2009-12-31"), "dismissed");
    // A line without a stamp is known on no day for certain, and possibly on every one.
    assert_eq!(lines(&view.with_cut(&may.clone().possibly())), 138 + 21);
    assert_eq!(lines(&view), 181);
}

#[test]
fn what_the_archive_had_not_is_counted_among_what_was_not_yet_known() {
    let Some(files) = soilworks() else { return };
    let ledger = ledger();
    let view = imported(&ledger, &files, Keeper::Archive);
    let told = |view: &CaseView| -> BTreeSet<String> {
        view.reports().iter().map(|report| report.event.id.to_string()).collect()
    };
    for day in ["2009-05-01", "2009-12-31"] {
        let cut = view.with_cut(&published_by(day));
        let (all, public) = (told(&view), told(&cut));
        let not_yet: BTreeSet<&String> = all.difference(&public).collect();
        assert_eq!(cut.resolve().not_yet_known, not_yet.len() as u64);
        assert_eq!(not_yet.contains(&"archive.162".to_owned()), day == "2009-05-01");
    }
}

#[test]
fn by_the_courts_own_clock_the_settlement_is_known_on_its_day() {
    let Some(files) = soilworks() else { return };
    let ledger = ledger();
    let view = imported(&ledger, &files, Keeper::Court);
    assert_eq!(settlements(&view.with_cut(&published_by("2009-03-15"))), 0);
    assert_eq!(settlements(&view.with_cut(&published_by("2009-03-16"))), 1);
    assert_eq!(status(&view, "2009-03-16"), "settled");
}

#[test]
fn the_court_and_the_archive_tell_of_the_same_acts_in_one_ledger() {
    let Some(files) = soilworks() else { return };
    let court_alone = ledger();
    let acts = imported(&court_alone, &files, Keeper::Court).resolve().acts.len();
    let mut states: Vec<CaseState> = Vec::new();
    for keepers in [[Keeper::Court, Keeper::Archive], [Keeper::Archive, Keeper::Court]] {
        let ledger = ledger();
        let views = keepers.map(|keeper| imported(&ledger, &files, keeper));
        let resolution = views[1].resolve();
        assert_eq!(resolution.acts.len(), acts);
        for act in &resolution.acts {
            let sources: BTreeSet<_> =
                act.reports.iter().map(|report| report.event.source.clone()).collect();
            assert_eq!((act.reports.len(), sources.len()), (2, 2), "{:?}", act.events());
        }
        assert_eq!(status(&views[1], "2009-03-16"), "settled", "the court told it first");
        states.push(views[1].project());
    }
    assert_eq!(states[0], states[1]);
}

/// An entry of the invented docket whose documents the archive received at these instants.
fn received(id: u64, number: Option<u64>, text: &str, at: &[&str]) -> Value {
    let mut entry = entry(id, number, "2024-02-01.001", text);
    let document = |(nth, at): (usize, &&str)| {
        json!({
            "document_type": if nth == 0 { 1 } else { 2 },
            "attachment_number": (nth > 0).then_some(nth),
            "date_upload": at,
        })
    };
    entry["recap_documents"] = at.iter().enumerate().map(document).collect();
    entry
}

const INVENTED: &str = "ded/1:24-cv-00010";

#[test]
fn a_line_is_known_since_the_first_of_its_documents_on_the_courts_own_day() {
    let stamps = ["2024-03-09T12:00:00-08:00", "2024-03-02T03:00:00Z"];
    let line = received(1, Some(1), "MOTION to Dismiss by Birch GmbH.", &stamps);
    let joined = join(&[docket(), line], Keeper::Archive);
    let entered = joined.dockets[0].sheet.lines[0].entered.as_ref().expect("a day");
    assert_eq!(entered.text(), "2024-03-01");
}

#[test]
fn lines_without_a_number_are_not_taken_for_one_because_of_their_place() {
    let minutes = |id, text| received(id, None, text, &["2024-03-01T12:00:00-05:00"]);
    let (first, second) =
        (minutes(1, "ORDER. So ordered."), minutes(2, "ORDER. The hearing is off."));
    let ledger = ledger();
    let court = join(&[docket(), first, second.clone()], Keeper::Court);
    record(&ledger, &court.dockets[0].sheet, Keeper::Court, None);
    // The archive has no copy of the first, so its only line of the day is another.
    let archive = join(&[docket(), second], Keeper::Archive);
    record(&ledger, &archive.dockets[0].sheet, Keeper::Archive, None);
    let view = view(&ledger, INVENTED);
    let acts = view.resolve().acts;
    let lines = acts.iter().filter(|act| act.kind == Kind::Order);
    assert!(lines.clone().all(|act| act.reports.len() == 1));
    assert_eq!(lines.count(), 3);
}

#[test]
fn the_archive_takes_back_what_it_received_no_earlier_than_it_did() {
    let text = "***FILED IN ERROR, PLEASE IGNORE*** NOTICE by Alder Inc. Modified on 2/2/2024.";
    let line = received(1, Some(1), text, &["2024-03-01T12:00:00-05:00"]);
    let ledger = ledger();
    let joined = join(&[docket(), line], Keeper::Archive);
    record(&ledger, &joined.dockets[0].sheet, Keeper::Archive, None);
    let view = view(&ledger, INVENTED);
    let event = |id: &str| {
        let found = view.entries().iter().find(|entry| entry.event.id.as_str() == id);
        found.expect("an event").clone()
    };
    let (line, mistake) = (event("archive.1"), event("archive.1:mistake"));
    let published = mistake.event.published.as_ref().map(|date| date.text().to_owned());
    assert_eq!(published.as_deref(), Some("2024-03-01"));
    assert_eq!(view.resolve().states[&line.position], EntryState::Retracted);
}

#[test]
fn a_later_fetch_from_the_archive_tells_what_changed_beside_the_courts_account() {
    let fetched = |text: &str| {
        let stamp = ["2024-03-01T12:00:00-05:00"];
        [docket(), received(1, Some(1), text, &stamp)]
    };
    let (before, after) = ("MOTION to Dismiss by Birch GmbH.", "MOTION to Stay by Birch GmbH.");
    let ledger = ledger();
    for (text, day) in [(before, "2024-06-01"), (after, "2024-07-01"), (after, "2024-08-01")] {
        let joined = join(&fetched(text), Keeper::Archive);
        record(&ledger, &joined.dockets[0].sheet, Keeper::Archive, Some(day));
    }
    let court = join(&fetched(after), Keeper::Court);
    record(&ledger, &court.dockets[0].sheet, Keeper::Court, None);
    let says = |day: &str| -> Vec<String> {
        let view = view(&ledger, INVENTED).with_cut(&published_by(day));
        let acts = view.resolve().acts;
        acts.iter().filter_map(|act| Some(act.text()?.to_string())).collect()
    };
    assert_eq!(says("2024-02-28"), [""; 0]);
    assert_eq!(says("2024-06-15"), [before]);
    assert_eq!(says("2024-07-01"), [after]);
}
