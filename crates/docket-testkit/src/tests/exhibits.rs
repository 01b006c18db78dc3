//! What exhibits look like.

use docket_core::{Cut, Kind, Scalar};

use super::sample::Papers;
use crate::{History, Kit, court, press, published_by, told};

/// Two papers tell of a suit, and one of them is wrong.
pub(super) fn suit() -> History {
    History::of("alpha-v-beta")
        .given(press("gazette", "2024-07-31"))
        .given(press("herald", "2024-08-02"))
        .given(court("court"))
        .when_recorded(
            "2024-08-01",
            told("alpha-v-beta/suit-gazette", "gazette", Kind::Complaint)
                .act("suit")
                .on("2024-07-30")
                .by("Alpha")
                .fact("patents", Scalar::count(12))
                .quoting("theft", "Alpha", "they took it all"),
        )
        .when_recorded(
            "2024-08-03",
            told("alpha-v-beta/suit-herald", "herald", Kind::Complaint)
                .act("suit")
                .on("2024-07-30")
                .by("Alpha")
                .fact("patents", Scalar::count(11))
                .quoting("theft", "Alpha", "they took all of it"),
        )
        .when_recorded(
            "2024-08-05",
            told("alpha-v-beta/suit-herald-2", "herald", Kind::PressStatement)
                .published("2024-08-04")
                .correcting("alpha-v-beta/suit-herald", "patents", Scalar::count(12)),
        )
}

fn kit() -> Kit<Papers> {
    Kit::of()
}

#[test]
fn see_them() {
    for exhibit in [
        kit().timeline(&suit()),
        kit().grid(&suit()),
        kit().known_on(&suit(), "2024-08-02"),
        kit().diff(&suit(), &published_by("2024-07-31"), &published_by("2024-08-02")),
        crate::statements(&suit(), &Cut::none()),
    ] {
        eprintln!("== {}\n{}\n{exhibit}", exhibit.name(), exhibit.description());
    }
}
