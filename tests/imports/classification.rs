//! How well the rules read real lines, against labels given by hand.
//!
//! The labels name lines by file and place; the texts stay where they are. `tuned.csv` and
//! `dispositions.csv` are samples that the rules were written against, `held_out.csv` one that was
//! drawn and labelled after them. A sample is the lines with the smallest SHA-256 of
//! `SEED:FILE#LINE`, with the seeds `verbs`, `dispositions` and `holdout`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use docket_core::Event;
use docket_import::{DocketNames, Rule, Rules, Subject, read_juriscraper, read_sheet};

use crate::exhibits::snapshots;

use super::dockets;

/// What the rules make of the lines of a file, in the order of the file.
struct Read {
    files: BTreeMap<String, Vec<Line>>,
}

struct Line {
    events: Vec<Event>,
    is_classified: bool,
}

impl Read {
    fn all() -> Option<Self> {
        let base = dockets()?.join("juriscraper");
        let mut files = BTreeMap::new();
        for dir in std::fs::read_dir(&base).expect("dockets").flatten() {
            for file in std::fs::read_dir(dir.path()).expect("dockets").flatten() {
                let path = file.path();
                let name = path.strip_prefix(&base).expect("inside").display().to_string();
                let text = std::fs::read_to_string(&path).expect("a file");
                files.insert(name, lines(&text));
            }
        }
        Some(Self { files })
    }

    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.files.values().flatten()
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut by_raw: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for sheet in &read_juriscraper(text).expect("a docket").sheets {
        let names = DocketNames::of(&sheet.court, &sheet.number).expect("names");
        for line in read_sheet(sheet, &names, Rules::bundled()).lines {
            let raw = line.events[0].line.as_ref().and_then(|line| line.raw.clone());
            let read = Line { events: line.events, is_classified: line.is_classified };
            by_raw.entry(raw.expect("the line as it stands")).or_default().push(read);
        }
    }
    let raw: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let dockets = raw.as_array().cloned().unwrap_or_else(|| vec![raw]);
    let raws = dockets.iter().filter_map(|docket| docket["docket_entries"].as_array().cloned());
    // The same line may stand in a file twice; which is which does not matter.
    let keyed: BTreeMap<String, String> = by_raw
        .keys()
        .map(|raw| {
            let value: serde_json::Value = serde_json::from_str(raw).expect("JSON");
            (value.to_string(), raw.clone())
        })
        .collect();
    raws.flatten()
        .map(|line| {
            let same = by_raw.get_mut(&keyed[&line.to_string()]).expect("a line");
            if same.len() > 1 { same.remove(0) } else { same[0].again() }
        })
        .collect()
}

impl Line {
    fn again(&self) -> Self {
        Self { events: self.events.clone(), is_classified: self.is_classified }
    }
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().skip(1).map(|row| row.split(',').collect())
}

/// How often each verb was taken for each, as a table; and how many of how many were right.
fn confusion(read: &Read, labels: &str) -> (String, usize, usize) {
    const VERBS: [&str; 5] = ["filed", "responded", "announced", "settled", "none"];
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let (mut right, mut all) = (0, 0);
    for row in rows(labels) {
        let line = &read.files[row[0]][row[1].parse::<usize>().expect("a place")];
        let verb = if line.is_classified { line.events[0].verb.name() } else { "none" };
        *counts.entry((row[2], verb)).or_default() += 1;
        all += 1;
        right += usize::from(row[2] == verb);
    }
    let mut table = format!("{:12}", "label");
    for verb in VERBS {
        write!(table, "{verb:>11}").expect("a text");
    }
    for label in &VERBS[..4] {
        write!(table, "\n{label:12}").expect("a text");
        for verb in VERBS {
            let count = counts.get(&(*label, verb)).copied().unwrap_or_default();
            write!(table, "{count:>11}").expect("a text");
        }
    }
    write!(table, "\nright: {right} of {all}").expect("a text");
    (table, right, all)
}

#[test]
fn nearly_every_line_gets_a_verb() {
    let Some(read) = Read::all() else { return };
    let all = read.lines().count();
    let classified = read.lines().filter(|line| line.is_classified).count();
    assert_eq!(all, 4_122);
    assert!(classified * 100 >= all * 95, "{classified} of {all}");
    // A line without a rule still has an event.
    assert!(read.lines().all(|line| !line.events.is_empty()));
}

#[test]
fn verbs_are_right_on_lines_that_the_rules_were_not_written_against() {
    let Some(read) = Read::all() else { return };
    let (held_out, right, all) = confusion(&read, include_str!("labels/held_out.csv"));
    assert!(right * 100 >= all * 92, "{held_out}");
    let (tuned, ..) = confusion(&read, include_str!("labels/tuned.csv"));
    let table = format!("held out\n{held_out}\n\nwritten against\n{tuned}");
    snapshots().bind(|| insta::assert_snapshot!("imports.confusion", table));
}

/// The invented lines: court, text, verb, kind, manner, scope.
fn invented() -> impl Iterator<Item = Vec<&'static str>> {
    include_str!("labels/invented.tsv").lines().skip(1).map(|row| row.split('\t').collect())
}

fn classified(row: &[&str]) -> Vec<&'static Rule> {
    let is_of_appeals = DocketNames::of(row[0], "1").expect("a court").is_of_appeals();
    Rules::bundled().classify(Subject { text: row[1], is_of_appeals, targets: &[] })
}

/// Invented lines in the wordings of many courts, near misses among them: what the rules make of each
/// is right or known to be wrong.
#[test]
fn lines_as_other_courts_would_word_them() {
    let rows: Vec<Vec<&str>> = invented().collect();
    let (mut right, mut wrong) = (0, Vec::new());
    for row in &rows {
        let verb = classified(row).first().map_or("none", |rule| rule.verb.name());
        if verb == row[2] {
            right += 1;
        } else {
            let start: String = row[1].chars().take(70).collect();
            wrong.push(format!("{}, not {verb}: {start}", row[2]));
        }
    }
    assert!(right * 100 >= rows.len() * 92, "{right} of {}", rows.len());
    let told = format!("right: {right} of {}\n{}", rows.len(), wrong.join("\n"));
    snapshots().bind(|| insta::assert_snapshot!("imports.invented", told));
}

#[test]
fn most_dispositions_are_recognised() {
    let Some(read) = Read::all() else { return };
    let (mut found, mut missed, mut wrongly, mut manner_right) = (0, 0, 0, 0);
    for row in rows(include_str!("labels/dispositions.csv")) {
        let line = &read.files[row[0]][row[1].parse::<usize>().expect("a place")];
        let manner = line.events.iter().find_map(|event| event.kind.manner());
        match (row[2].parse::<u8>().ok(), manner) {
            (Some(label), Some(manner)) => {
                found += 1;
                manner_right += i32::from(manner.code() == label);
            }
            (Some(_), None) => missed += 1,
            (None, Some(_)) => wrongly += 1,
            (None, None) => {}
        }
    }
    assert!(found * 100 >= (found + missed) * 80, "{found} found, {missed} missed");
    let told = format!(
        "found {found}, missed {missed}, wrongly {wrongly}, with the right manner {manner_right}"
    );
    snapshots().bind(|| insta::assert_snapshot!("imports.dispositions", told));
}

#[test]
fn each_rule_is_shown_by_some_line() {
    let Some(read) = Read::all() else { return };
    let used = read.lines().flat_map(|line| &line.events).filter_map(|event| {
        event.line.as_ref().and_then(|line| line.rule.as_ref()).map(ToString::to_string)
    });
    let invented = invented().flat_map(|row| {
        let found = classified(&row).into_iter().map(|rule| rule.name.to_string());
        found.collect::<Vec<_>>()
    });
    let shown: BTreeSet<String> = used.chain(invented).collect();
    let hidden: Vec<&str> = Rules::bundled()
        .iter()
        .map(|rule| rule.name.as_str())
        .filter(|name| !shown.contains(*name))
        .collect();
    assert_eq!(hidden, Vec::<&str>::new());
}
