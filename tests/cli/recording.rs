//! Recording: plans, receipts, and what is recorded already.

use serde_json::json;

use super::Desk;

#[test]
fn recording_a_file_again_records_nothing() {
    let desk = Desk::with_sample();
    let before = desk.ok("export jsonl");
    assert_eq!(desk.ok("record sample-case.toml"), "nothing new\n2 events were recorded already\n");
    assert_eq!(desk.ok("export jsonl"), before);
}

#[test]
fn a_dry_run_shows_the_plan_and_records_nothing() {
    let desk = Desk::with_ledger();
    let plan = desk.ok("record sample-case.toml --dry-run");
    assert!(plan.contains("sample: 3 new events, from revision 0"), "{plan}");
    assert!(plan.contains("sample/complaint-docket  filed: complaint"), "{plan}");
    assert_eq!(desk.json("cases --json")["items"], json!([]));
}

#[test]
fn a_receipt_names_every_event_and_its_place() {
    let desk = Desk::with_ledger();
    let receipt = desk.json("record sample-case.toml --json");
    assert_eq!(receipt["schema"], "docket/receipt/1");
    let items = receipt["items"].as_array().unwrap();
    assert_eq!(items.len(), 5);
    assert_eq!(items[0]["event"], "sample/opened");
    assert_eq!(items[0]["position"], 1);
    assert_eq!(items[4]["revision"], 3);
    assert!(items.iter().all(|item| item["is_new"] == true));
}

#[test]
fn a_receipt_tells_a_person_where_the_cases_stand() {
    let desk = Desk::with_ledger();
    assert_eq!(
        desk.ok("record sample-case.toml"),
        "recorded 5 events: @1 to @5\n  ledger is at revision 2\n  sample is at revision 3\n"
    );
}

#[test]
fn an_unexpected_revision_is_a_conflict() {
    let desk = Desk::with_ledger();
    desk.fails(5, "record sample-case.toml --expect-revision 4").says("at revision 0, not 4");
    desk.fails(5, "record sample-case.toml --expect-revision 4 --dry-run");
    desk.ok("record sample-case.toml --expect-revision 0");
    // What is recorded already conflicts with nothing.
    desk.ok("record sample-case.toml --expect-revision 0");
}

#[test]
fn another_content_of_a_recorded_event_is_offered_as_a_correction_that_can_be_recorded() {
    let desk = Desk::with_sample();
    let recorded = desk.read("sample-case.toml");
    let changed = recorded.replace("occurred = \"2024-03-04\"", "occurred = \"2024-03-01\"");
    desk.write("sample-case.toml", &changed);
    let run = desk.fails(3, "record sample-case.toml");
    run.says("1 event is recorded already with other content: sample/complaint-docket (at @4)");

    let block = run.err.split("\n\n").find(|part| part.contains("[[event]]")).expect("a block");
    desk.write("sample-case.toml", recorded + "\n" + block + "\n");
    desk.ok("record sample-case.toml");
    assert_eq!(desk.json("show sample --json")["filed"]["occurred"], "2024-03-01");
    let before = desk.json("show sample --recorded-by @5 --json");
    assert_eq!(before["filed"]["occurred"], "2024-03-04");
}

#[test]
fn a_difference_that_no_correction_can_say_is_named() {
    let desk = Desk::with_sample();
    let changed = desk.read("sample-case.toml").replace("act = \"complaint\"", "act = \"suit\"");
    desk.write("sample-case.toml", changed);
    desk.fails(3, "record sample-case.toml").says("sample/complaint-docket differs in act;");

    let both = desk.read("sample-case.toml").replace("\"2024-03-04\"", "\"2024-03-01\"");
    desk.write("sample-case.toml", both);
    desk.fails(3, "record sample-case.toml")
        .says("sample/complaint-docket differs in act, occurred;");
}

#[test]
fn nothing_of_a_batch_is_recorded_when_one_event_is_refused() {
    let desk = Desk::with_sample();
    let changed =
        desk.read("sample-case.toml").replace("patents_in_suit = 4", "patents_in_suit = 5");
    let more = "\n[[event]]\nid = \"more\"\nverb = \"filed\"\nkind = \"Motion\"\nsource = \"sample-docket\"\n";
    desk.write("sample-case.toml", changed + more);
    desk.fails(3, "record sample-case.toml").says("sample/complaint-gazette#patents_in_suit");
    assert_eq!(desk.json("log --json")["items"].as_array().unwrap().len(), 5);
}

#[test]
fn a_description_that_changed_is_recorded_anew() {
    let desk = Desk::with_sample();
    let changed =
        desk.read("sample-case.toml").replace("title = \"Sample", "title = \"Another sample");
    desk.write("sample-case.toml", changed);
    desk.ok("record sample-case.toml");
    let log = desk.json("log sample --json");
    assert_eq!(log["items"][3]["event"], "sample/opened:2");
    assert_eq!(
        desk.json("show sample --json")["title"],
        "Another sample v. Example (an invented case)"
    );
}

#[test]
fn an_id_recorded_with_other_content_is_told_with_its_place() {
    let desk = Desk::with_sample();
    let changed = desk.read("sample-case.toml").replacen("occurred = \"", "occurred = \"1999/", 1);
    desk.write("changed.toml", changed);
    let run = desk.fails(3, "record changed.toml");
    run.says("here changed.toml:23:6");
}

#[test]
fn a_source_described_anew_is_remarked_on_before_it_is_recorded() {
    let desk = Desk::with_sample();
    let sample = desk.read("sample-case.toml");
    desk.write("changed.toml", sample.replacen("publisher = \"", "publisher = \"Another ", 1));
    desk.run("record changed.toml --dry-run").says_somewhere("is described anew, for every case");
    let again = desk.run("record sample-case.toml --dry-run");
    assert!(!format!("{}{}", again.out, again.err).contains("described anew"));
}

#[test]
fn a_point_in_time_in_another_notation_is_answered_with_what_can_be_written() {
    let desk = Desk::with_sample();
    for wrong in ["07/31/2024", "yesterday", "2024-02-30"] {
        let run = desk.fails(2, &format!("show sample --recorded-by {wrong}"));
        run.says("`today`, `-30d`");
    }
    desk.fails(2, "show sample --published-by 07/31/2024").says("2024-07-31");
}
