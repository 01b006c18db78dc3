//! The order of two acts, and whether one was known before the other happened.

use docket_core::{Act, CaseView, EventId};
use docket_time::{Meaning, Truth, day_of};

/// Whether one act came before another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Whether the first came before the second.
    pub before: Truth,
    /// Whether both happened on one day.
    pub same_day: Truth,
    /// Why.
    pub why: String,
}

/// Whether something was known before something else happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnewBefore {
    /// Whether it was.
    pub knew: Truth,
    /// Why.
    pub why: String,
}

/// Asks whether the act that one event reports came before the act that another reports. The views
/// are of the cases in which the acts are told; none where a cut leaves one of them out.
#[must_use]
pub fn order(first: (&CaseView, &EventId), second: (&CaseView, &EventId)) -> Option<Order> {
    let (resolved, other) = (first.0.resolve(), second.0.resolve());
    Some(order_of(act(&resolved.acts, first.1)?, act(&other.acts, second.1)?))
}

fn act<'a, 'v>(acts: &'a [Act<'v>], event: &EventId) -> Option<&'a Act<'v>> {
    acts.iter().find(|act| act.events().contains(event))
}

fn order_of(first: &Act<'_>, second: &Act<'_>) -> Order {
    let (one, other) = (first.when(), second.when());
    let (before, after) = (one.before(other), other.before(one));
    let same_day = one.same_day(other);
    let dates =
        format!("{} is dated {}, {} {}", name(first), said(first), name(second), said(second));
    if first.reports[0].entry.position == second.reports[0].entry.position {
        let why = format!("both events report one act, {}", name(first));
        return Order { before: Truth::No, same_day: Truth::Yes, why };
    }
    if same_day == Truth::Yes
        && let Some((source, is_first)) = places(first, second)
    {
        let before = if is_first { Truth::Yes } else { Truth::No };
        let order = if is_first { "before" } else { "after" };
        let why = format!("{dates}; {source} lists the first {order} the second");
        return Order { before, same_day, why };
    }
    let why = match (before, after, same_day) {
        (Truth::Yes, ..) => format!("{dates}: every possible day of the first is earlier"),
        (_, Truth::Yes, _) => format!("{dates}: every possible day of the second is earlier"),
        (_, _, Truth::Yes) => format!("{dates}: on one day, and no source gives an order"),
        (Truth::No, ..) => format!("{dates}: the first is not wholly before the second"),
        (Truth::Unknown, ..) => format!("{dates}: the dates leave it open"),
    };
    Order { before, same_day, why }
}

/// The source that lists both acts, where one does, and whether it lists the first one first.
fn places(first: &Act<'_>, second: &Act<'_>) -> Option<(String, bool)> {
    first.reports.iter().find_map(|one| {
        let source = one.event.source.as_ref()?;
        let same = |other: &&docket_core::Report<'_>| other.event.source.as_ref() == Some(source);
        let (place, other) =
            (one.event.place?, second.reports.iter().filter(same).find_map(|two| two.event.place)?);
        (place != other).then(|| (source.to_string(), place < other))
    })
}

fn name(act: &Act<'_>) -> String {
    format!("{}/{}", act.case, act.key)
}

/// The date as its source writes it, where one does; in a conflict all days that are claimed.
fn said(act: &Act<'_>) -> String {
    match act.occurred_edtf() {
        Some(edtf) => edtf.into(),
        None if act.when().is_unknown() => "unknown".to_owned(),
        None => act.when().to_string(),
    }
}

/// Asks whether the public could know of the act that one event reports before the day on which the
/// act that another reports happened.
///
/// Both are days: what was published on the very day may have come earlier or later, so the answer
/// is unknown then.
#[must_use]
pub fn public_knew_before(
    known: (&CaseView, &EventId),
    happened: (&CaseView, &EventId),
) -> Option<KnewBefore> {
    let (resolved, other) = (known.0.resolve(), happened.0.resolve());
    let (known, happened) = (act(&resolved.acts, known.1)?, act(&other.acts, happened.1)?);
    let mut told: Vec<(String, Meaning)> = known
        .reports
        .iter()
        .map(|report| {
            let source = report.event.source.as_ref().map_or("a report", |source| source.as_str());
            (source.to_owned(), report.published.clone())
        })
        .collect();
    told.sort_by_key(|(_, date)| (date.latest().is_none(), date.latest()));
    Some(knew(&told, "published", known, happened))
}

/// Asks the same of this ledger: whether it held the act before the other happened.
#[must_use]
pub fn we_knew_before(
    known: (&CaseView, &EventId),
    happened: (&CaseView, &EventId),
) -> Option<KnewBefore> {
    let (resolved, other) = (known.0.resolve(), happened.0.resolve());
    let zone = known.0.zone();
    let (known, happened) = (act(&resolved.acts, known.1)?, act(&other.acts, happened.1)?);
    let first =
        known.reports.iter().map(|report| report.entry).min_by_key(|entry| entry.position)?;
    let day = day_of(first.recorded_at.instant(), zone);
    let told = [(first.position.to_string(), Meaning::on(day))];
    Some(knew(&told, "recorded", known, happened))
}

fn knew(told: &[(String, Meaning)], how: &str, known: &Act<'_>, happened: &Act<'_>) -> KnewBefore {
    let when = happened.when();
    let is_before = |date: &Meaning| {
        let unknown = date.is_unknown() || when.is_unknown();
        match (unknown, date.before(when), date.same_day(when)) {
            (true, ..) | (_, _, Truth::Yes) => Truth::Unknown,
            (false, before, _) => before,
        }
    };
    let truths: Vec<Truth> = told.iter().map(|(_, date)| is_before(date)).collect();
    let decides = |truth: Truth| truths.iter().position(|one| *one == truth);
    let (knew, at) = match (decides(Truth::Yes), decides(Truth::Unknown)) {
        (Some(at), _) => (Truth::Yes, at),
        (None, Some(at)) => (Truth::Unknown, at),
        (None, None) => (Truth::No, 0),
    };
    let (by, date) = &told[at];
    let whom = if told.len() > 1 && knew == Truth::No { "the first of its reports" } else { by };
    let outcome = match knew {
        Truth::Yes => "earlier",
        Truth::No => "not earlier",
        Truth::Unknown => "which may be earlier or not",
    };
    let why = format!(
        "{} was {how} ({whom}) {}, and {} is dated {}: {outcome}",
        name(known),
        if date.is_unknown() { "on an unknown day".to_owned() } else { date.to_string() },
        name(happened),
        said(happened),
    );
    KnewBefore { knew, why }
}
