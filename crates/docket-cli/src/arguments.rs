//! The arguments of the program.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::commands::{
    backup::Backup, cases::Cases, check::Check, checkpoint::Checkpoint, completions::Completions,
    conflicts::Conflicts, demo::Demo, diff::Diff, explain::Explain, export::Export,
    expunge::Expunge, find::Find, first_known::FirstKnown, import::Import, init::Init,
    knew_before::KnewBefore, known::Known, link::Link, log::Log, man::Man, order::Order,
    prove::Prove, record::Record, replay::Replay, restore::Restore, salvage::Salvage,
    separate::Separate, show::Show, statements::Statements, test::Test, timeline::Timeline,
    verify::Verify, why::Why,
};
use crate::completion;
use crate::failure::Failure;
use crate::host::SystemHost;
use crate::output::{Format, Output};
use crate::session::Session;

/// Keep dockets as events: what happened in a case, who said so, and what was known when
#[derive(Parser, Debug)]
#[command(name = "docket", version, max_term_width = 100, after_help = FIRST_STEPS)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

const FIRST_STEPS: &str = "\
First steps:
  docket demo              a real example, recorded and told
  docket init              a ledger of your own, with a sample case file
  docket help COMMAND      a command, with worked examples";

/// What every command takes.
#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "flags are bools")]
#[command(next_help_heading = "Common")]
struct Common {
    /// The ledger's directory [default: ledger]
    #[arg(long, global = true, value_name = "PATH", env = "DOCKET_LEDGER", hide_env_values = true)]
    ledger: Option<PathBuf>,
    /// Answer with one JSON document
    #[arg(long, global = true, conflicts_with = "jsonl")]
    json: bool,
    /// Answer a list with one line of JSON for each item
    #[arg(long, global = true)]
    jsonl: bool,
    /// Leave out remarks, such as the cut in words
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Never ask anything
    #[arg(long, global = true)]
    no_input: bool,
    /// Answer as the public may read it: without what is sealed now, or was under the cut
    #[arg(long, global = true)]
    public: bool,
}

/// What to do.
#[derive(Subcommand, Debug)]
enum Command {
    /// Record a real example into a fresh ledger and tell what it shows
    Demo(Demo),
    /// Make a ledger, and a sample case file beside it
    Init(Init),
    /// Check case files, and show every fault at its place
    Check(Check),
    /// Record case files: all of them, or nothing
    Record(Record),
    /// List the cases
    Cases(Cases),
    /// Show the state of a case
    Show(Show),
    /// List the log's entries
    Log(Log),
    /// Tell a case entry by entry
    Replay(Replay),
    /// Show what was known on a date
    Known(Known),
    /// Show who said what, in each source's wording
    Statements(Statements),
    /// Show what became known, changed or was withdrawn between two points in time
    Diff(Diff),
    /// Show why a field has its value, and who says otherwise
    Why(Why),
    /// Show when something was first known, and every stretch in which it was
    FirstKnown(FirstKnown),
    /// List what the sources disagree on
    Conflicts(Conflicts),
    /// Tell which of two events came first, and why
    Order(Order),
    /// Tell whether one event was known before another happened, and why
    KnewBefore(KnewBefore),
    /// Find words in reports, statements and names
    Find(Find),
    /// Show the acts of a case on a line of time, as text or as a picture
    Timeline(Timeline),
    /// Show which statements may be one, and link those that are
    Link(Link),
    /// Take apart wordings that are not one statement
    Separate(Separate),
    /// Check that case files come to what they assert
    Test(Test),
    /// Sign what the ledger holds
    Checkpoint(Checkpoint),
    /// Prove that an entry is in the ledger, or that nothing before a checkpoint was changed
    Prove(Prove),
    /// Check the ledger, a proof, or a folder of evidence
    Verify(Verify),
    /// Write the ledger to a file
    Export(Export),
    /// Record what courts and archives wrote, or fill a new ledger from an export
    Import(Import),
    /// Copy the ledger into a directory of text files, or add what is new to one
    Backup(Backup),
    /// Make a ledger out of a backup
    Restore(Restore),
    /// Save what can be read of a ledger that does not open
    Salvage(Salvage),
    /// Destroy events for good, and nothing else
    Expunge(Expunge),
    /// Explain the code of a fault
    Explain(Explain),
    /// Let a shell complete commands, cases and events
    Completions(Completions),
    /// Write the help as manual pages
    Man(Man),
}

/// Completes a line for a shell, where one asks for that, and ends the program then.
pub(crate) fn complete() {
    completion::answer_a_shell(Arguments::command);
}

/// Reads the arguments, or says what is wrong with them, or gives help.
pub(crate) fn read() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        if !matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
            return usage(&error);
        }
        // A reader that goes away in the middle of the help has read enough.
        let _ = error.print();
        ExitCode::SUCCESS
    })
}

/// The arguments could not be read, so whether JSON is wanted shows only in their text.
fn usage(error: &clap::Error) -> ExitCode {
    let in_json = env::args_os().any(|argument| argument == "--json" || argument == "--jsonl");
    let text = error.to_string();
    let said: Vec<&str> = text.lines().take_while(|line| !line.starts_with("Usage:")).collect();
    let said = said.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let said = said.collect::<Vec<_>>().join(" ");
    let failure = Failure::usage(said.strip_prefix("error: ").unwrap_or(&said))
        .help("`docket help` lists the commands, `docket help COMMAND` their flags");
    if in_json {
        Output::new(Format::Json, false).fail(&failure);
    } else {
        // There is nobody to tell that stderr is gone.
        let _ = error.print();
    }
    failure.exit_code()
}

impl Command {
    /// Whether it only asks, so that it can leave out what is sealed.
    fn may_be_public(&self) -> bool {
        let is_question = matches!(
            self,
            Self::Cases(_)
                | Self::Show(_)
                | Self::Log(_)
                | Self::Replay(_)
                | Self::Known(_)
                | Self::Statements(_)
                | Self::Diff(_)
                | Self::Why(_)
                | Self::FirstKnown(_)
                | Self::Conflicts(_)
                | Self::Order(_)
                | Self::KnewBefore(_)
                | Self::Find(_)
                | Self::Timeline(_)
        );
        is_question
            || matches!(self, Self::Export(export) if export.may_be_public())
            || matches!(self, Self::Test(test) if test.may_be_public())
    }
}

impl Arguments {
    /// Where answers go.
    pub(crate) fn output(&self) -> Output {
        let format = match (self.common.json, self.common.jsonl) {
            (true, _) => Format::Json,
            (false, true) => Format::Jsonl,
            (false, false) => Format::Text,
        };
        Output::new(format, self.common.quiet)
    }

    /// Does what was asked.
    pub(crate) fn run(self, output: Output) -> Result<(), Failure> {
        let Common { ledger, no_input, public, .. } = self.common;
        if public && !self.command.may_be_public() {
            return Err(Failure::usage(
                "--public is for questions, and for exports of what they find",
            )
            .help("what this command does needs the whole ledger"));
        }
        let session = Session::new(output, SystemHost::new()?, ledger, no_input, public);
        match self.command {
            Command::Demo(demo) => demo.run(&session),
            Command::Init(init) => init.run(&session),
            Command::Check(check) => check.run(&session),
            Command::Record(record) => record.run(&session),
            Command::Cases(cases) => cases.run(&session),
            Command::Show(show) => show.run(&session),
            Command::Log(log) => log.run(&session),
            Command::Replay(replay) => replay.run(&session),
            Command::Known(known) => known.run(&session),
            Command::Statements(statements) => statements.run(&session),
            Command::Diff(diff) => diff.run(&session),
            Command::Why(why) => why.run(&session),
            Command::FirstKnown(first) => first.run(&session),
            Command::Conflicts(conflicts) => conflicts.run(&session),
            Command::Order(order) => order.run(&session),
            Command::KnewBefore(knew) => knew.run(&session),
            Command::Find(find) => find.run(&session),
            Command::Timeline(timeline) => timeline.run(&session),
            Command::Link(link) => link.run(&session),
            Command::Separate(separate) => separate.run(&session),
            Command::Test(test) => test.run(&session),
            Command::Checkpoint(checkpoint) => checkpoint.run(&session),
            Command::Prove(prove) => prove.run(&session),
            Command::Verify(verify) => verify.run(&session),
            Command::Export(export) => export.run(&session),
            Command::Import(import) => import.run(&session),
            Command::Backup(backup) => backup.run(&session),
            Command::Restore(restore) => restore.run(&session),
            Command::Salvage(salvage) => salvage.run(&session),
            Command::Expunge(expunge) => expunge.run(&session),
            Command::Explain(explain) => explain.run(&session),
            Command::Completions(completions) => completions.run(&session),
            Command::Man(man) => man.run(&session, Self::command()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_shows_worked_examples() {
        let program = Arguments::command();
        let formats = program.get_subcommands().flat_map(clap::Command::get_subcommands);
        for command in program.get_subcommands().chain(formats) {
            let examples =
                command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
            let lines = examples.lines().filter(|line| line.starts_with("  docket ")).count();
            assert!((2..=3).contains(&lines), "{}: {lines} examples", command.get_name());
        }
    }
}
