//! Which effects count: an effect counts unless an effect that counts removes it.

/// What the effects that remove things leave of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counts {
    /// Nothing that counts removes it.
    Yes,
    /// Something that counts removes it.
    No,
    /// Something may remove it: it is only possibly inside the cut, or part of a ring of things
    /// that remove each other.
    Contested,
}

/// That one thing removes another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Removal {
    pub(crate) by: usize,
    pub(crate) of: usize,
    /// Certainly inside the cut; otherwise it can contest but not remove.
    pub(crate) certain: bool,
}

/// Decides for `things` numbered things which of them count.
///
/// Follows targets and not time, so the order of recording cannot matter. This is the grounded
/// labelling of an attack graph (P. M. Dung, "On the acceptability of arguments", 1995): what
/// nothing removes counts, what it removes does not, and so on; what is left over is contested.
pub(crate) fn count(things: usize, removals: &[Removal]) -> Vec<Counts> {
    let mut counts = vec![Counts::Contested; things];
    let mut against: Vec<Vec<Removal>> = vec![Vec::new(); things];
    let mut towards: Vec<Vec<usize>> = vec![Vec::new(); things];
    for removal in removals {
        against[removal.of].push(*removal);
        towards[removal.by].push(removal.of);
    }
    let mut open: Vec<usize> = (0..things).collect();
    while let Some(thing) = open.pop() {
        let label = label(&against[thing], &counts);
        if counts[thing] == Counts::Contested && label != Counts::Contested {
            counts[thing] = label;
            open.extend(&towards[thing]);
        }
    }
    counts
}

fn label(against: &[Removal], counts: &[Counts]) -> Counts {
    if against.iter().any(|removal| removal.certain && counts[removal.by] == Counts::Yes) {
        Counts::No
    } else if against.iter().all(|removal| counts[removal.by] == Counts::No) {
        Counts::Yes
    } else {
        Counts::Contested
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(things: usize, removals: &[(usize, usize)]) -> Vec<Counts> {
        let certain = |&(by, of)| Removal { by, of, certain: true };
        count(things, &removals.iter().map(certain).collect::<Vec<_>>())
    }

    use Counts::{Contested, No, Yes};

    #[test]
    fn a_retraction_of_a_retraction_reinstates() {
        assert_eq!(counted(3, &[(1, 0), (2, 1)]), [Yes, No, Yes]);
        assert_eq!(counted(4, &[(1, 0), (2, 1), (3, 2)]), [No, Yes, No, Yes]);
    }

    #[test]
    fn a_ring_is_contested_unless_something_outside_breaks_it() {
        assert_eq!(counted(2, &[(0, 1), (1, 0)]), [Contested, Contested]);
        assert_eq!(counted(3, &[(0, 1), (1, 0), (2, 0)]), [No, Yes, Yes]);
        assert_eq!(counted(3, &[(0, 1), (1, 0), (1, 2)]), [Contested, Contested, Contested]);
        assert_eq!(counted(1, &[(0, 0)]), [Contested]);
    }

    #[test]
    fn a_possible_removal_contests_and_removes_nothing() {
        let possible = Removal { by: 1, of: 0, certain: false };
        assert_eq!(count(2, &[possible]), [Contested, Yes]);
        let undone = Removal { by: 2, of: 1, certain: true };
        assert_eq!(count(3, &[possible, undone]), [Yes, No, Yes]);
    }
}
