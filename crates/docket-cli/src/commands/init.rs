//! `docket init`: a ledger of one's own.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use docket_time::Tz;
use serde_json::json;

use crate::document::Document;
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::session::{DEFAULT_LEDGER, Session};
use crate::signatory::Signatory;

/// The arguments of `docket init`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Init {
    /// The directory to make; without it, the one that --ledger names
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
    /// The zone in which days of the recorded clock end, for ever: an IANA id
    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = zone)]
    tz: Tz,
    /// The name under which the ledger signs checkpoints, such as example.com/dockets; without it, one
    /// made of its public key
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  docket init
      a ledger in ./ledger, and sample-case.toml beside it
  docket init ~/dockets/patents --tz America/New_York
      a ledger elsewhere, whose days end in New York";

/// The sample is a file that can be recorded as it is.
const SAMPLE: &str = include_str!("../sample-case.toml");
const SAMPLE_NAME: &str = "sample-case.toml";

impl Init {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let path = self.directory.as_deref().unwrap_or(session.ledger_path());
        if let Some(name) = &self.name {
            Signatory::may_be_called(name)?;
        }
        let ledger = Ledger::create(path, self.tz, session.host)?;
        let signatory = Signatory::make(path, self.name.as_deref(), session.host)?;
        let sample = path.parent().unwrap_or(Path::new("")).join(SAMPLE_NAME);
        let is_new = write_sample(&sample)?;
        let text = || text(ledger.path(), &sample, is_new);
        let document = || {
            let made = json!({
                "ledger": ledger.path().display().to_string(),
                "tz": self.tz.name(),
                "key": signatory.key().to_string(),
                "sample": sample.display().to_string(),
                "sample_is_new": is_new,
            });
            Document::new("docket/init/1", &made)
        };
        session.output.answer(text, document)
    }
}

pub(super) fn zone(name: &str) -> Result<Tz, String> {
    name.parse()
        .map_err(|_| "write an IANA id, such as America/New_York or Europe/Berlin".to_owned())
}

/// Writes the sample unless there is a file of that name.
fn write_sample(path: &Path) -> Result<bool, Failure> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(SAMPLE.as_bytes()).map_err(|error| Failure::io(path, &error))?;
            Ok(true)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Failure::io(path, &error)),
    }
}

fn text(ledger: &Path, sample: &Path, is_new: bool) -> String {
    let sample = sample.display();
    let flag = if ledger == Path::new(DEFAULT_LEDGER) {
        String::new()
    } else {
        format!(" --ledger {}", ledger.display())
    };
    let sample_line = if is_new {
        format!("{sample} is a case file to begin with")
    } else {
        format!("{sample} was there already and stays as it is")
    };
    format!(
        "{} is an empty ledger\n{sample_line}\n\nNext:\n  docket{flag} check {sample}\n  docket{flag} \
         record {sample}\n  docket{flag} replay sample\n",
        ledger.display()
    )
}
