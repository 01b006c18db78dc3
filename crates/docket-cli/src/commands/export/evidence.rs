//! `docket export evidence`: entries, and what proves that they were in the ledger.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use docket_core::{LogEntry, PublicLog};
use docket_export::evidence;

use super::whole;
use crate::closed::in_words;
use crate::commands::prove::checkpoint_with;
use crate::entry_arg::EntryArg;
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::session::Session;
use crate::signatory::Signatory;
use crate::words::count;

/// The arguments of `docket export evidence`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Evidence {
    /// The entries: events, as `docket log` lists them, or positions such as @57
    #[arg(required = true, value_name = "ENTRY")]
    entries: Vec<EntryArg>,
    /// The folder to make
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  docket export evidence amazon-v-nokia/complaint -o complaint
      a folder for a court: the entry, its proof, the signed checkpoint, and how to check them
  docket export evidence @57 @58 @60 -o exhibits
      three entries by their positions
  docket verify complaint --key public-key
      checks such a folder; VERIFY.md in it says how without this program";

/// Says which of the entries are closed to the public: whoever is given the folder reads them.
fn warn_of_sealed(ledger: &Ledger, entries: &[LogEntry], session: &Session) -> Result<(), Failure> {
    let public = PublicLog::new(ledger.docket().shared_log());
    for entry in entries {
        if let Some(closed) = public.restriction(entry)? {
            let (position, closed) = (entry.position, in_words(&closed));
            session.output.remark(&format!("{position} has its {closed}; the folder shows it"))?;
        }
    }
    Ok(())
}

impl Evidence {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        if self.output.exists() {
            let message = format!("{} is there already", self.output.display());
            return Err(Failure::usage(message).help("name a folder that is to be made"));
        }
        let ledger = session.open()?;
        let mut signatory = Signatory::of(ledger.path(), session.host)?;
        let entries = self.entries.iter().map(|entry| entry.find(&ledger));
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        warn_of_sealed(&ledger, &entries, session)?;
        let positions: Vec<_> = entries.iter().map(|entry| entry.position).collect();
        let checkpoint = checkpoint_with(&positions, ledger.log(), &mut signatory)?;
        let files = evidence(ledger.log(), &entries, &checkpoint, signatory.key())?;
        whole(&self.output, |partial| {
            let written = || -> std::io::Result<()> {
                fs::create_dir(partial)?;
                files.iter().try_for_each(|(name, bytes)| fs::write(partial.join(name), bytes))
            };
            written().map_err(|error| Failure::io(partial, &error))
        })?;
        let what = count(entries.len(), "entry", "entries");
        let to = self.output.display();
        session
            .output
            .remark(&format!("{what} with proofs written to {to}; VERIFY.md says how to check"))
    }
}
