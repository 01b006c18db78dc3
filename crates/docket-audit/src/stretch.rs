//! Stretches: how one field stood along a clock.

use docket_case::FactState;
use docket_core::{CaseView, Support};

use crate::clock::{Clock, Point};
use crate::field::FieldPath;
use crate::fields::Fields;
use crate::knot::narrowed;

/// A stretch of a clock in which an answer was the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<T> {
    /// The first point at which it was.
    pub from: Point,
    /// The first point at which it was so no more; none where it still is at the cut.
    pub until: Option<Point>,
    /// The answer.
    pub held: T,
}

/// How a field stood along a clock, up to a view's own cut, in whichever way `read` looks at it.
///
/// Only what bears on the field is folded, at every point at which that can change: support can be
/// lost and regained, so nothing is skipped. Where nothing is known of the field, or `read` sees
/// nothing in it, there is no stretch.
pub(crate) fn along<T: PartialEq>(
    view: &CaseView,
    path: &FieldPath,
    clock: Clock,
    read: impl Fn(&CaseView, &FactState) -> Option<T>,
) -> Vec<Stretch<T>> {
    let view = narrowed(view, path);
    let mut stretches: Vec<Stretch<T>> = Vec::new();
    for point in clock.points(&view) {
        let view = clock.at(&view, point);
        let state = Fields::one(&view, path).filter(|state| state.support != Support::Unknown);
        let held = state.and_then(|state| read(&view, &state));
        let open = stretches.last_mut().filter(|last| last.until.is_none());
        if open.as_ref().map(|open| &open.held) == held.as_ref() {
            continue;
        }
        if let Some(open) = open {
            open.until = Some(point);
        }
        stretches.extend(held.map(|held| Stretch { from: point, until: None, held }));
    }
    stretches
}
