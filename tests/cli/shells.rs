//! Completions as a shell asks for them, and manual pages.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Command;

use super::{Desk, exhibits::is_shown};
use crate::testkit;

/// What bash offers for a line, by the script that the program prints for it.
fn bash_offers(desk: &Desk, line: &str) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_docket"));
    let mut path = vec![program.parent().expect("a directory").to_owned()];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    // Bash itself would set these from the line and call the function that is registered for it.
    let script = r#"
        source <(docket completions bash)
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9
        [[ "$(complete -p docket)" =~ -F\ ([a-z_]+) ]] || exit 9
        "${BASH_REMATCH[1]}" docket "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        [[ ${#COMPREPLY[@]} == 0 ]] || printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let mut bash = Command::new("bash");
    bash.args(["--norc", "--noprofile", "-c", script, "bash"]).args(line.split(' '));
    bash.current_dir(desk.path("")).env("PATH", std::env::join_paths(path).expect("a path"));
    bash.env_remove("DOCKET_LEDGER").env_remove("COMPLETE");
    let output = bash.output().expect("bash");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
    assert!(output.status.success(), "{line}: {output:?}");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_what_is_in_the_ledger() {
    let desk = Desk::with_demo();
    let offers = |line: &str| bash_offers(&desk, line);
    assert_eq!(offers("docket show ama"), ["amazon-v-nokia"]);
    assert_eq!(offers("docket show zz"), [""; 0]);
    let names = offers("docket known ").into_iter().filter(|one| !one.starts_with('-'));
    assert_eq!(
        names.collect::<Vec<_>>(),
        ["amazon-v-nokia", "huawei-v-verizon", "nokia-v-amazon", "pherah-v-zoho"]
    );
    // Of an event first the case, then its own.
    assert_eq!(
        offers("docket order huawei-v-verizon/song-n"),
        ["huawei-v-verizon/song-negotiated", "huawei-v-verizon/song-no-choice",]
    );
    assert_eq!(offers("docket show pherah-v-zoho --recorded-by ph"), ["pherah-v-zoho/"]);
    assert_eq!(offers("docket order amazon-v-nokia/complaint-unsigned nok"), ["nokia-v-amazon/"]);
    assert_eq!(offers("docket statements amazon-v-nokia --variants de"), ["defend", "democratize"]);
    assert_eq!(offers("docket statements amazon-v-nokia --speaker No"), ["Nokia"]);
    // What the parser knows by itself.
    assert_eq!(offers("docket explai"), ["explain"]);
    assert_eq!(offers("docket show --publis"), ["--published-by"]);
}

#[test]
fn the_ledger_is_the_one_that_the_line_names() {
    let desk = Desk::empty();
    desk.ok("demo elsewhere");
    assert_eq!(bash_offers(&desk, "docket show ama"), [""; 0], "there is no ./ledger");
    assert!(!desk.path("ledger").exists(), "and none is made");
    for line in ["docket --ledger elsewhere show ama", "docket show --ledger=elsewhere ama"] {
        assert_eq!(bash_offers(&desk, line), ["amazon-v-nokia"], "{line}");
    }
}

#[test]
fn a_ledger_in_use_or_damaged_offers_nothing_and_says_nothing() {
    let desk = Desk::with_demo();
    let mut holder = testkit::start("hold", &desk.path("ledger"));
    // The other process says when it has the ledger open.
    let said = BufReader::new(holder.stdout.take().expect("its output"));
    let holds = said.lines().map_while(Result::ok).any(|line| line.contains(testkit::SAYS));
    assert!(holds, "the other process has the ledger");
    assert_eq!(bash_offers(&desk, "docket show ama"), [""; 0]);
    drop(holder.stdin.take());
    holder.wait().expect("it ends");
    assert_eq!(bash_offers(&desk, "docket show ama"), ["amazon-v-nokia"]);
    desk.write("ledger/anchor", b"nothing that was ever an anchor");
    assert_eq!(bash_offers(&desk, "docket show ama"), [""; 0]);
}

#[test]
fn every_shell_has_a_script() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.ok(&format!("completions {shell}"));
        assert!(script.contains("docket") && script.contains("COMPLETE"), "{shell}: {script}");
        let json = desk.json(&format!("completions {shell} --json"));
        assert_eq!(json["script"].as_str(), Some(script.as_str()), "{shell}");
    }
    desk.fails(2, "completions csh").says("possible values");
}

#[test]
fn every_command_has_a_manual_page_with_its_examples() {
    let desk = Desk::empty();
    desk.ok("man pages/man1");
    let listed = |help: String| -> Vec<String> {
        let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
        commands
            .take_while(|line| !line.is_empty())
            .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
            .filter(|name| !name.is_empty() && *name != "help")
            .map(str::to_owned)
            .collect()
    };
    let mut commands = listed(desk.ok("help"));
    assert!(commands.len() > 15, "{commands:?}");
    for command in ["export", "import"] {
        let formats = listed(desk.ok(&format!("help {command}")));
        assert!(formats.len() > 3, "{formats:?}");
        commands.extend(formats.iter().map(|format| format!("{command} {format}")));
    }
    for name in &commands {
        let page = desk.read(&format!("pages/man1/docket-{}.1", name.replace(' ', "-")));
        let (_, examples) = page.split_once(".SH EXAMPLES\n").expect("examples");
        let told = desk.ok(&format!("help {name}"));
        let (_, shown) = told.split_once("Examples:\n").expect("examples");
        // roff writes hyphens and backslashes with a backslash before them.
        let plain = examples.replace("\\-", "-").replace("\\(aq", "'").replace("\\\\", "\\");
        for line in shown.lines().filter(|line| line.starts_with("  docket ")) {
            assert!(plain.contains(line), "{name}: `{line}` is not in {examples}");
        }
    }
    let files = std::fs::read_dir(desk.path("pages/man1")).expect("pages").count();
    assert_eq!(files, commands.len() + 1, "one for each command, and docket.1");
    assert_eq!(desk.read("pages/man1/docket.1"), desk.ok("man"));
    is_shown("man-known", "man", &desk.read("pages/man1/docket-known.1"));
}

#[test]
fn a_directory_that_is_a_file_takes_no_pages() {
    let desk = Desk::empty();
    desk.write("pages", "not a directory");
    desk.fails(1, "man pages").says("pages");
}
