//! Time stamps: a checkpoint that an authority saw, and what is no stamp of it.

use std::path::Path;
use std::process::Command;

use super::{Desk, every_change_is_found, has_tools, is_true, promised};
use crate::cli::Run;
use crate::testkit::said;

/// Makes an authority in the folder it is run in: its own root, and a certificate for time stamps. Its replies
/// bring that certificate alone: the root, which is known, nobody would look at there.
const AUTHORITY: &str = r#"
set -e
openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 2 -subj "/CN=Root $NAME"
openssl req -newkey rsa:2048 -nodes -keyout key -out request -subj "/CN=Time $NAME"
printf 'extendedKeyUsage=critical,timeStamping\n' > use
openssl x509 -req -in request -CA root.pem -CAkey root.key -CAcreateserial -out pem -days 2 -extfile use
printf '%s\n' '[tsa]' 'serial = ./serial' 'signer_cert = ./pem' \
    'signer_key = ./key' 'signer_digest = sha256' 'default_policy = 1.2.3.4' 'digests = sha256' > settings
echo 01 > serial
"#;

/// Answers a request.
const REPLY: &str =
    r#"openssl ts -reply -config settings -section tsa -queryfile "$ASKED" -out "$REPLIED""#;

fn sh(folder: &Path, script: &str, variables: &[(&str, &Path)]) {
    let mut command = Command::new("sh");
    command.args(["-c", script]).current_dir(folder).envs(variables.iter().copied());
    let run = command.output().expect("a shell");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn authority(desk: &Desk, name: &str) {
    let folder = desk.path(name);
    std::fs::create_dir(&folder).expect("a folder");
    sh(&folder, AUTHORITY, &[("NAME", Path::new(name))]);
}

/// Lets an authority answer `ASKED.tsq`.
fn stamp(desk: &Desk, authority: &str, asked: &str) {
    let [request, reply] = ["tsq", "tsr"].map(|ending| desk.path(&format!("{asked}.{ending}")));
    sh(&desk.path(authority), REPLY, &[("ASKED", &request), ("REPLIED", &reply)]);
}

/// A desk with a checkpoint that an authority stamped, and one of the ledger as it went on.
fn desk() -> Desk {
    let desk = Desk::with_sample();
    authority(&desk, "authority");
    desk.write("first", desk.ok("checkpoint --stamp-request first.tsq"));
    stamp(&desk, "authority", "first");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases");
    desk.ok(&format!("record {}", cases.join("pherah-v-zoho.toml").display()));
    desk.write("public-key", desk.ok("checkpoint --key"));
    desk.write("second", desk.ok("checkpoint --stamp-request second.tsq"));
    desk
}

const STAMPED: &str = "--checkpoint first --time-stamp first.tsr --authority authority/root.pem";

#[test]
fn a_checkpoint_that_was_stamped_is_evidence_of_its_time() {
    if !has_tools() {
        return said("skipped: time stamps, for want of sh, sha256sum, openssl or python3");
    }
    let desk = desk();
    desk.ok(&format!("export evidence @2 -o evidence {STAMPED}"));
    assert_eq!(desk.read("evidence/checkpoint"), desk.read("first"), "not the ledger's last");
    let evidence = desk.path("evidence");
    let commands = promised(&evidence);
    assert_eq!(commands.len(), 5);
    assert!(is_true(&evidence, &commands), "the commands of VERIFY.md");

    let proved =
        desk.json("verify evidence --key public-key --authority authority/root.pem --json");
    assert_eq!(proved["time_stamp"]["is_checked"], true);
    let at = proved["time_stamp"]["at"].as_str().expect("an instant");
    let printed = Command::new("sh").args(["-c", &commands[4]]).current_dir(&evidence).output();
    let printed = String::from_utf8(printed.expect("a shell").stdout).expect("UTF-8");
    assert!(printed.contains(&at[11..19]), "{at}: {printed}");
    let told = desk.run("verify evidence --key public-key");
    assert!(told.out.contains(&format!("an authority stamped the checkpoint at {at}")), "{told:?}");
    told.says("compare authority.pem");

    // Whoever has no openssl is told what was not checked.
    let mut without = desk.command("verify evidence --key public-key --json");
    let run = Run::of(&without.env("PATH", "").output().expect("a program"));
    assert!(run.code == 0 && run.out.contains("\"is_checked\": false"), "{run:?}");
    every_change_is_found(&desk, "evidence", &commands);
}

#[test]
fn a_stamp_of_anything_else_is_refused() {
    if !has_tools() {
        return said("skipped: time stamps, for want of sh, sha256sum, openssl or python3");
    }
    let desk = desk();
    let refused = |code: i32, given: &str, words: &str| {
        desk.fails(code, &format!("export evidence @2 -o evidence {given}")).says(words);
        assert!(!desk.path("evidence").exists(), "{given}");
    };
    let by = |checkpoint: &str, reply: &str, authority: &str| {
        format!("--checkpoint {checkpoint} --time-stamp {reply} --authority {authority}")
    };
    refused(6, &by("second", "first.tsr", "authority/root.pem"), "message imprint mismatch");
    authority(&desk, "other");
    refused(6, &by("first", "first.tsr", "other/root.pem"), "certificate verify error");
    stamp(&desk, "other", "second");
    refused(6, &by("second", "second.tsr", "authority/root.pem"), "certificate verify error");
    refused(6, &by("first", "first.tsq", "authority/root.pem"), "no time stamp of this checkpoint");
    refused(6, &by("first", "first.tsr", "first"), "no certificate");
    refused(4, &by("first", "nothing.tsr", "authority/root.pem"), "nothing.tsr");
    refused(2, "--checkpoint first --time-stamp first.tsr", "--authority");
    refused(2, "--time-stamp first.tsr --authority authority/root.pem", "--checkpoint");
}

#[test]
fn evidence_is_of_a_checkpoint_that_the_ledger_signed_and_goes_on_from() {
    let desk = Desk::with_sample();
    desk.write("first", desk.ok("checkpoint"));
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases");
    desk.ok(&format!("record {}", cases.join("pherah-v-zoho.toml").display()));
    desk.ok("export evidence @2 -o evidence --checkpoint first");
    assert_eq!(desk.read("evidence/checkpoint"), desk.read("first"));
    desk.ok("verify evidence");
    desk.fails(6, "verify evidence --authority first").says("has no time stamp");

    let refused = |code: i32, asked: &str, words: &str| {
        desk.fails(code, &format!("export evidence {asked} -o refused")).says(words);
        assert!(!desk.path("refused").exists(), "{asked}");
    };
    refused(4, "pherah-v-zoho/complaint --checkpoint first", "is not in first");
    let other = Desk::with_sample();
    desk.write("other", other.ok("checkpoint"));
    refused(6, "@2 --checkpoint other", "not signed by");
    let first = desk.read("first");
    let size = first.lines().nth(1).expect("a size");
    desk.write("changed", first.replacen(size, "2", 1));
    refused(6, "@2 --checkpoint changed", "signature");
    desk.write("cut", &first[..first.len() / 2]);
    refused(3, "@2 --checkpoint cut", "cut");
    refused(4, "@2 --checkpoint nothing", "nothing");
}

#[test]
fn without_openssl_nothing_is_stamped_and_that_is_said() {
    let desk = Desk::with_sample();
    let mut command = desk.command("checkpoint --stamp-request request.tsq");
    let run = Run::of(&command.env("PATH", "").output().expect("a program"));
    assert!(run.code == 1 && run.out.is_empty(), "{run:?}");
    run.says("there is no program `openssl`");
    assert!(!desk.path("request.tsq").exists());
}
