//! What goes where: data, remarks, decorations, and a reader that goes away.

use std::process::Stdio;

use super::{Desk, Run};

#[test]
fn nothing_is_decorated_when_it_is_not_shown_on_a_terminal() {
    let desk = Desk::with_demo();
    desk.write("bad.toml", "[case]\nid = \"a\"\ntxet = 1\n");
    for arguments in [
        "cases",
        "show amazon-v-nokia",
        "log",
        "check bad.toml",
        "known nokia-v-amazon today",
        "nope",
    ] {
        let run = desk.run(arguments);
        assert!(!(run.out + &run.err).contains('\u{1b}'), "docket {arguments}");
    }
}

#[test]
fn colour_can_be_forced_and_forbidden() {
    let desk = Desk::with_sample();
    let with = |name: &str, value: &str| {
        let mut command = desk.command("show sample");
        Run::of(&command.env(name, value).output().unwrap()).out
    };
    assert!(with("CLICOLOR_FORCE", "1").contains("\u{1b}[1msample"));
    assert!(!with("NO_COLOR", "1").contains('\u{1b}'));
    assert!(!with("TERM", "dumb").contains('\u{1b}'));
}

#[test]
fn the_cut_is_echoed_in_words_on_stderr_unless_remarks_are_declined() {
    let desk = Desk::with_sample();
    for (flags, words) in [
        ("", "cut: everything recorded (to @5)\n"),
        (
            "--published-by 2024-03-08",
            "cut: published by 2024-03-08 (America/New_York), everything recorded (to @5)\n",
        ),
        ("--recorded-by @4 --possibly", "cut: recorded by @4, certainly or possibly\n"),
        (
            "--occurred-by 2024-03 --recorded-by 2099-12-31",
            "cut: occurred by 2024-03-31 (America/New_York), recorded by 2099-12-31 (UTC)\n",
        ),
        (
            "--published-by 2024-03-08T12:00:00-05:00",
            "cut: published by 2024-03-08T17:00:00Z, everything recorded (to @5)\n",
        ),
    ] {
        assert_eq!(desk.run(&format!("show sample {flags}")).err, words);
        assert_eq!(desk.run(&format!("show sample --json {flags}")).err, words);
        assert_eq!(desk.run(&format!("show sample --quiet {flags}")).err, "");
    }
    assert!(desk.run("cases --published-by 2024").err.contains("2024-12-31 (each case's zone)"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::with_demo();
    for arguments in [
        "log --json",
        "show amazon-v-nokia",
        "export jsonl",
        "export csv",
        "export markdown amazon-v-nokia",
        "export timelinejs pherah-v-zoho",
        "help",
        "explain",
    ] {
        let mut command = desk.command(arguments);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a program");
        drop(child.stdout.take());
        let run = Run::of(&child.wait_with_output().expect("an end"));
        assert_eq!(run.code, 0, "docket {arguments}: {}", run.err);
        assert!(!run.err.contains("error") && !run.err.contains("panicked"), "{}", run.err);
    }
}

#[test]
fn the_ledger_may_be_named_in_the_environment() {
    let desk = Desk::empty();
    desk.ok("init elsewhere");
    let mut command = desk.command("cases");
    assert_eq!(Run::of(&command.env("DOCKET_LEDGER", "elsewhere").output().unwrap()).code, 0);
}

#[test]
fn every_command_has_worked_examples_in_its_long_help() {
    let desk = Desk::empty();
    let overview = desk.ok("help");
    let listed = overview.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands = listed.lines().filter_map(|line| line.split_whitespace().next());
    for command in commands.filter(|command| *command != "help") {
        let help = desk.ok(&format!("help {command}"));
        let examples = help.split("Examples:\n").nth(1).unwrap_or_default();
        assert!(examples.contains(command), "{command}");
    }
    assert!(desk.ok("--version").starts_with("docket "));
}
