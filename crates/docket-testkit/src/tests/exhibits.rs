//! What exhibits look like.

use docket_core::{Act, CaseId, Cut, Kind, Projection, Scalar};

use super::sample::{Papers, projection};
use crate::{History, Kit, court, press, published_by, told};

/// Two papers tell of a suit, and one of them is wrong.
pub(super) fn suit() -> History {
    History::of("alpha-v-beta")
        .given(press("gazette", "2024-07-31"))
        .given(press("herald", "2024-08-02"))
        .given(court("court"))
        .when_recorded(
            "2024-08-01",
            told("alpha-v-beta/suit-gazette", "gazette", Kind::Complaint)
                .act("suit")
                .on("2024-07-30")
                .by("Alpha")
                .fact("patents", Scalar::count(12))
                .quoting("theft", "Alpha", "they took it all"),
        )
        .when_recorded(
            "2024-08-03",
            told("alpha-v-beta/suit-herald", "herald", Kind::Complaint)
                .act("suit")
                .on("2024-07-30")
                .by("Alpha")
                .fact("patents", Scalar::count(11))
                .quoting("theft", "Alpha", "they took all of it"),
        )
        .when_recorded(
            "2024-08-05",
            told("alpha-v-beta/suit-herald-2", "herald", Kind::PressStatement)
                .published("2024-08-04")
                .correcting("alpha-v-beta/suit-herald", "patents", Scalar::count(12)),
        )
}

fn kit() -> Kit<Papers> {
    Kit::of()
}

#[test]
fn a_timeline_shows_what_changed() {
    let timeline = kit().timeline(&suit());
    assert_eq!(timeline.name(), "Papers.alpha-v-beta.timeline");
    insta::assert_snapshot!(timeline.text(), @r#"
    @1 to @3: nothing changes
    @4    2024-08-01 suit-gazette      + acts › "2024-07-30 Complaint Alpha "
                                       + facts › "patents": "Some(One(Quantity(Quantity { number: 12, bound: Exact, currency: None })))"
                                       + open: 1
    @5    2024-08-03 suit-herald       - facts › "patents": "Some(One(Quantity(Quantity { number: 12, bound: Exact, currency: None })))"
                                       + facts › "patents": "None"
    @6    2024-08-05 suit-herald-2     - facts › "patents": "None"
                                       - open: 1
                                       + acts › "[..2024-08-04] PressStatement  "
                                       + facts › "patents": "Some(One(Quantity(Quantity { number: 12, bound: Exact, currency: None })))"
                                       + open: 2
    "#);
}

#[test]
fn a_grid_tells_each_state_once() {
    insta::assert_snapshot!(kit().grid(&suit()).text(), @r#"
    public, recorded      @1-3        @4        @5        @6
    before                   1         2         2         2
    2024-07-31               1         3         3         3
    2024-08-02               1         3         4         4
    2024-08-04               1         3         4         5

    1
      nothing is recorded

    2, against 1
      + acts: []
      + facts: {}
      + open: 0

    3, against 2
      - acts: []
      - facts: {}
      - open: 0
      + acts › "2024-07-30 Complaint Alpha "
      + facts › "patents": "Some(One(Quantity(Quantity { number: 12, bound: Exact, currency: None })))"
      + open: 1

    4, against 3
      - facts › "patents": "Some(One(Quantity(Quantity { number: 12, bound: Exact, currency: None })))"
      + facts › "patents": "None"

    5, against 4
      - facts › "patents": "None"
      - open: 1
      + acts › "[..2024-08-04] PressStatement  "
      + facts › "patents": "Some(One(Quantity(Quantity { number: 12, bound: Exact, currency: None })))"
      + open: 2
    "#);
}

#[test]
fn one_day_and_what_lies_between_two() {
    let day = kit().known_on(&suit(), "2024-08-02");
    assert_eq!(day.name(), "Papers.alpha-v-beta.published-by-2024-08-02");
    assert!(day.text().contains("open: 1"), "{day}");
    let diff = kit().diff(&suit(), &published_by("2024-07-31"), &published_by("2024-08-02"));
    let name = "Papers.alpha-v-beta.published-by-2024-07-31.to.published-by-2024-08-02";
    assert_eq!(diff.name(), name);
    insta::assert_snapshot!(diff.text(), @r#"
    - facts › "patents": "Some(One(Quantity(Quantity { number: 12, bound: Exact, currency: None })))"
    + facts › "patents": "None"
    "#);
}

#[test]
fn who_said_what() {
    let said = crate::statements(&suit(), &Cut::none());
    assert_eq!(said.name(), "statements.alpha-v-beta.now");
    insta::assert_snapshot!(said.text(), @"
    alpha-v-beta: 1 statement

    theft: Alpha, 2024-07-30
      quotations differ; none is chosen
      first printed by gazette
      2 independent roots: gazette, herald
      “they took it all”
        gazette; 2024-07-31; Alpha; reference
      “they took all of it”
        herald; 2024-08-02; Alpha; reworded
    ");
}

projection!(Recordings(Vec<String>), |state, act| {
    for report in &act.reports {
        let entry = report.entry;
        let leaf = entry.leaf_hash();
        let hash =
            leaf.as_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        state.push(format!("{} {} {} {hash}", entry.event.id, entry.recorded_at, entry.salt));
    }
});

#[test]
fn what_differs_from_run_to_run_is_not_shown() {
    let now = Kit::<Recordings>::of().state(&suit().until(4), &Cut::none());
    let now = now.redacted([("suit-gazette", "[the suit]")]);
    now.settings().bind(|| {
        insta::assert_snapshot!(now.text(), @r#"
    Recordings(
        [
            "[the suit] [instant] [salt] [hash]",
        ],
    )
    "#);
    });
}

#[test]
fn names_are_fit_for_files() {
    let history = History::of("ded/1:24-cv-00010").given(court("court"));
    assert_eq!(kit().timeline(&history).name(), "Papers.ded-1-24-cv-00010.timeline");
}
