//! The `docket` program.
fn main() { docket_cli::main() }
