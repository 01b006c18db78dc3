//! The `docket` command line: cases recorded, asked and shown.
//!
//! Data goes to stdout, everything else to stderr. Each command reads its arguments, asks the
//! ledger, and gives its answer as text or as a JSON document.

mod arguments;
mod case_document;
mod case_files;
mod change;
mod clock_arg;
mod closed;
mod commands;
mod completion;
mod correction;
mod diagnostics;
mod docket_file;
mod document;
mod entry_arg;
mod expunged;
mod failure;
mod field_arg;
mod golden_directory;
mod golden_state;
mod host;
mod import_report;
mod joints;
mod ledger;
mod lines;
mod log_line;
mod output;
mod plan;
mod progress;
mod proof_file;
mod question;
mod recorded;
mod salvaged;
mod session;
mod signatory;
mod table;
mod time_flags;
mod time_stamp;
mod tour;
mod variants;
mod verdict;
mod when_arg;
mod words;

#[doc(hidden)]
pub use when_arg::WhenArg;

use std::process::ExitCode;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    arguments::complete();
    let arguments = match arguments::read() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let output = arguments.output();
    match arguments.run(output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.fail(&failure);
            failure.exit_code()
        }
    }
}
