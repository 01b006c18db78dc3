//! `docket verify`: a ledger, a proof, or a folder of evidence.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use docket_core::{Head, Position, RecordedAt};
use docket_export::{AUTHORITY, Files, Proved, REPLY, check_evidence};
use docket_proof::{Checkpoint, ConsistencyProof, InclusionProof, SignedCheckpoint, VerifyingKey};
use serde_json::{Value, json};

use crate::document::Document;
use crate::failure::{Exit, Failure};
use crate::lines::Lines;
use crate::progress::Progress;
use crate::proof_file::{key, read, told};
use crate::session::Session;
use crate::signatory::Signatory;
use crate::time_stamp::stamped_at;
use crate::words::count;

/// The arguments of `docket verify`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Verify {
    /// A proof, a checkpoint, or a folder of evidence; without it, the whole ledger
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// The public key of the log, as its owner published it: a file, or the key itself
    #[arg(long, value_name = "KEY", requires = "path")]
    key: Option<String>,
    /// The checkpoint from which the ledger is to go on
    #[arg(long, value_name = "CHECKPOINT")]
    from: Option<PathBuf>,
    /// The certificates of the authority that stamped the evidence with the time, as it publishes them
    #[arg(long, value_name = "PEM", requires = "path")]
    authority: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  docket verify --from 2024-08-01.checkpoint
      hash the whole ledger once more, and hold it against what was signed on that day
  docket verify complaint.tlog-proof --key public-key
      check a proof, without a ledger
  docket verify evidence --key docket/ea4a6c63e29c520a+0f7a2b3c+AepKbGPi...
      check a folder of evidence, with the key that its owner published";

/// What was found true.
struct Verdict {
    text: Lines,
    document: Value,
}

impl Verify {
    pub(crate) fn run(&self, session: &Session) -> Result<(), Failure> {
        let verdict = match &self.path {
            None => self.ledger(session)?,
            Some(path) if path.is_dir() => self.folder(path, session)?,
            Some(path) => self.file(path, session)?,
        };
        let Verdict { text, document } = verdict;
        session.output.answer(|| text.into_text(), || Document::new("docket/verify/1", &document))
    }

    /// Hashes everything in the ledger, and holds it against what was signed.
    fn ledger(&self, session: &Session) -> Result<Verdict, Failure> {
        let ledger = session.open()?;
        let signatory = Signatory::if_any(ledger.path())?;
        let progress = Progress::of(ledger.head()?.size.0, session);
        let Head { size, root, .. } = docket_core::verify(ledger.log(), &mut |_| progress.step())?;
        drop(progress);
        let mut text = Lines::default();
        let expunged = ledger.log().expunged()?.len();
        let without = match expunged {
            0 => String::new(),
            1 => ", but 1 was expunged: its leaf stands".to_owned(),
            _ => format!(", but {expunged} were expunged: their leaves stand"),
        };
        text.push(&format!("{}: each is what was recorded{without}", entries(size.0)));
        text.push(&format!("root {root}"));
        let last = signatory.as_ref().and_then(Signatory::last);
        let last = last.map(|last| (last.claimed().clone(), "the last one signed"));
        let given = self.from.as_deref().map(|path| -> Result<_, Failure> {
            let given =
                SignedCheckpoint::parse(&read(path)?).map_err(|fault| told(path, &fault))?;
            let Some(signatory) = &signatory else {
                let message = "this ledger has no key, so it signed no checkpoint";
                return Err(Failure::new(Exit::Integrity, "not_proved", message));
            };
            let given = given.verify(signatory.key()).map_err(|fault| told(path, &fault))?;
            Ok((given, "the one given"))
        });
        let mut checked = Vec::new();
        for (checkpoint, which) in
            last.into_iter().map(Ok).chain(given).collect::<Result<Vec<_>, _>>()?
        {
            Signatory::goes_on_from(ledger.log(), &checkpoint)?;
            text.push(&format!("goes on from the checkpoint at @{}, {which}", checkpoint.size));
            checked.push(as_json(&checkpoint));
        }
        if checked.is_empty() {
            text.push(
                "no checkpoint was signed: `docket checkpoint` signs one, to be kept elsewhere",
            );
        }
        let document = json!({
            "size": size, "expunged": expunged, "root": root.to_string(), "checkpoints": checked,
        });
        Ok(Verdict { text, document })
    }

    /// Checks a folder of evidence.
    fn folder(&self, path: &Path, session: &Session) -> Result<Verdict, Failure> {
        let (files, key) = (files(path)?, self.key_of(path)?);
        let Proved { checkpoint, entries, is_stamped } =
            check_evidence(&files, &key).map_err(|fault| {
                let message = format!("{}/{fault}", path.display());
                Failure::new(Exit::Integrity, "not_proved", message)
            })?;
        if self.key.is_none() {
            session.output.remark(&format!(
                "the key came with the folder: compare it with the one that the owner published\n  {key}"
            ))?;
        }
        let mut text = Lines::default();
        text.push(&format!("{} in {}", self::entries(entries.len() as u64), log(&checkpoint)));
        let mut proved = Vec::new();
        for (leaf, event) in &entries {
            let at = recorded(leaf.recorded_at);
            let (position, id) = (Position(leaf.position), event.event_id());
            text.push(&format!("  {position}  {id}, recorded at {at}"));
            proved.push(json!({
                "position": position, "event": id.to_string(), "recorded_at": at.to_string(),
            }));
        }
        let time_stamp = if is_stamped {
            self.time_stamp(path, &files["checkpoint"], &mut text, session)?
        } else if self.authority.is_some() {
            let message = format!("{} has no time stamp of an authority", path.display());
            return Err(Failure::new(Exit::Integrity, "not_stamped", message));
        } else {
            Value::Null
        };
        let document = json!({
            "checkpoint": as_json(&checkpoint), "entries": proved, "time_stamp": time_stamp,
        });
        Ok(Verdict { text, document })
    }

    /// The key by which a folder of evidence is checked: the one that was named, or its own.
    fn key_of(&self, folder: &Path) -> Result<VerifyingKey, Failure> {
        let enclosed = folder.join("public-key");
        match &self.key {
            Some(named) => key(named),
            None if enclosed.exists() => key(&enclosed.to_string_lossy()),
            None => {
                let message = format!("{} is no evidence: it has no public-key", folder.display());
                Err(Failure::invalid("invalid_proof", message).help(
                    "`docket export evidence` makes such a folder; a ledger is named with --ledger",
                ))
            }
        }
    }

    /// Checks when the checkpoint of a folder was stamped.
    fn time_stamp(
        &self,
        folder: &Path,
        checkpoint: &[u8],
        text: &mut Lines,
        session: &Session,
    ) -> Result<Value, Failure> {
        let enclosed = folder.join(AUTHORITY);
        let authority = self.authority.as_deref().unwrap_or(&enclosed);
        let at = stamped_at(checkpoint, &folder.join(REPLY), authority)?;
        match at {
            Some(at) if self.authority.is_some() => {
                text.push(&format!("the authority stamped the checkpoint at {at}"));
            }
            Some(at) => {
                text.push(&format!("an authority stamped the checkpoint at {at}"));
                session.output.remark(&format!(
                    "the certificates of the authority came with the folder: compare {AUTHORITY} with \
                     those that it publishes"
                ))?;
            }
            None => text.push("its time stamp was not checked, for want of openssl: see VERIFY.md"),
        }
        Ok(json!({ "at": at, "is_checked": at.is_some() }))
    }

    fn file(&self, path: &Path, session: &Session) -> Result<Verdict, Failure> {
        let key = match &self.key {
            Some(named) => key(named)?,
            None => key_of_ledger(session)?,
        };
        let (text, fault) = (read(path)?, |fault| told(path, &fault));
        let mut lines = Lines::default();
        let document = if text.starts_with("c2sp.org/tlog-proof") {
            let proof = InclusionProof::parse(&text).map_err(fault)?;
            let checkpoint = proof.verify(&key).map_err(fault)?;
            let at = recorded(proof.leaf.recorded_at);
            let position = Position(proof.leaf.position);
            lines.push(&format!("{position}, recorded at {at}, is in {}", log(&checkpoint)));
            lines.push(&format!("its event has the commitment {}", proof.leaf.commitment));
            json!({
                "position": position, "recorded_at": at.to_string(),
                "commitment": proof.leaf.commitment.to_string(), "checkpoint": as_json(&checkpoint),
            })
        } else if text.starts_with("old ") {
            let proof = ConsistencyProof::parse(&text).map_err(fault)?;
            let Some(from) = &self.from else {
                let message = "the proof goes on from a checkpoint: name it with --from";
                return Err(Failure::usage(message));
            };
            let before =
                SignedCheckpoint::parse(&read(from)?).map_err(|fault| told(from, &fault))?;
            let checkpoint = proof.verify(&before, &key).map_err(fault)?;
            lines.push(&format!("{} begins with what it was at @{}", log(&checkpoint), proof.from));
            json!({ "from": as_json(before.claimed()), "checkpoint": as_json(&checkpoint) })
        } else {
            let signed = SignedCheckpoint::parse(&text).map_err(fault)?;
            let checkpoint = signed.verify(&key).map_err(fault)?;
            lines.push(&format!("signed: {}, root {}", log(&checkpoint), checkpoint.root));
            json!({ "checkpoint": as_json(&checkpoint) })
        };
        Ok(Verdict { text: lines, document })
    }
}

/// The public key of the ledger, which need not be opened for that.
fn key_of_ledger(session: &Session) -> Result<VerifyingKey, Failure> {
    let path = session.ledger_path().join("public-key");
    if !path.exists() {
        let help = "`docket checkpoint --key` prints a ledger's public key";
        return Err(Failure::usage("name the public key of the log with --key").help(help));
    }
    key(&path.to_string_lossy())
}

/// The files of a folder, without those in folders inside it.
fn files(path: &Path) -> Result<Files, Failure> {
    let failed = |error| Failure::io(path, &error);
    let mut files = Files::new();
    for item in fs::read_dir(path).map_err(failed)? {
        let item = item.map_err(failed)?;
        if item.path().is_file() {
            let bytes = fs::read(item.path()).map_err(|error| Failure::io(&item.path(), &error))?;
            files.insert(item.file_name().to_string_lossy().into_owned(), bytes);
        }
    }
    Ok(files)
}

fn recorded(microseconds: i64) -> RecordedAt {
    RecordedAt(microseconds)
}

fn entries(size: u64) -> String {
    count(usize::try_from(size).unwrap_or(usize::MAX), "entry", "entries")
}

fn log(checkpoint: &Checkpoint) -> String {
    format!("the log {} of {}", checkpoint.origin, entries(checkpoint.size))
}

fn as_json(checkpoint: &Checkpoint) -> Value {
    let Checkpoint { origin, size, root } = checkpoint;
    json!({ "origin": origin, "size": size, "root": root.to_string() })
}
