//! What lines say besides: lawyers, judges, patents, other cases, and seals that are lifted.

use docket_case::CaseState;
use docket_core::{CaseView, Cut, EntryState, Support};
use serde_json::json;

use super::{import, ledger, view};
use crate::story::{day, told};

const CASE: &str = "ded/1:24-cv-00020";

/// An invented docket.
fn docket() -> String {
    let lines = [
        (
            "1",
            "2024-01-02",
            "COMPLAINT for patent infringement against Birch GmbH, filed by Alder Inc.",
        ),
        (
            "2",
            "2024-01-02",
            "Report to the Commissioner of Patents and Trademarks for Patent Number(s) 7,725,375 B2; 9,329,909.",
        ),
        ("3", "2024-01-09", "Case assigned to Judge Rowan Yew. (abc)"),
        (
            "4",
            "2024-02-01",
            "NOTICE of Attorney Appearance by Elm Fir on behalf of Birch GmbH (Fir, Elm)",
        ),
        (
            "5",
            "2024-03-01",
            "ORDER. The Clerk is directed to seal the notice at docket no. 4. Signed by Judge Rowan Yew.",
        ),
        (
            "6",
            "2024-04-01",
            "ORDER granting motion to unseal docket no. 4. Signed by Judge Rowan Yew.",
        ),
        (
            "7",
            "2024-05-01",
            "ORDER REASSIGNING CASE. Case reassigned to Judge Ann Ash for all further proceedings.",
        ),
        (
            "8",
            "2024-06-01",
            "NOTICE of Substitution of Counsel by Hazel Oak on behalf of Birch GmbH Substituting for attorney Elm Fir (Oak, Hazel)",
        ),
        (
            "9",
            "2024-07-01",
            "ORDER CONSOLIDATING CASES. The lead case is 1:24-cv-19. Signed by Judge Ann Ash.",
        ),
        ("10", "2024-08-01", "Case transferred to Northern District of California. (abc)"),
    ];
    let line = |(number, day, text)| json!({"document_number": number, "date_filed": day, "date_entered": day, "description": text});
    json!({
        "court_id": "ded",
        "docket_number": "1:24-cv-00020",
        "case_name": "Alder Inc. v. Birch GmbH",
        "docket_entries": lines.map(line),
        "parties": [
            {"name": "Alder Inc.", "type": "Plaintiff"},
            {"name": "Birch GmbH", "type": "Defendant"},
        ],
    })
    .to_string()
}

#[test]
fn a_docket_tells_its_lawyers_judges_patents_and_other_cases_since_their_days() {
    let ledger = ledger();
    import(&ledger, &docket(), None, false);
    let by = |date: &str| -> CaseState {
        view(&ledger, CASE).with_cut(&Cut::occurred_by(day(date))).project()
    };
    let patents = ("US 7725375 B2, US 9329909".to_owned(), Support::Stated);
    let set = by("2024-01-02").facts["patents_in_suit"].members().to_vec();
    let names: Vec<String> = set.iter().map(|member| member.value.to_string()).collect();
    assert_eq!(names.join(", "), patents.0);
    let judge = |date| told(&by(date), "assigned_to");
    assert_eq!(judge("2024-01-09"), ("Rowan Yew".to_owned(), Support::Stated));
    assert_eq!(judge("2024-05-01"), ("Ann Ash".to_owned(), Support::Stated));
    let counsel = |date| {
        let state = by(date);
        let party = state.parties.iter().find(|party| party.name == "Birch GmbH").expect("a party");
        party.counsel.iter().cloned().collect::<Vec<_>>().join(", ")
    };
    assert_eq!([counsel("2024-02-01"), counsel("2024-06-01")], ["Elm Fir", "Hazel Oak"]);
    let moves: Vec<(&str, String)> =
        by("2024-08-01").moves.iter().map(|one| (one.how, one.with.join(" "))).collect();
    assert_eq!(
        moves,
        [("consolidates", "ded/1:24-cv-00019".to_owned()), ("transfers", "cand".to_owned())]
    );
}

#[test]
fn a_seal_that_is_lifted_restricts_no_more() {
    let ledger = ledger();
    import(&ledger, &docket(), None, false);
    let state = |date: &str| {
        let view = view(&ledger, CASE).with_cut(&Cut::published_by(day(date)));
        let letter = |entry: &&docket_core::LogEntry| entry.event.id.as_str() == "4";
        let position = view.entries().iter().find(letter).expect("the letter").position;
        view.resolve().states[&position]
    };
    assert_eq!(state("2024-02-28"), EntryState::Stands);
    assert_eq!(state("2024-03-01"), EntryState::Restricted);
    assert_eq!(state("2024-04-01"), EntryState::Stands);
}

/// A complaint that names one of three defendants, and what lets two of them go.
fn stipulated(last: &str) -> CaseState {
    let line = |(number, day, text): (&str, &str, &str)| json!({"document_number": number, "date_filed": day, "date_entered": day, "description": text});
    let party = |(name, role): (&str, &str)| json!({"name": name, "type": role});
    let lines = [
        ("1", "2024-01-02", "COMPLAINT against Birch GmbH, filed by Alder Inc."),
        ("2", "2024-02-01", "STIPULATION of Dismissal as to Birch GmbH by Alder Inc."),
        ("3", "2024-03-01", last),
    ];
    let parties = [
        ("Alder Inc.", "Plaintiff"),
        ("Birch GmbH", "Defendant"),
        ("Cedarwood Networks", "Defendant"),
        ("Dogwood Foods", "Defendant"),
    ];
    let docket = json!({
        "court_id": "ded",
        "docket_number": "1:24-cv-00021",
        "case_name": "Alder Inc. v. Birch GmbH",
        "date_filed": "2024-01-02",
        "docket_entries": lines.map(line),
        "parties": parties.map(party),
    });
    let ledger = ledger();
    import(&ledger, &docket.to_string(), None, false);
    view(&ledger, "ded/1:24-cv-00021").project()
}

#[test]
fn a_case_goes_on_while_a_party_is_left_that_only_the_head_of_the_docket_names() {
    let is = |last| {
        let state = stipulated(last);
        (state.status.name(), state.defending())
    };
    assert_eq!(is("LETTER from Alder Inc."), ("pending", 2));
    assert_eq!(is("STIPULATION of Dismissal as to Dogwood Foods by Alder Inc."), ("pending", 1));
    let both = "STIPULATION of Dismissal as to Cedarwood Networks and Dogwood Foods by Alder Inc.";
    assert_eq!(is(both), ("dismissed", 0));
    let all_but =
        "STIPULATION of Dismissal as to all defendants except Dogwood Foods by Alder Inc.";
    assert_eq!(is(all_but), ("pending", 1));
    assert_eq!(
        stipulated(all_but).parties_in().last().map(|party| party.name.as_str()),
        Some("Dogwood Foods")
    );
}

#[test]
fn what_ends_some_of_it_does_not_end_the_case() {
    let is = |last| {
        let state = stipulated(last);
        (state.status.name(), state.defending())
    };
    for last in [
        "ORDER dismissing Counts II and IV of the complaint",
        "ORDER granting 12 Motion for Partial Summary Judgment",
        "ORDER granting Motion for Summary Judgment as to claim construction",
        "NOTICE of Voluntary Dismissal re Hazel Oak (Fir, Elm)",
        "STIPULATION of Dismissal as to Dogwood Foods Holdings LLC by Alder Inc.",
        "ORDER that Dogwood Foods is NOT dismissed",
        "ORDER lifting the administrative closing of the case",
    ] {
        assert_eq!(is(last), ("pending", 2), "{last}");
    }
    for last in [
        "ORDER dismissing Cedarwood Networks. Dogwood Foods remains in the case.",
        "ORDER: Cedarwood Networks is dismissed and Dogwood Foods is NOT dismissed.",
        "***Party Cedarwood Networks terminated. (abc)",
        "Defendant Cedarwood Networks terminated.",
    ] {
        assert_eq!(is(last), ("pending", 1), "{last}");
    }
}

/// What a docket comes to whose case is sued by one against two, after these lines.
fn after(lines: &[&str]) -> CaseState {
    after_view(lines).project()
}

fn after_view(lines: &[&str]) -> CaseView {
    let line = |(nth, text): (usize, &&str)| json!({"document_number": (nth + 1).to_string(), "date_filed": format!("2024-0{}-01", nth + 1), "date_entered": format!("2024-0{}-01", nth + 1), "description": text});
    let docket = json!({
        "court_id": "ded",
        "docket_number": "1:24-cv-00022",
        "case_name": "Alder Inc. v. Birch GmbH",
        "docket_entries": lines.iter().enumerate().map(line).collect::<Vec<_>>(),
        "parties": [
            {"name": "Alder Inc.", "type": "Plaintiff"},
            {"name": "Birch GmbH", "type": "Defendant"},
            {"name": "Cedarwood Networks", "type": "Defendant"},
        ],
    });
    let ledger = ledger();
    import(&ledger, &docket.to_string(), None, false);
    view(&ledger, "ded/1:24-cv-00022")
}

const COMPLAINT: &str = "COMPLAINT against All Defendants, filed by Alder Inc. for infringement of U.S. Patent Nos. 8,123,456 and 9,234,567";

#[test]
fn an_order_ends_what_the_motion_asked_for() {
    let is = |motion| {
        let state = after(&[COMPLAINT, motion, "ORDER granting 2 Motion to Dismiss."]);
        (state.status.name(), state.defending())
    };
    assert_eq!(is("MOTION to Dismiss Party Birch GmbH by Alder Inc."), ("pending", 1));
    assert_eq!(is("MOTION to Dismiss Counts 1 and 2 by Birch GmbH"), ("pending", 2));
    assert_eq!(is("MOTION to Dismiss by Birch GmbH (Fir, Elm)"), ("pending", 1));
    assert_eq!(is("MOTION to Dismiss by Birch GmbH, Cedarwood Networks"), ("judgment", 2));
}

#[test]
fn what_was_ended_goes_on_when_a_court_says_so() {
    let closed = "ORDER administratively closing the case. Signed by Judge Ann Ash";
    let judgment = "JUDGMENT in favor of all defendants";
    let status = |lines: &[&str]| {
        let lines: Vec<&str> = std::iter::once(COMPLAINT).chain(lines.iter().copied()).collect();
        after(&lines).status.name()
    };
    assert_eq!(status(&[closed]), "stayed");
    for line in [
        "ORDER REOPENING CASE",
        "Case reopened.",
        "ORDER: the administrative closing is lifted.",
        "ORDER granting 3 Motion to Reopen Case",
    ] {
        assert_eq!(status(&[closed, line]), "pending", "{line}");
    }
    assert_eq!(status(&[closed, "ORDER denying 3 Motion to Reopen Case"]), "stayed");
    let granted = "ORDER granting 12 Motion for Summary Judgment";
    let appeal = "NOTICE OF APPEAL as to 3 Judgment by Alder Inc.";
    assert_eq!(status(&[granted, judgment, appeal]), "closed");
    for line in [
        "MANDATE of USCA as to 4 Notice of Appeal: the judgment of the District Court is VACATED and the case is remanded",
        "USCA JUDGMENT issued as mandate as to 4 Notice of Appeal. The judgment of the District Court is reversed.",
    ] {
        assert_eq!(status(&[granted, judgment, appeal, line]), "pending", "{line}");
    }
    let affirmed = "MANDATE of USCA as to 4 Notice of Appeal: the judgment is AFFIRMED";
    assert_eq!(status(&[granted, judgment, appeal, affirmed]), "closed");
}

#[test]
fn a_report_to_the_patent_office_leaves_the_complaints_patents_as_they_are() {
    let report =
        "Report to the Commissioner of Patents and Trademarks for Patent Number(s) 9,234,567 B2.";
    let state = after(&[COMPLAINT, report]);
    let members = |fact: &str| {
        let set = state.facts[fact].members();
        set.iter().map(|member| member.value.to_string()).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(members("patents_in_suit"), "US 8123456, US 9234567");
    assert_eq!(members("patents_reported"), "US 9234567 B2");
}

#[test]
fn an_order_to_seal_closes_the_document_that_it_names_or_grants() {
    for order in [
        "ORDER TO SEAL DOCUMENT 2",
        "ORDER granting 3 Motion to Seal 2",
        "ORDER granting 3 Motion to Seal",
    ] {
        let lines =
            [COMPLAINT, "LETTER from Alder Inc.", "MOTION to Seal Document 2 Letter", order];
        let docket = after_view(&lines);
        let letter = docket.entries().iter().find(|entry| entry.event.id.as_str() == "2");
        let position = letter.expect("the letter").position;
        assert_eq!(docket.resolve().states[&position], EntryState::Restricted, "{order}");
    }
}

#[test]
fn an_order_that_vacates_a_dismissal_brings_the_case_back() {
    let vacated = stipulated("ORDER vacating 2 Stipulation of Dismissal and REOPENING case");
    assert_eq!((vacated.status.name(), vacated.defending()), ("pending", 3));
}
