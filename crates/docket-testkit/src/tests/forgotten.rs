//! What a projection forgets, and what it cannot stand.

use docket_core::{Act, Bookkeeping, CaseId, Effect, Projection, Verb};

use super::sample::{Papers, line, projection};
use crate::histories::CASES;
use crate::{History, Kit, Law, press};

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
#[should_panic(expected = "no random history has miracles: give one that has by Kit::with_example")]
fn what_no_history_has_cannot_be_heeded() {
    Kit::<Papers>::of().heeds("miracles", |event| event.text.as_deref() == Some("a miracle"));
}

#[test]
#[should_panic(expected = "no random history has reports of another case")]
fn what_is_told_of_another_case_is_not_asked_for() {
    Kit::<Papers>::of().heeds("reports of another case", |event| event.case.as_str() == CASES[1]);
}

projection!(EffectsAlone(Vec<String>), |state, act| {
    state.extend(act.effects.iter().map(|does| does.effect.name().to_owned()));
});

#[test]
#[should_panic(expected = "EffectsAlone does not heed what was filed")]
fn a_verb_counts_by_itself_and_not_by_its_effects() {
    Kit::<EffectsAlone>::of().heeds_every_verb();
}

projection!(Partial(Vec<String>), |state, act| {
    let day = act.when().latest();
    state.push(day.expect("every act has a day").to_string());
});

#[test]
fn a_panic_on_what_is_unknown() {
    let [broken] = &Kit::<Partial>::of().broken()[..] else { panic!("it is told once") };
    assert_eq!(broken.law, Law::Replay);
    assert!(broken.seen.starts_with("it panicked: every act has a day"), "{}", broken.seen);
    assert!(
        broken.seen.contains("in a question about this history:\n  @"),
        "the history is told: {}",
        broken.seen
    );
}

projection!(Kinds(Vec<String>), |state, act| {
    state.push(act.kind.to_string());
});

fn is_alias(what: &Bookkeeping) -> bool {
    matches!(what, Bookkeeping::Alias { .. })
}

#[test]
#[should_panic(expected = "Kinds does not heed aliases")]
fn aliases_that_are_forgotten() {
    Kit::<Kinds>::of().heeds_bookkeeping("aliases", is_alias);
}

projection!(Aliases(Vec<String>), |state, act| {
    state.extend(act.by.iter().map(|party| act.identity(party)));
});

#[test]
fn aliases_that_are_heeded() {
    Kit::<Aliases>::of().heeds_bookkeeping("aliases", is_alias);
}

#[test]
#[should_panic(expected = "the example tells nothing of alpha-v-bteta")]
fn an_example_of_another_case() {
    let history = History::of("alpha-v-bteta").given(press("gazette", "2024-07-31"));
    let _ = Kit::<Papers>::of().with_example(&history);
}
