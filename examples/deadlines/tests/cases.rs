// A file of its own: while insta goes through a folder, it counts what fails in any thread to that.

use deadlines::Deadlines;
use docket_core::Cut;
use docket_testkit::{History, Kit, assert_exhibit, insta};

#[test]
fn every_case_file_has_its_deadlines() {
    insta::glob!("../cases", "*.toml", |path| {
        let history = History::of_case_file(path).expect("a case file");
        assert_exhibit!(Kit::<Deadlines>::of().state(&history, &Cut::none()));
    });
}
