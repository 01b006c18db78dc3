//! Keys: what the lines of a docket are called.

use std::collections::BTreeMap;

use docket_core::Key;
use docket_time::When;

use crate::sheet::SheetLine;

/// A key for each line: its number where no line before it has the same, otherwise the day and its
/// place among the lines of that day without one.
pub(crate) fn keys(lines: &[SheetLine]) -> Vec<Key> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut key = |line: &SheetLine| {
        let numbered = line.number.as_ref().map(|number| plain_name(number));
        let free = numbered.filter(|number| !taken.contains_key(number));
        let name = free.unwrap_or_else(|| {
            let day = line.filed.as_ref().or(line.entered.as_ref());
            let day = day.map_or("undated", When::text).to_owned();
            let mut place = taken.get(&day).map_or(1, |before| before + 1);
            // A court may print such a name as a number.
            while taken.contains_key(&format!("{day}.{place}")) {
                place += 1;
            }
            taken.insert(day.clone(), place);
            format!("{day}.{place}")
        });
        taken.entry(name.clone()).or_default();
        name
    };
    let names: Vec<String> = lines.iter().map(&mut key).collect();
    names.iter().filter_map(|name| name.parse().ok()).collect()
}

/// A number as part of a name: without white space and what a name may not hold.
pub(crate) fn plain_name(number: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || ['-', '.', '_'].contains(&letter);
    let name: String = number.chars().map(|c| if plain(c) { c } else { '_' }).take(40).collect();
    if name.is_empty() { "_".to_owned() } else { name }
}

/// The lines by the number beside them; of several with one number the first.
pub(crate) fn by_number(lines: &[SheetLine]) -> BTreeMap<u64, usize> {
    let mut by_number = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(number) = number(line) {
            by_number.entry(number).or_insert(at);
        }
    }
    by_number
}

/// The number beside a line, where it is one.
pub(crate) fn number(line: &SheetLine) -> Option<u64> {
    line.number.as_ref()?.parse().ok()
}
