//! Instants and the days they fall on in a zone.

use chrono::{
    DateTime, Days, MappedLocalTime, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;

use crate::Day;

/// No zone has ever been further from UTC than this.
const LONGEST_SHIFT: TimeDelta = TimeDelta::hours(27);

/// Gives the day on which an instant falls in a zone.
#[must_use]
pub fn day_of(instant: DateTime<Utc>, zone: Tz) -> Day {
    let utc = instant.naive_utc();
    let shift = zone.offset_from_utc_datetime(&utc).fix();
    utc.checked_add_offset(shift).unwrap_or(utc).date().into()
}

/// Gives the first instant after a day in a zone: the day's exclusive end.
///
/// Where clocks skip midnight, that is the moment they are moved; where they are set back over
/// midnight, the day ends only when it is over for good. A day that a zone left out ends where the
/// day before it ended. `None` if the day is outside of chrono's years.
#[must_use]
pub fn end_of_day(day: Day, zone: Tz) -> Option<DateTime<Utc>> {
    let date = day.to_naive()?;
    let next = date.checked_add_days(Days::new(1))?;
    match zone.from_local_datetime(&next.and_time(NaiveTime::MIN)) {
        MappedLocalTime::Single(midnight) => Some(midnight.to_utc()),
        MappedLocalTime::Ambiguous(first, second) => {
            let before_second = second.to_utc().checked_sub_signed(TimeDelta::seconds(1))?;
            let back_in_day = day_of(before_second, zone) <= day;
            Some(if back_in_day { second.to_utc() } else { first.to_utc() })
        }
        MappedLocalTime::None => first_after(date, next, zone),
    }
}

/// Finds the instant, to the second, at which the zone jumps over the midnight between two dates.
fn first_after(date: NaiveDate, next: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let midnight = next.and_time(NaiveTime::MIN).and_utc();
    let mut still = midnight.checked_sub_signed(LONGEST_SHIFT)?.timestamp();
    let mut over = midnight.checked_add_signed(LONGEST_SHIFT)?.timestamp();
    while still + 1 < over {
        let middle = still.midpoint(over);
        if day_of(DateTime::from_timestamp(middle, 0)?, zone) <= Day::from(date) {
            still = middle;
        } else {
            over = middle;
        }
    }
    DateTime::from_timestamp(over, 0)
}
