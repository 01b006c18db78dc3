//! Versions: objects that several answers have, and objects whose docket none has.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Reference;
use super::answer::{ApiAnswer, Found};
use crate::fault::Fault;

/// An object, with the number of the answer that has it.
pub(super) type At<'f, 'a, T> = (usize, &'f Found<'a, T>);

/// The objects of one kind in all answers.
pub(super) fn of_all<'f, 'a, T>(
    answers: &'f [ApiAnswer<'a>],
    of: impl Fn(&'f ApiAnswer<'a>) -> &'f Vec<Found<'a, T>>,
) -> Vec<At<'f, 'a, T>> {
    let numbered = answers.iter().enumerate();
    numbered.flat_map(|(file, answer)| of(answer).iter().map(move |one| (file, one))).collect()
}

/// Each object once, as it was when the archive last changed it, in the order in which the first of its
/// versions stand. Versions of which nothing tells the later are faults.
pub(super) fn newest<'f, 'a, T>(
    found: Vec<At<'f, 'a, T>>,
    faults: &mut Vec<(usize, Fault)>,
) -> Vec<At<'f, 'a, T>> {
    let mut kept: Vec<At<'f, 'a, T>> = Vec::new();
    let mut places: BTreeMap<u64, usize> = BTreeMap::new();
    for (file, one) in found {
        let Some(&at) = places.get(&one.id) else {
            places.insert(one.id, kept.len());
            kept.push((file, one));
            continue;
        };
        let other = kept[at].1;
        match (one.modified, other.modified) {
            (Some(on), Some(before)) if on > before => kept[at] = (file, one),
            (Some(on), Some(before)) if on < before => {}
            _ if is_same(one, other) => {}
            _ => {
                let message = format!(
                    "number {} stands here twice and reads otherwise each time, and `date_modified` \
                     does not tell which is later",
                    one.id
                );
                faults.push((file, one.value.fault(message)));
            }
        }
    }
    kept
}

fn is_same<T>(one: &Found<'_, T>, other: &Found<'_, T>) -> bool {
    let value = |found: &Found<'_, T>| serde_json::from_str::<Value>(found.value.raw()).ok();
    one.value.raw() == other.value.raw() || value(one) == value(other)
}

/// Objects whose docket is not there, by their answer and the docket.
#[derive(Default)]
pub(super) struct Strays<'f, 'a>(BTreeMap<(usize, u64), (usize, &'f Reference<'a>)>);

impl<'f, 'a> Strays<'f, 'a> {
    pub(super) fn add(&mut self, file: usize, docket: &'f Reference<'a>) {
        self.0.entry((file, docket.id)).or_insert((0, docket)).0 += 1;
    }

    /// One fault for all of an answer and a docket, at the first of them.
    pub(super) fn faults(self, [one, several]: [&str; 2]) -> impl Iterator<Item = (usize, Fault)> {
        self.0.into_iter().map(move |((file, _), (times, docket))| {
            let what = if times == 1 { one.to_owned() } else { format!("{times} {several}") };
            let message = format!(
                "{what} cannot be placed: the docket {} is not among the files",
                docket.named
            );
            (file, docket.value.fault(message))
        })
    }
}
