//! The engine against a slow model of its rules, on random histories.
//!
//! The model is written from the rules in prose and shares nothing with the engine but plain data:
//! events, effects, targets, values, sources. It was made to be obvious and not to be fast.
//!
//! * `reading.rs`: what is read for a case, and what bookkeeping says.
//! * `report.rs`: which reports are inside the published cut, and what they say.
//! * `change.rs`: how reports take back, correct and dispute each other.
//! * `claim.rs`: what claims of one thing come to.
//! * `groups.rs`: which reports tell one act, and which wordings render one statement.
//! * `act.rs`: what the reports of an act come to, and the occurred cut.
//! * `world.rs`: docket order, and how acts end and close each other.
//! * `days.rs`: dates as sets of days of one summer.
//! * `answer.rs`: what is compared.
//!
//! `cargo test --test main -- model` tries ten thousand histories. As many as one likes:
//!
//! ```text
//! DOCKET_MODEL_CASES=100000 cargo test --release --test main -- model --nocapture
//! ```
//!
//! A failure says its seed; `DOCKET_SEED` with the same number of cases finds it again.

mod act;
mod answer;
mod change;
mod claim;
mod days;
mod groups;
mod reading;
mod report;
mod world;

use std::sync::Arc;

use docket_core::{
    Batch, By, Cut, Docket, Event, Log, LogEntry, MemoryLog, Position, RecordedBy, Ticking,
};
use docket_time::{Day, Tz};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use self::answer::Answer;
use self::reading::Reading;
use crate::testkit::{Dice, all, case, said};
use docket_testkit::histories::{CASES, history};

/// How many histories an ordinary run tries: half a minute of it.
const HISTORIES: u32 = 10_000;
/// How often a history that fails is made smaller.
const SHRINKS: u32 = 20_000;

#[test]
fn the_engine_says_what_the_model_says() {
    let given = std::env::var("DOCKET_MODEL_CASES").ok();
    let cases = given.map_or(HISTORIES, |given| given.parse().expect("a number of histories"));
    let Dice(seed) = Dice::seeded();
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: SHRINKS, ..Config::default() };
    let seeds = [seed.to_le_bytes(); 4].concat();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seeds);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let told = runner.run(&(history(), cuts()), |(events, cuts)| compare(events, &cuts));
    match told {
        Ok(()) => said(&format!("{cases} histories")),
        Err(TestError::Abort(why)) => panic!("DOCKET_SEED={seed}: {why}"),
        Err(TestError::Fail(why, (events, _))) => {
            let lines: Vec<String> = events.iter().map(docket_core::canonical).collect();
            panic!("DOCKET_SEED={seed}\n{}\n{why}", lines.join("\n"))
        }
    }
}

/// A cut whose recorded clock is told as a share of the log.
type CutOf = (Cut, Option<Index>);

/// Cuts by all three clocks, with and without what is possible.
fn cuts() -> impl Strategy<Value = Vec<CutOf>> {
    let days = (27..=31).map(|day| (7, day)).chain((1..=3).map(|day| (8, day)));
    let days: Vec<Day> = days.filter_map(|(month, day)| Day::from_ymd(2024, month, day)).collect();
    let by = proptest::option::of(select(days).prop_map(By::EndOf));
    let recorded = proptest::option::weighted(0.3, any::<Index>());
    let cut = (by.clone(), by, any::<bool>(), recorded).prop_map(
        |(occurred_by, published_by, possibly, recorded)| {
            (Cut { occurred_by, published_by, possibly, recorded_by: None }, recorded)
        },
    );
    proptest::collection::vec(cut, 4)
}

fn compare(events: Vec<Event>, cuts: &[CutOf]) -> Result<(), TestCaseError> {
    let log = Arc::new(MemoryLog::new(Tz::UTC, Arc::new(Ticking::default())));
    log.append(Batch::of(events)).expect("valid events");
    let (docket, entries) = (Docket::new(log.clone()), all(&*log));
    for (cut, recorded) in cuts {
        let position = |share: &Index| Position(share.index(entries.len()) as u64 + 1);
        let recorded_by = recorded.as_ref().map(position).map(RecordedBy::Position);
        let cut = Cut { recorded_by, ..cut.clone() };
        for name in CASES {
            compare_case(&docket, &entries, name, &cut)?;
        }
    }
    Ok(())
}

fn compare_case(
    docket: &Docket,
    entries: &[LogEntry],
    name: &str,
    cut: &Cut,
) -> Result<(), TestCaseError> {
    let case = case(name);
    let view = docket.at(cut.clone()).case(&case).expect("a readable log");
    let engine = view.map(|view| Answer::of(&view.resolve()));
    let model = Reading::of(entries, &case, cut).map(|reading| act::answer(&reading, cut));
    if engine == model {
        return Ok(());
    }
    let difference = difference(&format!("{engine:#?}"), &format!("{model:#?}"));
    Err(TestCaseError::fail(format!("{name}, {cut}\n{difference}")))
}

/// The lines between what two texts have in common at the beginning and at the end.
fn difference(engine: &str, model: &str) -> String {
    let (engine, model): (Vec<&str>, Vec<&str>) =
        (engine.lines().collect(), model.lines().collect());
    let same = |(ours, theirs): &(&&str, &&str)| ours == theirs;
    let shorter = engine.len().min(model.len());
    let before = engine.iter().zip(&model).take_while(same).count();
    let after = engine.iter().rev().zip(model.iter().rev()).take_while(same).count();
    let after = after.min(shorter - before);
    let from = before.saturating_sub(12);
    let part = |lines: &[&str]| lines[from..lines.len() - after].join("\n");
    format!("the engine says\n{}\nthe model says\n{}", part(&engine), part(&model))
}
