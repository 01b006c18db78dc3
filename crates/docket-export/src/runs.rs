//! Runs: where along a clock an item is part of the state.

use std::collections::HashMap;
use std::rc::Rc;

use docket_case::ActLine;
use docket_core::Key;

use crate::docket_order::DocketOrder;
use crate::item::{Item, Listed};

/// The items of a state, by number, in ascending order.
pub(crate) type Members = Rc<[usize]>;

/// All items of all states of a case, each once and with a number.
#[derive(Default)]
pub(crate) struct Items {
    numbers: HashMap<Item, usize>,
    /// The acts among them, by key: most acts of a state are those of another, and are told from them
    /// before they are written out.
    acts: HashMap<Key, Vec<(ActLine, DocketOrder, usize)>>,
}

impl Items {
    /// The numbers of a state's items.
    pub(crate) fn members(&mut self, state: &Listed) -> Members {
        let mut members: Vec<usize> =
            state.others().into_iter().map(|item| self.number(item)).collect();
        members.extend(state.acts().map(|(act, order)| self.number_of_act(act, order)));
        members.sort_unstable();
        members.into()
    }

    fn number(&mut self, item: Item) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(item).or_insert(next)
    }

    fn number_of_act(&mut self, act: &ActLine, order: &DocketOrder) -> usize {
        let known = self.acts.get(&act.act).into_iter().flatten();
        let mut same = known.filter(|(line, place, _)| line == act && place == order);
        if let Some((.., number)) = same.next() {
            return *number;
        }
        let number = self.number(Item::of_act(act, order));
        let entry = (act.clone(), order.clone(), number);
        self.acts.entry(act.act.clone()).or_default().push(entry);
        number
    }

    /// The items in the order of their numbers.
    pub(crate) fn into_list(self) -> Vec<Item> {
        let mut list: Vec<(usize, Item)> =
            self.numbers.into_iter().map(|(item, number)| (number, item)).collect();
        list.sort_unstable_by_key(|(number, _)| *number);
        list.into_iter().map(|(_, item)| item).collect()
    }
}

/// A run of neighbouring columns, up to one that is not in it.
pub(crate) type Run = (usize, usize);

/// The runs of the columns that are marked.
pub(crate) fn runs(marked: &[bool]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, _) in marked.iter().enumerate().filter(|(_, marked)| **marked) {
        match runs.last_mut() {
            Some(last) if last.1 == at => last.1 = at + 1,
            Some(_) | None => runs.push((at, at + 1)),
        }
    }
    runs
}

/// The members of one state that are not members of another.
pub(crate) fn beyond<'m>(one: &'m [usize], other: &'m [usize]) -> impl Iterator<Item = usize> + 'm {
    one.iter().copied().filter(|member| other.binary_search(member).is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_run() {
        assert_eq!(runs(&[true, true, false, true]), [(0, 2), (3, 4)]);
        assert_eq!(runs(&[false, false]), []);
    }

    #[test]
    fn members_that_both_have_are_left_out() {
        assert_eq!(beyond(&[1, 2, 5], &[2, 3]).collect::<Vec<_>>(), [1, 5]);
    }
}
