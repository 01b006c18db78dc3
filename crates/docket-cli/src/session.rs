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
    is_public: bool,
}

impl Session {
    pub(crate) fn new(
        output: Output,
        host: SystemHost,
        ledger: Option<PathBuf>,
        no_input: bool,
        is_public: bool,
    ) -> Self {
        Self { output, host, ledger, no_input, is_public }
    }

    /// Where the ledger is.
    pub(crate) fn ledger_path(&self) -> &Path {
        self.ledger.as_deref().unwrap_or(Path::new(DEFAULT_LEDGER))
    }

    pub(crate) fn open(&self) -> Result<Ledger, Failure> {
        let ledger = Ledger::open(self.ledger_path(), self.host)?;
        Ok(if self.is_public { ledger.for_the_public() } else { ledger })
    }

    /// Whether answers are for readers who may not see what is sealed.
    pub(crate) fn is_public(&self) -> bool {
        self.is_public
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
        if self.has_somebody() { ask(question) } else { Ok(true) }
    }

    /// Asks whether to do what cannot be undone. No where there is nobody to ask.
    pub(crate) fn confirm_loss(&self, question: &str) -> Result<bool, Failure> {
        if self.has_somebody() { ask(question) } else { Ok(false) }
    }

    fn has_somebody(&self) -> bool {
        let somebody = io::stdin().is_terminal() && io::stderr().is_terminal();
        somebody && !self.no_input && self.output.is_text()
    }
}

fn ask(question: &str) -> Result<bool, Failure> {
    write!(io::stderr(), "{question} [y/N] ")?;
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
