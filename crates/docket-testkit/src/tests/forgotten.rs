//! What a projection forgets, and what it cannot stand.

use docket_core::{Act, CaseId, Effect, Projection, Verb};

use super::sample::{Papers, line, projection};
use crate::{Kit, Law};

projection!(NoResponses(Vec<String>), |state, act| {
    if act.verb != Verb::Responded {
        state.push(line(act));
    }
});

#[test]
#[should_panic(expected = "NoResponses does not heed what was responded")]
fn a_verb_that_is_forgotten() {
    Kit::<NoResponses>::of().heeds_every_verb();
}

projection!(NoNewcomers(Vec<String>), |state, act| {
    state.push(format!("{:?} {:?}", act.kind, act.by));
});

#[test]
#[should_panic(expected = "NoNewcomers does not heed who joins")]
fn a_newcomer_that_is_forgotten() {
    Kit::<NoNewcomers>::of().heeds_effects("who joins", joins);
}

fn joins(effect: &Effect) -> bool {
    matches!(effect, Effect::PartyJoins { .. })
}

#[test]
fn what_is_heeded_is_not_found_wanting() {
    let kit = Kit::<Papers>::of();
    kit.heeds_every_verb();
    kit.heeds_effects("who joins", joins);
}

#[test]
#[should_panic(expected = "no random history has miracles: give an example that does")]
fn what_no_history_has_cannot_be_heeded() {
    Kit::<Papers>::of().heeds("miracles", |event| event.text.as_deref() == Some("a miracle"));
}

projection!(Partial(Vec<String>), |state, act| {
    let day = act.when().latest();
    state.push(day.expect("every act has a day").to_string());
});

#[test]
fn a_panic_on_what_is_unknown() {
    let broken = Kit::<Partial>::of().check(Law::Replay).expect_err("some act has no day");
    assert!(broken.seen.contains("every act has a day"), "{}", broken.seen);
}
