//! Docket order as text that sorts so.

use docket_core::{Act, EventId, Verb};
use docket_time::Day;

/// An act's place in docket order: latest possible day (none last), earliest possible day (none
/// first), the source's own place (none last), verb, event id of the best report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocketOrder {
    latest: Option<Day>,
    earliest: Option<Day>,
    place: Option<u64>,
    verb: Verb,
    best: Option<EventId>,
}

impl DocketOrder {
    pub(crate) fn of(act: &Act<'_>) -> Self {
        let when = act.when();
        Self {
            latest: when.latest(),
            earliest: when.earliest(),
            place: act.place,
            verb: act.verb,
            best: act.reports.first().map(|report| report.entry.event.event_id()),
        }
    }

    /// The place as text that sorts as places do. Names hold no white space, so a space behind one
    /// sorts before whatever else it could go on with.
    pub(crate) fn text(&self) -> String {
        let latest = self.latest.map_or("~".to_owned(), |day| sortable(day.0));
        let earliest = self.earliest.map_or(" ".to_owned(), |day| sortable(day.0));
        let place = self.place.map_or("~".to_owned(), |place| format!("{place:020}"));
        let best = self.best.as_ref().map(|id| format!("{} {}", id.case, id.key));
        let verb = self.verb as u8;
        format!("{latest} {earliest} {place} {verb} {}", best.unwrap_or_default())
    }
}

/// A number as text that sorts as the number does.
fn sortable(number: i64) -> String {
    format!("{:020}", number.wrapping_sub(i64::MIN).cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::sortable;

    #[test]
    fn numbers_sort_as_text() {
        let numbers = [i64::MIN, -719_528, -1, 0, 1, 19_934, i64::MAX];
        let texts: Vec<String> = numbers.into_iter().map(sortable).collect();
        assert!(texts.is_sorted(), "{texts:?}");
        assert_eq!(texts[0].len(), texts[6].len());
    }
}
