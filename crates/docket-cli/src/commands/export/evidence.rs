//! `docket export evidence`: entries, and what proves that they were in the ledger.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use docket_core::{Log, LogEntry, Position, PublicLog};
use docket_export::{TimeStamp, evidence};
use docket_proof::SignedCheckpoint;

use super::whole;
use crate::closed::in_words;
use crate::commands::prove::checkpoint_with;
use crate::entry_arg::EntryArg;
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::proof_file::{bytes, read, told};
use crate::session::Session;
use crate::signatory::Signatory;
use crate::time_stamp::{no_openssl, stamped_at};
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
    /// Prove it by this checkpoint, which the ledger signed, and not by its last one
    #[arg(long, value_name = "CHECKPOINT")]
    checkpoint: Option<PathBuf>,
    /// What an authority replied when it was asked to stamp that checkpoint with the time (RFC 3161)
    #[arg(long, value_name = "REPLY", requires = "checkpoint", requires = "authority")]
    time_stamp: Option<PathBuf>,
    /// The certificates of that authority, in PEM: its root, and those between
    #[arg(long, value_name = "PEM", requires = "time_stamp")]
    authority: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  docket export evidence amazon-v-nokia/complaint -o complaint
      a folder for a court: the entry, its proof, the signed checkpoint, and how to check them
  docket export evidence @57 -o exhibit --checkpoint 2024-08-01.checkpoint \\
      --time-stamp august.tsr --authority authority.pem
      by a checkpoint that an authority stamped with the time, and that stamp
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
        let checkpoint = match &self.checkpoint {
            Some(path) => earlier(path, &positions, ledger.log(), &signatory)?,
            None => checkpoint_with(&positions, ledger.log(), &mut signatory)?,
        };
        let stamp = self.stamp(&checkpoint)?;
        let files = evidence(ledger.log(), &entries, &checkpoint, signatory.key(), stamp)?;
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

    /// The time stamp that was given, if it is one of the checkpoint.
    fn stamp(&self, checkpoint: &SignedCheckpoint) -> Result<Option<TimeStamp>, Failure> {
        let (Some(reply), Some(authority)) = (&self.time_stamp, &self.authority) else {
            return Ok(None);
        };
        let stamp = TimeStamp { reply: bytes(reply)?, authority: bytes(authority)? };
        let at = stamped_at(checkpoint.to_string().as_bytes(), reply, authority)?;
        at.map(|_| Some(stamp)).ok_or_else(no_openssl)
    }
}

/// A checkpoint that the ledger signed earlier, if it goes on from it and the entries were there.
fn earlier(
    path: &Path,
    positions: &[Position],
    log: &dyn Log,
    signatory: &Signatory,
) -> Result<SignedCheckpoint, Failure> {
    let signed = SignedCheckpoint::parse(&read(path)?).map_err(|fault| told(path, &fault))?;
    let checkpoint = signed.verify(signatory.key()).map_err(|fault| told(path, &fault))?;
    Signatory::goes_on_from(log, &checkpoint)?;
    if let Some(at) = positions.iter().find(|at| at.0 > checkpoint.size) {
        let size = checkpoint.size;
        let message = format!("{at} is not in {}, a checkpoint of {size} entries", path.display());
        return Err(Failure::not_found("outside_checkpoint", message)
            .help("an entry is proved by a checkpoint that was signed after it was recorded"));
    }
    Ok(signed)
}
