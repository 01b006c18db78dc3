//! A ledger whose process is killed at any moment keeps what it acknowledged.

use docket_core::SledLog;
use docket_testkit::Kills;
use docket_time::Tz;

#[test]
fn what_was_acknowledged_survives_kill_9() {
    Kills::of(
        "kill::what_was_acknowledged_survives_kill_9",
        |path, host| SledLog::create(path, Tz::UTC, host).expect("a ledger"),
        |path, host| SledLog::open(path, host).expect("a ledger"),
    )
    .times(8, 25)
    .holds();
}
