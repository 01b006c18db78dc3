//! Captures of one docket on several days: each can be read back, and their order does not matter.

use std::collections::BTreeSet;

use docket_case::CaseState;
use docket_core::{CaseView, Cut, Docket, Kind};
use docket_time::{Tz, When};
use serde_json::{Value, json};

use crate::exhibits::snapshots;

use super::{import, ledger, text, view};

const CASE: &str = "txed/6:15-cv-00961";

/// Four captures of a docket, each with its day: the docket grows; then a line is edited and one
/// without a number is added; then a line vanishes, one is renumbered and one gets an attachment; then
/// the line that vanished is back.
fn captures() -> Option<Vec<(&'static str, String)>> {
    let whole: Value =
        serde_json::from_str(&text("juriscraper/docket_history_reports/txed_163924.json")?)
            .expect("a docket");
    let lines = |docket: &mut Value| -> Vec<Value> {
        docket["docket_entries"].take().as_array().expect("lines").clone()
    };
    let with = |lines: Vec<Value>| {
        let mut docket = whole.clone();
        docket["docket_entries"] = Value::Array(lines);
        docket.to_string()
    };
    let all = lines(&mut whole.clone());
    let numbered = |lines: &[Value], number: &str| {
        let is_it = |line: &Value| line["document_number"] == json!(number);
        lines.iter().position(is_it).expect("a line")
    };
    let first = all[..40].to_vec();
    let mut second = all[..60].to_vec();
    let edited = numbered(&second, "12");
    second[edited]["description"] =
        json!("AMENDED MOTION for Extension of Time to File Answer by Workfront, Inc.. (mll, )");
    let mut third = second.clone();
    let renumbered = numbered(&third, "14");
    third[renumbered]["document_number"] = json!("15000");
    let attached = numbered(&third, "24");
    third[attached]["attachments"] =
        json!([{"attachment_number": "1", "description": "Certificate of Service"}]);
    third.remove(numbered(&third, "11"));
    let mut fourth = all.clone();
    let again = numbered(&fourth, "12");
    fourth[again]["description"] = second[edited]["description"].clone();
    Some(vec![
        ("2016-02-10", with(first)),
        ("2016-02-15", with(second)),
        ("2016-02-20", with(third)),
        ("2016-07-01", with(fourth)),
    ])
}

/// What a docket prints: each line's kind, number and text.
fn printed(view: &CaseView) -> BTreeSet<(String, Option<String>, Option<String>)> {
    let resolution = view.resolve();
    let acts = resolution.acts.iter().filter(|act| {
        act.kind != Kind::Other("DocketChange".to_owned())
            && act.kind != Kind::Other("DocketHead".to_owned())
    });
    acts.map(|act| {
        let number = act.document_number().map(ToString::to_string);
        (act.kind.name(), number, act.text().map(ToString::to_string))
    })
    .collect()
}

fn published_by(ledger: &Docket, day: &str) -> CaseView {
    let day: When = day.parse().expect("a day");
    let day = day.meaning(Tz::UTC).latest().expect("a day");
    view(ledger, CASE).with_cut(&Cut::published_by(day))
}

pub(super) fn orders(of: usize) -> Vec<Vec<usize>> {
    if of == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(of - 1);
    let with = |order: &Vec<usize>| {
        (0..of).map(|at| [&order[..at], &[of - 1], &order[at..]].concat()).collect::<Vec<_>>()
    };
    shorter.iter().flat_map(with).collect()
}

#[test]
fn each_capture_can_be_read_back_whatever_the_order_of_import() {
    let Some(captures) = captures() else { return };
    let alone: Vec<_> = captures
        .iter()
        .map(|(day, text)| {
            let ledger = ledger();
            import(&ledger, text, Some(day), true);
            printed(&published_by(&ledger, day))
        })
        .collect();
    for order in orders(captures.len()) {
        let ledger = ledger();
        for &at in &order {
            import(&ledger, &captures[at].1, Some(captures[at].0), true);
        }
        for (at, (day, _)) in captures.iter().enumerate() {
            let shown = printed(&published_by(&ledger, day));
            let lost: Vec<_> = alone[at].difference(&shown).collect();
            let added: Vec<_> = shown.difference(&alone[at]).collect();
            assert!(lost.is_empty() && added.is_empty(), "{order:?} {day}: {lost:#?} {added:#?}");
        }
    }
}

#[test]
fn captures_in_any_order_end_in_the_same_state() {
    let Some(captures) = captures() else { return };
    let mut states: Vec<(Vec<usize>, CaseState)> = Vec::new();
    // Where a line is first seen under the number it had for some days, its events are named by that
    // number for good; the state is the same but for the name.
    for order in orders(captures.len()).into_iter().filter(|order| order[0] != 2) {
        let ledger = ledger();
        for &at in &order {
            import(&ledger, &captures[at].1, Some(captures[at].0), true);
        }
        states.push((order, view(&ledger, CASE).project()));
    }
    let (_, first) = &states[0];
    for (order, state) in &states {
        let (state, first) = (format!("{state:#?}"), format!("{first:#?}"));
        let differing = state.lines().zip(first.lines()).find(|(one, other)| one != other);
        assert!(state == first, "{order:?}: {differing:?}");
    }
}

#[test]
fn importing_a_capture_twice_changes_nothing() {
    let Some(captures) = captures() else { return };
    let ledger = ledger();
    for _ in 0..2 {
        for (day, text) in &captures {
            import(&ledger, text, Some(day), true);
        }
    }
    let size = ledger.log().head().expect("a head").size;
    for (day, text) in &captures {
        let again = import(&ledger, text, Some(day), true);
        assert!(again.iter().all(|imported| imported.events.is_empty()));
    }
    assert_eq!(ledger.log().head().expect("a head").size, size);
    // The same docket as it was on another day: nothing but the capture is new.
    let later = import(&ledger, &captures[3].1, Some("2016-08-01"), true);
    let kinds: Vec<String> = later[0].events.iter().map(|event| event.kind.name()).collect();
    assert_eq!(kinds, ["Captured"]);
}

#[test]
fn a_change_is_dated_between_the_captures_that_show_it() {
    let Some(captures) = captures() else { return };
    let ledger = ledger();
    for (day, text) in &captures {
        import(&ledger, text, Some(day), true);
    }
    let changes: Vec<(String, String)> = view(&ledger, CASE)
        .entries()
        .iter()
        .filter(|entry| entry.event.kind == Kind::Other("DocketChange".to_owned()))
        .map(|entry| {
            let id = entry.event.id.as_str();
            let (name, how) = id.split_once('~').expect("a change");
            let how = how.split('~').next().unwrap_or_default();
            let published = entry.event.published.as_ref().expect("a day").to_string();
            (format!("{name} {how}"), published)
        })
        .collect();
    let changes: Vec<String> =
        changes.into_iter().map(|(change, published)| format!("{change}  {published}")).collect();
    snapshots().bind(|| insta::assert_snapshot!("imports.changes", changes.join("\n")));
}

#[test]
fn a_capture_of_a_part_takes_nothing_back() {
    let Some(captures) = captures() else { return };
    let ledger = ledger();
    import(&ledger, &captures[1].1, Some(captures[1].0), true);
    let before = printed(&view(&ledger, CASE));
    let part: Value = serde_json::from_str(&captures[0].1).expect("a docket");
    let mut part = part;
    let lines = part["docket_entries"].as_array().expect("lines")[..5].to_vec();
    part["docket_entries"] = Value::Array(lines);
    let imported = import(&ledger, &part.to_string(), Some("2016-02-18"), false);
    let kinds: BTreeSet<String> =
        imported[0].events.iter().map(|event| event.kind.name()).collect();
    assert_eq!(kinds, BTreeSet::from(["Captured".to_owned()]));
    assert_eq!(printed(&view(&ledger, CASE)), before);
}

#[test]
fn a_feed_takes_nothing_back_whatever_is_said_of_it() {
    let docket = |number: &str| {
        json!({
            "court_id": "ded",
            "docket_number": "1:24-cv-00010",
            "docket_entries": [{
                "document_number": number,
                "date_filed": "2024-05-01T12:00:00+00:00",
                "short_description": "Notice of Appearance",
            }],
        })
    };
    let ledger = ledger();
    for (number, day) in [("7", "2024-05-01"), ("8", "2024-05-02")] {
        import(&ledger, &json!([docket(number)]).to_string(), Some(day), true);
    }
    assert_eq!(printed(&view(&ledger, "ded/1:24-cv-00010")).len(), 2);
}

#[test]
fn lines_without_a_number_that_say_the_same_are_told_apart_by_the_courts_own() {
    let feed = |sequence: &str| {
        json!([{
            "court_id": "ded",
            "docket_number": "1:24-cv-00010",
            "docket_entries": [{
                "document_number": null,
                "date_filed": "2024-05-01T12:00:00+00:00",
                "pacer_seq_no": sequence,
                "short_description": "Order on Motion for Extension of Time to File a Response",
            }],
        }])
        .to_string()
    };
    let ledger = ledger();
    for sequence in ["11", "15", "11"] {
        import(&ledger, &feed(sequence), None, false);
    }
    let orders = view(&ledger, "ded/1:24-cv-00010").resolve().acts.len();
    assert_eq!(orders, 3, "two orders and the head of the docket");
}

#[test]
fn an_older_capture_that_comes_late_tells_who_filed_then() {
    let docket = |by: &str| {
        json!({
            "court_id": "ded",
            "docket_number": "1:24-cv-00010",
            "docket_entries": [{
                "document_number": "1",
                "date_filed": "2024-01-02",
                "date_entered": "2024-01-02",
                "description": format!("COMPLAINT against Birch GmbH, filed by {by}."),
            }],
        })
        .to_string()
    };
    let ledger = ledger();
    import(&ledger, &docket("Cedar Ltd"), Some("2024-03-01"), true);
    import(&ledger, &docket("Alder Inc"), Some("2024-02-01"), true);
    let by = |cut: Cut| -> Vec<String> {
        let view = view(&ledger, "ded/1:24-cv-00010").with_cut(&cut);
        let acts = view.resolve().acts;
        let act = acts.iter().find(|act| act.kind == Kind::Complaint).expect("a complaint");
        act.by.iter().map(|party| party.name.to_string()).collect()
    };
    let day = |day: &str| {
        let date: When = day.parse().expect("a day");
        Cut::published_by(date.meaning(Tz::UTC).latest().expect("a day"))
    };
    assert_eq!(by(day("2024-02-01")), ["Alder Inc"]);
    assert_eq!(by(day("2024-03-01")), ["Cedar Ltd"]);
}

#[test]
fn what_another_capture_of_the_same_day_has_was_never_gone() {
    let Some(captures) = captures() else { return };
    let part = |from: usize, to: usize| {
        let mut docket: Value = serde_json::from_str(&captures[0].1).expect("a docket");
        let lines = docket["docket_entries"].as_array().expect("lines")[from..to].to_vec();
        docket["docket_entries"] = Value::Array(lines);
        docket.to_string()
    };
    let ledger = ledger();
    import(&ledger, &part(0, 30), Some("2016-02-10"), true);
    let whole = printed(&view(&ledger, CASE));
    import(&ledger, &part(0, 20), Some("2016-02-15"), true);
    assert!(printed(&view(&ledger, CASE)).len() < whole.len());
    import(&ledger, &part(20, 30), Some("2016-02-15"), true);
    assert_eq!(printed(&view(&ledger, CASE)), whole);
    assert_eq!(printed(&published_by(&ledger, "2016-02-15")), whole);
}

#[test]
fn without_a_day_what_reads_otherwise_is_said_and_not_recorded() {
    let Some(captures) = captures() else { return };
    let ledger = ledger();
    import(&ledger, &captures[0].1, None, false);
    let before = printed(&view(&ledger, CASE));
    let imported = import(&ledger, &captures[1].1, None, false);
    let differing: Vec<String> = imported[0].differing.iter().map(ToString::to_string).collect();
    assert_eq!(differing, [format!("{CASE}/12")]);
    assert!(before.is_subset(&printed(&view(&ledger, CASE))), "new lines are added");
}

#[test]
fn reports_of_two_kinds_about_one_docket_merge() {
    let (Some(one), Some(other)) =
        (text("juriscraper/appellate/ca9_1.json"), text("juriscraper/appellate/ca9_2.json"))
    else {
        return;
    };
    let numbers = |text: &str| -> BTreeSet<String> {
        let docket: Value = serde_json::from_str(text).expect("a docket");
        let lines = docket["docket_entries"].as_array().expect("lines").clone();
        lines
            .iter()
            .filter_map(|line| line["document_number"].as_str().map(str::to_owned))
            .collect()
    };
    let both: BTreeSet<String> = numbers(&one).union(&numbers(&other)).cloned().collect();
    for texts in [[&one, &other], [&other, &one]] {
        let ledger = ledger();
        for text in texts {
            import(&ledger, text, Some("2018-01-01"), false);
        }
        let shown: Vec<String> =
            printed(&view(&ledger, "ca9/17-15589")).into_iter().filter_map(|line| line.1).collect();
        assert_eq!(shown.len(), both.len());
        assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), both);
    }
}
