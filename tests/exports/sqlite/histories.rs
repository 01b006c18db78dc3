//! What was known under every cut, as the file has it and as the engine says.

use super::*;

#[test]
fn the_bundled_cases_are_known_alike_by_each_clock() {
    let docket = real();
    let export = Export::of(&docket);
    for view in docket.now().cases().expect("readable cases") {
        let about = view.case().as_str();
        for day in days(&docket, about) {
            agrees(&export, &docket, about, day, None);
            agrees(&export, &docket, about, day, Some(Position(40)));
        }
        for by in positions(&docket) {
            agrees(&export, &docket, about, None, by);
            agrees(&export, &docket, about, Day::from_ymd(2024, 7, 31), by);
        }
        agrees_on_what_had_happened(&export, &view);
    }
}

#[test]
fn what_is_corrected_retracted_undated_and_known_late_is_known_alike_under_every_pair_of_cuts() {
    let docket = invented(
        r#"
        [[event]]
        id = "suit"
        verb = "filed"
        kind = "Complaint"
        source = "court"
        by = "Alpha"
        against = ["Beta", "Gamma"]
        occurred = "2024-07-28"
        published = "2024-08-05"
        facts = { patents_in_suit = 12, jurisdictions = ["US", "DE"] }

        [[event]]
        id = "suit-told"
        act = "suit"
        verb = "filed"
        kind = "Complaint"
        source = "paper"
        occurred = "2024-07~"
        facts = { patents_in_suit = { at_least = 10 }, damages = { about = 5 } }

        [[event]]
        id = "rumour"
        verb = "announced"
        kind = "AnonymousSource"
        source = "nameless"
        occurred = "[2024-07-20..2024-07-25]"
        facts = { damages = 7 }

        [[event]]
        id = "amended"
        verb = "announced"
        kind = "ClerkNotice"
        source = "court"
        published = "2024-08-06"
        effects = [{ corrects = "suit#patents_in_suit", field = "value", to = 11 }]

        [[event]]
        id = "leave"
        verb = "settled"
        manner = 12
        scope = "parties"
        source = "court"
        occurred = "2024-08-07"
        published = "2024-08-09"
        effects = [{ party_leaves = "Gamma" }]

        [[event]]
        id = "withdrawn"
        verb = "announced"
        kind = "PressStatement"
        source = "paper"
        published = "2024-08-08"
        effects = [{ retracts = "suit-told", reason = "an error" }]

        [[event]]
        id = "end"
        verb = "settled"
        manner = 13
        scope = "case"
        source = "court"
        occurred = "2024-08-10"
        published = "2024-08"
        "#,
    );
    let asked = agrees_everywhere(&docket);
    assert!(asked > 250, "{asked} cuts");
}

#[test]
fn a_source_that_is_described_late_or_anew_is_known_alike_from_then_on() {
    let described = |id: &str, name: &str, published: Option<&str>, via: Option<&str>| {
        let source = Source {
            author: None,
            file: None,
            id: key(name),
            kind: SourceKind::Press,
            published: published.map(|date| date.parse().expect("a date")),
            publisher: Some(name.to_owned()),
            sha256: None,
            title: None,
            url: None,
            via: via.map(key),
        };
        Event::bookkeeping(CaseId::ledger(), key(id), Bookkeeping::SourceDescribed(source))
    };
    let report = |id: &str, source: &str, pages: i64| {
        let mut report = motion(&format!("alpha-v-beta/{id}"));
        report.source = Some(key(source));
        report.facts = [(key("pages"), Scalar::count(pages).into())].into();
        report
    };
    let mut retraction = report("retraction", "paper", 9);
    retraction.effects =
        vec![Effect::Retracts { target: Target::Source(key("gone")), reason: None }];
    let docket = record([
        report("one", "paper", 5),
        described("first", "paper", Some("2024-07-31"), Some("agency")),
        described("other", "nobody-in-the-case", Some("2024-07-31"), None),
        report("two", "gone", 7),
        described("gone", "gone", Some("2024-08-01"), None),
        retraction,
        described("again", "paper", Some("2024-08-02"), None),
        described("agency", "agency", Some("2024-07-01"), None),
        described("unknown", "paper", None, None),
    ])
    .0;
    assert!(agrees_everywhere(&docket) > 50);
}

/// How many random histories are exported; more where `DOCKET_EXPORT_CASES` says so.
fn histories() -> u32 {
    std::env::var("DOCKET_EXPORT_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: histories(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_history_is_known_alike_under_every_pair_of_cuts(events in history()) {
        let asked = agrees_everywhere(&record(events).0);
        said(&format!("{asked} cuts"));
    }
}
