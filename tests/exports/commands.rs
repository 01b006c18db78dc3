//! Exports as people and scripts ask for them.

use docket_export::read_csv;

use crate::cli::Desk;

#[test]
fn a_table_goes_to_a_file_and_to_stdout() {
    let desk = Desk::with_demo();
    assert_eq!(desk.ok("export csv -o entries.csv"), "");
    assert_eq!(desk.ok("export csv"), desk.read("entries.csv"));
    assert!(!desk.path("entries.csv.partial").exists());
    let rows = read_csv(desk.read("entries.csv").as_bytes()).map(|row| row.expect("a row")).count();
    desk.run("export csv -o entries.csv").says(&format!("{rows} entries written to entries.csv"));
}

#[test]
fn a_report_takes_the_time_flags_and_echoes_the_cut() {
    let desk = Desk::with_demo();
    let run = desk.run("export markdown amazon-v-nokia --published-by 2024-07-31");
    run.says("cut: published by 2024-07-31 (America/New_York)");
    assert!(run.out.starts_with("# ") && run.out.contains("## Not yet public"), "{}", run.out);
    assert!(!desk.ok("export markdown amazon-v-nokia").contains("## Not yet public"));
    assert_ne!(
        desk.ok("export markdown pherah-v-zoho --occurred-by 2016-03-30"),
        desk.ok("export markdown pherah-v-zoho --recorded-by @50 --possibly"),
    );
    desk.run("export markdown amazon-v-nokia -o a.md").says("the report of amazon-v-nokia written");
    assert_eq!(desk.read("a.md"), desk.ok("export markdown amazon-v-nokia"));
}

#[test]
fn what_does_not_fit_together_is_refused_with_a_way_out() {
    let desk = Desk::with_demo();
    desk.fails(2, "export markdown").says("<CASE>");
    desk.fails(4, "export markdown amazon-v-nokai").says("did you mean `amazon-v-nokia`?");
    desk.fails(2, "export markdown amazon-v-nokia --as-of 2024-07-31").says("--published-by");
    desk.fails(2, "export csv amazon-v-nokia").says("unexpected argument");
    desk.fails(2, "export csv --published-by 2024-07-31").says("unexpected argument");
    desk.fails(2, "export xml").says("unrecognized subcommand");
    desk.fails(2, "export").says("jsonl");
    desk.fails(4, "export csv -o nowhere/entries.csv").says("nowhere");
}
