//! The short campaign: some hundred rounds of each part, and every safeguard left out once.
//!
//! Another sample each time. The seed is in the table; `DOCKET_FAULTS_SEED` gives the same again.

use std::process::Command;

#[test]
fn nothing_that_was_acknowledged_is_lost() {
    let campaign = Command::new(env!("CARGO_BIN_EXE_docket-faults")).arg("all").output();
    let campaign = campaign.expect("the program");
    let said = String::from_utf8_lossy(&campaign.stdout);
    let complained = String::from_utf8_lossy(&campaign.stderr);
    println!("{said}{complained}");
    assert!(campaign.status.success(), "{said}{complained}");
}
