//! `docket checkpoint`: what the ledger holds, signed.

use clap::Args;
use serde_json::json;

use crate::document::Document;
use crate::failure::Failure;
use crate::session::Session;
use crate::signatory::Signatory;

/// The arguments of `docket checkpoint`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Checkpoint {
    /// Print the public key instead, for whoever is to check what the ledger signs
    #[arg(long)]
    key: bool,
}

const EXAMPLES: &str = "\
Examples:
  docket checkpoint > 2024-08-01.checkpoint
      the ledger's size and root, signed with its key: keep it where nobody can change it
  docket checkpoint --key
      the public key, to be published once
  docket prove --from 2024-08-01.checkpoint
      later: a proof that nothing before that day was changed";

impl Checkpoint {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let ledger = session.open()?;
        let mut signatory = Signatory::of(ledger.path(), session.host)?;
        if self.key {
            let key = signatory.key();
            let document = || {
                let key = json!({ "key": key.to_string(), "pem": key.pem() });
                Document::new("docket/key/1", &key)
            };
            return session.output.pass(&format!("{key}\n"), document);
        }
        let signed = signatory.sign(ledger.log())?;
        let document = || {
            let claimed = signed.claimed();
            let checkpoint = json!({
                "origin": claimed.origin,
                "size": claimed.size,
                "root": claimed.root.to_string(),
                "checkpoint": signed.to_string(),
            });
            Document::new("docket/checkpoint/1", &checkpoint)
        };
        session.output.pass(&signed.to_string(), document)
    }
}
