//! The signatory of a ledger: its key, and what it signed last.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use docket_core::{Log, Position};
use docket_proof::{Checkpoint, ProofFault, SignedCheckpoint, SigningKey, VerifyingKey, root_at};

use crate::failure::{Exit, Failure};
use crate::host::SystemHost;

const SIGNING_KEY: &str = "signing-key";
const PUBLIC_KEY: &str = "public-key";
const CHECKPOINT: &str = "checkpoint";

/// Signs what a ledger holds, and nothing that does not go on from what it signed before.
pub(crate) struct Signatory {
    ledger: PathBuf,
    key: SigningKey,
    last: Option<SignedCheckpoint>,
}

impl Signatory {
    /// Checks a name before anything is made under it.
    pub(crate) fn may_be_called(name: &str) -> Result<(), Failure> {
        match SigningKey::from_seed(Some(name), [0; 32]) {
            Ok(_) => Ok(()),
            Err(_) => Err(Failure::usage(format!("`{name}` cannot be the name of a log"))
                .help("a name has no white space and no `+`: example.com/dockets")),
        }
    }

    /// Makes the key of a new ledger.
    pub(crate) fn make(
        ledger: &Path,
        name: Option<&str>,
        host: SystemHost,
    ) -> Result<Self, Failure> {
        let key = SigningKey::from_seed(name, host.seed())
            .map_err(|fault| Failure::usage(fault.to_string()))?;
        write(&ledger.join(PUBLIC_KEY), &format!("{}\n", key.verifying_key()), Mode::ForAll)?;
        write(&ledger.join(SIGNING_KEY), &format!("{}\n", key.secret_text()), Mode::Secret)?;
        Ok(Self { ledger: ledger.to_owned(), key, last: None })
    }

    /// The signatory of a ledger; one from before ledgers had keys gets its key now.
    pub(crate) fn of(ledger: &Path, host: SystemHost) -> Result<Self, Failure> {
        Self::if_any(ledger)?.map_or_else(|| Self::make(ledger, None, host), Ok)
    }

    /// The signatory of a ledger, if it has one.
    pub(crate) fn if_any(ledger: &Path) -> Result<Option<Self>, Failure> {
        let Some(secret) = read(&ledger.join(SIGNING_KEY))? else {
            if ledger.join(CHECKPOINT).exists() || ledger.join(PUBLIC_KEY).exists() {
                let path = ledger.join(SIGNING_KEY);
                let message = format!("{}: the key is not there", path.display());
                let help = "bring it back from where it is kept: with a new key nobody could tell that \
                            the ledger goes on from what was signed";
                return Err(Failure::new(Exit::Integrity, "key_missing", message).help(help));
            }
            return Ok(None);
        };
        let faulty = |file: &str, fault: &ProofFault| {
            let message = format!("{}: {fault}", ledger.join(file).display());
            Failure::new(Exit::Integrity, "invalid_key", message)
        };
        let key = SigningKey::parse(&secret).map_err(|fault| faulty(SIGNING_KEY, &fault))?;
        let last = read(&ledger.join(CHECKPOINT))?;
        let last = last.map(|last| SignedCheckpoint::parse(&last)).transpose();
        let last = last.map_err(|fault| faulty(CHECKPOINT, &fault))?;
        if let Some(last) = &last {
            last.verify(key.verifying_key()).map_err(|fault| faulty(CHECKPOINT, &fault))?;
        }
        Ok(Some(Self { ledger: ledger.to_owned(), key, last }))
    }

    /// Gives the key of a ledger, and what it signed last, to the one that takes its place.
    pub(crate) fn hand_over(from: &Path, to: &Path) -> Result<(), Failure> {
        for (name, mode) in
            [(PUBLIC_KEY, Mode::ForAll), (CHECKPOINT, Mode::ForAll), (SIGNING_KEY, Mode::Secret)]
        {
            if let Some(text) = read(&from.join(name))? {
                write(&to.join(name), &text, mode)?;
            }
        }
        Ok(())
    }

    pub(crate) fn key(&self) -> &VerifyingKey {
        self.key.verifying_key()
    }

    /// What it signed last.
    pub(crate) fn last(&self) -> Option<&SignedCheckpoint> {
        self.last.as_ref()
    }

    /// Checks that a log goes on from a checkpoint: that it had its root at its size.
    pub(crate) fn goes_on_from(log: &dyn Log, before: &Checkpoint) -> Result<(), Failure> {
        let size = log.head()?.size.0;
        let broken = |found: String| {
            let Checkpoint { size, root, .. } = before;
            let message =
                format!("a checkpoint was signed of {size} entries with the root {root}; {found}");
            let help = "somebody changed, cut short or exchanged the ledger since; `docket verify` tells \
                        more, and a backup from before has what was signed";
            Err(Failure::new(Exit::Integrity, "inconsistent", message).help(help))
        };
        if size < before.size {
            return broken(format!("the ledger has {size}"));
        }
        let root = root_at(before.size, |node| log.node(node))?;
        if root != before.root {
            return broken(format!("at {} the ledger has {root}", Position(before.size)));
        }
        Ok(())
    }

    /// Signs what a log holds now, unless it does not go on from what was signed last. What was signed
    /// is kept before anybody sees it.
    pub(crate) fn sign(&mut self, log: &dyn Log) -> Result<SignedCheckpoint, Failure> {
        let head = log.head()?;
        if let Some(last) = &self.last {
            Self::goes_on_from(log, last.claimed())?;
            if last.claimed().size == head.size.0 {
                return Ok(last.clone());
            }
        }
        let origin = self.key().name().to_owned();
        let checkpoint = Checkpoint { origin, size: head.size.0, root: head.root };
        let signed = checkpoint.signed(&self.key);
        let signed = signed
            .map_err(|fault| Failure::new(Exit::Integrity, "invalid_key", fault.to_string()))?;
        write(&self.ledger.join(CHECKPOINT), &signed.to_string(), Mode::ForAll)?;
        self.last = Some(signed.clone());
        Ok(signed)
    }
}

/// Who may read a file.
#[derive(Clone, Copy)]
enum Mode {
    ForAll,
    Secret,
}

fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io(path, &error)),
    }
}

/// Writes a file under another name, and gives it its own when it is durable.
fn write(path: &Path, text: &str, mode: Mode) -> Result<(), Failure> {
    let partial = path.with_extension("partial");
    let written = || -> io::Result<()> {
        // What an interrupted run left may be readable by others.
        match fs::remove_file(&partial) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if matches!(mode, Mode::Secret) {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let mut file = options.open(&partial)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&partial, path)?;
        File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
    };
    written().map_err(|error| Failure::io(path, &error))
}
