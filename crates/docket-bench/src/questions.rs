//! Questions about one case, asked of an open ledger: how long each takes, by the size of the case
//! and of the ledger around it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;

use docket_audit::{
    Clock, Diff, FieldPath, FirstKnown, Place, Timeline, Why, conflicts, find, order,
    public_knew_before,
};
use docket_case::known;
use docket_core::{Batch, CaseId, CaseView, Cut, Docket, Event, EventId, Scalar};
use docket_statements::StatementHistory;

use crate::Result;
use crate::ledger;
use crate::lines::{CaseLines, Dice, FIRST_DAY, sources};
use crate::supply::in_batches;
use crate::timing::{median, timed};

/// The cases that are asked about: their entries.
const SIZES: [usize; 2] = [1_000, 20_000];
/// Entries of each of the cases around them.
const SMALL: usize = 100;

/// A question, by what it asks of an open ledger.
type Ask = fn(&Docket, &CaseId) -> Result<()>;

const QUESTIONS: [(&str, Ask); 14] = [
    ("show", |docket, case| done(known(&view(docket, case, Cut::none())?))),
    ("known on a day by which all facts were public", |docket, case| {
        let view = view(docket, case, Cut::none())?;
        ask_what_was_known(&view, 1, 0)
    }),
    ("known on the day before, one fact not yet public", |docket, case| {
        let view = view(docket, case, Cut::none())?;
        ask_what_was_known(&view, 2, 1)
    }),
    ("statements", |docket, case| {
        done(view(docket, case, Cut::none())?.project::<StatementHistory>())
    }),
    ("diff of two days", |docket, case| {
        let at = |day| view(docket, case, Cut::published_by(FIRST_DAY.plus(day)));
        done(Diff::between(&at(400)?, &at(401)?))
    }),
    ("why a fact", |docket, case| {
        done(Why::of(&view(docket, case, Cut::none())?, &FieldPath::fact("patents")))
    }),
    ("why a date", |docket, case| {
        done(Why::of(&view(docket, case, Cut::none())?, &FieldPath::fact("filed")))
    }),
    ("first-known, one clock", |docket, case| {
        let view = view(docket, case, Cut::none())?;
        done(FirstKnown::of(&view, &FieldPath::fact("filed"), None, Clock::Recorded))
    }),
    ("conflicts", |docket, case| done(conflicts(&view(docket, case, Cut::none())?))),
    ("order", |docket, case| {
        let view = view(docket, case, Cut::none())?;
        let event = |n: usize| -> Result<EventId> { Ok(format!("{case}/line-{n}").parse()?) };
        done(order((&view, &event(5)?), (&view, &event(700)?)))
    }),
    ("knew-before", |docket, case| {
        let view = view(docket, case, Cut::none())?;
        let event = |n: usize| -> Result<EventId> { Ok(format!("{case}/line-{n}").parse()?) };
        done(public_knew_before((&view, &event(5)?), (&view, &event(700)?)))
    }),
    ("find, every place", |docket, case| {
        done(find(&view(docket, case, Cut::none())?, "dismiss claim", &Place::ALL))
    }),
    ("timeline", |docket, case| done(Timeline::of(&view(docket, case, Cut::none())?))),
    ("view alone: reading the case", |docket, case| done(view(docket, case, Cut::none())?)),
];

#[expect(clippy::unnecessary_wraps, reason = "what every question ends with")]
fn done<T>(answer: T) -> Result<()> {
    black_box(answer);
    Ok(())
}

/// Asks what was known so many days before the end, when so many facts were not yet public.
fn ask_what_was_known(view: &CaseView, before: i64, not_yet: usize) -> Result<()> {
    let day = FIRST_DAY.plus(i64::try_from(view.revision().0)? - before);
    let (state, marked) = known(&view.with_cut(&Cut::published_by(day)));
    if marked == not_yet { done(state) } else { Err(format!("{marked} not yet public").into()) }
}

fn view(docket: &Docket, case: &CaseId, cut: Cut) -> Result<CaseView> {
    docket.at(cut).case(case)?.ok_or_else(|| "the case is recorded".into())
}

/// Asks every question about both cases so many times, and tells the medians.
pub(crate) fn table(dir: &Path, around: usize, rounds: u32) -> Result<String> {
    let [small, large] = SIZES;
    let alone = filled(&dir.join("alone"), &[small], 0)?;
    let ledger = filled(&dir.join("all"), &SIZES, around)?;
    let mut told = format!(
        "Questions to an open ledger of {} events; medians of {rounds} rounds, in ms.\n\n\
         | question | {small} entries | {large} entries | {small} entries, alone in a ledger |\n\
         |---|---:|---:|---:|\n",
        ledger.log().head()?.size.0,
    );
    let asked = [(&ledger, 0), (&ledger, 1), (&alone, 0)];
    let columns: Vec<Vec<f64>> = asked
        .into_iter()
        .map(|(docket, n)| medians(docket, &CaseLines::of(n).case, rounds))
        .collect::<Result<_>>()?;
    for (row, (name, _)) in QUESTIONS.iter().enumerate() {
        let [one, other, third] = [0, 1, 2].map(|column| columns[column][row]);
        writeln!(told, "| {name} | {one:.2} | {other:.1} | {third:.2} |")?;
    }
    Ok(told)
}

/// The median time of each question about one case, in ms. They are asked in turns, so that whatever
/// else the machine does harms all alike; the first turn warms up.
fn medians(docket: &Docket, case: &CaseId, rounds: u32) -> Result<Vec<f64>> {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); QUESTIONS.len()];
    for round in 0..=rounds {
        for ((_, ask), times) in QUESTIONS.iter().zip(&mut times) {
            let took = timed(|| ask(docket, case))?.1.as_secs_f64() * 1e3;
            times.extend((round > 0).then_some(took));
        }
    }
    Ok(times.iter().map(|times| median(times)).collect())
}

/// Asks one question again and again, for a profiler.
pub(crate) fn profile(dir: &Path, question: &str, rounds: u32) -> Result<()> {
    let ledger = filled(&dir.join("all"), &SIZES[..1], 20_000)?;
    let named = QUESTIONS.iter().find(|(name, _)| *name == question);
    let (_, ask) = named.ok_or("no question of that name")?;
    let case = CaseLines::of(0).case;
    (0..rounds * 100).try_for_each(|_| ask(&ledger, &case))
}

/// A ledger of cases of these sizes, with so many events of small ones among them.
fn filled(path: &Path, sizes: &[usize], around: usize) -> Result<Docket> {
    let mut dice = Dice(1);
    let small = (0..around.div_ceil(SMALL)).map(|_| SMALL);
    let mut cases: Vec<(CaseLines, usize)> = sizes
        .iter()
        .copied()
        .chain(small)
        .zip(0..)
        .map(|(size, n)| (CaseLines::of(n), size))
        .collect();
    let mut turns: Vec<usize> =
        (0..).zip(&cases).flat_map(|(at, (_, size))| vec![at; *size]).collect();
    dice.shuffle(&mut turns);
    let mut lines: Vec<Event> = turns.into_iter().map(|at| cases[at].0.next(&mut dice)).collect();
    // The last line of each case says something that no other does.
    let mut told: BTreeSet<CaseId> = BTreeSet::new();
    for line in lines.iter_mut().rev().filter(|line| told.insert(line.case.clone())) {
        line.facts.insert("costs".parse()?, Scalar::count(5).into());
    }
    let events: Vec<Event> = sources().into_iter().chain(lines).collect();
    let docket = ledger::create(path)?;
    let batches: Vec<Batch> = in_batches(&events);
    ledger::append_in_turn(docket.log(), batches)?;
    Ok(docket)
}
