//! What the questions about who knew what, and when, answer of the real disputes.

use docket_audit::{
    Bearing, Clock, Diff, Disagree, FieldPath, Fields, FirstKnown, How, Place, Point, Rule, Why,
    conflicts, find, order, public_knew_before, we_knew_before,
};
use docket_core::{Cut, Support};
use docket_time::Truth;

use crate::story::{bundled, day, fact, invented, ledger, members, real, state, view};
use crate::testkit::id;

const AMAZON: &str = "amazon-v-nokia";
const NOKIA: &str = "nokia-v-amazon";

#[test]
fn the_fifteen_conflicts_are_found() {
    let docket = real();
    let found: Vec<(String, String, Disagree)> = [AMAZON, NOKIA]
        .iter()
        .flat_map(|name| conflicts(&view(&docket, name, Cut::none())))
        .map(|one| (one.case.to_string(), one.field.to_string(), one.how))
        .collect();
    for (what, case, field, how) in [
        ("the nature of the act", AMAZON, "acts/complaint", Disagree::Conflict),
        ("Nokia's answer", AMAZON, "statements/defend#words", Disagree::Differs),
        ("reinvention", AMAZON, "statements/reinvention#words", Disagree::Conflict),
        ("the strategy's words", AMAZON, "statements/strategy#words", Disagree::Conflict),
        ("whose strategy claim", AMAZON, "statements/strategy#speaker", Disagree::Conflict),
        ("involved, involve[s]", AMAZON, "statements/strategy#words", Disagree::Differs),
        ("why Nokia left phones", AMAZON, "exit_reason", Disagree::Conflict),
        ("when Nokia sued", NOKIA, "filed", Disagree::Contested),
        ("where", NOKIA, "jurisdictions", Disagree::Differs),
        ("how many", NOKIA, "number_of_proceedings", Disagree::Conflict),
        ("whether it is a response", AMAZON, "in_response_to", Disagree::Conflict),
        ("share of customers", AMAZON, "aws_customers", Disagree::Differs),
        ("since when a cloud", AMAZON, "aws_cloud_since", Disagree::Conflict),
        ("where a quotation ends", AMAZON, "nokia_quotation_covers", Disagree::Ambiguous),
        ("who hopes", AMAZON, "who_hopes_for_agreement", Disagree::Ambiguous),
    ] {
        let wanted = (case.to_owned(), field.to_owned(), how);
        assert!(found.contains(&wanted), "{what}: {found:#?}");
    }
}

#[test]
fn each_side_of_a_conflict_names_its_sources_and_events() {
    let found = conflicts(&view(&real(), NOKIA, Cut::none()));
    let number = found.iter().find(|one| one.field.as_str() == "number_of_proceedings");
    let sides: Vec<String> = number
        .expect("a conflict")
        .values
        .iter()
        .map(|side| format!("{:?} {:?} {:?}", side.value, side.sources, side.events))
        .collect();
    assert_eq!(sides.len(), 2);
    assert!(sides[0].contains("light-reading-2024-07-31"), "{sides:?}");
    assert!(sides[1].contains("proceedings-techradar"), "{sides:?}");
}

#[test]
fn between_the_last_of_july_and_the_first_of_august_only_techradar_is_added() {
    let docket = real();
    let mut changed = Vec::new();
    for name in [AMAZON, NOKIA] {
        let at = |text| view(&docket, name, Cut::published_by(day(text)));
        let diff = Diff::between(&at("2024-07-31"), &at("2024-08-01"));
        assert!(diff.withdrawn.is_empty(), "{:?}", diff.withdrawn);
        assert!(diff.added.iter().all(|event| event.key.as_str().contains("techradar")));
        assert!(!diff.added.is_empty());
        changed.extend(diff.changes.into_iter().map(|change| (change.field.to_string(), change)));
    }
    let change = |field: &str| {
        let found = changed.iter().find(|(name, _)| name == field);
        &found.unwrap_or_else(|| panic!("{field} changed")).1
    };
    let value =
        |field: &str| change(field).to.as_ref().and_then(|to| to.one()).map(ToString::to_string);
    assert_eq!(change("patents_in_suit").how, How::BecameKnown);
    assert_eq!(value("patents_in_suit").as_deref(), Some("12"));
    assert_eq!(value("court").as_deref(), Some("ded"));
    assert_eq!(change("jurisdictions").how, How::BecameKnown);
    assert_eq!(value("filed").as_deref(), Some("[2024-07-28..2024-07-31]"));
    let number = change("number_of_proceedings");
    assert_eq!(number.to.as_ref().map(|to| to.support), Some(Support::Conflict));
    let because: Vec<_> = number.because.iter().map(ToString::to_string).collect();
    assert_eq!(because, ["nokia-v-amazon/proceedings-techradar"]);
}

#[test]
fn a_retraction_of_the_misattribution_removes_it_and_leaves_it_visible_before() {
    let retraction = r#"
        [source.unsigned-correction]
        kind = "recorder"
        published = "2024-09-01"

        [[event]]
        id = "strategy-retracted"
        verb = "announced"
        kind = "PressStatement"
        source = "unsigned-correction"
        effects = [{ retracts = "strategy-unsigned", reason = "invented: no such suit says so" }]
    "#;
    let docket = ledger(&[format!("{}\n{retraction}", bundled(AMAZON)), bundled(NOKIA)]);
    let speakers = |cut| {
        let fields = Fields::of(&view(&docket, AMAZON, cut));
        let speaker = fields.get(&FieldPath::from("statements/strategy#speaker"));
        speaker.map(|speaker| (speaker.support, speaker.values.len()))
    };
    assert_eq!(speakers(Cut::none()), Some((Support::Stated, 0)));
    let before = Cut::published_by(day("2024-08-31")).possibly();
    assert_eq!(speakers(before).map(|(_, speakers)| speakers), Some(2));
    let (from, to) = (Cut::published_by(day("2024-08-31")), Cut::published_by(day("2024-09-01")));
    let diff = Diff::between(
        &view(&docket, AMAZON, from.possibly()),
        &view(&docket, AMAZON, to.possibly()),
    );
    let withdrawn: Vec<_> = diff.withdrawn.iter().map(ToString::to_string).collect();
    assert_eq!(withdrawn, ["amazon-v-nokia/strategy-unsigned"]);
    // Why it is not said any more names who took it back, and the reason given.
    let why = Why::of(&view(&docket, AMAZON, Cut::none()), &"statements/strategy#speaker".into());
    assert_eq!(why.expect("known").state.support, Support::Stated);
}

#[test]
fn why_the_day_of_filing_names_each_report_and_the_rules() {
    let docket = real();
    let why = |cut| Why::of(&view(&docket, AMAZON, cut), &FieldPath::fact("filed")).expect("filed");
    let all = why(Cut::none());
    assert_eq!(all.evidence.len(), 3);
    assert!(all.evidence.iter().all(|one| one.bearing == Bearing::Supports));
    assert!(all.rules.contains(&Rule::FirstPaper));
    assert!(all.contradicted_by().is_empty());
    // The day itself comes from a report without a date, so it is certainly public never.
    assert_eq!(all.since[1], (Clock::Published, None));
    let public = why(Cut::published_by(day("2024-08-01")));
    assert_eq!(public.evidence.len(), 2);
    assert_eq!(public.since[1], (Clock::Published, Some(Point::Day(day("2024-08-01")))));
}

#[test]
fn why_nokias_suits_began_in_october_is_that_a_firm_claim_goes_before_a_rough_one() {
    let why = Why::of(&view(&real(), NOKIA, Cut::none()), &FieldPath::fact("filed"));
    let why = why.expect("filed");
    assert!(why.rules.contains(&Rule::Weighing(docket_core::Rule::FirmBeforeQualified)));
    let against: Vec<_> = why.contradicted_by().iter().map(ToString::to_string).collect();
    assert_eq!(against, ["nokia-v-amazon/proceedings-unsigned-year"]);
}

#[test]
fn why_a_value_is_contested_names_who_disputes_it_and_nobody_who_took_that_back() {
    let report = |id: &str, source: &str, does: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\nverb = \"announced\"\nkind = \"PressStatement\"\n\
             source = \"{source}\"\n{does}\n"
        )
    };
    let told = report("told", "paper", "facts = { patents = 12 }")
        + &report("denial", "beta", "effects = [{ disputes = \"told\", reason = \"ten\" }]")
        + &report("doubt", "gazette", "effects = [{ disputes = \"told\" }]")
        + &report("no-doubt", "gazette", "effects = [{ retracts = \"doubt\" }]");
    let view = view(&invented(&told), "alpha-v-beta", Cut::none());
    let why = Why::of(&view, &FieldPath::fact("patents")).expect("known");
    let against: Vec<_> = why.contradicted_by().iter().map(ToString::to_string).collect();
    assert_eq!(against, ["alpha-v-beta/denial"]);
    let note = why.evidence.iter().find_map(|one| one.note.clone());
    assert_eq!(note.as_deref(), Some("disputes alpha-v-beta/told: ten"));
    assert_eq!(why.state.support, Support::Contested);
}

#[test]
fn why_names_the_correction_that_gave_a_value_and_who_disputes_it() {
    let told = r#"
        [[event]]
        id = "told"
        verb = "announced"
        kind = "PressStatement"
        source = "paper"
        facts = { patents = 12, judge = "A" }

        [[event]]
        id = "correction"
        verb = "announced"
        kind = "PressStatement"
        source = "paper-later"
        effects = [{ corrects = "told#patents", field = "value", to = 10 }]

        [[event]]
        id = "denial"
        verb = "announced"
        kind = "PressStatement"
        source = "beta"
        effects = [{ disputes = "correction" }]

        [[event]]
        id = "rival"
        verb = "announced"
        kind = "PressStatement"
        source = "gazette"
        effects = [{ corrects = "told#patents", field = "value", to = 9 }]
    "#;
    let view = view(&invented(told), "alpha-v-beta", Cut::none());
    let rows = |field| {
        let why = Why::of(&view, &FieldPath::fact(field)).expect("known");
        let row = |one: &docket_audit::Evidence| {
            let value = one.value.as_ref().map_or(String::new(), ToString::to_string);
            format!("{} {} {value}", one.bearing.words(), one.event.key)
        };
        why.evidence.iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(
        rows("patents"),
        ["supports told 10", "corrects correction 10", "disputes denial ", "disputes rival 9"]
    );
    assert_eq!(
        rows("judge"),
        ["supports told A"],
        "what is said of another fact is not its matter"
    );
}

#[test]
fn a_party_is_told_by_the_reports_that_name_it() {
    let report = |id: &str, source: &str, against: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\nact = \"suit\"\nverb = \"filed\"\nkind = \"Complaint\"\n\
             source = \"{source}\"\nby = \"Alpha\"\nagainst = {against}\n"
        )
    };
    let told =
        report("one", "court", "[\"Beta\", \"Gamma\"]") + &report("two", "paper", "\"Beta\"");
    let state = state(&invented(&told), "alpha-v-beta", Cut::none());
    let sources = |name: &str| {
        let party = state.parties.iter().find(|party| party.name == name).expect("a party");
        party.sources.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(sources("Beta"), ["court", "paper"]);
    assert_eq!(sources("Gamma"), ["court"]);
}

#[test]
fn twelve_patents_were_public_on_the_first_of_august_on_one_word_alone() {
    let docket = real();
    let view = view(&docket, AMAZON, Cut::none());
    let known =
        |clock| FirstKnown::of(&view, &FieldPath::fact("patents_in_suit"), Some("12"), clock);
    let public = known(Clock::Published);
    assert_eq!(public.said, Some(Point::Day(day("2024-08-01"))));
    assert_eq!(public.stated, public.said);
    // The other source that says so has no date, so when there were two is not certain.
    assert_eq!(public.corroborated, None);
    let recorded = known(Clock::Recorded);
    assert!(recorded.corroborated > recorded.said);
    assert_eq!(recorded.stretches.len(), 2);
}

#[test]
fn a_value_that_others_contradict_is_said_and_later_not_the_value() {
    let docket = real();
    let path = FieldPath::fact("number_of_proceedings");
    let known =
        FirstKnown::of(&view(&docket, NOKIA, Cut::none()), &path, Some("1"), Clock::Published);
    let held: Vec<_> = known
        .stretches
        .iter()
        .map(|one| (one.from.to_string(), one.held.is_value, one.held.support))
        .collect();
    assert_eq!(
        held,
        [
            ("2024-07-31".to_owned(), true, Support::Stated),
            ("2024-08-01".to_owned(), false, Support::Conflict),
        ]
    );
    assert_eq!(known.corroborated, None);
}

/// Reports of one act by these sources, each of which says how many patents there are.
fn counted(reports: &[(&str, u8)]) -> docket_core::Docket {
    let report = |(at, (source, patents)): (usize, &(&str, u8))| {
        format!(
            "[[event]]\nid = \"report-{at}\"\nact = \"suit\"\nverb = \"filed\"\nkind = \"Complaint\"\n\
             source = \"{source}\"\noccurred = \"2024-07-30\"\nfacts = {{ patents = {patents} }}\n"
        )
    };
    let wire = "[source.wire]\npublisher = \"A Daily\"\nkind = \"press\"\nvia = \"paper\"\n";
    invented(&(wire.to_owned() + &reports.iter().enumerate().map(report).collect::<String>()))
}

fn corroborated(docket: &docket_core::Docket, value: Option<&str>) -> Option<u64> {
    let path = FieldPath::fact("patents");
    let view = view(docket, "alpha-v-beta", Cut::none());
    match FirstKnown::of(&view, &path, value, Clock::Recorded).corroborated? {
        Point::Entry(position, _) => Some(position.0),
        Point::Beginning | Point::Day(_) => None,
    }
}

#[test]
fn two_articles_of_one_publisher_or_of_one_origin_corroborate_nothing() {
    assert_eq!(corroborated(&counted(&[("paper", 12), ("paper-later", 12)]), None), None);
    assert_eq!(corroborated(&counted(&[("paper", 12), ("wire", 12)]), None), None);
    let docket = counted(&[("paper", 12), ("wire", 12), ("gazette", 12)]);
    let last = crate::story::position(&docket, "alpha-v-beta/report-2");
    assert_eq!(corroborated(&docket, Some("12")), Some(last.0));
}

#[test]
fn what_two_papers_say_against_the_court_is_not_corroborated() {
    let docket = counted(&[("court", 13), ("paper", 12), ("gazette", 12)]);
    assert_eq!(corroborated(&docket, Some("12")), None);
    // A paper that contradicts the court does not bear it out either.
    assert_eq!(corroborated(&counted(&[("court", 13), ("paper", 12)]), None), None);
    let path = FieldPath::fact("patents");
    let view = view(&docket, "alpha-v-beta", Cut::none());
    let known = FirstKnown::of(&view, &path, Some("12"), Clock::Recorded);
    assert!(known.said.is_some() && known.stated.is_none());
}

#[test]
fn nokias_suits_came_before_amazons_and_of_one_day_the_dockets_order_decides() {
    let docket = real();
    let (nokia, amazon) = (view(&docket, NOKIA, Cut::none()), view(&docket, AMAZON, Cut::none()));
    let (theirs, ours) =
        (id("nokia-v-amazon/proceedings-techradar"), id("amazon-v-nokia/complaint-techradar"));
    let told = order((&nokia, &theirs), (&amazon, &ours)).expect("both are told");
    assert_eq!((told.before, told.same_day), (Truth::Yes, Truth::No));
    let pherah = view(&docket, "pherah-v-zoho", Cut::none());
    let (one, other) = (id("pherah-v-zoho/dismissal-tibco"), id("pherah-v-zoho/dismissal-asana"));
    let told = order((&pherah, &one), (&pherah, &other)).expect("both are told");
    assert_eq!((told.before, told.same_day), (Truth::Yes, Truth::Yes));
    assert!(told.why.contains("lists the first before the second"), "{}", told.why);
    let back = order((&pherah, &other), (&pherah, &one)).expect("both are told");
    assert_eq!(back.before, Truth::No);
    // The reply of Nokia to the press is dated no closer than "by the day of the report".
    let reply = id("amazon-v-nokia/reply-light-reading");
    let told = order((&amazon, &reply), (&amazon, &ours)).expect("both are told");
    assert_eq!((told.before, told.same_day), (Truth::Unknown, Truth::Unknown));
}

#[test]
fn the_dismissal_of_29_march_was_not_known_before_the_next_one_by_the_day_alone() {
    let docket = real();
    let pherah = view(&docket, "pherah-v-zoho", Cut::none());
    let knew = |known: &str, happened: &str| {
        let (known, happened) = (id(known), id(happened));
        public_knew_before((&pherah, &known), (&pherah, &happened)).expect("both are told").knew
    };
    let (complaint, order) = ("pherah-v-zoho/complaint", "pherah-v-zoho/consolidation");
    assert_eq!(knew(complaint, order), Truth::Yes);
    assert_eq!(knew(order, complaint), Truth::No);
    assert_eq!(knew(order, order), Truth::Unknown, "published on the day itself");
    // This ledger learned of it all years later.
    let (complaint, order) = (id(complaint), id(order));
    let ours = we_knew_before((&pherah, &complaint), (&pherah, &order)).expect("both are told");
    assert_eq!(ours.knew, Truth::No);
}

#[test]
fn words_are_found_under_the_same_cuts() {
    let docket = real();
    let found = |words: &str, cut: Cut, places: &[Place]| {
        let hits = find(&view(&docket, AMAZON, cut), words, places);
        hits.iter().map(|hit| hit.event.key.to_string()).collect::<Vec<_>>()
    };
    let all = found("reinvention", Cut::none(), &Place::ALL);
    assert!(all.contains(&"complaint-unsigned".to_owned()), "{all:?}");
    let by = Cut::published_by(day("2024-07-31"));
    let public = found("REINVENT", by, &[Place::Statements]);
    assert!(!public.is_empty() && public.iter().all(|event| event == "complaint-light-reading"));
    assert!(found("reinvention", Cut::none(), &[Place::Parties]).is_empty());
    assert_eq!(found("no such words", Cut::none(), &Place::ALL), Vec::<String>::new());
}

#[test]
fn upc_was_told_by_one_source_and_us_by_two() {
    let state = state(&real(), NOKIA, Cut::none());
    assert_eq!(members(&state, "jurisdictions")["UPC"].len(), 1);
    assert_eq!(fact(&state, "jurisdictions").support, Support::Stated);
    let docket = real();
    let view = view(&docket, NOKIA, Cut::none());
    let known = |value| {
        FirstKnown::of(&view, &FieldPath::fact("jurisdictions"), Some(value), Clock::Recorded)
    };
    assert!(known("UPC").corroborated.is_none());
    assert!(known("US").corroborated.is_some());
}
