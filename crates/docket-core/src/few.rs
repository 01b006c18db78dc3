//! Small sets.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};
use smallvec::SmallVec;

/// A set in order that nearly always has one member, which then stands in the set itself: every
/// claim of every act has two of these.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Few<T>(SmallVec<[T; 1]>);

impl<T: Ord> Few<T> {
    /// Adds a member, unless it is one.
    pub fn insert(&mut self, member: T) {
        if let Err(place) = self.0.binary_search(&member) {
            self.0.insert(place, member);
        }
    }

    /// The members, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The smallest member.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.0.first()
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The members as a set of the standard library.
    #[must_use]
    pub fn to_set(&self) -> BTreeSet<T>
    where
        T: Clone,
    {
        self.0.iter().cloned().collect()
    }

    /// Whether something is a member.
    #[must_use]
    pub fn contains(&self, member: &T) -> bool {
        self.0.binary_search(member).is_ok()
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(SmallVec::new())
    }
}

impl<T: Ord> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, members: I) {
        members.into_iter().for_each(|member| self.insert(member));
    }
}

impl<T: Ord> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(members: I) -> Self {
        let mut few = Self::default();
        few.extend(members);
        few
    }
}

impl<'f, T: Ord> IntoIterator for &'f Few<T> {
    type Item = &'f T;
    type IntoIter = std::slice::Iter<'f, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Serialize> Serialize for Few<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.0.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_stand_once_and_in_order() {
        let few: Few<u8> = [3, 1, 3, 2].into_iter().collect();
        assert_eq!(few.iter().copied().collect::<Vec<_>>(), [1, 2, 3]);
        assert!(few.contains(&2) && !few.contains(&4));
    }
}
