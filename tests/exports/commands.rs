//! Exports as people and scripts ask for them.

use docket_export::read_csv;
use rusqlite::Connection;
use serde_json::Value;

use crate::cli::Desk;

#[test]
fn a_table_goes_to_a_file_and_to_stdout() {
    let desk = Desk::with_demo();
    assert_eq!(desk.ok("export csv -o entries.csv"), "");
    assert_eq!(desk.ok("export csv"), desk.read("entries.csv"));
    assert!(!desk.path("entries.csv.partial").exists());
    let table = desk.read("entries.csv");
    let rows = read_csv(table.as_bytes()).collect::<Result<Vec<_>, _>>().expect("rows").len();
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
fn a_database_goes_to_a_file_with_metadata_beside_it() {
    let desk = Desk::with_demo();
    let run = desk.run("export sqlite -o demo.db --metadata metadata.json");
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    run.says("66 entries written to demo.db");
    assert!(!desk.path("demo.db.partial").exists());
    let metadata: Value = serde_json::from_str(&desk.read("metadata.json")).expect("JSON");
    let database = Connection::open(desk.path("demo.db")).expect("a database");
    let mut queries = database.prepare("SELECT name, sql FROM queries").expect("SQL");
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let queries: Vec<(String, String)> =
        queries.query_map([], row).and_then(Iterator::collect).expect("rows");
    let shown = metadata["databases"]["demo"]["queries"].as_object().expect("queries");
    assert_eq!(shown.len(), queries.len());
    for (name, sql) in queries {
        assert_eq!(shown[&name]["sql"], sql);
    }
    // What is there is replaced, and only by what is whole.
    desk.ok("export sqlite -o demo.db");
    desk.write("demo.db.partial", "left behind");
    desk.ok("export sqlite -o demo.db");
    desk.ok("export sqlite -o file:other.db?mode=memory");
    assert!(desk.path("file:other.db?mode=memory").exists());
}

#[test]
fn slides_go_to_a_file_and_to_stdout() {
    let desk = Desk::with_demo();
    let slides = desk.json("export timelinejs pherah-v-zoho --published-by 2016-03-30");
    assert_eq!(
        slides["title"]["text"]["headline"],
        "Pherah LLC v. Zoho Corporation, 6:15-cv-00961 (lead case)"
    );
    desk.ok("export timelinejs pherah-v-zoho -o pherah.json");
    assert_eq!(desk.read("pherah.json"), desk.ok("export timelinejs pherah-v-zoho"));
}

#[test]
fn what_does_not_fit_together_is_refused_with_a_way_out() {
    let desk = Desk::with_demo();
    desk.fails(2, "export markdown").says("<CASE>");
    desk.fails(4, "export markdown amazon-v-nokai").says("did you mean `amazon-v-nokia`?");
    desk.fails(2, "export markdown amazon-v-nokia --as-of 2024-07-31").says("--published-by");
    desk.fails(2, "export timelinejs").says("<CASE>");
    desk.fails(4, "export timelinejs amazon").says("did you mean `amazon-v-nokia`?");
    desk.fails(2, "export sqlite").says("docket export sqlite -o ledger.db");
    desk.fails(2, "export sqlite amazon-v-nokia -o a.db").says("unexpected argument");
    desk.fails(4, "export sqlite -o nowhere/a.db").says("nowhere");
    desk.fails(2, "export csv --metadata m.json").says("unexpected argument");
    desk.fails(2, "export csv amazon-v-nokia").says("unexpected argument");
    desk.fails(2, "export csv --published-by 2024-07-31").says("unexpected argument");
    desk.fails(2, "export xml").says("unrecognized subcommand");
    desk.fails(2, "export").says("jsonl");
    desk.fails(4, "export csv -o nowhere/entries.csv").says("nowhere");
}
