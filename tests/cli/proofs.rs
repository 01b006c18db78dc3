//! Checkpoints, proofs and evidence: what is true is proved, and nothing else is.

mod stamps;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use docket_proof::{Checkpoint, SignedCheckpoint, SigningKey, VerifyingKey};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Desk;
use crate::testkit::said;

/// A desk with the bundled cases and a checkpoint of the ledger from before the last was recorded.
fn desk() -> Desk {
    let desk = Desk::with_sample();
    desk.write("before.checkpoint", desk.ok("checkpoint"));
    desk.write("public-key", desk.ok("checkpoint --key"));
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases");
    desk.ok(&format!("record {}", cases.join("pherah-v-zoho.toml").display()));
    desk
}

/// Copies a folder.
fn copy(desk: &Desk, from: &str, to: &str) {
    let copied = Command::new("cp").arg("-r").args([desk.path(from), desk.path(to)]).status();
    assert!(copied.expect("a program").success());
}

#[test]
fn what_the_ledger_holds_is_signed_and_proved() {
    let desk = desk();
    let size = desk.json("cases --json")["cut"]["recorded_by"].clone();
    let signed = desk.json("checkpoint --json");
    assert_eq!(signed["size"], desk.json("verify --json")["size"], "{size}");
    assert_eq!(desk.ok("checkpoint"), signed["checkpoint"], "nothing new is signed as it was");

    desk.write("complaint.proof", desk.ok("prove pherah-v-zoho/complaint"));
    let proved = desk.json("verify complaint.proof --json");
    let logged = desk.json("log pherah-v-zoho --json");
    let complaint = logged["items"].as_array().expect("items").iter();
    let complaint = complaint.clone().find(|entry| entry["event"] == "pherah-v-zoho/complaint");
    let complaint = complaint.expect("the complaint is logged");
    assert_eq!(proved["position"], complaint["position"]);
    let at = proved["position"].as_u64().expect("a position");
    let by_position = desk.ok(&format!("prove @{at}"));
    assert_eq!(by_position, desk.read("complaint.proof"));

    desk.write("since.proof", desk.ok("prove --from before.checkpoint"));
    desk.ok("verify since.proof --from before.checkpoint --key public-key");
    desk.fails(2, "verify since.proof --key public-key").says("--from");
    let whole = desk.ok("verify --from before.checkpoint");
    assert!(whole.contains("each is what was recorded"), "{whole}");
    assert!(whole.contains("the one given"), "{whole}");

    // Whoever checks needs no ledger.
    fs::rename(desk.path("ledger"), desk.path("elsewhere")).expect("a ledger");
    desk.ok("verify complaint.proof --key public-key");
    let key = desk.read("public-key");
    desk.ok(&format!("verify before.checkpoint --key {}", key.trim()));
    desk.fails(2, "verify complaint.proof").says("--key");
}

#[test]
fn a_proof_that_was_changed_or_is_of_another_log_is_refused() {
    let desk = desk();
    let proof = desk.ok("prove @7");
    let other = SigningKey::from_seed(Some("docket/other"), [9; 32]).expect("a key");
    desk.write("other-key", other.verifying_key().to_string());
    desk.write("p", &proof);
    desk.fails(6, "verify p --key other-key").says("not signed by docket/other");
    desk.write("p", proof.replacen("index 6", "index 5", 1));
    desk.fails(3, "verify p").says("position less one");
    let hash = proof.lines().nth(3).expect("a hash");
    desk.write("p", proof.replacen(hash, &hash.chars().rev().collect::<String>(), 1));
    let run = desk.run("verify p");
    assert!([3, 6].contains(&run.code) && run.out.is_empty(), "{run:?}");
    let neighbour = proof.lines().nth(4).expect("another hash");
    desk.write("p", proof.replacen(hash, neighbour, 1));
    desk.fails(6, "verify p").says("@7");
    for (name, bytes) in [
        ("empty", b"".to_vec()),
        ("json", b"{\"a\": 1}".to_vec()),
        ("bytes", vec![0xff; 300]),
        ("form", b"c2sp.org/tlog-proof@v1\n\n\n".to_vec()),
        ("old", b"old 99999999999999999999\n\nx\n".to_vec()),
    ] {
        desk.write(name, bytes);
        let run = desk.run(&format!("verify {name} --from before.checkpoint"));
        assert!([1, 3].contains(&run.code), "{name}: {run:?}");
        assert!(!run.err.contains("panicked") && run.out.is_empty(), "{name}: {run:?}");
    }
    desk.fails(4, "verify nothing --key public-key");
    desk.fails(3, "verify empty").says("empty: the file is empty");
    desk.fails(4, "verify p --key nothing").says("there is no file nothing");
    fs::create_dir(desk.path("folder")).expect("a folder");
    desk.fails(3, "verify folder").says("folder is no evidence");
    desk.fails(4, "prove @0").says("there is no entry @0");
    desk.fails(4, "prove @18446744073709551615").says("the ledger ends at");
    desk.fails(4, "prove pherah-v-zoho/nothing");
}

#[test]
fn nothing_is_signed_that_does_not_go_on_from_what_was() {
    let desk = Desk::with_sample();
    copy(&desk, "ledger", "older");
    desk.ok("record sample-case.toml");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases");
    desk.ok(&format!("record {}", cases.join("pherah-v-zoho.toml").display()));
    desk.write("signed", desk.ok("checkpoint"));
    // Somebody puts an older copy of the log in the place of the ledger's.
    for part in ["log", "anchor"] {
        let whole = desk.path("ledger").join(part);
        if whole.is_dir() { fs::remove_dir_all(&whole) } else { fs::remove_file(&whole) }
            .expect("a part of the ledger");
        copy(&desk, &format!("older/{part}"), &format!("ledger/{part}"));
    }
    for asked in ["checkpoint", "prove @1", "prove --from signed", "verify"] {
        desk.fails(6, asked).says("a checkpoint was signed of");
    }
    // As many other entries in their place.
    desk.ok("record sample-case.toml");
    desk.ok(&format!("record {}", cases.join("amazon-v-nokia.toml").display()));
    desk.fails(6, "checkpoint").says("the ledger has");
    desk.fails(6, "export evidence @1 -o evidence").says("the ledger has");
    assert!(!desk.path("evidence").exists());
}

#[test]
fn a_ledger_has_one_key() {
    let desk = Desk::empty();
    desk.fails(2, "init --name a+b").says("a+b");
    assert!(!desk.path("ledger").exists(), "nothing is made under a name that cannot be");
    desk.ok("init --name example.com/dockets");
    let key = desk.ok("checkpoint --key");
    assert!(key.starts_with("example.com/dockets+"), "{key}");
    assert!(
        desk.ok("checkpoint").starts_with("example.com/dockets\n0\n"),
        "an empty ledger, signed"
    );
    #[cfg(unix)]
    {
        let mode = fs::metadata(desk.path("ledger/signing-key")).expect("a key").permissions();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777, 0o600);
    }
    fs::remove_file(desk.path("ledger/signing-key")).expect("a key");
    desk.fails(6, "checkpoint").says("the key is not there");
    desk.write("ledger/signing-key", "PRIVATE+KEY+x");
    let refused = desk.fails(6, "checkpoint");
    assert!(!refused.err.contains("PRIVATE+KEY+x"), "{}", refused.err);
    // A ledger from before there were keys gets one.
    for name in ["signing-key", "public-key", "checkpoint"] {
        fs::remove_file(desk.path("ledger").join(name)).expect("a file");
    }
    assert!(desk.ok("verify").contains("no checkpoint was signed"));
    assert!(!desk.path("ledger/signing-key").exists(), "to verify is not to write");
    desk.write("ledger/signing-key.partial", "left by a run that was killed");
    assert_ne!(desk.ok("checkpoint --key"), key);
}

/// The commands in VERIFY.md, each with what it is for.
fn promised(evidence: &Path) -> Vec<String> {
    let text = fs::read_to_string(evidence.join("VERIFY.md")).expect("VERIFY.md");
    let blocks = text.split("```sh\n").skip(1);
    blocks.map(|block| block.split("```").next().expect("a block").to_owned()).collect()
}

/// Whether the tools are there that VERIFY.md needs.
fn has_tools() -> bool {
    let asked = "sha256sum --version && openssl version && python3 --version";
    let run = Command::new("sh").args(["-c", asked]).output();
    run.is_ok_and(|run| run.status.success())
}

/// Runs the commands of VERIFY.md in a folder: whether all of them find it true.
fn is_true(evidence: &Path, commands: &[String]) -> bool {
    commands.iter().all(|command| {
        let run = Command::new("sh").args(["-c", command]).current_dir(evidence).output();
        run.expect("a shell").status.success()
    })
}

fn sums(evidence: &Path) {
    let mut sums = String::new();
    let mut files: Vec<_> = fs::read_dir(evidence).expect("a folder").flatten().collect();
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files.iter().filter(|file| file.file_name() != "SHA256SUMS") {
        let bytes = fs::read(file.path()).expect("a file");
        let name = file.file_name().into_string().expect("a name");
        writeln!(sums, "{:x}  {name}", Sha256::digest(bytes)).expect("a text takes it");
    }
    fs::write(evidence.join("SHA256SUMS"), sums).expect("a file");
}

/// Flips a byte of each file of evidence and removes each, and asks stock tools and `docket verify`.
fn every_change_is_found(desk: &Desk, folder: &str, commands: &[String]) {
    let evidence = desk.path(folder);
    let mut changed = 0;
    for file in fs::read_dir(&evidence).expect("a folder").flatten() {
        let name = file.file_name().into_string().expect("a name");
        let bytes = fs::read(file.path()).expect("a file");
        let is_told = |how: &str, by_sums_alone: bool| {
            // The text that says how to check, and the program that does, are known by their sums.
            let itself = ["VERIFY.md", "verify.py"].contains(&&*name);
            if !by_sums_alone && itself {
                return;
            }
            assert!(!is_true(&evidence, commands), "{name} {how}: stock tools find it true");
            desk.fails(6, &format!("verify {folder} --key public-key")).says(&format!("{folder}/"));
        };
        if name != "SHA256SUMS" {
            let at = bytes.len() / 2;
            let flipped = [&bytes[..at], &[bytes[at] ^ 1], &bytes[at + 1..]].concat();
            fs::write(file.path(), &flipped).expect("a file");
            is_told("flipped", true);
            // Whoever changes a file can write its sum too.
            sums(&evidence);
            is_told("flipped, with its sum", false);
            fs::remove_file(file.path()).expect("a file");
            sums(&evidence);
            is_told("removed, with its sum", false);
            fs::write(file.path(), &bytes).expect("a file");
            sums(&evidence);
            changed += 1;
        }
    }
    assert!(changed > 12 && is_true(&evidence, commands), "{changed} files");
}

#[test]
fn evidence_is_checked_with_stock_tools_and_false_evidence_found_by_them() {
    if !has_tools() {
        return said("skipped: evidence, for want of sh, sha256sum, openssl or python3");
    }
    let desk = desk();
    desk.ok("export evidence pherah-v-zoho/complaint @2 -o evidence");
    let evidence = desk.path("evidence");
    let commands = promised(&evidence);
    assert_eq!(commands.len(), 3);
    assert!(is_true(&evidence, &commands), "the commands of VERIFY.md");
    let proved = desk.json("verify evidence --key public-key --json");
    assert_eq!(proved["entries"][0]["position"], json!(2));
    assert_eq!(proved["entries"][1]["event"], json!("pherah-v-zoho/complaint"));

    every_change_is_found(&desk, "evidence", &commands);
    desk.ok("verify evidence --key public-key");
    desk.fails(2, "export evidence @1 -o evidence").says("there already");
}

#[test]
fn whoever_signs_the_same_with_another_key_is_told_by_the_key_alone() {
    if !has_tools() {
        return said("skipped: evidence, for want of sh, sha256sum, openssl or python3");
    }
    let desk = desk();
    desk.ok("export evidence @2 -o evidence");
    let evidence = desk.path("evidence");
    // All that somebody without the ledger's key can do: sign with one of the same name.
    let of = |name: &str| fs::read_to_string(evidence.join(name)).expect("a file");
    let own = VerifyingKey::parse(&of("public-key")).expect("a key");
    let forged = SigningKey::from_seed(Some(own.name()), [9; 32]).expect("a key");
    let signed = SignedCheckpoint::parse(&of("checkpoint")).expect("a checkpoint");
    let checkpoint: Checkpoint = signed.claimed().clone();
    let resigned = checkpoint.signed(&forged).expect("a signature");
    let key = forged.verifying_key();
    for (name, text) in [
        ("checkpoint", resigned.to_string()),
        ("public-key", format!("{key}\n")),
        ("public-key.pem", key.pem().to_owned()),
        ("2.tlog-proof", of("2.tlog-proof").replace(&signed.to_string(), &resigned.to_string())),
    ] {
        fs::write(evidence.join(name), text).expect("a file");
    }
    let signature = resigned.signature(key).expect("a signature");
    fs::write(evidence.join("checkpoint.signature"), signature).expect("a file");
    sums(&evidence);
    assert!(is_true(&evidence, &promised(&evidence)), "it fits together");
    desk.ok("verify evidence");
    desk.run("verify evidence").says("compare it with the one that the owner published");
    desk.fails(6, "verify evidence --key public-key").says("not signed by");
}
