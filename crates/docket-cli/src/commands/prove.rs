//! `docket prove`: that an entry is in the ledger, or that nothing before a checkpoint was changed.

use std::path::{Path, PathBuf};

use clap::Args;
use docket_core::{Kept, Log, Position};
use docket_proof::{
    ConsistencyProof, InclusionProof, SignedCheckpoint, prove_consistency, prove_inclusion,
};
use serde_json::json;

use crate::document::Document;
use crate::entry_arg::EntryArg;
use crate::failure::Failure;
use crate::proof_file::{read, told};
use crate::session::Session;
use crate::signatory::Signatory;

/// The arguments of `docket prove`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Prove {
    /// The entry: an event, as `docket log` lists it, or a position such as @57
    #[arg(required_unless_present = "from", conflicts_with = "from")]
    entry: Option<EntryArg>,
    /// Prove that the ledger goes on from this checkpoint
    #[arg(long, value_name = "CHECKPOINT")]
    from: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  docket prove amazon-v-nokia/complaint > complaint.tlog-proof
      for anybody who has the public key: this entry is in the ledger
  docket prove --from 2024-08-01.checkpoint > since-august.proof
      nothing that was in the ledger on that day was changed or taken out
  docket verify complaint.tlog-proof --key public-key
      checks a proof, without a ledger";

impl Prove {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let mut signatory = Signatory::of(ledger.path(), session.host)?;
        if let Some(path) = &self.from {
            return from(path, ledger.log(), &mut signatory, session);
        }
        let Some(entry) = &self.entry else { return Ok(()) };
        let kept = entry.kept(&ledger)?;
        let checkpoint = checkpoint_with(&[kept.position()], ledger.log(), &mut signatory)?;
        let proof = inclusion(ledger.log(), &kept, &checkpoint)?;
        let position = kept.position();
        let event = kept.entry().map(|entry| entry.event.event_id().to_string());
        let document = || {
            let proved = json!({
                "position": position,
                "event": event,
                "leaf": proof.leaf.hash().to_string(),
                "size": checkpoint.claimed().size,
                "proof": proof.to_string(),
            });
            Document::new("docket/proof/1", &proved)
        };
        session.output.pass(&proof.to_string(), document)
    }
}

/// The last checkpoint that was signed, if the entries are in it, or a new one.
pub(crate) fn checkpoint_with(
    positions: &[Position],
    log: &dyn Log,
    signatory: &mut Signatory,
) -> Result<SignedCheckpoint, Failure> {
    let reaches = |last: &SignedCheckpoint| positions.iter().all(|at| at.0 <= last.claimed().size);
    match signatory.last() {
        Some(last) if reaches(last) => {
            Signatory::goes_on_from(log, last.claimed())?;
            Ok(last.clone())
        }
        Some(_) | None => signatory.sign(log),
    }
}

fn inclusion(
    log: &dyn Log,
    kept: &Kept,
    checkpoint: &SignedCheckpoint,
) -> Result<InclusionProof, Failure> {
    let size = checkpoint.claimed().size;
    let hashes = prove_inclusion(size, kept.position().0, |node| log.node(node))?;
    Ok(InclusionProof { leaf: kept.leaf(), hashes, checkpoint: checkpoint.clone() })
}

/// Proves that a log goes on from a checkpoint that it signed earlier.
fn from(
    path: &Path,
    log: &dyn Log,
    signatory: &mut Signatory,
    session: &Session,
) -> Result<(), Failure> {
    let before = SignedCheckpoint::parse(&read(path)?).map_err(|fault| told(path, &fault))?;
    let before = before.verify(signatory.key()).map_err(|fault| told(path, &fault))?;
    Signatory::goes_on_from(log, &before)?;
    let checkpoint = signatory.sign(log)?;
    let (from, to) = (before.size, checkpoint.claimed().size);
    let hashes = prove_consistency(from, to, |node| log.node(node))?;
    let proof = ConsistencyProof { from, hashes, checkpoint };
    let document = || {
        let proved = json!({ "from": from, "to": to, "proof": proof.to_string() });
        Document::new("docket/proof/1", &proved)
    };
    session.output.pass(&proof.to_string(), document)
}
