//! What examples are for: each is tried, made smaller where it breaks a law, and spoken of.

use docket_core::{Act, CaseId, Kind, Projection, Scalar};

use super::sample::projection;
use crate::{History, Kit, Law, court, told};

/// A long history in which few reports tell of a needle.
fn haystack(reports: usize, needles: &[usize]) -> History {
    let papers = (0..reports).map(|at| {
        let paper = told(&format!("alpha-v-beta/paper-{at}"), "court", Kind::Letter);
        let paper = paper.on("2024-07-30");
        if needles.contains(&at) { paper.fact("needle", Scalar::count(1)) } else { paper }
    });
    papers.fold(History::of("alpha-v-beta").given(court("court")), History::given)
}

/// Where needles were recorded among other papers: a mistake.
fn needles() -> Kit<Needles> {
    Kit::of()
}

projection!(Needles(Vec<String>), |state, act| {
    if act.facts.keys().any(|name| name.as_str() == "needle") {
        state.push(format!("{} {}", act.reports[0].entry.position, act.reports[0].event.id));
        state.sort();
    }
});

#[test]
fn a_bug_in_a_long_example_is_told_with_few_entries() {
    let kit = needles().with_example(&haystack(200, &[60, 150])).with_effort(1);
    let broken = kit.check(Law::Order).expect_err("a position is part of the state");
    let told = broken.seen.lines().filter(|line| line.trim_start().starts_with('@')).count();
    assert!((2..12).contains(&told), "{broken}");
    assert!(!broken.seen.contains(" more\n"), "{broken}");
}

projection!(OnePage(Vec<String>), |state, act| {
    state.push(format!("{} {:?}", act.reports[0].entry.position, act.kind));
    if state.len() <= 60 {
        *state = vec![String::new(); state.len()];
    }
});

#[test]
fn a_bug_that_only_an_example_is_long_enough_for() {
    Kit::<OnePage>::of().obeys(Law::Order);
    let broken = Kit::<OnePage>::of().with_example(&haystack(80, &[])).check(Law::Order);
    broken.expect_err("the example has more papers than a page");
}

#[test]
fn a_bug_that_shows_only_where_random_histories_tell_what_an_example_does() {
    needles().obeys(Law::Order);
    let one = haystack(1, &[0]);
    let broken = needles().with_example(&one).check(Law::Order);
    let broken = broken.expect_err("a position is part of the state");
    assert!(broken.seen.contains("needle"), "{broken}");
}
