//! What had happened in a case, by the occurred clock.

use std::collections::{BTreeMap, BTreeSet};

use docket_core::{Act, By, CaseView, Cut};

use crate::clock_text::Since;
use crate::item::{Item, Listed};
use crate::runs::{Items, Members, runs};

/// All that is so of a case by the end of some day, each thing with the days on which it is, as all
/// that is recorded tells it.
pub(crate) struct Happened {
    /// What, by number.
    pub(crate) items: Vec<Item>,
    /// When: the number, the first point, and the first later one at which it is so no more.
    pub(crate) stretches: Vec<(usize, Since, Option<Since>)>,
}

impl Happened {
    /// What had happened in a view's case, which is not cut.
    pub(crate) fn of(view: &CaseView) -> Self {
        let columns = columns(view);
        let mut items = Items::default();
        let states: Vec<Members> = columns
            .iter()
            .map(|column| items.members(&occurred_by(view, *column).project::<Listed>()))
            .collect();
        let mut marked: BTreeMap<usize, Vec<bool>> = BTreeMap::new();
        for (at, state) in states.iter().enumerate() {
            for item in state.iter() {
                marked.entry(*item).or_insert_with(|| vec![false; columns.len()])[at] = true;
            }
        }
        let mut stretches = Vec::new();
        for (item, marked) in marked {
            for (from, until) in runs(&marked) {
                stretches.push((item, columns[from], columns.get(until).copied()));
            }
        }
        let items = items.into_list();
        stretches.sort_by_key(|(item, from, _)| (*from, items[*item].kind, *item));
        Self { items, stretches }
    }
}

/// The points at which an act comes to lie certainly inside a cut.
fn columns(view: &CaseView) -> Vec<Since> {
    let resolution = view.resolve();
    let acts = resolution.acts.iter().chain(&resolution.elsewhere);
    let mut points: BTreeSet<Since> = [Since::BEGINNING, Since::Whenever].into();
    points.extend(acts.map(Act::when).map(|when| Since::latest(when.latest())));
    points.into_iter().collect()
}

fn occurred_by(view: &CaseView, column: Since) -> CaseView {
    let occurred_by = match column {
        Since::Day(day) => Some(By::EndOf(day)),
        Since::Whenever => None,
    };
    view.with_cut(&Cut { occurred_by, ..view.cut().clone() })
}
