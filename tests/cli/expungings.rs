//! Events destroyed for good: in no file, in no export, and everything else as it was.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::json;

use super::Desk;

/// What is to be found nowhere.
const CANARY: &str = "Zanzibar";

const CASE: &str = r#"
[case]
id = "alpha-v-beta"
title = "Alpha v. Beta"

[source.docket]
kind = "court"
publisher = "A court"
published = 2024-05-01

[[event]]
id = "complaint"
verb = "filed"
kind = "Complaint"
occurred = 2024-04-01
by = "Alpha"
against = "Beta"
source = "docket"
text = "COMPLAINT"

[[event]]
id = "zanzibar-affidavit"
verb = "filed"
kind = "Declaration"
occurred = 2024-04-02
by = "Zanzibar Holdings"
source = "docket"
text = "AFFIDAVIT of Zanzibar"
facts = { "zanzibar" = "Zanzibar" }

[[event]]
id = "order"
verb = "announced"
kind = "Order"
occurred = 2024-05-02
source = "docket"
text = "ORDER"
refers_to = [{ relation = "decides", target = "zanzibar-affidavit" }]
"#;

/// The files under a directory that hold the canary, in their bytes or in their names.
fn with_canary(path: &Path) -> Vec<String> {
    let canary = CANARY.to_lowercase().into_bytes();
    let mut found = Vec::new();
    for item in fs::read_dir(path).expect("a directory") {
        let item = item.expect("an item").path();
        let name = item.display().to_string();
        let is_in = |bytes: &[u8]| {
            bytes.to_ascii_lowercase().windows(canary.len()).any(|some| some == canary)
        };
        if item.is_dir() {
            found.extend(with_canary(&item));
        } else if is_in(&fs::read(&item).expect("a file")) || is_in(name.as_bytes()) {
            found.push(name);
        }
    }
    found
}

/// A desk with a ledger that holds the canary in one entry, and in the target of another.
fn desk() -> Desk {
    let desk = Desk::with_ledger();
    desk.write("case.toml", CASE);
    desk.ok("record case.toml");
    desk
}

#[test]
fn what_is_expunged_is_in_no_file_and_in_no_export() {
    let desk = desk();
    desk.ok("backup saved");
    desk.write("before.checkpoint", desk.ok("checkpoint"));
    desk.write("public-key", desk.ok("checkpoint --key"));
    desk.write("complaint.proof", desk.ok("prove alpha-v-beta/complaint"));
    let before = desk.json("log --json");
    // The order names what it decides, so it goes too: an id is what its author calls it.
    let doomed = "alpha-v-beta/zanzibar-affidavit alpha-v-beta/order";
    assert!(!with_canary(&desk.path("ledger")).is_empty());
    let told = desk.ok(&format!("expunge {doomed} --reason minor --order Dkt-41 --yes"));
    assert!(told.contains("2 events were expunged"), "{told}");
    assert_eq!(with_canary(&desk.path("ledger")), [""; 0]);

    // The ledger is whole, and goes on from what was signed and proved.
    let verified = desk.json("verify --json --from before.checkpoint");
    assert_eq!(verified["expunged"], 2);
    desk.ok("verify complaint.proof --key public-key");
    assert!(desk.read("before.checkpoint").lines().count() > 3);
    let after = desk.json("log --json");
    let items = |log: &serde_json::Value| log["items"].as_array().expect("items").clone();
    let size = items(&before).len();
    assert_eq!(items(&after).len(), size + 1, "and the record of the expunging");
    let mut gone = Vec::new();
    for (was, is) in items(&before).iter().zip(items(&after)) {
        assert_eq!((&was["position"], &was["recorded_at"]), (&is["position"], &is["recorded_at"]));
        if is["state"] == "expunged" {
            assert_eq!(is["expunged"], json!({ "order": "Dkt-41", "reason": "minor" }));
            gone.push(was["event"].as_str().expect("an id").to_owned());
        }
    }
    assert_eq!(gone, doomed.split(' ').collect::<Vec<_>>());
    let positions: Vec<_> = items(&after)
        .iter()
        .filter(|item| item["state"] == "expunged")
        .map(|item| item["position"].as_u64().expect("a position"))
        .collect();

    // What is left of one can be proved still; what was in it, nobody can show.
    desk.write("left.proof", desk.ok(&format!("prove @{}", positions[0])));
    desk.ok("verify left.proof --key public-key");
    let evidence = format!("export evidence @{} -o evidence", positions[0]);
    desk.fails(4, &evidence).says("was expunged: minor (Dkt-41)");
    desk.fails(3, "prove alpha-v-beta/zanzibar-affidavit").says("has been expunged");
    desk.fails(3, "record case.toml").says("has been expunged");

    // Exports, and backups from before that are written again.
    assert!(!with_canary(&desk.path("saved")).is_empty());
    desk.ok("backup saved");
    fs::create_dir(desk.path("out")).expect("a directory");
    desk.ok("export jsonl -o out/ledger.jsonl");
    desk.ok("export csv -o out/events.csv");
    desk.ok("export sqlite -o out/ledger.sqlite");
    desk.ok("export markdown alpha-v-beta -o out/report.md");
    desk.ok("export timelinejs alpha-v-beta -o out/timeline.json");
    desk.ok("export evidence alpha-v-beta/complaint -o out/evidence");
    desk.ok("--ledger restored restore saved");
    desk.ok("--ledger refilled import jsonl out/ledger.jsonl");
    for made in ["saved", "out", "restored", "refilled", "ledger"] {
        assert_eq!(with_canary(&desk.path(made)), [""; 0], "{made}");
    }
    for copy in ["restored", "refilled"] {
        let verified = desk.json(&format!("--ledger {copy} verify --json"));
        assert_eq!(verified["expunged"], 2);
        desk.fails(3, &format!("--ledger {copy} record case.toml")).says("has been expunged");
    }
}

#[test]
fn nothing_is_destroyed_unless_somebody_says_yes() {
    let desk = desk();
    let before = desk.ok("export jsonl");
    let entry = "alpha-v-beta/zanzibar-affidavit";
    let shown = desk.run(&format!("expunge {entry} --reason minor --dry-run"));
    shown.says("alpha-v-beta/order");
    assert!(shown.out.contains("nothing was destroyed"), "{}", shown.out);
    desk.fails(2, &format!("expunge {entry} --reason minor")).says("--yes");
    desk.fails(2, &format!("expunge {entry} --yes")).says("--reason");
    desk.fails(2, &format!("expunge {entry} --reason= --yes")).says("say why");
    desk.fails(4, "expunge @99 --reason minor --yes").says("no entry @99");
    desk.fails(4, "expunge alpha-v-beta/none --reason minor --yes").says("no event");
    assert_eq!(desk.ok("export jsonl"), before);
}

#[test]
fn the_record_of_an_expunging_stays_and_one_that_was_interrupted_is_ended() {
    let desk = desk();
    let entry = "alpha-v-beta/zanzibar-affidavit";
    desk.ok(&format!("expunge {entry} --reason minor --yes"));
    let log = desk.json("log --json");
    let items = log["items"].as_array().expect("items");
    let record = items.last().expect("an entry");
    assert_eq!(record["bookkeeping"]["expunged"]["reason"], "minor");
    let record = record["event"].as_str().expect("an id");
    desk.fails(2, &format!("expunge {record} --reason x --yes")).says("stays");
    // As a kill between the record and the deed would leave it: said, and not done.
    let order = "[[event]]\nid = \"x\"\nverb = \"announced\"\nkind = \"Expunged\"\n";
    desk.write("order.toml", format!("[case]\nid = \"ledger\"\n{order}"));
    desk.fails(3, "check order.toml").says("Expunged");
    desk.ok("expunge alpha-v-beta/order --reason other --yes");
    assert_eq!(desk.json("verify --json")["expunged"], 2);
    desk.fails(4, "expunge @4 --reason again --yes").says("was expunged");
}

/// As a kill between the record and the deed leaves it.
#[test]
fn a_run_that_is_killed_leaves_the_record_and_the_next_ends_it_without_another() {
    let desk = Desk::with_ledger();
    let filler = |number| {
        format!(
            "[[event]]\nid = \"letter-{number}\"\nverb = \"filed\"\nkind = \"Letter\"\n\
             occurred = 2024-04-01\nsource = \"docket\"\ntext = \"LETTER {number}\"\n\n"
        )
    };
    let letters: String = (0..3_000).map(filler).collect();
    desk.write("case.toml", format!("{CASE}\n{letters}"));
    desk.ok("record case.toml");
    let expunge = "expunge alpha-v-beta/zanzibar-affidavit alpha-v-beta/order --yes --reason";
    let mut command = desk.command(&format!("{expunge} minor"));
    let mut child = command.stdout(Stdio::null()).spawn().expect("a program");
    while !desk.path("ledger/log.new").exists() {
        assert_eq!(child.try_wait().expect("a process"), None, "it ended before it was killed");
    }
    child.kill().expect("a kill");
    child.wait().expect("an end");
    let records = || {
        let log = desk.json("log --json");
        let items = log["items"].as_array().expect("items").clone();
        let record = |item: serde_json::Value| item["bookkeeping"]["expunged"]["reason"].clone();
        items.into_iter().map(record).filter(|reason| !reason.is_null()).collect::<Vec<_>>()
    };
    assert_eq!(records(), ["minor"]);
    assert_eq!(desk.json("verify --json")["expunged"], 0);
    desk.ok(&format!("{expunge} again"));
    assert_eq!(records(), ["minor"]);
    assert_eq!(desk.json("verify --json")["expunged"], 2);
    assert_eq!(with_canary(&desk.path("ledger")), [""; 0]);
}
