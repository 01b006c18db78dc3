//! Three real dockets, and what must come out of them.

use docket_case::CaseState;
use docket_core::{Act, CaseView, Cut, Effect, EntryState, Kind, Verb};
use docket_time::Day;

use super::{import, ledger, text, view};

const PHERAH: &str = "juriscraper/docket_history_reports/txed_163924.json";
const CATALYST: &str = "juriscraper/district/njd_509180.json";
const SOILWORKS: &str = "juriscraper/dockets_internet_archive/azd_318008.json";

fn imported(path: &str, case: &str) -> Option<CaseView> {
    let ledger = ledger();
    import(&ledger, &text(path)?, None, false);
    Some(view(&ledger, case))
}

fn day(text: &str) -> Day {
    let date: docket_time::When = text.parse().expect("a date");
    date.meaning(docket_time::Tz::UTC).latest().expect("a day")
}

fn state(view: &CaseView, cut: &Cut) -> CaseState {
    view.with_cut(cut).project()
}

fn defendants_left(state: &CaseState) -> usize {
    let defending = state.parties.iter().filter(|party| party.role.is_defending());
    defending.filter(|party| party.left.is_none()).count()
}

#[test]
fn sixteen_defendants_leave_on_twelve_days() {
    let Some(view) = imported(PHERAH, "txed/6:15-cv-00961") else { return };
    let days = [
        ("2016-01-26", 16),
        ("2016-01-27", 15),
        ("2016-02-01", 15),
        ("2016-02-08", 11),
        ("2016-02-10", 11),
        ("2016-02-11", 10),
        ("2016-02-12", 9),
        ("2016-02-17", 7),
        ("2016-02-18", 6),
        ("2016-02-23", 5),
        ("2016-03-07", 4),
        ("2016-03-09", 3),
        ("2016-03-21", 2),
        ("2016-03-29", 1),
        ("2016-06-20", 0),
    ];
    for (on, left) in days {
        assert_eq!(defendants_left(&state(&view, &Cut::occurred_by(day(on)))), left, "{on}");
    }
    // The order of 29 March was entered on the 31st.
    assert_eq!(defendants_left(&state(&view, &Cut::published_by(day("2016-03-30")))), 2);
    assert_eq!(defendants_left(&state(&view, &Cut::published_by(day("2016-03-31")))), 1);
    // Before the consolidation there is one defendant.
    assert_eq!(defendants_left(&state(&view, &Cut::occurred_by(day("2016-01-21")))), 1);
}

#[test]
fn a_dismissal_that_was_filed_in_error_counted_for_a_day() {
    let Some(view) = imported(PHERAH, "txed/6:15-cv-00961") else { return };
    let left = |cut: &Cut| {
        let state = state(&view, cut);
        let party = state.parties.iter().find(|party| party.name.starts_with("GoodData"));
        party.expect("GoodData").left.clone()
    };
    assert_eq!(left(&Cut::published_by(day("2016-02-01"))).as_deref(), Some("2016-02-01"));
    assert_eq!(left(&Cut::published_by(day("2016-02-02"))), None);
    assert_eq!(left(&Cut::none()).as_deref(), Some("2016-02-17"));
}

#[test]
fn an_order_that_grants_a_motion_to_dismiss_is_one_event_and_disposes() {
    let Some(view) = imported(PHERAH, "txed/6:15-cv-00961") else { return };
    let resolution = view.resolve();
    let of_13 = |act: &&Act<'_>| act.document_number().is_some_and(|number| number == "13");
    let acts: Vec<_> = resolution.acts.iter().filter(of_13).collect();
    let [act] = &acts[..] else { panic!("{} acts", acts.len()) };
    assert_eq!(act.verb, Verb::Settled);
}

#[test]
fn minutes_docketed_in_error_give_way_to_amended_ones() {
    let Some(view) = imported(CATALYST, "njd/2:23-cv-01194") else { return };
    // The minutes of the conference of 30 October, by the day of their entry.
    let minutes = |cut: &Cut| -> Vec<String> {
        let view = view.with_cut(cut);
        let acts = view.resolve().acts;
        let of_conference = acts.iter().filter(|act| {
            act.kind == Kind::MinuteEntry
                && act.occurred_edtf().is_some_and(|date| date == "2023-10-30")
        });
        of_conference.map(|act| act.published().to_string()).collect()
    };
    assert_eq!(minutes(&Cut::published_by(day("2023-11-10"))), ["2023-11-01"]);
    assert_eq!(minutes(&Cut::published_by(day("2023-11-16"))), ["2023-11-16"]);
    assert_eq!(minutes(&Cut::occurred_by(day("2023-10-31"))), ["2023-11-16"]);
    let others = |cut: &Cut| {
        let view = view.with_cut(cut);
        let acts = view.resolve().acts;
        acts.iter().any(|act| {
            act.kind == Kind::MinuteEntry
                && act.occurred_edtf().is_some_and(|date| date == "2023-05-08")
        })
    };
    assert!(others(&Cut::published_by(day("2023-11-10"))) && others(&Cut::none()));
}

#[test]
fn an_order_seals_the_public_transcript() {
    let Some(view) = imported(CATALYST, "njd/2:23-cv-01194") else { return };
    let resolution = view.resolve();
    let seals = resolution.acts.iter().flat_map(|act| &act.effects).filter_map(|told| {
        let Effect::Restricts { target, .. } = &told.effect else { return None };
        Some((told.because.first()?.key.to_string(), target.event()?.key.to_string()))
    });
    // The order of document 96 grants the motion to seal 79; that of 129 closes the transcript.
    let both = [("96", "79"), ("129", "105")].map(|(by, of)| (by.to_owned(), of.to_owned()));
    assert_eq!(seals.collect::<Vec<_>>(), both);
    let entry = view.entries().iter().find(|entry| entry.event.id.as_str() == "105").expect("105");
    assert_eq!(resolution.states[&entry.position], EntryState::Restricted);
}

#[test]
fn a_corrected_reply_is_an_answer_and_a_counterclaim() {
    let Some(view) = imported(SOILWORKS, "azd/2:06-cv-02141") else { return };
    let of_line = |number: &str| -> Vec<String> {
        let own = |id: &str| id == number || id.starts_with(&format!("{number}:"));
        let entries = view.entries().iter().filter(|entry| own(entry.event.id.as_str()));
        entries.map(|entry| entry.event.kind.name()).collect()
    };
    assert_eq!(of_line("22"), ["Answer", "Counterclaim"]);
    assert_eq!(of_line("16"), ["Answer", "Counterclaim"]);
    let entry = view.entries().iter().find(|entry| entry.event.id.as_str() == "141").expect("141");
    assert_eq!(view.resolve().states[&entry.position], EntryState::Retracted);
    // By the court's own clock the settlement is known on the day on which it was ordered.
    let state = state(&view, &Cut::none());
    assert_eq!(state.status.name(), "dismissed");
}
