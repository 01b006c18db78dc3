use deadlines::Deadlines;
use docket_core::{Cut, Effect, Ending, Kind};
use docket_testkit::{History, Kit, assert_exhibit, court, published_by, recorded_by, told};

fn deadline(what: &str, due: &str) -> Effect {
    let due = due.parse().expect("a date");
    Effect::Deadline { deadline: what.to_owned(), due, party: None }
}

/// An order that sets two deadlines, and one that vacates it; the second was recorded late.
fn history() -> History {
    let order = told("alpha-v-beta/order-1", "court", Kind::Order)
        .on("2024-05-02")
        .published("2024-05-03")
        .effect(deadline("answer", "2024-05-24"))
        .effect(deadline("initial disclosures", "2024-06-07"));
    let second = told("alpha-v-beta/order-2", "court", Kind::Order)
        .on("2024-05-10")
        .published("2024-05-10")
        .ending("alpha-v-beta/order-1", Ending::Vacated)
        .effect(deadline("answer", "2024-06-14"));
    History::of("alpha-v-beta")
        .given(court("court"))
        .when_recorded("2024-05-04", order)
        .when_recorded("2024-05-20", second)
}

fn kit() -> Kit<Deadlines> {
    Kit::of().with_example(&history())
}

#[test]
fn deadlines_grow_as_orders_come_in() {
    assert_exhibit!(kit().timeline(&history()));
}

#[test]
fn deadlines_by_what_was_public_and_what_was_recorded() {
    assert_exhibit!(kit().grid(&history()));
}

#[test]
fn until_the_second_order_was_public_the_first_counted() {
    assert_exhibit!(kit().known_on(&history(), "2024-05-09"));
}

#[test]
fn we_learned_ten_days_late_that_the_first_order_was_vacated() {
    let due = |day: &'static str| {
        move |state: &Deadlines| assert_eq!(state.due.keys().last().map(String::as_str), Some(day))
    };
    history()
        .then_known(&recorded_by("2024-05-19"), due("2024-06-07"))
        .then_known(&published_by("2024-05-10"), due("2024-06-14"))
        .then_known(&Cut::none(), due("2024-06-14"));
}

#[test]
fn deadlines_obey_all_laws() {
    kit().obeys_all();
}

#[test]
fn deadlines_heed_deadlines_and_what_ends_an_order() {
    kit().heeds_effects("deadlines", |effect| matches!(effect, Effect::Deadline { .. }));
    kit().heeds_effects("what ends others", |effect| matches!(effect, Effect::Ends { .. }));
}
