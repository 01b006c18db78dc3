//! `docket man`: the help as manual pages.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::builder::Resettable;
use clap::{Arg, Args, Command};
use clap_mangen::Man as Page;
use clap_mangen::roff::{Roff, roman};
use serde_json::json;

use crate::document::Document;
use crate::failure::Failure;
use crate::session::Session;
use crate::words::count;

/// The arguments of `docket man`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Man {
    /// The directory to write docket.1 and a page for each command into; without it, docket.1 is
    /// printed
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  docket man ~/.local/share/man/man1
      from now on, `man docket` and `man docket-show` show these pages
  docket man | man -l -
      the main page alone";

impl Man {
    pub(crate) fn run(&self, session: &Session, program: Command) -> Result<(), Failure> {
        let pages = pages(program)?;
        let Some(directory) = &self.directory else {
            let main = pages.into_iter().next().map_or(String::new(), |(_, text)| text);
            let document = || Document::new("docket/man/1", &json!({ "page": main }));
            return session.output.pass(&main, document);
        };
        fs::create_dir_all(directory).map_err(|error| Failure::io(directory, &error))?;
        for (name, text) in &pages {
            let path = directory.join(name);
            fs::write(&path, text).map_err(|error| Failure::io(&path, &error))?;
        }
        let written = count(pages.len(), "page", "pages");
        session.output.answer(
            || format!("{written} written to {}\n", directory.display()),
            || Document::list("docket/man/1", &paths(directory, &pages)),
        )
    }
}

fn paths(directory: &Path, pages: &[(String, String)]) -> Vec<serde_json::Value> {
    let path = |(name, _): &(String, String)| json!({ "path": directory.join(name).display().to_string() });
    pages.iter().map(path).collect()
}

/// The pages with the names of their files: the program's, then each command's.
fn pages(program: Command) -> io::Result<Vec<(String, String)>> {
    let mut program = program.disable_help_subcommand(true);
    program.build();
    let version = program.get_version().unwrap_or_default().to_owned();
    let commands = commands(&program);
    std::iter::once(program).chain(commands).map(|command| page(command, &version)).collect()
}

/// The commands of a command, each with its own behind it.
fn commands(of: &Command) -> Vec<Command> {
    let shown = of.get_subcommands().filter(|command| !command.is_hide_set());
    let with_own =
        |one: &Command| std::iter::once(one.clone()).chain(commands(one)).collect::<Vec<_>>();
    shown.flat_map(with_own).collect()
}

fn page(command: Command, version: &str) -> io::Result<(String, String)> {
    let last = command.get_after_long_help().or(command.get_after_help());
    let last = last.map(|text| section(&text.to_string())).unwrap_or_default();
    let command = command.after_help(Resettable::Reset).after_long_help(Resettable::Reset);
    let (command, last) = with_points_in_time(command, last);
    let page = Page::new(command).source(format!("docket {version}")).manual("Docket");
    let mut text = Vec::new();
    page.render(&mut text)?;
    let text = String::from_utf8_lossy(&text).into_owned();
    Ok((page.get_filename(), text + &last))
}

/// Headings of a page are in capitals, which the examples in that of the time flags do not survive:
/// they become a section.
fn with_points_in_time(command: Command, last: String) -> (Command, String) {
    let prefixed =
        |arg: &Arg| arg.get_help_heading()?.strip_prefix("Time (WHEN: ").map(str::to_owned);
    let examples = command.get_arguments().find_map(prefixed);
    let Some(examples) = examples else { return (command, last) };
    let examples = examples.trim_end_matches(')');
    let short = |arg: Arg| match arg.get_help_heading() {
        Some(heading) if heading.starts_with("Time (") => arg.help_heading("Time"),
        Some(_) | None => arg,
    };
    (command.mut_args(short), section(&format!("Points in time:\n{examples}")) + &last)
}

/// A heading and the lines below it as a section of a page, line by line.
fn section(text: &str) -> String {
    let (heading, lines) = text.split_once('\n').unwrap_or((text, ""));
    let mut roff = Roff::new();
    roff.control("SH", [heading.trim_end_matches(':').to_uppercase().as_str()]);
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff.to_roff()
}
