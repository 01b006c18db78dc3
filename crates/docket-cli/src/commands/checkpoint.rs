//! `docket checkpoint`: what the ledger holds, signed.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::document::Document;
use crate::failure::Failure;
use crate::session::Session;
use crate::signatory::Signatory;
use crate::time_stamp;

/// The arguments of `docket checkpoint`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Checkpoint {
    /// Print the public key instead, for whoever is to check what the ledger signs
    #[arg(long)]
    key: bool,
    /// Write a request to FILE too, with which an authority stamps the checkpoint with the time (RFC 3161)
    #[arg(long, value_name = "FILE", conflicts_with = "key")]
    stamp_request: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  docket checkpoint > 2024-08-01.checkpoint
      the ledger's size and root, signed with its key: keep it where nobody can change it
  docket checkpoint --key
      the public key, to be published once
  docket checkpoint --stamp-request august.tsq > 2024-08-01.checkpoint
      the same, and what asks an authority to say when; needs openssl. Docket sends nothing:
      curl -H 'Content-Type: application/timestamp-query' --data-binary @august.tsq URL > august.tsr
      `docket export evidence --time-stamp august.tsr` takes the reply";

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
        if let Some(to) = &self.stamp_request {
            time_stamp::request(&signed.to_string(), to)?;
            let to = to.display();
            session.output.remark(&format!(
                "keep this checkpoint: the time stamp is of it alone. To ask for one:\n  \
                 curl -H 'Content-Type: application/timestamp-query' --data-binary @{to} URL > {to}.tsr"
            ))?;
        }
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
