use std::collections::BTreeSet;

use crate::{Tz, court, courts};

const TABLE: &str = include_str!("../courts.tsv");

#[test]
fn every_line_of_the_table_is_a_court_with_a_zone() {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    for line in lines.clone() {
        let columns: Vec<&str> = line.split('\t').collect();
        let found = court(columns[0]).unwrap_or_else(|| panic!("{line}"));
        assert_eq!((found.zone.name(), found.name), (columns[1], columns[2]));
    }
    let ids: BTreeSet<&str> = courts().map(|court| court.id).collect();
    assert_eq!((courts().len(), ids.len()), (lines.clone().count(), lines.count()));
    assert!(courts().map(|court| court.id).is_sorted());
}

#[test]
fn there_are_94_district_courts_as_many_for_bankruptcy_and_13_circuits() {
    let named = |start: &str| courts().filter(|court| court.name.starts_with(start)).count();
    assert_eq!(named("U.S. District Court"), 94);
    assert_eq!(named("U.S. Bankruptcy Court"), 94);
    assert_eq!(named("U.S. Court of Appeals"), 13);
}

#[test]
fn a_court_is_found_by_either_id() {
    assert_eq!(court("ded").unwrap().name, "U.S. District Court, District of Delaware");
    assert_eq!(court("azb"), court("arb"));
    assert_eq!(court("azb").unwrap().zone, Tz::America__Phoenix);
    assert_eq!(court("cofc"), court("uscfc"));
    // To the Free Law Project this is the Supreme Court of Nebraska, to PACER a bankruptcy court.
    assert_eq!(court("neb"), None);
    assert_eq!(court("DED"), None);
    assert_eq!(court(""), None);
}

#[test]
fn a_bankruptcy_court_keeps_the_time_of_its_district() {
    for bankruptcy in courts().filter(|court| court.name.starts_with("U.S. Bankruptcy")) {
        let district = bankruptcy.name.replace("Bankruptcy", "District");
        let district = courts().find(|court| court.name == district).unwrap();
        assert_eq!(bankruptcy.zone, district.zone, "{}", bankruptcy.id);
    }
}
