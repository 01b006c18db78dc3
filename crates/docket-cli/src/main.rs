//! The `docket` program.

use std::process::ExitCode;

/// Folding a case makes many small things and lets them go again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    docket_cli::main()
}
