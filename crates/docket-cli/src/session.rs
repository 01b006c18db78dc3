//! The session: what one run of the program was given.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::host::SystemHost;
use crate::ledger::Ledger;
use crate::output::Output;

/// Where the ledger is when nobody says.
pub(crate) const DEFAULT_LEDGER: &str = "ledger";

/// One run of the program.
pub(crate) struct Session {
    pub(crate) output: Output,
    pub(crate) host: SystemHost,
    ledger: Option<PathBuf>,
    no_input: bool,
}

impl Session {
    pub(crate) fn new(
        output: Output,
        host: SystemHost,
        ledger: Option<PathBuf>,
        no_input: bool,
    ) -> Self {
        Self { output, host, ledger, no_input }
    }

    /// Where the ledger is.
    pub(crate) fn ledger_path(&self) -> &Path {
        self.ledger.as_deref().unwrap_or(Path::new(DEFAULT_LEDGER))
    }

    pub(crate) fn open(&self) -> Result<Ledger, Failure> {
        Ledger::open(self.ledger_path(), self.host)
    }

    /// The ledger, or none where nobody named one and there is none in the usual place.
    pub(crate) fn open_if_any(&self) -> Result<Option<Ledger>, Failure> {
        if self.ledger.is_none() && !self.ledger_path().exists() {
            return Ok(None);
        }
        self.open().map(Some)
    }

    /// Asks a question whose answer is yes or no. Yes where there is nobody to ask.
    pub(crate) fn confirm(&self, question: &str) -> Result<bool, Failure> {
        let somebody = io::stdin().is_terminal() && io::stderr().is_terminal();
        if self.no_input || !somebody || !self.output.is_text() {
            return Ok(true);
        }
        write!(io::stderr(), "{question} [y/N] ")?;
        io::stderr().flush()?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }
}
