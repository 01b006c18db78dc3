//! Which line of a capture is which line that is recorded already.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{CaseView, Effect, Event, Field, Key, Occurred};
use similar::{ChangeTag, TextDiff};

use crate::reading::{ReadLine, Reading};
use crate::shown::{CHANGE, change_kind};

/// How much of two lines of one day must be the same for them to be one line, edited.
const ALIKE: f32 = 0.6;

/// How long a text must be to tell a line from others of its day by itself.
const TELLING_BYTES: usize = 40;

/// A line that is recorded, by the key of its main event.
struct Recorded {
    key: Key,
    number: Option<String>,
    /// The court's own number of the docket event.
    sequence: Option<String>,
    day: Option<String>,
    /// What it says and has said.
    texts: BTreeSet<String>,
}

/// Gives the lines of a reading the keys of the recorded lines that they are, and the others keys that
/// no recorded line has.
///
/// A line is the one with its number, unless that says something else on another day; then the one of
/// its day that says or said the same; then the one of its day that says something like it. Lines to
/// which the court's system gives different numbers of their own are never one. A line has another number
/// than before only in a full capture that lacks the one it had.
pub(crate) fn align(
    reading: Reading,
    view: Option<&CaseView>,
    source: &Key,
    is_full: bool,
) -> Reading {
    let recorded = view.map_or(Vec::new(), |view| recorded(view, source));
    if recorded.is_empty() {
        return reading;
    }
    let mut matches = Matches { of: BTreeMap::new(), taken: BTreeSet::new(), recorded: &recorded };
    let by_number = places(&recorded, |known| known.number.clone());
    let by_day = places(&recorded, |known| known.day.clone());
    let with_number = |line: &ReadLine| {
        let number = main(line).document_number.as_deref()?;
        by_number.get(number)
    };
    let of_day = |line: &ReadLine| by_day.get(&day(main(line))?);
    let numbers: BTreeSet<&str> =
        reading.lines.iter().filter_map(|line| main(line).document_number.as_deref()).collect();
    let may_be = |line: &ReadLine, known: &Recorded| {
        let number = main(line).document_number.as_deref();
        let other = sequence(main(line));
        if other.is_some() && known.sequence.is_some() && other != known.sequence {
            return false;
        }
        match (number, known.number.as_deref()) {
            (Some(is), Some(was)) if is != was => {
                is_full && !numbers.contains(was) && !by_number.contains_key(is)
            }
            (None, None) | (Some(_), Some(_)) => true,
            (Some(_), None) | (None, Some(_)) => {
                main(line).text.as_deref().map_or(0, str::len) >= TELLING_BYTES
            }
        }
    };
    matches.find(&reading, with_number, |line, known| {
        may_be(line, known) && (same_day(line, known) || alike(line, known) >= ALIKE)
    });
    matches.find(&reading, of_day, |line, known| {
        may_be(line, known) && same_text(line, known) && line.key == known.key
    });
    matches.find(&reading, of_day, |line, known| may_be(line, known) && same_text(line, known));
    matches
        .find(&reading, of_day, |line, known| may_be(line, known) && alike(line, known) >= ALIKE);
    let keys = matches.of;
    let mut taken: BTreeSet<Key> = recorded.iter().map(|known| known.key.clone()).collect();
    let mut names: BTreeMap<Key, Key> = BTreeMap::new();
    for (at, line) in reading.lines.iter().enumerate() {
        let known = keys.get(&at).map(|&known| recorded[known].key.clone());
        let key = known.unwrap_or_else(|| unused(&line.key, &taken));
        taken.insert(key.clone());
        names.insert(line.key.clone(), key);
    }
    reading.renamed(&names)
}

/// Which recorded line each line of a reading is, as far as it is found.
struct Matches<'a> {
    of: BTreeMap<usize, usize>,
    taken: BTreeSet<usize>,
    recorded: &'a [Recorded],
}

impl Matches<'_> {
    /// Matches each line that is left with the first that is left among its candidates and is it.
    fn find<'c>(
        &mut self,
        reading: &Reading,
        candidates: impl Fn(&ReadLine) -> Option<&'c Vec<usize>>,
        is_it: impl Fn(&ReadLine, &Recorded) -> bool,
    ) {
        for (at, line) in reading.lines.iter().enumerate() {
            if self.of.contains_key(&at) {
                continue;
            }
            let known = candidates(line).into_iter().flatten().copied();
            let mut known = known.filter(|known| !self.taken.contains(known));
            if let Some(known) = known.find(|&known| is_it(line, &self.recorded[known])) {
                self.taken.insert(known);
                self.of.insert(at, known);
            }
        }
    }
}

fn places(
    recorded: &[Recorded],
    of: impl Fn(&Recorded) -> Option<String>,
) -> BTreeMap<String, Vec<usize>> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, known) in recorded.iter().enumerate() {
        if let Some(name) = of(known) {
            places.entry(name).or_default().push(at);
        }
    }
    places
}

fn unused(key: &Key, taken: &BTreeSet<Key>) -> Key {
    let others = (2..).map_while(|times: u32| format!("{key}+{times}").parse::<Key>().ok());
    let mut free = std::iter::once(key.clone()).chain(others).filter(|key| !taken.contains(key));
    free.next().unwrap_or_else(|| key.clone())
}

/// The lines of a docket that are recorded, as they were recorded and as they were changed.
fn recorded(view: &CaseView, source: &Key) -> Vec<Recorded> {
    let mut lines: Vec<Recorded> = Vec::new();
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    for report in view.reports() {
        let event: &Event = &report.event;
        if event.source.as_ref() != Some(source) {
            continue;
        }
        let is_main = event.line.as_ref().is_some_and(|line| line.raw.is_some());
        let name = crate::shown::name_of(&event.id);
        let text = event.text.as_deref().map(folded);
        if event.kind == change_kind() {
            let texts = event.effects.iter().filter_map(new_text);
            if let Some(&at) = places.get(&name) {
                lines[at].texts.extend(texts.map(|text| folded(&text)));
            }
        } else if let Some(&at) = places.get(&name) {
            lines[at].texts.extend(text);
        } else if is_main && !event.id.as_str().contains(CHANGE) {
            places.insert(name.clone(), lines.len());
            lines.push(Recorded {
                key: name,
                number: event.document_number.as_deref().map(str::to_owned),
                sequence: sequence(event),
                day: day(event),
                texts: text.into_iter().collect(),
            });
        }
    }
    lines
}

fn new_text(effect: &Effect) -> Option<String> {
    let Effect::Corrects { field: Field::Text, to, .. } = effect else { return None };
    Some(to.to_string())
}

fn day(event: &Event) -> Option<String> {
    let filed = event.occurred.as_ref().and_then(|occurred| match occurred {
        Occurred::Date(date) => Some(date),
        Occurred::Phrase(_) => None,
    });
    // A day of entry that captures gave is a range, and no mark of the line.
    let entered = event.published.as_ref().filter(|date| crate::day::day_of(date).is_some());
    filed.or(entered).map(|date| date.text().to_owned())
}

/// The number that the court's system gives each docket event, as the line has it.
fn sequence(event: &Event) -> Option<String> {
    let raw = event.line.as_ref()?.raw.as_deref()?;
    let line: serde_json::Value = serde_json::from_str(raw).ok()?;
    let number = line.get("pacer_seq_no").or_else(|| line.get("pacer_sequence_number"))?;
    // An API writes as a number what a parser of pages writes as a text.
    number.as_str().map(str::to_owned).or_else(|| number.as_u64().map(|number| number.to_string()))
}

fn main(line: &ReadLine) -> &Event {
    &line.events[0]
}

fn same_day(line: &ReadLine, known: &Recorded) -> bool {
    day(main(line)) == known.day
}

fn same_text(line: &ReadLine, known: &Recorded) -> bool {
    known.texts.contains(&folded(main(line).text.as_deref().unwrap_or_default()))
}

fn alike(line: &ReadLine, known: &Recorded) -> f32 {
    let text = folded(main(line).text.as_deref().unwrap_or_default());
    known.texts.iter().map(|known| ratio(known, &text)).fold(0.0, f32::max)
}

/// How much two texts have in common, word by word.
fn ratio(one: &str, other: &str) -> f32 {
    let diff = TextDiff::from_words(one, other);
    let (mut same, mut all) = (0_usize, 0_usize);
    for change in diff.iter_all_changes() {
        let length = change.value().len();
        match change.tag() {
            ChangeTag::Equal => {
                same += 2 * length;
                all += 2 * length;
            }
            ChangeTag::Delete | ChangeTag::Insert => all += length,
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "lengths of docket lines")]
    if all == 0 { 1.0 } else { same as f32 / all as f32 }
}

/// Words without white space between them that a report may set otherwise, and without the day of
/// entry that only some reports print.
fn folded(text: &str) -> String {
    let text = text.split("(Entered:").next().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
