//! What is known of the real disputes, question by question.

use docket_core::{Cut, FactValue, Kind, Support, Verb};
use docket_statements::{Fidelity, StatementHistory};

use crate::story::{day, fact, history, members, real, state, statement, told, view};

const TECHRADAR: &str = "techradar-2024-08-01";
const LIGHT_READING: &str = "light-reading-2024-07-31";
const UNSIGNED: &str = "unsigned-amazon-story";

#[test]
fn amazon_v_nokia_is_pending_in_delaware_over_twelve_patents() {
    let state = state(&real(), "amazon-v-nokia", Cut::none());
    assert_eq!(state.status.name(), "pending");
    assert_eq!(state.court().as_deref(), Some("ded"));
    let parties: Vec<_> =
        state.parties.iter().map(|party| (party.role.name(), party.name.as_str())).collect();
    assert_eq!(parties, [("Plaintiff", "Amazon"), ("Defendant", "Nokia")]);
    assert_eq!(told(&state, "patents_in_suit"), ("12".to_owned(), Support::Stated));
    let sources: Vec<_> =
        fact(&state, "patents_in_suit").sources.iter().map(docket_core::Key::as_str).collect();
    assert_eq!(sources, [TECHRADAR, UNSIGNED]);
    let relief = members(&state, "relief");
    assert_eq!(relief["damages"], [LIGHT_READING, UNSIGNED]);
    assert_eq!(relief["injunction"], [UNSIGNED]);
    let by_court = |kind: &Kind| Kind::Order <= *kind && *kind <= Kind::Verdict;
    assert!(state.acts.iter().all(|act| !by_court(&act.kind) && act.verb != Verb::Settled));
}

#[test]
fn three_sources_narrow_the_day_of_filing_without_a_conflict() {
    let docket = real();
    let filed = |cut| state(&docket, "amazon-v-nokia", cut).filed.expect("filed");
    let all = filed(Cut::none());
    assert_eq!((all.occurred.as_deref(), all.support), (Some("2024-07-30"), Support::Stated));
    let sources: Vec<_> = all.sources.iter().map(docket_core::Key::as_str).collect();
    assert_eq!(sources, [LIGHT_READING, TECHRADAR, UNSIGNED]);
    let claimed: Vec<_> =
        all.values.iter().map(|one| one.value.as_ref().map(FactValue::to_string)).collect();
    let claims = ["2024-07-30", "[..2024-07-31]", "[2024-07-28..2024-08-01]"];
    for claim in claims {
        assert!(claimed.contains(&Some(claim.to_owned())), "{claim} in {claimed:?}");
    }
    // Published by 2024-08-01 the unsigned story is not certainly there: two sources narrow it.
    let known = filed(Cut::published_by(day("2024-08-01")));
    assert_eq!(known.occurred.as_deref(), Some("[2024-07-28..2024-07-31]"));
}

#[test]
fn on_the_last_of_july_the_filing_is_known_and_the_number_of_patents_is_not_yet_public() {
    let docket = real();
    let by = Cut::published_by(day("2024-07-31"));
    let known = state(&docket, "amazon-v-nokia", by.clone());
    assert_eq!(known.status.name(), "pending");
    assert_eq!(
        known.filed.as_ref().and_then(|filed| filed.occurred.as_deref()),
        Some("[..2024-07-31]")
    );
    assert_eq!(told(&known, "patents_in_suit"), (String::new(), Support::NotYetPublic));
    assert!(fact(&known, "patents_in_suit").sources.is_empty());
    assert_eq!(known.court(), None);
    // What the story without a date says is only possibly known by then.
    let possibly = state(&docket, "amazon-v-nokia", by.possibly());
    assert_eq!(told(&possibly, "patents_in_suit"), ("12".to_owned(), Support::Possible));
    let sources: Vec<_> =
        fact(&possibly, "patents_in_suit").sources.iter().map(docket_core::Key::as_str).collect();
    assert_eq!(sources, [UNSIGNED]);
}

#[test]
fn the_first_of_august_adds_twelve_patents_thirteen_proceedings_and_brazil() {
    let docket = real();
    let by = |text| Cut::published_by(day(text));
    let (before, after) = (by("2024-07-31"), by("2024-08-01"));
    let amazon = state(&docket, "amazon-v-nokia", after.clone());
    assert_eq!(told(&amazon, "patents_in_suit"), ("12".to_owned(), Support::Stated));
    assert_eq!(amazon.court().as_deref(), Some("ded"));
    let has = |cut: &Cut, kind: Kind| {
        state(&docket, "amazon-v-nokia", cut.clone()).acts.iter().any(|act| act.kind == kind)
    };
    for kind in [Kind::NoComment, Kind::AnonymousSource] {
        assert!(!has(&before, kind.clone()) && has(&after, kind.clone()), "{kind}");
    }
    let nokia = state(&docket, "nokia-v-amazon", after);
    assert!(members(&nokia, "jurisdictions").contains_key("BR"));
    assert_eq!(fact(&nokia, "number_of_proceedings").support, Support::Conflict);
    let earlier = state(&docket, "nokia-v-amazon", before);
    assert_eq!(told(&earlier, "number_of_proceedings"), ("1".to_owned(), Support::Stated));
    assert_eq!(fact(&earlier, "jurisdictions").support, Support::NotYetPublic);
}

#[test]
fn nothing_was_certainly_known_on_the_day_of_filing() {
    let docket = real();
    let view = view(&docket, "amazon-v-nokia", Cut::published_by(day("2024-07-30")));
    assert!(view.resolve().acts.is_empty());
    let (state, not_yet) = docket_case::known(&view);
    assert_eq!(state.status.name(), "unknown");
    assert!(state.facts.values().all(|fact| fact.support == Support::NotYetPublic));
    assert_eq!(not_yet, state.facts.len());
    assert!(view.resolve().not_yet_known > 0);
}

#[test]
fn nokias_defence_stands_in_three_wordings() {
    let defend = statement(&real(), "amazon-v-nokia", "defend");
    let wordings: Vec<_> = defend
        .wordings
        .iter()
        .map(|one| (one.source.as_ref().expect("a source").as_str(), one.form.name(), one.fidelity))
        .collect();
    assert_eq!(
        wordings,
        [
            (LIGHT_READING, "quoted", Fidelity::Verbatim),
            (TECHRADAR, "partial", Fidelity::Truncated),
            (UNSIGNED, "indirect", Fidelity::Reworded),
        ]
    );
    assert_eq!(defend.wordings[0].via.as_deref(), Some("e-mail"));
    assert_eq!(defend.wordings[1].via.as_deref(), Some("Reuters"));
    assert!(defend.wordings[0].reference);
    assert_eq!(defend.speaker_support, Support::Stated);
    assert_eq!(defend.words_support, Support::Stated, "one quotation cut short is no conflict");
}

#[test]
fn the_chairmans_words_are_in_conflict_and_neither_is_chosen() {
    let docket = real();
    let reinvention = statement(&docket, "amazon-v-nokia", "reinvention");
    let words: Vec<_> = reinvention.wordings.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(words, ["moment of reinvention", "second chance at reinvention"]);
    assert!(reinvention.wordings.iter().all(|one| one.form.is_quotation()));
    assert_eq!(reinvention.words_support, Support::Conflict);
    assert_eq!(reinvention.speaker.as_deref(), Some("Nokia's board chairman"));
    // The chairman, in the complaint, in the newspaper.
    let told = history(&docket, "amazon-v-nokia", Cut::none()).to_string();
    let exhibit =
        told.split("\n\n").find(|one| one.starts_with("reinvention:")).expect("it is told");
    assert!(
        exhibit.contains("said in") && exhibit.contains("the complaint of Amazon"),
        "{exhibit}"
    );
}

#[test]
fn song_liupings_three_statements_keep_their_order() {
    let history = history(&real(), "huawei-v-verizon", Cut::none());
    let song: Vec<_> = history
        .statements
        .iter()
        .filter(|statement| statement.speaker.as_deref() == Some("Song Liuping"))
        .map(|statement| statement.wordings[0].text.split(' ').next().expect("a word"))
        .collect();
    assert_eq!(song, ["Verizon’s", "For", "Unfortunately,"]);
}

#[test]
fn pioneered_is_amazons_in_two_papers_and_novel_firm_approach_in_one() {
    let docket = real();
    let pioneered = statement(&docket, "amazon-v-nokia", "pioneered");
    let sources: Vec<_> = pioneered
        .wordings
        .iter()
        .map(|one| one.source.as_ref().expect("a source").as_str())
        .collect();
    assert_eq!(sources, [LIGHT_READING, TECHRADAR]);
    assert_eq!(pioneered.speaker.as_deref(), Some("Amazon"));
    let strategy = statement(&docket, "amazon-v-nokia", "strategy");
    assert_eq!(strategy.speaker, None, "one source has Nokia say it");
    assert_eq!(strategy.speaker_support, Support::Conflict);
    let novel: Vec<_> =
        strategy.wordings.iter().filter(|one| one.text.contains("novel firm approach")).collect();
    assert_eq!(novel.len(), 1);
    assert_eq!(novel[0].source.as_ref().expect("a source").as_str(), UNSIGNED);
    assert_eq!((novel[0].speaker.as_str(), novel[0].fidelity), ("Nokia", Fidelity::OtherSpeaker));
}

#[test]
fn amazons_no_comment_is_told_once() {
    let state = state(&real(), "amazon-v-nokia", Cut::none());
    let acts: Vec<_> = state.acts.iter().filter(|act| act.kind == Kind::NoComment).collect();
    assert_eq!(acts.len(), 1);
    assert_eq!(acts[0].by, ["Amazon"]);
    assert_eq!(acts[0].events.len(), 1);
}

#[test]
fn four_jurisdictions_have_two_sources_and_upc_is_not_eu() {
    let state = state(&real(), "nokia-v-amazon", Cut::none());
    let jurisdictions = members(&state, "jurisdictions");
    for both in ["US", "DE", "IN", "GB"] {
        assert_eq!(jurisdictions[both], [TECHRADAR, UNSIGNED], "{both}");
    }
    assert_eq!(jurisdictions["UPC"], [UNSIGNED]);
    assert_eq!(jurisdictions["BR"], [TECHRADAR]);
    assert_eq!(jurisdictions["EU"], [TECHRADAR]);
    assert_eq!(jurisdictions.len(), 7);
}

#[test]
fn the_number_of_proceedings_is_thirteen_or_one() {
    let state = state(&real(), "nokia-v-amazon", Cut::none());
    let number = fact(&state, "number_of_proceedings");
    assert_eq!((number.support, &number.value), (Support::Conflict, &None));
    let values: Vec<_> = number
        .values
        .iter()
        .map(|one| {
            let value = one.value.as_ref().expect("a value").to_string();
            (value, one.sources.iter().map(ToString::to_string).collect::<Vec<_>>())
        })
        .collect();
    let claim = |value: &str, source: &str| (value.to_owned(), vec![source.to_owned()]);
    assert_eq!(values, [claim("1", LIGHT_READING), claim("13", TECHRADAR)]);
}

#[test]
fn nokia_v_amazon_began_in_october_contested_by_roughly_a_year() {
    let filed = state(&real(), "nokia-v-amazon", Cut::none()).filed.expect("filed");
    assert_eq!((filed.occurred.as_deref(), filed.support), (Some("2023-10"), Support::Contested));
    let values: Vec<_> =
        filed.values.iter().map(|one| one.value.as_ref().expect("a date").to_string()).collect();
    assert_eq!(values, ["2023-07~", "2023-10", "[2023-10..2023-12]"]);
}

#[test]
fn that_the_suit_is_a_response_is_one_papers_claim() {
    let docket = real();
    let view = view(&docket, "amazon-v-nokia", Cut::none());
    let resolution = view.resolve();
    let suit =
        resolution.acts.iter().find(|act| act.key.as_str() == "complaint").expect("the suit");
    let responds: Vec<_> = suit
        .refers_to
        .iter()
        .filter(|(reference, _)| reference.relation == docket_core::Relation::InResponseTo)
        .collect();
    assert_eq!(responds.len(), 1);
    assert_eq!(responds[0].0.target.to_string(), "nokia-v-amazon/proceedings-techradar");
    let events: Vec<_> = responds[0].1.iter().map(ToString::to_string).collect();
    assert_eq!(events, ["amazon-v-nokia/complaint-techradar"]);
}

#[test]
fn of_huawei_v_verizon_neither_date_nor_court_nor_patents_are_known() {
    let state = state(&real(), "huawei-v-verizon", Cut::none());
    assert_eq!(state.status.name(), "pending");
    let filed = state.filed.as_ref().expect("filed");
    assert_eq!((filed.occurred.as_deref(), filed.support), (None, Support::Unknown));
    assert_eq!(state.court(), None);
    assert!(!state.facts.contains_key("patents_in_suit"));
    let demand = state.acts.iter().find(|act| act.kind == Kind::LicenceDemand).expect("a demand");
    assert_ne!(demand.act.as_str(), "complaint");
    let asked: Vec<String> =
        state.facts.values().filter_map(|fact| fact.one().map(FactValue::to_string)).collect();
    assert!(asked.contains(&"more than 230".to_owned()), "{asked:?}");
    assert!(asked.contains(&"more than USD 1,000,000,000".to_owned()), "{asked:?}");
}

#[test]
fn no_response_of_verizons_is_recorded_and_a_denial_disposes_of_nothing() {
    let state = state(&real(), "huawei-v-verizon", Cut::none());
    assert!(state.acts.iter().all(|act| act.verb != Verb::Responded));
    assert!(state.dispositions.is_empty());
    assert!(state.acts.iter().all(|act| act.verb != Verb::Settled));
}

#[test]
fn nothing_is_settled_in_the_disputes_of_the_news_and_pherah_shows_how_it_looks() {
    let docket = real();
    for name in ["amazon-v-nokia", "nokia-v-amazon", "huawei-v-verizon"] {
        assert!(state(&docket, name, Cut::none()).dispositions.is_empty(), "{name}");
    }
    let pherah = state(&docket, "pherah-v-zoho", Cut::none());
    assert!(pherah.dispositions.iter().all(|one| one.stands));
    assert_eq!(pherah.defending(), 0);
    assert!(["dismissed", "settled"].contains(&pherah.status.name()), "{}", pherah.status.name());
}

#[test]
fn pherahs_defendants_leave_one_by_one() {
    let docket = real();
    let left = |cut| state(&docket, "pherah-v-zoho", cut).defending();
    let counts = [
        ("2016-01-21", 1),
        ("2016-01-26", 16),
        ("2016-01-27", 15),
        ("2016-02-01", 15),
        ("2016-02-08", 11),
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
    for (date, count) in counts {
        assert_eq!(left(Cut::occurred_by(day(date))), count, "occurred by {date}");
    }
    // The order of 29 March was entered on the 31st.
    assert_eq!(left(Cut::published_by(day("2016-03-30"))), 2);
    assert_eq!(left(Cut::published_by(day("2016-03-31"))), 1);
    // For a day, document 23 had GoodData out of the case.
    assert_eq!(left(Cut::published_by(day("2016-02-01"))), 14);
    assert_eq!(left(Cut::published_by(day("2016-02-02"))), 15);
}

#[test]
fn two_replays_of_the_real_disputes_are_byte_identical() {
    for name in crate::story::BUNDLED {
        let replay = || {
            let docket = real();
            let view = view(&docket, name, Cut::none());
            let steps = view.entries().iter().map(|entry| {
                let until = view.until(entry.position);
                let (state, history): (docket_case::CaseState, StatementHistory) = until.project();
                serde_json::json!([state, history]).to_string()
            });
            steps.collect::<Vec<_>>()
        };
        assert_eq!(replay(), replay(), "{name}");
    }
}
