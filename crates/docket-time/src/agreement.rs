//! When two claims about one happening can both be true, and what they then say together.

use crate::{DaySet, Meaning};

/// Above this many moments two lists are not matched moment by moment.
const MATCHED_MOMENTS: usize = 8;

impl Meaning {
    /// Gives what two claims about the same happening say together; `None` if they exclude each
    /// other.
    ///
    /// * Two moments: the days in both sets. An unknown date changes nothing.
    /// * Two spans: the starts in both and the ends in both.
    /// * Two lists: they have to be equally long, and each moment of one has to find a partner in
    ///   the other. Where there is exactly one way to pair them, each pair is intersected; where
    ///   there are more, the claims agree and the list with fewer days in it stays as it is. Of
    ///   lists with more than eight moments only the days as a whole are compared.
    /// * A moment and a span: a vague moment that has room for the whole span narrows the span's
    ///   ends (`[..2024]` and `2016/2020`); otherwise a moment inside the span is the finer claim
    ///   (`2018-05` and `2016/2020`).
    /// * A list and either of the others: every moment of the list has to fit into its days.
    ///
    /// The order of the two never matters. Of three claims the order can matter once spans or
    /// lists are among them, so whoever folds many claims needs a fixed order.
    #[must_use]
    pub fn intersect(&self, other: &Meaning) -> Option<Meaning> {
        match (self, other) {
            (Meaning::Moment(days), meaning) | (meaning, Meaning::Moment(days))
                if days.is_all() =>
            {
                Some(meaning.clone())
            }
            (Meaning::Moment(ours), Meaning::Moment(theirs)) => moment(&ours.intersect(theirs)),
            (Meaning::Span { from, to }, Meaning::Span { from: their_from, to: their_to }) => {
                Meaning::span(&from.intersect(their_from), &to.intersect(their_to))
            }
            (Meaning::Moment(days), Meaning::Span { from, to })
            | (Meaning::Span { from, to }, Meaning::Moment(days)) => {
                moment_and_span(days, from, to)
            }
            (Meaning::Several(ours), Meaning::Several(theirs)) => lists(ours, theirs),
            (Meaning::Several(moments), meaning @ (Meaning::Moment(_) | Meaning::Span { .. }))
            | (meaning @ (Meaning::Moment(_) | Meaning::Span { .. }), Meaning::Several(moments)) => {
                each_within(moments, &meaning.days())
            }
        }
    }
}

fn moment(days: &DaySet) -> Option<Meaning> {
    (!days.is_empty()).then(|| Meaning::Moment(days.clone()))
}

fn moment_and_span(days: &DaySet, from: &DaySet, to: &DaySet) -> Option<Meaning> {
    Meaning::span(&from.intersect(days), &to.intersect(days)).or_else(|| {
        let span = Meaning::Span { from: from.clone(), to: to.clone() };
        moment(&span.days().intersect(days))
    })
}

fn each_within(moments: &[DaySet], days: &DaySet) -> Option<Meaning> {
    let narrowed: Vec<DaySet> = moments.iter().map(|moment| moment.intersect(days)).collect();
    narrowed.iter().all(|moment| !moment.is_empty()).then(|| Meaning::several(narrowed))
}

fn lists(ours: &[DaySet], theirs: &[DaySet]) -> Option<Meaning> {
    if ours.len() != theirs.len() {
        return None;
    }
    let (first, second) = if size(ours) <= size(theirs) { (ours, theirs) } else { (theirs, ours) };
    let unchanged = Meaning::several(first.to_vec());
    if first == second {
        return Some(unchanged);
    }
    if first.len() > MATCHED_MOMENTS {
        let days = Meaning::Several(second.to_vec()).days();
        return each_within(first, &days).map(|_| unchanged);
    }
    let mut pairings = Pairings { second, taken: vec![false; second.len()], found: Vec::new() };
    pairings.search(first, &mut Vec::new());
    match pairings.found.len() {
        0 => None,
        1 => pairings.found.pop().map(Meaning::several),
        _ => Some(unchanged),
    }
}

/// Orders lists by their days; lists with as many of them by what they are.
fn size(moments: &[DaySet]) -> (u64, &[DaySet]) {
    let days = moments.iter().map(|moment| moment.len().unwrap_or(u64::MAX));
    (days.fold(0, u64::saturating_add), moments)
}

/// A search for the ways to pair two lists; it stops at the second way.
struct Pairings<'a> {
    second: &'a [DaySet],
    taken: Vec<bool>,
    found: Vec<Vec<DaySet>>,
}

impl Pairings<'_> {
    fn search(&mut self, first: &[DaySet], paired: &mut Vec<DaySet>) {
        let [moment, rest @ ..] = first else {
            self.found.push(paired.clone());
            return;
        };
        for at in 0..self.second.len() {
            let common = moment.intersect(&self.second[at]);
            if self.taken[at] || common.is_empty() || self.found.len() > 1 {
                continue;
            }
            self.taken[at] = true;
            paired.push(common);
            self.search(rest, paired);
            paired.pop();
            self.taken[at] = false;
        }
    }
}
