use std::{collections::BTreeMap, sync::LazyLock};

use chrono_tz::Tz;

/// The table: id, zone, name and other ids of each court, separated by tabs.
const TABLE: &str = include_str!("courts.tsv");

/// A federal court of the United States and the zone in which its days end.
///
/// Ids are those of the Free Law Project. The zone is that of the court's seat: a period stated in
/// days runs out at midnight in the court's time zone (Fed. R. Civ. P. 6(a)(4)(A)). A few districts
/// lie in two zones; a division's own zone is then for the case to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Court {
    /// The Free Law Project's id, such as `ded`.
    pub id: &'static str,
    /// The name to show.
    pub name: &'static str,
    /// The zone of the court's seat.
    pub zone: Tz,
}

/// Finds a court by its id, or by the id that PACER uses where it differs.
///
/// PACER's `neb` is left out: among the Free Law Project's ids it is another court.
#[must_use]
pub fn court(id: &str) -> Option<&'static Court> {
    COURTS.by_id.get(id).map(|at| &COURTS.list[*at])
}

/// Lists all courts that have a zone here, ordered by id.
#[must_use]
pub fn courts() -> impl ExactSizeIterator<Item = &'static Court> {
    COURTS.list.iter()
}

static COURTS: LazyLock<Courts> = LazyLock::new(|| Courts::read(TABLE));

struct Courts {
    list: Vec<Court>,
    /// Ids and aliases, each with its place in the list.
    by_id: BTreeMap<&'static str, usize>,
}

impl Courts {
    fn read(table: &'static str) -> Courts {
        let mut rows: Vec<_> = table.lines().filter_map(row).collect();
        rows.sort_by_key(|(court, _)| court.id);
        let mut by_id = BTreeMap::new();
        for (at, (court, aliases)) in rows.iter().enumerate() {
            by_id.insert(court.id, at);
            by_id.extend(aliases.split_whitespace().map(|alias| (alias, at)));
        }
        Courts { list: rows.into_iter().map(|(court, _)| court).collect(), by_id }
    }
}

/// Reads a line of the table; a comment has no columns and so no court.
fn row(line: &'static str) -> Option<(Court, &'static str)> {
    let mut columns = line.split('\t');
    let (id, zone, name) = (columns.next()?, columns.next()?, columns.next()?);
    let aliases = columns.next().unwrap_or_default();
    Some((Court { id, name, zone: zone.parse().ok()? }, aliases))
}
