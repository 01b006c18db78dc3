//! `docket completions`: a shell that completes commands, flags and what is in the ledger.

use clap::Args;
use clap_complete::Shell;
use clap_complete::env::Shells;
use serde_json::json;

use crate::completion::VARIABLE;
use crate::document::Document;
use crate::failure::Failure;
use crate::session::Session;

/// The arguments of `docket completions`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  docket completions bash >> ~/.bashrc
      from the next shell on, the tabulator completes cases and events too
  docket completions zsh >> ~/.zshrc
      the same for zsh
  docket completions fish > ~/.config/fish/completions/docket.fish
      the same for fish";

/// How the program is called, also by the script: by its name, wherever it is on the path.
const PROGRAM: &str = "docket";

impl Completions {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let name = self.shell.to_string();
        let shells = Shells::builtins();
        let shell = shells
            .completer(&name)
            .ok_or_else(|| Failure::usage(format!("{name} has no completions")))?;
        let mut script = Vec::new();
        shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)?;
        let script = String::from_utf8_lossy(&script);
        session.output.pass(&script, || {
            Document::new("docket/completions/1", &json!({ "shell": name, "script": script }))
        })
    }
}
